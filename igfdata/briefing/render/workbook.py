"""What is in a selection, as a workbook? Sessions, groups, codes, measures and method, one sheet each."""

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from igfdata import vocabulary as v
from igfdata.briefing.caveats import programme_notes, programme_text
from igfdata.dataset import Dataset
from igfdata.escaping import several_lines
from igfdata.measures.programme_share import programme_share
from igfdata.measures.summary import EXPLAINED, programme_shares, summarise, summarise_comparison
from igfdata.schema import TABLES
from igfdata.selection import (
    Comparison,
    Only,
    Selection,
    comparison_to_query,
    describe,
    describe_comparison,
    n_in_both,
    said,
    select,
    selected,
    to_query,
)
from igfdata.wording import clock_time

MOST_CHARACTERS = 32_767
"""What a cell of a workbook holds."""

WIDEST = 60
SESSION_COLUMNS = (
    "session_id", "meeting_id", "day", "date", "start", "end", "room", "code", "type", "title", "status", "child_rights", "pillars",
    "topics", "people", "duration_min", "format", "subtheme", "sdgs", "note", "source_urls",
)  # fmt: skip
ADDED_COLUMNS = {
    "day": "Day of the meeting, from its date.",
    "pillars": "Rights pillars by the codes in use.",
    "topics": "Topics by the codes in use.",
    "people": "People in the data, in the roles of the selection.",
    "label": "Name of the code.",
    "dimension": "Pillar or topic.",
    "by": "Breakdown of the measure; empty: the complete selection.",
    "key": "Part of the breakdown.",
    "n": "Count.",
    "of": "Denominator.",
    "share": "n / of, 0 to 1.",
    "low": "Lower end of the 95% interval.",
    "high": "Upper end of the 95% interval.",
}


COMPARED_COLUMNS = {
    "a_n, a_of, a_share": "n, of and share in A, the selection.",
    "b_n, b_of, b_share": "The same in B, what it is compared with.",
    "difference": "a_share minus b_share, where both denominators are 5 or more.",
    "low, high of a difference": "95% interval of the difference; sessions in both are counted once.",
}


