"""Two people in two browsers on the same decision and the same topic: the second is told, and loses nothing that was typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ready, start_server
from dashboard_page import comes
from playwright.sync_api import Locator, Page, expect
from retries import retry
from test_import import SIGN

from igfdata.workspace import Workspace

TOLD = "Someone else changed this while you were editing. Review it, then save again or discard your change."
SESSIONS = 2


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path, list[str]]]:
    """A server, the folder of its workspace, and sessions that two coders have coded differently."""
    folder = tmp_path_factory.mktemp("two")
    with Workspace.open(folder) as opened:
        sessions = opened.dataset().sessions
        rows = sessions[
            (sessions["meeting_id"] == "igf2025") & (sessions["child_rights"] == "no") & (sessions["status"] != "proposed")
        ]
        ids = sorted(rows["session_id"])[:SESSIONS]
        for key in ids:
            for coder, pillars in (("AB", ["protection", "provision"]), ("CD", ["protection", "participation"])):
                opened.save_codes(key, coder, "pillar", pillars, evidence="title", expected_revision=0)
        titles = rows.set_index("session_id").loc[ids, "title"].tolist()
    with start_server(IGF_WORKSPACE=str(folder)) as url:
        yield url, folder, list(zip(ids, titles, strict=True))


def decisions(folder: Path, session_id: str, **options) -> list[tuple]:
    with Workspace.open(folder, read_only=True) as opened:
        rows = opened.decisions(session_id, **options)
    return list(rows[["decision", "signed_by", "state"]].itertuples(index=False, name=None))


def open_list(page: Page, url: str, sign: str) -> None:
    page.goto(f"{url}/Coding?meeting=igf2025&relevance=no&tab=disagreements")
    ready(page)
    page.get_by_label(SIGN).fill(sign)
    page.get_by_label(SIGN).press("Enter")
    expect(page.get_by_role("button", name="As Coder AB").first).to_be_visible()
    ready(page)


def card(page: Page, title: str) -> Locator:
    boxes = page.locator("[data-testid=stVerticalBlock]").filter(has_text=title)
    return boxes.filter(has=page.get_by_role("button", name="As Coder AB")).last


def begin(page: Page, title: str, side: str, words: str) -> Locator:
    """Open the dialog of a difference, choose a side, and type a reason."""
    card(page, title).get_by_role("button", name=f"As Coder {side}").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("In your own words").fill(words)
    dialog.get_by_label("In your own words").press("Enter")
    expect(dialog.get_by_role("button", name="Save the decision")).to_be_enabled()
    return dialog


def test_a_card_shows_what_differs(workspace, new_page):
    url, _, ((_, title), *_) = workspace
    page = new_page()
    open_list(page, url, "MK")
    box = card(page, title)
    expect(box.get_by_text("Coder AB: only Provision")).to_be_visible()
    expect(box.get_by_text("Coder CD: only Participation")).to_be_visible()
    expect(box.get_by_text("Both: Protection")).to_be_visible()


def test_the_second_who_decides_is_told_and_may_save_over_it_and_undo_it(workspace, new_page):
    url, folder, ((session_id, title), *_) = workspace
    first, second = new_page(), new_page()
    open_list(first, url, "MK")
    open_list(second, url, "TS")
    theirs = begin(first, title, "AB", "Theirs.")
    mine = begin(second, title, "CD", "Mine.")
    theirs.get_by_role("button", name="Save the decision").click()
    expect(first.get_by_text(f"Decided: {title}")).to_be_visible()

    mine.get_by_role("button", name="Save the decision").click()
    expect(mine.get_by_text(TOLD)).to_be_visible()
    expect(mine.get_by_text("Saved by MK")).to_be_visible()
    expect(mine.get_by_label("In your own words")).to_have_value("Mine.")
    assert decisions(folder, session_id) == [("protection;provision", "MK", "current")]
    mine.get_by_role("button", name="Save the decision").click()
    expect(second.get_by_text(f"Decided: {title}")).to_be_visible()
    assert decisions(folder, session_id) == [("protection;participation", "TS", "current")]

    second.get_by_role("button", name="Undo").click()
    expect(second.get_by_text("Undone. Both versions stay in the history.")).to_be_visible()
    assert decisions(folder, session_id) == [("protection;provision", "TS", "current")]
    assert [state for *_, state in decisions(folder, session_id, history=True)] == [
        "superseded", "conflict", "superseded", "current",
    ]  # fmt: skip


def test_a_card_drawn_before_a_colleague_decided_is_no_silent_overwrite_and_a_decision_is_reopened(workspace, new_page):
    url, folder, (_, (session_id, title)) = workspace
    first, second = new_page(), new_page()
    open_list(second, url, "TS")
    open_list(first, url, "MK")
    begin(first, title, "AB", "Theirs.").get_by_role("button", name="Save the decision").click()
    expect(first.get_by_text(f"Decided: {title}")).to_be_visible()
    mine = begin(second, title, "CD", "Mine.")  # on a card that was drawn before
    mine.get_by_role("button", name="Save the decision").click()
    expect(mine.get_by_text(TOLD)).to_be_visible()
    assert decisions(folder, session_id) == [("protection;provision", "MK", "current")]
    second.keyboard.press("Escape")

    first.get_by_text("Settled: ").click()
    ready(first)  # a click while the page still answers the one before can be lost
    settled = first.locator("[data-testid=stVerticalBlock]").filter(has_text=title)
    button = settled.filter(has=first.get_by_role("button", name="Reopen")).last.get_by_role("button", name="Reopen")
    reopened = first.get_by_text(f"Reopened: {title}")
    button.click()
    if not comes(reopened) and button.is_visible():
        retry("Reopen")  # the button was drawn again between press and release
        button.click()
    expect(reopened).to_be_visible()
    assert decisions(folder, session_id) == [("", "MK", "current")]
    expect(card(first, title).get_by_role("button", name="As Coder AB")).to_be_visible()


def open_topic(page: Page, url: str, sign: str) -> None:
    page.goto(f"{url}/Coding?meeting=igf2025&tab=codebook")
    ready(page)
    page.get_by_label(SIGN).fill(sign)
    page.get_by_label(SIGN).press("Enter")
    expect(page.get_by_role("button", name="Save as a new version")).to_be_visible()


def write(page: Page, **cells: str) -> None:
    for label, text in cells.items():
        page.get_by_label(label.replace("_", " "), exact=True).first.fill(text)


def test_the_second_who_changes_the_codebook_is_told_and_keeps_what_was_typed(workspace, new_page):
    url, folder, _ = workspace
    first, second = new_page(), new_page()
    open_topic(first, url, "MK")
    open_topic(second, url, "TS")
    write(second, Label="Mine", Definition="My words.", What_changes_and_why="second")
    write(first, Label="Theirs", Definition="Their words.", What_changes_and_why="first")
    first.get_by_role("button", name="Save as a new version").click()
    expect(first.get_by_text("Saved: the codebook has version")).to_be_visible()
    second.get_by_role("button", name="Save as a new version").click()
    expect(second.get_by_text(TOLD)).to_be_visible()
    expect(second.get_by_text("Saved by MK")).to_be_visible()
    expect(second.get_by_label("Definition", exact=True)).to_have_value("My words.")
    second.get_by_role("button", name="Save as a new version").click()
    expect(second.get_by_text("Saved: the codebook has version")).to_be_visible()
    with Workspace.open(folder, read_only=True) as opened:
        assert {"theirs", "mine"} <= set(opened.codebook().rows["topic"])
