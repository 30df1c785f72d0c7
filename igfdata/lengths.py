"""How long does a session last when no source states its end? One rule for plan, clashes, timeline, calendar and print."""

from typing import Any

import numpy as np
import pandas as pd

from igfdata import vocabulary as v

ABOUT = "≈"
"""Sign before an end that is assumed."""

STATED, FROM_LENGTH, USUAL_HERE, USUAL = "stated", "length", "usual at this meeting", "usual"
"""Values of ``end_basis``: the end is stated; start and length are; the length is assumed, from this meeting or in general."""

ASSUMED = (USUAL_HERE, USUAL)
STEP = 5
"""An assumed length is a multiple of so many minutes, as in a programme."""


def with_likely_ends(sessions: pd.DataFrame) -> pd.DataFrame:
    """Add when each session probably ends, for plans; a stated end or length is never changed.

    Without either, a session is assumed to last as long as the sessions of its type with a known length at the same
    meeting (their median), else as long as :data:`igfdata.vocabulary.TYPICAL_MINUTES` says. An end that is not after the start is no end.

    ``sessions``: with ``meeting_id, type, end, starts_at, ends_at, hours, duration_min``.
    Returns them with ``likely_minutes``, ``likely_ends_at`` (missing without a start), and ``end_basis``: how the length is known.
    """
    starts, ends = sessions["starts_at"], sessions["ends_at"]
    usable = ends > starts  # false where one is missing
    measured = ((ends - starts).dt.total_seconds() / 60).where(usable)
    announced = sessions["duration_min"].astype("float64")
    known = measured.fillna(announced.where(announced > 0))
    here = known.groupby([sessions["meeting_id"], sessions["type"].astype("str")]).transform("median")
    usual = sessions["type"].astype("str").map(v.TYPICAL_MINUTES).astype("float64")
    assumed = (STEP * np.floor(here / STEP + 0.5)).clip(lower=STEP).fillna(usual)
    minutes = known.fillna(assumed)
    basis = np.select(
        [usable & (sessions["end"] != ""), known.notna(), here.notna()], [STATED, FROM_LENGTH, USUAL_HERE], default=USUAL
    )
    return sessions.assign(
        likely_minutes=minutes,
        likely_ends_at=starts + pd.to_timedelta(minutes, unit="min"),
        end_basis=pd.Categorical(basis, categories=[STATED, FROM_LENGTH, USUAL_HERE, USUAL]),
    )


def is_assumed(session: Any) -> bool:
    """Whether the end of a session, a row with ``end_basis``, is assumed."""
    return session.end_basis in ASSUMED


def end_text(session: Any) -> str:
    """End of a session that has a start, as a clock shows it: ``11:00``, where it is assumed ``≈11:00``."""
    return f"{ABOUT if is_assumed(session) else ''}{session.likely_ends_at:%H:%M}"


def assumption(session: Any) -> str:
    """What is assumed of a session without a stated end, as a sentence: nothing where its end is known.

    >>> from types import SimpleNamespace
    >>> assumption(SimpleNamespace(type="Workshop", likely_minutes=90.0, end_basis="usual"))
    'End assumed: 90 minutes, the usual length of a session of the type Workshop.'
    """
    if not is_assumed(session):
        return ""
    where = " at this meeting" if session.end_basis == USUAL_HERE else ""
    kind = v.SESSION_TYPES.label(session.type)
    return f"End assumed: {session.likely_minutes:.0f} minutes, the usual length of a session of the type {kind}{where}."
