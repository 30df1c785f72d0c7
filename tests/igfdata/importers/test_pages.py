"""Session pages of the IGF and of dig.watch."""

import pytest
from programmes import DIGWATCH, IGF_2022, IGF_2023, IGF_2025, IGF_HTML, IGF_LIGHTNING, NAME, OTHER, TRANSCRIPT

from igfdata.importers import ImportFailed, NeedsTimezone, detect, page_slug, read

OSLO = {"timezone": "Europe/Oslo", "meeting": "igf2025"}


def groups(text, **options):
    frame = read(text.encode(), **{**OSLO, **options}).participants
    return list(frame.drop(columns=["external_id", "basis"]).itertuples(index=False, name=None))


def only(text, **options):
    (row,) = read(text.encode(), **{**OSLO, **options}).sessions.to_dict("records")
    return row


def test_page_of_2022():
    row = only(IGF_2022, timezone="Africa/Addis_Ababa", meeting="igf2022")
    assert (row["external_id"], row["date"], row["start"], row["end"]) == ("igf2022-ws-70", "2022-12-02", "13:45", "14:45")
    assert (row["format"], row["sdgs"]) == ("Round Table - U-shape", "4;16")


def test_page_of_2022_prints_people_twice_in_one_run_with_a_typo():
    assert groups(IGF_2022) == [
        ("organizer", "Civil Society", "WEOG"), ("speaker", "Government", "African Group"), ("online_moderator", "Civil Society", "Asia-Pacific Group"),
    ]  # fmt: skip


def test_people_lines_are_in_no_text():
    assert read(IGF_2022.encode(), **OSLO).texts.loc[0, "text"] == (
        "How laws and data help.\n\nWhat can be done for children in schools, and by whom."
    )


def test_page_states_utc_so_the_venue_is_asked_for():
    with pytest.raises(NeedsTimezone):
        read(IGF_2022.encode())


def test_page_of_2023():
    row = only(IGF_2023, timezone="Asia/Tokyo", meeting="igf2023")
    assert (row["date"], row["start"], row["end"], row["room"]) == ("2023-10-10", "17:00", "18:30", "WS 1 – Annex Hall 1")
    assert row["subtheme"] == "Human Rights & Freedoms; Child Online Safety"
    assert (row["format"], row["duration_min"]) == ("Round Table", "90")


def test_page_of_2023_affiliation_is_no_group_and_igo_is_both():
    assert groups(IGF_2023) == [
        ("speaker", "", ""), ("speaker", "", ""), ("moderator", "Intergovernmental Organization", "Intergovernmental Organization"),
    ]  # fmt: skip


def test_page_of_2025():
    row = only(IGF_2025)
    assert (row["external_id"], row["format"], row["duration_min"], row["sdgs"]) == (
        "igf2025-ws-203",
        "Classroom",
        "60",
        "4;16",
    )
    assert row["status"] == "on_programme"
    text = read(IGF_2025.encode(), **OSLO).texts.loc[0, "text"]
    assert text.startswith("How can children be heard?")
    assert "classroom" not in text.casefold()


def test_page_of_2025_people_and_what_is_not_recognised():
    imported = read(IGF_2025.encode(), **OSLO)
    assert groups(IGF_2025)[:4] == [
        ("organizer", "Civil Society", "WEOG"), ("organizer", "Technical Community", "Asia-Pacific Group"), ("speaker", "", "GRULAC"),
        ("speaker", "Private Sector", "Eastern European Group"),
    ]  # fmt: skip
    assert [row[0] for row in groups(IGF_2025)[4:]] == ["moderator", "online_moderator", "rapporteur"]
    assert any(p.field == "stakeholder_group" and p.value == "Civil Soceity" for p in imported.problems)


def test_unmatched_text_that_could_be_a_name_is_not_shown():
    page = IGF_2025.replace("Civil Soceity", OTHER)
    problems = read(page.encode(), **OSLO).problems
    assert any(p.value == "(not shown)" for p in problems)
    assert "7f3a" not in repr(problems)


def test_proposal_names_nobody():
    proposal = "IGF 2025 WS #9 Play\nOrganizer 1: Civil Society, WEOG\nOrganizer 2: Civil Society, WEOG\nFormat: Theater\nPolicy Question(s)\nHow?\n"
    assert only(proposal)["status"] == "proposed"
    assert groups(proposal) == [("organizer", "Civil Society", "WEOG")] * 2


def test_format_alone_on_a_line():
    page = IGF_2025.replace("Format\nClassroom\n", "Classroom\n")
    assert only(page)["format"] == "Classroom"


def test_lightning_talk():
    assert groups(IGF_LIGHTNING) == [
        ("speaker", "Academia", "Asia-Pacific Group"),
        ("speaker", "Civil Society", "African Group"),
    ]


def test_youth_beside_a_sector_is_noted():
    assert any(p.value == "Youth" and p.severity == "note" for p in read(IGF_LIGHTNING.encode(), **OSLO).problems)


@pytest.mark.parametrize(
    "heading",
    ["Resource persons", "Speakers' short bios", "Our panel members and moderators", "About the speakers:", "Contact details"],
)
def test_unknown_headings_about_people_end_a_text(heading):
    page = IGF_2025.replace("Speakers' biographies", heading)
    assert "canary" not in repr(list(read(page.encode(), **OSLO).texts["text"])).casefold()


