"""What the program remembers for its users: what the columns of their tables mean, by the header."""

import hashlib
import json
from collections.abc import Mapping, Sequence

from sqlalchemy import delete, insert, select

from igfdata.workspace.database import Reading, Transaction
from igfdata.workspace.store_tables import SETTINGS


def remember_mapping(transaction: Transaction, header: Sequence[str], mapping: Mapping[str, str]) -> None:
    """Remember what the columns of a table mean; the header itself is not kept, it could hold a name."""
    set_setting(transaction, _name(header), json.dumps([mapping.get(column, "") for column in header]))


def mapping_for(reading: Reading, header: Sequence[str]) -> dict[str, str]:
    """Header of a column → field, as remembered for this header; empty when it is new."""
    kept = setting(reading, _name(header))
    try:
        fields = json.loads(kept) if kept else []
        found = zip(header, fields, strict=True) if fields else ()
        return {name: field for name, field in found if field and isinstance(field, str)}
    except (ValueError, TypeError, RecursionError):  # altered by hand: as if nothing were remembered
        return {}


def set_setting(transaction: Transaction, name: str, value: str) -> None:
    """Remember a value; the last one wins."""
    transaction.next_id()
    transaction.execute(delete(SETTINGS).where(SETTINGS.c.name == name))
    transaction.execute(insert(SETTINGS).values(name=name, value=value))


def setting(reading: Reading, name: str, default: str = "") -> str:
    """A remembered value."""
    found = reading.scalar(select(SETTINGS.c.value).where(SETTINGS.c.name == name))
    return default if found is None else str(found)


def _name(header: Sequence[str]) -> str:
    return "mapping " + hashlib.sha256(json.dumps(list(header)).encode()).hexdigest()
