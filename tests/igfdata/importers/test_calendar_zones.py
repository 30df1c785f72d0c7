"""Zones and lines of calendars as programs write them."""

import datetime as dt
from pathlib import Path

import pytest
from programmes import ics

from igfdata.importers import NeedsTimezone, read
from igfdata.importers.parsing.zones import zone_of_file, zone_of_people
from igfdata.wording import zone_label

CASES = Path(__file__).parent / "cases"
RULES = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


def event(*times, n=1):
    return f"BEGIN:VEVENT\nUID:e{n}\nSUMMARY:Play\n" + "".join(f"{line}\n" for line in times) + "END:VEVENT\n"


def calendar(*events, header=""):
    return ics(*events, header=f"PRODID:-//Example//EN\n{header}").encode()


def test_zones_of_the_file_of_windows_and_with_a_prefix(recwarn):
    data = (CASES / "tzid.ics").read_bytes()
    oslo = read(data, timezone="Europe/Oslo").sessions
    assert oslo["start"].tolist() == ["09:00"] * 4
    asked = read(data)
    assert (asked.timezone, asked.sessions["start"].tolist()) == ("Asia/Tokyo", ["16:00"] * 4)
    assert len(recwarn) == 0


def test_a_zone_known_to_one_file_is_not_known_to_the_next():
    first = calendar(event("DTSTART;TZID=Venue:20260623T160000"), header=RULES.format(name="Venue"))
    assert read(first, timezone="UTC").sessions.loc[0, "start"] == "14:00"
    other = RULES.format(name="Venue").replace("+0100", "+0500").replace("+0200", "+0500")
    assert (
        read(calendar(event("DTSTART;TZID=Venue:20260623T160000"), header=other), timezone="UTC").sessions.loc[0, "start"]
        == "11:00"
    )
    imported = read(calendar(event("DTSTART;TZID=Venue:20260623T160000")), timezone="UTC")
    assert imported.sessions.loc[0, "start"] == "16:00"
    assert any(p.field == "DTSTART" and "the TZID is not a known time zone" in p.expected for p in imported.problems)


def test_a_zone_of_the_file_alone_is_the_venue_by_its_offset_then():
    data = calendar(event("DTSTART;TZID=Venue:20260623T160000"), header=RULES.format(name="Venue"))
    assert (read(data).timezone, read(data).sessions.loc[0, "start"]) == ("Etc/GMT-2", "16:00")


@pytest.mark.parametrize(
    "name",
    ['"(UTC+01:00) Amsterdam, Berlin"', "(UTC+01:00) Amsterdam, Berlin", "Custom/Zone 1"],
    ids=["quoted", "colon", "custom"],
)
def test_any_name_that_the_file_explains_is_known(name):
    data = calendar(event(f"DTSTART;TZID={name}:20260623T160000"), header=RULES.format(name=name.strip('"')))
    assert read(data, timezone="UTC").sessions.loc[0, "start"] == "14:00"


def test_rules_of_a_zone_that_would_never_end_are_not_followed():
    rules = RULES.format(name="Venue").replace("FREQ=YEARLY", "FREQ=SECONDLY")
    imported = read(calendar(event("DTSTART;TZID=Venue:20260623T160000"), header=rules), timezone="UTC")
    assert imported.sessions.loc[0, "start"] == "16:00"
    assert any(p.field == "DTSTART" and "the TZID is not a known time zone" in p.expected for p in imported.problems)


def test_the_zone_most_events_state_is_the_venue_and_others_are_told():
    events = [event("DTSTART;TZID=Europe/Oslo:20260623T090000", n=1), event("DTSTART;TZID=Europe/Oslo:20260624T090000", n=2),
              event("DTSTART;TZID=Asia/Tokyo:20260624T160000", n=3), event("DTSTART:20260624T070000Z", n=4)]  # fmt: skip
    imported = read(calendar(*events))
    assert (imported.timezone, imported.sessions["start"].tolist()) == ("Europe/Oslo", ["09:00"] * 4)
    assert [p.expected for p in imported.problems if p.field == "TZID"] == [
        "1 event states another time zone; times are shown in Europe/Oslo"
    ]


