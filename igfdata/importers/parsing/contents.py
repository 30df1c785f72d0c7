"""A file on its way to a parser: what the user said about it, and its text, JSON or page, each parsed once; values of JSON."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from lxml import etree

from igfdata.importers.model import DEFAULT, DayOrder, Days, ImportFailed, Limits
from igfdata.importers.parsing.clean_text import has_markup, lines_of_tree, page_address, page_heading, parse_html

KEY = re.compile(r'\s*(?:\[\s*)*\{\s*"[^"\n]{0,200}"\s*:')
LONGEST_LINE = 60_000
ADDRESS = re.compile(r"https?://[\w.-]+\.?(?:intgovforum\.org|dig\.watch|giplatform\.org)/[^\s\"<>]*", re.I)
FURNITURE = re.compile(
    r"(?:skip to (?:main )?content|home|menu|search|log in|breadcrumb|main navigation|you are here|share|print)\b.{0,20}", re.I
)


@dataclass(frozen=True)
class Page:
    """Lines of a page, its heading where the HTML states one, and its own address."""

    lines: list[str]
    heading: str = ""
    address: str = ""


@dataclass(frozen=True)
class Source:
    """A file and what the user said about it; what is costly is read when a format asks for it, and once."""

    data: bytes
    text: str
    filename: str = ""
    meeting: str = ""
    venue: ZoneInfo | None = None
    file_zone: ZoneInfo | None = None
    mapping: Mapping[str, str] | None = None
    limits: Limits = DEFAULT
    days: Days | None = None
    keep: frozenset[str] = frozenset()
    day_order: DayOrder = ""

    @property
    def json(self) -> Any:
        """Value of a file that is JSON, else None, also for a text that only begins like JSON."""
        return self._json[0] if re.match(r"\s*[{\[]", self.text) else None

    @cached_property
    def _json(self) -> tuple[Any, ValueError | RecursionError | None]:
        """Value of the text, or what is wrong with it."""
        try:
            return json.loads(self.text, parse_constant=lambda _: None, parse_int=_number, parse_float=float), None
        except (ValueError, RecursionError) as error:
            return None, error.with_traceback(None)

    def need_json(self) -> Any:
        """Return the value of the JSON.

        Raises ImportFailed: when the text is cut off or is no JSON: with the line.
        """
        value, error = self._json
        if error is None:
            return value
        if isinstance(error, RecursionError):
            raise ImportFailed.because(self.filename, "the JSON is nested too deep to be a programme")
        position = error.pos if isinstance(error, json.JSONDecodeError) else 0
        is_cut = not self.text[position:].strip() or str(error).startswith("Unterminated string")
        line = self.text.count("\n", 0, position) + 1
        said = "the JSON ends too early; save or fetch the file again" if is_cut else "the JSON has an error here"
        raise ImportFailed.because(self.filename, f"{said}. Nothing is imported", record=f"line {line}")

    @property
    def begins_like_json(self) -> bool:
        """Whether the text begins as JSON does: with the first key of an object, perhaps within lists."""
        return KEY.match(self.text) is not None

    @property
    def is_broken_json(self) -> bool:
        """Whether a text that is no JSON was meant to be: it begins so, and its first value has no end."""
        if not self.begins_like_json:
            return False
        error = self._json[1]
        return error is not None and not str(error).startswith("Extra data")

    @cached_property
    def tree(self) -> etree._Element | None:
        """The page of a text with HTML tags; None for another text."""
        return parse_html(self.text) if has_markup(self.text) else None

    @cached_property
    def page(self) -> Page:
        """The file as a page, of HTML or of copied text."""
        heading = address = ""
        if self.tree is not None:
            heading, address, lines = page_heading(self.tree), page_address(self.tree), lines_of_tree(self.tree)
        else:
            lines = [" ".join(line.split()) for line in self.text.split("\n")]
        lines = [line[:LONGEST_LINE] for line in lines if line and not FURNITURE.fullmatch(line)]
        if not address:
            found = next((match for line in lines[:200] if (match := ADDRESS.search(line[:2_000]))), None)
            address = found[0].rstrip(".,;)") if found else ""
        return Page(lines, heading, address)

    @cached_property
    def page_text(self) -> str:
        """Text that tells what a page is: its lines without markup, and its own address; empty for JSON."""
        if self.json is not None:
            return ""
        return self.text if self.tree is None else "\n".join((self.page.heading, *self.page.lines, self.page.address))


def _number(digits: str) -> int | None:
    return int(digits) if len(digits) < 19 else None


def as_dict(value: Any) -> dict[str, Any]:
    """The object, or an empty one where the file holds something else."""
    return value if isinstance(value, dict) else {}


def as_dicts(value: Any) -> list[dict[str, Any]]:
    """The objects of a list (or the values of an object); everything else in it is left out."""
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [item for item in items if isinstance(item, dict)]


def text_of(record: dict[str, Any], *names: str) -> str:
    """The text of a field, or of the first of several that holds one; else nothing."""
    return next((text for name in names if (text := as_text(record.get(name)).strip())), "")


def as_text(value: Any) -> str:
    """Text of a value: itself, a number, or the English or first text of an object of languages; else nothing."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dict):
        texts = [value.get("en"), value.get("name"), *value.values()]
        return next((text for text in texts if isinstance(text, str)), "")
    return ""
