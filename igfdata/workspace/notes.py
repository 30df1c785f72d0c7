"""What the program remembers for its users: what the columns of their tables mean."""

import hashlib
import json
from collections.abc import Mapping, Sequence

from sqlalchemy import delete, insert, select

from igfdata.workspace.history import History
from igfdata.workspace.tables import SETTINGS


class Notes(History):
    """What the program remembers."""

    def remember_mapping(self, header: Sequence[str], mapping: Mapping[str, str]) -> None:
        """Remember what the columns of a table mean; the header itself is not kept, it could hold a name."""
        fields = [mapping.get(name, "") for name in header]
        self.set_setting(_header_name(header), json.dumps(fields))

    def mapping_for(self, header: Sequence[str]) -> dict[str, str]:
        """Header of a column → field, as remembered for this header; empty when it is new."""
        kept = self.setting(_header_name(header))
        try:
            fields = json.loads(kept) if kept else []
            return (
                {name: field for name, field in zip(header, fields, strict=True) if field and isinstance(field, str)}
                if fields
                else {}
            )
        except (ValueError, TypeError, RecursionError):  # altered by hand: as if nothing were remembered
            return {}

    def set_setting(self, name: str, value: str) -> None:
        """Remember a value; the last one wins."""
        with self.writing() as transaction:
            transaction.next_id()
            transaction.execute(delete(SETTINGS).where(SETTINGS.c.name == name))
            transaction.execute(insert(SETTINGS).values(name=name, value=value))

    def setting(self, name: str, default: str = "") -> str:
        """A remembered value."""
        with self.reading() as connection:
            found = connection.scalar(select(SETTINGS.c.value).where(SETTINGS.c.name == name))
        return default if found is None else str(found)


def _header_name(header: Sequence[str]) -> str:
    return "mapping " + hashlib.sha256(json.dumps(list(header)).encode()).hexdigest()
