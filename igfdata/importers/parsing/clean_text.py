"""Bytes to text, HTML to lines, and both to plain text: no markup, no control characters, nothing of it is ever run or fetched."""

import codecs
import hashlib
import html
import re
import unicodedata
from dataclasses import dataclass

import charset_normalizer
from lxml import etree
from lxml import html as lxml_html

from igfdata.escaping import line_ends, visible
from igfdata.wording import counted

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
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", errors="ignore"), parser=parser)
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
    """Lines of a parsed page, without its head and menus."""
    pieces: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        block = element.tag in BLOCKS
        if block:
            pieces.append("\n")
        if event == "start" and element.tag in FRAME and element is not root:
            walk.skip_subtree()
        elif event == "start":
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


def page_heading(root: etree._Element) -> str:
    """Heading of a saved page: its first level-one heading, else its title without the name of the site."""
    for element in root.iter("h1"):
        text = " ".join("".join(element.itertext()).split())
        if text:
            return text
    for element in root.iter("title"):
        return " ".join("".join(element.itertext()).split()).rsplit(" | ", 1)[0]
    return ""


BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
OTHER_SCRIPTS = {"cp1251": "Windows-1251", "koi8_r": "KOI8-R", "cp1256": "Windows-1256", "gb18030": "GB 18030", "big5": "Big5"}
"""Encodings of Russian, Arabic and Chinese, as people call them."""
EIGHT_BITS = {"cp1252": "Windows-1252", **OTHER_SCRIPTS}
HIGH, HIGH_WORD = re.compile(rb"[\x80-\xff]"), re.compile(rb"[\x80-\xff]{3,}")
BLANKS = re.compile(r"[^\S\n]+")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
BREAKS = re.compile(r"<(?:br|p|div|li|h[1-6]|tr)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Decoded:
    """Text of a file and what its decoding has to tell: ``remarks`` are (value, what was done)."""

    text: str
    remarks: tuple[tuple[str, str], ...] = ()


def decode(data: bytes) -> Decoded:
    """Text of a file in UTF-8, UTF-16, UTF-32, Windows-1252 or a usual encoding of :data:`OTHER_SCRIPTS`; line ends are of one kind.

    A file that is mostly UTF-8 stays UTF-8 when single bytes of it are broken; these become U+FFFD and are reported.
    """
    remarks: list[tuple[str, str]] = []
    encoding, start = _encoding(data)
    text = data[start:].decode(encoding, errors="replace")
    if name := EIGHT_BITS.get(encoding):
        checked = "accents and quotation marks" if encoding == "cp1252" else "its letters"
        remarks.append(("", f"the text is not UTF-8; it was read as {name} (check {checked})"))
    elif "\ufffd" in text and "\ufffd".encode(encoding) not in data:
        broken = text.count("\ufffd")
        remarks.append((counted(broken, "broken character"), f"{encoding.upper()} text; broken characters are shown as \ufffd"))
    text = line_ends(text)
    cleaned = visible(text)
    if len(cleaned) != len(text):
        remarks.append((counted(len(text) - len(cleaned), "control character"), "text; control characters were removed"))
    return Decoded(cleaned, tuple(remarks))


def _encoding(data: bytes) -> tuple[str, int]:
    for bom, name in BOMS:
        if data.startswith(bom):
            return name, len(bom)
    head = data[:4096]
    if len(head) > 3:
        even, odd = head[0::2].count(0) / len(head[0::2]), head[1::2].count(0) / len(head[1::2])
        if odd > 0.4 and even < 0.1:
            return "utf-16-le", 0
        if even > 0.4 and odd < 0.1:
            return "utf-16-be", 0
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        loose = data.decode("utf-8", errors="replace")
        good = sum(1 for sign in loose if sign > "\x7f" and sign != "\ufffd")
        truncated_only = loose.count("\ufffd") == 1 and loose.endswith("\ufffd")
        return ("utf-8" if truncated_only or good > loose.count("\ufffd") else _eight_bits(data[:100_000])), 0
    return "utf-8", 0


def _eight_bits(data: bytes) -> str:
    """Encoding of a text that is not UTF-8: words of accents here and there are Windows-1252, words of nothing else another script."""
    if sum(map(len, HIGH_WORD.findall(data))) * 2 < len(HIGH.findall(data)):
        return "cp1252"
    best = charset_normalizer.from_bytes(data, cp_isolation=list(OTHER_SCRIPTS)).best()
    return best.encoding if best is not None and best.encoding in OTHER_SCRIPTS else "cp1252"


def fingerprint(text: str, length: int) -> str:
    """Return hexadecimal digits that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest()[:length]


def plain(text: object) -> str:
    """Plain text of a field: no tags, entities decoded, no control characters, paragraphs kept as lines.

    >>> plain("<p>Rights &amp; <b>play</b></p><script>alert(1)</script>")
    'Rights & play'
    """
    value = str(text) if text is not None else ""
    if value.isascii() and value.isprintable() and "<" not in value and "&" not in value:
        return " ".join(value.split())  # as most fields are
    value = visible(line_ends(value))
    for _ in range(4):
        before = value
        if has_markup(value):
            marked = value if BREAKS.search(value) else value.replace("\n", "<br>")
            value = "\n".join(lines_of(marked))
        value = visible(ENTITY.sub(lambda entity: html.unescape(entity[0]), value))
        if value == before:
            break
    lines = (BLANKS.sub(" ", line).strip() for line in unicodedata.normalize("NFC", value).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def one_line(text: object) -> str:
    """Plain text of a field that is one line: a title, a room.

    >>> one_line(" WS #51\\n  Rights ")
    'WS #51 Rights'
    """
    return " ".join(plain(text).split())


SPLIT_CHARACTER = re.compile(rb"([\xc2-\xf4][\x80-\xbf]{0,2})(\r?\n|\r)([ \t])([\x80-\xbf]{1,3})")


def is_calendar(data: bytes) -> bool:
    """Whether the bytes of a file are a calendar."""
    return re.search(rb"BEGIN:(?:VCALENDAR|VEVENT)\s", data[:4_000], re.I) is not None


def whole_characters(data: bytes) -> bytes:
    """Return a calendar in which no line is folded inside a character: programs fold after 75 bytes, wherever that is."""
    for _ in range(4):
        moved = SPLIT_CHARACTER.sub(_joined, data)
        if moved == data:
            break
        data = moved
    return data


def _joined(found: "re.Match[bytes]") -> bytes:
    """The character whole before the fold; what is no character of UTF-8 stays as it is."""
    lead, new_line, blank, rest = found.groups()
    missing = (1 if lead[0] < 0xE0 else 2 if lead[0] < 0xF0 else 3) - (len(lead) - 1)
    if missing <= 0:
        return found[0]
    return lead + rest[:missing] + new_line + blank + rest[missing:]
