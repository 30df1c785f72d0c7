"""Words, digits and signs of dates and times, brought to one form: those of many languages and scripts stand in ``words/times.toml``."""

import re
import unicodedata
from collections.abc import Iterable

from igfdata.importers.model import WITHHELD
from igfdata.importers.parsing.zones import ABBREVIATED
from igfdata.importers.words import by_word, words
from igfdata.wording import unaccented


def _levelled(table: str) -> dict[str, tuple[str, ...]]:
    """Return a table of the words of times without accents: key → words, of which one may have several parts."""
    found = words("times", table)
    return {key: tuple(unaccented(word).replace("_", " ") for word in listed) for key, listed in found.items()}


def any_of(names: Iterable[str]) -> str:
    """Return a pattern for any of these words, the longest first, with no letter beside it; a digit may be."""
    longest_first = sorted(set(names), key=len, reverse=True)
    return rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, longest_first))})(?![^\W\d_])"


MONTHS, WEEKDAYS = ({name: int(n) for name, n in by_word(_levelled(table)).items()} for table in ("months", "weekdays"))
"""Names without accents → number."""
_DAY = _levelled("day")
DAY_WORDS = _DAY.pop("word")
DAY_NUMBERS = {name: int(n) for name, n in by_word(_DAY).items()}
UNITS, CLOCK = _levelled("units"), _levelled("clock")

_HALF = rf"(?:\b(?:de|da|di|du)\s(?:la\s)?)?{any_of(CLOCK['am'])}", rf"(?:\b(?:de|da|di|du)\s(?:la\s)?)?{any_of(CLOCK['pm'])}"
_HOUR_BEFORE = re.compile(rf"{any_of(CLOCK['hour'])}\s(\d{{1,2}})(?![\d:.])")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_CHINESE_DATE = re.compile(r"(?:(\d{4})\s?年\s?)?(\d{1,2})\s?月\s?(\d{1,2})\s?[日号號]?")
_CHINESE_TIME = re.compile(
    r"(?:(上午|早上|早晨|中午|下午|晚上(?!12))\s?)?(\d{1,2})\s?(?:[点點时時](?:\s?(\d{1,2})\s?分?|(半)|整)?|:\s?(\d\d))(?!\d)"
)
_CHINESE_DAY = re.compile(r"第\s?([\d一二三四五])\s?[天日]")
_CHINESE_DAY_ALONE = re.compile(r"(?<=\d)\s?[日号號]")
_CHINESE_TO = re.compile(r"(?<=[\d\s])[至到](?=[\d\s])")
_MINUS = re.compile(r"(?<=utc|gmt)[‐‑‒–−](?=\d)")
_DASH = re.compile(r"\s*[‐‑‒–—―−~〜～→]\s*")
_MONTHS_IN_ENGLISH = ("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def fold(text: str) -> str:
    """Text in small letters without accents; digits are 0 to 9, dashes of every kind hyphens, blanks of every kind one blank.

    >>> fold("٢٣ يونيو ٢٠٢٦"), fold("6月23日下午2点半")
    ('23 يونيو 2026', 'jun 23 2:30 pm')
    """
    bare = unaccented(text.replace("º", "°").translate(_SIGNS))
    if not bare.isascii():
        bare = "".join(str(unicodedata.decimal(sign, sign)) for sign in bare)
    bare = _DASH.sub(" - ", _MINUS.sub("-", bare))
    return " ".join((_from_chinese(bare) if _CHINESE.search(bare) else bare).split())


_SIGNS = str.maketrans({"،": ",", "؛": ";", "、": ",", "٫": ".", "：": ":"})


def _from_chinese(text: str) -> str:
    """Text with the dates and times of Chinese as others write them."""
    text = _CHINESE_DAY.sub(lambda found: f" day {'一二三四五'.find(found[1]) + 1 or found[1]} ", text)
    text = _CHINESE_DATE.sub(_chinese_date, text)
    text = _CHINESE_DAY_ALONE.sub(" ", text)
    return _CHINESE_TO.sub(" - ", _CHINESE_TIME.sub(_chinese_time, text))


def _chinese_date(found: "re.Match[str]") -> str:
    year, month, day = found[1], int(found[2]), found[3]
    if not 1 <= month <= 12:
        return found[0]
    return f"{year}-{month}-{day} " if year else f" {_MONTHS_IN_ENGLISH[month]} {day} "


def _chinese_time(found: "re.Match[str]") -> str:
    half, hour, minute, is_half = found[1], found[2], found[3] or found[5], found[4]
    suffix = "" if not half or int(hour) > 12 else "am" if half in CLOCK["am"] else "pm"
    return f" {hour}:{int(minute or (30 if is_half else 0)):02d} {suffix} "


def with_halves(text: str) -> str:
    """Return a folded text in which the half of a day is ``am`` or ``pm`` whatever its language, and ``ore 9`` is ``9 h``.

    >>> with_halves("9:30 ص"), with_halves("2 часа дня")
    ('9:30 am', '2 часа pm')
    """
    text = _HOUR_BEFORE.sub(r"\1 h", text)
    for pattern, half in zip(_HALF, ("am", "pm"), strict=True):
        text = re.sub(pattern, half, text)
    return text


def weekday_in(text: str) -> int | None:
    """Return the day of the week that a folded text names, Monday as 0, or None; two letters of an alphabet name none."""
    named = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)
    return next((WEEKDAYS[word] for word in named if word in WEEKDAYS and (len(word) > 2 or word[0] >= "一")), None)


_SHOWABLE = frozenset(
    part
    for listed in (MONTHS, WEEKDAYS, DAY_WORDS, DAY_NUMBERS, ABBREVIATED, *UNITS.values(), *CLOCK.values())
    for word in listed
    for part in re.findall(r"[^\W\d_]+", word)
).union("st nd rd th er t z am pm p m pt utc gmt".split())  # noqa: SIM905


def show_time(value: object) -> str:
    """Return a time for a message, or ``(not shown)`` if it holds anything but dates, times and lengths.

    >>> show_time("26–27 June"), show_time("Jane 9:00")
    ('26–27 June', '(not shown)')
    """
    text = str(value).strip()
    is_shown = len(text) <= 60 and "@" not in text and set(re.findall(r"[^\W\d_]+", fold(text))) <= _SHOWABLE
    return text if is_shown else WITHHELD
