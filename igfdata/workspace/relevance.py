"""How relevant is a session to children? As decided, as coded, or as its words suggest; and how it is known."""

import pandas as pd
from sqlalchemy import Connection

from igfdata import vocabulary as v
from igfdata.codebook.dictionary import Dictionary
from igfdata.validation import Frames
from igfdata.workspace.history import read_rows
from igfdata.workspace.stored_codes import sound_rows
from igfdata.workspace.tables import CODINGS, DECISIONS

DECIDED = "relevance decided"


def relevance_of(key: str, texts: list[str], coded: dict[str, tuple[str, str]], dictionary: Dictionary) -> tuple[str, str]:
    """Relevance to children and how it is known: by a person, else suggested by the words of title and texts."""
    if key in coded:
        return coded[key]
    found = {row for counts in dictionary.codes_in(texts) for row in counts}
    return "yes" if "relevance_child" in found else "partly" if "relevance_youth" in found else "no", v.SUGGESTED_RELEVANCE


def with_decided_relevance(connection: Connection, frames: Frames, shipped: Frames) -> Frames:
    """Shipped sessions with the relevance that was decided; what a single coder says leaves theirs as it is."""
    is_shipped = frames["sessions"]["session_id"].isin(shipped["sessions"]["session_id"])
    decided = frames["sessions"]["session_id"].where(is_shipped).map(_decided_relevance(connection))
    if decided.isna().all():
        return frames
    notes = [with_note(note, DECIDED) for note in frames["sessions"]["note"].fillna("")]
    sessions = frames["sessions"].assign(
        child_rights=frames["sessions"]["child_rights"].mask(decided.notna(), decided),
        note=frames["sessions"]["note"].mask(decided.notna(), pd.Series(notes, index=decided.index)),
    )
    return {**frames, "sessions": sessions}


def coded_relevance(connection: Connection) -> dict[str, tuple[str, str]]:
    """Session → relevance that a decision, else the last coder, gave it."""
    codings, _ = sound_rows(read_rows(connection, CODINGS, dimension="relevance"), read_rows(connection, DECISIONS)[:0], ())
    coded = {
        row["session_id"]: (row["codes"], f"relevance by coder {row['coder']}")
        for row in codings.to_dict("records")
        if row["codes"]
    }
    return coded | {session: (decision, DECIDED) for session, decision in _decided_relevance(connection).items()}


def _decided_relevance(connection: Connection) -> dict[str, str]:
    _, rows = sound_rows(read_rows(connection, CODINGS)[:0], read_rows(connection, DECISIONS, dimension="relevance"), ())
    return {row["session_id"]: row["decision"] for row in rows.to_dict("records") if row["decision"]}


def with_note(*notes: str) -> str:
    """Notes of a session, one after the other."""
    return "; ".join(filter(None, notes))
