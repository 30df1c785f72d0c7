"""Codes, decisions and their history, by the stable id of a session: they outlive every version of a programme."""

from collections.abc import Iterable, Sequence

import pandas as pd
from sqlalchemy import Table, select

from igfdata import vocabulary as v
from igfdata.vocabulary import Vocabulary
from igfdata.workspace.codebook_rows import by_codebook
from igfdata.workspace.history import History, identifier, keep, read_rows
from igfdata.workspace.tables import CODINGS, DECISIONS, VERSION_SESSIONS

DIMENSIONS: dict[str, Vocabulary | None] = {"pillar": v.PILLAR_CODES, "topic": None, "relevance": v.RELEVANCE}
"""Dimension → its closed list; topics are those of a codebook, which users may extend."""
RESERVED_CODERS = frozenset({"adjudicated", "default"})
SEPARATOR = ";"


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
            All of them, in order; none takes the codes back.
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
        subject = {"session_id": identifier(session_id, "session_id"), "coder": coder, "dimension": dimension}
        values = coding_values(join_codes(dimension, codes), evidence, note, codebook_version)
        return self.save(CODINGS, subject, self._by_codebook(CODINGS, subject, values), expected_revision, at)

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
        subject = {"session_id": identifier(session_id, "session_id"), "dimension": dimension}
        sides = {"code_a": code_a, "code_b": code_b, "decision": decision}
        values = {name: join_codes(dimension, codes) for name, codes in sides.items()}
        values |= {"evidence": _evidence(evidence), "reason": reason, "signed_by": identifier(signed_by, "signed_by")}
        values |= {"codebook_version": codebook_version, "carried_from": ""}
        return self.save(DECISIONS, subject, self._by_codebook(DECISIONS, subject, values), expected_revision, at)

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

    def codings_of_unknown(self, known: Iterable[str]) -> pd.DataFrame:
        """Sessions with codes or decisions that are in no active version, and whose codes were not carried on.

        Parameters
        ----------
        known
            Ids of all sessions there are.

        Returns
        -------
        DataFrame
            ``session_id, title`` (last known; empty when the session was never imported), ``n_codings, n_decisions``.
        """
        with self.reading() as connection:
            kept = {table: read_rows(connection, table) for table in (CODINGS, DECISIONS)}
            titles = select(VERSION_SESSIONS.c.session_id, VERSION_SESSIONS.c.title).order_by(VERSION_SESSIONS.c.version_id)
            title = {row.session_id: row.title for row in connection.execute(titles)}
        carried = {key for rows in kept.values() for key in rows["carried_from"]}
        gone = {key for rows in kept.values() for key in rows["session_id"]} - set(known) - carried
        counts = [(key, title.get(key, ""), *((kept[t]["session_id"] == key).sum() for t in kept)) for key in sorted(gone)]
        return pd.DataFrame(counts, columns=["session_id", "title", "n_codings", "n_decisions"])

    def _by_codebook(self, table: Table, subject: dict[str, str], values: dict[str, str]) -> dict[str, str]:
        with self.reading() as connection:
            return by_codebook(connection, self.shipped, table, subject, values)


def _subjects(rows: pd.DataFrame, about: tuple[str, ...]) -> set[tuple[str, ...]]:
    return set(rows[list(about)].itertuples(index=False, name=None))


def check_coder(coder: str) -> None:
    """Raise ValueError for a sign that is no identifier or stands for decisions."""
    if identifier(coder, "coder") in RESERVED_CODERS:
        raise ValueError(f"coder: {coder!r} found; it stands for decisions, expected initials or a role")


def coding_values(codes: str, evidence: str, note: str, codebook_version: str) -> dict[str, str]:
    """What is saved beside the subject of a coding; ValueError for an unknown kind of evidence."""
    values = {"codes": codes, "evidence": _evidence(evidence), "note": note}
    return {**values, "codebook_version": codebook_version, "carried_from": ""}


def join_codes(dimension: str, codes: Sequence[str]) -> str:
    """Codes as one cell, each checked and named once.

    Raises
    ------
    ValueError
        For an unknown dimension or code, or two codes of relevance.
    """
    if isinstance(codes, str):
        raise ValueError(f"codes: {codes!r} found; expected a list of codes")
    if dimension not in DIMENSIONS:
        raise ValueError(f"dimension: {dimension!r} found; expected one of: {', '.join(DIMENSIONS)}")
    allowed = DIMENSIONS[dimension]
    for code in codes:
        if allowed is not None and code not in allowed:
            raise ValueError(f"code: {code!r} found; expected one of: {', '.join(allowed)}")
        identifier(code, "code")
    if dimension == "relevance" and len(set(codes)) > 1:
        raise ValueError(f"codes: {', '.join(codes)} found; expected one of: {', '.join(v.RELEVANCE)}")
    return SEPARATOR.join(dict.fromkeys(codes))


def _evidence(value: str) -> str:
    if value not in v.EVIDENCE:
        raise ValueError(f"evidence: {value!r} found; expected one of: {', '.join(v.EVIDENCE)}")
    return value
