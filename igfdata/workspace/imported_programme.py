"""What an import brings: the facts of a meeting, and its programme as three frames, in the form in which the store keeps them."""

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import PurePath
from typing import Any

import pandas as pd
from sqlalchemy import Table, select

from igfdata.contacts import refuse_contacts
from igfdata.importers.formats import digwatch_page, igf_page
from igfdata.importers.model import Imported
from igfdata.importers.parsing.identity import made_id
from igfdata.importers.words import words
from igfdata.validation import Frames
from igfdata.workspace.broken_rows import refuse_unsound, sound
from igfdata.workspace.database import Reading, Transaction
from igfdata.workspace.revisions import clean_text, text_frame
from igfdata.workspace.store_tables import MEETINGS, VERSION_PARTICIPANTS, VERSION_SESSIONS, VERSION_TEXTS

PARTS: dict[str, Table] = {
    "sessions": VERSION_SESSIONS, "participants": VERSION_PARTICIPANTS, "texts": VERSION_TEXTS,
}  # fmt: skip
COLUMNS = {
    part: [name for name in table.columns.keys() if name not in ("version_id", "position")]  # noqa: SIM118
    for part, table in PARTS.items()
}
KNOWN_WORDS = frozenset(words("pages", "files")["known"])
"""Words of a file name that are kept; any other could be a person's name."""


PAGE_FORMATS = (igf_page.KEY, digwatch_page.KEY)
"""Formats of single sessions instead of programmes."""

LONGEST_DAYS = 60
"""A meeting that seems longer has a wrong date somewhere."""


@dataclass(frozen=True)
class Programme:
    """Sessions, people by group and texts of a version, by ``session_id``; all text, empty = not stated."""

    sessions: pd.DataFrame
    participants: pd.DataFrame
    texts: pd.DataFrame

    @classmethod
    def empty(cls) -> "Programme":
        """A programme without a session: what was there before the first import."""
        return cls(**{part: pd.DataFrame(columns=COLUMNS[part], dtype="str") for part in PARTS})

    @property
    def fingerprint(self) -> str:
        """Equal for equal rows."""
        rows = [getattr(self, part)[COLUMNS[part]].astype(str).to_numpy().tolist() for part in PARTS]
        return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def session_key(meeting_id: str, row: Mapping[str, Any], known: Collection[str]) -> str:
    """Stable id of an imported session: the shipped session of the same meeting, type and number, else by its own id.

    >>> session_key("igf2026", {"external_id": "0af3", "type": "Workshop", "code": "WS #7", "title": "Play"}, ())
    'igf2026-0af3'
    """
    made = made_id(meeting_id, row["type"], row["code"], row["title"])
    if made in known:
        return made
    own = row["external_id"]
    return own if own.startswith(f"{meeting_id}-") else f"{meeting_id}-{own}"


def programme_of(imported: Imported, meeting_id: str, known: Collection[str]) -> Programme:
    """Programme of an imported file; ValueError when two of its sessions are one and the same by their ids."""
    sessions = imported.sessions
    keys = [session_key(meeting_id, row, known) for row in sessions.to_dict("records")]
    by_external = dict(zip(sessions["external_id"], keys, strict=True))
    twice = sorted({key for key in keys if keys.count(key) > 1}) if len(set(keys)) < len(keys) else []
    if twice:
        raise ValueError(f"two sessions of the file have the id {', '.join(twice)}; expected one each")
    frames = {
        part: frame.assign(session_id=frame["external_id"].map(by_external).astype("str"))[COLUMNS[part]]
        for part, frame in (
            ("sessions", sessions),
            ("participants", imported.participants),
            ("texts", imported.texts.assign(is_automatic=imported.texts["is_automatic"].astype(int))),
        )
    }
    return Programme(**{part: frame.map(_clean_cell) for part, frame in frames.items()})


def _clean_cell(value: Any) -> Any:
    return clean_text(value) if isinstance(value, str) else value


def read_programme(reading: Reading, version_id: int | None) -> Programme:
    """Programme of a version; without one the empty programme."""
    if version_id is None:
        return Programme.empty()
    return Programme(**{part: _read_part(reading, part, version_id) for part in PARTS})


def _read_part(reading: Reading, part: str, version_id: int) -> pd.DataFrame:
    """Sessions, participants or texts of a version, in the order of the file."""
    table = PARTS[part]
    statement = select(*(table.c[name] for name in COLUMNS[part])).where(table.c.version_id == version_id)
    frame = sound(table, text_frame(reading, statement.order_by(table.c.position)))
    return frame.assign(is_automatic=frame["is_automatic"].eq("1").astype("int64")) if part == "texts" else frame


def write_programme(transaction: Transaction, version_id: int, programme: Programme) -> None:
    """Store the rows of a version."""
    for part, table in PARTS.items():
        rows = getattr(programme, part)[COLUMNS[part]]
        refuse_unsound(table, rows)
        records = rows.to_dict("records")
        if records:
            numbered = [{**row, "version_id": version_id, "position": place} for place, row in enumerate(records)]
            transaction.execute(table.insert(), numbered)


