"""Run all questions, or those named, and print one table: ``python -m tests.bench click paint --quick``."""

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tests.bench.questions import QUESTIONS, ask
from tests.bench.results import as_table, machine, write

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
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as pool:
        for name in options.questions or QUESTIONS:
            results += pool.submit(ask, name, is_quick=options.quick).result()
    print()
    print(as_table(results))
    write(OUT, results, is_quick=options.quick)
    print(f"\nAll samples: {OUT}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
