"""Codes, decisions and their history, by the stable id of a session: they outlive every version of a programme."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from igfdata import vocabulary as v
from igfdata.code_rules import BrokenRule, broken_rules
from igfdata.contacts import refuse_contacts
from igfdata.validation import Frames
from igfdata.workspace.codebook_rows import by_codebook, topics_to_give
from igfdata.workspace.history import CONFLICT, History, Kept, identifier, keep, read_rows, revision_of
from igfdata.workspace.store import Transaction
from igfdata.workspace.tables import CODINGS, DECISIONS, VERSION_SESSIONS

RESERVED_CODERS = frozenset({"adjudicated", "default"})
SEPARATOR = ";"
KEPT_OF_DECISION = ("code_a", "code_b", "evidence", "codebook_version")
"""Columns of a decision that stay as they are when it is taken back."""


class CodingHistory(History):
    """The coders' work."""

    def save_codes(
        self, session_id: str, coder: str, dimension: str, codes: Sequence[str], *,
        evidence: str, expected_revision: int, note: str = "", codebook_version: str = "", at: str = "",
    ) -> int:  # fmt: skip
        """Save all codes that a coder gives a session in a dimension; pillars in order of weight.

        Parameters
        ----------
        session_id, coder, dimension
            Stable id; initials, role or account; ``pillar``, ``topic`` or ``relevance``.
        codes
            All of them, in order; none takes the codes back. Which may stand together: :mod:`igfdata.code_rules`.
        evidence
            What was read, a key of :data:`igfdata.vocabulary.EVIDENCE`.
        expected_revision
            Revision of the coder's row that was on the screen; 0 for none.
        note, codebook_version, at
            Reason or remark; version of the codebook by which the codes were given (default: as it was for the same
            codes, else the one that counts now); moment (default: now).

        Returns
        -------
        int
            Revision of the codes.

        Raises
        ------
        Conflict
            When the coder's codes were changed meanwhile; both are kept in the history.
        ReadOnly, ValueError
        """
        check_coder(coder)
        refuse_contacts({"note": note})
        subject = {"session_id": identifier(session_id, "session_id"), "coder": coder, "dimension": dimension}
        values = {"codes": join_codes(dimension, codes), "evidence": known_evidence(evidence), "note": note}
        values |= {"codebook_version": codebook_version, "carried_from": ""}
        with self.writing() as transaction:
            values = checked_coding(transaction.connection, self.shipped, subject, values)
            kept = keep(transaction, CODINGS, subject, values, expected_revision, at or self.now())
        return revision_of(kept, subject)

    def codings(
        self, session_id: str | None = None, *, coder: str | None = None, dimension: str | None = None, history: bool = False
    ) -> pd.DataFrame:
        """Codes that coders gave, one row a session, coder and dimension; with the history one row a save.

        Returns
        -------
        DataFrame
            ``id`` (the revision), ``session_id, coder, dimension, codes`` (separated by ``;``, in order), ``evidence,
            note, codebook_version, carried_from, at, state`` (current, superseded, conflict).
        """
        with self.reading() as connection:
            return read_rows(
                connection, CODINGS, history=history, session_id=session_id, coder=coder, dimension=dimension
            )  # fmt: skip

    def save_decision(
        self, session_id: str, dimension: str, decision: Sequence[str], *, reason: str, signed_by: str,
        evidence: str, expected_revision: int, code_a: Sequence[str] = (), code_b: Sequence[str] = (),
        codebook_version: str = "", at: str = "",
    ) -> int:  # fmt: skip
        """Save which codes count for a session after its coders differed.

        Parameters
        ----------
        decision, reason
            Codes that count (at least one), in order; why, with the coding rule.
        signed_by, evidence
            Who decided; what was read.
        code_a, code_b
            Codes of the two sides, as they were.
        expected_revision, codebook_version, at
            As in :meth:`save_codes`.

        Raises
        ------
        Conflict, ReadOnly, ValueError
        """
        if not decision or not reason.strip():
            raise ValueError("a decision needs at least one code and a reason")
        refuse_contacts({"reason": reason})
        sides = {name: ";".join(join_codes(dimension, [code]) for code in codes) for name, codes in
                 {"code_a": code_a, "code_b": code_b}.items()}  # fmt: skip
        values = {**sides, "decision": join_codes(dimension, decision), "evidence": known_evidence(evidence), "reason": reason}
        values |= {"signed_by": signed_by, "codebook_version": codebook_version, "carried_from": ""}
        subject = {"session_id": session_id, "dimension": dimension}
        with self.writing() as transaction:
            kept = self._keep_decision(transaction, subject, values, expected_revision, at)
        return revision_of(kept, subject)

    def reopen_decision(
        self, session_id: str, dimension: str, *, reason: str, signed_by: str, expected_revision: int, at: str = ""
    ) -> int:
        """Take a decision back, also one that came with the data: the difference is open again, the history keeps both.

        Parameters
        ----------
        reason, signed_by, expected_revision, at
            As in :meth:`save_decision`.

        Raises
        ------
        LookupError
            When nothing was decided.
        Conflict, ReadOnly, ValueError
        """
        refuse_contacts({"reason": reason})
        with self.writing() as transaction:
            rows = read_rows(transaction.connection, DECISIONS, session_id=session_id, dimension=dimension)
            (before,) = rows.to_dict("records") or [self._shipped_decision(session_id, dimension)]
            if before is None or not before["decision"]:
                raise LookupError(f"{session_id}, {dimension}: nothing was decided")
            values = {name: str(before[name]) for name in KEPT_OF_DECISION}
            values |= {"decision": "", "reason": reason, "signed_by": signed_by, "carried_from": ""}
            subject = {"session_id": session_id, "dimension": dimension}
            kept = self._keep_decision(transaction, subject, values, expected_revision, at)
        return revision_of(kept, subject)

    def undo_decision(self, session_id: str, dimension: str, *, signed_by: str, expected_revision: int, at: str = "") -> int:
        """Bring back what was decided before, or that nothing was; the history keeps both.

        Parameters
        ----------
        expected_revision
            The decision to undo, as :meth:`save_decision` or :meth:`reopen_decision` returned it.

        Raises
        ------
        Conflict
            When that decision is not current any more.
        ReadOnly, ValueError
        """
        subject = {"session_id": session_id, "dimension": dimension}
        with self.writing() as transaction:
            rows = read_rows(transaction.connection, DECISIONS, history=True, **subject)
            earlier = rows[(rows["id"] < expected_revision) & (rows["state"] != CONFLICT)].to_dict("records")
            undone = rows[rows["id"] == expected_revision].to_dict("records")
            before = earlier[-1] if earlier else self._shipped_decision(session_id, dimension)
            if before is None:
                before = {**(undone[0] if undone else dict.fromkeys(KEPT_OF_DECISION, "")), "decision": "", "reason": ""}
            values = {name: str(before[name]) for name in KEPT_OF_DECISION} | {"decision": before["decision"]}
            values |= {"reason": before["reason"] or "Undone.", "signed_by": signed_by, "carried_from": ""}
            kept = self._keep_decision(transaction, subject, values, expected_revision, at)
        return revision_of(kept, subject)

    def decisions(self, session_id: str | None = None, *, history: bool = False) -> pd.DataFrame:
        """Decisions: ``id, session_id, dimension, code_a, code_b, decision, evidence, reason, signed_by, carried_from, at,
        state, codebook_version``.
        """
        with self.reading() as connection:
            return read_rows(connection, DECISIONS, history=history, session_id=session_id)

    def accept_renumbering(self, old_session_id: str, new_session_id: str, *, at: str = "") -> int:
        """Copy the codes and decisions of a session to the id under which it goes on; a person has said that it does.

        What the new id has already stays. The old id keeps its codes, so that an undo finds them.

        Returns
        -------
        int
            Number of codings and decisions copied.
        """
        identifier(new_session_id, "new_session_id")
        moment, copied = at or self.now(), 0
        with self.writing() as transaction:
            for table, about in ((CODINGS, ("coder", "dimension")), (DECISIONS, ("dimension",))):
                there = _subjects(read_rows(transaction.connection, table, session_id=new_session_id), about)
                for row in read_rows(transaction.connection, table, session_id=old_session_id).to_dict("records"):
                    if tuple(row[name] for name in about) in there:
                        continue
                    subject = {"session_id": new_session_id, **{name: row[name] for name in about}}
                    left = {"id", "at", "state", "carried_from", *subject}
                    values = {str(name): str(value) for name, value in row.items() if name not in left}
                    keep(transaction, table, subject, {**values, "carried_from": old_session_id}, 0, moment)
                    copied += 1
        return copied

    def codings_of_unknown(self, known: Iterable[str], *, coder: str | None = None) -> pd.DataFrame:
        """Sessions with codes or decisions that are in no active version, and whose codes were not carried on.

        Parameters
        ----------
        known
            Ids of all sessions there are.
        coder
            Only the codes and decisions of this coder; None: of all.

        Returns
        -------
        DataFrame
            ``session_id, title`` (last known; empty when the session was never imported), ``n_codings, n_decisions``.
        """
        with self.reading() as connection:
            kept = {table: read_rows(connection, table) for table in (CODINGS, DECISIONS)}
            titles = select(VERSION_SESSIONS.c.session_id, VERSION_SESSIONS.c.title).order_by(VERSION_SESSIONS.c.version_id)
            title = {row.session_id: row.title for row in connection.execute(titles)}
        kept = {
            table: rows[(rows["codes" if table is CODINGS else "decision"] != "")] for table, rows in kept.items()
        }  # what was taken back is not missed
        carried = {key for rows in kept.values() for key in rows["carried_from"]}
        if coder is not None:
            kept = {table: rows[rows["coder" if table is CODINGS else "signed_by"] == coder] for table, rows in kept.items()}
        gone = {key for rows in kept.values() for key in rows["session_id"]} - set(known) - carried
        counts = [(key, title.get(key, ""), *((kept[t]["session_id"] == key).sum() for t in kept)) for key in sorted(gone)]
        return pd.DataFrame(counts, columns=["session_id", "title", "n_codings", "n_decisions"])

    def _keep_decision(
        self, transaction: Transaction, subject: dict[str, str], values: dict[str, str], expected_revision: int, at: str
    ) -> Kept:
        identifier(subject["session_id"], "session_id")
        identifier(values["signed_by"], "signed_by")
        connection = transaction.connection
        before = read_rows(connection, DECISIONS, history=True, **subject)["decision"]
        given = split_codes(";".join([*before, values["code_a"], values["code_b"]]))
        check_topics(connection, self.shipped, subject["dimension"], values["decision"], given)
        values = by_codebook(connection, self.shipped, DECISIONS, subject, values)
        return keep(transaction, DECISIONS, subject, values, expected_revision, at or self.now())

    def _shipped_decision(self, session_id: str, dimension: str) -> dict[str, Any] | None:
        """The decision that came with the data, as the store would keep it."""
        decisions, codings = self.shipped["decisions"].fillna(""), self.shipped["codings"].fillna("")
        rows = decisions[(decisions["session_id"] == session_id) & (decisions["dimension"] == dimension)].to_dict("records")
        is_of = (codings["session_id"] == session_id) & (codings["dimension"] == dimension)
        of_it = codings[is_of & (codings["coder"] == "adjudicated")].to_dict("records") or [{}]
        about = {"evidence": of_it[0].get("evidence", "title"), "codebook_version": of_it[0].get("codebook_version", "")}
        return {**rows[0], **about} if rows else None


