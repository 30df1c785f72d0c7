"""A file as the formats look at it to say whether it is theirs: its text, its JSON value, its lines as a page."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from igfdata.importers.model import ImportFailed
from igfdata.importers.parsing.json_text import load_json
from igfdata.importers.parsing.saved_page import readable


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
