"""Gather the sessions of a file: check them against the declared tables, keep the good, report the rest."""

import logging
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from igfdata.contacts import EMAIL, PHONE, find_contacts, without_contacts
from igfdata.escaping import visible
from igfdata.importers.model import (
    SESSION_COLUMNS,
    WITHHELD,
    Imported,
    Record,
    Severity,
    Text,
    Warn,
    frames_of,
)
from igfdata.importers.parsing.clean_text import one_line, plain
from igfdata.importers.parsing.contents import Source
from igfdata.importers.parsing.identity import Coded, clean_id, made_id, read_title, session_ids, uncancelled
from igfdata.importers.parsing.known_names import (
    Names,
    id_without_names,
    is_empty,
    problems_without_names,
    strip_addresses,
    strip_all,
    what_was_removed,
)
from igfdata.importers.parsing.listed_names import lists_people, name_in_address, names_in_lines
from igfdata.importers.parsing.terms import is_break, stated_type
from igfdata.importers.problem_list import ProblemList
from igfdata.schema import PATTERNS, TABLES
from igfdata.wording import counted

log = logging.getLogger(__name__)

URL = re.compile(PATTERNS["url"][0])
COLUMNS = TABLES["sessions"].by_name
FIELD_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
NOTHING: tuple[object, ...] = (None, "", "0", 0, False, [], {})


@dataclass(frozen=True)
class Reporter:
    """Reports problems of one record; ``columns`` says what a field is called in the file."""

    collector: "Collector"
    record: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)

    def error(self, name: str, value: str, expected: str) -> None:
        """The record is skipped."""
        self.collector.report(self.record, self.columns.get(name, name), value, expected, "error")

    def warning(self, name: str, value: str, expected: str) -> None:
        """A field is left empty or is doubtful."""
        self.collector.report(self.record, self.columns.get(name, name), value, expected, "warning")

    def note(self, name: str, value: str, expected: str) -> None:
        """Worth knowing."""
        self.collector.report(self.record, self.columns.get(name, name), value, expected, "note")


@dataclass
class Entry:
    """A session as it was taken: its own id as stated, the year in its title, its facts, people and texts."""

    record: str
    own_id: str
    year: str
    row: dict[str, str]
    people: list[tuple[str, str, str, str]] = field(default_factory=list)
    texts: list[dict[str, Any]] = field(default_factory=list)


