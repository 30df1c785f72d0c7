"""The codebook that counts in a workspace: how the store holds it, and what codes ask of it."""

import re
from collections import Counter
from collections.abc import Collection, Iterator

import pandas as pd
from sqlalchemy import Connection, Table, insert, select

from igfdata.codebook.model import Codebook, is_topic
from igfdata.schema import PATTERNS
from igfdata.validation import Frames
from igfdata.workspace.altered_rows import sound
from igfdata.workspace.history import CURRENT, clean_text, read_rows
from igfdata.workspace.store import Transaction
from igfdata.workspace.tables import CODEBOOK_CHANGES, CODEBOOK_ROWS, CODEBOOKS, CODINGS, DECISIONS

TOPICS_IN = (("codings", ("code",)), ("decisions", ("code_a", "code_b", "decision")), ("daily_reports", ("topics",)))
"""Table of the shipped data and its columns that hold topics."""


def current_id(connection: Connection) -> int:
    """Revision of the codebook that counts; 0 while it is the shipped one."""
    return int(connection.scalar(select(CODEBOOKS.c.id).where(CODEBOOKS.c.state == CURRENT)) or 0)


def active_codebook(connection: Connection, shipped: Frames) -> Codebook:
    """The codebook that counts: the one saved last, else the shipped one."""
    revision = current_id(connection)
    return read_saved(connection, revision) if revision else Codebook.from_frames(shipped)


def read_saved(connection: Connection, revision: int) -> Codebook:
    """A saved codebook by its revision."""
    return Codebook(_read(connection, CODEBOOK_ROWS, revision), _read(connection, CODEBOOK_CHANGES, revision))


def write_saved(transaction: Transaction, revision: int, codebook: Codebook) -> None:
    """Keep a whole codebook as a revision that has just been added."""
    for table, frame in ((CODEBOOK_ROWS, codebook.rows), (CODEBOOK_CHANGES, codebook.changes)):
        records = [{**row, "codebook_id": revision, "position": n} for n, row in enumerate(frame.to_dict("records"))]
        if records:
            transaction.execute(insert(table), records)


def by_codebook(
    connection: Connection, shipped: Frames, table: Table, subject: dict[str, str], values: dict[str, str]
) -> dict[str, str]:
    """Values of a coding or a decision with the version by which it was given, where the caller states none.

    That is the version of what counts already when it says the same (no save changes the version of a code that stays
    as it is), else the version of the codebook that counts.

    Raises
    ------
    ValueError
        For a version that has not the form of one.
    """
    if version := values["codebook_version"]:
        pattern, expected = PATTERNS["version"]
        if not re.fullmatch(pattern, version):
            raise ValueError(f"codebook_version: {version!r} found; expected {expected}")
        return values
    said = {name: clean_text(value) for name, value in values.items() if name not in {"codebook_version", "carried_from"}}
    for row in read_rows(connection, table, **subject).to_dict("records"):  # type: ignore[arg-type]
        if said.items() <= row.items():
            return {**values, "codebook_version": row["codebook_version"]}
    return {**values, "codebook_version": active_codebook(connection, shipped).version}


def topics_to_give(connection: Connection, shipped: Frames, before: Collection[str]) -> set[str]:
    """Topics that a save may use: those in use, and retired ones that were given before."""
    rows = active_codebook(connection, shipped).rows
    rows = rows[is_topic(rows["topic"])]
    return set(rows.loc[(rows["retired"] == "") | rows["topic"].isin(list(before)), "topic"])


def topic_uses(connection: Connection, shipped: Frames) -> Counter[str]:
    """How often topics are used: in shipped codes, decisions and reports, and in all that was saved, history included."""
    uses = Counter(_topics_in(shipped))
    for table, columns in ((CODINGS, ("codes",)), (DECISIONS, ("code_a", "code_b", "decision"))):
        rows = read_rows(connection, table, history=True, dimension="topic")
        for column in columns:
            uses.update(code for cell in rows[column] for code in cell.split(";") if code)
    return uses


def with_codebook(connection: Connection, frames: Frames) -> Frames:
    """Put the saved codebook in place of the shipped one.

    A topic of the shipped codebook that shipped codes use stays, even when the saved codebook is older and lacks it.
    """
    if not current_id(connection):
        return frames
    saved = active_codebook(connection, frames).frames()
    shipped = frames["codebook"]
    missing = shipped[~shipped["topic"].isin(saved["codebook"]["topic"]) & is_topic(shipped["topic"])]
    added = missing[missing["topic"].isin(set(_topics_in(frames)))]
    return {**frames, **saved, "codebook": pd.concat([saved["codebook"], added], ignore_index=True)}


def with_known_examples(frames: Frames, shipped: Frames) -> Frames:
    """Leave out example sessions that are not there: a saved codebook may come from elsewhere, or a version be undone."""
    if frames["codebook"] is shipped["codebook"]:
        return frames
    known = set(frames["sessions"]["session_id"])
    cells = frames["codebook"]["examples"].fillna("").str.split(";")
    examples = pd.Series([";".join(key for key in cell if key in known) for cell in cells], dtype="str")
    return {**frames, "codebook": frames["codebook"].assign(examples=examples.mask(examples == ""))}


def _topics_in(frames: Frames) -> Iterator[str]:
    """Topics of the shipped data, as often as they are there."""
    for name, columns in TOPICS_IN:
        frame = frames[name]
        rows = frame[frame["dimension"] == "topic"] if "dimension" in frame else frame
        for column in columns:
            yield from rows[column].dropna().str.split(";").explode()


def _read(connection: Connection, table: Table, revision: int) -> pd.DataFrame:
    rows = connection.execute(select(table).where(table.c.codebook_id == revision).order_by(table.c.position)).mappings()
    return sound(
        table, pd.DataFrame([dict(row) for row in rows], columns=[column.name for column in table.columns], dtype="str")
    )
