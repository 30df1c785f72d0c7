"""Several files of one meeting as one programme: saved session pages hold one session each."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, Unpack

import pandas as pd

from igfdata import vocabulary as v
from igfdata.importers.model import (
    DEFAULT,
    PARTS,
    SESSION_COLUMNS,
    Days,
    Imported,
    ImportFailed,
    Limits,
    NeedsAnswer,
    Problem,
    frames_of,
)
from igfdata.importers.parsing.collect import Collector
from igfdata.importers.parsing.identity import EVENT, EVIDENCE, bare_title, told_apart, without_day
from igfdata.importers.parsing.known_names import Names
from igfdata.importers.parsing.times import LONGEST_GAP, is_stray, main_days
from igfdata.importers.read import Options, gather
from igfdata.wording import bare_words

ALIKE = 0.6
"""From which likeness two titles under one number are one title."""
IN_ORDER_OF_TIME = ["date", "start", "external_id"]


def content_hash(contents: Iterable[bytes]) -> str:
    """Are these the files of last time? SHA-256 of a file, or of the fingerprints of several in whatever order.

    >>> content_hash([b"a", b"b"]) == content_hash([b"b", b"a", b"a"]), content_hash([b"a"])[:8]
    (True, 'ca978112')
    """
    single = sorted({hashlib.sha256(content).hexdigest() for content in contents})
    return single[0] if len(single) == 1 else hashlib.sha256("\n".join(single).encode()).hexdigest()


def read_together(files: Sequence[tuple[str, bytes]], **options: Unpack[Options]) -> Imported:
    """What do several files hold together? A file that cannot be read is skipped and reported as an error.

    Parameters
    ----------
    files
        Name and content of each.
    options
        Those of :func:`igfdata.importers.read`, the same for every file.

    Raises
    ------
    NeedsAnswer
        When a file needs one.
    ImportFailed
        When no file can be read, or they do not go together.
    """
    names = Names()  # of all files: one page lists its people, another one quotes them
    read: list[Collector] = []
    problems: list[Problem] = []
    for name, data in files:
        try:
            options["filename"] = name
            read.append(gather(data, names, **options))
        except NeedsAnswer:
            raise
        except ImportFailed as failed:
            problems += failed.problems
    if not read:
        raise ImportFailed(*problems)
    limits, days, keep = options.get("limits", DEFAULT), options.get("days"), options.get("keep", ())
    joined = combine([one.finish() for one in read], limits=limits, days=days, keep=keep)
    return joined.with_problems(problems)


def combine(
    parts: Sequence[Imported], *, limits: Limits = DEFAULT, days: Days | None = None, keep: Collection[str] = ()
) -> Imported:
    """What do several imports of one meeting hold together?

    The first record of an id counts. A later one of the same title and time only fills what the first leaves empty (a
    field, the people, a kind of text), and where the two differ a warning says so. One of another title or time is a
    session of its own: the id does not tell the records of these files apart. Sessions are in the order of time: where no
    two records differ, the order of the files makes no difference. ``format`` is the one that most sessions came from.

    Parameters
    ----------
    days, keep
        See :func:`igfdata.importers.read`: sessions weeks away from the meeting are skipped and named unless they are kept.

    Raises
    ------
    ImportFailed
        When the parts are in different zones, or hold more sessions than the limit.
    ValueError
        Without a part.
    """
    if not parts:
        raise ValueError("parts: none found; expected at least one import")
    if len(parts) == 1:
        return _without_stray(parts[0], days, keep)
    zones = sorted({part.timezone for part in parts} - {""})
    if len(zones) > 1:
        expected = "files in one time zone; give the zone of the venue to read all times in it"
        raise ImportFailed.because("several files", expected, field="timezone", value=", ".join(zones))
    found: dict[str, _Found] = {}
    records, alone = _with_evidence([list(_records(part)) for part in parts])
    doubled = [*alone, *(problem for record in records for problem in _add(record, found))]
    if len(found) > limits.records:
        expected = f"at most {limits.records} sessions in all files together"
        raise ImportFailed.because("several files", expected, value=f"{len(found)} sessions")
    joined = Imported(
        format=max(parts, key=lambda part: len(part.sessions)).format,
        timezone="".join(zones),
        **_frames(found.values()),
        problems=tuple(problem for part in parts for problem in part.problems),
        n_records=sum(part.n_records for part in parts),
        severities=sum((part.severities for part in parts), Counter()),
        mapping={name: field for part in reversed(parts) for name, field in part.mapping.items()},
        unread=tuple(dict.fromkeys(name for part in parts for name in part.unread)),
    )
    return _without_stray(joined.with_problems(doubled), days, keep)


def _without_stray(imported: Imported, days: Days | None, keep: Collection[str]) -> Imported:
    """Return the import without sessions weeks away from the meeting, which are named; as it is when most are anywhere."""
    if "stray" in keep:
        return replace(imported, is_scattered=True)
    dates = {key: dt.date.fromisoformat(date) for key, date in imported.sessions[["external_id", "date"]].values if date}
    main = days or main_days(dates.values())
    stray = [key for key, date in dates.items() if main and is_stray(date, main)]
    if not main or not stray or len(stray) * 2 >= len(dates):
        return imported
    expected = f"a date within {LONGEST_GAP} days of the other sessions ({main[0]} to {main[1]}); skipped unless you keep it (--keep stray)"
    facts = imported.sessions.set_index("external_id")["title"]
    told = [Problem("", f"“{facts[key]}”", "date", dates[key].isoformat(), expected, "warning") for key in stray]
    parts = {
        part: (frame := getattr(imported, part))[~frame["external_id"].isin(stray)].reset_index(drop=True) for part in PARTS
    }  # fmt: skip
    return replace(imported, **parts).with_problems(told)


@dataclass
class _Found:
    """A session with its people, and its texts by kind, as rows of the frames of a part."""

    facts: dict[str, str]
    people: list[list[Any]]
    texts: dict[str, list[list[Any]]]

    def is_other_than(self, later: "_Found") -> bool:
        """Whether title or time say that this is another session."""
        return _bare(self.facts["title"]) != _bare(later.facts["title"]) or self.is_at_another_time(later)

    def is_at_another_time(self, other: "_Found") -> bool:
        """Whether both state a date or a start, and not the same."""
        mine, theirs = self.facts, other.facts
        return any(mine[name] and theirs[name] and mine[name] != theirs[name] for name in ("date", "start"))

    @property
    def number(self) -> str:
        """Its code, where that is one session's alone."""
        code = self.facts["code"]
        return code if any(character.isdigit() for character in code) else ""

    @property
    def is_evidence(self) -> bool:
        """Whether it holds what was said in a session, and is not the session's own page."""
        return bool(self.texts) and self.texts.keys() <= EVIDENCE

    def rename(self, key: str) -> None:
        """Give the session another id."""
        self.facts["external_id"] = key
        self.people = [[key, *row[1:]] for row in self.people]
        self.texts = {kind: [[key, *row[1:]] for row in rows] for kind, rows in self.texts.items()}

    def complete(self, later: "_Found") -> list[str]:
        """Fill from a later record what is empty here; the names of what differs."""
        facts = {name: (self.facts[name], later.facts[name]) for name in SESSION_COLUMNS}
        # The session took place if one file knows it, a type beats none, and every page is a source.
        facts["status"] = (min(facts["status"], key=list(v.STATUS).index), "")
        mine, theirs = facts["type"]
        urls = "; ".join(dict.fromkeys(url for cell in facts["source_urls"] for url in cell.split("; ") if url))
        facts["source_urls"] = (urls, "")
        facts["type"] = (mine if mine != "Other" else "", theirs if theirs != "Other" else "")
        texts = {kind: (self.texts.get(kind), rows) for kind, rows in later.texts.items()}
        pairs = {**facts, "persons": (self.people, later.people), **texts}
        self.facts = {name: mine or theirs for name, (mine, theirs) in facts.items()}
        self.facts["type"] = self.facts["type"] or "Other"
        self.people = self.people or later.people
        self.texts = later.texts | self.texts
        return [name for name, (mine, theirs) in pairs.items() if mine and theirs and mine != theirs]


