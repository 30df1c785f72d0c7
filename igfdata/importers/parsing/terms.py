"""Which member of a closed list does a text mean: group, region, role, type of session, cancelled or a break? Nothing is guessed."""

import difflib
import re
from collections.abc import Iterator
from functools import lru_cache

from igfdata import vocabulary as v
from igfdata.importers.model import WITHHELD
from igfdata.importers.words import by_word, phrases, words
from igfdata.wording import bare_words, unaccented

INNER = re.compile(r"\(([^()]*)\)")
_WORDS = {topic: frozenset(map(unaccented, listed)) for topic, listed in words("terms", "words").items()}
MODE_WORDS = _WORDS["mode"]
OTHER_NAMES = {
    vocabulary.name: {bare_words(name): key for name, key in by_word(read("terms", table)).items()}
    for vocabulary, read, table in (
        (v.STAKEHOLDER_GROUPS, phrases, "groups"),
        (v.REGIONAL_GROUPS, phrases, "regions"),
        (v.SESSION_TYPES, words, "types"),
        (v.STATUS, words, "statuses"),
    )
}
"""Closed list → names that its members have in programmes only → key."""
_OF_GROUPS = _WORDS["group"].union(
    *(name.split() for of_list in (v.STAKEHOLDER_GROUPS, v.REGIONAL_GROUPS) for name in OTHER_NAMES[of_list.name])
)
"""Words of groups: a text of these alone can be shown."""
ROLE_WORDS = {unaccented(name): key for name, key in by_word(words("terms", "roles")).items()}


def resolve_term(vocabulary: v.Vocabulary, text: str) -> str | None:
    """Key that a text means by the closed list, else by the other names of its members; or None.

    Levels British and American spelling, ``&`` and ``and``, singular and plural, a trailing ``Group``, ``Session`` or
    abbreviation in brackets, and closing punctuation.

    >>> resolve_term(v.REGIONAL_GROUPS, "Western Europe & Others")
    'WEOG'
    >>> resolve_term(v.STATUS, "Held"), resolve_term(v.STATUS, "Confirmé"), resolve_term(v.STATUS, "in doubt")
    ('held', 'on_programme', None)
    >>> resolve_term(v.STAKEHOLDER_GROUPS, "Friends of the Internet") is None
    True
    """
    if len(text) > 200:
        return None
    found = next((key for variant in _variants(text) if (key := vocabulary.resolve(variant))), None)
    return found or OTHER_NAMES.get(vocabulary.name, {}).get(bare_words(INNER.sub(" ", text)))


def _variants(text: str) -> Iterator[str]:
    yield text
    levelled = text.casefold().replace("&", " and ").replace("organis", "organiz")
    for base in (levelled, INNER.sub(" ", levelled), *INNER.findall(levelled)):
        if not v.slug(base):
            continue
        yield base
        singular = re.sub(r"\b(\w{3,}?)(?:ies)\b", r"\1y", base)
        singular = re.sub(r"\b(\w*[^\Ws])s\b", r"\1", singular)
        yield singular
        for tail in ("group", "states", "state", "session", "event"):
            short = re.sub(rf"\W+{tail}\W*$", "", singular)
            if short != singular:
                yield short
                yield f"{short} group"
        yield f"{singular} group"
        yield f"{singular} session"
    yield re.sub(r"(?i)^other$", "", text) or text


def resolve_group(text: str) -> str | None:
    """Stakeholder group that a stated text means, or None.

    ``Academia/Youth`` is Academia: youth is an age beside the sector. Two different sectors are no group.
    """
    whole = resolve_term(v.STAKEHOLDER_GROUPS, text)
    if whole or "/" not in text:
        return whole
    keys = [resolve_term(v.STAKEHOLDER_GROUPS, part) for part in text.split("/")]
    sectors = {key for key in keys if key in v.SECTORS}
    if None in keys or len(sectors) > 1:
        return None
    return next(iter(sectors), "Youth")


