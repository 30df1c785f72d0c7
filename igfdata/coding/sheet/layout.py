"""What stands where in a coding sheet."""

from igfdata import vocabulary as v
from igfdata.code_rules import DIMENSIONS

CODING, CODEBOOK, HOW_TO = "Coding", "Codebook", "How to"
"""Sheets of the workbook; the first is the one that is read in."""

PILLARS = ("pillar_1", "pillar_2", "pillar_3")
REVISION = {dimension: f"revision_{dimension}" for dimension in DIMENSIONS}
"""Dimension → hidden column with the revision of the coder's codes that the sheet was written from; 0 for none."""

GIVEN = {
    "session_id": "The session. Do not change it.",
    "meeting": "The meeting.",
    "day": "Day of the meeting.",
    "type": "Type of the session.",
    "title": "Title as printed.",
    "description": "Beginning of the description, where one was imported.",
    "source": "Address of the session's page: copy it into a browser.",
}
FILLED = {
    "pillar_1": f"Pillar that leads. One of: {', '.join(v.PILLAR_CODES)}.",
    "pillar_2": "Second pillar, if the text has one.",
    "pillar_3": "Third pillar, if the text has one.",
    "relevance": f"Relevance to children. One of: {', '.join(v.RELEVANCE)}.",
    "topics": f"Topics of the sheet {CODEBOOK}, by the word in its first column, separated by ; (a semicolon).",
    "evidence": f"What you read. One of: {', '.join(v.EVIDENCE)}. Needed wherever there is a code.",
    "note": "Why, or what is doubtful. No name of a person.",
}
HIDDEN = ("coder", "codebook_version", *REVISION.values())
"""Columns that say from which state the sheet was written: a change made elsewhere meanwhile is not overwritten."""

COLUMNS = (*GIVEN, *FILLED, *HIDDEN)
NEEDED = ("session_id", *FILLED, *HIDDEN)
"""Columns without which a sheet cannot be read in."""

CODEBOOK_COLUMNS = ("topic", "label", "definition", "use_when", "not_when", "terms")
"""Columns of the codebook in the sheet; its examples are left out, for they tell how sessions were coded."""
