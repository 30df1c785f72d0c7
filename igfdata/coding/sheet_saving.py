"""What a coding sheet changes in the workspace: told before it is done, and never over a change made meanwhile."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from igfdata import vocabulary as v
from igfdata.code_rules import DIMENSIONS, join_answers, split_answers, without_a_yes
from igfdata.coding.sheet_reading import SheetCodes, SheetRow
from igfdata.coding.sheet_writing import Saved, cell_text, shown_once
from igfdata.wording import listed
from igfdata.workspace.codes import join_codes
from igfdata.workspace.errors import Conflict
from igfdata.workspace.revisions import CURRENT

if TYPE_CHECKING:
    from igfdata.workspace import Workspace

Outcome = Literal["new", "changed", "undone", "already saved", "conflict", "refused"]
"""new, changed, taken back: saved; there already: the same was saved meanwhile; conflict: another change was saved
meanwhile and counts, this one is kept in the history; refused: the workspace does not take it."""


@dataclass(frozen=True)
class Change:
    """One save that a sheet asks for: all codes of a coder for a session in a dimension; parameters as in ``save_codes``.

    ``outcome`` is what would come of it now, or came of it; ``message`` says why it did not count, or what to look at again.
    """

    row: int
    session_id: str
    dimension: str
    codes: tuple[str, ...]
    evidence: str
    note: str
    codebook_version: str
    expected_revision: int
    outcome: Outcome
    message: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)


def plan_changes(sheet: SheetCodes, history: pd.DataFrame | None) -> list[Change]:
    """Which saves does a sheet ask for? What the coder left as it was in the sheet is none, whatever happened elsewhere.

    The history has the coder's codes: ``workspace.codings(coder=coder, history=True)``; None: nothing yet.
    """
    if history is None:
        history = pd.DataFrame(columns=["id", "session_id", "dimension", "state"])
    rows = {int(row["id"]): row for row in history.to_dict("records")}
    current = {(row["session_id"], row["dimension"]): row for row in history[history["state"] == CURRENT].to_dict("records")}
    changes = []
    for row in sheet.rows:
        before = {
            dimension: rows[revision]
            for dimension, revision in row.revisions.items()
            if _is_of(rows.get(revision), row.session_id, dimension)
        }
        for dimension in DIMENSIONS:
            change = _change(row, dimension, before, current.get((row.session_id, dimension)))
            if change is not None:
                changes.append(change)
    return changes


def save_changes(workspace: "Workspace", coder: str, changes: Iterable[Change]) -> pd.DataFrame:
    """Save what a sheet asks for, one save after the other; a row of :func:`outcomes` for each.

    After a conflict its message says what counts now and what was sent. ReadOnly and StoreUnavailable are raised.
    """
    done = []
    for change in changes:
        outcome, message = change.outcome, change.message
        try:
            workspace.save_codes(
                change.session_id, coder, change.dimension, change.codes, evidence=change.evidence, note=change.note,
                codebook_version=change.codebook_version, expected_revision=change.expected_revision,
                answers=change.answers,
            )  # fmt: skip
        except Conflict as conflict:
            outcome, message = "conflict", str(conflict)
        except ValueError as error:
            outcome, message = "refused", str(error)
        done.append(replace(change, outcome=outcome, message=message))
    return outcomes(done)


def outcomes(changes: Iterable[Change]) -> pd.DataFrame:
    """What would come, or came, of each change: ``row, session_id, dimension, codes, outcome, message``."""
    columns = ["row", "session_id", "dimension", "codes", "outcome", "message"]
    rows = [(c.row, c.session_id, c.dimension, join_codes(c.dimension, c.codes), c.outcome, c.message) for c in changes]
    return pd.DataFrame(rows, columns=columns)


def _is_of(row: Mapping[Any, Any] | None, session_id: str, dimension: str) -> bool:
    return row is not None and (row["session_id"], row["dimension"]) == (session_id, dimension)


def _change(row: SheetRow, dimension: str, before: Saved, now: Mapping[Any, Any] | None) -> Change | None:
    """The save that a dimension of a row asks for, if any."""
    codes, old = row.codes[dimension], before.get(dimension)
    old_codes = tuple(filter(None, str(old["codes"]).split(";"))) if old else ()
    is_same = set(codes) == set(old_codes) if dimension == "topic" else codes == old_codes
    old_answers = str(old.get("answers", "")) if old else ""
    answers = split_answers(join_answers({**split_answers(old_answers), **row.answers}, codes if dimension == "pillar" else ()))
    is_same = is_same and answers == split_answers(old_answers)
    is_told_anew = any(
        _words(cell) != _words(shown_once(before, column)) for column, cell in (("evidence", row.evidence), ("note", row.note))
    )
    if is_same and not (codes and is_told_anew):
        return None
    version = str(old["codebook_version"]) if old and is_same else row.codebook_version
    evidence = row.evidence or (str(old["evidence"]) if old else "")
    values = {"codes": join_codes(dimension, codes), "evidence": evidence, "note": row.note, "codebook_version": version}
    values["answers"] = join_answers(answers, codes)
    expected = row.revisions[dimension]
    outcome: Outcome = "undone" if not codes else "changed" if old else "new"
    doubtful = [v.PILLARS.label(pillar) for pillar in without_a_yes(codes, answers)] if dimension == "pillar" else []
    message = f"No question on {listed(doubtful)} is answered yes: check it; it can still be saved." if doubtful else ""
    if now is not None and all(now.get(name, "") == value for name, value in values.items()):
        outcome = "already saved"
    elif (int(now["id"]) if now is not None else 0) != expected:
        outcome = "conflict"
        message = f"{row.session_id}, {dimension}: someone else changed this to {now['codes'] if now else 'nothing'!r}, yours is {values['codes']!r}"
    return Change(row.row, row.session_id, dimension, codes, evidence, row.note, version, expected, outcome, message, answers)


def _words(text: str) -> list[str]:
    return cell_text(text).split()