def resolve_role(text: str) -> str | None:
    """Role that a label means (``Speaker 3``, ``On-site Moderator``, ``Speaker (online)``), or None."""
    levelled = " ".join(re.findall(r"[^\W\d_]+", unaccented(text))) if len(text) < 60 else ""
    role = resolve_term(v.ROLES, levelled)
    if role or not levelled:
        return role
    words = set(levelled.split())
    if not words <= {*ROLE_WORDS, *MODE_WORDS}:
        return None
    if words & {"moderator", "moderators"}:
        return "online_moderator" if words & {"online", "remote", "virtual"} and not words & {"onsite", "site"} else "moderator"
    named = {ROLE_WORDS[word] for word in words if word in ROLE_WORDS}
    return named.pop() if len(named) == 1 else None


def is_mode(text: str) -> bool:
    """Whether a text says how somebody takes part (``online``, ``in person``) and nothing else."""
    words = re.findall(r"[^\W\d_]+", unaccented(text))
    return 0 < len(words) <= 4 and set(words) <= MODE_WORDS


def show_group(text: str) -> str:
    """A group text for a message, or ``(not shown)`` if any word of it could be part of a name.

    >>> show_group("Civil Soceity"), show_group("Jane Doe")
    ('Civil Soceity', '(not shown)')
    """
    words = re.findall(r"[^\W\d_]+", unaccented(text))
    if not words or len(words) > 8 or len(text) > 80 or re.search(r"[@\d]", text):
        return WITHHELD
    known = all(word in _OF_GROUPS or difflib.get_close_matches(word, _OF_GROUPS, 1, 0.8) for word in words)
    return text.strip() if known else WITHHELD


LENGTH = re.compile(
    r"(?:\b\d{1,3}(?:[.,:]\d{1,2})?\s*-?\s*(?:minutes?|mins?|min|m|h|hrs?|hours?|heures?|horas?|minuten|stunden?|minutos?|’|')(?![\w])\.?)",
    re.I,
)
MODE = re.compile(
    r"\b(?:hybrid[eo]?|on-?\s?line|on-?\s?site|in[- ]person|virtual|remote|in situ|présentiel|en ligne|presencial|virtuel(?:le)?|híbrid[oa])\b",
    re.I,
)
NUMBER = re.compile(r"(?:#|\bno?\.?\s?|\bnr\.?\s?)?\b\d{1,4}\b", re.I)
LAST_NUMBER = re.compile(r"\s(?:#\s?|no?\.?\s?)?\d{1,4}\s*$", re.I)
ABBREVIATION = re.compile(r"(WS|OF|LT|TH|NS|LA|DC|BPF|PN|NRI|PT|HLS|HL|MS|D0|YT)s?", re.I)
GROUP = re.compile(r"\s*(Best Practice Forum|Policy Network|Dynamic Coalition|BPF|DC|PN|NRI)s?\b\s*(?=on\b|[:|–—-]|[A-Z])")
"""Groups of the IGF whose sessions bear their name: "BPF Cybersecurity"."""
ABBREVIATED = {"MS": "Main Session", "HL": "High-Level Session", "YT": "Youth Track"}


@lru_cache(maxsize=1_000)  # hundreds of sessions have one of a few types
def stated_type(text: str) -> str:
    """Return the session type that a text means, or nothing: spelling, plural, number, length and mode do not matter.

    >>> stated_type("Workshop - 90 Min"), stated_type("Lightning talks (20min)"), stated_type("OF #12"), stated_type("Fishbowl")
    ('Workshop', 'Lightning Talk', 'Open Forum', '')
    """
    if len(text) > 200:
        return ""
    text = text.replace("_", " ")
    found = next((kind for part in _parts(text) if (kind := _known(part))), "")
    group = GROUP.match(text)
    return found or (_known(group[1]) if group else "")


def _parts(text: str) -> list[str]:
    """The text, else its parts; the first that is known decides."""
    bare = MODE.sub(" ", LENGTH.sub(" ", text))
    outside = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", bare)
    for candidate in (text, bare, outside, LAST_NUMBER.sub(" ", outside), NUMBER.sub(" ", outside)):
        if _known(candidate):
            return [candidate]
    inside = re.findall(r"\(([^()]*)\)|\[([^\[\]]*)\]", bare)
    pieces = re.split(r"\s*[,;|:–—]\s*|\s+[-]\s+|\s+/\s+", NUMBER.sub(" ", outside))
    return [*pieces, *(one or other for one, other in inside)]


