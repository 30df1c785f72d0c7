"""A filled coding sheet as codes: each row checked as a save by hand is, what is wrong named, good rows usable."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

import pandas as pd

from igfdata import vocabulary as v
from igfdata.code_rules import DIMENSIONS, SEPARATOR, broken_rules
from igfdata.coding.sheet_writing import CODEBOOK, CODING, NEEDED, PILLARS, REVISION, as_codebook
from igfdata.contacts import find_contacts, without_contacts
from igfdata.importers.model import DEFAULT, ImportFailed, Limits, Problem, Severity
from igfdata.importers.other_files import other_file
from igfdata.importers.parsing.collect import Collector
from igfdata.importers.parsing.contents import Source
from igfdata.importers.parsing.tables import ZIP, read_sheets

LONGEST_SHOWN = 80
VERSION = re.compile(r"[\w.+-]{0,40}", re.ASCII)
REVISIONS = re.compile(r"\d{1,15}", re.ASCII)


@dataclass(frozen=True)
class TopicKeys:
    """Topics as people may write them, in any case → key; those in use, and those that were."""

    in_use: Mapping[str, str]
    retired: Mapping[str, str]

    @classmethod
    def of(cls, codebook: pd.DataFrame) -> "TopicKeys":
        """Topics of a codebook."""
        topics = as_codebook(codebook)
        retired = topics.rows.loc[topics.rows["retired"] != "", "topic"]
        return cls(*({key.casefold(): key for key in keys} for keys in (topics.topics["topic"], retired)))


class Cells:
    """One row: values by column, and the problems that are found in it."""

    def __init__(self, filename: str, row: int, values: Mapping[str, str], problems: list[Problem]) -> None:
        self.filename, self.row, self.values, self.problems = filename, row, values, problems
        self.has_error = False

    def report(self, column: str, expected: str, severity: Severity = "error", *, value: str = "") -> None:
        """Name what is wrong; an error makes the row unusable."""
        self.has_error |= severity == "error"
        shown = without_contacts(" ".join(value.split()))[:LONGEST_SHOWN]
        told = expected if shown else f"expected {expected}"
        self.problems.append(Problem(self.filename, f"row {self.row}", column, shown, told, severity))

    def codes(self, dimension: str, column: str) -> tuple[str, ...]:
        """Codes of a cell; keys of a closed list in any case."""
        allowed = {key.casefold(): key for key in DIMENSIONS[dimension] or ()}
        codes = tuple(allowed.get(part.casefold(), part) for part in _parts(self.values[column]))
        return codes if self._fit(dimension, codes, column) else ()

    def pillars(self, columns: Sequence[str]) -> tuple[str, ...]:
        """Pillars of all columns, the leading one first; what they break together is reported at the last filled one."""
        cells = {column: self.codes("pillar", column) for column in columns}
        codes = tuple(code for cell in cells.values() for code in cell)
        filled = [column for column in columns if cells[column]]
        return codes if self._fit("pillar", codes, filled[-1] if filled else columns[0]) else ()

    def topics(self, known: TopicKeys, *, is_new: bool) -> tuple[str, ...]:
        """Topics of the codebook; a retired one stays where the coder had codes before."""
        codes = []
        for part in _parts(self.values["topics"]):
            folded = part.casefold()
            if folded in known.in_use:
                codes.append(known.in_use[folded])
            elif folded in known.retired:
                expected = "a topic in use; this one was retired"
                self.report("topics", expected, "error" if is_new else "warning", value=part)
                codes.append(known.retired[folded])
            else:
                near = get_close_matches(folded, known.in_use, n=1)
                like = f", such as {known.in_use[near[0]]}" if near else ""
                self.report("topics", f"topics of the sheet {CODEBOOK}, separated by ;{like}", value=part)
        return tuple(codes) if self._fit("topic", codes, "topics") else ()

    def answers(self, pillars: Sequence[str]) -> dict[str, str]:
        """Answer in each column of a test that the sheet has; those to tests of a pillar that is not given are told."""
        found = {}
        for test in (test for test in v.TESTS if test in self.values):
            answer = v.ANSWERS.resolve(self.values[test]) or ""
            if self.values[test] and not answer:
                self.report(test, v.ANSWERS.one_of, value=self.values[test])
            elif answer and not any(test in v.TESTS_OF[pillar] for pillar in pillars):
                self.report(test, "its pillar too; without it the answer is not kept", "warning", value=answer)
            found[test] = answer
        return found

    def evidence(self, *, is_needed: bool) -> str:
        """What was read."""
        value = self.values["evidence"].casefold()
        if value not in v.EVIDENCE and (value or is_needed):
            self.report("evidence", v.EVIDENCE.one_of, value=value)
        return value

    def version(self, column: str) -> str:
        """Version of the codebook."""
        value = self.values[column]
        if not VERSION.fullmatch(value):
            self.report(column, "the version that was written into the sheet", value=value)
        return value

    def revision(self, column: str) -> int:
        """Number of a revision; none is 0."""
        value = self.values[column] or "0"
        if not REVISIONS.fullmatch(value):
            self.report(column, "the number that was written into the sheet", value=value)
            return 0
        return int(value)

    def without_contacts(self, column: str) -> None:
        """Refuse a text with a contact of a person, as a save by hand does."""
        for contact in find_contacts(self.values[column])[:1]:
            self.report(column, f"a text without {contact.kind}: contact details are never stored")

    def _fit(self, dimension: str, codes: Sequence[str], column: str) -> bool:
        """Whether the rules allow the codes; each that is broken is reported."""
        broken = broken_rules(dimension, codes)
        for rule in broken:
            self.report(column, rule.expected, value=rule.value)
        return not broken


def _parts(cell: str) -> list[str]:
    return [part for part in (part.strip() for part in cell.split(SEPARATOR)) if part]


Rows = list[tuple[int, list[str]]]


@dataclass(frozen=True)
class SheetRow:
    """A session as it was coded in a sheet, with the row as a spreadsheet counts.

    By dimension: ``codes`` in order, and ``revisions`` of the coder's codes that the sheet was written from, 0 for none.
    ``answers`` by test of a pillar, empty for none; only tests that the sheet has a column of.
    """

    row: int
    session_id: str
    codes: Mapping[str, tuple[str, ...]]
    evidence: str
    note: str
    codebook_version: str
    revisions: Mapping[str, int]
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SheetCodes:
    """What a sheet holds: good rows, everything that is wrong, and the number of rows left empty."""

    rows: tuple[SheetRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    n_not_coded: int = 0


@dataclass
class _Reading:
    """Rows and problems as they are found."""

    filename: str
    coder: str
    session_ids: Collection[str]
    topics: TopicKeys
    rows: dict[str, SheetRow] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    n_not_coded: int = 0


def read_sheet(
    data: bytes,
    *,
    coder: str,
    session_ids: Collection[str],
    codebook: pd.DataFrame,
    filename: str = "",
    limits: Limits = DEFAULT,
) -> SheetCodes:
    """What did a coder put into a coding sheet? Nothing is saved or raised.

    The workbook is that of :func:`igfdata.coding.sheet_writing.coding_sheet`, and the coder's own; columns may be moved, rows
    sorted or missing. A row with an ``error`` among the problems is not usable; one with a ``warning`` is. Topics that are
    ``retired`` in the codebook are refused for new codes.
    """
    reading = _Reading(filename, coder, session_ids, TopicKeys.of(codebook))
    try:
        rows = _rows(data, filename, limits)
        header = _header(rows, filename)
    except ImportFailed as failed:
        return SheetCodes(problems=failed.problems)
    for number, cells in rows[1:]:
        if len(reading.problems) >= limits.problems:
            expected = f"a sheet with fewer errors; the rows from here on are not read (after {limits.problems} problems)"
            reading.problems.append(Problem(filename, f"row {number}", "", "", expected, "error"))
            break
        values = {name: cells[at].strip() if at < len(cells) else "" for name, at in header.items()}
        _take(reading, Cells(filename, number, values, reading.problems))
    return SheetCodes(tuple(reading.rows.values()), tuple(reading.problems), reading.n_not_coded)


def _rows(data: bytes, filename: str, limits: Limits) -> Rows:
    """Rows of the first sheet that is shown, within bounds."""
    limits.refuse_larger(filename, data)
    if not data.startswith(ZIP) or other_file(data):
        raise ImportFailed.because(filename, "a coding sheet, saved as a workbook (XLSX)")
    source = Source(data, "", filename, limits=limits)
    rows = next((sheet.rows for sheet in read_sheets(source, Collector(source)) if not sheet.left_out), [])
    if len(rows) > limits.records + 1:
        raise ImportFailed.because(filename, f"a sheet of at most {limits.records} rows")
    return rows


def _header(rows: Rows, filename: str) -> dict[str, int]:
    """Column → its position."""
    names = [cell.strip() for cell in rows[0][1]] if rows else []
    missing = [name for name in NEEDED if name not in names]
    if missing:
        expected = f"the columns of the sheet {CODING}, hidden ones too, in its first row, and this sheet first"
        raise ImportFailed.because(filename, f"expected {expected}", record="header", field=", ".join(missing))
    return {name: names.index(name) for name in (*NEEDED, *v.TESTS) if name in names}


def _take(reading: _Reading, cells: Cells) -> None:
    """Check a row, and keep it when it is good and coded."""
    revisions = {dimension: cells.revision(column) for dimension, column in REVISION.items()}
    values = cells.values
    codes = {
        "pillar": cells.pillars(PILLARS),
        "topic": cells.topics(reading.topics, is_new=not revisions.get("topic")),
        "relevance": cells.codes("relevance", "relevance"),
    }
    is_coded = any(codes.values()) or cells.has_error
    if not is_coded and not any(revisions.values()):
        if alone := next((name for name in ("evidence", "note", *v.TESTS) if values.get(name)), ""):
            cells.report(alone, "codes too; without one it is not saved", "warning")
        reading.n_not_coded += 1
        return
    key = values["session_id"]
    if key not in reading.session_ids:
        cells.report("session_id", "a session in the data", value=key)
    elif key in reading.rows:
        cells.report("session_id", f"a session once; row {reading.rows[key].row} has it too", value=key)
    if values["coder"] != reading.coder:
        cells.report("coder", f"{reading.coder}: the sheet was written for another coder", value=values["coder"])
    cells.without_contacts("note")
    answers = cells.answers(codes["pillar"])
    evidence, version = cells.evidence(is_needed=any(codes.values())), cells.version("codebook_version")
    if not cells.has_error:
        reading.rows[key] = SheetRow(cells.row, key, codes, evidence, values["note"], version, revisions, answers)
