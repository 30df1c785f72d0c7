"""Which session is it: number and type in its title, a stable id, records that are one session, transcripts and reports of it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from igfdata import vocabulary as v
from igfdata.contacts import find_contacts
from igfdata.importers.parsing.clean_text import fingerprint
from igfdata.importers.parsing.terms import resolve_term, stated_type, without_cancelled
from igfdata.schema import PATTERNS

NUMBERED = {
    "WS": ("Workshop", "ws"),
    "Open Forum": ("Open Forum", "of"),
    "Lightning Talk": ("Lightning Talk", "lt"),
    "Day 0 Event": ("Day 0 Event", "d0"),
    "Networking Session": ("Networking Session", "ns"),
    "Launch / Award Event": ("Launch/Award Event", "la"),
    "Town Hall": ("Town Hall", "th"),
}
"""Codes of the form ``WS #70``: as printed → session type, part of the id."""

UNNUMBERED = {
    "Main Session": "main", "High-Level Session": "hls", "Dynamic Coalition Session": "dc", "Best Practice Forum": "bpf",
    "Policy Network": "pn", "NRI Session": "nri", "Parliamentary Track": "parl", "Youth Track": "yt", "Ceremony": "other",
    "Other": "other",
}  # fmt: skip
ID_PART = {**{kind: part for kind, part in NUMBERED.values()}, **UNNUMBERED}

PRINTED = {kind: printed for printed, (kind, _) in NUMBERED.items()}
EVENT = re.compile(r"^(?:the\s)?(?:(?:IGF|UN IGF)\s*(?P<year>20\d\d)\s*[-–—:|]?\s*)", re.I)
CODE = re.compile(
    r"^(?P<kind>WS|Workshop|Open Forum|OF|Lightning Talk|LT|Day\s*(?:0|Zero)(?:\s*[-–]?\s*Event)?|Pre-event|Networking(?: Session)?|"
    r"Launch\s?/\s?Award Event|Town Hall|TH)\s*[-–]?\s*(?:Event\s*)?(?:#\s?|No\.?\s?|(?=\d+\s*[-–—:|]))(?P<number>\d{1,4})\b"
    r"\s*[-–—:|]?\s*",
    re.I,
)
NAMED = re.compile(
    r"^(?P<code>(?P<kind>Main Session|High[- ]Level (?:Leaders )?(?:Session|Track)|Parliamentary (?:Session|Track)|PT Session|"
    r"Policy Network|Best Practice Forum|BPF|Open Mic|Youth Track)(?:\s#?(?:\d{1,3}|[IVX]{1,4}))?)\s*[|:–—]\s*",
    re.I,
)
BRACKETED = re.compile(
    r"^(?:\[(?P<code>NRIs?)\]|(?P<nri>NRIs?)(?=\s*[|:–—-]\s)|"
    r"(?P<bare>DCCOS|DC[- ](?:DDHT|CRIDE|YCIG|[A-Z]{2,8})|YCIG|PNAI|PNIF|PNMA)(?=\s*[|:–—-]\s|\s))\s*[|:–—-]?\s*"
)
DAY = re.compile(r"^Day\s*\d{1,2}\s*[-–—:|,]?\s*(?=\S)", re.I)
COALITIONS = re.compile(r"^(?:DCCOS|DC|YCIG)")
CEREMONY = re.compile(r"^(?:\w+\s){0,4}(?:opening|closing)(?:\s\w+)?\s(?:ceremony|session)$", re.I)


@dataclass(frozen=True)
class Coded:
    """What a title tells: code as printed, session type, the title without the code, and the year of the meeting."""

    title: str
    code: str = ""
    type: str = ""
    year: str = ""


def read_title(title: str) -> Coded:
    """Number, type and bare title of a session.

    >>> read_title("IGF 2025 WS #70 Combating harm")
    Coded(title='Combating harm', code='WS #70', type='Workshop', year='2025')
    """
    event = EVENT.match(title)
    rest = title[event.end() :] if event else title
    year = event["year"] if event else ""
    after_day = without_day(rest)
    if not CODE.match(rest) and any(pattern.match(after_day) for pattern in (CODE, NAMED, BRACKETED)):
        rest = after_day
    if found := CODE.match(rest):
        kind = stated_type(re.sub(r"(?i)^day\s*", "Day ", found["kind"]))
        return Coded(rest[found.end() :].strip() or title, f"{PRINTED[kind]} #{int(found['number'])}", kind, year)
    if found := NAMED.match(rest):
        numbered = bool(re.search(r"\s#?(?:\d{1,3}|[IVX]{1,4})$", found["code"]))
        kind = resolve_term(v.SESSION_TYPES, found["kind"]) or "Other"
        return Coded(rest[found.end() :].strip() or title, found["code"] if numbered else "", kind, year)
    if found := BRACKETED.match(rest):
        code = found["code"] or found["nri"] or found["bare"]
        kind = (
            "NRI Session"
            if code.startswith("NRI")
            else "Dynamic Coalition Session"
            if COALITIONS.match(code)
            else "Policy Network"
        )
        return Coded(rest[found.end() :].strip() or title, code, kind, year)
    if CEREMONY.match(rest):
        return Coded(title, type="Ceremony", year=year)
    return Coded(title, year=year)