def _known(text: str) -> str:
    text = " ".join(text.split()).strip(" ,;:|–—-/.()[]")
    if not text:
        return ""
    if short := ABBREVIATION.fullmatch(text):
        key = short[1].upper()
        return ABBREVIATED.get(key) or v.SESSION_TYPES.resolve(key) or ""
    spaced = re.sub(r"\bwork[\s-]+shop", "workshop", text, flags=re.I)
    singular = re.sub(r"(\w{3,})s\b", r"\1", bare_words(spaced))
    variants = (spaced, spaced.replace("-", " "), re.sub(r"(?i)\bopen fora\b", "open forum", spaced), singular)
    return next((kind for variant in variants if (kind := resolve_term(v.SESSION_TYPES, variant))), "")


_WORD = (
    r"(?:cancel{1,2}ed|cancelad[oa]s?|anulad[oa]s?|annul[ée]{1,2}e?s?|abgesagt|entf[äa]llt|f[äa]llt aus|annullat[oa]|withdrawn|"
    r"отмен[её]н[оа]?|已?取消|ملغ[ىاي]ة?)"
)
_BEFORE = r"(?:(?:this|the|has|been|was|is|now|session|event|meeting|workshop|s[ée]ance|sesi[óo]n|sess[ãa]o|sitzung|veranstaltung)\s+){0,4}"
BRACKETED = re.compile(rf"\s*[\[(<{{*]{{1,3}}\s*{_BEFORE}{_WORD}\s*[!.]*\s*[\])>}}*]{{1,3}}\s*[:–—|-]?\s*", re.I)
LEADING = re.compile(rf"^\W*{_WORD}\s*!*\s*[:–—|/-]\s*(?=\S)", re.I)
TRAILING = re.compile(rf"\s*(?:[:–—|/]|\s-)\s*{_BEFORE}{_WORD}\W*$", re.I)
SHOUTED = re.compile(rf"^\W*{_WORD}\W+(?=\S)|\W+{_WORD}\W*$", re.I)
STATED = re.compile(rf"\W*{_BEFORE}{_WORD}(?:\s+by\s.{{0,60}})?\W*", re.I)
STATES = frozenset(["canceled_by_organizer", "withdrawn", "rejected", "deleted"])

_BREAK, _BESIDE = _WORDS["break"], _WORDS["beside_break"]


def without_cancelled(title: str) -> tuple[str, bool]:
    """Return a title without the remark that the session is cancelled, and whether there was one.

    >>> without_cancelled("[CANCELLED] Age assurance"), without_cancelled("Cancelled subscriptions and children")
    (('Age assurance', True), ('Cancelled subscriptions and children', False))
    """
    for pattern in (BRACKETED, LEADING, TRAILING):
        if pattern.search(title):
            rest = " ".join(pattern.sub(" ", title).split()).strip(" -–—|:")
            return rest or title, True
    found = SHOUTED.search(title)
    if found and found[0].strip(" :.,!*-").isupper() and not title.isupper():
        return (title[: found.start()] + title[found.end() :]).strip(" -–—|:") or title, True
    return (title, STATED.fullmatch(title) is not None)


def says_cancelled(state: str) -> bool:
    """Whether the state that a file gives a session, in a word or two, says that it does not take place."""
    return state.strip().casefold() in STATES or STATED.fullmatch(state.strip()[:120]) is not None


def is_break(title: str, stated_type: str = "") -> bool:
    """Whether a record is a break, a meal, coffee, registration or time to meet: every word of its title or type says so.

    >>> is_break("Coffee break"), is_break("Lunch & Learn: children’s rights"), is_break("Sponsored by a bank", "Breaks")
    (True, False, True)
    """
    return _only_breaks(title) or _only_breaks(stated_type)


def _only_breaks(text: str) -> bool:
    text = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", text[:200])
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", unaccented(text))
    words = [part for word in words for part in ([word] if word in _BREAK | _BESIDE else word.split("-"))]
    return any(word in _BREAK for word in words) and all(word in _BREAK or word in _BESIDE for word in words)
