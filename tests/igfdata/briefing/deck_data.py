"""Four sessions whose numbers can be counted by hand, before and after one code and one person became others; briefings of A and B."""

from igfdata.briefing.agenda import WHOLE, briefing_about
from igfdata.briefing.my_deck.computing import slide_of

SESSIONS = (
    {"session_id": "a", "day": 1},
    {"session_id": "b", "day": 1},
    {"session_id": "c", "day": 2},
    {"session_id": "d", "day": 2},
)
PERSONS = (
    ("a", "Civil Society"), ("a", "Civil Society"), ("a", "Government"), ("b",), ("c", "Academia"), ("d", "Civil Society"),
)  # fmt: skip


def four_sessions(tiny, *, later=False):
    """Protection 3, provision 1 and participation 1 of 4; later d is on provision, and the person of c from government."""
    pillars = {
        "a": "protection provision",
        "b": "protection",
        "c": "participation",
        "d": "provision" if later else "protection",
    }
    persons = [("c", "Government") if later and person[0] == "c" else person for person in PERSONS]
    return tiny(SESSIONS, pillars=pillars, topics={"a": "play", "c": "play", "d": "games"}, persons=persons)


def compared(data, comparison, **more):
    """The briefing of a comparison, about the day of A, or about its meeting."""
    return briefing_about(data, comparison.a, (comparison.a.days or (WHOLE,))[0], comparison=comparison, **more)


def computing(data):
    """What computes the slides of a deck from these data."""
    return lambda reference: slide_of(reference, data)
