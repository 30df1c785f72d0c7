"""Is a data folder sound? Every problem at once, with file, row, column, value and what is allowed."""

from igfdata.validation.checks import check_frames, read_folder
from igfdata.validation.problems import DataProblem, Frames, InvalidData

__all__ = ["DataProblem", "Frames", "InvalidData", "check_frames", "read_folder"]
