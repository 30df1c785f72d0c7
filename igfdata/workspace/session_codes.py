"""All codes that a coder gives one session, saved in one step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from igfdata.contacts import refuse_contacts
from igfdata.workspace.coding import CodingHistory, check_coder, checked_coding, join_codes, known_evidence, split_codes
from igfdata.workspace.errors import Conflict
from igfdata.workspace.history import current_row, identifier, is_same, keep
from igfdata.workspace.tables import CODINGS


@dataclass(frozen=True)
class SessionWork:
    """What a coder says of a session: codes in order by dimension, what was read, a note.

    ``revisions`` and ``codebook_versions`` by dimension are those of what is saved; empty for what is not yet.
    """

    codes: Mapping[str, tuple[str, ...]]
    evidence: str
    note: str = ""
    revisions: Mapping[str, int] = field(default_factory=dict)
    codebook_versions: Mapping[str, str] = field(default_factory=dict)


class SessionCodes(CodingHistory):
    """The coders' work, a session at a time."""

    def session_work(self, session_id: str, coder: str) -> SessionWork | None:
        """What a coder has saved for a session; None when nothing was, or all of it was taken back."""
        rows = {row["dimension"]: row for row in self.codings(session_id, coder=coder).to_dict("records")}
        if not rows:
            return None
        newest = max(rows.values(), key=lambda row: row["id"])
        codes = {name: tuple(split_codes(row["codes"])) for name, row in rows.items()}
        revisions = {name: int(row["id"]) for name, row in rows.items()}
        versions = {name: row["codebook_version"] for name, row in rows.items() if row["codes"]}
        return SessionWork(codes, newest["evidence"], newest["note"], revisions, versions)

    def save_session(
        self, session_id: str, coder: str, work: SessionWork, *,
        expected_revisions: Mapping[str, int], codebook_version: str = "", at: str = "",
    ) -> dict[str, int]:  # fmt: skip
        """Save what a coder says of a session in all dimensions: all of it or nothing.

        Parameters
        ----------
        work
            Codes by dimension (``pillar``, ``topic``, ``relevance``), what was read, a note.
        expected_revisions
            Dimension → revision that was on the screen when the coder began; what is not named had none.

        Returns
        -------
        dict
            Dimension → current revision.

        Raises
        ------
        Conflict
            When the coder's own codes were changed elsewhere meanwhile: those are current, all of these are kept in the
            history. Its ``changed`` has the dimensions that differ, with (theirs, yours) as cells.
        ReadOnly, ValueError
        """
        check_coder(coder)
        identifier(session_id, "session_id")
        refuse_contacts({"note": work.note})
        about = {"evidence": known_evidence(work.evidence), "note": work.note, "codebook_version": codebook_version}
        cells = {dimension: join_codes(dimension, codes) for dimension, codes in work.codes.items()}
        with self.writing() as transaction:
            connection, moment = transaction.connection, at or self.now()
            saves, theirs = [], {}
            for dimension, cell in cells.items():
                subject = {"session_id": session_id, "coder": coder, "dimension": dimension}
                given = {"codes": cell, **about, "carried_from": ""}
                values = checked_coding(connection, self.shipped, subject, given)
                found = current_row(connection, CODINGS, subject)
                if not is_same(found, values) and (found or {"id": 0})["id"] != expected_revisions.get(dimension, 0):
                    theirs[dimension] = found or {"id": 0, "codes": "", "evidence": "", "note": ""}
                saves.append((subject, values))
            kept = [
                keep(
                    transaction, CODINGS, subject, values, expected_revisions.get(subject["dimension"], 0), moment,
                    is_current=not theirs,
                )
                for subject, values in saves
            ]  # fmt: skip
        revisions = {subject["dimension"]: result.revision for (subject, _), result in zip(saves, kept, strict=True)}
        if theirs:
            newest = max(theirs.values(), key=lambda row: row["id"])
            changed = {name: (row["codes"], cells[name]) for name, row in theirs.items() if row["codes"] != cells[name]}
            changed |= {
                name: (newest[name], str(getattr(work, name)))
                for name in ("evidence", "note")
                if newest[name] != getattr(work, name)
            }
            subject = {"session_id": session_id, "coder": coder}
            raise Conflict(subject, changed, newest["id"], theirs=newest, revisions=revisions)
        return revisions

    def take_back(
        self, session_id: str, coder: str, before: SessionWork | None, revisions: Mapping[str, int]
    ) -> dict[str, int]:
        """Undo a save: bring back what stood there before, or take the codes back where nothing did; the history keeps both."""
        empty: dict[str, Sequence[str]] = dict.fromkeys(revisions, ())
        codes = {name: tuple(values) for name, values in {**empty, **(before.codes if before else {})}.items()}
        evidence = before.evidence if before else "title"
        work = SessionWork(codes, evidence, before.note if before else "")
        return self.save_session(session_id, coder, work, expected_revisions=revisions)
