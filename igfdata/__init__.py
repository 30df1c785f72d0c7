"""Children's rights at the Internet Governance Forum: data, selection, measures.

Works from a notebook, a script or cron, without the dashboard::

    from igfdata import Selection, load, select
    from igfdata.measures.coverage import pillar_coverage

    igf2025 = select(load(), Selection(meetings=("igf2025",), status=("held",)))
    pillar_coverage(igf2025, by="day")
"""

import logging

from igfdata.dataset import Dataset, load
from igfdata.selection import Selection, select

__all__ = ["Dataset", "Selection", "load", "select"]

logging.getLogger(__name__).addHandler(logging.NullHandler())  # quiet, unless the program around it wants to hear
