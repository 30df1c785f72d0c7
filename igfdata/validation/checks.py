"""Is a data folder sound? Every fault at once, with file, row, column, value and what is allowed."""

from collections.abc import Collection
from pathlib import Path

from igfdata.schema import TABLES
from igfdata.validation.columns import column_faults, is_sound
from igfdata.validation.faults import DataFaults, Fault, Frames
from igfdata.validation.reading import read_file
from igfdata.validation.tables import code_faults, log_faults, meeting_faults, reference_faults, same_key_faults, session_faults


def read_folder(folder: Path) -> Frames:
    """Read and validate all tables of a folder, as text.

    Returns
    -------
    dict of DataFrame
        One frame of ``str`` columns a table, empty cells as missing.

    Raises
    ------
    DataFaults
        With all faults of all files.
    """
    if not folder.is_dir():
        what = "this is no folder" if folder.exists() else "there is no such folder"
        raise DataFaults(
            [Fault(str(folder), 0, "", "", "", f"{what}; expected one with {', '.join(t.file for t in TABLES.values())}")]
        )
    frames: Frames = {}
    faults: list[Fault] = []
    for table in TABLES.values():
        frame, found = read_file(folder, table)
        faults += found
        if frame is not None:
            frames[table.name] = frame
    faults += _all_faults(frames)
    if faults:
        raise DataFaults(faults)
    return {name: frame.reset_index(drop=True) for name, frame in frames.items()}


def check_frames(frames: Frames, *, trusted: Frames | None = None) -> None:
    """Check text frames that come from elsewhere than a folder, as :func:`read_folder` checks files.

    Parameters
    ----------
    trusted
        Frames that were checked before: the very same ones are only looked at for what refers to other tables.

    Raises
    ------
    DataFaults
        With all faults; rows counted as if each frame were written as a file.
    """
    known = {name for name, frame in (trusted or {}).items() if frames.get(name) is frame}
    faults = _all_faults({name: frame.set_axis(range(2, len(frame) + 2)) for name, frame in frames.items()}, known)
    if faults:
        raise DataFaults(faults)


def _all_faults(frames: Frames, known: Collection[str] = ()) -> list[Fault]:
    """Faults of all frames; of those known to be sound only the faults that lie between tables."""
    doubtful = {name: frame for name, frame in frames.items() if name not in known and not is_sound(TABLES[name], frame)}
    faults = [fault for name, frame in doubtful.items() for fault in column_faults(TABLES[name], frame)]
    for check in (reference_faults, meeting_faults, session_faults, code_faults, same_key_faults, log_faults):
        faults += check(frames)
    return faults
