"""Which codes are in effect for a session after its coders differed: decisions, reopened and undone, with their history."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from igfdata.code_rules import SEPARATOR, split_codes
from igfdata.contacts import refuse_contacts
from igfdata.schema import require_form
from igfdata.workspace.codebooks import by_codebook
from igfdata.workspace.codes import check_topics, join_codes, known_evidence
from igfdata.workspace.database import Reading, Transaction
from igfdata.workspace.revisions import CONFLICT, read_rows, save
from igfdata.workspace.store_tables import DECISIONS

KEPT = ("code_a", "code_b", "evidence", "codebook_version")
"""Columns of a decision that stay as they are when it is reopened or undone."""


def decisions(reading: Reading, session_id: str | None = None, *, history: bool = False) -> pd.DataFrame:
    """Decisions: ``id, session_id, dimension, code_a, code_b, decision, evidence, reason, signed_by, carried_from, at,
    state, codebook_version``.
    """
    return read_rows(reading, DECISIONS, history=history, session_id=session_id)


def save_decision(
    transaction: Transaction, session_id: str, dimension: str, decision: Sequence[str], *, reason: str, signed_by: str,
    evidence: str, expected_revision: int, code_a: Sequence[str] = (), code_b: Sequence[str] = (),
    codebook_version: str = "",
) -> int:  # fmt: skip
    """Save which codes are in effect for a session after its coders differed, at least one in order, with the reason.

    ``code_a`` and ``code_b`` are the codes of the two sides, as they were; revision and version are as in
    :func:`igfdata.workspace.codes.save_codes`, as are the errors.
    """
    if not decision or not reason.strip():
        raise ValueError("a decision needs at least one code and a reason")
    refuse_contacts({"reason": reason})
    values = {
        "code_a": SEPARATOR.join(join_codes(dimension, [code]) for code in code_a),
        "code_b": SEPARATOR.join(join_codes(dimension, [code]) for code in code_b),
        "decision": join_codes(dimension, decision), "evidence": known_evidence(evidence), "codebook_version": codebook_version,
    }  # fmt: skip
    return _save(transaction, session_id, dimension, values, reason, signed_by, expected_revision)


def reopen_decision(
    transaction: Transaction, session_id: str, dimension: str, *, reason: str, signed_by: str, expected_revision: int
) -> int:  # fmt: skip
    """Take a decision back, also one that came with the data: the difference is open again, the history keeps both.

    LookupError when nothing was decided.
    """
    refuse_contacts({"reason": reason})
    rows = read_rows(transaction, DECISIONS, session_id=session_id, dimension=dimension)
    (before,) = rows.to_dict("records") or [_shipped_decision(transaction, session_id, dimension)]
    if before is None or not before["decision"]:
        raise LookupError(f"{session_id}, {dimension}: nothing was decided")
    values = {**_kept(before), "decision": ""}
    return _save(transaction, session_id, dimension, values, reason, signed_by, expected_revision)


def undo_decision(transaction: Transaction, session_id: str, dimension: str, *, signed_by: str, expected_revision: int) -> int:
    """Bring back what was decided before, or that nothing was; the history keeps both.

    ``expected_revision`` is the decision to undo; :class:`Conflict` when it is not current any more.
    """
    rows = read_rows(transaction, DECISIONS, history=True, session_id=session_id, dimension=dimension)
    earlier = rows[(rows["id"] < expected_revision) & (rows["state"] != CONFLICT)].to_dict("records")
    undone = rows[rows["id"] == expected_revision].to_dict("records")
    before = earlier[-1] if earlier else _shipped_decision(transaction, session_id, dimension)
    if before is None:
        before = {**(undone[0] if undone else dict.fromkeys(KEPT, "")), "decision": "", "reason": ""}
    values = {**_kept(before), "decision": before["decision"]}
    return _save(transaction, session_id, dimension, values, before["reason"] or "Undone.", signed_by, expected_revision)


def _kept(row: Mapping[Any, Any]) -> dict[str, str]:
    return {name: str(row[name]) for name in KEPT}


def _save(
    transaction: Transaction, session_id: str, dimension: str, values: dict[str, str], reason: str, signed_by: str,
    expected_revision: int,
) -> int:  # fmt: skip
    subject = {"session_id": require_form("identifier", session_id, "session_id"), "dimension": dimension}
    values = {**values, "reason": reason, "signed_by": require_form("identifier", signed_by, "signed_by"), "carried_from": ""}
    before = read_rows(transaction, DECISIONS, history=True, session_id=session_id, dimension=dimension)["decision"]
    given = split_codes(SEPARATOR.join([*before, values["code_a"], values["code_b"]]))
    check_topics(transaction, dimension, values["decision"], given)
    values = by_codebook(transaction, DECISIONS, subject, values)
    return save(transaction, DECISIONS, subject, values, expected_revision)


def _shipped_decision(reading: Reading, session_id: str, dimension: str) -> dict[str, Any] | None:
    """The decision that came with the data, as the store would keep it."""
    decided, coded = reading.shipped["decisions"].fillna(""), reading.shipped["codings"].fillna("")
    rows = decided[(decided["session_id"] == session_id) & (decided["dimension"] == dimension)].to_dict("records")
    is_of = (coded["session_id"] == session_id) & (coded["dimension"] == dimension)
    of_it = coded[is_of & (coded["coder"] == "adjudicated")].to_dict("records") or [{}]
    about = {"evidence": of_it[0].get("evidence", "title"), "codebook_version": of_it[0].get("codebook_version", "")}
    return {**rows[0], **about} if rows else None
