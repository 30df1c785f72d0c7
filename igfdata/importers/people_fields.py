"""Which fields, elements and columns of a file name people, and which names stand in them? They only serve to be taken out."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from igfdata.importers.names import name_in_address, split_people

_ROLES = frozenset(
    """
    actor animateur animatrice animateurs artist attendee auteur auteurs author autor autora autores autoren by chair chairperson coach coauthor
    conferencier conferenciers contact convener convenor coordinator creator discussant dozent dozenten expositor expositores facilitador facilitator
    gastgeber guest host instructor intervenant intervenante intervenants invitado invitados keynote kontakt led lecturer leiter leitung moderacion moderador
    moderadora moderadores moderateur moderateurs moderation moderator moderatoren moderatorin orador oradores orateur orateurs organisateur organisateurs
    organiser organizador organizadores organizer palestrante palestrantes panelist panelista panelistas panellist participant people performer person
    persona personas personne personnes podium ponente ponentes presenter presented presentador primaryauthor rapporteur redner referent referenten referentin
    relator resource responsable session speaker speakers sprecher sprecherin submitter teacher trainer user verantwortlich volunteer vortragende
    vortragender who wer qui quien
    """.split()  # noqa: SIM905
)
"""Words, without accents and plural, for people in a role: a field of such a name lists people."""
_BESIDE = frozenset(
    """
    a and chief co confirmed da de del der des du e en additional et full invited key lead main name names nom nome nombre noms of on onsite online other
    panel person persons primary proposed remote s session the und und vollstandiger y 1 2 3 4 5 6 7 8 9 10
    """.split()  # noqa: SIM905
)
"""Words that may stand beside one: ``Speaker 1 full name``, ``Moderator (online)``."""
_NOT_ALONE = frozenset(
    ["session", "by", "resource", "user", "keynote", "panel", "podium", "moderation", "led", "presented", "leitung"]
)
"""Words that say nothing about people where no other word of a role stands beside them."""
_BOTH = frozenset(
    [
        "presented by",
        "led by",
        "speakers",
        "by",
        "moderation",
        "podium",
        "leitung",
        "keynote speaker",
        "resource person",
        "resource persons",
    ]
)
_FIRST = frozenset(
    [
        "first name",
        "firstname",
        "given name",
        "givenname",
        "forename",
        "vorname",
        "prenom",
        "nombre",
        "nombres",
        "primeiro nome",
    ]
)
_LAST = frozenset(
    [
        "last name",
        "lastname",
        "family name",
        "familyname",
        "surname",
        "nachname",
        "familienname",
        "nom de famille",
        "apellido",
        "apellidos",
        "sobrenome",
    ]
)
_NAME = frozenset(
    ["name", "public name", "full public name", "display name", "displayname", "fullname", "full name", "cn", "text", "label"]
)
_MAIL = frozenset(["email", "e mail", "mail", "email address", "courriel", "correo"])


def level(name: str) -> str:
    """Return the name of a field without accents, capitals, signs and the bounds of camelCase."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    letters = unicodedata.normalize("NFKD", spaced.replace("_", " ")).casefold()
    return " ".join(re.findall(r"[^\W_]+", "".join(sign for sign in letters if not unicodedata.combining(sign))))


def lists_people(name: str) -> bool:
    """Whether a field or a column of this name lists people.

    >>> [lists_people(name) for name in ("Speakers", "Moderator (online)", "Host organisation", "primaryauthors", "Session")]
    [True, True, False, True, False]
    """
    levelled = level(name)
    words = [word for word in levelled.split() if word not in _BESIDE or _is_role(word)]
    if levelled in _BOTH:
        return True
    roles = [word for word in words if _is_role(word)]
    return len(roles) == len(words) and any(_singular(word) not in _NOT_ALONE for word in roles)


def _is_role(word: str) -> bool:
    return word in _ROLES or _singular(word) in _ROLES


def _singular(word: str) -> str:
    return word if word in _ROLES else word.removesuffix("s")


def names_in(value: Any, depth: int = 0) -> Iterator[str]:
    """Yield the names in the value of a field that lists people: text, list, or object with a name."""
    if isinstance(value, str):
        yield from (name_in_address(value),) if "@" in value and " " not in value.strip() else split_people(value)
    elif isinstance(value, list) and depth < 6:
        for one in value:
            yield from names_in(one, depth + 1)
    elif isinstance(value, dict) and depth < 6:
        fields = {level(str(name)): one for name, one in value.items()}
        texts = {name: one for name, one in fields.items() if isinstance(one, str)}
        yield from (part for name in texts if name in _NAME or lists_people(name) for part in split_people(texts[name]))
        yield from joined_names(texts)
        yield from (name_in_address(texts[name]) for name in _MAIL & texts.keys())
        for name, one in fields.items():
            if isinstance(one, dict | list) and (lists_people(name) or name in _NAME or len(fields) == 1):
                yield from names_in(one, depth + 1)


def joined_names(texts: Mapping[str, str]) -> Iterator[str]:
    """Yield the name that fields of given name and surname make together."""
    first = next((texts[name] for name in texts if name in _FIRST and texts[name].strip()), "")
    last = next((texts[name] for name in texts if name in _LAST and texts[name].strip()), "")
    if first and last:
        yield f"{first} {last}"


def people_of(record: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names in all fields of a record that list people."""
    for name, value in record.items():
        if lists_people(str(name)):
            yield from filter(None, names_in(value))


def people_in_table(header: Sequence[str], rows: Iterable[Sequence[str]], read: Iterable[str]) -> Iterator[str]:
    """Yield the names in the columns of a table that list people; columns that are read as fields are left alone."""
    known = set(read)
    listed = [n for n, name in enumerate(header) if name not in known and (lists_people(name) or level(name) in _NAME | _MAIL)]
    levels = {n: level(name) for n, name in enumerate(header) if name not in known}
    parts = [n for n, name in levels.items() if _part(name)]
    for cells in rows:
        for n in listed:
            if n < len(cells) and cells[n].strip():
                yield from filter(None, names_in(cells[n]))
        if parts:
            texts = {_part(levels[n]): cells[n] for n in parts if n < len(cells)}
            yield from joined_names({"first name": texts.get("first", ""), "last name": texts.get("last", "")})


def _part(name: str) -> str:
    """Whether a column holds given names or surnames, also of a role: ``Speaker first name``."""
    for kind, known in (("first", _FIRST), ("last", _LAST)):
        if any(name == one or name.endswith(f" {one}") for one in known):
            return kind
    return ""
