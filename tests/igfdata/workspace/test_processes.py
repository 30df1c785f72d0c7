"""Killed at any point, and two at once: the store holds one whole state after the other."""

import random
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest
from programme_samples import big
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sudden_death import die_after

from igfdata.workspace import Conflict, Meeting, Workspace
from igfdata.workspace.codes import SessionWork
from igfdata.workspace.store_tables import CODINGS, DECISIONS
from tests.servers import PATIENCE

N_KILLS = 10
N_SESSIONS = 60
TOPIC = {"evidence": "title", "dimension": "topic"}


def import_until_killed(address, base, number, n_statements, ready):
    """Import a version; die after some SQL statements, or whenever the parent says so."""
    with Workspace.open(address, shipped=base) as workspace:
        die_after(workspace, n_statements)
        ready.send(True)
        workspace.import_version(Meeting("igf2026"), big(number, N_SESSIONS), f"hash-{number}")


def version_in(programme):
    """Number of the version that every row of a programme is of."""
    numbers = {int(title.rpartition(" ")[2]) for title in programme.sessions["title"]}
    numbers |= {int(text.rsplit(" ", 2)[1]) for text in programme.texts["text"]}
    assert len(numbers) == 1, f"rows of several versions: {numbers}"
    assert (len(programme.sessions), len(programme.participants), len(programme.texts)) == (N_SESSIONS,) * 3
    return numbers.pop()


def test_killed_at_any_point_leaves_the_old_version_or_the_new_one_whole(address, opened, base, processes):
    workspace = opened(address)
    workspace.import_version(Meeting("igf2026"), big(0, N_SESSIONS), "hash-0")
    chance = random.Random(20261122)
    now, outcomes = 0, []
    for number in range(1, N_KILLS + 1):
        by_statement = chance.randint(1, 16) if number % 2 else 0
        parent, child = processes.Pipe(duplex=False)
        process = processes.Process(target=import_until_killed, args=(address, base, number, by_statement, child))
        process.start()
        parent.recv()
        process.join(chance.uniform(0, 0.4) if not by_statement else 60)
        process.kill()
        process.join()
        versions = workspace.versions("igf2026")
        (active,) = versions.loc[versions["is_active"], "id"]
        found = version_in(workspace.programme(active))
        assert found in (now, number)
        assert versions["content_hash"].iloc[0] == f"hash-{found}", "no trace of an import that did not end"
        assert set(versions["n_sessions"]) == {N_SESSIONS}
        outcomes.append(found == number)
        now = found
    assert False in outcomes
    assert workspace.import_version(Meeting("igf2026"), big(99, N_SESSIONS), "hash-99").is_new
    assert workspace.dataset().sessions["title"].str.endswith("version 99").sum() == N_SESSIONS


TOPICS = [f"{name}-{number}" for name in ("one", "two") for number in range(10)]


@pytest.fixture
def many_topics(base):
    """The shipped data with a codebook in which two writers have ten topics each."""
    rows = [{"topic": topic, "label": topic, "pillar_hint": "cross-cutting", "definition": topic} for topic in TOPICS]
    added = pd.DataFrame(rows, columns=base["codebook"].columns, dtype="str")
    return {**base, "codebook": pd.concat([base["codebook"], added], ignore_index=True)}


def add_topics(address, base, name, n_rounds):
    """Add topics to the same coder's set, one at a time, looking again after every conflict; the conflicts met."""
    conflicts = 0
    with Workspace.open(address, shipped=base) as workspace:
        for number in range(n_rounds):
            seen = workspace.codings("igf2025-ws-1", coder="MK")
            while True:
                codes = seen["codes"].iloc[0].split(";") if len(seen) else []
                revision = int(seen["id"].iloc[0]) if len(seen) else 0
                try:
                    workspace.save_codes(
                        "igf2025-ws-1", "MK", codes=[*codes, f"{name}-{number}"], expected_revision=revision, **TOPIC
                    )
                    break
                except Conflict:
                    conflicts += 1
                    seen = workspace.codings("igf2025-ws-1", coder="MK")
    return conflicts


