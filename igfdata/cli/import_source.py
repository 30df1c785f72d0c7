"""What a command is given to import: files and addresses as bytes, and what the columns of its tables mean."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from igfdata.importers import ImportFailed, Limits, detect, guess_columns
from igfdata.importers.fetch import fetch, public_address
from igfdata.importers.formats.tabular import KEY as TABLE

if TYPE_CHECKING:
    from igfdata.workspace import Workspace


@dataclass(frozen=True)
class Given:
    """A file: its name, what it holds, and where it was fetched, without a key."""

    name: str
    data: bytes
    url: str = ""


def take(place: str, *, seconds: float, limits: Limits | None = None) -> Given:
    """A file of this machine, or of an address when the user wrote one.

    Raises
    ------
    OSError
        When there is no such file, or it cannot be read.
    ImportFailed
        When an address cannot be fetched.
    """
    limits = limits or Limits()
    if "://" in place:
        data, url = fetch(place, limits=limits, seconds=seconds), public_address(place)
        parts = urlsplit(url)
        return Given(parts.path.rsplit("/", 1)[-1] or parts.netloc, data, url)
    with Path(place).open("rb") as file:
        return Given(Path(place).name, file.read(limits.file_bytes + 1))  # one more, so that a larger one is noticed


def label(given: Sequence[Given]) -> str:
    """How the list of versions calls the files."""
    return given[0].name if len(given) == 1 else f"{len(given)} files"


def mapping_of(
    given: Sequence[Given], said: Mapping[str, str], workspace: "Workspace", *, form: str | None
) -> dict[str, str] | None:
    """Column → field for the tables among the files: as said, else as remembered, else guessed; None without a table."""
    found: dict[str, str] = {}
    for file in given:
        if (form or detect(file.data, file.name)) == TABLE:
            with suppress(ImportFailed):  # the reading itself says what is wrong
                guessed = guess_columns(file.data, filename=file.name)
                found |= workspace.mapping_for(list(guessed)) or {name: field for name, field in guessed.items() if field}
    if not found and not said:
        return None
    return {name: field for name, field in found.items() if field not in said.values()} | dict(said)
