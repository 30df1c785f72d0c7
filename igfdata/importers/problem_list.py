"""The problems of a file as a user reads them: those that are alike share a line, rows that follow each other a run."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from igfdata.importers.model import Problem, Severity

ALONE = 3
"""So many problems that are alike have a line each; more of them share one."""
MOST_NAMED = 12
"""Records, or runs of rows, that a line names at most."""
ROW = re.compile(r"(.*\brow )(\d+)")


class ProblemList:
    """Problems as they come in, in their order."""

    def __init__(self, filename: str, most: int) -> None:
        self.filename, self.most = filename, most
        self.severities: Counter[str] = Counter()
        self._alike: dict[tuple[str, str, str], list[tuple[str, str, Severity]]] = {}
        self._hidden = 0

    def add(self, record: str, field: str, value: str, expected: str, severity: Severity) -> None:
        """Keep a problem."""
        self.severities[severity] += 1
        key = (severity, field, expected)
        if key in self._alike or len(self._alike) < self.most:
            self._alike.setdefault(key, []).append((record, value, severity))
        else:
            self._hidden += 1

    def listed(self) -> tuple[Problem, ...]:
        """All problems, those alike together where they are many."""
        problems = [
            problem for (_, field, expected), same in self._alike.items() for problem in self._lines(field, expected, same)
        ]
        hidden = self._hidden + len(problems[self.most :])
        more = [Problem(self.filename, "", "", "", f"{hidden} more problems are not listed", "note")] if hidden else []
        return (*problems[: self.most], *more)

    def _lines(self, field: str, expected: str, same: list[tuple[str, str, Severity]]) -> Iterator[Problem]:
        if len(same) <= ALONE:
            for record, value, severity in same:
                yield Problem(self.filename, record, field, value, expected, severity)
            return
        values = list(dict.fromkeys(value for _, value, _ in same if value))
        shown = ", ".join(values[:ALONE]) + (f" and {len(values) - ALONE} others" if len(values) > ALONE else "")
        yield Problem(self.filename, name_records([record for record, _, _ in same]), field, shown, expected, same[0][2])


def number_runs(numbers: Iterable[int]) -> list[str]:
    """Return numbers in short: those that follow each other become a run.

    >>> number_runs([3, 4, 5, 9])
    ['3–5', '9']
    """
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])]
    return [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]


def name_records(records: Iterable[str]) -> str:
    """Return the names of records in short; rows that follow each other become a run.

    >>> name_records(["row 3", "row 4", "row 5", "row 9"])
    'rows 3–5, 9'
    """
    names: list[str] = []
    for row, group in groupby(dict.fromkeys(records), key=lambda record: found[1] if (found := ROW.fullmatch(record)) else ""):
        if not row:
            names += group
            continue
        runs = number_runs(sorted(int(record.removeprefix(row)) for record in group))
        is_one = len(runs) == 1 and runs[0].isdigit()
        names += [row + runs[0]] if is_one else [f"{row[:-1]}s {runs[0]}", *runs[1:]]
    rest = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {rest} more" if rest > 0 else "")
