"""The shipped data and what users added, as one set of text frames that fits the schema."""

from collections.abc import Iterator

import pandas as pd
from sqlalchemy import Connection, select

from igfdata import vocabulary as v
from igfdata.codebook.dictionary import Dictionary
from igfdata.importers.parsing.times import main_days
from igfdata.schema import TABLES
from igfdata.validation import Frames
from igfdata.workspace.additions import with_additions
from igfdata.workspace.altered_rows import sound
from igfdata.workspace.codebook_rows import with_codebook, with_known_examples
from igfdata.workspace.history import read_rows
from igfdata.workspace.meeting import coverage_of
from igfdata.workspace.programme import read_programme
from igfdata.workspace.relevance import coded_relevance, relevance_of, with_decided_relevance, with_note
from igfdata.workspace.stored_codes import sound_rows
from igfdata.workspace.tables import CODINGS, DECISIONS, MEETINGS, VERSIONS

NO_SOURCE = v.NO_SOURCE


def merged_frames(connection: Connection, shipped: Frames) -> Frames:
    """Shipped frames with what is in the store: codebook, active versions, codes, decisions.

    The shipped frames are not changed.
    """
    frames = with_codebook(connection, shipped)
    frames = with_decided_relevance(connection, _with_programmes(connection, frames), shipped)
    return with_additions(connection, with_known_examples(_with_codes(connection, frames), shipped))


def _with_programmes(connection: Connection, frames: Frames) -> Frames:
    """Add the active versions: new meetings, and further sessions of shipped ones; a shipped session stays as it is."""
    of_version = (VERSIONS.c.source_url, VERSIONS.c.programme_coverage, VERSIONS.c.format)
    active = select(MEETINGS, *of_version).join(VERSIONS, MEETINGS.c.active_version == VERSIONS.c.id)
    found = [dict(row) for row in connection.execute(active.order_by(MEETINGS.c.meeting_id)).mappings()]
    meetings = sound(MEETINGS, pd.DataFrame(found)).to_dict("records") if found else []
    if not meetings:
        return frames
    relevance = coded_relevance(connection)
    dictionary = Dictionary.from_codebook(frames["codebook"])
    known = set(frames["sessions"]["session_id"])
    parts: dict[str, list[pd.DataFrame]] = {name: [frames[name]] for name in ("meetings", "sessions", "participants")}
    coverage = dict(zip(frames["meetings"]["meeting_id"], frames["meetings"]["programme_coverage"], strict=True))
    for meeting in meetings:
        key = meeting["meeting_id"]
        coverage[key] = coverage_of(meeting["programme_coverage"], key, frames, meeting["format"])
        programme = read_programme(connection, meeting["active_version"])
        rows = programme.sessions[~programme.sessions["session_id"].isin(known)]
        texts = programme.texts.groupby("session_id")["text"].agg(list).to_dict()
        judged = [
            relevance_of(key, [title, *texts.get(key, [])], relevance, dictionary)
            for key, title in zip(rows["session_id"], rows["title"], strict=True)
        ]
        notes = [with_note(note, added) for note, (_, added) in zip(rows["note"], judged, strict=True)]
        source = meeting["source_url"] or NO_SOURCE + meeting["meeting_id"]
        rows = rows.assign(
            meeting_id=meeting["meeting_id"],
            child_rights=[key for key, _ in judged],
            source_urls=rows["source_urls"].where(rows["source_urls"] != "", source),
            note=notes,
        )
        people = programme.participants
        parts["sessions"].append(_shaped("sessions", rows))
        parts["participants"].append(_shaped("participants", people[people["session_id"].isin(rows["session_id"])]))
        parts["meetings"].append(_shaped("meetings", _meeting_row(dict(meeting), rows)))
    joined = {name: pd.concat(of_table, ignore_index=True) for name, of_table in parts.items()}
    joined["meetings"] = _as_long_as_sessions(joined["meetings"].drop_duplicates("meeting_id"), joined["sessions"])
    joined["meetings"]["programme_coverage"] = joined["meetings"]["meeting_id"].map(coverage)
    return {**frames, **joined}


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


def _with_codes(connection: Connection, frames: Frames) -> Frames:
    """Put the codes and decisions of the store in; for the same session, coder and dimension they replace shipped ones.

    Codes of sessions that are not there, topics that are not in the codebook, and codes that break a rule stay in the
    store alone (:mod:`igfdata.workspace.stored_codes`).
    """
    topics = topics_of(frames)
    codings, decisions = sound_rows(read_rows(connection, CODINGS), read_rows(connection, DECISIONS), topics)
    if codings.empty and decisions.empty:
        return frames
    allowed = {"pillar": set(v.PILLAR_CODES), "topic": topics}
    there = set(frames["sessions"]["session_id"])
    adjudicated = decisions.assign(coder="adjudicated", codes=decisions["decision"])
    saves = pd.concat([codings, adjudicated], ignore_index=True)
    saves = saves[saves["session_id"].isin(there) & saves["dimension"].isin(allowed)]
    settled = decisions[decisions["session_id"].isin(there) & decisions["dimension"].isin(allowed)]
    kept = settled.assign(
        **{
            name: [
                ";".join(_known(cell, allowed[dimension]))
                for cell, dimension in zip(settled[name], settled["dimension"], strict=True)
            ]
            for name in ("code_a", "code_b", "decision")
        }
    )
    return {
        **frames,
        "codings": _replaced(
            "codings", frames["codings"], saves, pd.DataFrame(list(_code_rows(saves, allowed))), ["session_id", "coder", "dimension"]
        ),
        "decisions": _replaced(
            "decisions", frames["decisions"], settled, kept[kept["decision"] != ""], ["session_id", "dimension"]
        ),
    }  # fmt: skip


def topics_of(frames: Frames) -> set[str]:
    """Topics of the codebook, retired ones too."""
    return {topic for topic in frames["codebook"]["topic"] if not topic.startswith(v.NON_TOPIC_PREFIXES)}


def _replaced(table: str, old: pd.DataFrame, about: pd.DataFrame, new: pd.DataFrame, subject: list[str]) -> pd.DataFrame:
    """Old rows whose subject nothing was said about, then the new rows."""
    said = set(about[subject].itertuples(index=False, name=None))
    keep = [row not in said for row in old[subject].itertuples(index=False, name=None)]
    return pd.concat([old[keep], _shaped(table, new)], ignore_index=True)


def _known(cell: str, allowed: set[str]) -> list[str]:
    return [code for code in cell.split(";") if code in allowed]


def _code_rows(saves: pd.DataFrame, allowed: dict[str, set[str]]) -> Iterator[dict[str, str]]:
    """One row a code, pillars ranked."""
    for row in saves.to_dict("records"):
        for place, code in enumerate(_known(row["codes"], allowed[row["dimension"]]), start=1):
            about = {name: row[name] for name in ("session_id", "coder", "dimension", "evidence", "codebook_version")}
            yield {**about, "code": code, "rank": str(place) if row["dimension"] == "pillar" else ""}
