"""Where the store is, how it comes into being, and what it says when it cannot be used."""

import resource
from pathlib import Path

import pytest
from programme_samples import big, imported, make_older
from sqlalchemy import create_engine, inspect, text

from igfdata.codebook.next_version import changed
from igfdata.workspace import Meeting, ReadOnly, StoreIsNewer, StoreUnavailable, Workspace, store_tables
from igfdata.workspace.codes import SessionWork
from igfdata.workspace.current import current_dataset, workspace_to_read
from igfdata.workspace.location import find_address, shown
from igfdata.workspace.store_tables import METADATA, migrate
from tests.servers import PATIENCE

NEWER = "UPDATE store SET version = 99"
WRITES = {
    "import_version": lambda w: w.import_version(Meeting("igf2026"), imported(1), "hash"),
    "undo_to": lambda w: w.undo_to(1),
    "delete_meeting": lambda w: w.delete_meeting("igf2026", confirm="igf2026"),
    "save_codes": lambda w: w.save_codes("igf2025-ws-1", "MK", "topic", ["gaming"], evidence="title", expected_revision=0),
    "save_session": lambda w: w.save_session(
        "igf2025-ws-1", "MK", SessionWork({"topic": ("gaming",)}, "title"), expected_revisions={}
    ),
    "take_back": lambda w: w.take_back("igf2025-ws-1", "MK", None, {"topic": 1}),
    "save_decision": lambda w: w.save_decision(
        "igf2025-ws-1", "pillar", ["provision"], reason="why", signed_by="MK", evidence="title", expected_revision=0
    ),
    "reopen_decision": lambda w: w.reopen_decision(
        "igf2025-ws-1", "pillar", reason="why", signed_by="MK", expected_revision=w.revision
    ),
    "undo_decision": lambda w: w.undo_decision("igf2025-ws-1", "pillar", signed_by="MK", expected_revision=w.revision),
    "withdraw": lambda w: w.withdraw("codings", 1),
    "accept_renumbering": lambda w: w.accept_renumbering("igf2025-ws-1", "igf2025-ws-2"),
    "save_codebook": lambda w: w.save_codebook(
        changed(w.codebook(), "gaming", date="2026-11-22", definition="new"), signed_by="MK", change="x", expected_revision=0
    ),
    "remember_mapping": lambda w: w.remember_mapping(["Title"], {"Title": "title"}),
    "set_setting": lambda w: w.set_setting("a", "b"),
    "save_deck": lambda w: w.save_deck("Morning", "{}", 0),
    "delete_deck": lambda w: w.delete_deck("Morning", 1),
}


def execute(workspace, statement):
    with workspace.engine.connect() as connection, connection.begin():
        connection.execute(text(statement))


@pytest.mark.parametrize(
    ("given", "kind", "where"),
    [
        ("/data/team", "sqlite", "/data/team/workspace.sqlite"),
        ("/data/team.sqlite", "sqlite", "/data/team.sqlite"),
        ("/data/team.db", "sqlite", "/data/team.db"),
        ("sqlite:////data/x.any", "sqlite", "/data/x.any"),
        ("postgresql://user:secret@host/igf", "postgresql", "postgresql+psycopg://user:***@host/igf"),
        ("postgres://host/igf", "postgresql", "postgresql+psycopg://host/igf"),
        ("postgresql+psycopg2://host/igf", "postgresql", "postgresql+psycopg://host/igf"),
    ],
)
def test_an_address_is_a_folder_a_file_or_a_database(given, kind, where, monkeypatch):
    assert find_address(given).get_backend_name() == kind
    assert shown(find_address(given)) == where
    monkeypatch.setenv("IGF_WORKSPACE", given)
    assert find_address() == find_address(given)


