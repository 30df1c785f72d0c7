"""Codes and their history, by the stable id of a session: they outlive every version of a programme."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd
from sqlalchemy import select

from igfdata import vocabulary as v
from igfdata.code_rules import (
    RESERVED_CODERS,
    SEPARATOR,
    BrokenRule,
    broken_answers,
    broken_rules,
    join_answers,
    split_answers,
    split_codes,
)
from igfdata.contacts import refuse_contacts
from igfdata.schema import require_form
from igfdata.workspace.codebooks import by_codebook, topics_to_give
from igfdata.workspace.database import Reading, Transaction
from igfdata.workspace.errors import Conflict
from igfdata.workspace.revisions import add_row, current_row, is_same, read_rows, save
from igfdata.workspace.store_tables import CODINGS, DECISIONS, VERSION_SESSIONS


@dataclass(frozen=True)
class SessionWork:
    """What a coder says of a session: codes in order by dimension, what was read, a note, answers by test of a pillar.

    ``revisions`` and ``codebook_versions`` by dimension are those of what is saved; empty for what is not yet.
    """

    codes: Mapping[str, Sequence[str]]
    evidence: str
    note: str = ""
    revisions: Mapping[str, int] = field(default_factory=dict)
    codebook_versions: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)


def codings(
    reading: Reading, session_id: str | None = None, *,
    coder: str | None = None, dimension: str | None = None, history: bool = False,
) -> pd.DataFrame:  # fmt: skip
    """Codes that coders gave, one row a session, coder and dimension; with the history one row a save.

    Columns: ``id`` (the revision), ``session_id, coder, dimension, codes`` (separated by ``;``, in order), ``evidence, note,
    codebook_version, carried_from, at, state`` (current, superseded, conflict), ``answers`` (of pillars).
    """
    return read_rows(reading, CODINGS, history=history, session_id=session_id, coder=coder, dimension=dimension)


def save_codes(
    transaction: Transaction, session_id: str, coder: str, dimension: str, codes: Sequence[str], *,
    evidence: str, expected_revision: int, note: str = "", codebook_version: str = "",
    answers: Mapping[str, str] | None = None,
) -> int:  # fmt: skip
    """Save all codes that a coder gives a session in a dimension, pillars in order of weight; return their revision.

    ``codes``: all of them; none takes the codes back. Which may stand together: :mod:`igfdata.code_rules`.
    ``expected_revision``: revision of the coder's row that was on the screen; 0 for none.
    ``codebook_version``: by which the codes were given; by default as it was for the same codes, else the current one.
    ``answers``: test (:data:`igfdata.vocabulary.TESTS`) → answer; kept for the pillars that are given.
    Raises Conflict when the coder's codes were changed meanwhile, both are kept in the history; ReadOnly; ValueError.
    """
    work = SessionWork({dimension: codes}, evidence, note, answers=answers or {})
    subject, values = _checked(transaction, session_id, coder, work, codebook_version)[dimension]
    return save(transaction, CODINGS, subject, values, expected_revision)


def session_work(reading: Reading, session_id: str, coder: str) -> SessionWork | None:
    """What a coder has saved for a session; None when nothing was, or all of it was taken back."""
    rows = {row["dimension"]: row for row in codings(reading, session_id, coder=coder).to_dict("records")}
    if not rows:
        return None
    newest = max(rows.values(), key=lambda row: row["id"])
    codes = {name: tuple(split_codes(row["codes"])) for name, row in rows.items()}
    revisions = {name: int(row["id"]) for name, row in rows.items()}
    versions = {name: row["codebook_version"] for name, row in rows.items() if row["codes"]}
    answers = split_answers(rows["pillar"]["answers"]) if "pillar" in rows else {}
    return SessionWork(codes, newest["evidence"], newest["note"], revisions, versions, answers)


def save_session(
    transaction: Transaction, session_id: str, coder: str, work: SessionWork, *,
    expected_revisions: Mapping[str, int], codebook_version: str = "",
) -> dict[str, int]:  # fmt: skip
    """Save what a coder says of a session in all dimensions, all of it or nothing; return dimension → current revision.

    ``expected_revisions`` are those that were on the screen when the coder began; a dimension that is not named had none.

    Raises Conflict when the coder's own codes were changed elsewhere meanwhile: those are current, all of these are kept in
    the history, and its ``changed`` has the dimensions that differ, with (theirs, yours) as cells; ReadOnly; ValueError.
    """
    saves, theirs = _checked(transaction, session_id, coder, work, codebook_version), {}
    for dimension, (subject, values) in saves.items():
        found = current_row(transaction, CODINGS, subject)
        if not is_same(found, values) and (found or {"id": 0})["id"] != expected_revisions.get(dimension, 0):
            theirs[dimension] = found or {"id": 0, "codes": "", "evidence": "", "note": "", "answers": ""}
    revisions = {
        name: add_row(transaction, CODINGS, *saved, expected_revisions.get(name, 0), is_current=not theirs).revision
        for name, saved in saves.items()
    }
    if theirs:
        newest = max(theirs.values(), key=lambda row: row["id"])
        cells = {name: values["codes"] for name, (_, values) in saves.items()}
        changed = {name: (row["codes"], cells[name]) for name, row in theirs.items() if row["codes"] != cells[name]}
        yours = {"evidence": work.evidence, "note": work.note}
        changed |= {name: (newest[name], value) for name, value in yours.items() if newest[name] != value}
        if "pillar" in theirs and theirs["pillar"]["answers"] != saves["pillar"][1]["answers"]:
            changed["answers"] = theirs["pillar"]["answers"], saves["pillar"][1]["answers"]
        subject = {"session_id": session_id, "coder": coder}
        transaction.conflict = Conflict(subject, changed, newest["id"], theirs=newest, revisions=revisions)
    return revisions


def take_back(
    transaction: Transaction, session_id: str, coder: str, before: SessionWork | None, revisions: Mapping[str, int]
) -> dict[str, int]:
    """Undo a save: bring back what stood there before, or take the codes back where nothing did; the history keeps both."""
    before = before or SessionWork({}, "title")
    codes = {**dict.fromkeys(revisions, ()), **before.codes}
    work = SessionWork(codes, before.evidence, before.note, answers=before.answers)
    return save_session(transaction, session_id, coder, work, expected_revisions=revisions)


def accept_renumbering(transaction: Transaction, old_session_id: str, new_session_id: str) -> int:
    """Copy the codes and decisions of a session to the id under which it goes on, as a person has said; return their number.

    What the new id has already stays. The old id keeps its codes, so that an undo finds them.
    """
    require_form("identifier", new_session_id, "new_session_id")
    copied = 0
    for table, about in ((CODINGS, ["coder", "dimension"]), (DECISIONS, ["dimension"])):
        there = read_rows(transaction, table, session_id=new_session_id)[about].to_dict("records")
        for row in read_rows(transaction, table, session_id=old_session_id).to_dict("records"):
            own = {name: row[name] for name in about}
            if own not in there:
                left = {"id", "at", "state", "carried_from", "session_id", *about}
                values = {str(name): str(value) for name, value in row.items() if name not in left}
                subject = {"session_id": new_session_id, **own}
                add_row(transaction, table, subject, {**values, "carried_from": old_session_id}, 0)
                copied += 1
    return copied


def codings_of_unknown(reading: Reading, known: Iterable[str], *, coder: str | None = None) -> pd.DataFrame:
    """Sessions with codes or decisions that are in none of the known ones, and whose codes were not carried on.

    With a coder only theirs count. Columns: ``session_id, title`` (last known; empty when the session was never imported),
    ``n_codings, n_decisions``.
    """
    titles = select(VERSION_SESSIONS.c.session_id, VERSION_SESSIONS.c.title).order_by(VERSION_SESSIONS.c.version_id)
    title = {row.session_id: row.title for row in reading.execute(titles)}
    counts, carried = [], set()
    for table, said, who in ((CODINGS, "codes", "coder"), (DECISIONS, "decision", "signed_by")):
        rows = read_rows(reading, table)
        rows = rows[rows[said] != ""]  # what was taken back is not missed
        carried |= set(rows["carried_from"])
        counts.append(rows.loc[(rows[who] == coder) | (coder is None), "session_id"].value_counts().to_dict())
    gone = sorted({*counts[0], *counts[1]} - set(known) - carried)
    found = [(key, title.get(key, ""), counts[0].get(key, 0), counts[1].get(key, 0)) for key in gone]
    return pd.DataFrame(found, columns=["session_id", "title", "n_codings", "n_decisions"])


def check_coder(coder: str) -> None:
    """Raise ValueError for a coder that is no identifier or stands for decisions."""
    if require_form("identifier", coder, "coder").casefold() in RESERVED_CODERS:
        raise ValueError(f"coder: {coder!r} found; it stands for decisions, expected initials or a role")


def check_topics(reading: Reading, dimension: str, codes: str, before: Collection[str]) -> None:
    """Raise ValueError for a topic that is not in the codebook, or retired and not given before."""
    if dimension == "topic":
        topics = topics_to_give(reading, before)
        _refuse(broken_rules(dimension, split_codes(codes), topics=topics, codebook="the codebook that is not retired"))


def join_codes(dimension: str, codes: Sequence[str]) -> str:
    """Codes as one cell; ValueError for a broken rule, though not for topics that are not in the codebook."""
    if isinstance(codes, str):
        raise ValueError(f"codes: {codes!r} found; expected a list of codes")
    _refuse(broken_rules(dimension, codes))
    return SEPARATOR.join(require_form("identifier", code, "code") for code in codes)


def checked_answers(dimension: str, codes: Sequence[str], answers: Mapping[str, str]) -> str:
    """Answers to the tests of the pillars given, as one cell; empty in other dimensions. ValueError for what is none."""
    if broken := broken_answers(answers):
        raise ValueError(f"answers: {broken[0].value!r} found; expected {broken[0].expected}")
    return join_answers(answers, codes if dimension == "pillar" else ())


def known_evidence(value: str) -> str:
    """The kind of evidence, if there is such a kind."""
    if value not in v.EVIDENCE:
        raise ValueError(f"evidence: {value!r} found; expected {v.EVIDENCE.one_of}")
    return value


def _checked(
    reading: Reading, session_id: str, coder: str, work: SessionWork, version: str
) -> dict[str, tuple[dict[str, str], dict[str, str]]]:
    """Dimension → subject and values of what a coder says, with the version of the codebook by which it was given.

    ValueError for what may not be saved.
    """
    check_coder(coder)
    require_form("identifier", session_id, "session_id")
    refuse_contacts({"note": work.note})
    about = {"evidence": known_evidence(work.evidence), "note": work.note, "codebook_version": version, "carried_from": ""}
    found = {}
    for dimension, codes in work.codes.items():
        subject = {"session_id": session_id, "coder": coder, "dimension": dimension}
        cells = {"codes": join_codes(dimension, codes), "answers": checked_answers(dimension, codes, work.answers)}
        before = read_rows(reading, CODINGS, history=True, **subject)["codes"]
        check_topics(reading, dimension, cells["codes"], split_codes(SEPARATOR.join(before)))
        found[dimension] = subject, by_codebook(reading, CODINGS, subject, {**cells, **about})
    return found


def _refuse(broken: Sequence[BrokenRule]) -> None:
    if broken:
        raise ValueError(f"codes: {broken[0].value!r} found; expected {broken[0].expected}")
