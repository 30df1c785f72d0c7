"""Which codes do the words of a text, or of a file, speak for? The same plain functions on one core, on many, on a cluster.

Of a text nothing goes out but the words that terms of the codebook matched: no context, so no name. The codes of many files
are written as CSV or JSON lines, a line a file and code, as they come.
"""

import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TextIO

import pandas as pd

from igfdata.codebook.dictionary import Dictionary, Suggestion
from igfdata.files import CsvWriter, open_file
from igfdata.importers.model import Problem
from igfdata.importers.parsing.clean_text import BOMS, decode, has_markup, lines_of

HTML = (".html", ".htm")
SUBTITLES = (".vtt", ".srt")
ENDINGS = (".txt", ".md", *HTML, *SUBTITLES)
"""Files that are read, by the end of their names."""
OUTPUTS = (".csv", ".jsonl")
"""Files that codes are written to, by the end of their names."""
END = "\u2063end\u2063"
"""Put at the end of a page to see whether all of it was read; decoding takes such signs out, so no page holds it."""
MOST_WORDS = 5
"""So many different matched words are told for a code."""
LONGEST_WORD = 60

_PAGE_ENDS = (re.compile("</body", re.IGNORECASE), re.compile("</html", re.IGNORECASE))
_BLOCK_END = re.compile(r"\n[ \t]*\n")
_NO_CUE = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)\b")
_TAG = re.compile(r"<[^<>]{0,200}>")

Terms = tuple[tuple[str, str], ...]
"""Rows of a codebook as plain pairs (row, terms), to be sent to another process or machine."""


class TextCode(NamedTuple):
    """A code that words of a text speak for.

    ``n_matches`` counts places; ``words`` are the first different ones, separated by ``;``.
    """

    dimension: str
    code: str
    is_weak: bool
    n_matches: int
    words: str


COLUMNS = ("file", *TextCode._fields)


@dataclass(frozen=True)
class FileCodes:
    """Codes of a file, by its path below the folder, with ``/``.

    ``problem`` is an ``error`` when the file was not read, a ``warning`` when it was read in part; ``remarks`` say what was
    done in reading it, such as another encoding.
    """

    file: str
    codes: tuple[TextCode, ...] = ()
    problem: Problem | None = None
    remarks: tuple[str, ...] = ()

    @property
    def was_read(self) -> bool:
        """Whether the codes say something about the file."""
        return self.problem is None or self.problem.severity != "error"


def code_text(dictionary: Dictionary, text: str) -> tuple[TextCode, ...]:
    """Which codes do the words of a text speak for? Pillars, topics, relevance, each in the order of the codebook.

    >>> games = Dictionary.from_codebook([{"topic": "gaming", "terms": "game*; loot box*"}])
    >>> code_text(games, "Games, and games with loot boxes")
    (TextCode(dimension='topic', code='gaming', is_weak=False, n_matches=3, words='Games; loot boxes'),)
    """
    return tuple(
        TextCode(found.dimension, found.code, found.is_weak, len(found.evidence), _words(found))
        for found in dictionary.suggest("", text)
    )


def code_bytes(dictionary: Dictionary, file: str, data: bytes) -> FileCodes:
    """Which codes do the words of a file's content speak for?"""
    text, problem, remarks = as_text(file, data)
    return FileCodes(file, code_text(dictionary, text), problem, remarks)


def terms_of(codebook: pd.DataFrame) -> Terms:
    """Every row of a codebook, masks too, as pairs of its ``topic`` and ``terms``."""
    rows = codebook[["topic", "terms"]].to_dict("records")
    return tuple((str(row["topic"]), row["terms"] if isinstance(row["terms"], str) else "") for row in rows)


def dictionary_of(terms: Terms) -> Dictionary:
    """Dictionary of such pairs; ValueError when a term cannot be matched, or a row occurs twice."""
    return Dictionary.from_codebook([{"topic": row, "terms": cell} for row, cell in terms])


def _words(suggestion: Suggestion) -> str:
    """First different words, told apart without case and blanks."""
    seen: dict[str, str] = {}
    for evidence in suggestion.evidence:
        word = " ".join(evidence.match.matched_text.split())
        seen.setdefault(word.casefold(), word if len(word) <= LONGEST_WORD else f"{word[: LONGEST_WORD - 1]}…")
        if len(seen) == MOST_WORDS:
            break
    return "; ".join(seen.values())


def as_text(file: str, data: bytes) -> tuple[str, Problem | None, tuple[str, ...]]:
    """Text of a file's content; what is wrong with it, if anything is; what was done in decoding it.

    The ending of the name decides between HTML, subtitles and plain text.
    """
    decoded = decode(data)
    if _is_binary(data, decoded.text):
        return "", Problem(file, "", "", "", "a text file; this is something else", "error"), ()
    remarks = tuple(done for _, done in decoded.remarks)
    name = file.casefold()
    if name.endswith(HTML) and has_markup(decoded.text):
        lines = lines_of(_marked(decoded.text))
        problem = None
        if lines[-1:] != [END]:
            problem = Problem(file, "", "", "", "complete HTML; only the part that could be read is coded", "warning")
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


@dataclass
class Tally:
    """What went through: files read, files with a code among them, codes; files that were not read, or in part.

    ``remarks`` counts the files by what was done in reading them.
    """

    n_read: int = 0
    n_coded: int = 0
    n_rows: int = 0
    problems: list[Problem] = field(default_factory=list)
    remarks: Counter[str] = field(default_factory=Counter)


def write_codes(results: Iterable[FileCodes], file: TextIO, ending: str) -> Tally:
    """Write the codes as they come, one result a file; ``ending`` is one of :data:`OUTPUTS`.

    The lines have the columns :data:`COLUMNS`. A file without a code has one line, with an empty code and 0 matches; one that
    was not read has none and stands in the ``problems`` of the tally.
    """
    if ending not in OUTPUTS:
        raise ValueError(f"{ending!r} found; expected one of: {', '.join(OUTPUTS)}")
    tally, writer = Tally(), CsvWriter(file) if ending == ".csv" else None
    if writer:
        writer.write_row(COLUMNS)
    for found in results:
        tally.remarks.update(found.remarks)
        if found.problem is not None:
            tally.problems.append(found.problem)
        if not found.was_read:
            continue
        tally.n_read += 1
        tally.n_coded += bool(found.codes)
        tally.n_rows += len(found.codes)
        for code in found.codes or ((None, None, None, 0, ""),):
            dimension, key, is_weak, *matches = code
            if writer:
                writer.write_row(
                    (_safe(found.file), dimension, key, {True: "true", False: "false", None: ""}[is_weak], *matches)
                )
            else:
                cells = (_safe(found.file), *code)
                file.write(json.dumps(dict(zip(COLUMNS, cells, strict=True)), ensure_ascii=False) + "\n")
    return tally


def _safe(name: str) -> str:
    """Path that no spreadsheet takes for a formula; it still leads to the file."""
    return f"./{name}" if name.startswith(("=", "+", "-", "@", "\t", "\r")) else name


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A file to write into that is there whole at the end or, after a stop or an error, as it was before."""
    with open_file(path) as raw:
        # A file name that is no Unicode is written with its bytes as \\x..
        file = io.TextIOWrapper(raw, encoding="utf-8", errors="backslashreplace", newline="")
        yield file
        file.detach()
