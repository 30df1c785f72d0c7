"""Nothing that stands in a file, an address or a note takes effect: no script, link, picture, formula or layout."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ready, start_server
from dashboard_page import PAGES, expect_count, go_to, visit
from playwright.sync_api import Dialog, Page, expect

from igfdata.importers import read
from igfdata.importers.combine import content_hash
from igfdata.workspace import Meeting, Workspace
from igfdata.workspace.codes import SessionWork

CANARIES = (
    "<script>window.canary = 1</script>Children script",
    '<img src="http://canary.invalid/a.png" onerror="window.canary = 2">Children picture',
    "[Children link](javascript:window.canary=3)",
    "![Children picture](http://canary.invalid/b.png)",
    "Children formula $\\href{javascript:window.canary=4}{x}$ and $$\\frac{1}{2}$$",
    "<b>Children</b> <a href='http://canary.invalid/c'>plotly</a><br><sup>markup</sup>",
    "=HYPERLINK(\"http://canary.invalid/d\",\"Children\")",
    "\x1b[31mChildren in red\x1b[0m \x07",
    "Children \u202egnirts desrever\u202c with an override",
    "Children :material/home: :red[colour] **bold** `code` ~~gone~~ # heading",
    "حقوق الأطفال في البيئة الرقمية " * 3 + "children",
    "Children " + "and a title without an end " * 11,
)  # fmt: skip
MEETING = "canary2026"


def calendar() -> bytes:
    """A calendar whose every text is a canary."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Sched.com Example//EN", "X-WR-TIMEZONE:UTC"]
    for number, text in enumerate(CANARIES):
        value = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        lines += [
            "BEGIN:VEVENT", f"UID:{number:032x}", "DTSTAMP:20260601T000000Z", f"DTSTART:20260615T{7 + number // 3:02d}0000Z",
            f"DTEND:20260615T{7 + number // 3:02d}4500Z", f"SUMMARY:{value}", f"DESCRIPTION:{value}", f"LOCATION:{value[:80]}",
            f"CATEGORIES:{value[:60]}", f"URL:http://canary2026.sched.com/event/{number:05x}", "END:VEVENT",
        ]  # fmt: skip
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


@pytest.fixture(scope="module")
def canary_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose workspace is full of canaries: sessions, notes, a reason, talking points."""
    folder: Path = tmp_path_factory.mktemp("canaries")
    with Workspace.open(folder) as workspace:
        data = calendar()
        imported = read(data, timezone="Europe/Oslo", meeting=MEETING)
        assert len(imported.sessions) == len(CANARIES)
        workspace.import_version(Meeting(MEETING, name=CANARIES[0], city=CANARIES[5]), imported, content_hash([data]))
        sessions = workspace.dataset().sessions
        ids = sessions.loc[sessions["meeting_id"] == MEETING, "session_id"].tolist()
        for key, note in zip(ids, CANARIES, strict=True):
            for coder, pillar in (("MK", "protection"), ("TS", "provision")):
                work = SessionWork({"pillar": (pillar,), "topic": (), "relevance": ("yes",)}, "description", note)
                workspace.save_session(key, coder, work, expected_revisions={})
        workspace.save_decision(
            ids[0], "pillar", ["protection"], reason=CANARIES[1], signed_by="MK", evidence="title", expected_revision=0
        )
    with start_server(IGF_WORKSPACE=str(folder)) as url:
        yield url


LEADS_OUT = "a[href*='canary.invalid']:not([href^='Sessions?session=canary2026-'])"


def check(page: Page) -> None:
    """What must not have happened on a page."""
    assert page.evaluate("window.canary") is None
    # The dashboard's own links to a session hold its title behind the #: they lead nowhere else.
    assert page.locator(f"img[src*='canary.invalid'], a[href^='javascript:'], {LEADS_OUT}, .katex").count() == 0
    main = page.get_by_test_id("stMain")
    assert main.evaluate("node => node.scrollWidth <= node.clientWidth + 1"), "the page scrolls sideways"
    expect(page.get_by_test_id("stException")).to_have_count(0)


def places() -> list[str]:
    first = f"{MEETING}-{0:032x}"
    return [
        f"Sessions?session={first}", "Sessions?session=%3Cscript%3Ewindow.canary%3D5%3C%2Fscript%3E",
        "Briefing?brief=Day+0&point=%3Cimg+src%3Dx+onerror%3Dwindow.canary%3D6%3E&point=%24x%24+%5Ba%5D%28javascript%3Aalert%281%29%29",
        "Briefing?brief=Day+0&present=programme", "Coding?tab=disagreements", "Coding?tab=history", "Data_and_methods?tab=import",
        "Rights_pillars?topic=%3Cimg+src%3Dx+onerror%3Dwindow.canary%3D7%3E&group=%24%24x%24%24",
    ]  # fmt: skip


@pytest.fixture
def quiet_page(new_page) -> Iterator[Page]:
    """A page on which no dialog may open."""
    page, said = new_page(), []

    def opened(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", opened)
    yield page
    page.remove_listener("dialog", opened)
    assert said == []


def test_texts_of_data_are_inert_on_every_page(canary_server, quiet_page):
    visit(quiet_page, f"{canary_server}/?meeting={MEETING}")
    for title in PAGES.values():
        go_to(quiet_page, title)
        expect_count(quiet_page, len(CANARIES))
        check(quiet_page)


@pytest.mark.parametrize("place", places())
def test_texts_of_data_and_address_are_inert(canary_server, quiet_page, place):
    quiet_page.goto(f"{canary_server}/{place}{'&' if '?' in place else '?'}meeting={MEETING}")
    if "present=" in place:
        expect(quiet_page.frame_locator(".st-key-slides iframe").locator(".slide.shown h1")).to_be_visible()
    else:
        ready(quiet_page)
    check(quiet_page)


def test_links_of_the_data_open_apart_and_say_no_more_than_they_must(canary_server, new_page):
    page = new_page()
    page.goto(f"{canary_server}/Sessions?session={MEETING}-{0:032x}")
    ready(page)
    links = page.get_by_test_id("stMain").locator("a[target=_blank]")
    assert links.count() >= 1
    for link in links.all():
        assert (link.get_attribute("href") or "").startswith(("http://", "https://", "Sessions?session="))
        assert "noopener" in (link.get_attribute("rel") or "") or "noreferrer" in (link.get_attribute("rel") or "")


def test_a_table_offers_only_the_download_that_is_safe_for_spreadsheets(canary_server, new_page):
    page = new_page()
    visit(page, f"{canary_server}/Sessions?meeting={MEETING}")
    page.get_by_role("tab", name="Table and search").click()
    table = page.get_by_test_id("stDataFrame").first
    table.hover()
    expect(table.get_by_role("button", name="Search")).to_be_visible()
    own = table.locator("[data-testid=stElementToolbar] button[aria-label*=CSV]")
    expect(own).to_have_count(1)  # renamed by Streamlit, it would be offered again
    expect(own).to_be_hidden()
    with page.expect_download() as event:
        page.get_by_test_id("stMain").get_by_role("button", name="CSV", exact=True).first.click()
    text = Path(event.value.path()).read_text(encoding="utf-8")
    assert "'=HYPERLINK" in text