def _with_evidence(parts: Sequence[list[_Found]]) -> tuple[list[_Found], list[Problem]]:
    """Return all records, transcripts and reports last and under the id of their session; and those without exactly one."""
    records = [record for part in parts for record in part]
    evidence = [record for record in records if record.is_evidence]
    others = [record for record in records if not record.is_evidence]
    hosts = list({one.facts["external_id"]: one for one in reversed(others)}.values())
    told = []
    for record in evidence:
        found = _hosts_of(record, hosts)
        if len(found) == 1:
            record.facts |= {"title": found[0].facts["title"], "code": found[0].facts["code"] or record.facts["code"]}
            record.rename(found[0].facts["external_id"])
        elif found:
            expected = f"one session with this title; {len(found)} have it, so the transcript or report is kept on its own"
            told.append(Problem("several files", "", "title", record.facts["title"][:80], expected, "warning"))
    return [*others, *evidence], told


def _hosts_of(evidence: _Found, hosts: Iterable[_Found]) -> list[_Found]:
    """Return the sessions that a transcript or report can belong to: exactly one, or it stands alone.

    The number decides where both have one; else the title, at first as it stands, then without event and day in front.
    Titles that are only alike count under one number, and times that differ tell two sessions apart.
    """
    number, title = evidence.number, evidence.facts["title"]
    fitting = [host for host in hosts if host.number in ("", number or host.number) and not evidence.is_at_another_time(host)]
    if numbered := [host for host in fitting if number and host.number == number]:
        return [host for host in numbered if _is_alike(title, host.facts["title"])]
    for level in (_bare, _barest):
        if same := [host for host in fitting if level(host.facts["title"]) == level(title)]:
            return same
    return []