def without_day(title: str) -> str:
    """Return a title without the day of the meeting in front, as pages of transcripts print it.

    >>> without_day("Day 2 - Opening session")
    'Opening session'
    """
    return DAY.sub("", title)


def uncancelled(coded: Coded) -> tuple[Coded, bool]:
    """Return the title without the remark that the session is cancelled, read once more for its number; and whether it is."""
    title, is_cancelled = without_cancelled(coded.title)
    if not is_cancelled:
        return coded, False
    again = read_title(title)
    return Coded(again.title, coded.code or again.code, coded.type or again.type, coded.year or again.year), True


def clean_id(key: str) -> str:
    """An id of a file as an identifier; one with other signs (an e-mail address, blanks) becomes a fingerprint."""
    key = key.strip()
    if re.fullmatch(PATTERNS["identifier"][0], key) and len(key) <= 120 and (key.isalnum() or not find_contacts(key)):
        return key
    return f"x-{fingerprint(key, 24)}" if key else ""


def made_id(meeting: str, kind: str, code: str, title: str) -> str:
    """Stable id of a session that the file gives none: meeting, type and number, else meeting, type and title.

    >>> made_id("igf2025", "Workshop", "WS #70", "Combating harm")
    'igf2025-ws-70'
    """
    part = ID_PART.get(kind, "other")
    number = re.search(r"#(\d+)$", code) or re.search(r"Session\s#?(\d+)$", code, re.I)
    last = number[1] if number else v.slug(title)[:80].strip("-")
    if not last:
        last = fingerprint(title, 12)
    return "-".join(filter(None, (clean_id(meeting), part, last)))


def page_key(meeting: str, slug: str, title: str) -> str:
    """Id of the session of a page: by its address; nothing where the title states a number, which tells more."""
    return "" if not slug or read_title(title).code else f"{meeting}-{slug}".strip("-")[:120]


def told_apart(key: str, row: Mapping[str, str], *, with_room: bool = False) -> str:
    """Return the id of a session whose own id others have too: id, start and title, and the room where these are equal.

    >>> told_apart("p-1", {"date": "2026-06-23", "start": "09:00", "title": "Youth lounge", "room": "A"})
    'p-1-20260623-0900-youth-lounge'
    """
    room = _short(row["room"], 20) if with_room and row["room"] else ""
    parts = (key[:80], row["date"].replace("-", ""), row["start"].replace(":", ""), _short(row["title"], 40), room)
    return "-".join(filter(None, parts))


def _short(text: str, longest: int) -> str:
    """Text as part of an id; a fingerprint is added where letters of it are lost."""
    letters = [sign for sign in unicodedata.normalize("NFKD", text) if sign.isalnum()]
    short = v.slug(text)
    if len(short) <= longest and all(sign.isascii() for sign in letters):
        return short
    return "-".join(filter(None, (short[: longest - 9].strip("-"), fingerprint(text.casefold(), 8))))


def session_ids(keys: Sequence[str], rows: Sequence[Mapping[str, str]]) -> list[str]:
    """Return an id for each record: its own where no other record has it. Ids stay equal for one and the same record."""
    own = Counter(keys)
    ids = [key if own[key] == 1 else told_apart(key, row) for key, row in zip(keys, rows, strict=True)]
    shared = Counter(ids)
    return [
        one if shared[one] == 1 else told_apart(key, row, with_room=True)
        for one, key, row in zip(ids, keys, rows, strict=True)
    ]  # fmt: skip


EVIDENCE = frozenset(["transcript", "report"])
"""Kinds of text that say that a session took place."""

_WORDS = r"(?:raw|(?:full |raw |official |session )?transcripts?|(?:session |final )?reports?)"
_PREFIX = re.compile(rf"^{_WORDS}(?:\s+(?:of|for))?\s*[-–—:|]\s*", re.I)
_SUFFIX = re.compile(rf"\s*(?:[-–—|:,]\s*{_WORDS}|[(\[]\s*{_WORDS}\s*[)\]]|(?-i:\bRAW))\s*$", re.I)


def bare_title(title: str) -> str:
    """Return the title of a session without the words that say that the page holds its transcript or report.

    >>> bare_title("Safe worlds for children – Room 3 - RAW"), bare_title("Transcript: Safe worlds (report)")
    ('Safe worlds for children – Room 3', 'Safe worlds')
    """
    before = ""
    while title != before:
        before = title
        title = _SUFFIX.sub("", _PREFIX.sub("", title)) or title
    return title
