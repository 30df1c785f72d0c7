"""The dashboard without a browser: its pages by a glob, opened at an address, and what they show."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest

from igfdata.dataset import Dataset
from igfdata.selection import FIELDS, Selection, from_query

ROOT = Path(__file__).parents[2]
HOME = "dashboard.py"
PAGES = {HOME: "Overview"} | {
    f"pages/{path.name}": path.stem.split("_", 1)[1].replace("_", " ") for path in sorted(ROOT.glob("pages/[0-9]*.py"))
}
"""File of every page → its title."""

LIGHT = "pages/7_Data_and_methods.py"
"""The page that is quickest to draw, for tests of the sidebar."""

COUNT = re.compile(r"\*\*Showing (\d[\d,]*) sessions?\*\*")


@cache
def _components() -> BidiComponentManager:
    """The components of all installed packages, looked for once, as a server does: for a light page it is most of the work."""
    manager = BidiComponentManager()
    manager.discover_and_register_components(start_file_watching=False)
    return manager


def open_page(page: str, address: Mapping[str, Sequence[str]] | None = None) -> AppTest:
    """A fresh session that opens a page at an address."""
    app = AppTest.from_file(str(ROOT / HOME), default_timeout=120)
    app._bidi_component_manager = _components()
    for key, values in (address or {}).items():
        app.query_params[key] = list(values)
    return app.switch_page(page).run()


def open_more(app: AppTest) -> AppTest:
    """Open the part of the filter that is drawn only when open."""
    app.session_state["more_filters"] = True
    return app.run()


def complaints(app: AppTest) -> list[str]:
    """Exceptions and errors that the page shows."""
    return [str(element.value) for element in (*app.exception, *app.error)]


def count(app: AppTest) -> int:
    """Read how many sessions the sentence below the filter says are shown."""
    for caption in app.sidebar.get("caption"):
        if found := COUNT.search(caption.value):
            return int(found.group(1).replace(",", ""))
    raise AssertionError(f"no “Showing n sessions” in {[caption.value for caption in app.sidebar.get('caption')]}")


def page_name(app: AppTest) -> str:
    """Name of the page: small above its headline, or the heading itself."""
    small = [
        found.group(1) for one in app.main.get("html") if (found := re.search(r'class="page-name">([^<]*)<', one.proto.body))
    ]
    return small[0] if small else str(app.title[0].value)


def numbers(app: AppTest) -> list[tuple[str, str]]:
    """Label and value of the number cards, the value with what stands small after it: ``21 of 262``."""
    card = re.compile(r'class="number"><h3>([^<]*)</h3><div><p class="value">([^<]*)<small>([^<]*)</small>')
    return [(found[1], found[2] + found[3]) for one in app.main.get("html") if (found := card.search(one.proto.body))]


def address_of(app: AppTest) -> dict[str, list[str]]:
    """The address of the page, several values of a key as a list."""
    return {key: [value] if isinstance(value, str) else list(value) for key, value in app.query_params.items()}


def selection_of(app: AppTest, dataset: Dataset) -> Selection:
    """The selection that the address of the page says."""
    keys = {field.key for field in FIELDS}
    selection, notices = from_query({key: value for key, value in address_of(app).items() if key in keys}, dataset)
    assert not notices
    return selection


def widget(app: AppTest, label: str) -> Any:
    """The filter's widget with a label."""
    kinds = ("multiselect", "selectbox", "button_group")
    found = [element for kind in kinds for element in app.sidebar.get(kind) if element.label == label]
    assert len(found) == 1, f"{len(found)} widgets with the label {label!r}"
    return found[0]


def cards(block: Any) -> Iterator[tuple[Any, list[Any]]]:
    """Every chart of a page with the elements that stand in the same box."""
    children = list(block.children.values())
    for child in children:
        if child.type == "plotly_chart":
            yield child, children
        if hasattr(child, "children"):
            yield from cards(child)
