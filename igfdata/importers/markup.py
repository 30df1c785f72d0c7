"""HTML to lines of text: blocks become lines, scripts and forms vanish, nothing of it is ever run or fetched."""

import re

from lxml import etree, html

TAG = re.compile(r"<(?:!--|!DOCTYPE|\?|/?[A-Za-z][^<>]{0,2000}>)", re.IGNORECASE)
NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")
ACTIVE = (
    "script", "style", "noscript", "template", "iframe", "object", "embed", "applet", "svg", "math", "button", "select", "textarea",
    "canvas", "audio", "video",
)  # fmt: skip
FRAME = ("head", "nav", "footer")
BLOCKS = frozenset(
    """
    address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header hr html li main ol p
    pre section summary table tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905
)
LINKS = ("canonical", "shortlink")

KEPT = frozenset("html head body title meta link script style textarea iframe".split())  # noqa: SIM905
"""Tags that cannot hold each other, so a page of these alone is never deep."""


def has_markup(text: str) -> bool:
    """Whether a text holds HTML tags; a lone ``<`` is no tag."""
    return "<" in text and TAG.search(text) is not None


def parse_html(text: str) -> etree._Element | None:
    """Tree of an HTML text without its scripts and forms; None when there is nothing in it.

    A page that is nested deeper than the parser goes (2,048) would end there: it is read once more
    without the tags that nest, so that its menus are lines too, but none of its text is lost.
    """
    root, is_whole = _tree(text)
    if not is_whole:
        root, _ = _tree(TAG.sub(_flat, text))
    if root is not None:
        etree.strip_elements(root, *ACTIVE, with_tail=False)
    return root


def _tree(text: str) -> tuple[etree._Element | None, bool]:
    """Tree of a text, and whether the parser came to its end."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", errors="ignore"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None, True
    return root, not any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log)


def _flat(tag: re.Match[str]) -> str:
    named = NAME.match(tag[0])
    if named is None or named[1].lower() in KEPT:
        return tag[0]
    return "<br>" if named[1].lower() in BLOCKS else ""


def lines_of(text: str) -> list[str]:
    """Lines of an HTML text as a reader sees them, without empty ones."""
    root = parse_html(text)
    return [] if root is None else lines_of_tree(root)


def lines_of_tree(root: etree._Element) -> list[str]:
    """Lines of a parsed page; the tree loses its head and menus."""
    etree.strip_elements(root, *FRAME, with_tail=False)
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        block = element.tag in BLOCKS
        if block:
            pieces.append("\n")
        if event == "start":
            pieces.append(_spaced(element.text))
        elif element is not root:
            pieces.append(_spaced(element.tail))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return [line for line in lines if line]


def _spaced(text: str | None) -> str:
    return re.sub(r"\s+", " ", text) if text else ""


def page_address(root: etree._Element) -> str:
    """Address that a saved page states as its own, or nothing."""
    for element in root.iter("link", "meta"):
        if element.get("rel") in LINKS and element.get("href"):
            return str(element.get("href"))
        if element.get("property") == "og:url" and element.get("content"):
            return str(element.get("content"))
    return ""


def heading(root: etree._Element) -> str:
    """Heading of a saved page: its first level-one heading, else its title without the name of the site."""
    for element in root.iter("h1"):
        text = " ".join("".join(element.itertext()).split())
        if text:
            return text
    for element in root.iter("title"):
        return " ".join("".join(element.itertext()).split()).rsplit(" | ", 1)[0]
    return ""
