"""What every chart must have: alt text, denominator, table, and marks that open the sessions they count."""

import base64
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from streamlit.testing.v1 import AppTest

from igfdata.dataset import Dataset
from igfdata.measures.breakdown import sessions_with
from tests.pages.dashboard_app import cards

Trace = Mapping[str, Any]


def check_charts(app: AppTest, data: Dataset, *, counts_sessions: bool = True) -> int:
    """Check every chart of a page; how many there are.

    Parameters
    ----------
    data
        The selected part of the data that the page shows.
    counts_sessions
        Whether ``n/N`` or ``n of N`` on a mark counts whole sessions (and not hours, or parts of them).
    """
    found = list(cards(app.main))
    for chart, box in found:
        title = next(element.value for element in box if element.type == "markdown" and element.value.startswith("#"))
        assert chart.proto.alt.strip(), title
        assert any(element.type == "caption" and element.value.strip() for element in box), title
        assert any(one.label == "Table" for element in box if hasattr(element, "children") for one in element.get("button")), (
            title
        )
        traces = json.loads(chart.proto.spec)["data"]
        marks, wrong = 0, []
        for trace in traces:
            texts = texts_of(trace, traces)
            for i, behind in enumerate(trace.get("customdata", [])):
                mark = json.loads(behind)
                n, expected = len(sessions_of(mark, data)), stated(texts[i], mark) if counts_sessions else None
                marks += 1
                if n != expected if expected is not None else not n and length(trace, i) and not texts[i].startswith("0 of "):
                    wrong.append((mark, texts[i], n))
        assert marks, f"{title}: an empty axis instead of a sentence"
        assert not wrong, f"{title}: (mark, what it states, sessions it opens) {wrong}"
    return len(found)


def texts_of(trace: Trace, traces: Sequence[Trace]) -> list[str]:
    """Texts of the marks of a trace: its own, or those that another trace writes on them."""
    n = len(trace.get("customdata", []))
    for other in (trace, *traces):
        if isinstance(other.get("text"), list) and len(other["text"]) == n:
            return other["text"]
    return [""] * n


def stated(text: str, mark: Mapping[str, str]) -> int | None:
    """Number of sessions that the text of a mark states; None where it counts something else."""
    if text in ("none", "?"):
        return 0
    pattern = r"(\d+)|(?:.*n = (\d+))|(\d+) of \d+" if "topic" in mark else r"(\d+)/\d+|(?:<b>)?(\d+) of \d+(?:</b>)?"
    found = re.fullmatch(pattern, text)
    return next(int(group) for group in found.groups() if group) if found else None


def length(trace: Trace, i: int) -> float:
    """Length of a bar, which plotly may pack as base64; 1 for other marks."""
    if trace["type"] != "bar":
        return 1
    values = trace["x" if trace.get("orientation") == "h" else "y"]
    if isinstance(values, dict):
        values = np.frombuffer(base64.b64decode(values["bdata"]), dtype=values["dtype"])
    return float(values[i])


def sessions_of(mark: Mapping[str, str], data: Dataset) -> pd.DataFrame:
    """The sessions that a click on a mark lists."""
    if "session_id" in mark:
        return data.sessions[data.sessions["session_id"] == mark["session_id"]]
    values = dict(mark)
    second = values.pop("topic_2", None)
    found = sessions_with(data, **values)
    return found[found["session_id"].isin(sessions_with(data, topic=second)["session_id"])] if second else found
