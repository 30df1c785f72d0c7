"""Upload, preview, import, the new meeting everywhere, a newer version, its difference, and codes that stay."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import ready, start_server
from dashboard_page import pick
from playwright.sync_api import Page, expect

TITLES = (
    "Age assurance and privacy of children", "Broadband for villages", "Deepfakes and young people", "Norms for small states",
    "Hotlines against sexual exploitation of children",
)  # fmt: skip
SIGN = "Your initials or role (not your name)"
N = 40
PERSON, MAIL = "Canary Quillfeather", "quillfeather@canary.invalid"
"""Of nobody; must be kept nowhere."""


def calendar(*, is_newer: bool = False) -> str:
    """A Sched calendar; the newer version lacks event 5, moves event 7, renames event 9, changes a room, and adds one."""
    first = datetime(2026, 6, 15, 7, tzinfo=UTC)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "X-WR-CALNAME:example2026", "METHOD:PUBLISH", "CALSCALE:GREGORIAN",
             "PRODID:-//Sched.com Example//EN", "X-WR-TIMEZONE:UTC"]  # fmt: skip
    for number in range(N + is_newer):
        if is_newer and number == 5:
            continue
        start = first + timedelta(days=number // 10, hours=number % 10 + (1 if is_newer and number == 7 else 0))
        title = f"{TITLES[number % 5]} {number}" + (" anew" if is_newer and number == 9 else "")
        lines += [
            "BEGIN:VEVENT", f"UID:{number:032x}", "DTSTAMP:20260601T000000Z", f"DTSTART:{start:%Y%m%dT%H%M%SZ}",
            f"DTEND:{start + timedelta(minutes=45):%Y%m%dT%H%M%SZ}", f"SUMMARY:{title}", "CATEGORIES:WORKSHOP",
            f"DESCRIPTION:About {title.lower()}.", f"LOCATION:Room {9 if is_newer and number == 11 else number % 3}\\, Main Building",
            f"URL:http://example2026.sched.com/event/{number:05x}", f"ORGANIZER;CN={PERSON}:mailto:{MAIL}", f"ATTENDEE;CN={PERSON}:mailto:{MAIL}", "END:VEVENT",
        ]  # fmt: skip
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("imported")


@pytest.fixture(scope="module")
def own_server(folder: Path) -> Iterator[str]:
    """A server whose workspace this module fills."""
    with start_server(IGF_WORKSPACE=str(folder)) as url:
        yield url


def upload(page: Page, server: str, path: Path) -> None:
    page.goto(f"{server}/Data_and_methods?tab=import")
    ready(page)
    page.locator("input[type=file]").first.set_input_files(path)


def test_from_upload_to_every_page_and_on_to_the_next_version(own_server, new_page, tmp_path, folder):
    page = new_page()
    old, new = tmp_path / "all.ics", tmp_path / "all2.ics"
    old.write_text(calendar(), newline="")
    new.write_text(calendar(is_newer=True), newline="")

    upload(page, own_server, old)
    page.get_by_label("Its name").fill("EuroDIG 2026")
    page.get_by_label("Its name").press("Enter")
    expect(page.get_by_text("does not state its time zone")).to_be_visible()
    pick(page.get_by_role("combobox", name="Time zone of the venue"), "Brussels")
    expect(page.get_by_role("button", name=f"Import {N} sessions")).to_be_visible()
    assert "quillfeather" not in page.content().casefold()
    page.get_by_role("button", name=f"Import {N} sessions").click()
    expect(page.get_by_text(f"{N} sessions imported")).to_be_visible()
    kept = b"".join(path.read_bytes() for path in folder.iterdir())
    assert b"Age assurance" in kept and b"quillfeather" not in kept.lower()

    page.get_by_role("link", name="See it on Overview").click()
    expect(page.locator(".page-name")).to_have_text("Overview")
    expect(page.get_by_text("Nobody has coded these sessions")).to_be_visible()
    for name in ("Rights pillars", "Stakeholder mix", "Recurring topics", "Sessions", "Briefing", "Coding", "Data and methods"):
        page.get_by_test_id("stSidebar").get_by_role("link", name=name).click()
        expect(page.get_by_test_id("stMain").locator(".page-name, h1").first).to_have_text(name)
        ready(page)
        expect(page.get_by_test_id("stSidebar")).to_contain_text(re.compile(r"Showing \d+ sessions?\. "))
        expect(page.get_by_test_id("stException")).to_have_count(0)

    code_first_session(page, own_server)

    upload(page, own_server, new)
    pick(page.get_by_test_id("stMain").get_by_role("combobox", name="Meeting"), "EuroDIG 2026")
    expect(page.get_by_text("1 added, 1 removed, 1 moved, 1 another room, 1 renamed, 1 other changes")).to_be_visible()
    page.get_by_role("button", name=f"Import {N} sessions").click()
    expect(page.get_by_text(f"{N} sessions imported")).to_be_visible()

    page.goto(f"{own_server}/Coding?meeting=eurodig-2026&tab=history")
    ready(page)
    page.get_by_label("Search the history").fill("as the title says")
    page.keyboard.press("Enter")
    expect(page.get_by_text("3 entries")).to_be_visible()
    page.goto(f"{own_server}/Briefing?meeting=eurodig-2026&brief=Day+1")
    ready(page)
    slides = page.frame_locator("iframe[title='The slides, to pick and to put in order']")
    expect(slides.get_by_text("Changes of the programme").first).to_be_visible()

    page.goto(f"{own_server}/Data_and_methods?tab=import")
    ready(page)
    page.get_by_text("EuroDIG 2026 (eurodig-2026)").click()
    page.get_by_role("button", name="Restore this version").click()
    ready(page)
    expect(page.get_by_text(re.compile(r"Version \d+: 40 sessions")).first).to_be_visible()


def code_first_session(page: Page, server: str) -> None:
    """By keyboard alone, from the sign to the save."""
    page.goto(f"{server}/Coding?meeting=eurodig-2026")
    ready(page)
    sign = page.get_by_label(SIGN)
    sign.focus()
    page.keyboard.type("MK")
    page.keyboard.press("Enter")
    page.get_by_role("radio", name="Yes").focus()
    page.keyboard.press("Space")
    ready(page)
    pick(page.get_by_role("combobox", name="Rights pillars, the leading one first"), "Protection")
    expect(page.get_by_role("button", name="Save codes")).to_be_enabled()
    page.get_by_label("Note", exact=True).focus()
    page.keyboard.type("as the title says")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("coded by MK")).to_contain_text("1 of")
    page.goto(f"{server}/Rights_pillars?meeting=eurodig-2026")
    ready(page)
    protection = page.locator(".number_pillar_protection")
    expect(protection).to_contain_text("1 of 1 coded sessions")
