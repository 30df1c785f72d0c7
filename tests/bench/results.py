"""What was measured: samples of ours beside samples of the floor, as one table and as a file."""

import json
import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

import numpy as np

ENOUGH = 20
"""From so many samples on the spread is the 5th to the 95th percentile; below, the smallest to the largest."""

PACKAGES = ("streamlit", "dash", "pandas", "plotly", "numpy", "duckdb", "icalendar", "playwright")


@dataclass(frozen=True)
class Result:
    """One row of the table.

    Parameters
    ----------
    what
        What was done.
    ours, floor
        Samples, in ``unit``, taken in turns in one run.
    floor_is
        What the floor is.
    most
        Goal: at most so much, as a ratio of the medians (ours / floor), or in ``unit`` when ``of_ratio`` is false.
        None where there is no goal: the row is there to be read beside the others.
    is_rate
        More is better (such as MB/s); then ``most`` is the least.
    """

    what: str
    ours: Sequence[float]
    unit: str = "ms"
    floor: Sequence[float] = ()
    floor_is: str = ""
    most: float | None = None
    of_ratio: bool = True
    is_rate: bool = False

    @property
    def ratio(self) -> float | None:
        """Median of ours over median of the floor."""
        return median(self.ours) / median(self.floor) if self.floor else None

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is met; None where there is none."""
        value = self.ratio if self.of_ratio else median(self.ours)
        if self.most is None or value is None:
            return None
        return value >= self.most if self.is_rate else value <= self.most

    @property
    def goal(self) -> str:
        """The goal in words."""
        if self.most is None:
            return ""
        return f"{'≥' if self.is_rate else '≤'} {self.most:g}" + (" ratio" if self.of_ratio else f" {self.unit}")

    def cells(self) -> list[str]:
        """The row as texts."""
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        floor = f"{self.floor_is}: {spread(self.floor, self.unit)}" if self.floor else ""
        met = {True: "yes", False: "no", None: ""}[self.is_met]
        return [self.what, spread(self.ours, self.unit), floor, ratio, self.goal, met]


HEAD = ["What", "Ours: median (spread)", "Floor: median (spread)", "Ratio", "Goal", "Met"]


def spread(samples: Sequence[float], unit: str) -> str:
    """Median and spread: ``123 (110 to 150) ms``; one sample alone without a spread."""
    if len(samples) == 1:
        return f"{short(samples[0])} {unit}"
    low, high = np.percentile(samples, [5, 95]) if len(samples) >= ENOUGH else (min(samples), max(samples))
    return f"{short(median(samples))} ({short(low)} to {short(high)}) {unit}"


def short(value: float) -> str:
    """A number with three digits that count."""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


def as_table(results: Sequence[Result]) -> str:
    """All results as one Markdown table."""
    rows = [HEAD, *(result.cells() for result in results)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(HEAD))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])


def write(path: Path, results: Sequence[Result], *, is_quick: bool) -> None:
    """Everything with all samples, for other programs."""
    path.parent.mkdir(exist_ok=True)
    rows = [{**asdict(result), "ratio": result.ratio, "is_met": result.is_met} for result in results]
    path.write_text(json.dumps({"machine": machine(), "is_quick": is_quick, "results": rows}, indent=1), encoding="utf-8")


def machine() -> dict[str, str]:
    """Size and state of the machine, and the versions that count."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "date": date.today().isoformat(),
        "cores": str(os.cpu_count()),
        "memory": f"{memory:.0f} GB",
        "system": f"{platform.system()} {platform.machine()}",
        "load before": f"{os.getloadavg()[0]:.1f}",
        "Python": platform.python_version(),
        **{name: text for name in PACKAGES if (text := _version(name))},
        "Chromium": _chromium(),
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _chromium() -> str:
    from tests.browser.find_chromium import find_chromium

    path = find_chromium()
    if path is None:
        return "none"
    return subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout.strip()
