"""Cancelled sessions, breaks and stray dates: told and skipped in every format, unless they are kept."""

import json
from pathlib import Path

import pytest
from programmes import ics, indico_timetable_with, pretalx, pretalx_event, sched_session, vevent

from igfdata.importers import read
from igfdata.importers.combine import read_together
from igfdata.importers.parsing.terms import is_break, says_cancelled, without_cancelled

CASES = Path(__file__).parent / "cases"
OSLO = {"timezone": "Europe/Oslo", "filename": "f", "meeting": "igf2026"}


def two(title, kind=""):
    """A programme of a session and one with a title, in five formats."""
    event = {"type": kind}
    return {
        "ics": ics(vevent(1), vevent(2, SUMMARY=title, CATEGORIES=kind)),
        "pretalx": pretalx(pretalx_event(1), pretalx_event(2, title=title, **event)),
        "sched": json.dumps([sched_session(1), sched_session(2, name=title, event_type=kind)]),
        "csv": f'title,type,date,start\nSafe play,Workshop,2025-06-24,09:00\n"{title}",{kind},2025-06-24,10:00\n',
        "list": LIST.format(title=title),
    }


LIST = """Safe play
Sunday December 15, 2024 09:30 - 10:30 GMT+03
Sunday December 15, 2024 09:30 - 10:30 GMT+03
Hall
{title}
Sunday December 15, 2024 10:30 - 11:30 GMT+03
Sunday December 15, 2024 10:30 - 11:30 GMT+03
Hall
"""
FORMATS = ["ics", "pretalx", "sched", "csv", "list"]


def read_form(form, title, kind="", **options):
    asked = {"timezone": "Europe/Oslo"} if form != "list" else {}
    return read(two(title, kind)[form].encode(), filename="f", meeting="igf2026", **asked, **options)


@pytest.mark.parametrize("form", FORMATS)
def test_a_cancelled_session_is_told_and_skipped_or_kept_under_its_own_title(form):
    imported = read_form(form, "[CANCELLED] Age assurance")
    assert "Age assurance" not in imported.sessions["title"].tolist()
    (told,) = [p for p in imported.problems if p.field == "status"]
    assert (told.value, told.severity) == ("Age assurance", "note")
    assert told.expected == "a session that takes place; cancelled ones are skipped unless you keep them (--keep cancelled)"
    kept = read_form(form, "[CANCELLED] Age assurance", keep=["cancelled"]).sessions
    (row,) = kept[kept["title"] == "Age assurance"].to_dict("records")
    assert (row["status"], row["note"]) == ("on_programme", "cancelled")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("title", ["Lunch", "Coffee break"])
def test_a_break_is_told_and_skipped_or_kept(form, title):
    imported = read_form(form, title)
    assert len(imported.sessions) == 1
    assert [p.value for p in imported.problems if p.field == "title"] == [title]
    assert title in read_form(form, title, keep=["breaks"]).sessions["title"].tolist()


@pytest.mark.parametrize(
    ("title", "clean"),
    [("CANCELLED: Age", "Age"), ("Canceled - Age", "Age"), ("Age (cancelled)", "Age"), ("Annulé : Âge", "Âge"), ("[ANNULÉE] Âge", "Âge"),
     ("ABGESAGT – Alter", "Alter"), ("Alter [entfällt]", "Alter"), ("Cancelado: Edad", "Edad"), ("CANCELADA - Idade", "Idade"),
     ("Age – session cancelled", "Age"), ("CANCELLED Age of children", "Age of children"), ("***CANCELLED*** Age", "Age")],
)  # fmt: skip
def test_the_usual_ways_to_say_cancelled(title, clean):
    assert without_cancelled(title) == (clean, True)


@pytest.mark.parametrize(
    "title", ["Cancelled subscriptions and children", "Why the show was cancelled", "Contracts (cancelled contracts)", "Age"]
)
def test_titles_about_cancelling_are_left_alone(title):
    assert without_cancelled(title) == (title, False)


