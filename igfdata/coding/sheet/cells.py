"""The cells of one row of a coding sheet: read, checked as by hand, and reported with row, column and value."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import pandas as pd

from igfdata import vocabulary as v
from igfdata.code_rules import DIMENSIONS, broken_rules
from igfdata.coding.sheet.layout import CODEBOOK
from igfdata.coding.sheet.topics import retired, topics_in_use
from igfdata.contacts import find_contacts, without_contacts
from igfdata.importers.model import Problem, Severity
from igfdata.workspace.codes import SEPARATOR

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
        return cls(
            *({str(key).casefold(): str(key) for key in keys} for keys in (topics_in_use(codebook)["topic"], retired(codebook)))
        )


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

    def topics(self, known: TopicKeys, *, is_new: bool, column: str = "topics") -> tuple[str, ...]:
        """Topics of the codebook; a retired one stays where the coder had codes before."""
        codes = []
        for part in _parts(self.values[column]):
            folded = part.casefold()
            if folded in known.in_use:
                codes.append(known.in_use[folded])
            elif folded in known.retired:
                expected = "a topic that is in use; this one was retired, and no new code may use it"
                self.report(column, expected, "error" if is_new else "warning", value=part)
                codes.append(known.retired[folded])
            else:
                near = get_close_matches(folded, known.in_use, n=1)
                like = f", such as {known.in_use[near[0]]}" if near else ""
                self.report(column, f"topics of the sheet {CODEBOOK}, separated by ;{like}", value=part)
        return tuple(codes) if self._fit("topic", codes, column) else ()

    def evidence(self, *, is_needed: bool) -> str:
        """What was read."""
        value = self.values["evidence"].casefold()
        if value not in v.EVIDENCE and (value or is_needed):
            self.report("evidence", f"one of: {', '.join(v.EVIDENCE)}", value=value)
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
