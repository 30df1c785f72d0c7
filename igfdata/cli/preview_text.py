"""What an import would bring, as lines for a terminal: counts, problems, and the difference to what is there."""

from collections.abc import Iterable, Iterator

import pandas as pd

from igfdata.importers import FORMATS, Imported
from igfdata.importers.model import SEVERITIES
from igfdata.wording import counted, listed, zone_label
from igfdata.workspace.versions import Change

MOST = 20
"""Lines of a list that are shown when not all are asked for."""
KIND_WORDS = {"redescribed": "re-described"}


def file_lines(imported: Imported, meeting_id: str, n_files: int, *, most: int | None = MOST) -> Iterator[str]:
    """What the files hold and what is wrong with them, the worst first."""
    counts = imported.counts
    parts = (("sessions", "session"), ("participants", "person by group"), ("texts", "text"))
    held = [counted(counts[name], one, "people by group" if name == "participants" else None) for name, one in parts]
    zone = f", times in {zone_label(imported.timezone)}" if imported.timezone else ""
    where = f"{counted(n_files, 'file')} ({FORMATS[imported.format].label}{zone})"
    yield f"{meeting_id}: {listed(held)}, from {counted(counts['records'], 'record')} in {where}."
    yield f"{', '.join(counted(counts[f'{one}s'], one) for one in SEVERITIES)}."
    yield from _column_lines(imported)
    yield from _some((f"  {problem.severity}: {problem}" for problem in imported.worst_first), len(imported.problems), most)


def _column_lines(imported: Imported) -> Iterator[str]:
    """What the columns of a table were read as, and which were not read."""
    if imported.mapping:
        yield f"Columns: {', '.join(f'{name} as {field}' for name, field in imported.mapping.items())}."
    if imported.unread:
        yield f"Columns not read: {', '.join(imported.unread)}. Say what one holds with --column 'NAME=FIELD'."


def change_lines(change: Change, *, most: int | None = MOST) -> Iterator[str]:
    """What changes against the active version: counts by kind, each change, and what may be a new number alone."""
    if not change.is_new:
        yield str(change)
        return
    rows = change.difference
    kinds = rows["kind"].value_counts(sort=False)
    words = [f"{n} {KIND_WORDS.get(str(kind), str(kind))}" for kind, n in kinds.items() if n]
    yield f"What changes: {', '.join(words) or 'no session changes'}."
    for kind, of_kind in rows.groupby("kind", observed=True):
        yield from _some((_change(str(kind), row) for _, row in of_kind.iterrows()), len(of_kind), most)
    renumbered = change.suspected_renumbering
    if len(renumbered):
        yield f"{counted(len(renumbered), 'session')} may have a new number; codes stay with the old one until someone confirms it:"
        lines = (f"  {row.session}: {row.old_session_id} → {row.new_session_id}" for row in renumbered.itertuples())
        yield from _some(lines, len(renumbered), most)


def _change(kind: str, row: pd.Series) -> str:
    what = f"{row['before']} → {row['after']}" if kind not in ("added", "removed") else row["before"] or row["after"]
    return f"  {KIND_WORDS.get(kind, kind)}: {row['session']}" + (f": {what}" if what else "")


def _some(lines: Iterable[str], n: int, most: int | None) -> Iterator[str]:
    """The first lines, and how many are left out."""
    for number, line in enumerate(lines):
        if most is not None and number == most:
            yield f"  … and {n - most} more (--all lists them)"
            return
        yield line
