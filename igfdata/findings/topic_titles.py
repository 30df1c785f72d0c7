"""Titles of charts of topics, and of sessions in time, in at most ten words."""

from collections.abc import Iterable

import pandas as pd

from igfdata.findings.chart_titles import PLACES, fitting
from igfdata.findings.phrases import number
from igfdata.measures.cooccurrence import MIN_TOGETHER
from igfdata.wording import agree, capital


def came_up_title(topics: Iterable[int], least: int, by: str) -> str:
    """Say how many topics came up often; ``topics`` are the days (or meetings) of each."""
    n = sum(days >= least for days in topics)
    return f"{capital(number(n))} {agree(n, 'topic', 'topics')} came up {or_more(least, by)}"


def turnover_title(turnover: pd.DataFrame, otherwise: str) -> str:
    """Say which day after the first has the most new topics; ``turnover`` is from :func:`igfdata.measures.recurrence.turnover`.

    On the first day all topics are new, so the title names it; ``otherwise`` where several days have as many.
    """
    new = {str(row.day): len(row.new) for row in turnover.iloc[1:].itertuples()}
    most = max(new.values(), default=0)
    days = [day for day, n in new.items() if n == most]
    if not most or len(days) > 1:
        return otherwise
    return fitting(f"After {turnover['day'].iloc[0]}, most new topics on {days[0]}: {most}", otherwise)


def chance_title(recurrence: pd.DataFrame) -> str:
    """Say how many topics recur; ``recurrence`` is from :func:`igfdata.measures.recurrence.topic_recurrence`."""
    n = int((recurrence["label"] == "recurring").sum())
    if not n:
        return "No topic meets the definition of recurring"
    return f"{capital(number(n))} {agree(n, 'topic recurs', 'topics recur')} on no fewer days than by chance"


def pairs_title(n: int) -> str:
    """Say how many pairs of topics share sessions."""
    return f"{capital(number(n))} {agree(n, 'pair of topics shares', 'pairs of topics share')} {number(MIN_TOGETHER)} sessions or more"


def overlap_title(day: str, n: int, of: int) -> str:
    """Say how many of the timed child-related sessions of a day certainly overlap another one.

    >>> overlap_title("Day 2", 2, 4), overlap_title("Day 0", 0, 2)
    ('Day 2: two of four timed child-related sessions overlap', 'Day 0: no certain overlap of child-related sessions')
    """
    if not n:
        return f"{day}: no certain overlap of child-related sessions"
    part = f"{number(n)} of {number(of)}"
    return fitting(f"{day}: {part} timed child-related sessions overlap", f"{day}: {part} child-related sessions overlap")


def nearby_title(n_certain: int, n_possible: int) -> str:
    """Say how many child-related sessions a session overlaps, certainly or if assumed ends are right.

    >>> nearby_title(2, 2), nearby_title(0, 1)
    ('It overlaps two child-related sessions', 'It may overlap one child-related session')
    >>> nearby_title(0, 0)
    'It overlaps no child-related session with a known time'
    """
    n = n_certain or n_possible
    if not n:
        return "It overlaps no child-related session with a known time"
    return f"It {'overlaps' if n_certain else 'may overlap'} {number(n)} child-related {agree(n, 'session', 'sessions')}"


def or_more(least: int, by: str) -> str:
    """Say on how many days, or at how many meetings: ``on three days or more``."""
    preposition, _, several = PLACES[by]
    return f"{preposition} {number(least)} {several} or more"
