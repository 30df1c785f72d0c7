"""Corrections of shipped rows: they change what is shown here, and go back to ``data/`` as a patch."""

import json
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from igfdata.codebook.model import CHANGES, ROWS
from igfdata.contacts import refuse_contacts
from igfdata.csv_text import write_frame
from igfdata.schema import TABLES
from igfdata.validation import Frames, check_frames
from igfdata.workspace.errors import Conflict
from igfdata.workspace.history import History, clean_text, identifier, keep, read_rows
from igfdata.workspace.merge import corrected_frames, correction_states, merged_frames, row_mask
from igfdata.workspace.tables import CORRECTIONS


class Corrections(History):
    """Cells of the shipped tables that users know better."""

    def correct(
        self, table: str, key: str | Sequence[str], column: str, value: str, *,
        reason: str, signed_by: str, expected_revision: int = 0, at: str = "",
    ) -> int:  # fmt: skip
        """Correct one cell of a shipped row; the shipped value again takes the correction back.

        Parameters
        ----------
        table, key, column, value
            Which cell; the key as in :data:`igfdata.schema.TABLES`, one text or one a key column; empty: not stated.
        reason, signed_by
            Why, with the source; who.
        expected_revision, at
            See :meth:`igfdata.workspace.history.History.save`.

        Raises
        ------
        DataFaults
            When the corrected data would not be sound; nothing changed.
        LookupError
            When no shipped row has the key.
        Conflict, ReadOnly, ValueError
        """
        parts = [key] if isinstance(key, str) else list(key)
        shipped_value = self._shipped_cell(table, parts, column)
        if not reason.strip():
            raise ValueError("a correction needs a reason")
        refuse_contacts({column: value, "reason": reason})
        subject = {"table_name": table, "row_key": json.dumps(parts), "column_name": column}
        values = {"value": clean_text(value), "shipped_value": shipped_value, "reason": clean_text(reason)}
        values["signed_by"] = identifier(signed_by, "signed_by")
        with self.writing() as transaction:
            kept = keep(transaction, CORRECTIONS, subject, values, expected_revision, at or self.now())
            check_frames(merged_frames(transaction.connection, self.shipped), trusted=self.shipped)
        if kept.changed:
            raise Conflict(subject, kept.changed, kept.revision)
        return kept.revision

    def corrections(self, *, history: bool = False) -> pd.DataFrame:
        """Corrections with their ``status`` against the shipped data: applied, shipped, outdated, no row."""
        with self.reading() as connection:
            return correction_states(read_rows(connection, CORRECTIONS, history=history), self.shipped)

    def patch(self) -> Frames:
        """Corrected rows whole, by table, in the form of the files: each replaces the row with its key."""
        with self.reading() as connection:
            states = correction_states(read_rows(connection, CORRECTIONS), self.shipped)
            frames = corrected_frames(connection, self.shipped)
        applied = states[states["status"] == "applied"]
        patch: Frames = {}
        for table, rows in applied.groupby("table_name"):
            name = str(table)
            masks = [row_mask(name, frames[name], json.loads(key)) for key in rows["row_key"].unique()]
            patch[name] = frames[name][pd.concat(masks, axis=1).any(axis=1)].reset_index(drop=True)
        return patch

    def export_patch(self, folder: Path | str) -> list[Path]:
        """Write the patch as CSV files into a folder, with the reasons in ``corrections.csv``; the paths written."""
        target = Path(folder)
        target.mkdir(parents=True, exist_ok=True)
        frames = {f"{name}.csv": rows for name, rows in self.patch().items()}
        frames["corrections.csv"] = self.corrections()
        for name, frame in frames.items():
            with (target / name).open("w", newline="", encoding="utf-8") as file:
                write_frame(frame, file)
        return [target / name for name in frames]

    def _shipped_cell(self, table: str, key: list[str], column: str) -> str:
        if table in (ROWS, CHANGES):
            raise ValueError(f"table: {table!r} found; the codebook is changed by saving a new version of it")
        declared = TABLES.get(table)
        if declared is None or not declared.key:
            known = ", ".join(name for name, one in TABLES.items() if one.key)
            raise ValueError(f"table: {table!r} found; expected one of: {known}")
        if column not in declared.by_name or column in declared.key:
            allowed = ", ".join(name for name in declared.by_name if name not in declared.key)
            raise ValueError(f"column: {column!r} found; expected one of: {allowed}")
        if len(key) != len(declared.key):
            raise ValueError(f"key: {', '.join(key)} found; expected {', '.join(declared.key)}")
        frame = self.shipped[table]
        found = frame.loc[row_mask(table, frame, key), column].fillna("")
        if found.empty:
            raise LookupError(f"{declared.file}: no row {', '.join(key)}")
        return str(found.iloc[0])
