"""Run all questions, or those named, and print one table: ``python -m tests.bench click paint --quick``."""

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path

from tests.bench.results import as_table, machine, write

QUESTIONS = {
    "measures": "tests.bench.measures",
    "scale": "tests.bench.scale",
    "batch": "tests.bench.batch",
    "dictionary": "tests.bench.dictionary",
    "click": "tests.bench.clicks",
    "paint": "tests.bench.paint",
    "memory": "tests.bench.memory",
    "load": "tests.bench.load",
}
"""Name on the command line → module with a function ``measure(is_quick)`` that gives results."""

OUT = Path("build/bench.json")


def main() -> int:
    """Run and print; the exit status does not depend on any figure."""
    program = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    program.add_argument("questions", nargs="*", choices=[[], *QUESTIONS], metavar="QUESTION", help=", ".join(QUESTIONS))
    program.add_argument(
        "--quick", action="store_true", help="few repetitions and small sizes: shows that it runs, gives no figures"
    )
    options = program.parse_args()
    state = machine()
    busy = float(state["load before"]) > 0.5 * (os.cpu_count() or 1)
    print(", ".join(f"{name} {value}" for name, value in state.items()), flush=True)
    if busy:
        print("The machine is busy: the ratios may hold, the times do not.", file=sys.stderr)
    results = []
    for name in options.questions or QUESTIONS:
        for result in import_module(QUESTIONS[name]).measure(is_quick=options.quick):
            results.append(result)
            print(" · ".join(cell for cell in result.cells() if cell), file=sys.stderr, flush=True)
    print()
    print(as_table(results))
    write(OUT, results, is_quick=options.quick)
    print(f"\nAll samples: {OUT}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
