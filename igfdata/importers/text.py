"""Bytes to text, and text to plain text: one decoding, no markup, no control characters."""

import codecs
import html
import re
import unicodedata
from dataclasses import dataclass

from igfdata.contacts import without_contacts as without_contacts
from igfdata.importers.markup import has_markup, lines_of
from igfdata.wording import counted

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
ANSI = re.compile(r"\x1b(?:\[[0-9;?]{0,32}[ -/]{0,4}[@-~]|\][^\x07\x1b]{0,256}(?:\x07|\x1b\\)|[@-Z\\-_])")
CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
NEW_LINE = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
BLANKS = re.compile(r"[^\S\n]+")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
BREAKS = re.compile(r"<(?:br|p|div|li|h[1-6]|tr)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Decoded:
    """Text of a file and what its decoding has to tell: ``remarks`` are (value, what was done)."""

    text: str
    remarks: tuple[tuple[str, str], ...] = ()


def decode(data: bytes) -> Decoded:
    """Text of a file in UTF-8, UTF-16, UTF-32 or Windows-1252, with one kind of line end and no control characters.

    A file that is mostly UTF-8 stays UTF-8 when single bytes of it are broken; these become U+FFFD and are reported.
    """
    remarks: list[tuple[str, str]] = []
    encoding, start = _encoding(data)
    text = data[start:].decode(encoding, errors="replace")
    if encoding == "cp1252":
        remarks.append(("", "the text is not UTF-8; it was read as Windows-1252 (check accents and quotation marks)"))
    elif "\ufffd" in text and "\ufffd".encode(encoding) not in data:
        broken = text.count("\ufffd")
        remarks.append((counted(broken, "broken character"), f"{encoding.upper()} text; broken characters are shown as \ufffd"))
    text = NEW_LINE.sub("\n", text)
    cleaned = strip_controls(text)
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
        return ("utf-8" if truncated_only or good > loose.count("\ufffd") else "cp1252"), 0
    return "utf-8", 0


def strip_controls(text: str) -> str:
    """Text without terminal escapes, control characters, direction overrides and halves of surrogate pairs."""
    return CONTROL.sub("", ANSI.sub("", text))


def plain(text: object) -> str:
    """Plain text of a field: no tags, entities decoded, no control characters, paragraphs kept as lines.

    >>> plain("<p>Rights &amp; <b>play</b></p><script>alert(1)</script>")
    'Rights & play'
    """
    value = strip_controls(NEW_LINE.sub("\n", str(text))) if text is not None else ""
    for _ in range(4):
        before = value
        if has_markup(value):
            marked = value if BREAKS.search(value) else value.replace("\n", "<br>")
            value = "\n".join(lines_of(marked))
        value = strip_controls(ENTITY.sub(lambda entity: html.unescape(entity[0]), value))
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