@lru_cache(maxsize=65_536)
def _bare(title: str) -> str:
    return bare_words(title)


@lru_cache(maxsize=65_536)
def _barest(title: str) -> str:
    """A title without what says that it is a transcript, and without event and day in front."""
    return bare_words(without_day(bare_title(EVENT.sub("", bare_title(title)))))


def _is_alike(one: str, other: str) -> bool:
    one, other = _barest(one), _barest(other)
    return one in other or other in one or SequenceMatcher(None, one, other).ratio() >= ALIKE


def _records(part: Imported) -> Iterator[_Found]:
    """Yield the sessions of a part with their people and texts."""
    people: dict[str, list[list[Any]]] = {}
    for row in part.participants.to_numpy(dtype=object).tolist():
        people.setdefault(row[0], []).append(row)
    texts: dict[str, dict[str, list[list[Any]]]] = {}
    for row in part.texts.to_numpy(dtype=object).tolist():
        texts.setdefault(row[0], {}).setdefault(row[1], []).append(row)
    for facts in part.sessions.to_dict("records"):
        key = facts["external_id"]
        yield _Found({str(name): value for name, value in facts.items()}, people.get(key, []), texts.get(key, {}))


def _add(later: _Found, found: dict[str, _Found]) -> Iterator[Problem]:
    """Add a session to those found; yields what is to be said when it was there already."""
    key = later.facts["external_id"]
    first = found.setdefault(key, later)
    where = ("several files", f"session {key}")
    if first.is_other_than(later):
        said = "an id of its own for each session; this one is told apart by start and title"
        yield Problem(*where, "external_id", later.facts["title"][:80], said, "warning")
        later.rename(told_apart(key, later.facts))
        first = found.setdefault(later.facts["external_id"], later)
    if first is later:
        return
    if differs := first.complete(later):
        said = "the files differ here; the first one is used"
        yield Problem(*where, ", ".join(differs), "", said, "warning")
    else:
        yield Problem(*where, "", "", "the session is in several files, which agree or complete each other", "note")


def _frames(found: Iterable[_Found]) -> dict[str, pd.DataFrame]:
    """Frames of an import, in the order of time."""
    ordered = sorted(found, key=lambda one: tuple(one.facts[name] or "~" for name in IN_ORDER_OF_TIME))
    return frames_of(
        [[one.facts[name] for name in SESSION_COLUMNS] for one in ordered],
        [row for one in ordered for row in one.people],
        [row for one in ordered for kind in sorted(one.texts) for row in one.texts[kind]],
    )
