"""How long do the measures of each page take after a change of the filter, at real size?

The pages themselves are run (without a browser) on a made-up data folder of 6,000 sessions, 100,000
persons and 20,000 topic codes; the time inside the functions of ``igfdata.selection``,
``igfdata.measures`` and ``igfdata.findings`` is added up: that of the processor, which a busy machine does not change. Each change chooses stakeholder
groups that were not chosen before, so that nothing of the selection is known from an earlier run.
"""

import importlib
import os
import pkgutil
import sys
import time
from collections.abc import Callable, Iterator
from functools import wraps
from itertools import chain, combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FunctionType
from typing import Any

from tests.bench.results import Result
from tests.bench.synthetic import text_frames, write_folder

ROOT = Path(__file__).resolve().parents[2]
REAL_SIZE = (6_000, 100_000, 20_000)
GOAL = 30
MEASURED = ("igfdata.measures.", "igfdata.selection.", "igfdata.findings.")


class Stopwatch:
    """Time of the processor inside the functions of some modules; of nested calls the outermost counts."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._depth = 0

    def watch(self) -> None:
        """Put every public function of the modules under the watch, wherever it was imported to."""
        watched: dict[Any, Any] = {}
        for name, module in list(sys.modules.items()):
            if name.startswith(MEASURED):
                own = {value for value in vars(module).values() if isinstance(value, FunctionType) and value.__module__ == name}
                watched.update({function: self._timed(function) for function in own if not function.__name__.startswith("_")})
        for name, module in list(sys.modules.items()):
            if name.startswith(("igfdata", "pages")):
                for key, value in list(vars(module).items()):
                    if isinstance(value, FunctionType) and value in watched:
                        setattr(module, key, watched[value])

    def _timed(self, function: Callable) -> Callable:
        @wraps(function)
        def timed(*args: Any, **options: Any) -> Any:
            self._depth += 1
            start = time.thread_time()
            try:
                return function(*args, **options)
            finally:
                self._depth -= 1
                if not self._depth:
                    self.seconds += time.thread_time() - start

        return timed


def measure(*, is_quick: bool) -> Iterator[Result]:
    """One result a page, with one meeting (as a page opens) and with all of them."""
    from streamlit.testing.v1 import AppTest

    from igfdata import vocabulary as v

    n_changes = 3 if is_quick else 20
    with TemporaryDirectory() as folder, TemporaryDirectory() as workspace:
        os.environ |= {"IGF_DATA": str(write_folder(Path(folder), text_frames(*REAL_SIZE))), "IGF_WORKSPACE": workspace}
        stopwatch = _watched_pages()
        for words, meeting in (("one meeting", "igf2025"), ("20 meetings", "all")):
            changes = chain.from_iterable(combinations(v.STAKEHOLDER_GROUPS, size) for size in (3, 2, 4, 5))
            for page in ("dashboard.py", *sorted(f"pages/{path.name}" for path in ROOT.glob("pages/[0-9]*.py"))):
                app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=600)
                app.query_params["meeting"] = [meeting]
                app.switch_page(page).run()
                samples = []
                for groups in (next(changes) for _ in range(n_changes)):
                    box = next(box for box in app.sidebar.multiselect if box.label == "Stakeholder group")
                    stopwatch.seconds = 0.0
                    box.set_value(list(groups)).run()
                    assert not app.exception, app.exception
                    samples.append(1000 * stopwatch.seconds)
                title = Path(page).stem.split("_", 1)[-1].replace("_", " ").replace("dashboard", "Overview")
                yield Result(f"Measures, {title}, {words}", samples, most=GOAL, of_ratio=False)


def _watched_pages() -> Stopwatch:
    import igfdata.measures
    import pages.shared

    for package in (igfdata.measures, pages.shared):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(found.name)
    stopwatch = Stopwatch()
    stopwatch.watch()
    return stopwatch
