"""How far can the dictionary's suggestions be trusted, against the codes that people gave?

Terms may be tuned on the development half of the sessions; figures come from the evaluation half (:func:`half_of`),
which :func:`compared_codes` takes by default.

People coded from descriptions, reports and transcripts too: on titles alone a low recall says that
titles say little, not only that terms are missing. That the hand codes of the shipped data were made
blind to the terms is not documented, so precision may be flattered.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from igfdata import vocabulary as v
from igfdata.codebook.dictionary import Dictionary, dimension_of
from igfdata.dataset import Dataset
from igfdata.intervals import RESAMPLES, SEED, wilson
from igfdata.selection import codes_in_effect

if TYPE_CHECKING:
    from igfdata.workspace import Workspace

Half = Literal["development", "evaluation"]
HALVES: tuple[Half, ...] = ("development", "evaluation")

TITLE, TEXT = "title", "text"
ALL, WITH_TEXT = "all", "with text"
ABOUT = ["read", "sessions"]


class Reading(NamedTuple):
    """What was read, of which sessions, and the codes of people and dictionary for them, see :func:`compared_codes`."""

    read: str
    sessions: str
    compared: pd.DataFrame


def half_of(session_id: str) -> Half:
    """The half of a session: first byte of the SHA-256 of its id, even → development, odd → evaluation.

    >>> half_of("igf2025-ws-203")
    'evaluation'
    """
    return HALVES[hashlib.sha256(session_id.encode()).digest()[0] % 2]


def compared_codes(
    data: Dataset,
    dictionary: Dictionary,
    *,
    half: Half | None = "evaluation",
    coder: str = "default",
    texts: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Codes of people beside those of the dictionary: titles are read, and behind them ``texts`` by session id.

    One row a session, dimension and code of the dictionary: ``session_id, title, dimension, code, by_hand, by_dictionary`` and
    the ``words`` found. Sessions: of a half, or all for None; for pillars and topics those with a code of that dimension; for
    ``relevance child`` those about children or not. Those partly about children, those whose relevance the dictionary itself
    suggested, and the row ``youth``, have nothing to be held against.
    """
    texts = texts or {}
    sessions = data.sessions
    if half is not None:
        sessions = sessions[sessions["session_id"].map(half_of) == half]
    titles = dict(zip(sessions["session_id"], sessions["title"], strict=True))
    rows = [row for row in dictionary.codes if dimension_of(row) != ("relevance", "youth")]
    hand = _hand_codes(data, coder)
    records = []
    for session_id, title in titles.items():
        words: dict[tuple[str, str], list[str]] = {}
        for suggestion in dictionary.suggest(title, texts.get(session_id, "")):
            words[suggestion.dimension, suggestion.code] = [evidence.match.matched_text for evidence in suggestion.evidence]
        for dimension, code in map(dimension_of, rows):
            given = hand[dimension].get(session_id)
            if given is not None:
                found = words.get((dimension, code), [])
                by_hand = code in given
                records.append((session_id, title, dimension, code, by_hand, bool(found), "; ".join(dict.fromkeys(found))))
    columns = ["session_id", "title", "dimension", "code", "by_hand", "by_dictionary", "words"]
    return pd.DataFrame(records, columns=columns).astype({"by_hand": bool, "by_dictionary": bool})


def _hand_codes(data: Dataset, coder: str) -> dict[str, dict[str, set[str]]]:
    """Codes given by people, by dimension and session."""
    result: dict[str, dict[str, set[str]]] = {}
    for dimension, codes in (("pillar", data.session_pillars), ("topic", data.session_topics)):
        counted = codes_in_effect(codes, coder)
        result[dimension] = counted[dimension].astype(str).groupby(counted["session_id"]).agg(set).to_dict()
    told = data.sessions[data.sessions["child_rights"].isin(["yes", "no"])]
    told = told[~told["note"].str.contains(v.SUGGESTED_RELEVANCE, regex=False)]  # the dictionary is not its own judge
    about = told["child_rights"] == "yes"
    result["relevance"] = {key: {"child"} if yes else set() for key, yes in zip(told["session_id"], about, strict=True)}
    return result


