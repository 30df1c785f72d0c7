"""What does a file say, as plain text? Text, HTML, Markdown and subtitles; what cannot be read is told, not passed over."""

import re

from igfdata.importers.model import Problem
from igfdata.importers.parsing.clean_text import BOMS, decode, has_markup, lines_of

HTML = (".html", ".htm")
SUBTITLES = (".vtt", ".srt")
ENDINGS = (".txt", ".md", *HTML, *SUBTITLES)
"""Files that are read, by the end of their names."""

END = "\u2063end\u2063"
"""Put at the end of a page to see whether all of it was read; decoding takes such signs out, so no page holds it."""

_PAGE_ENDS = (re.compile("</body", re.IGNORECASE), re.compile("</html", re.IGNORECASE))
_BLOCK_END = re.compile(r"\n[ \t]*\n")
_NO_CUE = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)\b")
_TAG = re.compile(r"<[^<>]{0,200}>")


def as_text(file: str, data: bytes) -> tuple[str, Problem | None, tuple[str, ...]]:
    """Text of a file's content; what is wrong with it, if anything is; what was done in decoding it.

    Parameters
    ----------
    file
        Its name: the ending decides between HTML, subtitles and plain text.
    """
    decoded = decode(data)
    if _is_binary(data, decoded.text):
        return "", Problem(file, "", "", "", "a file of text; this one holds something else", "error"), ()
    remarks = tuple(done for _, done in decoded.remarks)
    name = file.casefold()
    if name.endswith(HTML) and has_markup(decoded.text):
        lines = lines_of(_marked(decoded.text))
        problem = None
        if lines[-1:] != [END]:
            problem = Problem(file, "", "", "", "HTML that can be read to its end; the codes are those of a part", "warning")
        return "\n".join(line for line in lines if line != END), problem, remarks
    text = _spoken(decoded.text) if name.endswith(SUBTITLES) else decoded.text
    return text, None, remarks


def _marked(page: str) -> str:
    """The page with :data:`END` as its last paragraph: before its end tags, for what stands behind these is not read."""
    ends = [[match.start() for match in tag.finditer(page)][-1:] for tag in _PAGE_ENDS]
    place = next((last for found in ends for last in found), len(page))
    return f"{page[:place]}<p>{END}</p>{page[place:]}"


def _is_binary(data: bytes, text: str) -> bool:
    """Whether there are zeros in what takes one byte a character: UTF-16 and UTF-32 take two or more."""
    is_wide = any(data.startswith(mark) for mark, name in BOMS if name != "utf-8")
    return data.startswith(b"%PDF-") or (b"\x00" in data and not is_wide and len(text) * 2 > len(data) + 2)


def _spoken(text: str) -> str:
    """What is said in subtitles: no numbers, times, comments and tags (which name the speaker)."""
    spoken = []
    for block in _BLOCK_END.split(text):
        head, arrow, behind = block.partition("-->")
        if arrow:
            spoken.append(behind.partition("\n")[2])
        elif not _NO_CUE.match(head.lstrip()):
            spoken.append(block)
    return _TAG.sub("", "\n".join(spoken))
