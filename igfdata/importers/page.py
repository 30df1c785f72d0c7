"""A session page as lines, whether saved from the browser as HTML or copied as text, cut at its known headings."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from igfdata.importers import markup
from igfdata.importers.model import Source

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


@dataclass
class Section:
    """Lines under a heading: its meaning (empty before the first), the heading levelled, and as printed."""

    name: str
    label: str = ""
    heading: str = ""
    lines: list[str] = field(default_factory=list)


def read_page(source: Source) -> Page:
    """Page of a file in HTML or copied text."""
    if markup.has_markup(source.text) and (root := markup.parse_html(source.text)) is not None:
        heading, address = markup.heading(root), markup.page_address(root)
        lines = markup.lines_of_tree(root)
    else:
        heading, address = "", ""
        lines = [" ".join(line.split()) for line in source.text.split("\n")]
    lines = [line[:LONGEST_LINE] for line in lines if line and not FURNITURE.fullmatch(line)]
    if not address:
        found = next((match for line in lines[:200] if (match := ADDRESS.search(line[:2_000]))), None)
        address = found[0].rstrip(".,;)") if found else ""
    return Page(lines, heading, address)


def readable(text: str) -> str:
    """Text that tells what a page is: its lines without markup, and its own address."""
    root = markup.parse_html(text) if markup.has_markup(text) else None
    if root is None:
        return text
    address, heading = markup.page_address(root), markup.heading(root)
    return "\n".join((heading, *markup.lines_of_tree(root), address))


def sections(lines: list[str], meaning: Callable[[str], str], *, one_line: frozenset[str] = frozenset()) -> list[Section]:
    """Lines by known heading. A heading stands alone, or before a colon with its content behind.

    ``meaning`` takes a levelled heading and returns the name of its section, or nothing.
    Sections named in ``one_line`` end with the line when their content stands behind the colon.
    """
    found = [Section("")]
    for line in lines:
        head, _, rest = line[:400].partition(":")
        name = meaning(label_key(head)) if len(head) <= 90 else ""
        if name and rest.strip():
            found.append(Section(name, label_key(head), head, [(rest + line[400:]).strip()]))
            if name in one_line:
                found.append(Section(""))
        elif name:
            found.append(Section(name, label_key(head), head))
        else:
            found[-1].lines.append(line)
    for section in found:
        section.lines = [line for line in section.lines if line]
    return found


def label_key(text: str) -> str:
    """A heading without case, number and closing signs: ``Policy Question(s):`` → ``policy questions``.

    >>> label_key("Policy Question(s):"), label_key("On-site Moderator #1")
    ('policy questions', 'onsite moderator')
    """
    levelled = (
        text.casefold()
        .replace("(s)", "s")
        .replace("on-site", "onsite")
        .replace("on-line", "online")
        .replace("organis", "organiz")
    )
    return " ".join(re.sub(r"#?\s?\d{1,2}$|[:?.*#]+", " ", levelled.strip(" :?.*")).split())
