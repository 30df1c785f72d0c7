"""A made-up dataset of any size, typed as the product types its files: same columns, same kinds of values."""

import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from igfdata import vocabulary as v
from igfdata.dataset import SHIPPED
from igfdata.schema import TABLES
from igfdata.validation import Frames, read_folder

SEED = 20_250_623
NO_SOURCE = "https://example.org/"
FIRST_YEAR, N_MEETINGS, N_DAYS = 2006, 20, 5
"""As many meetings as the IGF has had; 6,000 sessions are then 300 a meeting, about as in 2025."""

UNKNOWN_SHARE = 0.1
"""Of sessions without date and time, and of persons without a group."""

TWO_DIGITS = [f"{number:02d}" for number in range(60)]


def write_folder(folder: Path, frames: Frames) -> Path:
    """A data folder that the dashboard can load."""
    for name, frame in frames.items():
        frame.to_csv(folder / TABLES[name].file, index=False)
    return folder


def text_frames(n_sessions: int, n_persons: int, n_topics: int, *, seed: int = SEED) -> Frames:
    """All tables as text, every value drawn evenly; one to three pillar codes a session; the shipped codebook."""
    rng = np.random.default_rng(seed)
    shipped = read_folder(SHIPPED)
    sessions = _sessions(n_sessions, rng)
    owner = np.sort(rng.integers(n_sessions, size=n_persons))
    topics = [topic for topic in shipped["codebook"]["topic"] if not topic.startswith(v.NON_TOPIC_PREFIXES)]
    codings = [_pillar_codes(n_sessions, rng), _topic_codes(n_sessions, n_topics, topics, rng)]
    codings = [codes.assign(session_id=sessions["session_id"].to_numpy()[codes["session"]]) for codes in codings]
    made = {
        "meetings": _meetings(),
        "sessions": sessions,
        "participants": pd.DataFrame(
            {
                "session_id": sessions["session_id"].to_numpy()[owner],
                "role": _drawn(list(v.ROLES), n_persons, rng),
                "stakeholder_group": _drawn(list(v.STAKEHOLDER_GROUPS), n_persons, rng, unknown=UNKNOWN_SHARE),
                "regional_group": _drawn(list(v.REGIONAL_GROUPS), n_persons, rng, unknown=UNKNOWN_SHARE),
                "basis": _drawn(list(v.BASIS), n_persons, rng),
            }
        ),
        "codings": pd.concat(codings, ignore_index=True),
        "codebook": shipped["codebook"].drop(columns="examples", errors="ignore"),  # they are sessions that are not here
        **{name: frame for name, frame in shipped.items() if name in ("codebook_changes", "benchmarks")},
    }
    first, second = sessions["session_id"].iloc[:2]
    made |= {
        name: pd.DataFrame([row])  # a file without rows is an error
        for name, row in {
            "decisions": {"session_id": first, "dimension": "pillar", "decision": "unclear", "reason": "Rule 9"},
            "session_links": {
                "from_session_id": first,
                "to_session_id": second,
                "relation": "continues",
                "source_url": NO_SOURCE,
            },
            "daily_reports": {
                "meeting_id": sessions["meeting_id"].iloc[0],
                "date": _meetings()["start_date"].iloc[0],
                "report_url": NO_SOURCE,
            },
            "report_claims": {
                "meeting_id": sessions["meeting_id"].iloc[0],
                "date": _meetings()["start_date"].iloc[0],
                "pillar": "protection",
                "claim": "Drawn.",
                "source_url": "https://example.org/",
            },
            "data_changes": {
                "version": "1",
                "date": "2025-01-01",
                "meetings": ";".join(_meetings()["meeting_id"]),
                "change": "Drawn",
            },
        }.items()
    }
    empty = {name: pd.DataFrame(columns=list(table.by_name)) for name, table in TABLES.items()}
    return {
        name: (made.get(name, empty[name]).reindex(columns=list(table.by_name)).astype("str")) for name, table in TABLES.items()
    }


