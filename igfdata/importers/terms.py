"""Which member of a closed list does a text mean? Spelling variants are levelled; nothing is guessed."""

import difflib
import re
from collections.abc import Iterator

from igfdata import vocabulary as v
from igfdata.importers.model import WITHHELD

INNER = re.compile(r"\(([^()]*)\)")
GROUP_WORDS = frozenset(
    """
    civil society societies private sector technical community government governmental intergovernmental organization organisation international academia
    academic university research youth press media business industry african africa asia pacific asian eastern western european europe others latin
    america american caribbean grulac weog eeg apac group and of the ngo igo stakeholder regional region community states north south middle east oceania
    global
    """.split()  # noqa: SIM905
)


def resolve_term(vocabulary: v.Vocabulary, text: str) -> str | None:
    """Key that a text means, or None.

    Levels British and American spelling, ``&`` and ``and``, singular and plural, a trailing ``Group``, ``Session`` or
    abbreviation in brackets, and closing punctuation.

    >>> resolve_term(v.REGIONAL_GROUPS, "Western Europe & Others")
    'WEOG'
    >>> resolve_term(v.STAKEHOLDER_GROUPS, "Friends of the Internet") is None
    True
    """
    if len(text) > 200:
        return None
    for variant in _variants(text):
        key = vocabulary.resolve(variant)
        if key is not None:
            return key
    return None


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


def resolve_region(text: str) -> str | None:
    """Regional group that a stated text means, or None."""
    return resolve_term(v.REGIONAL_GROUPS, text)


def resolve_role(text: str) -> str | None:
    """Role that a label means (``Speaker 3``, ``On-site Moderator``, ``Speaker (online)``), or None."""
    levelled = " ".join(re.findall(r"[a-z]+", text.casefold())) if len(text) < 60 else ""
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


MODE_WORDS = frozenset(
    [
        "online",
        "onsite",
        "on",
        "site",
        "in",
        "person",
        "remote",
        "virtual",
        "hybrid",
        "and",
        "or",
        "confirmed",
        "tbc",
        "main",
        "co",
        "invited",
    ]
)
ROLE_WORDS = {
    **dict.fromkeys(
        ["speaker", "speakers", "panelist", "panelists", "panellist", "panellists", "presenter", "presenters", "discussant"],
        "speaker",
    ),
    **dict.fromkeys(["organizer", "organizers", "organiser", "organisers"], "organizer"),
    **dict.fromkeys(["moderator", "moderators"], "moderator"),
    **dict.fromkeys(["rapporteur", "rapporteurs"], "rapporteur"),
}


def is_mode(text: str) -> bool:
    """Whether a text says how somebody takes part (``online``, ``in person``) and nothing else."""
    words = re.findall(r"[a-z]+", text.casefold())
    return 0 < len(words) <= 4 and set(words) <= MODE_WORDS


def show_group(text: str) -> str:
    """A group text for a message, or ``(not shown)`` if any word of it could be part of a name.

    >>> show_group("Civil Soceity"), show_group("Jane Doe")
    ('Civil Soceity', '(not shown)')
    """
    words = re.findall(r"[^\W\d_]+", text.casefold())
    if not words or len(words) > 8 or len(text) > 80 or re.search(r"[@\d]", text):
        return WITHHELD
    known = all(word in GROUP_WORDS or difflib.get_close_matches(word, GROUP_WORDS, 1, 0.8) for word in words)
    return text.strip() if known else WITHHELD