def to_xlsx(dataset: Dataset, selection: Selection, *, only: Only | None = None, comparison: Comparison | None = None) -> bytes:
    """Which workbook holds the selection, to calculate on?

    Parameters
    ----------
    dataset
        Everything; the selection is cut here.
    only
        Which of the selected sessions, where not all.
    comparison
        What the selection, A, is compared with: two sheets more, of the sessions of B and of all measures of A, B and their difference.

    Returns
    -------
    bytes
        An ``.xlsx`` file with typed cells: dates, times and numbers are such, and any other text stays text,
        also one that begins like a formula. The same data give the same bytes.
    """
    data = selected(dataset, selection, only)
    parted = "day" if data.sessions["meeting_id"].nunique() <= 1 else "meeting"  # Day 2 of two meetings is not one day
    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    created = dt.datetime.combine(dataset.data_date(selection.meetings), dt.time())
    book.set_properties({"title": said(dataset, selection, only)[:255], "created": created})
    sheets = {
        "Sessions": session_rows(data),
        "Groups of participants": data.participants.drop(columns="session_row"),
        "Codes": code_rows(data),
        "Measures": pd.concat([_measures(dataset, data, selection, only, by) for by in (None, parted)], ignore_index=True),
        "Method": method_rows(dataset, data, selection, only),
    }
    # Nobody has coded these sessions: no sheet of codes, and no measure of them.
    if len(data.sessions) and sheets["Codes"].empty:
        del sheets["Codes"]
        sheets["Measures"] = sheets["Measures"][sheets["Measures"]["of"] > 0]
        if data.participants.empty:
            del sheets["Groups of participants"]
    if comparison is not None:
        b = select(dataset, comparison.b)
        compared = [summarise_comparison(data, b, by=by) for by in (None, parted)]
        sheets["Comparison"] = pd.concat(compared, ignore_index=True)
        sheets["Sessions of B"] = session_rows(b)
        sheets["Method"] = pd.concat([_compared_rows(dataset, comparison), sheets["Method"]], ignore_index=True)
    formats = {
        "head": book.add_format({"bold": True, "bg_color": "#EEF1F4", "bottom": 1}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "time": book.add_format({"num_format": "hh:mm"}),
    }
    for name, frame in sheets.items():
        _write_sheet(book.add_worksheet(name), frame, formats)
    book.close()
    return file.getvalue()


def _measures(dataset: Dataset, data: Dataset, selection: Selection, only: Only | None, by: str | None) -> pd.DataFrame:
    """All measures; some sessions of a selection alone are no share of a programme."""
    return summarise(data, by=by, programme=None if only else programme_shares(dataset, selection, by=by))


def _compared_rows(dataset: Dataset, comparison: Comparison) -> pd.DataFrame:
    """Say what is compared, and what the columns of the comparison mean."""
    rows = [
        ("Comparison", describe_comparison(comparison, dataset)),
        ("B", describe(comparison.b, dataset)),
        ("Address of B", urlencode(comparison_to_query(comparison), doseq=True)),
        ("Sessions in both", n_in_both(comparison, dataset)),
        *((f"Column: {name}", text) for name, text in COMPARED_COLUMNS.items()),
    ]
    return pd.DataFrame({"what": [what for what, _ in rows], "value": [value for _, value in rows]}, dtype=object)


def session_rows(data: Dataset) -> pd.DataFrame:
    """Which sessions are selected, with their codes, in the order of time?"""
    sessions = data.sessions.sort_values(["meeting_id", "starts_at", "date", "session_id"], kind="stable")
    ids = sessions["session_id"]
    people = data.participants["session_id"].value_counts()
    pillars = data.session_pillars.assign(label=data.session_pillars["pillar"].astype(object).map(v.PILLAR_CODES.label))
    topics = data.session_topics.assign(label=data.session_topics["topic"].astype(object).map(data.topic_labels))
    pillars_of, topics_of = _joined(pillars), _joined(topics)
    added = {
        "pillars": [pillars_of.get(session_id, v.NOT_CODED) for session_id in ids],
        "topics": [topics_of.get(session_id, "") for session_id in ids],
        "people": ids.map(people).fillna(0).astype(int),
        "date": sessions["date"].dt.date,
        "start": sessions["start"].map(_time),
        "end": sessions["end"].map(_time),
        **{name: sessions[name].map(lambda text: text.replace(";", "; ")) for name in ("subtheme", "sdgs", "source_urls")},
    }
    return sessions.assign(**added)[list(SESSION_COLUMNS)]


def _joined(codes: pd.DataFrame) -> dict[str, str]:
    """Labels of each session, each once: two coders may agree."""
    return codes.groupby("session_id")["label"].agg(lambda labels: "; ".join(dict.fromkeys(labels))).to_dict()


def _time(text: str) -> dt.time | None:
    return dt.time.fromisoformat(clock_time(text)) if text else None


def code_rows(data: Dataset) -> pd.DataFrame:
    """Which codes count, by whom and from what evidence?"""
    parts = []
    for dimension, frame, labels in (
        ("pillar", data.session_pillars, {key: term.label for key, term in v.PILLAR_CODES.items()}),
        ("topic", data.session_topics, data.topic_labels),
    ):
        codes = frame[dimension].astype(object)
        parts.append(frame.drop(columns=dimension).assign(dimension=dimension, code=codes, label=codes.map(labels)))
    columns = ["session_id", "dimension", "code", "label", "rank", "coder", "evidence"]
    return pd.concat([part.astype(object) for part in parts], ignore_index=True)[columns]


def method_rows(dataset: Dataset, data: Dataset, selection: Selection, only: Only | None = None) -> pd.DataFrame:
    """What was selected, from which data, and what does every number mean?"""
    share = programme_text(programme_share(dataset, selection)) if not only else ""
    rows = [
        ("Selection", said(dataset, selection, only)),
        ("Address of the selection", urlencode(to_query(selection), doseq=True)),
        ("Data", dataset.data_state(selection.meetings)),
        ("Data of", dataset.data_date(selection.meetings)),
        ("Sessions selected", len(data.sessions)),
        *([("Child-related sessions", share)] if share else []),
        *(("Programme", note) for note in programme_notes(dataset, selection)),
        ("Unknown", "An empty cell is not stated in the source; groups that are not stated count as unknown, never as none."),
    ]
    rows += [(f"Measure: {e.name}", f"{e.question} {e.formula}. Of: {e.of}. {e.caution} {e.source}".strip()) for e in EXPLAINED]
    described = {column.name: column.description for table in TABLES.values() for column in table.columns} | ADDED_COLUMNS
    shown = dict.fromkeys(
        (*SESSION_COLUMNS, *TABLES["participants"].by_name, *code_rows(data).columns, "by", "key", "n", "of", "share")
    )
    rows += [(f"Column: {name}", described[name]) for name in (*shown, "low", "high")]
    urls = data.sessions["source_urls"].str.split(";").explode().str.strip()
    rows += [("Source", url) for url in dict.fromkeys(urls.dropna()) if url]
    return pd.DataFrame({"what": [what for what, _ in rows], "value": [value for _, value in rows]}, dtype=object)


def _write_sheet(sheet: Worksheet, frame: pd.DataFrame, formats: dict[str, Format]) -> None:
    """A sheet with a frozen header, a filter on every column, and columns as wide as their text."""
    columns = [list(frame[name].astype(object)) for name in frame.columns]
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(frame)), max(0, len(columns) - 1))
    for position, (name, values) in enumerate(zip(frame.columns, columns, strict=True)):
        sheet.write_string(0, position, str(name), formats["head"])
        sheet.set_column(position, position, _width(str(name), values))
        for row, value in enumerate(values, 1):
            _write_cell(sheet, row, position, value, formats)


def _width(name: str, values: Sequence[Any]) -> int:
    return min(WIDEST, max([len(name) + 4, *(len(str(value)) + 1 for value in values if not _is_empty(value))]))


def _is_empty(value: Any) -> bool:
    return bool(pd.isna(value)) or value == ""


def _write_cell(sheet: Worksheet, row: int, column: int, value: Any, formats: dict[str, Format]) -> None:
    if _is_empty(value):
        return
    if isinstance(value, dt.time):
        sheet.write_datetime(row, column, value, formats["time"])
    elif isinstance(value, dt.date):
        sheet.write_datetime(row, column, dt.datetime.combine(value, dt.time()), formats["date"])
    elif isinstance(value, str):
        text = several_lines(value)
        sheet.write_string(row, column, text if len(text) <= MOST_CHARACTERS else f"{text[: MOST_CHARACTERS - 1]}…")
    else:
        sheet.write_number(row, column, float(value))