def test_drupal_labels_on_lines_of_their_own():
    page = IGF_HTML.replace("<div>Organizer 1: ", "<div>Organizer 1</div><div>").replace(
        "<div>Speaker 1: ", "<div>Speaker 1</div><div>"
    )
    assert groups(page) == groups(IGF_HTML)


def test_lightning_talk_with_names_alone():
    page = f"IGF 2025 Lightning Talk #75 Schools\nAbout this Session\nTwenty minutes.\nSpeakers\n{NAME}\n{OTHER}\n"
    assert groups(page) == [("speaker", "", "")] * 2


def test_html_is_read_as_text_and_scripts_are_dropped():
    imported = read(IGF_HTML.encode(), **OSLO)
    assert imported.sessions.loc[0, "source_urls"] == "https://www.intgovforum.org/en/content/igf-2025-ws-203-safe-play-online"
    assert list(imported.texts["text"]) == ["Play & learn\nSecond"]
    assert groups(IGF_HTML)[:2] == [("organizer", "Civil Society", "WEOG"), ("speaker", "Government", "African Group")]


@pytest.mark.parametrize("address", ["https://www.intgovforum.org/en/content/igf-2025-x", "https://apps.intgovforum.org/fr/content/IGF-2025-x?y=1",
                                     "http://whm.intgovforum.org/es/content/igf-2025-x#z", "https://intgovforum.org/content/igf-2025-x"])  # fmt: skip
def test_mirrors_share_a_slug(address):
    assert page_slug(address) == "igf-2025-x"


def test_a_page_without_number_has_its_slug_as_id():
    page = IGF_HTML.replace("IGF 2025 WS #203 Safe play online", "Future of play").replace(
        "igf-2025-ws-203-safe-play-online", "future-of-play"
    )
    assert only(page)["external_id"] == "igf2025-future-of-play"


@pytest.mark.parametrize(("title", "code", "kind"), [
    ("IGF 2023 Global Youth Summit", "", "Other"), ("DCCOS Safe play", "DCCOS", "Dynamic Coalition Session"), ("[NRIs] Actions needed", "NRIs", "NRI Session"),
    ("IGF 2025 Day 0 Event #50 Awareness", "Day 0 Event #50", "Day 0 Event"), ("IGF 2025 Day0 #51 Awareness", "Day 0 Event #51", "Day 0 Event"),
    ("IGF 2022 Town Hall #63 Safe", "Town Hall #63", "Town Hall"),
    ("IGF 2023 Launch / Award Event #61 Book", "Launch / Award Event #61", "Launch/Award Event"),
    ("High-Level Session 4: Safety", "High-Level Session 4", "High-Level Session"),
    ("Networking Session #60 Helplines", "Networking Session #60", "Networking Session"),
])  # fmt: skip
def test_codes_in_titles(title, code, kind):
    row = only(
        f"{title}\nAbout this Session\nText of it.\nSpeakers\n{NAME}\nExpected Outcomes\nSteps.\n",
        format="igf_page",
        meeting="",
    )
    assert (row["code"], row["type"]) == (code, kind)


def test_transcript_loses_names_and_notice():
    imported = read(TRANSCRIPT.encode(), timezone="Asia/Riyadh", meeting="igf2024")
    assert imported.sessions.loc[0, "status"] == "held"
    transcript = imported.texts.set_index("kind").loc["transcript", "text"]
    assert transcript == ">> Good morning. I am [removed].\n>> Thank you."


def test_page_of_another_year_is_noticed():
    assert any(p.value == "IGF 2022" for p in read(IGF_2022.encode(), **OSLO).problems)


def test_no_page_at_all():
    with pytest.raises(ImportFailed, match="About this Session"):
        read(b"A letter\nwith nothing in it\n", format="igf_page")


def test_digwatch():
    imported = read(DIGWATCH.encode(), file_timezone="Europe/Oslo", **OSLO)
    row = imported.sessions.loc[0]
    assert (row["external_id"], row["date"], row["start"], row["end"], row["status"]) == (
        "igf2025-ws-70",
        "2025-06-25",
        "09:00",
        "10:00",
        "held",
    )
    assert imported.texts.to_dict("records") == [{
        "external_id": "igf2025-ws-70", "kind": "report", "is_automatic": True,
        "text": "This discussion was about harm. [removed] said that schools matter.\nSchools matter.",
    }]  # fmt: skip


def test_digwatch_does_not_say_its_zone():
    with pytest.raises(NeedsTimezone) as asked:
        read(DIGWATCH.encode(), **OSLO)
    assert asked.value.parameter == "file_timezone"


def test_digwatch_2023_says_utc_and_2024_is_utc_unsaid():
    said = DIGWATCH.replace("25 Jun 2025 09:00h - 10:00h", "11 Oct 2023 03:30h - 04:15h UTC")
    assert only(said, timezone="Asia/Tokyo")["start"] == "12:30"
    unsaid = DIGWATCH.replace("25 Jun 2025 09:00h - 10:00h", "15 Dec 2024 06:30h - 07:30h")
    assert only(unsaid, timezone="Asia/Riyadh", file_timezone="UTC")["start"] == "09:30"


def test_digwatch_as_html():
    html = (
        "<html><head><title>x | Digital Watch</title></head><body>"
        + "".join(f"<p>{line}</p>" for line in DIGWATCH.split("\n"))
        + "</body></html>"
    )
    assert detect(html.encode()) == "digwatch_page"
