"""All that users added, read once: frozen frames that need no connection any more."""

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import select

from igfdata.codebook.model import Codebook
from igfdata.workspace.altered_rows import sound
from igfdata.workspace.codebooks import codebook, codebook_revision
from igfdata.workspace.database import Reading
from igfdata.workspace.imported_programme import OF_VERSION, Programme, read_programme
from igfdata.workspace.revisions import read_rows
from igfdata.workspace.store_tables import CODINGS, DECISIONS, MEETINGS, VERSIONS


@dataclass(frozen=True, eq=False)
class Addition:
    """The active version of a meeting: its facts as stored, and its programme."""

    meeting: dict[str, str]
    """Columns of the table ``meetings``, and ``source_url, format, imported_at`` and what :data:`OF_VERSION` names of the version."""
    programme: Programme


@dataclass(frozen=True, eq=False)
class Additions:
    """What is in a store and goes into the data.

    Parameters
    ----------
    codebook
        The users' own; None while the shipped one is current.
    meetings
        Active versions, in the order of the meetings' ids.
    codings, decisions
        Current rows of the store, those that break a rule too.
    """

    codebook: Codebook | None
    meetings: tuple[Addition, ...]
    codings: pd.DataFrame
    decisions: pd.DataFrame


def read_additions(reading: Reading) -> Additions:
    """Read all that users added; meetings that a hand made unusable are skipped."""
    of_version = (
        VERSIONS.c.source_url,
        *(VERSIONS.c[name] for name in OF_VERSION),
        VERSIONS.c.format,
        VERSIONS.c.created_at.label("imported_at"),
    )
    active = select(MEETINGS, *of_version).join(VERSIONS, MEETINGS.c.active_version == VERSIONS.c.id)
    found = [dict(row) for row in reading.execute(active.order_by(MEETINGS.c.meeting_id)).mappings()]
    meetings = sound(MEETINGS, pd.DataFrame(found)).to_dict("records") if found else []
    return Additions(
        codebook(reading) if codebook_revision(reading) else None,
        tuple(Addition({**meeting}, read_programme(reading, meeting["active_version"])) for meeting in meetings),
        read_rows(reading, CODINGS),
        read_rows(reading, DECISIONS),
    )
