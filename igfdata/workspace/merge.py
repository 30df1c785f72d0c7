"""The shipped data and what users added, as one set of text frames that fits the schema: read once, then frames in, frames out."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import select

from igfdata import vocabulary as v
from igfdata.code_rules import join_answers, split_answers
from igfdata.codebook.dictionary import Dictionary
from igfdata.codebook.model import Codebook, are_topics
from igfdata.importers.parsing.times import main_days
from igfdata.schema import TABLES
from igfdata.validation import Frames
from igfdata.workspace.broken_rows import code_errors, sound, sound_rows
from igfdata.workspace.codebooks import codebook, codebook_revision, topics_in
from igfdata.workspace.database import Reading
from igfdata.workspace.imported_programme import OF_VERSION, Programme, coverage_of, read_programme
from igfdata.workspace.revisions import local_day, read_rows
from igfdata.workspace.store_tables import CODINGS, DECISIONS, MEETINGS, VERSIONS


@dataclass(frozen=True, eq=False)
class ActiveMeeting:
    """The active version of a meeting: its facts as stored, and its programme."""

    meeting: dict[str, str]
    """Columns of the table ``meetings``, and ``source_url, format, imported_at`` and what :data:`OF_VERSION` names of the version."""
    programme: Programme


@dataclass(frozen=True, eq=False)
class Additions:
    """What is in a store and goes into the data.

    The codebook is the users' own, None while the shipped one is current; meetings are active versions in the order of their
    ids; codings and decisions are current rows, those that break a rule too.
    """

    codebook: Codebook | None
    meetings: tuple[ActiveMeeting, ...]
    codings: pd.DataFrame
    decisions: pd.DataFrame


def read_additions(reading: Reading) -> Additions:
    """Read all that users added; meetings that a hand made unusable are skipped."""
    of_version = (
        VERSIONS.c.source_url,
        *(VERSIONS.c[name] for name in OF_VERSION),
        VERSIONS.c.format,
        VERSIONS.c.created_at.label("imported_at"),
    )
    active = select(MEETINGS, *of_version).join(VERSIONS, MEETINGS.c.active_version == VERSIONS.c.id)
    found = [dict(row) for row in reading.execute(active.order_by(MEETINGS.c.meeting_id)).mappings()]
    meetings = sound(MEETINGS, pd.DataFrame(found)).to_dict("records") if found else []
    return Additions(
        codebook(reading) if codebook_revision(reading) else None,
        tuple(ActiveMeeting({**meeting}, read_programme(reading, meeting["active_version"])) for meeting in meetings),
        read_rows(reading, CODINGS),
        read_rows(reading, DECISIONS),
    )


def all_frames(reading: Reading) -> Frames:
    """Shipped and added data as text frames, as :func:`igfdata.validation.read_folder` gives them."""
    return merged_frames(reading.shipped, read_additions(reading))


def stored_code_errors(reading: Reading) -> pd.DataFrame:
    """Current codes and decisions that break a rule: columns of :data:`igfdata.workspace.broken_rows.ERROR_COLUMNS`."""
    added = read_additions(reading)
    return code_errors(added.codings, added.decisions, topics_of(with_codebook(reading.shipped, added.codebook)))


DECIDED = "relevance decided"
Judgement = tuple[str, str]
"""Relevance of a session to children, and how it is known."""


def merged_frames(shipped: Frames, added: Additions) -> Frames:
    """Shipped frames with what users added: codebook, active versions, codes, decisions. The shipped ones are not changed."""
    frames = with_codebook(shipped, added.codebook)
    codings, decisions = sound_rows(added.codings, added.decisions, topics_of(frames))
    decided = _of_dimension(decisions, "decision")
    coded = _of_dimension(codings, "codes")
    judged = {key: (row["codes"], f"relevance by coder {row['coder']}") for key, row in coded.items()}
    judged |= {key: (row["decision"], DECIDED) for key, row in decided.items()}
    frames = _with_programmes(frames, added.meetings, judged)
    frames = _with_decided_relevance(frames, shipped, {key: row["decision"] for key, row in decided.items()})
    frames = _with_known_examples(_with_codes(frames, codings, decisions), shipped)
    return _with_log(frames, added)


def with_codebook(frames: Frames, saved: Codebook | None) -> Frames:
    """Put the saved codebook in place of the shipped one.

    A topic of the shipped codebook that shipped codes use stays, even when the saved codebook is older and lacks it.
    """
    if saved is None:
        return frames
    own, shipped = saved.frames(), frames["codebook"]
    missing = shipped[~shipped["topic"].isin(own["codebook"]["topic"]) & are_topics(shipped["topic"])]
    added = missing[missing["topic"].isin(set(topics_in(frames)))]
    return {**frames, **own, "codebook": pd.concat([own["codebook"], added], ignore_index=True)}


def topics_of(frames: Frames) -> set[str]:
    """Topics of the codebook, retired ones too."""
    topics = frames["codebook"]["topic"]
    return set(topics[are_topics(topics)])


def _of_dimension(rows: pd.DataFrame, said: str) -> dict[str, dict[str, str]]:
    """Session → row with its relevance, the last one saved."""
    found = rows[(rows["dimension"] == "relevance") & (rows[said] != "")]
    return {row["session_id"]: row for row in found.to_dict("records")}


def _with_programmes(frames: Frames, added: tuple[ActiveMeeting, ...], judged: dict[str, Judgement]) -> Frames:
    """Add the active versions: new meetings, and further sessions of shipped ones; a shipped session stays as it is."""
    if not added:
        return frames
    dictionary = Dictionary.from_codebook(frames["codebook"])
    known = set(frames["sessions"]["session_id"])
    parts: dict[str, list[pd.DataFrame]] = {name: [frames[name]] for name in ("meetings", "sessions", "participants")}
    coverage = dict(zip(frames["meetings"]["meeting_id"], frames["meetings"]["programme_coverage"], strict=True))
    totals = {one.meeting["meeting_id"]: one.meeting for one in added if one.meeting["sessions_total"]}
    for meeting, programme in ((one.meeting, one.programme) for one in added):
        key = meeting["meeting_id"]
        coverage[key] = coverage_of(meeting["programme_coverage"], key, frames, meeting["format"])
        rows = programme.sessions[~programme.sessions["session_id"].isin(known)]
        texts = programme.texts.groupby("session_id")["text"].agg(list).to_dict()
        relevance = [
            judged.get(session) or _suggested(dictionary, [title, *texts.get(session, [])])
            for session, title in zip(rows["session_id"], rows["title"], strict=True)
        ]
        rows = rows.assign(
            meeting_id=key,
            child_rights=[value for value, _ in relevance],
            source_urls=rows["source_urls"].where(rows["source_urls"] != "", meeting["source_url"] or v.NO_SOURCE + key),
            note=[_with_note(note, how) for note, (_, how) in zip(rows["note"], relevance, strict=True)],
        )
        people = programme.participants
        parts["sessions"].append(_shaped("sessions", rows))
        parts["participants"].append(_shaped("participants", people[people["session_id"].isin(rows["session_id"])]))
        parts["meetings"].append(_shaped("meetings", _meeting_row(meeting, rows)))
    joined = {name: pd.concat(of_table, ignore_index=True) for name, of_table in parts.items()}
    joined["meetings"] = _as_long_as_sessions(joined["meetings"].drop_duplicates("meeting_id"), joined["sessions"])
    meetings = joined["meetings"]
    meetings["programme_coverage"] = meetings["meeting_id"].map(coverage)
    for key, said in totals.items():
        columns = ["sessions_total", "sessions_total_url"]
        meetings.loc[meetings["meeting_id"] == key, columns] = [said[name] or None for name in columns]
    return {**frames, **joined}


def _suggested(dictionary: Dictionary, texts: list[str]) -> Judgement:
    """Relevance that the words of title and texts suggest."""
    found = {row for counts in dictionary.codes_in(texts) for row in counts}
    return "yes" if "relevance_child" in found else "partly" if "relevance_youth" in found else "no", v.SUGGESTED_RELEVANCE


def _with_note(*notes: str) -> str:
    """Notes of a session, one after the other."""
    return "; ".join(filter(None, notes))


def _shaped(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Columns of the schema as text, empty cells as missing."""
    frame = rows.reindex(columns=list(TABLES[table].by_name)).astype("str").reset_index(drop=True)
    return frame.mask(frame.isna() | (frame == ""))


