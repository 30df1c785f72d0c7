"""Gather the sessions of a file: check them against the declared tables, keep the good, report the rest."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

import pandas as pd

from igfdata.importers import text as t
from igfdata.importers.checks import fitting_row, good_urls
from igfdata.importers.codes import clean_id, made_id, read_title, session_type
from igfdata.importers.model import (
    PARTICIPANT_COLUMNS,
    SESSION_COLUMNS,
    TEXT_COLUMNS,
    Imported,
    Problem,
    Record,
    Severity,
    Source,
    Text,
)  # fmt: skip
from igfdata.importers.names import Names

FREE = ("title", "code", "room", "format", "subtheme", "note")
"""Columns of free text."""


@dataclass(frozen=True)
class Reporter:
    """Reports problems of one record."""

    collector: "Collector"
    record: str = ""

    def error(self, field: str, value: str, expected: str) -> None:
        """The record is not taken."""
        self.collector.report(self.record, field, value, expected, "error")

    def warning(self, field: str, value: str, expected: str) -> None:
        """A field is left empty or is doubtful."""
        self.collector.report(self.record, field, value, expected, "warning")

    def note(self, field: str, value: str, expected: str) -> None:
        """Worth knowing."""
        self.collector.report(self.record, field, value, expected, "note")


class Collector:
    """The sessions, people and texts of one file as they are read."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.timezone = source.venue.key if source.venue else ""
        self.mapping: dict[str, str] = {}
        self.seen = 0
        self._sessions: dict[str, dict[str, str]] = {}
        self._participants: list[tuple[str, str, str, str, str]] = []
        self._texts: list[tuple[str, str, str, bool]] = []
        self._problems: list[Problem] = []
        self._severities: Counter[str] = Counter()
        self._untyped: Counter[str] = Counter()
        self._names = Names()

    @property
    def whole(self) -> Reporter:
        """Reports problems of the file as a whole."""
        return Reporter(self)

    def about(self, record: str) -> Reporter:
        """Reports problems of one record."""
        return Reporter(self, record)

    def report(self, record: str, field: str, value: str, expected: str, severity: Severity) -> None:
        """Keep a problem; its value is cut and freed of control characters and addresses."""
        self._severities[severity] += 1
        if len(self._problems) < self.source.limits.problems:
            shown = t.without_contacts(t.strip_controls(value)).replace("\n", " ")[:80]
            self._problems.append(Problem(self.source.filename, record, field, shown, expected, severity))

    def add(self, record: Record, report: Reporter) -> str | None:
        """Take a session; its id, or None when it has no title, its id is there already, or the file holds too many."""
        self.seen += 1
        limits = self.source.limits
        if len(self._sessions) >= limits.records:
            if self.seen == limits.records + 1:
                self.whole.error("", "", f"at most {limits.records} sessions in a file; the others are left out")
            return None
        self._names.add(record.names)
        coded = read_title(self._short(t.one_line(record.title), "title", report))
        if not coded.title:
            report.error("title", "", "a title; the record is not taken")
            return None
        stated = t.one_line(record.type)[:200]
        kind = session_type(stated, coded.type)
        if not kind:
            self._untyped[stated if self._is_showable(stated) else ""] += 1
        code = record.code or coded.code
        row = {
            "code": t.one_line(code)[:60], "type": kind or "Other", "title": coded.title, "status": record.status,
            "date": record.when.date, "start": record.when.start, "end": record.when.end,
            "room": self._short(t.one_line(record.room), "room", report),
            "format": self._short(t.one_line(record.format), "format", report),
            "duration_min": record.when.duration_min,
            "subtheme": "; ".join(dict.fromkeys(filter(None, (t.one_line(s).replace(";", ",")[:200] for s in record.subthemes)))),
            "sdgs": ";".join(str(goal) for goal in sorted(set(record.sdgs)) if 1 <= goal <= 17),
            "source_urls": "; ".join(dict.fromkeys(good_urls(record.urls, report.warning))),
            "note": "; ".join(dict.fromkeys(filter(None, (record.when.note, record.note)))),
        }  # fmt: skip
        if coded.year and self.source.meeting.startswith("igf") and self.source.meeting != f"igf{coded.year}":
            report.warning("title", f"IGF {coded.year}", f"a session of {self.source.meeting}")
        key = clean_id(record.key) or self._made_key(row, coded.year)
        if key in self._sessions:
            report.error(
                "external_id", key if not record.key else "", "an id that occurs once; the first record with it is kept"
            )
            return None
        self._sessions[key] = fitting_row(row, report.warning)
        self._add_people_and_texts(key, record, report)
        return key

    def add_people(self, key: str, record: Record, report: Reporter) -> None:
        """Add people and texts to a session that is there already."""
        self._add_people_and_texts(key, record, report)

    def _made_key(self, row: dict[str, str], year: str) -> str:
        meeting = self.source.meeting or (f"igf{year}" if year else "")
        key = made_id(meeting, row["type"], row["code"], row["title"])
        if key in self._sessions and not re.search(r"\d", row["code"]):
            return "-".join(filter(None, (key, row["date"], row["start"].replace(":", ""))))
        return key

    def _add_people_and_texts(self, key: str, record: Record, report: Reporter) -> None:
        for person in record.people:
            self._participants.append((key, person.role, person.stakeholder_group, person.regional_group, person.basis))
        for one in self._merged(record.texts):
            value = t.without_contacts(t.plain(one.text))
            if len(value) > self.source.limits.text_chars:
                limit = self.source.limits.text_chars
                report.warning(one.kind, f"{len(value)} characters", f"at most {limit} characters; the rest is cut off")
                value = value[:limit]
            if value:
                self._texts.append((key, one.kind, value, one.is_automatic))

    @staticmethod
    def _merged(texts: Iterable[Text]) -> list[Text]:
        merged: dict[tuple[str, bool], Text] = {}
        for one in texts:
            known = merged.get((one.kind, one.is_automatic))
            joined = f"{known.text}\n\n{one.text}" if known else one.text
            merged[one.kind, one.is_automatic] = replace(one, text=joined)
        return list(merged.values())

    def _short(self, value: str, field: str, report: Reporter) -> str:
        value = self._names.strip(t.without_contacts(value))
        limit = self.source.limits.field_chars
        if len(value) > limit:
            report.warning(field, f"{len(value)} characters", f"at most {limit} characters; the rest is cut off")
        return value[:limit].strip()

    def _is_showable(self, stated: str) -> bool:
        return 0 < len(stated) <= 60 and not self.mapping and t.without_contacts(stated) == stated

    def finish(self, format_key: str) -> Imported:
        """Everything gathered, as frames."""
        for stated, count in sorted(self._untyped.items()):
            sessions = f"{count} session(s) counted as Other"
            said = (
                f"a session type of the list ({sessions})" if stated else f"no session type of the list is stated: {sessions}"
            )
            self.whole.note("type", stated, said)
        listed = self.source.limits.problems
        hidden = sum(self._severities.values()) - len(self._problems)
        more = (
            [Problem(self.source.filename, "", "", "", f"{hidden} more problems are not listed", "note")] if hidden > 0 else []
        )
        strip = self._names.strip  # once more, for names that other records of the file gave
        rows = [
            (key, *(strip(row[name]) if name in FREE else row[name] for name in SESSION_COLUMNS[1:]))
            for key, row in self._sessions.items()
        ]
        told = [(key, kind, strip(text), automatic) for key, kind, text, automatic in self._texts]
        texts = pd.DataFrame(told, columns=list(TEXT_COLUMNS))
        return Imported(
            format=format_key,
            timezone=self.timezone,
            sessions=_text_frame(rows, SESSION_COLUMNS),
            participants=_text_frame(self._participants, PARTICIPANT_COLUMNS),
            texts=texts.astype({**dict.fromkeys(TEXT_COLUMNS, "str"), "is_automatic": "bool"}),
            problems=tuple(chain(self._problems[:listed], more)),
            counts={
                "records": self.seen, "sessions": len(rows), "participants": len(self._participants), "texts": len(texts),
                **{f"{severity}s": self._severities[severity] for severity in ("error", "warning", "note")},
            },
            mapping=dict(self.mapping),
        )  # fmt: skip


def _text_frame(rows: Iterable[tuple[str, ...]], columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(columns)).astype("str")
