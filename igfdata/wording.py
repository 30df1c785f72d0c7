"""How numbers are written for people: counts below n = 5, else percentages, always with their n; times of day and zones; texts to be compared.

And back: :func:`whole_number` reads a number that a person or an address gave.
"""

import math
import re
import unicodedata
from collections.abc import Iterable

from igfdata.vocabulary import SMALL_N


def amount(value: float) -> str:
    """Write a count or a number of hours: whole numbers without a fraction, long ones with a comma.

    >>> amount(4.0), amount(8.5), amount(1808)
    ('4', '8.5', '1,808')
    """
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def percent(share: float) -> str:
    """Write a share in whole percents: ``63%``."""
    return f"{100 * share:.0f}%"


def out_of(n: float, of: float) -> str:
    """A part of a number: ``4 of 19``."""
    return f"{amount(n)} of {amount(of)}"


def share_text(n: float, of: float) -> str:
    """A share in words: a percentage only from five on.

    >>> share_text(4, 4)
    '4 of 4'
    >>> share_text(12, 19)
    '63% (12 of 19)'
    """
    plain = out_of(n, of)
    return plain if of < SMALL_N else f"{percent(n / of)} ({plain})"


def share_of(n: float, of: float, noun: str) -> str:
    """A share of something named.

    >>> share_of(4, 4, "coded sessions")
    '4 of 4 coded sessions'
    >>> share_of(12, 19, "coded sessions")
    '63% of coded sessions (12 of 19)'
    """
    plain = out_of(n, of)
    return f"{plain} {noun}" if of < SMALL_N else f"{percent(n / of)} of {noun} ({plain})"


def share_label(n: float, of: float) -> str:
    """A share as a label on a mark: ``4/4``."""
    return f"{amount(n)}/{amount(of)}"


def interval_text(low: float, high: float, of: float) -> str:
    """A 95% interval, or nothing where there is none or where counts are too small for percents."""
    return "" if of < SMALL_N or math.isnan(low) or math.isnan(high) else f"95% interval {100 * low:.0f} to {percent(high)}"


def listed(parts: Iterable[str], *, joint: str = "and", most: float = math.inf) -> str:
    """A list in words.

    >>> listed(["Day 0", "Day 1", "Day 4"])
    'Day 0, Day 1 and Day 4'
    >>> listed(["a", "b", "c", "d"], most=2)
    'a, b and 2 more'
    """
    items = list(parts)
    if len(items) > most:
        rest = len(items) - int(most)
        items = [*items[: int(most)], f"{rest} more"]
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {joint} {items[-1]}" if items else ""


def clock_time(time: str) -> str:
    """A time of the sessions table as a clock shows it.

    >>> clock_time("09:00"), clock_time("25:30"), clock_time("")
    ('09:00', '01:30', '')
    """
    hours, _, minutes = time.partition(":")
    return f"{int(hours) % 24:02d}:{minutes}" if time else ""


def time_span(start: str, end: str) -> str:
    """Start and end of a session as a clock shows them, what is empty left out.

    >>> time_span("23:30", "24:30"), time_span("25:30", "26:15")
    ('23:30–00:30', '01:30–02:15 after midnight')
    """
    span = "–".join(filter(None, map(clock_time, (start, end))))
    return f"{span} after midnight" if start >= "24:00" else span


def counted(n: int, one: str, many: str | None = None) -> str:
    """A number with its noun: ``1 session``, ``3 sessions``."""
    return f"{amount(n)} {one if n == 1 else many or one + 's'}"


def agree(n: float, one: str, many: str) -> str:
    """The form of a verb that goes with a number.

    >>> agree(1, "is", "are"), agree(0, "is", "are"), agree(2, "overlaps", "overlap")
    ('is', 'are', 'overlap')
    """
    return one if n == 1 else many


def part_of(n: float, of: float, one: str, many: str | None = None) -> str:
    """A part of a number with its noun, which goes with the whole.

    >>> part_of(1, 1, "session"), part_of(1, 3, "session"), part_of(0, 1, "person", "people")
    ('1 of 1 session', '1 of 3 sessions', '0 of 1 person')
    """
    return f"{amount(n)} of {counted(int(of), one, many)}"


def unaccented(text: str) -> str:
    """Return a text in small letters without accents.

    >>> unaccented("Début – Straße")
    'debut – strasse'
    """
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def bare_words(text: str) -> str:
    """Return the words of a text without accents, capitals and punctuation, to compare it with words that are known.

    >>> bare_words("Début  de l’événement *"), bare_words("session_title")
    ('debut de l evenement', 'session title')
    """
    return " ".join(re.findall(r"[^\W_]+", unaccented(text)))


def whole_number(text: str, *, least: int, most: int) -> int | None:
    """Read a whole number, written with the digits 0 to 9; None when it is none, or outside of least and most.

    >>> whole_number("4", least=1, most=20), whole_number("²", least=1, most=20), whole_number("9" * 5000, least=1, most=20)
    (4, None, None)
    """
    # int() and str.isdigit() take digits of all scripts, and int() refuses very long ones with an error of its own.
    if not re.fullmatch("[0-9]{1,18}", text):
        return None
    number = int(text)
    return number if least <= number <= most else None


def zone_label(key: str) -> str:
    """Return the name of a zone for people.

    >>> zone_label("Etc/GMT-1"), zone_label("Etc/UTC"), zone_label("America/New_York")
    ('UTC+1', 'UTC', 'America/New York')
    """
    plain = key.removeprefix("Etc/")
    if found := re.fullmatch(r"GMT([+-])(\d{1,2})", plain):  # the names of the tz database count the other way round
        return f"UTC{'-' if found[1] == '+' else '+'}{found[2]}" if found[2] != "0" else "UTC"
    if plain in ("UTC", "UCT", "GMT", "GMT0", "Greenwich", "Universal", "Zulu"):
        return "UTC"
    return key.replace("_", " ")


def capital(text: str) -> str:
    """Begin a sentence with a capital letter."""
    return text[:1].upper() + text[1:]


def lower(text: str) -> str:
    """Go on in a sentence with a small letter; an abbreviation keeps its capitals.

    >>> lower("All sessions"), lower("IGF 2024")
    ('all sessions', 'IGF 2024')
    """
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