def test_times_without_a_zone_ask_unless_the_calendar_states_one():
    floating = event("DTSTART:20260623T090000")
    for events in (
        [floating],
        [floating, event("DTSTART;TZID=Europe/Oslo:20260623T090000", n=2)],
        [event("DTSTART:20260623T090000Z")],
    ):
        with pytest.raises(NeedsTimezone):
            read(calendar(*events))
    stated = read(calendar(floating, header="X-WR-TIMEZONE:W. Europe Standard Time\n"))
    assert (stated.timezone, stated.sessions.loc[0, "start"]) == ("Europe/Berlin", "09:00")
    assert read(calendar(event("DTSTART;VALUE=DATE:20260623"))).sessions.loc[0, "date"] == "2026-06-23"


@pytest.mark.parametrize("new_line", [b"\n", b"\r\n"])
@pytest.mark.parametrize("fold", [b" ", b"\t"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_lines_may_be_folded_inside_a_character(new_line, fold, bom):
    data = (
        (CASES / "fold-in-character.ics")
        .read_bytes()
        .replace(b"\r", b"")
        .replace(b"\n ", b"\n" + fold)
        .replace(b"\n", new_line)
    )
    row = read(bom + data, timezone="Europe/Oslo").sessions.loc[0]
    assert (row["title"], row["room"]) == ("Les droits de l’enfant à l’ère numérique", "Salle Étoile")


def test_every_place_of_a_fold_gives_the_same_text():
    line = "SUMMARY:Ünïcödé 子ども 🎈 für alle".encode()
    for place in range(9, len(line)):
        data = calendar(event("DTSTART;VALUE=DATE:20260623")).replace(b"SUMMARY:Play", line[:place] + b"\r\n " + line[place:])
        assert read(data).sessions.loc[0, "title"] == "Ünïcödé 子ども 🎈 für alle"


def test_a_calendar_in_latin_1_stays_readable():
    data = calendar(event("DTSTART;VALUE=DATE:20260623")).replace(b"Play", "Prot\r\n éger les élèves".encode("latin-1"))
    assert read(data).sessions.loc[0, "title"] == "Protéger les élèves"


def test_what_is_not_read_is_said():
    more = "BEGIN:VTODO\nSUMMARY:Send badges\nEND:VTODO\n" * 2 + "BEGIN:VJOURNAL\nSUMMARY:x\nEND:VJOURNAL\n"
    alarm = "BEGIN:VALARM\nTRIGGER:-PT5M\nEND:VALARM"
    imported = read(calendar(event("DTSTART;VALUE=DATE:20260623", "ATTACH:https://example.org/a.pdf", alarm), event(n=2), more))
    told = {p.field: p.expected for p in imported.problems}
    assert told["VTODO"] == "VTODO occurs 2 times; not read"
    assert told["VJOURNAL"] == "VJOURNAL occurs once; not read"
    assert told["VALARM"] == "VALARM occurs once; not read"
    assert told["ATTACH"] == "ATTACH occurs once; not read"
    assert told["DTSTART"] == "no start; date and time are left empty"


@pytest.mark.parametrize(
    ("text", "key"),
    [("UTC+1", "Etc/GMT-1"), ("gmt+2", "Etc/GMT-2"), ("UTC-05:00", "Etc/GMT+5"), ("+03:00", "Etc/GMT-3"), ("UTC+5:30", "Asia/Kolkata"),
     ("UTC", "UTC"), ("CET", "CET"), ("CEST", "CET"), ("Oslo", "Europe/Oslo"), ("oslo, Norway", "Europe/Oslo"), ("new york", "America/New_York"),
     ("São Paulo", "America/Sao_Paulo"), ("europe/oslo", "Europe/Oslo"), ("Addis Ababa", "Africa/Addis_Ababa"), ("Tokyo Standard Time", "Asia/Tokyo")],
)  # fmt: skip
def test_zones_as_people_write_them(text, key):
    assert zone_of_people(text).key == key


@pytest.mark.parametrize("text", ["", "IST", "BST", "Atlantis", "UTC+25", "+1:17", "Oslo/Europe", "Etc"])
def test_what_is_no_zone_or_several_is_not_guessed(text):
    assert zone_of_people(text) is None


def test_zones_are_shown_as_people_write_them():
    shown = {key: zone_label(key) for key in ("Etc/GMT-1", "Etc/GMT+5", "Etc/GMT0", "UTC", "Europe/Oslo", "America/New_York")}
    assert list(shown.values()) == ["UTC+1", "UTC-5", "UTC", "UTC", "Europe/Oslo", "America/New York"]
    assert dt.datetime(2026, 6, 1, tzinfo=zone_of_people("UTC+1")).utcoffset() == dt.timedelta(hours=1)
    assert zone_of_file("/softwarestudio.org/Olson_20011030_5/Europe/Oslo").key == "Europe/Oslo"
