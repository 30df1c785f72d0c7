"""What computes a slide again, in one line: ``chart/pillars?meeting=igf2025&split=day``. It names shapes of a deck, and cards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from igfdata.selection import FIELDS
from igfdata.selection.comparison import PREFIX

KINDS = ("slide", "chart", "finding", "sessions")
"""Of the briefing that the product makes; a chart, a finding and a list of sessions of a page."""

FILTER = frozenset(f"{prefix}{key}" for prefix in ("", PREFIX) for field in FIELDS for key in (field.key, field.older) if key)
"""Keys of an address that are the filter, or what it is compared with; the others are options of the slide."""

LONGEST = 20_000


@dataclass(frozen=True)
class Reference:
    """A slide by its kind, its name within the kind, and the address under which it was seen.

    >>> str(Reference.of("chart", "pillars", {"meeting": ["igf2025"]}, split=["day"]))
    'chart/pillars?meeting=igf2025&split=day'
    """

    kind: str
    name: str
    query: str = ""

    @classmethod
    def of(cls, kind: str, name: str, address: Mapping[str, Sequence[str]], **options: Sequence[str]) -> "Reference":
        """Make the reference of a slide under an address, with its options."""
        return cls(kind, name, urlencode({key: values for key, values in {**address, **options}.items() if values}, doseq=True))

    def __str__(self) -> str:
        return f"{self.kind}/{self.name}" + (f"?{self.query}" if self.query else "")

    @property
    def address(self) -> dict[str, list[str]]:
        """The filter, and what it is compared with."""
        return {key: values for key, values in self._values.items() if key in FILTER}

    @property
    def options(self) -> dict[str, list[str]]:
        """What else was chosen, such as the breakdown."""
        return {key: values for key, values in self._values.items() if key not in FILTER}

    @property
    def _values(self) -> dict[str, list[str]]:
        return parse_qs(self.query, keep_blank_values=True)


def read_reference(text: str) -> Reference:
    """Read what a shape or a card names; ValueError where it is no reference."""
    head, _, query = text.partition("?")
    kind, _, name = head.partition("/")
    if kind not in KINDS or not name or len(text) > LONGEST:
        shown = text if len(text) <= 60 else f"{text[:60]}…"
        raise ValueError(f"“{shown}” is not the address of a slide; expected such as “chart/pillars?meeting=igf2025”")
    return Reference(kind, name, query)
