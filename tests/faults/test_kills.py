"""Killed at any moment of an import, of coding or of an undo: the store opens, what was acknowledged is there, nothing is half."""

import itertools
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace

import pytest
from programme_samples import big
from sudden_death import die_after

from igfdata.workspace import Meeting, Workspace
from igfdata.workspace.codes import SessionWork

N_SESSIONS = 12
SESSION, OTHER = "igf2025-ws-1", "igf2025-ws-2"
ZONES = ("Europe/Oslo", "Asia/Riyadh", "Africa/Addis_Ababa")
"""Each version of the programme has a zone of its own, so that half an undo would show."""
TOPICS = ("gaming", "privacy")
PILLARS, RELEVANCE = ("protection", "provision", "participation"), ("yes", "partly", "no")


def import_programme(workspace, number):
    zone = ZONES[number % 3]
    programme = replace(big(number, N_SESSIONS), timezone=zone)
    workspace.import_version(Meeting("igf2026", timezone=zone), programme, f"hash-{number}")


def code_session(workspace, number):
    seen = workspace.session_work(OTHER, "MK")
    codes = {"pillar": (PILLARS[number % 3],), "topic": (TOPICS[number % len(TOPICS)],), "relevance": (RELEVANCE[number % 3],)}
    workspace.save_session(
        OTHER, "MK", SessionWork(codes, "title", f"step {number}"), expected_revisions=seen.revisions if seen else {}
    )


def code_dimension(workspace, number):
    seen = workspace.codings(SESSION, coder="MK", dimension="topic")
    revision = int(seen["id"].iloc[0]) if len(seen) else 0
    note = f"step {number}"
    workspace.save_codes(
        SESSION, "MK", "topic", [TOPICS[number % len(TOPICS)]], evidence="title", expected_revision=revision, note=note
    )


def decide(workspace, number):
    seen = workspace.decisions(SESSION)
    revision = int(seen["id"].iloc[0]) if len(seen) else 0
    workspace.save_decision(
        SESSION, "pillar", [PILLARS[number % 3]], reason=f"step {number}", signed_by="MK", evidence="title",
        expected_revision=revision,
    )  # fmt: skip


def undo(workspace, number):
    ids = workspace.versions("igf2026").sort_values("id")["id"]
    workspace.undo_to(int(ids.iloc[number % len(ids)]))


def set_step(workspace, number):
    workspace.set_setting("step", str(number))


def settings_done(workspace):
    return int(workspace.setting("step") or -1)


def imports_done(workspace):
    """Step of the programme that counts, after a look whether it is whole."""
    versions = workspace.versions("igf2026")
    assert set(versions["n_sessions"]) <= {N_SESSIONS}
    assert sorted(versions["content_hash"]) == sorted(f"hash-{number}" for number in range(len(versions)))
    return active_step(workspace)


def active_step(workspace):
    versions = workspace.versions("igf2026")
    if versions.empty:
        assert workspace.meetings().empty
        return -1
    (row,) = versions[versions["is_active"]].to_dict("records")
    number = int(row["content_hash"].removeprefix("hash-"))
    programme = workspace.programme(row["id"])
    assert {title.rpartition(" ")[2] for title in programme.sessions["title"]} == {str(number)}
    assert (len(programme.sessions), len(programme.participants), len(programme.texts)) == (N_SESSIONS,) * 3
    (meeting,) = workspace.meetings().to_dict("records")
    assert meeting["timezone"] == row["timezone"] == ZONES[number % 3]
    return number


def sessions_done(workspace):
    """Step of the last saved session, after a look whether every save is there in all its dimensions."""
    return last_step(workspace.codings(OTHER, history=True), "note", per_step=3)


def dimensions_done(workspace):
    return last_step(workspace.codings(SESSION, history=True), "note", per_step=1)


def decisions_done(workspace):
    return last_step(workspace.decisions(history=True), "reason", per_step=1)


def last_step(history, column, *, per_step):
    steps = history[column].str.removeprefix("step ").astype(int)
    assert steps.tolist() == [number for number in range(len(steps) // per_step) for _ in range(per_step)]
    current = history[history["state"] == "current"]
    assert len(current) == min(per_step, len(history))
    assert set(history["state"]) <= {"current", "superseded"}
    return int(steps.max()) if len(steps) else -1


@dataclass(frozen=True)
class Work:
    """A kind of change: how often to kill it, what it does at step n, and which step the store shows to be the last.

    An undo turns among as many versions; every other step is one further. ``is_fresh``: with a new store after every kill,
    so that it is killed while the store comes into being.
    """

    n_kills: int
    do: Callable
    done: Callable
    n_statements: int = 0
    turns: int = 0
    is_fresh: bool = False


WORK = {
    "opening": Work(10, set_step, settings_done, is_fresh=True),
    "import": Work(20, import_programme, imports_done, 16),
    "session": Work(25, code_session, sessions_done, 24),
    "dimension": Work(10, code_dimension, dimensions_done, 12),
    "decision": Work(10, decide, decisions_done, 12),
    "undo": Work(25, undo, active_step, 16, turns=3),
}


def work_until_killed(kind, address, base, first, n_statements, told):
    """Do step after step and tell each that is done; die after some SQL statements, or whenever the parent says so."""
    if WORK[kind].is_fresh:
        told.send("begun")
    with Workspace.open(address, shipped=base) as workspace:
        die_after(workspace, n_statements)
        told.send("begun")
        for number in itertools.count(first):
            WORK[kind].do(workspace, number)
            told.send(number)


def kill_at_work(processes, chance, *arguments, by_statement):
    """Steps that a child said it had done before it was killed: by itself, or a moment after one of the first steps."""
    here, there = processes.Pipe(duplex=False)
    process = processes.Process(target=work_until_killed, args=(*arguments, by_statement, there))
    process.start()
    there.close()
    told = [here.recv()]
    if by_statement:
        process.join(60)
    else:
        told += [here.recv() for _ in range(chance.randint(0, 2))]
        process.join(chance.uniform(0, 0.05))
    process.kill()
    process.join()
    try:
        while True:
            told.append(here.recv())
    except EOFError:
        return [step for step in told if step != "begun"]


def check_file(path):
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_there_are_a_hundred_kills():
    assert sum(work.n_kills for work in WORK.values()) == 100


@pytest.mark.parametrize("kind", WORK)
def test_killed_at_any_moment(kind, tmp_path, base, processes):
    work, chance = WORK[kind], random.Random(f"kill {kind}")
    path, last = tmp_path / "store.sqlite", -1
    if work.turns:
        with Workspace.open(path, shipped=base) as workspace:
            for last in range(work.turns):
                import_programme(workspace, last)
    for kill in range(work.n_kills):
        if work.is_fresh:
            path, last = tmp_path / f"store-{kill}.sqlite", -1
        by_statement = chance.randint(1, work.n_statements) if kill % 2 and work.n_statements else 0
        acknowledged = kill_at_work(processes, chance, kind, str(path), base, last + 1, by_statement=by_statement)
        with Workspace.open(path, shipped=base) as workspace:
            told = max(acknowledged, default=last)
            found = work.done(workspace)
            outcomes = {number % work.turns if work.turns else number: number for number in (told, told + 1)}
            assert found in outcomes, f"step {found} counts; {told} was acknowledged"
            last = outcomes[found]
        check_file(path)
    with Workspace.open(path, shipped=base) as workspace:
        work.do(workspace, last + 1)  # and the work goes on
        assert work.done(workspace) == ((last + 1) % work.turns if work.turns else last + 1)
        workspace.dataset()
        assert last > 0, "every kill came before any work was done"
