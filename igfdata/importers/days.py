"""When is the meeting? The days that most sessions are on; what lies weeks away from them is named."""

import datetime as dt
from collections.abc import Iterable

LONGEST_GAP = 28
"""Days without a session after which what follows, or came before, is not part of the meeting."""

Days = tuple[dt.date, dt.date]


def main_days(days: Iterable[dt.date]) -> Days | None:
    """Return the first and last day of the run of days that holds most of the sessions; None without a day.

    >>> day = dt.date.fromisoformat
    >>> [one.isoformat() for one in main_days([day("2026-03-10"), day("2026-06-23"), day("2026-06-25")])]
    ['2026-06-23', '2026-06-25']
    """
    runs = _runs(sorted(days))
    if not runs:
        return None
    most = max(map(len, runs))
    run = next(run for run in reversed(runs) if len(run) == most)
    return run[0], run[-1]


def _runs(days: list[dt.date]) -> list[list[dt.date]]:
    """Days in runs without a gap of more than four weeks."""
    runs: list[list[dt.date]] = []
    for day in days:
        if runs and (day - runs[-1][-1]).days <= LONGEST_GAP:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def is_stray(day: dt.date, meeting: Days) -> bool:
    """Whether a day lies more than four weeks before or after the meeting."""
    return (meeting[0] - day).days > LONGEST_GAP or (day - meeting[1]).days > LONGEST_GAP