def test_without_a_setting_the_store_is_in_the_users_data_folder(monkeypatch, tmp_path):
    monkeypatch.delenv("IGF_WORKSPACE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert "igf-childrens-rights" in str(find_address().database)


@pytest.mark.parametrize("given", ["mysql://user:secret@host/x", "sqlite://", "sqlite:///:memory:", "://"])
def test_other_addresses_are_refused_without_their_password(given):
    with pytest.raises(StoreUnavailable) as error:
        find_address(given)
    assert "secret" not in str(error.value)


def test_a_new_store_has_the_tables_that_the_program_uses(workspace):
    found = inspect(workspace.engine)
    assert set(found.get_table_names()) == set(METADATA.tables)
    for name, table in METADATA.tables.items():
        columns = {column["name"]: (str(column["type"]), column["nullable"]) for column in found.get_columns(name)}
        expected = {column.name: (str(column.type), bool(column.nullable)) for column in table.columns}
        keys = {column.name for column in table.primary_key.columns}
        assert columns.keys() == expected.keys()
        assert {key: kind for key, (kind, _) in columns.items()} == {key: kind for key, (kind, _) in expected.items()}
        assert {k: null for k, (_, null) in columns.items() if k not in keys} == {
            k: null for k, (_, null) in expected.items() if k not in keys
        }
        assert set(found.get_pk_constraint(name)["constrained_columns"]) == keys


def test_a_store_is_opened_again_as_it_was_left(address, opened):
    opened(address).set_setting("a", "b")
    assert opened(address).setting("a") == "b"


LATER = {"codebook_versions", "codebook_rows", "codebook_changes", "decks"}
"""Tables that the first version had not."""


def test_a_store_of_the_first_version_gets_what_it_lacks(address, opened):
    old = opened(address)
    old.set_setting("a", "b")
    make_older(old, 1)
    assert not LATER & set(inspect(old.engine).get_table_names())
    assert "answers" not in {column["name"] for column in inspect(old.engine).get_columns("codings")}
    old.close()
    upgraded = opened(address)
    assert upgraded.setting("a") == "b"
    with upgraded.reading() as connection:
        assert connection.execute(text("SELECT version FROM store")).scalar() == 6
    assert set(inspect(upgraded.engine).get_table_names()) >= LATER
    assert "answers" in {column["name"] for column in inspect(upgraded.engine).get_columns("codings")}


def failing(monkeypatch):
    """Let the last statement of making or upgrading a store fail."""

    def fail(_):
        raise OSError("no space left")

    monkeypatch.setattr(store_tables, "update", fail)


def test_an_upgrade_that_fails_leaves_the_old_store_whole(address, opened, monkeypatch):
    old = opened(address)
    old.set_setting("a", "b")
    make_older(old, 1)
    with monkeypatch.context() as patched:
        failing(patched)
        with pytest.raises(StoreUnavailable):
            opened(address)
    assert not LATER & set(inspect(old.engine).get_table_names())
    old.close()
    assert opened(address).setting("a") == "b"


def test_a_first_start_that_fails_leaves_an_empty_database(address, monkeypatch, base):
    failing(monkeypatch)
    with pytest.raises(StoreUnavailable):
        Workspace.open(address, shipped=base)
    engine = create_engine(find_address(address))
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_migrating_twice_is_migrating_once(workspace):
    with workspace.writing() as transaction:
        migrate(transaction.connection)
    assert workspace.revision == 0


def test_an_older_program_refuses_a_newer_store_and_leaves_it_alone(address, opened):
    old = opened(address)
    execute(old, NEWER)
    with pytest.raises(StoreIsNewer, match="store version 99, this program knows 6"):
        opened(address)
    with pytest.raises(StoreIsNewer, match="newer version"):
        opened(address, read_only=True)
    with pytest.raises(StoreIsNewer):  # opened before the upgrade by somebody else
        old.set_setting("a", "b")
    assert old.setting("a") == ""


def test_a_database_of_another_program_is_left_alone(address, base):
    engine = create_engine(find_address(address))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE settings (other INTEGER)"))
    with pytest.raises(StoreUnavailable, match="another program"):
        Workspace.open(address, shipped=base)
    assert inspect(engine).get_table_names() == ["settings"]
    engine.dispose()


def test_sqlite_is_set_up_for_several_users(sqlite):
    with sqlite.reading() as connection:
        asked = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous")
        }
    assert asked == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2}


def test_read_only_refuses_every_write(address, opened):
    opened(address).import_version(Meeting("igf2026"), imported(1), "hash")
    reader = opened(address, read_only=True)
    before = reader.revision
    for write in WRITES.values():
        with pytest.raises(ReadOnly):
            write(reader)
    assert reader.revision == before


