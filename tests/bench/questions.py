"""What can be asked, and how it is asked."""

import sys
from importlib import import_module

from tests.bench.results import Result

QUESTIONS = {
    "measures": "tests.bench.measures",
    "scale": "tests.bench.scale",
    "batch": "tests.bench.batch",
    "dictionary": "tests.bench.dictionary",
    "click": "tests.bench.clicks",
    "compare": "tests.bench.compare",
    "paint": "tests.bench.paint",
    "memory": "tests.bench.memory",
    "load": "tests.bench.load",
    "crowd": "tests.bench.crowd",
}
"""Name on the command line → module with a function ``measure(is_quick)`` that gives results."""


def ask(name: str, *, is_quick: bool) -> list[Result]:
    """Results of one question; asked in a process of its own, because its settings and stopwatches must reach no other."""
    results = []
    for result in import_module(QUESTIONS[name]).measure(is_quick=is_quick):
        results.append(result)
        print(" · ".join(cell for cell in result.cells() if cell), file=sys.stderr, flush=True)
    return results
