"""What the workspace holds, on the page: versions, new numbers, deletion, and a workspace that is restored."""

import io
import zipfile
from pathlib import Path

import pytest

from igfdata.importers import read
from igfdata.importers.model import DEFAULT
from igfdata.workspace import Meeting, Workspace
from pages.shared.data import versions_tab as versions
from tests.pages.dashboard_app import complaints, open_page

PAGE = "pages/7_Data_and_methods.py"
SESSION = "igf2026-uid1"
ICS = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{}END:VCALENDAR\r\n",
    "BEGIN:VEVENT\r\nUID:{}\r\nDTSTART:2026110{}T090000Z\r\nDTEND:2026110{}T100000Z\r\nSUMMARY:{}\r\nEND:VEVENT\r\n",
)


def programme(*events):
    """A calendar of ``(uid, day, title)``, as an importer reads it."""
    text = ICS[0].format("".join(ICS[1].format(uid, day, day, title) for uid, day, title in events))
    return read(text.encode(), timezone="Europe/Oslo", meeting="igf2026")


@pytest.fixture
def store(tmp_path, monkeypatch):
    """A workspace with two versions, in the second of which a coded session has another number, and codes of it."""
    monkeypatch.setenv("IGF_WORKSPACE", str(tmp_path / "store"))
    with Workspace.open(tmp_path / "store") as workspace:
        workspace.import_version(
            Meeting("igf2026", name="IGF 2026"), programme(("uid1", 3, "WS #1 Play"), ("uid2", 4, "WS #2 Law")), "1"
        )
        workspace.save_codes(SESSION, "MK", "pillar", ["provision"], evidence="title", expected_revision=0)
        workspace.save_decision(
            SESSION, "pillar", ["provision"], reason="x", signed_by="MK", evidence="title", expected_revision=0
        )
        workspace.import_version(Meeting("igf2026"), programme(("uid9", 3, "WS #9 Play"), ("uid2", 4, "WS #2 Law")), "2")
    return tmp_path / "store"


def opened():
    app = open_page(PAGE, {"tab": ["import"]})
    assert not complaints(app)
    return app


def button(app, label):
    (found,) = [one for one in app.button if one.label == label]
    return found


def test_a_session_with_a_new_number_keeps_its_codes_when_a_person_says_so(store):
    app = opened()
    assert any("“Play” was WS #1; is it WS #9 now?" in one.value for one in app.text)
    button(app, "Yes, move its codes").click().run()
    assert not complaints(app)
    with Workspace.open(store) as workspace:
        moved = workspace.codings("igf2026-uid9")
        assert moved[["coder", "codes", "carried_from"]].values.tolist() == [["MK", "provision", SESSION]]
        assert workspace.decisions("igf2026-uid9")["decision"].tolist() == ["provision"]
        assert workspace.orphans().empty
    assert not any("is it WS #9 now?" in one.value for one in app.text)


def test_the_page_for_coding_tells_a_coded_session_that_is_gone(store):
    app = open_page("pages/6_Coding.py", {"meeting": ["igf2026"], "relevance": ["all"]})
    app.text_input(key="coder_sign").set_value("MK").run()
    (table,) = [one.value for one in app.dataframe if list(one.value.columns)[:2] == ["Session", "Title"]]
    assert table.values.tolist() == [[SESSION, "Play", 1, 1]]


@pytest.mark.parametrize(("with_codes", "kept"), [(False, ["provision"]), (True, [])])
def test_a_deletion_says_what_is_lost_and_asks_for_the_name(store, with_codes, kept):
    app = opened()
    assert any("This permanently deletes 2 versions with all sessions and texts" in one.value for one in app.markdown)
    box = app.checkbox(key="codes_igf2026")
    assert "1 code row and 1 decision" in box.label
    assert app.button(key="delete_igf2026").disabled
    if with_codes:
        box.check().run()
    app.text_input(key="confirm_igf2026").set_value("igf2025").run()
    assert app.button(key="delete_igf2026").disabled
    app.text_input(key="confirm_igf2026").set_value("igf2026").run()
    app.button(key="delete_igf2026").click().run()
    assert not complaints(app)
    with Workspace.open(store) as workspace:
        assert workspace.meetings().empty
        assert workspace.codings(history=True)["codes"].tolist() == kept
    assert not any("igf2026" in one.label for one in app.expander)


def packed(files, **options):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def test_a_workspace_is_restored_from_its_download(store, tmp_path, monkeypatch):
    with Workspace.open(store) as workspace:
        saved = versions.zipped(workspace)
    monkeypatch.setenv("IGF_WORKSPACE", str(tmp_path / "other"))
    app = opened()
    app.file_uploader(key="workspace_zip").set_value(("igf-workspace.zip", saved, "application/zip")).run()
    app.button(key="workspace_restore").click().run()
    assert not complaints(app)
    assert any(one.value.startswith("Restored: ") and "2 versions" in one.value for one in app.success)
    with Workspace.open(tmp_path / "other") as other:
        assert other.meetings()["name"].tolist() == ["IGF 2026"]
        assert other.codings()["codes"].tolist() == ["provision"]


def test_a_workspace_that_holds_something_is_replaced_only_when_the_box_is_ticked(store):
    with Workspace.open(store) as workspace:
        saved = versions.zipped(workspace)
        workspace.save_codes(SESSION, "JD", "pillar", ["protection"], evidence="title", expected_revision=0)
    app = opened()
    app.file_uploader(key="workspace_zip").set_value(("igf-workspace.zip", saved, "application/zip")).run()
    app.button(key="workspace_restore").click().run()
    assert any("not empty" in one.value for one in app.error)
    with Workspace.open(store) as workspace:
        assert workspace.codings()["coder"].tolist() == ["MK", "JD"]
    app.checkbox(key="workspace_replace").check().run()
    app.button(key="workspace_restore").click().run()
    assert not complaints(app)
    with Workspace.open(store) as workspace:
        assert workspace.codings()["coder"].tolist() == ["MK"]


BAD = {
    "no ZIP": (b"PK no zip", "cannot be unpacked"),
    "no workspace": (packed({"a/b.csv": "x"}), "has no folder “workspace”"),
    "another table": (packed({"workspace/store.csv": "a,b\n"}), "store.csv"),
    "a name that climbs": (packed({"../workspace/../../workspace/store.csv": "a,b\n"}), "store.csv"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_workspace_is_refused_in_a_sentence(case, tmp_path):
    data, said = BAD[case]
    with Workspace.open(tmp_path) as workspace, pytest.raises(ValueError, match=said):
        versions.unzipped(workspace, data, replace=True)
    assert [path.name for path in Path(tmp_path).iterdir() if path.suffix == ".csv"] == []


def test_what_unpacks_to_more_than_the_bound_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    """40 kB that unpack to 40 MB, with a bound of four times 1 MB."""
    monkeypatch.setattr(versions, "DEFAULT", type(DEFAULT)(unpacked_bytes=2**20))
    bomb = packed({"workspace/store.csv": "x" * 40 * 2**20})
    assert len(bomb) < 50_000
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("unpacked"))
    with Workspace.open(tmp_path) as workspace, pytest.raises(ValueError, match="unpacks to more than 4 MB"):
        versions.unzipped(workspace, bomb, replace=True)
