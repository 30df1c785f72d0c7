"""Find the workspace and the data that it adds to: in the user's folders, unless ``IGF_WORKSPACE``, ``IGF_DATA`` or a call says otherwise.

The database library is loaded only by those who ask for an address: whether there is a workspace is answered without it.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import platformdirs

from igfdata.dataset import SHIPPED
from igfdata.workspace.errors import StoreUnavailable

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

SETTING = "IGF_WORKSPACE"
"""Environment variable: a folder, a file, or an SQLAlchemy address."""
DATA_SETTING = "IGF_DATA"
"""Environment variable: a data folder in place of the shipped one."""
APPLICATION = "igf-childrens-rights"
FILE = "workspace.sqlite"
FILE_ENDINGS = {".sqlite", ".sqlite3", ".db"}
KNOWN = "a folder, a file ending in .sqlite, or postgresql://user@host/database"


def place() -> str:
    """Where the workspace is or would be: by the setting, else in the user's data folder."""
    return os.environ.get(SETTING) or platformdirs.user_data_dir(APPLICATION, appauthor=False)


def data_folder(given: Path | None = None) -> Path:
    """The data that a workspace adds to: a folder named in the call, else by ``IGF_DATA``, else the shipped one."""
    return given or Path(os.environ.get(DATA_SETTING) or SHIPPED)


def is_there() -> bool:
    """Whether anybody has added anything yet; answered without loading the database library."""
    given = place()
    path = Path(given).expanduser()
    return "://" in given or path.is_file() or (path / FILE).is_file()


def find_address(address: str | Path | None = None) -> "URL":
    """Address of the store: as given, else by the setting, else a file in the user's data folder.

    StoreUnavailable for an address of another kind.
    """
    from sqlalchemy.engine import URL, make_url
    from sqlalchemy.exc import ArgumentError

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
    raise StoreUnavailable(f"A workspace cannot be stored in {kind} {url.database or ''}; expected {KNOWN}.")


def shown(url: "URL") -> str:
    """Address for people, without the password."""
    file = file_of(url)
    return str(file) if file else url.render_as_string(hide_password=True)


def file_of(url: "URL") -> Path | None:
    """File of an SQLite address; None for another database."""
    if url.get_backend_name() != "sqlite":
        return None
    from urllib.request import url2pathname  # loads much: only for those who open a file

    name = str(url.database)
    return Path(url2pathname(urlsplit(name).path) if name.startswith("file:") else name)