def _meeting_row(meeting: dict[str, str], sessions: pd.DataFrame) -> pd.DataFrame:
    stated = (meeting["start_date"], meeting["end_date"], meeting["day_zero_date"])
    dates = sorted({*stated, *sessions["date"]} - {""})
    start, end = dates[:1], dates[-1:]
    row = {**meeting, "start_date": "".join(start), "end_date": "".join(end)}
    days = pd.to_datetime(sessions["date"], format="%Y-%m-%d", errors="coerce").dropna()  # what is no date is told by the check
    main = main_days(days.dt.date)  # a webinar months before is no Day 0
    row["day_zero_date"] = (
        meeting["day_zero_date"] or meeting["start_date"] or (main[0].isoformat() if main else row["start_date"])
    )
    for name in ("city", "country"):
        row[name] = meeting[name] or v.UNKNOWN
    return pd.DataFrame([row])


def _as_long_as_sessions(meetings: pd.DataFrame, sessions: pd.DataFrame) -> pd.DataFrame:
    """Meetings that start and end with their sessions: programmes hold events before and after the official days."""
    dates = sessions.dropna(subset=["date"]).groupby("meeting_id")["date"]
    first, last = (meetings["meeting_id"].map(dates.agg(how)) for how in ("min", "max"))
    start, end = meetings["start_date"], meetings["end_date"]
    return meetings.assign(start_date=start.mask(first < start, first), end_date=end.mask(last > end, last))


