"""The name of the meeting that a file states."""

import pytest
from programmes import FRAB, INDICO, PRETALX, SCHED_ICS, SCHED_TEXT, ics, indico, vevent

from igfdata.importers.read import meeting_name


@pytest.mark.parametrize(
    ("text", "name"),
    [(SCHED_ICS, "IGF Test"), (PRETALX, "Test"), (FRAB, "Test"), (INDICO, "Consultation"), (SCHED_TEXT, ""),
     (indico(title="<b>EuroDIG</b> 2026"), "EuroDIG 2026"), ("title,date\nPlay,2026-06-23\n", ""), ("{", ""), ("", "")],
)  # fmt: skip
def test_the_name_as_the_file_states_it(text, name):
    assert meeting_name(text.encode()) == name


@pytest.mark.parametrize(
    ("stated", "name"),
    [("IGF 2026\\, Geneva", "IGF 2026, Geneva"), ("Annual conference", "Annual conference"), ("Testperson Probeman", ""), ("probeman@example.org", ""),
     ("Calendar", ""), ("Probeman’s calendar", "")],
)  # fmt: skip
def test_the_name_of_a_calendar_is_taken_only_when_it_looks_like_a_meeting(stated, name):
    assert meeting_name(ics(vevent(1), header=f"PRODID:-//Example//EN\nX-WR-CALNAME:{stated}\n").encode()) == name
