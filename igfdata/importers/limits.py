"""How much of a file is read at most, so that no file can use up time or memory."""

from dataclasses import dataclass

MEGABYTE = 2**20


@dataclass(frozen=True)
class Limits:
    """What an import may use.

    Parameters
    ----------
    file_bytes
        Largest file that is opened at all.
    unpacked_bytes
        Most bytes that the parts of a packed file (XLSX) may hold together.
    records
        Most sessions read from one file; the rest is left out and reported.
    columns
        Most columns of a table that are read.
    field_chars, text_chars
        Longest title, room and the like; longest description, report or transcript.
    problems
        Most problems listed one by one; the rest is counted.
    """

    file_bytes: int = 25 * MEGABYTE
    unpacked_bytes: int = 60 * MEGABYTE
    records: int = 20_000
    columns: int = 200
    field_chars: int = 1_000
    text_chars: int = 500_000
    problems: int = 500


DEFAULT = Limits()
"""The limits of :func:`igfdata.importers.read` unless others are given."""
