"""What stands out in a selection, in sentences with evidence and what chance would do; the first is the headline of a page."""

from igfdata.findings.cells import test_cell
from igfdata.findings.differences import Sides, comparison_findings, sides_of
from igfdata.findings.model import Check, Finding
from igfdata.findings.ranking import findings

__all__ = ["Check", "Finding", "Sides", "comparison_findings", "findings", "sides_of", "test_cell"]
