"""Read JSON that may be cut off or broken: what stands before the fault is kept, half-read objects are marked."""

import json
import re
from dataclasses import dataclass
from typing import Any

from igfdata.importers.model import ImportFault, Problem

HALF_READ = "\x00half-read"
"""Key of an object that the file ends inside of; importers leave such records out."""

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|[{}\[\]]', re.DOTALL)
DEEPEST = 200


@dataclass(frozen=True)
class ReadJson:
    """The value, and where it was cut (line number; 0 = nowhere)."""

    value: Any
    cut_line: int = 0


def load_json(text: str, filename: str) -> ReadJson:
    """Value of a JSON text.

    Raises
    ------
    ImportFault
        When nothing of it can be read.
    """
    if _too_deep(text):
        raise ImportFault(Problem(filename, "", "", "", f"JSON nested at most {DEEPEST} deep", "error"))
    try:
        return ReadJson(_loads(text))
    except (json.JSONDecodeError, ValueError, RecursionError) as error:
        position = error.pos if isinstance(error, json.JSONDecodeError) else 0
    line = text.count("\n", 0, position) + 1
    try:
        return ReadJson(_loads(_closed(text[:position])), line)
    except (json.JSONDecodeError, ValueError, RecursionError):
        raise ImportFault(Problem(filename, f"line {line}", "", "", "JSON; nothing of the file can be read", "error")) from None


def _loads(text: str) -> Any:
    return json.loads(text, parse_constant=lambda _: None, parse_int=_number, parse_float=float)


def _number(digits: str) -> int | None:
    return int(digits) if len(digits) < 19 else None


def _too_deep(text: str) -> bool:
    depth = 0
    for token in TOKEN.finditer(text):
        sign = token[0][0]
        if sign in "{[":
            depth += 1
            if depth > DEEPEST:
                return True
        elif sign in "}]":
            depth -= 1
    return False


def _closed(text: str) -> str:
    """Text up to its last whole object, with every open object and list closed and marked."""
    stack: list[str] = []
    best, open_then = 0, ""
    for token in TOKEN.finditer(text):
        sign = token[0][0]
        if sign in "{[":
            stack.append(sign)
        elif sign in "}]" and stack:
            stack.pop()
            if sign == "}":
                best, open_then = token.end(), "".join(stack)
    mark = ", " + json.dumps(HALF_READ) + ": true}"
    return text[:best] + "".join(mark if sign == "{" else "]" for sign in reversed(open_then))


def is_half_read(value: Any) -> bool:
    """Whether the file ends inside this object."""
    return isinstance(value, dict) and HALF_READ in value


def as_dict(value: Any) -> dict[str, Any]:
    """The object, or an empty one where the file holds something else."""
    return value if isinstance(value, dict) else {}


def as_dicts(value: Any) -> list[dict[str, Any]]:
    """The objects of a list (or the values of an object); everything else in it is left out."""
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [item for item in items if isinstance(item, dict)]


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