MACRO, MICRO = "macro", "micro"
RATES = ("precision", "recall", "f1")
COLUMNS = [
    "dimension", "code", "n", "n_hand", "n_dictionary", "tp", "fp", "fn",
    *(f"{rate}{end}" for rate in RATES for end in ("", "_low", "_high")), "specificity",
]  # fmt: skip


def evaluate(compared: pd.DataFrame) -> pd.DataFrame:
    """Precision, recall and F1 of each code of :func:`compared_codes`, and over all codes of a dimension.

    Returns
    -------
    DataFrame
        ``dimension, code`` (also ``macro`` and ``micro`` of several codes), ``n`` (sessions), ``n_hand, n_dictionary``
        (codes), ``tp, fp, fn``, ``precision, recall, f1``, each with ``_low, _high`` (95%), and
        ``specificity``. A rate without a denominator is missing.

        Intervals of a code are Wilson's; that of F1 is Wilson's of tp / (tp + fp + fn) = J, put
        through F1 = 2J / (1 + J). Codes of one session hang together, so those of ``macro`` (mean over
        the codes for which a rate is defined) and ``micro`` (all codes pooled) come from resampled
        sessions (percentiles, fixed seed) and are missing where all resamples agree.
    """
    frames = []
    for dimension, rows in compared.groupby("dimension", sort=False):
        codes = list(dict.fromkeys(rows["code"]))
        hand, found = (
            rows.pivot(index="session_id", columns="code", values=column)[codes].to_numpy(dtype=bool)
            for column in ("by_hand", "by_dictionary")
        )
        cells = np.stack([hand & found, ~hand & found, hand & ~found]).astype(float)
        frames.append(_per_code(str(dimension), codes, cells))
        if len(codes) > 1:
            frames.append(_overall(str(dimension), cells))
    if not frames:
        return pd.DataFrame(columns=COLUMNS)
    counts = {column: int for column in COLUMNS[2:8]}
    return pd.concat(frames, ignore_index=True)[COLUMNS].astype(counts)


def coding_errors(compared: pd.DataFrame) -> pd.DataFrame:
    """Where do people and the dictionary differ? For reading before a term is changed.

    Columns: ``session_id, title, dimension, code, error`` (``missed``: given by hand alone; ``unwanted``: suggested alone),
    ``words`` that led to an unwanted suggestion.
    """
    differ = compared[compared["by_hand"] != compared["by_dictionary"]]
    error = np.where(differ["by_hand"], "missed", "unwanted")
    return differ.assign(error=error)[["session_id", "title", "dimension", "code", "error", "words"]].reset_index(drop=True)


def _rates(tp: ArrayLike, fp: ArrayLike, fn: ArrayLike) -> tuple[NDArray, NDArray, NDArray]:
    """Precision, recall, F1; missing where the denominator is 0."""
    tp, fp, fn = (np.asarray(cells, dtype=float) for cells in (tp, fp, fn))
    with np.errstate(divide="ignore", invalid="ignore"):
        return tp / (tp + fp), tp / (tp + fn), 2 * tp / (2 * tp + fp + fn)


def _per_code(dimension: str, codes: list[str], cells: NDArray) -> pd.DataFrame:
    n = cells.shape[1]
    tp, fp, fn = cells.sum(axis=1)
    precision, recall, f1 = _rates(tp, fp, fn)
    with np.errstate(divide="ignore", invalid="ignore"):
        specificity = (n - tp - fp - fn) / (n - tp - fn)
    shared = [2 * bound / (1 + bound) for bound in wilson(tp, tp + fp + fn)]
    bounds = {"precision": wilson(tp, tp + fp), "recall": wilson(tp, tp + fn), "f1": shared}
    values = dict(zip(RATES, (precision, recall, f1), strict=True))
    counts = {"n": n, "n_hand": tp + fn, "n_dictionary": tp + fp, "tp": tp, "fp": fp, "fn": fn}
    ends = {f"{rate}_{end}": bounds[rate][i] for rate in RATES for i, end in enumerate(("low", "high"))}
    return pd.DataFrame({"dimension": dimension, "code": codes, **counts, **values, **ends, "specificity": specificity})


