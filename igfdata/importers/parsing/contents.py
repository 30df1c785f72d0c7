"""A file before its format is known: its text, its JSON within bounds, its lines as a page; and values of JSON as they are needed."""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from igfdata.importers.model import ImportFailed
from igfdata.importers.parsing.saved_page import readable

KEY = re.compile(r'\s*(?:\[\s*)*\{\s*"[^"\n]{0,200}"\s*:')


@dataclass(frozen=True)
class Peek:
    """What is known of a file before its format is: what is costly is only read when a format asks for it, and once."""

    data: bytes
    text: str
    filename: str = ""

    @cached_property
    def json(self) -> Any:
        """Value of a file that is JSON, else None, also for a text that only begins like JSON."""
        if self.text.lstrip()[:1] not in ("{", "["):
            return None
        try:
            return load_json(self.text, self.filename)
        except ImportFailed:
            return None

    @cached_property
    def page(self) -> str:
        """Text that tells what a page is: its lines without markup, and its own address; empty for JSON."""
        return "" if self.json is not None else readable(self.text)


def begins_like_json(text: str) -> bool:
    """Whether a text begins as JSON does: with the first key of an object, perhaps within lists."""
    return KEY.match(text) is not None


def is_broken_json(text: str) -> bool:
    """Whether a text that is no JSON was meant to be: it begins so, and its first value has no end."""
    if not begins_like_json(text):
        return False
    try:
        json.JSONDecoder().raw_decode(text.lstrip())
    except (ValueError, RecursionError):
        return True
    return False


def load_json(text: str, filename: str) -> Any:
    """Return the value of a JSON text.

    Raises ImportFailed: when the text is cut off or is no JSON: with the line.
    """
    try:
        return _loads(text)
    except RecursionError:
        raise ImportFailed.because(filename, "the JSON is nested too deep to be a programme") from None
    except ValueError as error:
        position = error.pos if isinstance(error, json.JSONDecodeError) else 0
        is_cut = not text[position:].strip() or str(error).startswith("Unterminated string")
    line = text.count("\n", 0, position) + 1
    said = "the JSON ends too early; save or fetch the file again" if is_cut else "the JSON has an error here"
    raise ImportFailed.because(filename, f"{said}. Nothing is imported", record=f"line {line}")


def _loads(text: str) -> Any:
    return json.loads(text, parse_constant=lambda _: None, parse_int=_number, parse_float=float)


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