def test_every_public_method_that_writes_is_in_the_list_above(opened, tmp_path):
    reading = {
        "open", "close", "address", "shipped", "revision", "reading", "writing", "preview", "meetings", "versions", "programme",
        "texts", "codings", "decisions", "codings_of_unknown", "mapping_for",
        "setting", "export_folder", "frames", "dataset", "orphans", "codebook", "codebook_revision",
        "session_work", "state", "coverage", "code_errors", "row_problems", "known_days", "deletion_of", "checked",
        "last_change", "changes_for", "check_facts", "decks", "official_total",
    }  # fmt: skip
    public = {name for name in dir(Workspace) if not name.startswith("_")}
    assert public - reading == set(WRITES) | {"import_folder"}  # tried in a test of its own


def test_read_only_refuses_to_import_a_folder(address, opened, tmp_path):
    folder = opened(address).export_folder(tmp_path / "out")
    with pytest.raises(ReadOnly):
        opened(address, read_only=True).import_folder(folder, replace=True)


@pytest.mark.parametrize(
    "statement", ["INSERT INTO settings (name, value) VALUES ('a', 'b')", "DELETE FROM store", "DROP TABLE codings"]
)
def test_read_only_is_kept_by_the_database_too(address, opened, statement):
    opened(address)
    with pytest.raises(Exception, match=r"read-?only"):
        execute(opened(address, read_only=True), statement)


def test_read_only_reads_what_others_write(address, opened):
    writer = opened(address)
    reader = opened(address, read_only=True)
    writer.import_version(Meeting("igf2026"), imported(1), "hash")
    assert reader.dataset().sessions["session_id"].tolist() == ["igf2025-ws-1", "igf2025-ws-2", "igf2026-uid1"]


def test_read_only_needs_a_store(address, base):
    with pytest.raises(StoreUnavailable):
        Workspace.open(address, read_only=True, shipped=base)


def test_who_reads_a_database_that_nobody_wrote_to_has_the_shipped_data(address, monkeypatch, shipped):
    monkeypatch.setenv("IGF_WORKSPACE", address)
    assert workspace_to_read() is None
    assert current_dataset().sessions.equals(shipped.sessions)
    with pytest.raises(StoreUnavailable):  # named in a call: then it must be there
        workspace_to_read(address)
    assert not Path(address).exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("/proc/igf/here", "/proc/igf/here/workspace.sqlite cannot be used"),
        ("postgresql://user:secret@127.0.0.1:9/igf?connect_timeout=2", "the database does not answer"),
        ("postgresql://user:secret@/igf?host=/nowhere", "the database does not answer"),
    ],
)
def test_a_place_that_cannot_be_used(given, said):
    with pytest.raises(StoreUnavailable, match=said) as error:
        Workspace.open(given)
    assert "secret" not in str(error.value)
    assert "shipped data can be read without it" in str(error.value)


def test_a_file_that_is_no_database(tmp_path):
    path = tmp_path / "x.sqlite"
    path.write_text("This is a text, not a database. " * 100)
    with pytest.raises(StoreUnavailable, match="not a SQLite database"):
        Workspace.open(path)
    assert path.read_text().startswith("This is a text")


def test_a_file_where_a_folder_should_be(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreUnavailable):
        Workspace.open(tmp_path / "file" / "below")


def test_a_database_that_goes_away(postgres_only):
    workspace, end_connections = postgres_only
    with pytest.raises(StoreUnavailable), workspace.writing() as transaction:
        end_connections()
        transaction.execute(text("SELECT 1"))
    workspace.set_setting("a", "b")  # there again
    assert workspace.setting("a") == "b"


def fill_the_disk(address, base, limit, answer):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    with Workspace.open(address, shipped=base) as workspace:
        try:
            workspace.import_version(Meeting("igf2026"), big(2, 2000), "hash-2")
        except StoreUnavailable as error:
            answer.send(str(error))
        answer.send("imported")


def test_a_full_disk_leaves_the_old_version_whole(tmp_path, opened, base, processes):
    path = tmp_path / "store.sqlite"
    workspace = opened(path)
    workspace.import_version(Meeting("igf2026"), big(1, 10), "hash-1")
    here, there = processes.Pipe(duplex=False)
    size = max(file.stat().st_size for file in Path(tmp_path).iterdir())
    child = processes.Process(target=fill_the_disk, args=(str(path), base, size + 100_000, there))
    child.start()
    child.join(PATIENCE)
    said = here.recv()
    assert "cannot be used" in said and "nothing was changed" in said
    assert workspace.versions("igf2026")["content_hash"].tolist() == ["hash-1"]
    assert len(workspace.dataset().sessions) == 12
    assert workspace.import_version(Meeting("igf2026"), big(2, 20), "hash-2").is_new