def _with_decided_relevance(frames: Frames, shipped: Frames, decisions: dict[str, str]) -> Frames:
    """Shipped sessions with the relevance that was decided; what a single coder says leaves theirs as it is."""
    sessions = frames["sessions"]
    is_shipped = sessions["session_id"].isin(shipped["sessions"]["session_id"])
    decided = sessions["session_id"].where(is_shipped).map(decisions)
    if decided.isna().all():
        return frames
    notes = pd.Series([_with_note(note, DECIDED) for note in sessions["note"].fillna("")], index=decided.index)
    relevance = sessions["child_rights"].mask(decided.notna(), decided)
    return {**frames, "sessions": sessions.assign(child_rights=relevance, note=sessions["note"].mask(decided.notna(), notes))}


def _with_codes(frames: Frames, codings: pd.DataFrame, decisions: pd.DataFrame) -> Frames:
    """Put sound codes and decisions in; for the same session, coder and dimension they replace shipped ones.

    Codes of sessions that are not there, topics that are not in the codebook, and codes that break a rule stay in the
    store alone (:mod:`igfdata.workspace.broken_rows`).
    """
    if codings.empty and decisions.empty:
        return frames
    allowed = {"pillar": set(v.PILLAR_CODES), "topic": topics_of(frames)}
    there = set(frames["sessions"]["session_id"])
    adjudicated = decisions.assign(coder="adjudicated", codes=decisions["decision"], answers="")
    saves = pd.concat([codings, adjudicated], ignore_index=True)
    saves = saves[saves["session_id"].isin(there) & saves["dimension"].isin(allowed)]
    settled = decisions[decisions["session_id"].isin(there) & decisions["dimension"].isin(allowed)]
    known = {
        name: [
            ";".join(_known(cell, allowed[dimension]))
            for cell, dimension in zip(settled[name], settled["dimension"], strict=True)
        ]
        for name in ("code_a", "code_b", "decision")
    }
    kept, codes = settled.assign(**known), pd.DataFrame(list(_code_rows(saves, allowed)))
    return {
        **frames,
        "codings": _replaced(frames, "codings", saves, codes, ["session_id", "coder", "dimension"]),
        "decisions": _replaced(frames, "decisions", settled, kept[kept["decision"] != ""], ["session_id", "dimension"]),
    }


def _replaced(frames: Frames, table: str, about: pd.DataFrame, new: pd.DataFrame, subject: list[str]) -> pd.DataFrame:
    """Old rows whose subject nothing was said about, then the new rows."""
    said = set(about[subject].itertuples(index=False, name=None))
    old = frames[table]
    keep = [row not in said for row in old[subject].itertuples(index=False, name=None)]
    return pd.concat([old[keep], _shaped(table, new)], ignore_index=True)


def _known(cell: str, allowed: set[str]) -> list[str]:
    return [code for code in cell.split(";") if code in allowed]


def _code_rows(saves: pd.DataFrame, allowed: dict[str, set[str]]) -> Iterator[dict[str, str]]:
    """One row a code, pillars ranked."""
    for row in saves.to_dict("records"):
        for place, code in enumerate(_known(row["codes"], allowed[row["dimension"]]), start=1):
            about = {name: row[name] for name in ("session_id", "coder", "dimension", "evidence", "codebook_version")}
            is_pillar = row["dimension"] == "pillar"
            answers = join_answers(split_answers(row["answers"]), [code] if is_pillar else ())
            yield {**about, "code": code, "rank": str(place) if is_pillar else "", "answers": answers}


def _with_known_examples(frames: Frames, shipped: Frames) -> Frames:
    """Leave out example sessions that are not there: a saved codebook may come from elsewhere, or a version be undone."""
    if frames["codebook"] is shipped["codebook"]:
        return frames
    known = set(frames["sessions"]["session_id"])
    cells = frames["codebook"]["examples"].fillna("").str.split(";")
    examples = pd.Series([";".join(key for key in cell if key in known) for cell in cells], dtype="str")
    return {**frames, "codebook": frames["codebook"].assign(examples=examples.mask(examples == ""))}


def _with_log(frames: Frames, added: Additions) -> Frames:
    """Put the days of what users added into the log of the data, so that each export can say of which day it is.

    One row for the newest of each meeting and kind.
    """
    meetings = set(frames["meetings"]["meeting_id"])
    meeting_of = dict(zip(frames["sessions"]["session_id"], frames["sessions"]["meeting_id"], strict=True))
    moments = [(one.meeting["meeting_id"], one.meeting["imported_at"], "Programme imported.") for one in added.meetings]
    for rows, change in ((added.codings, "Sessions coded."), (added.decisions, "Differences of coders settled.")):
        sessions = zip(rows["session_id"], rows["at"], strict=True)
        moments += [(meeting_of.get(session_id, ""), at, change) for session_id, at in sessions]
    found = [(local_day(at), meeting, change) for meeting, at, change in moments if meeting in meetings]
    rows = pd.DataFrame([row for row in found if row[0]], columns=["date", "meetings", "change"])
    if rows.empty:
        return frames
    newest = rows.groupby(["meetings", "change"], as_index=False)["date"].max().sort_values(["date", "meetings", "change"])
    log = newest.reindex(columns=list(TABLES["data_changes"].by_name)).astype("str")
    log["version"] = pd.Series(pd.NA, index=log.index, dtype="str")
    return {**frames, "data_changes": pd.concat([frames["data_changes"], log], ignore_index=True)}
