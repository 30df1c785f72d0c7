"""Which fields, columns and words of a file name people? Names only serve to be taken out; those of organisations stay."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any
from zoneinfo import available_timezones

from igfdata import vocabulary as v
from igfdata.wording import bare_words

ORGANISATION = frozenset(
    """
    academy access action africa agency aid alliance amazon american apple arab asia asian assembly association authority bank board brasil bureau campaign
    center centre centro chamber charity child children church club coalition college comissao comite commission committee commonwealth community company
    conference consortium constituency corporation council data department dialogue digital directorate division ecpat embassy enfants eu europe european
    federation forum foundation fund fundacion gesellschaft global google government group gruppe gsma hotline icann idea igf inc inhope initiative insafe
    institut institute institution instituto interactive international internet itu kinder kids lab labs latin limited ltd meta microsoft ministerio ministry
    mission mozilla national nations network ngo niños office online open organisation organization parliament platform policy press programme project
    regulator research responsible rights safe safety save school schools secretariat sector security service services society solutions squad studies
    summit systems task team technology telecom telecommunications tiktok trust un unesco unicef union united universidad université university verband
    verein watch web wikimedia women working world youth youthdig zentrum
    """.split()  # noqa: SIM905
)
"""Words that show that a listed name is that of an organisation, which may stand in a text."""

FUNCTION = frozenset(
    """
    a about after all an and are as at auf before by for from has have how i in into is it its no not of off on or our out over that the their them they
    this to under up was we what when where who why will with without you your
    au aux avec dans des du en entre et le les ou par pour sans sur une
    am an auf aus bei das dem den der die ein eine für im mit oder ohne und vom zum zur
    con del el entre las los para por sin una um uma na nas no nos os
    """.split()  # noqa: SIM905
)
"""Words that no name of a person has, but those of organisations and titles do; particles such as ``de`` and ``van`` are below."""

PARTICLES = frozenset(
    "al abu am bin bint ben bar d da dal de dei del della den der di dos do du el ibn la las le los san st ten ter van vom von y zu zum".split()  # noqa: SIM905
)
"""Words between the parts of a name."""

TITLES = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady hon honourable honorable rev amb ambassador minister senator judge he hrh excellency eng ing
    monsieur madame mme mlle herr frau señor señora sr sra srta don doña dott dra phd
    """.split()  # noqa: SIM905
)
"""Words before a name; a surname after one is always removed."""

ROLES = frozenset(
    """
    admin and assistant associate attendee audience author captioner chair chairman chairperson chairwoman chief clerk co coach contact coordinator counsel
    deputy desk director discussant editor engineer executive expert facilitator fellow female floor founder guest head help host info information
    interpreter interpretation invited keynote language lawyer lead leader legal mail male manager media member moderator n/a na none noreply office
    officer onsite operator opening organiser organizer panel panelist panellist participant person policymaker presenter president principal producer
    public question questioner rapporteur recording registration remote reply representative reporter researcher room secretary secretary-general senior
    sign site speaker speakers staff student support tba tbc tbd teacher technical trainer translator unknown user various vice video voice volunteer
    webmaster youth
    """.split()  # noqa: SIM905
)
"""What people do, and what stands where a name is missing."""

ALSO_WORDS = frozenset(
    """
    abby amber angel april archer art asher august aurora autumn baker banks barber bay beach bell berry best bill bird bishop black blue bond bow brook
    brown bush butcher carpenter carter chance charity chase christian church clay close cloud cole constant cook coral court cross crystal curry daisy dale
    dawn day days dean destiny diamond dick drew duke earl early east easter eden eve ever faith farmer fay field fields fine finch fisher flora flowers
    ford forest fox france frank free freedom freeman friend frost future gale garden gene gentle german gift ginger glass glory gold golden good grace
    grant gray green grey ground guy hall hand hands happy hardy harmony harper hart harvest hazel head heart heather heaven hill holiday holly home honor
    hope hopes house hunt hunter ice independence iris ivy jack jade jasmine jay jewel jordan joy judge july june junior justice key keys king kings knight
    lake lamb land lane lark laurel law laws lawyer leaf lee liberty light lily lion little lock long lord love major many march marina mark market marsh
    mason may mays melody mercy miles mill miller mills mine mint monday moon moore morning moss mountain myrtle nature new noble noon north norm novel oak
    ocean olive oliver opal page pages paige parent parents park parker parks pat patience pearl penny peoples phoenix piper play player pleasant poet pole
    pond poole poor pope porter post potter power powers price prince princess promise queen rain raven ray read reader reading reed reign rich ring rise
    river rivers rob robin rock rod rose rosemary rough round royal ruby rule rules rush sage sailor sand sandy savage say sea serenity shade shadow sharp
    shepherd short silver singer sky small smart smith snow song south speed spring star stars steel stone storm story street strong sue summer sun sunday
    sunny swift tanner taylor temple thorn tiger time times trinity true turner unity van victor victory viola violet virtue walker wall walls ward water
    waters way weaver weeks wells west white wild will willow wills win winter wisdom wise wish wolf wood woods worth wright young younger
    adult adults agenda amour art avenir bien code codes design development droit droits école ecole education effect enfant espoir evidence fair family
    frau freude geist girl girls glück gut haus hoffnung impact jeune jugend justicia kind klein krieg lehrer luna luz mar mensch mut médias neu niña niño
    paz people policies practice privacy protection provision participation question recht report rights schmidt schule sol son sommer spiel stark state
    story teen teens tools tech verde vida winter zeit
    bot chat coin cookie crime cyber email game games harm law machine media model network novel phone porn risk risks scam sign signal site tag trend trends
    """.split()  # noqa: SIM905
)
"""Names that are also words: alone they stay in a text."""

