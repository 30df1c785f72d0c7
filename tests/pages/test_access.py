"""Who may change the workspace: the rule, and what the pages do with it."""

import pytest

from igfdata import Selection, select
from igfdata.workspace import Workspace
from pages.shared.access import Access, granted, sign_problem
from tests.pages.dashboard_app import complaints, open_page

EDITORS = {"Desk@Example.org": "MK"}


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ({"editors": {}, "is_public": False}, Access(can_edit=True)),
        ({"editors": {}, "is_public": True}, Access(can_edit=False)),
        ({"editors": EDITORS, "is_public": False}, Access(can_edit=False)),
        ({"editors": EDITORS, "is_public": True, "has_sign_in": True}, Access(can_edit=False, can_sign_in=True)),
        (
            {"editors": EDITORS, "is_public": True, "has_sign_in": True, "is_signed_in": True, "account": "desk@example.ORG"},
            Access(can_edit=True, signed_as="MK", is_signed_in=True),
        ),
        (
            {"editors": EDITORS, "is_public": False, "has_sign_in": True, "is_signed_in": True, "account": "other@example.org"},
            Access(can_edit=False, is_signed_in=True),
        ),
        (
            {"editors": EDITORS, "is_public": True, "has_sign_in": True, "is_signed_in": True, "account": ""},
            Access(can_edit=False, is_signed_in=True),
        ),
        ({"editors": {}, "is_public": False, "has_sign_in": True}, Access(can_edit=True)),
        ({"editors": {}, "is_public": True, "has_sign_in": True}, Access(can_edit=False)),
    ],
)
def test_who_may_edit(case, expected):
    assert granted(**case) == expected


@pytest.mark.parametrize("page", ["pages/6_Coding.py", "pages/7_Data_and_methods.py"])
def test_a_public_server_offers_nothing_to_change(page, monkeypatch):
    monkeypatch.setenv("IGF_PUBLIC", "1")
    app = open_page(page, {"tab": ["import"]})
    assert not complaints(app)
    assert any("read-only" in str(info.value) for info in app.info)


def test_where_the_workspace_is_kept_is_told_to_those_who_may_change_it(tmp_path, monkeypatch):
    place = tmp_path / "kept.sqlite"
    Workspace.open(place).close()
    monkeypatch.setenv("IGF_WORKSPACE", str(place))
    for is_public in ("0", "1"):
        monkeypatch.setenv("IGF_PUBLIC", is_public)
        app = open_page("pages/7_Data_and_methods.py", {"tab": ["import"]})
        assert not complaints(app)
        said = " ".join(str(caption.value) for caption in app.caption)
        assert ("kept.sqlite" in said.replace("\\", ""), "The download is a folder of CSV files" in said) == (
            is_public == "0",
            True,
        )


def test_a_workspace_that_cannot_be_read_is_told_and_the_shipped_data_are_shown(tmp_path, monkeypatch, shipped):
    broken = tmp_path / "workspace.sqlite"
    broken.write_bytes(b"this is no database" * 100)
    monkeypatch.setenv("IGF_WORKSPACE", str(broken))
    app = open_page("dashboard.py")
    assert not complaints(app)
    assert any("not a SQLite database" in str(warning.value).replace("\\", "") for warning in app.warning)
    n = len(select(shipped, Selection(meetings=("igf2025",))).sessions)
    assert f"{n} of " in " ".join(str(caption.value) for caption in app.caption)


@pytest.mark.parametrize(
    ("sign", "problem"),
    [
        ("", "Enter your initials to start coding"),
        ("A", "came with the data"),
        ("b", "came with the data"),
        ("adjudicated", "came with the data"),
        ("M K", "letters, digits"),
        ("MK", ""),
    ],
)
def test_signs(sign, problem):
    assert problem in sign_problem(sign)
    assert bool(problem) == bool(sign_problem(sign))
