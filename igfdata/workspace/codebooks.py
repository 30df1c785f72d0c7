"""Codebooks of the users' own: each saved version is kept whole, and codes keep the version by which they were given.

The shipped codebook is current until users save one of their own; from then on theirs is, also when the shipped one
goes on to a newer version. Its number says on which shipped version it was built (``Codebook.built_on``), so that a
page can offer the difference to the shipped one; to go over to that one is to save it.
"""

from collections import Counter
from collections.abc import Collection, Iterator

import pandas as pd
from sqlalchemy import Table, insert, select

from igfdata.codebook.model import Codebook, are_topics
from igfdata.codebook.next_version import continued, difference
from igfdata.contacts import refuse_contacts
from igfdata.schema import require_form
from igfdata.validation import Frames
from igfdata.workspace.broken_rows import sound
from igfdata.workspace.database import Reading, Transaction
from igfdata.workspace.errors import Conflict
from igfdata.workspace.revisions import CURRENT, add_row, clean_text, local_day, read_rows, text_frame
from igfdata.workspace.store_tables import CODEBOOK_CHANGES, CODEBOOK_ROWS, CODEBOOKS, CODINGS, DECISIONS

TOPICS_IN = (("codings", ("code",)), ("decisions", ("code_a", "code_b", "decision")), ("daily_reports", ("topics",)))
"""Table of the shipped data and its columns that hold topics."""


def codebook(reading: Reading, revision: int | None = None) -> Codebook:
    """The current codebook, or one that was saved, by its revision (0: the shipped one); LookupError when there is none."""
    number = codebook_revision(reading) if revision is None else revision
    if number == 0:
        return Codebook.from_frames(reading.shipped)
    if reading.scalar(select(CODEBOOKS.c.id).where(CODEBOOKS.c.id == number)) is None:
        raise LookupError(f"revision: {revision} found; expected 0 or the id of a saved codebook")
    return Codebook(_rows(reading, CODEBOOK_ROWS, number), _rows(reading, CODEBOOK_CHANGES, number))


def codebook_revision(reading: Reading) -> int:
    """Revision of the current codebook: the ``expected_revision`` of the next save; 0 while it is the shipped one."""
    return int(reading.scalar(select(CODEBOOKS.c.id).where(CODEBOOKS.c.state == CURRENT)) or 0)


def save_codebook(
    transaction: Transaction, codebook: Codebook, *,
    signed_by: str, change: str, expected_revision: int, day: str = "",
) -> int:  # fmt: skip
    """Make a codebook the current one, as a version of its own, and return the revision; as before when nothing is different.

    How it gets its version: :func:`igfdata.codebook.next_version.continued`. No code changes. A topic that it lacks and that
    anything coded uses is kept as retired, one that nothing uses goes.

    ``change``: what changed and why.
    ``expected_revision``: revision (:func:`codebook_revision`) that the user saw; 0 for the shipped codebook.
    ``day``: day of the change for the log; by default today, where this program runs.
    Raises InvalidData with all problems of the codebook, nothing changed; Conflict when somebody else saved one meanwhile, theirs
    is current and this one is in the history; ReadOnly; ValueError.
    """
    if not change.strip():
        raise ValueError("a new version of the codebook needs a note on what changed")
    typed = {f"{name} of {row['topic']}": row[name] for row in codebook.rows.to_dict("records") for name in row}
    refuse_contacts({"change": change, **{str(name): str(text) for name, text in typed.items()}})
    values = {"change": clean_text(change), "signed_by": require_form("identifier", signed_by, "signed_by")}
    before, used = _current(transaction), _topic_uses(transaction)
    date = day or local_day(transaction.moment)
    saved = continued(before, codebook, date=date, change=values["change"], used=used)
    differs = difference(before, saved)
    if not differs:
        return codebook_revision(transaction)
    kept = add_row(transaction, CODEBOOKS, {}, {"version": saved.version, **values}, expected_revision)
    for table, frame in ((CODEBOOK_ROWS, saved.rows), (CODEBOOK_CHANGES, saved.changes)):
        about = {"codebook_id": transaction.last_id}
        if records := [{**row, **about, "position": n} for n, row in enumerate(frame.to_dict("records"))]:
            transaction.execute(insert(table), records)
    if kept.changed:
        changed: dict[str, tuple[str, str]] = dict.fromkeys(differs.added, ("not there", "there"))
        changed |= dict.fromkeys(differs.removed, ("there", "not there"))
        changed |= {f"{cell.column} of {cell.topic}": (cell.before, cell.after) for cell in differs.changed}
        about_it = {"codebook": before.version}
        transaction.conflict = Conflict(about_it, changed or dict(kept.changed), kept.revision, theirs=kept.theirs)
    return kept.revision


def by_codebook(reading: Reading, table: Table, subject: dict[str, str], values: dict[str, str]) -> dict[str, str]:
    """Values of a coding or a decision with the version by which it was given, where the caller states none.

    That is the version of the current row when it says the same, for no save changes the version of a code that stays as it is,
    else the version of the current codebook. ValueError for a version that has not the form of one.
    """
    if version := values["codebook_version"]:
        require_form("version", version, "codebook_version")
        return values
    said = {name: clean_text(value) for name, value in values.items() if name not in {"codebook_version", "carried_from"}}
    for row in read_rows(reading, table, **subject).to_dict("records"):  # type: ignore[arg-type]
        if said.items() <= row.items():
            return {**values, "codebook_version": row["codebook_version"]}
    return {**values, "codebook_version": _current(reading).version}


def topics_to_give(reading: Reading, before: Collection[str]) -> set[str]:
    """Topics that a save may use: those in use, and retired ones that were given before."""
    rows = _current(reading).rows
    rows = rows[are_topics(rows["topic"])]
    return set(rows.loc[(rows["retired"] == "") | rows["topic"].isin(list(before)), "topic"])


def topics_in(frames: Frames) -> Iterator[str]:
    """Topics that codes, decisions and reports of the data use, as often as they are there."""
    for name, columns in TOPICS_IN:
        frame = frames[name]
        rows = frame[frame["dimension"] == "topic"] if "dimension" in frame else frame
        for column in columns:
            yield from rows[column].dropna().str.split(";").explode()


_current = codebook
"""The same under a name that no parameter hides."""


def _topic_uses(reading: Reading) -> Counter[str]:
    """How often topics are used: in shipped codes, decisions and reports, and in all that was saved, history included."""
    uses = Counter(topics_in(reading.shipped))
    for table, columns in ((CODINGS, ("codes",)), (DECISIONS, ("code_a", "code_b", "decision"))):
        rows = read_rows(reading, table, history=True, dimension="topic")
        for column in columns:
            uses.update(code for cell in rows[column] for code in cell.split(";") if code)
    return uses


def _rows(reading: Reading, table: Table, revision: int) -> pd.DataFrame:
    return sound(table, text_frame(reading, select(table).where(table.c.codebook_id == revision).order_by(table.c.position)))