def _subjects(rows: pd.DataFrame, about: tuple[str, ...]) -> set[tuple[str, ...]]:
    return set(rows[list(about)].itertuples(index=False, name=None))


def check_coder(coder: str) -> None:
    """Raise ValueError for a sign that is no identifier or stands for decisions."""
    if identifier(coder, "coder").casefold() in RESERVED_CODERS:
        raise ValueError(f"coder: {coder!r} found; it stands for decisions, expected initials or a role")


def checked_coding(connection: Connection, shipped: Frames, subject: dict[str, str], values: dict[str, str]) -> dict[str, str]:
    """Values of a coding with the version of the codebook by which it was given.

    Raises
    ------
    ValueError
        For a topic that may not be given.
    """
    before = read_rows(connection, CODINGS, history=True, **subject)["codes"]
    check_topics(connection, shipped, subject["dimension"], values["codes"], split_codes(";".join(before)))
    return by_codebook(connection, shipped, CODINGS, subject, values)


def check_topics(connection: Connection, shipped: Frames, dimension: str, codes: str, before: Collection[str]) -> None:
    """Raise ValueError for a topic that is not in the codebook, or retired and not given before."""
    if dimension == "topic":
        topics = topics_to_give(connection, shipped, before)
        _refuse(broken_rules(dimension, split_codes(codes), topics=topics, codebook="the codebook that is not retired"))


def join_codes(dimension: str, codes: Sequence[str]) -> str:
    """Codes as one cell, after a check of all rules but whether topics are in the codebook.

    Raises
    ------
    ValueError
        With the rule that they break.
    """
    if isinstance(codes, str):
        raise ValueError(f"codes: {codes!r} found; expected a list of codes")
    _refuse(broken_rules(dimension, codes))
    return SEPARATOR.join(identifier(code, "code") for code in codes)


def split_codes(cell: str) -> list[str]:
    """Codes of a cell, in order."""
    return [code for code in cell.split(SEPARATOR) if code]


def known_evidence(value: str) -> str:
    """The kind of evidence, if there is such a kind."""
    if value not in v.EVIDENCE:
        raise ValueError(f"evidence: {value!r} found; expected one of: {', '.join(v.EVIDENCE)}")
    return value


def _refuse(broken: Sequence[BrokenRule]) -> None:
    if broken:
        raise ValueError(f"codes: {broken[0].value!r} found; expected {broken[0].expected}")