class Collector:
    """The sessions, people and texts of one file as they are read."""

    def __init__(self, source: Source, names: Names | None = None) -> None:
        self.source = source
        self.format = ""
        self.timezone = source.venue.key if source.venue else ""
        self.mapping: dict[str, str] = {}
        self.unread: list[str] = []
        self.shows_types = True
        self.seen = 0
        self._entries: list[Entry] = []
        self._problems = ProblemList(source.filename, source.limits.problems)
        self._untyped: Counter[str] = Counter()
        self._names = Names() if names is None else names
        self._n_contacts = self._n_names = 0

    @property
    def whole(self) -> Reporter:
        """Reports problems of the file as a whole."""
        return Reporter(self)

    def about(self, record: str, columns: Mapping[str, str] | None = None) -> Reporter:
        """Reports problems of one record."""
        return Reporter(self, record, columns or {})

    def report(self, record: str, field: str, value: str, expected: str, severity: Severity) -> None:
        """Keep a problem; its value is cut and freed of control characters and addresses."""
        shown = without_contacts(visible(value)).replace("\n", " ")[:80]
        self._problems.add(record, field, shown, expected, severity)

    def add(self, record: Record, report: Reporter) -> int | None:
        """Take a session; return its number for :meth:`add_people`, or None when it is not taken."""
        self.seen += 1
        limits = self.source.limits
        if len(self._entries) >= limits.records:
            if self.seen == limits.records + 1:
                self.whole.error("", "", f"more than {limits.records} sessions in a file; the rest are skipped")
            return None
        self.learn(record.names)
        coded = read_title(self._short(one_line(record.title), "title", report))
        if not coded.title:
            report.error("title", "", "no title; the record is skipped")
            return None
        coded, is_cancelled = uncancelled(coded)
        is_cancelled |= record.is_cancelled
        stated = one_line(record.type)[:200]
        kind = stated_type(stated) or coded.type
        if not self._is_kept(coded, is_cancelled, stated, kind, report):
            return None
        if not kind:
            self._untyped[stated if self._is_showable(stated) else ""] += 1
        code = record.code or coded.code
        subthemes = [self._field(one_line(s).replace(";", ","), "subtheme", report, most=200) for s in record.subthemes]
        note = self._field(plain(record.note), "note", report, most=10_000)
        row = {
            "code": self._field(one_line(code), "code", report, most=60), "type": kind or "Other", "title": coded.title,
            "status": "on_programme" if is_cancelled else record.status,
            "date": record.when.date, "start": record.when.start, "end": record.when.end,
            "room": self._field(one_line(record.room), "room", report),
            "format": self._field(one_line(record.format), "format", report),
            "duration_min": record.when.duration_min,
            "subtheme": "; ".join(dict.fromkeys(filter(None, subthemes))),
            "sdgs": ";".join(str(goal) for goal in sorted(set(record.sdgs)) if 1 <= goal <= 17),
            "source_urls": "; ".join(dict.fromkeys(good_urls(record.urls, report.warning))),
            "note": "; ".join(dict.fromkeys(filter(None, ("cancelled" if is_cancelled else "", record.when.note, note)))),
        }  # fmt: skip
        if coded.year and self.source.meeting.startswith("igf") and self.source.meeting != f"igf{coded.year}":
            report.warning("title", f"IGF {coded.year}", f"a session of {self.source.meeting}")
        self._entries.append(Entry(report.record, clean_id(record.key), coded.year, fitting_row(row, report.warning)))
        self.add_people(len(self._entries) - 1, record, report)
        return len(self._entries) - 1

    def _is_kept(self, coded: Coded, is_cancelled: bool, stated: str, kind: str, report: Reporter) -> bool:
        """Whether a session is taken; cancelled ones and breaks are told and skipped unless the user keeps them."""
        if is_cancelled and "cancelled" not in self.source.keep:
            expected = "a session that takes place; cancelled ones are skipped unless you keep them (--keep cancelled)"
            report.note("status", coded.title, expected)
            return False
        if not coded.code and kind in ("", "Other") and is_break(coded.title, stated) and "breaks" not in self.source.keep:
            expected = "a session; breaks, meals and registration are skipped unless you keep them (--keep breaks)"
            report.note("title", coded.title, expected)
            return False
        return True

    def learn(self, names: Iterable[str]) -> None:
        """Know names of people, to take them out of everything that is kept."""
        self._names.add(names)

    def tell_unread(self, records: Iterable[Mapping[str, object]], read: Collection[str]) -> None:
        """Tell which fields of records hold something that is not read; those about people only serve to take names out."""
        held = Counter(
            name if FIELD_NAME.fullmatch(name) else "other fields"
            for record in records
            for name, value in record.items()
            if value not in NOTHING and name not in read and not lists_people(name)
        )
        if held:
            fields = ", ".join(f"{name} ({counted(n, 'record')})" for name, n in sorted(held.items()))
            self.whole.note("fields", "", f"fields that are not read: {fields}")

    def _strip_names(self) -> None:
        """Take all names that the file gives out of what is kept, and count them."""
        texts = [text for entry in self._entries for text in entry.texts]
        self._n_names = strip_all([entry.row for entry in self._entries], texts, self._names)
        for entry in self._entries:
            entry.own_id = id_without_names(entry.own_id, self._names)
            entry.row["source_urls"], n = strip_addresses(entry.row["source_urls"], self._names)
            if n:
                expected = "an address without a person's name; it is cut after the session id, or dropped"
                self.about(entry.record).note("source_urls", WITHHELD, expected)
            self._n_names += n

    def add_people(self, number: int, record: Record, report: Reporter) -> None:
        """Add people and texts to a session that is there already."""
        entry = self._entries[number]
        entry.people += [(one.role, one.stakeholder_group, one.regional_group, one.basis) for one in record.people]
        for one in self._merged(record.texts):
            value = self._freed(plain(one.text))
            if one.kind == "description":
                self.learn(names_in_lines(value))
            if len(value) > self.source.limits.text_chars:
                limit = self.source.limits.text_chars
                report.warning(one.kind, f"{len(value)} characters", f"at most {limit} characters; the rest is cut off")
                value = value[:limit]
            if value:
                entry.texts.append({"kind": one.kind, "text": value, "is_automatic": one.is_automatic})

    def _identified(self) -> dict[str, Entry]:
        """Sessions by id; a record that repeats another in id, start, title and room is told and skipped."""
        self._strip_names()
        rows = [entry.row for entry in self._entries]
        keys = [entry.own_id or self._made_id(entry) for entry in self._entries]
        shared = sum(n for n in Counter(keys).values() if n > 1)
        if shared:
            self.whole.warning("external_id", "", f"{shared} records share an id, so start and title tell them apart")
        found: dict[str, Entry] = {}
        for key, entry in zip(session_ids(keys, rows), self._entries, strict=True):
            if found.setdefault(key, entry) is not entry:
                self.about(entry.record).warning("", "", f"the same as {found[key].record}; skipped")
        return found

    def _made_id(self, entry: Entry) -> str:
        meeting = self.source.meeting or (f"igf{entry.year}" if entry.year else "")
        return made_id(meeting, entry.row["type"], entry.row["code"], entry.row["title"])

    @staticmethod
    def _merged(texts: Iterable[Text]) -> list[Text]:
        merged: dict[tuple[str, bool], Text] = {}
        for one in texts:
            known = merged.get((one.kind, one.is_automatic))
            joined = f"{known.text}\n\n{one.text}" if known else one.text
            merged[one.kind, one.is_automatic] = replace(one, text=joined)
        return list(merged.values())

    def _freed(self, text: str) -> str:
        """Text without contacts, which are counted."""
        contacts = find_contacts(text)
        self._n_contacts += len(contacts)
        self._names.add(filter(None, (name_in_address(one.plain) for one in contacts if one.kind == EMAIL)))
        return without_contacts(text) if contacts else text

    def _field(self, value: str, field: str, report: Reporter, *, most: int = 0) -> str:
        """Text of a field that may be empty: where nothing but contacts stood in it, it is."""
        value = self._short(value, field, report, most=most)
        return "" if is_empty(value) else value

    def _short(self, value: str, field: str, report: Reporter, *, most: int = 0) -> str:
        value = self._freed(value)
        limit = most or self.source.limits.field_chars
        if len(value) > limit:
            report.warning(field, f"{len(value)} characters", f"at most {limit} characters; the rest is cut off")
        return value[:limit].strip()

    def _is_showable(self, stated: str) -> bool:
        return self.shows_types and 0 < len(stated) <= 60 and without_contacts(stated) == stated

    def finish(self) -> Imported:
        """Everything gathered, as frames, without the names that all files of an import gave."""
        found = self._identified()
        if removed := what_was_removed(self._n_names, self._n_contacts):
            self.whole.note("", "", removed)
        for stated, count in sorted(self._untyped.items()):
            sessions = f"{counted(count, 'session')} counted as Other"
            said = f"a known session type ({sessions})" if stated else f"no known session type: {sessions}"
            self.whole.note("type", stated, said)
        rows = [(key, *(entry.row[name] for name in SESSION_COLUMNS[1:])) for key, entry in found.items()]
        people = [(key, *person) for key, entry in found.items() for person in entry.people]
        texts = [(key, *text.values()) for key, entry in found.items() for text in entry.texts]
        imported = Imported(
            format=self.format,
            timezone=self.timezone,
            **frames_of(rows, people, texts),
            problems=problems_without_names(self._problems.listed(), self._names),
            n_records=self.seen,
            severities=self._problems.severities,
            mapping=dict(self.mapping),
            unread=tuple(self.unread),
        )
        told = "Read a programme (%s); sessions: %d, problems: %d"
        log.info(told, self.format, len(imported.sessions), len(imported.problems))
        return imported


def good_urls(urls: Iterable[str], warn: Warn) -> list[str]:
    """Addresses that fit the table; an address that could hold a person's is dropped, and its text is not shown."""
    good = []
    for url in map(one_line, urls):
        if any(contact.kind != PHONE for contact in find_contacts(url)):
            warn("source_urls", WITHHELD, "an address without a contact or profile of a person; it is dropped")
        elif URL.fullmatch(url) and ";" not in url and "@" not in url and len(url) <= 1000:
            good.append(url)
        elif url:
            warn("source_urls", WITHHELD, COLUMNS["source_urls"].allowed)
    return good


def fitting_row(row: dict[str, str], warn: Warn) -> dict[str, str]:
    """Row whose dates, times, lengths and members of closed lists all fit the table."""
    fitting = dict(row)
    for name in ("date", "start", "end", "duration_min", "status", "type"):
        column, value = COLUMNS[name], row[name]
        fits = value in column.choices if column.choices else re.fullmatch(PATTERNS[column.kind][0], value)
        if value and not fits:
            warn(name, value, column.allowed)
            fitting[name] = ""
    return fitting