def file_label(filename: str, meeting_id: str = "") -> str:
    """Name of a file for the list of versions, words that could be a person's name left out.

    >>> file_label("Jane Doe's IGF 2026 schedule (2).ics")
    '… igf 2026 schedule 2.ics'
    """
    path = PurePath(filename.replace("\\", "/"))
    suffix = path.suffix.lower() if re.fullmatch(r"\.(ics|json|xml|html?|txt|csv|xlsx)", path.suffix.lower()) else ""
    kept: list[str] = []
    for word in re.findall(r"[^\W_]+", path.name.removesuffix(path.suffix).casefold()):
        is_known = word in KNOWN_WORDS or re.fullmatch(r"(v|igf)?\d{1,8}", word) or word == meeting_id.casefold()
        if is_known or kept[-1:] != ["…"]:
            kept.append(word if is_known else "…")
    return " ".join(kept)[:80] + suffix


@dataclass(frozen=True)
class Meeting:
    """A meeting that users add; what is left empty is taken from its sessions, or stays "not stated".

    What :data:`OF_VERSION` names is said of the file that is imported; the other facts are those of the meeting. The official number
    of sessions and its source: None leaves them as said of the version before, empty says that they are not known.
    """

    meeting_id: str
    name: str = ""
    year: str = ""
    city: str = ""
    country: str = ""
    start_date: str = ""
    end_date: str = ""
    day_zero_date: str = ""
    timezone: str = ""
    programme_coverage: str = ""
    sessions_total: str | None = None
    sessions_total_url: str | None = None


OF_VERSION = ("programme_coverage", "sessions_total", "sessions_total_url")
"""Facts that are kept with a version of the programme."""


@dataclass(frozen=True)
class VersionFacts:
    """What somebody said of a version; empty where nobody did."""

    programme_coverage: str = ""
    sessions_total: str = ""
    sessions_total_url: str = ""

    def updated_by(self, facts: Meeting) -> "VersionFacts":
        """What is said of the next version; another number of sessions has another source."""
        total = self.sessions_total if facts.sessions_total is None else facts.sessions_total.strip()
        before = self.sessions_total_url if total == self.sessions_total else ""
        url = before if facts.sessions_total_url is None else facts.sessions_total_url.strip()
        return VersionFacts(facts.programme_coverage or self.programme_coverage, total, url if total else "")


def settle(reading: Reading, facts: Meeting, zone: str, programme: Programme, *, is_scattered: bool = False) -> Meeting:
    """Facts of a meeting: as given, else as known, else from the sessions, which may be months apart when ``is_scattered``.

    ValueError when its zone or its dates cannot be known, or its sessions are in another zone.
    """
    known: dict[str, Any] = {}
    row = reading.execute(select(MEETINGS).where(MEETINGS.c.meeting_id == facts.meeting_id)).mappings().one_or_none()
    meetings = reading.shipped["meetings"]
    of_shipped = meetings[meetings["meeting_id"] == facts.meeting_id]
    for record in [*of_shipped.to_dict("records"), *([dict(row)] if row else [])]:
        known |= {name: value for name, value in record.items() if isinstance(value, str) and value}
    refuse_contacts({name: value or "" for name, value in asdict(facts).items()})
    given = {name: clean_text(value) for name, value in asdict(facts).items() if value}
    zone_known = given.get("timezone") or known.get("timezone", "")
    if zone and zone_known and zone != zone_known:
        raise ValueError(
            f"timezone: the times of the file are in {zone}; expected {zone_known}, the zone of {facts.meeting_id}"
        )
    merged = {**known, **given, "timezone": zone_known or zone}
    of_version = {name: getattr(facts, name) for name in OF_VERSION}
    settled = Meeting(**{name: merged.get(name, "") for name in asdict(facts) if name not in OF_VERSION}, **of_version)
    if not settled.timezone:
        raise ValueError(f"timezone: none found in the file; expected the zone of {facts.meeting_id}")
    return _dated(settled, programme, is_scattered)


def coverage_of(said: str, meeting_id: str, shipped: Frames, format: str) -> str:
    """Return how much of its programme a meeting holds: as said of the version, else as the shipped data have it.

    A new meeting is complete unless somebody said that it is not; pages hold one session each, so they are partial.
    """
    meetings = shipped["meetings"]
    known = meetings.loc[meetings["meeting_id"] == meeting_id, "programme_coverage"].tolist()
    return said or "".join(known) or ("partial" if format in PAGE_FORMATS else "complete")


def _dated(facts: Meeting, programme: Programme, is_scattered: bool) -> Meeting:
    """The meeting with first and last day; stored as stated, empty ones stay empty when the sessions tell them."""
    stated = (facts.start_date, facts.end_date, facts.day_zero_date)
    dates = sorted({*stated, *programme.sessions["date"]} - {""})
    if not dates:
        raise ValueError(f"start_date: no session has a date; expected the first and last day of {facts.meeting_id}")
    if (pd.Timestamp(dates[-1]) - pd.Timestamp(dates[0])).days > LONGEST_DAYS and not is_scattered:
        expected = f"dates at most {LONGEST_DAYS} days apart, unless you keep those far from the others (--keep stray)"
        raise ValueError(f"date: {dates[0]} and {dates[-1]} found; expected {expected}")
    return replace(facts, name=facts.name or facts.meeting_id, year=facts.year or dates[0][:4])