def _picked(values: list[str], codes: NDArray) -> pd.Series:
    """Values by their number, -1 for none; by categories, because millions of texts would take long."""
    return pd.Series(pd.Categorical.from_codes(codes, values)).astype("str")


def _drawn(values: list[str], size: int, rng: np.random.Generator, *, unknown: float = 0.0) -> pd.Series:
    """Values drawn evenly, a share of them missing."""
    return _picked(values, np.where(rng.random(size) < unknown, -1, rng.integers(len(values), size=size)))


def _meetings() -> pd.DataFrame:
    years = range(FIRST_YEAR, FIRST_YEAR + N_MEETINGS)
    starts = [dt.date(year, 6, 23) for year in years]
    return pd.DataFrame(
        {
            "meeting_id": [f"igf{year}" for year in years],
            "year": list(map(str, years)),
            "name": [f"IGF {year}" for year in years],
            "city": "Oslo",
            "country": "Norway",
            "start_date": [start.isoformat() for start in starts],
            "end_date": [(start + dt.timedelta(days=N_DAYS - 1)).isoformat() for start in starts],
            "day_zero_date": [start.isoformat() for start in starts],
            "timezone": "Europe/Oslo",
            "programme_coverage": "partial",
        }
    )


def _sessions(n: int, rng: np.random.Generator) -> pd.DataFrame:
    years = pd.Series(FIRST_YEAR + np.sort(rng.integers(N_MEETINGS, size=n))).astype("str")
    number = pd.Series(np.arange(n)).astype("str")
    day, hour = 23 + rng.integers(N_DAYS, size=n), rng.integers(8, 18, size=n)
    unknown = rng.random(n) < UNKNOWN_SHARE
    return pd.DataFrame(
        {
            "session_id": "igf" + years + "-" + number,
            "meeting_id": "igf" + years,
            "code": "WS #" + number,
            "type": _drawn(list(v.SESSION_TYPES), n, rng),
            "title": "A workshop on the rights of children in the digital environment, number " + number,
            "status": _drawn(["held", "on_programme"], n, rng),
            "date": (years + "-06-" + _picked(TWO_DIGITS, day)).mask(unknown),
            "start": _picked([f"{text}:00" for text in TWO_DIGITS], np.where(unknown, -1, hour)),
            "end": _picked([f"{text}:00" for text in TWO_DIGITS], np.where(unknown, -1, hour + 1)),
            "room": _drawn([f"Room {i}" for i in range(1, 11)], n, rng),
            "child_rights": _drawn(list(v.RELEVANCE), n, rng),
            "source_urls": "https://example.org/sessions/" + number,
        }
    )


def _codes(dimension: str, session: NDArray, code: pd.Series) -> pd.DataFrame:
    """Rows of ``codings.csv``; every tenth session is adjudicated, the others are coded by A."""
    coder = _picked(["A", "adjudicated"], (session % 10 == 0).astype(int))
    return pd.DataFrame({"session": session, "coder": coder, "dimension": dimension, "code": code, "evidence": "report"})


def _pillar_codes(n_sessions: int, rng: np.random.Generator) -> pd.DataFrame:
    pillars = list(v.PILLARS)
    chosen = rng.integers(1, 2 ** len(pillars), size=n_sessions)
    has = (chosen[:, None] >> np.arange(len(pillars)) & 1).astype(bool)
    session, pillar = np.nonzero(has)
    return _codes("pillar", session, _picked(pillars, pillar)).assign(rank=np.cumsum(has, axis=1)[has].astype(str))


def _topic_codes(n_sessions: int, n: int, topics: list[str], rng: np.random.Generator) -> pd.DataFrame:
    pairs = np.unique(rng.integers(n_sessions * len(topics), size=int(n * 1.2)))
    session, topic = np.divmod(np.sort(rng.permutation(pairs)[:n]), len(topics))
    return _codes("topic", session, _picked(topics, topic))