_WORD = re.compile(r"[^\W\d_]+")


@cache
def places() -> frozenset[str]:
    """Return words of places: of countries, regions and the cities that zones are named after."""
    words = {word.casefold() for zone in available_timezones() for word in _WORD.findall(zone)}
    table = resources.files("tzdata.zoneinfo").joinpath("iso3166.tab").read_text("utf-8")
    rows = (line.split("\t")[1] for line in table.splitlines() if line and not line.startswith("#"))
    return frozenset(words | {word.casefold() for row in rows for word in _WORD.findall(row)})


@cache
def stay_alone() -> frozenset[str]:
    """Return words that stay in a text where they stand alone, whatever a person is called."""
    listed = (v.STAKEHOLDER_GROUPS, v.REGIONAL_GROUPS, v.SESSION_TYPES, v.PILLARS, v.ROLES)
    terms = (text for terms in listed for term in terms.values() for text in (term.label, *term.aliases))
    of_vocabulary = {word.casefold() for text in terms for word in _WORD.findall(text)}
    return ORGANISATION | FUNCTION | PARTICLES | TITLES | ROLES | ALSO_WORDS | places() | frozenset(of_vocabulary)


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
_BOTH = frozenset([
    "presented by", "led by", "speakers", "by", "moderation", "podium", "leitung", "keynote speaker", "resource person",
    "resource persons",
])  # fmt: skip
_FIRST = frozenset([
    "first name", "firstname", "given name", "givenname", "forename", "vorname", "prenom", "nombre", "nombres",
    "primeiro nome",
])  # fmt: skip
_LAST = frozenset([
    "last name", "lastname", "family name", "familyname", "surname", "nachname", "familienname", "nom de famille",
    "apellido", "apellidos", "sobrenome",
])  # fmt: skip
_NAME = frozenset(
    ["name", "public name", "full public name", "display name", "displayname", "fullname", "full name", "cn", "text", "label"]
)
_MAIL = frozenset(["email", "e mail", "mail", "email address", "courriel", "correo"])


def level(name: str) -> str:
    """Return the name of a field without accents, capitals, signs and the bounds of camelCase."""
    return bare_words(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name))


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


WORD = re.compile(r"[^\W_]+(?:['’ʼ`´][^\W_]+)*")

LONGEST_NAME = 80

MOST_WORDS = 8

SHORTEST_ALONE = 3


def person_words(name: str) -> tuple[str, ...]:
    """Return the words of a name without titles, roles and brackets; nothing when it is no name of a person.

    >>> person_words("Dr. Aurelia Testperson (UNICEF)"), person_words("Youth Coalition"), person_words("Remote moderator")
    (('Aurelia', 'Testperson'), (), ())
    """
    bare = re.sub(r"[(\[{][^()\[\]{}]*[)\]}]?", " ", name)
    if len(bare.strip()) > LONGEST_NAME or re.search(r"(?<!\w)\d+(?!\w)|[@/:]", bare):
        return ()
    words = WORD.findall(bare)
    while words and words[0].casefold() in TITLES | ROLES:
        words.pop(0)
    while len(words) > 2 and words[-1].isupper() and not words[0].isupper() and words[-1].casefold() in ORGANISATION:
        words.pop()
    while words and words[-1].casefold() in TITLES | ROLES:
        words.pop()
    levelled = [word.casefold() for word in words]
    whole = [word for word in levelled if len(word) > 1 and word not in PARTICLES]
    if not 2 <= len(words) <= MOST_WORDS or not whole or (len(whole) < 2 and len(whole[0]) < SHORTEST_ALONE):
        return ()
    if (
        ORGANISATION.intersection(levelled)
        or (FUNCTION - PARTICLES - ALSO_WORDS).intersection(levelled)
        or ROLES.intersection(levelled)
    ):
        return ()
    return tuple(words)


_BETWEEN = re.compile(r"\s*[;\n|•·]\s*|\s+(?:/|&|and|und|et|y|e|with)\s+", re.I)


def name_in_address(address: str) -> str:
    """Return the name that the local part of an e-mail address is made of, or nothing.

    >>> name_in_address("Aurelia.Testperson@example.org"), name_in_address("igf.secretariat@example.org")
    ('Aurelia Testperson', '')
    """
    local = address.partition("@")[0].removeprefix("mailto:")
    words = re.split(r"[._-]", local)
    is_name = len(words) in (2, 3) and all(word.isalpha() for word in words) and person_words(" ".join(words))
    return " ".join(words) if is_name and not set(word.casefold() for word in words) <= stay_alone() else ""


def split_people(cell: str) -> Iterator[str]:
    """Yield the names in a cell that lists people: ``First Last, First Last``, ``Last, First; Last, First``, with affiliations.

    >>> list(split_people("Testperson, Aurelia; Bruno Probeman (UNICEF) and Carla Muster"))
    ['Aurelia Testperson', 'Bruno Probeman', 'Carla Muster']
    """
    for piece in _BETWEEN.split(re.sub(r"[(\[{<][^()\[\]{}<>]*[)\]}>]?", " ", cell[:4_000])):
        parts = [part.strip() for part in re.split(r",|\s[-–—]\s", piece) if part.strip()]
        if len(parts) == 2 and is_last_first(*parts):
            yield f"{parts[1]} {parts[0]}"
        else:
            yield from parts


def is_last_first(last: str, first: str) -> bool:
    """Whether two texts beside a comma are the surname and the given names of one person."""
    ends = [word for word in WORD.findall(last) if word.casefold() not in PARTICLES]
    begins = WORD.findall(first)
    if len(ends) != 1 or not 1 <= len(begins) <= 3 or re.search(r"\d|[@/:]", last + first):
        return False
    return bool(person_words(f"{first} {last}"))
