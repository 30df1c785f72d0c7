"""What all tests share: the shipped data, loaded once, and a builder of tiny data sets."""

import gc
import multiprocessing
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, settings

from igfdata import Dataset, load
from igfdata.dataset import build
from igfdata.schema import TABLES

# The same examples on every run; `pytest --hypothesis-profile=random` looks at others each time. How long they take decides nothing.
settings.register_profile("random", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("repeatable", settings.get_profile("random"), derandomize=True)
settings.load_profile("repeatable")


SLOW_FIRST = (
    "tests/browser/test_every_page.py",
    "tests/browser/test_two_servers.py",
    "tests/browser/",
    "tests/faults/",
    "tests/pages/",
)
"""So that no worker is left with one of them at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have the slow files begin, whatever the folders are called."""
    items.sort(key=lambda item: next((place for place, start in enumerate(SLOW_FIRST) if item.nodeid.startswith(start)), 99))


@pytest.fixture(autouse=True)
def main_module() -> Iterator[None]:
    """AppTest puts the page in the place of the main module, and every process started later would run it: put it back."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(scope="session", autouse=True)
def little_garbage_to_look_for() -> Iterator[None]:
    """Five thousand tests stay to the end: the collector looks past them, also where a page that loads data has it look at everything."""
    gc.collect()
    gc.freeze()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("freeze", "unfreeze"):
            patch.setattr(gc, name, lambda: None)
        yield


@pytest.fixture(scope="session")
def processes() -> ForkServerContext:
    """Children that start fast: forked from a server that has the imports done."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["igfdata.workspace.workspace", "sqlalchemy.dialects.sqlite", "pytest"])
    return context


@pytest.fixture(scope="session", autouse=True)
def workspace_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty workspace for all tests: none may touch that of the user."""
    folder = tmp_path_factory.mktemp("workspace")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IGF_WORKSPACE", str(folder))
        yield folder


DAY_ZERO = date(2025, 6, 23)
IGF2025 = {
    "meeting_id": "igf2025",
    "year": "2025",
    "name": "20th Internet Governance Forum",
    "city": "Lillestrøm",
    "country": "Norway",
    "start_date": "2025-06-23",
    "end_date": "2025-06-27",
    "day_zero_date": "2025-06-23",
    "timezone": "Europe/Oslo",
    "programme_coverage": "partial",
}
PERSON = ("session_id", "stakeholder_group", "regional_group", "role", "basis")


def make_frames(
    sessions: Sequence[str | Mapping[str, Any]],
    *,
    pillars: Mapping[Any, str] | None = None,
    topics: Mapping[Any, str] | None = None,
    persons: Sequence[tuple] = (),
    meetings: Sequence[Mapping[str, str]] = (IGF2025,),
    benchmarks: Sequence[tuple] = (),
) -> dict[str, pd.DataFrame]:
    """Text frames of a tiny data set, as ``igfdata.validation.read_folder`` would give them.

    Parameters
    ----------
    sessions
        Session ids, or columns of a session; ``day=2`` stands for the date of Day 2, and what is
        not given is a held workshop of IGF 2025 about children, without date and time.
    pillars, topics
        Session id, or (session id, coder), to codes separated by spaces. Pillars are ranked in the
        order written. Without a coder: coder A.
    persons
        ``(session, group, region, role, basis)``; what is left out: not stated, speaker, and a
        basis of stated where there is a group, else unknown.
    benchmarks
        ``(measure, category, percent)`` of 2025.
    """
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    rows["meetings"] = [dict(meeting) for meeting in meetings]
    for given in sessions:
        session = {"session_id": given} if isinstance(given, str) else dict(given)
        if "day" in session:
            session["date"] = (DAY_ZERO + timedelta(days=session.pop("day"))).isoformat()
        defaults = {"meeting_id": "igf2025", "type": "Workshop", "status": "held", "child_rights": "yes"}
        rows["sessions"].append({**defaults, "title": session["session_id"], "source_urls": "https://example.org/", **session})
    codebook: dict[str, None] = {}
    for dimension, codes_of in (("pillar", pillars or {}), ("topic", topics or {})):
        for key, codes in codes_of.items():
            session_id, coder = (key, "A") if isinstance(key, str) else key
            for position, code in enumerate(codes.split()):
                rank = str(position + 1) if dimension == "pillar" else None
                record = {"session_id": session_id, "coder": coder, "dimension": dimension, "code": code}
                rows["codings"].append({**record, "rank": rank, "evidence": "report", "codebook_version": "1.0"})
                if dimension == "topic":
                    codebook[code] = None
    for person in persons:
        row = {column: value for column, value in zip(PERSON, person, strict=False) if value}
        known = row.get("stakeholder_group") or row.get("regional_group")
        rows["participants"].append({"role": "speaker", "basis": "stated" if known else "unknown", **row})
    for topic in codebook:
        rows["codebook"].append({"topic": topic, "label": topic, "pillar_hint": "cross-cutting", "definition": topic})
    rows["codebook_changes"].append({"version": "1.0", "date": "2025-06-01", "change": "First version."})
    for measure, category, percent in benchmarks:
        row = {"year": "2025", "measure": measure, "category": category, "value": str(percent), "unit": "percent"}
        rows["benchmarks"].append({**row, "source_url": "https://example.org/"})
    return {name: pd.DataFrame(records, columns=list(TABLES[name].by_name), dtype="str") for name, records in rows.items()}


def make_tiny(*args: Any, **options: Any) -> Dataset:
    """A tiny data set; parameters of :func:`make_frames`."""
    return build(make_frames(*args, **options))


@cache
def load_shipped() -> Dataset:
    """The data that come with the program, loaded once. Never changed by a test."""
    return load()


@pytest.fixture(scope="session")
def shipped() -> Dataset:
    """The data that come with the program. Never changed by a test."""
    return load_shipped()


@pytest.fixture(scope="session")
def tiny() -> Callable[..., Dataset]:
    """The builder :func:`make_tiny`."""
    return make_tiny


@pytest.fixture(scope="session")
def tiny_frames() -> Callable[..., dict[str, pd.DataFrame]]:
    """The builder :func:`make_frames`."""
    return make_frames


@pytest.fixture(scope="session")
def cell() -> Callable[..., pd.Series]:
    """Finder of the one row of a measure: ``cell(frame, key="Day 2", category="protection")``."""

    def find(frame: pd.DataFrame, **values: Any) -> pd.Series:
        rows = frame
        for column, value in values.items():
            rows = rows[rows[column].astype(object) == value]
        assert len(rows) == 1, f"{len(rows)} rows with {values} in\n{frame}"
        return rows.iloc[0]

    return find
