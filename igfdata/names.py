"""How is a session, or a value of a breakdown, called in a sentence or a table? A session by its code, or its title cut short."""

import unicodedata

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.escaping import DIRECTIONS

ELLIPSIS = "…"
JOINER = "\u200d"
NAME_LENGTH = 60
TABLE_LENGTH = 90


def shortened(text: str, width: int) -> str:
    """A text of at most ``width`` signs on one line: cut between words where there are any, never inside a letter or emoji.

    >>> shortened("Combating Sexual Deepfakes: Safeguarding Teens Globally", 30)
    'Combating Sexual Deepfakes:…'
    >>> shortened("儿童权利" * 5, 8)
    '儿童权利儿童权…'
    """
    kept = (sign for sign in " ".join(text.split()) if unicodedata.category(sign) != "Cc" and ord(sign) not in DIRECTIONS)
    text = "".join(kept)
    if len(text) <= width:
        return text
    end = width - 1
    while end > 1 and _belongs_together(text, end):
        end -= 1
    cut = text[:end]
    if text[end] != " " and " " in cut[end // 4 :]:
        cut = cut.rsplit(" ", 1)[0]
    return cut.rstrip(" .") + ELLIPSIS


def _belongs_together(text: str, at: int) -> bool:
    """Whether the sign at a place is drawn together with the one before it (accent, emoji sequence, flag)."""
    sign, before = text[at], text[at - 1]
    if sign == JOINER or before == JOINER or unicodedata.category(sign) in ("Mn", "Me") or 0x1F3FB <= ord(sign) <= 0x1F3FF:
        return True
    flags = 0
    while flags < at and 0x1F1E6 <= ord(text[at - 1 - flags]) <= 0x1F1FF:
        flags += 1
    return 0x1F1E6 <= ord(sign) <= 0x1F1FF and flags % 2 == 1


def session_name(data: Dataset, session_id: str, width: int = NAME_LENGTH) -> str:
    """A session in a sentence: its code, else its title in quotation marks, cut to ``width`` characters."""
    (at,) = (data.session_ids == session_id).nonzero()[0]
    code, title = (str(data.column("sessions", column).iloc[at]) for column in ("code", "title"))
    return _name(code, title, width)


def session_day(data: Dataset, session_id: str) -> str:
    """The day of a session with its meeting: ``Day 2 of IGF 2024``."""
    (at,) = (data.session_ids == session_id).nonzero()[0]
    day, meeting = (data.column("sessions", column).iloc[at] for column in ("day", "meeting_id"))
    return f"{day} of {data.meeting_label(str(meeting))}"


def session_names(data: Dataset) -> dict[str, str]:
    """All sessions in sentences: session id → :func:`session_name`."""
    sessions = data.sessions
    names = (_name(code, title) for code, title in zip(sessions["code"], sessions["title"], strict=True))
    return dict(zip(sessions["session_id"], names, strict=True))


def _name(code: str, title: str, width: int = NAME_LENGTH) -> str:
    return code or f"“{shortened(title, width)}”"


def session_labels(data: Dataset, width: int = TABLE_LENGTH) -> dict[str, str]:
    """Sessions in a table: session id → code and title, cut to ``width`` signs."""
    sessions = data.sessions
    return {
        session_id: shortened(f"{code} · {title}" if code else title, width)
        for session_id, code, title in zip(sessions["session_id"], sessions["code"], sessions["title"], strict=True)
    }


def value_label(by: str, value: str, dataset: Dataset) -> str:
    """Name a value of a breakdown for people: ``Civil society``, ``IGF 2025``."""
    lists = {
        "pillar": v.PILLAR_CODES, "group": v.STAKEHOLDER_GROUPS, "region": v.REGIONAL_GROUPS, "role": v.ROLES,
        "type": v.SESSION_TYPES, "status": v.STATUS, "relevance": v.RELEVANCE,
    }  # fmt: skip
    if by == "meeting":
        return dataset.meeting_label(value)
    if by == "topic":
        return dataset.topic_labels.get(value, value)
    if value == v.STATED:
        return f"any {by}"
    return lists[by].label(value) if by in lists else value


def group_name(variable: str, key: object) -> str:
    """Name a stakeholder group (or, by ``regional_group``, a region) of people; ``Not stated`` where it is not known."""
    groups = v.REGIONAL_GROUPS if variable == "regional_group" else v.STAKEHOLDER_GROUPS
    return "Not stated" if key == v.UNKNOWN else groups.label(str(key))
