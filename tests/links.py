"""Links in everything that is to be read. ``make links`` asks each address on the web whether it answers."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx

from igfdata.wording import counted

ROOT = Path(__file__).parents[1]
LINK = re.compile(r"\]\(([^)\s]+)\)|\"path\": \"(https?://[^\"]+)\"")
GONE = (404, 410)
"""A page that answers so is not there; others may only refuse a program."""


def documents() -> list[Path]:
    """Every document of the repository."""
    return sorted(
        [*ROOT.glob("*.md"), *(path for name in ("docs", "data", ".github", "tests") for path in ROOT.glob(f"{name}/**/*.md"))]
    )


def links(text: str) -> Iterator[str]:
    """Targets of the links of a text, without those in code blocks.

    >>> list(links("[a](b.md) [c](https://example.org/d#e)"))
    ['b.md', 'https://example.org/d#e']
    """
    for first, second in LINK.findall(re.sub(r"```.*?```", "", text, flags=re.DOTALL)):
        yield first or second


def is_gone(address: str) -> str:
    """Say why an address does not answer; empty where it does."""
    try:
        status = httpx.get(address, follow_redirects=True, timeout=30).status_code
    except httpx.HTTPError as error:
        return str(error) or type(error).__name__
    return str(status) if status in GONE else ""


if __name__ == "__main__":
    addresses = {link: path.name for path in documents() for link in links(path.read_text(encoding="utf-8")) if "://" in link}
    gone = {address: why for address in addresses if (why := is_gone(address))}
    for address, why in gone.items():
        print(f"{addresses[address]}: {address}: {why}")
    print(f"{counted(len(addresses), 'address', 'addresses')}, {len(gone)} without an answer")
    sys.exit(bool(gone))
