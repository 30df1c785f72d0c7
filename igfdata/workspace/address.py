"""Where is the workspace? A file in the user's data folder, unless ``IGF_WORKSPACE`` or an address says otherwise."""

from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from igfdata.workspace.current import FILE, place
from igfdata.workspace.errors import StoreUnavailable

FILE_ENDINGS = {".sqlite", ".sqlite3", ".db"}
KNOWN = "a folder, a file ending in .sqlite, or postgresql://user@host/database"


def find_address(address: str | Path | None = None) -> URL:
    """Address of the store: as given, else by the setting, else a file in the user's data folder.

    Raises
    ------
    StoreUnavailable
        When the address is of no kind that is known.
    """
    given = str(address or place())
    if "://" not in given:
        path = Path(given).expanduser().absolute()
        is_file = path.suffix in FILE_ENDINGS and not path.is_dir()
        return URL.create("sqlite", database=str(path if is_file or path.is_file() else path / FILE))
    try:
        url = make_url(given)
    except ArgumentError:
        raise StoreUnavailable(f"The address of the workspace cannot be read; expected {KNOWN}.") from None
    kind = url.drivername.partition("+")[0]
    if kind in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if kind == "sqlite" and url.database and url.database != ":memory:":
        return URL.create("sqlite", database=str(Path(url.database).expanduser().absolute()))
    raise StoreUnavailable(f"A workspace cannot live in {kind} {url.database or ''}; expected {KNOWN}.")


def shown(url: URL) -> str:
    """Address for people, without the password."""
    file = file_of(url)
    return str(file) if file else url.render_as_string(hide_password=True)


def file_of(url: URL) -> Path | None:
    """File of an SQLite address; None for another database."""
    if url.get_backend_name() != "sqlite":
        return None
    name = str(url.database)
    return Path(url2pathname(urlsplit(name).path) if name.startswith("file:") else name)