def test_two_threads_lose_no_update(address, opened, many_topics):
    workspace = opened(address)
    with ThreadPoolExecutor(2) as threads:
        conflicts = sum(threads.map(lambda name: add_topics(address, many_topics, name, 10), ["one", "two"]))
    (row,) = workspace.codings().to_dict("records")
    assert sorted(row["codes"].split(";")) == sorted(TOPICS)
    states = workspace.codings(history=True)["state"].value_counts().to_dict()
    assert states == {"current": 1, "superseded": 19} | ({"conflict": conflicts} if conflicts else {})


def test_two_processes_lose_no_update(address, opened, many_topics, processes):
    workspace = opened(address)
    children = [processes.Process(target=add_topics, args=(address, many_topics, name, 10)) for name in ("one", "two")]
    for child in children:
        child.start()
    for child in children:
        child.join(PATIENCE)
    assert [child.exitcode for child in children] == [0, 0]
    (row,) = workspace.codings().to_dict("records")
    assert len(row["codes"].split(";")) == 20


def save_at_once(address, base, pillar, start, done):
    """Save a session that nobody coded, at the same moment as another process; how it went."""
    with Workspace.open(address, shipped=base) as workspace:
        work = SessionWork({"pillar": (pillar,), "topic": ("gaming",), "relevance": ("yes",)}, "title")
        start.wait()
        try:
            workspace.save_session("igf2025-ws-2", "MK", work, expected_revisions={})
            done.put("saved")
        except Conflict as conflict:
            done.put(("conflict", conflict.changed))


def test_two_processes_that_save_one_session_at_once_give_one_conflict_and_no_second_row(address, opened, base, processes):
    workspace = opened(address)
    start, done = processes.Barrier(2), processes.Queue()
    pillars = ("protection", "provision")
    children = [processes.Process(target=save_at_once, args=(address, base, pillar, start, done)) for pillar in pillars]
    for child in children:
        child.start()
    outcomes = [done.get(timeout=PATIENCE) for _ in children]
    for child in children:
        child.join(PATIENCE)
    current = workspace.codings("igf2025-ws-2")
    first = dict(zip(current["dimension"], current["codes"], strict=True))["pillar"]
    (second,) = set(pillars) - {first}
    assert sorted(outcomes, key=str) == [("conflict", {"pillar": (first, second)}), "saved"]
    assert sorted(current["dimension"]) == ["pillar", "relevance", "topic"]
    history = workspace.codings("igf2025-ws-2", history=True)
    assert history.loc[history["state"] == "conflict", ["dimension", "codes"]].values.tolist() == [["pillar", second]]


def test_the_store_itself_takes_no_second_current_row(workspace):
    """Whatever a program gets wrong: the database refuses two rows that are current for one subject."""
    codes = {"session_id": "igf2025-ws-2", "coder": "MK", "dimension": "pillar"}
    save = {"evidence": "title", "expected_revision": 0}
    workspace.save_codes(*codes.values(), ["protection"], **save)
    workspace.save_decision("igf2025-ws-2", "pillar", ["protection"], reason="x", signed_by="MK", **save)
    for table in (CODINGS, DECISIONS):
        with pytest.raises(IntegrityError), workspace.writing() as transaction:
            row = dict(transaction.execute(table.select()).mappings().one())
            transaction.execute(table.insert().values(**{**row, "id": 99}))


def test_many_may_open_an_empty_store_at_once(address, base):
    def open_and_write(number):
        with Workspace.open(address, shipped=base) as workspace:
            workspace.set_setting(f"name {number}", "x")
            return workspace.revision

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(open_and_write, range(8)))
    with Workspace.open(address, shipped=base) as workspace:
        assert workspace.revision == 8


def test_a_reader_sees_one_state_while_another_writes(address, opened):
    reader, writer = opened(address), opened(address)
    with reader.reading() as reading:
        connection = reading.connection
        before = connection.exec_driver_sql("SELECT last_id FROM store").scalar()
        writer.set_setting("a", "b")
        assert connection.exec_driver_sql("SELECT last_id FROM store").scalar() == before
        assert connection.exec_driver_sql("SELECT count(*) FROM settings").scalar() == 0
    assert reader.setting("a") == "b"


def test_an_error_in_the_middle_undoes_everything(workspace):
    with pytest.raises(RuntimeError), workspace.writing() as transaction:
        transaction.next_id()
        transaction.execute(text("INSERT INTO settings (name, value) VALUES ('a', 'b')"))
        raise RuntimeError
    assert (workspace.revision, workspace.setting("a")) == (0, "")
