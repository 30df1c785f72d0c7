"""The command ``findings``: what stands out in a selection, the headline first."""

import argparse
import json
from dataclasses import asdict

from igfdata.dataset import Dataset
from igfdata.findings import Finding, comparison_findings, findings
from igfdata.selection import Comparison, Selection, describe, describe_comparison

FORMATS = ("table", "json")

RECORD = (
    "key", "kind", "headline", "evidence", "n", "of", "b_n", "b_of", "chance_asked", "chance_found", "fragility", "tests", "session_ids"
)  # fmt: skip


def add_findings_options(command: argparse.ArgumentParser) -> None:
    """In which form."""
    command.add_argument("--format", choices=FORMATS, default=FORMATS[0])


def print_findings(
    arguments: argparse.Namespace, dataset: Dataset, selection: Selection, comparison: Comparison | None = None
) -> int:
    """Print the findings of a selection, or of two compared, as records, or as sentences with their tests: 0."""
    found = comparison_findings(dataset, comparison) if comparison else findings(dataset, selection)
    if arguments.format == "json":
        records = [{key: asdict(one)[key] for key in RECORD} for one in found]
        print(json.dumps(records, ensure_ascii=False, indent=1))
        return 0
    what = describe_comparison(comparison, dataset) if comparison else describe(selection, dataset)
    print(f"{what} {dataset.data_state(selection.meetings)}")
    for one in found:
        print("", *_lines(one), sep="\n")
    return 0


def _lines(one: Finding) -> list[str]:
    """A finding for reading: sentence, evidence, then a line for each test."""
    marks = [f"  {'✓' if test.passed else '✗'} {test.label}: {test.reason}" for test in one.tests]
    return [one.headline, f"  {one.evidence}", *marks]
