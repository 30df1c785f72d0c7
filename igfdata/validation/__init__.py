"""Is a data folder sound? Every fault at once, with file, row, column, value and what is allowed."""

from igfdata.validation.checks import check_frames, read_folder
from igfdata.validation.faults import DataFaults, Fault, Frames

__all__ = ["DataFaults", "Fault", "Frames", "check_frames", "read_folder"]
