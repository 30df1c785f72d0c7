"""Small programmes and the small shipped data that they are added to."""

import pandas as pd
from sqlalchemy import text

from igfdata.importers.model import PARTICIPANT_COLUMNS, SESSION_COLUMNS, TEXT_COLUMNS, Imported
from igfdata.workspace.store_tables import KEPT, since

ZONE = "Europe/Oslo"
TERMS = {"relevance_child": "child*", "relevance_youth": "youth", "mask_boilerplate": "child care room"}


def make_shipped(tiny_frames):
    frames = tiny_frames(
        [
            {"session_id": "igf2025-ws-1", "day": 1, "start": "09:00", "end": "10:00", "room": "Hall 1", "code": "WS #1"},
            {"session_id": "igf2025-ws-2", "day": 2},
        ],
        pillars={"igf2025-ws-1": "protection provision", ("igf2025-ws-1", "B"): "provision"},
        topics={"igf2025-ws-1": "gaming privacy"},
        persons=[("igf2025-ws-1", "Government")],
    )
    rows = [
        {"topic": topic, "label": topic, "pillar_hint": "cross-cutting", "definition": topic, "terms": terms}
        for topic, terms in TERMS.items()
    ]
    added = pd.DataFrame(rows, columns=frames["codebook"].columns, dtype="str")
    return {**frames, "codebook": pd.concat([frames["codebook"], added], ignore_index=True)}


def with_a_row_in_each_file(frames):
    """The same frames as a folder may hold them: a file without rows is an error."""
    source = "https://example.org/"
    rows = {
        "decisions": {"session_id": "igf2025-ws-2", "dimension": "pillar", "decision": "unclear", "reason": "Rule 9"},
        "session_links": {
            "from_session_id": "igf2025-ws-1",
            "to_session_id": "igf2025-ws-2",
            "relation": "continues",
            "source_url": source,
        },
        "daily_reports": {"meeting_id": "igf2025", "date": "2025-06-24", "report_url": source},
        "report_claims": {
            "meeting_id": "igf2025",
            "date": "2025-06-24",
            "pillar": "protection",
            "claim": "Most.",
            "source_url": source,
        },
        "benchmarks": {
            "year": "2025",
            "measure": "participants",
            "category": "total",
            "value": "9",
            "unit": "persons",
            "source_url": source,
        },
        "data_changes": {"version": "1", "date": "2025-07-01", "meetings": "igf2025", "change": "Collected."},
    }
    return {**frames, **{name: pd.DataFrame([row], columns=frames[name].columns, dtype="str") for name, row in rows.items()}}


def session(number=1, **facts):
    return {
        "external_id": f"uid{number}", "code": f"WS #{number}", "type": "Workshop", "title": f"Session {number}",
        "status": "on_programme", "date": "2026-11-03", "start": "09:00", "end": "10:00", "room": "Hall 1",
        "source_urls": f"https://example.org/{number}", "duration_min": "60", **facts,
    }  # fmt: skip


def imported(*sessions, people=(), texts=(), timezone=ZONE):
    """What an importer returns for sessions (numbers or facts), people ``(id, role, group, region)``, texts ``(id, kind, text)``."""
    given = [session(one) if isinstance(one, int) else one for one in sessions]
    rows = [{name: one.get(name, "") for name in SESSION_COLUMNS} for one in given]
    persons = [(*person, "stated" if person[2] else "unknown") for person in people]
    told = pd.DataFrame([(*text, False) for text in texts], columns=list(TEXT_COLUMNS))
    return Imported(
        format="sched-ics",
        timezone=timezone,
        sessions=pd.DataFrame(rows, columns=list(SESSION_COLUMNS)).astype("str"),
        participants=pd.DataFrame(persons, columns=list(PARTICIPANT_COLUMNS)).astype("str"),
        texts=told.astype({**dict.fromkeys(TEXT_COLUMNS, "str"), "is_automatic": "bool"}),
    )


def big(version, n_sessions=60):
    """A programme whose every row says which version it is of."""
    return imported(
        *(session(n, title=f"Session {n} of version {version}") for n in range(n_sessions)),
        people=[(f"uid{n}", "speaker", "Government", "") for n in range(n_sessions)],
        texts=[(f"uid{n}", "description", f"text of version {version} " * 20) for n in range(n_sessions)],
    )


def make_older(workspace, version):
    """Take from a store all that came after a version, as if a program of that time had written it."""
    with workspace.engine.begin() as connection:
        for table in reversed(KEPT):
            if since(table) > version:
                connection.execute(text(f"DROP TABLE {table.name}"))
            for column in table.columns if since(table) <= version else ():
                if since(column) > version:
                    connection.execute(text(f"ALTER TABLE {table.name} DROP COLUMN {column.name}"))
        connection.execute(text(f"UPDATE store SET version = {version}"))
    workspace.close()
