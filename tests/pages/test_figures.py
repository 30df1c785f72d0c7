"""Figures that only a page puts together, counted by hand on tiny data folders."""

import re

import pytest

from igfdata.schema import TABLES
from pages.shared import data_source as store
from tests.igfdata.workspace.programme_samples import with_a_row_in_each_file
from tests.pages.dashboard_app import complaints, open_page

PILLARS, MIX = "pages/1_Rights_pillars.py", "pages/2_Stakeholder_mix.py"


@pytest.fixture
def show(tmp_path, monkeypatch, tiny_frames):
    """Open a page on tiny data of their own."""

    def open_with(page, address, *args, **options):
        options = {"topics": {"igf2025-ws-1": "gaming"}, "persons": [("igf2025-ws-1", "Government")], **options}
        for name, frame in with_a_row_in_each_file(tiny_frames(*args, **options)).items():
            frame.to_csv(tmp_path / TABLES[name].file, index=False)
        monkeypatch.setenv("IGF_DATA", str(tmp_path))
        monkeypatch.setenv("IGF_WORKSPACE", str(tmp_path / "workspace"))
        app = open_page(page, {"meeting": ["igf2025"], **address})
        assert not complaints(app), complaints(app)
        return app

    yield open_with
    store._kept.clear()


def persons(session, **groups):
    return [(session, group.replace("_", " ")) for group, n in groups.items() for _ in range(n)]


def ratios(app):
    """Group → what its bar says in the chart of more or less than the reference."""
    found = {}
    for chart in app.get("plotly_chart"):
        if "times the reference" in chart.proto.alt:
            found = dict(re.findall(r"([^;:]+): ([\d.]+) times the reference", chart.proto.alt))
    return {name.strip(): value for name, value in found.items()}


def test_groups_are_compared_with_the_sessions_that_are_not_about_children(show):
    """Here 12 Civil Society, 4 Government; others 2 and 6. Civil Society 12/16 to 2/8: 3 times; Government 4/16 to 6/8: a third."""
    child, partly, other, proposal = (f"igf2025-ws-{number}" for number in range(1, 5))
    sessions = [{"session_id": child, "day": 0}, {"session_id": partly, "day": 0, "child_rights": "partly"}]
    sessions.append({"session_id": other, "day": 1, "child_rights": "no"})
    sessions.append({"session_id": proposal, "day": 1, "child_rights": "no", "status": "proposed"})
    people = [
        *persons(child, Civil_Society=8, Government=2), *persons(partly, Civil_Society=4, Government=2),
        *persons(other, Civil_Society=2, Government=6), *persons(proposal, Private_Sector=50),
    ]  # fmt: skip
    app = show(MIX, {"show": ["others"]}, sessions, persons=people, pillars={child: "protection"})
    assert ratios(app) == {"Civil Society": "3.0", "Government": "0.3"}
    assert any(
        "the 8 people with a known group in sessions not about children" in caption.value for caption in app.main.get("caption")
    )


def holds(app):
    """✓ or ✗ by test, from the line below the headline."""
    line = next(text.value for text in app.main.get("markdown") if text.value.startswith("**Does it hold?**"))
    parts = line.removeprefix("**Does it hold?**").replace("*", "").replace("\u00a0", " ").split("&ensp;")[1:]
    return {part.strip()[2:]: part.strip()[0] for part in parts}


def test_the_headline_that_holds_is_said_to_hold(show):
    """Protection in 5 of 5 sessions, alone: it leads however one counts."""
    names = [f"igf2025-ws-{number}" for number in range(1, 6)]
    sessions = [{"session_id": name, "day": 0, "start": "09:00", "end": "10:00"} for name in names]
    app = show(PILLARS, {}, sessions, pillars=dict.fromkeys(names, "protection"))
    assert [title.value for title in app.title] == ["All five child\\-related sessions touched protection\\."]
    assert set(holds(app).values()) == {"✓"}


def test_the_headline_that_does_not_hold_is_said_to_depend(show):
    """Protection in 3 of 7 sessions, participation in 4: one code more or less parts them."""
    pillars = (
        {f"igf2025-ws-{number}": "protection" for number in range(1, 4)}
        | {f"igf2025-ws-{number}": "participation" for number in range(4, 6)}
        | {f"igf2025-ws-{number}": "provision participation" for number in range(6, 8)}
    )
    sessions = [{"session_id": name, "day": 0} for name in pillars]
    app = show(PILLARS, {}, sessions, pillars=pillars)
    assert holds(app)["If one code changes"] == "✗"
