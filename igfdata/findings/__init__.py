"""What stands out in a selection, in sentences with evidence and what chance would do; the first is the headline of a page."""

from igfdata.findings.cells import test_cell
from igfdata.findings.differences import comparison_findings
from igfdata.findings.model import Check, Finding
from igfdata.findings.ranking import findings

__all__ = ["Check", "Finding", "comparison_findings", "findings", "test_cell"]
