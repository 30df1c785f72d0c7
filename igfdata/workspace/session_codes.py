"""All codes that a coder gives one session, saved in one step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from igfdata import vocabulary as v
from igfdata.contacts import refuse_contacts
from igfdata.workspace.codebook_rows import by_codebook
from igfdata.workspace.coding import RESERVED_CODERS, CodingHistory, join_codes
from igfdata.workspace.errors import Conflict
from igfdata.workspace.history import clean_text, identifier, keep
from igfdata.workspace.tables import CODINGS


@dataclass(frozen=True)
class SessionWork:
    """What a coder has said of a session: codes in order by dimension, what was read, a note, and the revisions seen."""

    codes: Mapping[str, tuple[str, ...]]
    evidence: str
    note: str = ""
    revisions: Mapping[str, int] | None = None


class SessionCodes(CodingHistory):
    """The coders' work, a session at a time."""

    def session_work(self, session_id: str, coder: str) -> SessionWork | None:
        """What a coder has saved for a session; None when nothing was, or all of it was taken back."""
        rows = {row["dimension"]: row for row in self.codings(session_id, coder=coder).to_dict("records")}
        if not rows:
            return None
        newest = max(rows.values(), key=lambda row: row["id"])
        codes = {name: tuple(filter(None, row["codes"].split(";"))) for name, row in rows.items()}
        return SessionWork(codes, newest["evidence"], newest["note"], {name: int(row["id"]) for name, row in rows.items()})

    def save_session(
        self, session_id: str, coder: str, work: SessionWork, *, codebook_version: str = "", at: str = ""
    ) -> dict[str, int]:
        """Save what a coder says of a session in all dimensions: all of it or nothing.

        Parameters
        ----------
        work
            Codes by dimension (``pillar``, ``topic``, ``relevance``) and the revisions that were on the screen.

        Returns
        -------
        dict
            Dimension → revision that counts now.

        Raises
        ------
        Conflict
            When the coder's own codes were changed elsewhere meanwhile: those count, these are kept in the history.
        ReadOnly, ValueError
        """
        if identifier(coder, "coder") in RESERVED_CODERS:
            raise ValueError(f"coder: {coder!r} found; it stands for decisions, expected initials or a role")
        if work.evidence not in v.EVIDENCE:
            raise ValueError(f"evidence: {work.evidence!r} found; expected one of: {', '.join(v.EVIDENCE)}")
        identifier(session_id, "session_id")
        refuse_contacts({"note": work.note})
        about = {
            "evidence": work.evidence,
            "note": clean_text(work.note),
            "codebook_version": codebook_version,
            "carried_from": "",
        }
        seen = work.revisions or {}
        saves = [
            (
                {"session_id": session_id, "coder": coder, "dimension": dimension},
                {"codes": join_codes(dimension, codes), **about},
            )
            for dimension, codes in work.codes.items()
        ]
        with self.writing() as transaction:
            moment = at or self.now()
            kept = [
                (subject, keep(transaction, CODINGS, subject, values, seen.get(subject["dimension"], 0), moment))
                for subject, given in saves
                for values in [by_codebook(transaction.connection, self.shipped, CODINGS, subject, given)]
            ]
        for subject, result in kept:
            if result.changed:
                raise Conflict(subject, result.changed, result.revision)
        return {subject["dimension"]: result.revision for subject, result in kept}

    def take_back(
        self, session_id: str, coder: str, before: SessionWork | None, revisions: Mapping[str, int]
    ) -> dict[str, int]:
        """Undo a save: bring back what stood there before, or take the codes back where nothing did; the history keeps both."""
        empty: dict[str, Sequence[str]] = dict.fromkeys(revisions, ())
        codes = {name: tuple(values) for name, values in {**empty, **(before.codes if before else {})}.items()}
        evidence = before.evidence if before else "title"
        return self.save_session(session_id, coder, SessionWork(codes, evidence, before.note if before else "", revisions))