def test_number_and_state_of_a_cancelled_session():
    kept = read(
        ics(vevent(1, SUMMARY="WS #70 [CANCELLED] Age"), vevent(2, SUMMARY="CANCELLED: WS #71 Play")).encode(),
        **OSLO,
        keep=["cancelled"],
    )
    assert kept.sessions[["code", "title"]].values.tolist() == [["WS #70", "Age"], ["WS #71", "Play"]]
    assert [says_cancelled(text) for text in ("CANCELLED", "canceled_by_organizer", "Cancelado", "confirmed", "")] == [
        True,
        True,
        True,
        False,
        False,
    ]
    table = "title,date,status\nAge,2026-06-23,Cancelled\nPlay,2026-06-23,held\n"
    assert read(table.encode(), **OSLO).sessions["title"].tolist() == ["Play"]


@pytest.mark.parametrize(
    "title",
    ["Lunch break 12:00–13:00", "Registration", "Registration desk opens", "Networking", "Tea / coffee", "Badge pick-up and registration", "Coffee (Foyer)",
     "Pause café", "Pause déjeuner", "Inscription et café d’accueil", "Almuerzo", "Pausa para el café", "Registro", "Mittagspause", "Kaffeepause",
     "Anmeldung", "Almoço", "Intervalo", "Credenciamento"],
)  # fmt: skip
def test_breaks_in_five_languages(title):
    assert is_break(title)


@pytest.mark.parametrize(
    "title",
    ["Break the cycle of violence", "Lunch & Learn: children’s rights", "Coffee with the regulators", "Registration of domain names", "Opening session",
     "Networking the global South", "Main session", "Tea with Alice: play online"],
)  # fmt: skip
def test_sessions_that_only_name_one_are_kept(title):
    assert not is_break(title)


def test_a_numbered_or_typed_session_is_no_break_and_a_type_can_say_that_it_is_one():
    rows = ics(vevent(1, SUMMARY="Networking Session #7 Coffee"), vevent(2, SUMMARY="Networking", CATEGORIES="NETWORKING SESSION"),
               vevent(3, SUMMARY="Sponsored by a bank", CATEGORIES="BREAKS"), vevent(4, SUMMARY="Lunch", CATEGORIES="OTHER"))  # fmt: skip
    assert read(rows.encode(), **OSLO).sessions["title"].tolist() == ["Coffee", "Networking"]


def test_a_break_of_indico_is_told_with_its_title():
    data = indico_timetable_with(title="Get together", kind="Break").encode()
    imported = read(data)
    assert (len(imported.sessions), [p.value for p in imported.problems if p.field == "title"]) == (1, ["Get together"])
    assert len(read(data, keep=["breaks"]).sessions) == 2


def files(form):
    dates = ("2026-03-10", "2026-06-23", "2026-06-24", "2026-06-25")
    if form == "ics":
        return [("a.ics", (CASES / "stray-date.ics").read_bytes())]
    if form == "csv":
        rows = "".join(f"{'Preparatory webinar' if n == 0 else f'Session {n}'},{date}\n" for n, date in enumerate(dates))
        return [("a.csv", f"title,date\n{rows}".encode())]
    events = [pretalx_event(n, title="Preparatory webinar" if n == 0 else f"Session {n}", date=f"{date}T09:00:00+02:00", end="", start="09:00")
              for n, date in enumerate(dates)]  # fmt: skip
    if form == "pretalx":
        return [("a.json", pretalx(*events, zone=None).encode())]
    return [(f"{n}.json", pretalx(event, zone=None).encode()) for n, event in enumerate(events)]


@pytest.mark.parametrize("form", ["ics", "csv", "pretalx", "several files"])
def test_a_session_months_away_is_named_and_skipped_or_kept(form):
    options = {"timezone": "Europe/Oslo", "meeting": "igf2026"}
    imported = read_together(files(form), **options)
    assert (len(imported.sessions), imported.counts["sessions"]) == (3, 3)
    (told,) = [p for p in imported.problems if p.field == "date"]
    assert (told.record, told.value, told.severity) == ("“Preparatory webinar”", "2026-03-10", "warning")
    assert not set(imported.texts["external_id"]) - set(imported.sessions["external_id"])
    assert len(read_together(files(form), **options, keep=["stray"]).sessions) == 4


def test_without_most_sessions_at_one_time_nothing_is_stray():
    rows = "title,date\nOne,2026-01-10\nTwo,2026-06-10\n"
    assert len(read_together([("a.csv", rows.encode())], meeting="igf2026").sessions) == 2