def _overall(dimension: str, cells: NDArray) -> pd.DataFrame:
    """Rows ``macro`` and ``micro``."""
    n = cells.shape[1]
    draws = np.random.default_rng(SEED).multinomial(n, np.full(n, 1 / n), size=RESAMPLES).astype(float)
    drawn = np.stack([draws @ cell for cell in cells])
    sums = cells.sum(axis=1)
    tp, fp, fn = sums.sum(axis=1)
    counts = {"n": n, "n_hand": tp + fn, "n_dictionary": tp + fp, "tp": tp, "fp": fp, "fn": fn}
    records = []
    for name in (MACRO, MICRO):
        if name == MACRO:
            values, resampled = [_mean(rate) for rate in _rates(*sums)], [_mean(rate) for rate in _rates(*drawn)]
        else:
            values, resampled = list(_rates(tp, fp, fn)), list(_rates(*drawn.sum(axis=2)))
        record: dict[str, object] = {"dimension": dimension, "code": name, **counts, "specificity": np.nan}
        for rate, value, many in zip(RATES, values, resampled, strict=True):
            low, high = _percentiles(many)
            record |= {rate: float(value), f"{rate}_low": low, f"{rate}_high": high}
        records.append(record)
    return pd.DataFrame(records)


def _percentiles(values: NDArray) -> tuple[float, float]:
    """95% interval of resampled values; missing where they do not vary, which says nothing about sureness."""
    known = values[~np.isnan(values)]
    if not len(known) or known.min() == known.max():
        return np.nan, np.nan
    low, high = np.quantile(known, [0.025, 0.975])
    return float(low), float(high)


def _mean(rates: NDArray) -> NDArray:
    """Mean over the last axis of what is not missing."""
    known = ~np.isnan(rates)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(known, rates, 0.0).sum(axis=-1) / known.sum(axis=-1)


def readings(
    data: Dataset,
    dictionary: Dictionary,
    *,
    half: Half | None = "evaluation",
    coder: str = "default",
    texts: Mapping[str, str] | None = None,
) -> list[Reading]:
    """Compare the codes once for titles and once for texts, of the sessions that have one; arguments as of :func:`compared_codes`.

    Titles are compared for the sessions with a text too, so that the two can be held against each other.
    """
    texts = texts or {}
    of_titles = compared_codes(data, dictionary, half=half, coder=coder)
    found = [Reading(TITLE, ALL, of_titles)]
    if any(key in texts for key in of_titles["session_id"]):
        of_texts = compared_codes(data, dictionary, half=half, coder=coder, texts=texts)
        found.append(Reading(TITLE, WITH_TEXT, of_titles[of_titles["session_id"].isin(texts)]))
        found.append(Reading(TEXT, WITH_TEXT, of_texts[of_texts["session_id"].isin(texts)]))
    return found


def quality(found: Iterable[Reading]) -> pd.DataFrame:
    """Precision, recall and F1 of each code, by what was read: the columns of :func:`evaluate` behind two more.

    ``read`` is ``title``, or ``text`` for title and text; ``sessions`` is ``all`` or ``with text``.
    """
    parts = [evaluate(reading.compared).assign(read=reading.read, sessions=reading.sessions) for reading in found]
    return _joined(parts, [*ABOUT, *COLUMNS])


def quality_errors(found: Iterable[Reading]) -> pd.DataFrame:
    """Where do people and the dictionary differ? ``read, sessions`` and the columns of :func:`coding_errors`."""
    parts = [
        coding_errors(reading.compared).assign(read=reading.read, sessions=reading.sessions)
        for reading in found
        if (reading.read, reading.sessions) != (TITLE, WITH_TEXT)  # these are among those of all sessions
    ]
    return _joined(parts, [*ABOUT, "session_id", "title", "dimension", "code", "error", "words"])


def texts_of(workspace: "Workspace") -> dict[str, str]:
    """Texts of the sessions in a workspace (description, report, transcript), joined; sessions without one are not in it."""
    texts: dict[str, str] = {}
    for meeting_id in workspace.meetings()["meeting_id"]:
        rows = workspace.texts(meeting_id)
        texts |= rows[rows["text"].str.strip() != ""].groupby("session_id")["text"].agg("\n\n".join).to_dict()
    return texts


def _joined(parts: list[pd.DataFrame], columns: list[str]) -> pd.DataFrame:
    filled = [part for part in parts if len(part)]
    return pd.concat(filled, ignore_index=True)[columns] if filled else pd.DataFrame(columns=columns)
