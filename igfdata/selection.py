"""The filter as a value: Selection ↔ address ↔ sentence; ``select(dataset, selection)`` → dataset."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from igfdata import vocabulary as v
from igfdata.dataset import Dataset

ALL = "all"
"""Address value that lifts a limit which is on by default."""


@dataclass(frozen=True)
class Selection:
    """Which sessions count, which persons of them, and whose codes. An empty tuple sets no limit.

    Parameters
    ----------
    meetings, days, types, status, relevance
        Properties of a session; keys of :mod:`igfdata.vocabulary`, days as ``Day 2``.
    groups, group_match
        Stakeholder groups of which ``any`` or ``all`` have a part in the session.
    regions
        Regional groups of which any has a part.
    roles
        Roles in which persons count, for the limits above and in charts of persons.
    persons
        ``session``: charts of persons show all persons of the sessions; ``group``: only those of
        the chosen groups and regions.
    basis
        ``all``, or ``stated``: a group that is only inferred counts as not stated.
    pillars
        Pillar codes of which the session has any.
    topics, topic_match
        Topics of which the session has ``any`` or ``all``.
    coder
        Whose codes count, see :data:`igfdata.vocabulary.CODERS`.
    """

    meetings: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    status: tuple[str, ...] = ("held", "on_programme")
    relevance: tuple[str, ...] = ("yes", "partly")
    groups: tuple[str, ...] = ()
    group_match: str = "any"
    regions: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    persons: str = "session"
    basis: str = "all"
    pillars: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    topic_match: str = "any"
    coder: str = "default"


@dataclass(frozen=True)
class Field:
    """One part of the filter: its place in a :class:`Selection`, its key in the address, its label."""

    attribute: str
    key: str
    label: str
    help: str
    is_many: bool = True


FIELDS: tuple[Field, ...] = (
    Field("meetings", "meeting", "Meeting", "IGF meetings, such as igf2025"),
    Field("days", "day", "Day", "meeting days: 0, 1 … or unknown"),
    Field("types", "type", "Session type", "session types, such as workshop"),
    Field("status", "status", "Status", "held, on-programme, proposed"),
    Field("relevance", "relevance", "Relevance to children", "yes, partly, no"),
    Field("groups", "group", "Stakeholder group", "stakeholder groups with a part in the session"),
    Field("group_match", "group-match", "Match of groups", "any or all of the groups", is_many=False),
    Field("roles", "role", "In role", "roles in which persons count"),
    Field(
        "persons",
        "persons",
        "Persons shown",
        "session: all persons of the sessions; group: those of the chosen groups",
        is_many=False,
    ),
    Field("regions", "region", "Regional group", "regional groups with a part in the session"),
    Field("basis", "basis", "Basis of groups", "all, or stated: inferred groups count as not stated", is_many=False),
    Field("pillars", "pillar", "Rights pillar", "pillar codes of the session"),
    Field("topics", "topic", "Topic", "topics of the session"),
    Field("topic_match", "topic-match", "Match of topics", "any or all of the topics", is_many=False),
    Field("coder", "coder", "Codes by", "whose codes count: default, a, b, adjudicated", is_many=False),
)
"""Every part of the filter, in the order of the address and of the sentence."""

DEFAULT = Selection()
SINGLE_OPTIONS: dict[str, dict[str, str]] = {
    "group_match": {"any": "any of them", "all": "all of them"},
    "topic_match": {"any": "any of them", "all": "all of them"},
    "persons": {"session": "All persons of these sessions", "group": "Only persons of the chosen groups"},
    "basis": {"all": "Stated or inferred", "stated": "Stated only"},
    "coder": {key: term.label for key, term in v.CODERS.items()},
}


def default_selection(dataset: Dataset) -> Selection:
    """The view without a filter: the newest meeting; held and on the programme; about or partly about children."""
    return Selection(meetings=(dataset.newest_meeting,))


def unfiltered(selection: Selection) -> Selection:
    """All sessions of the same meetings with the same codes: what a selection is a part of."""
    return Selection(meetings=selection.meetings, status=(), relevance=(), coder=selection.coder)


def options(dataset: Dataset, attribute: str) -> dict[str, str]:
    """Key → label of everything that one part of the filter can take, in order."""
    if attribute in SINGLE_OPTIONS:
        return SINGLE_OPTIONS[attribute]
    if attribute == "meetings":
        return {key: dataset.meeting_label(key) for key in reversed(dataset.meetings["meeting_id"].tolist())}
    if attribute == "days":
        return {str(day): str(day) for day in dataset.sessions["day"].cat.categories}
    if attribute == "topics":
        return dataset.topic_labels
    lists = {
        "types": v.SESSION_TYPES,
        "status": v.STATUS,
        "relevance": v.RELEVANCE,
        "groups": v.STAKEHOLDER_GROUPS,
        "regions": v.REGIONAL_GROUPS,
        "roles": v.ROLES,
        "pillars": v.PILLAR_CODES,
    }
    return {key: term.label for key, term in lists[attribute].items()}


def to_query(selection: Selection) -> dict[str, list[str]]:
    """Address of a selection: keys of :data:`FIELDS`, defaults left out but for the meeting.

    The meeting is always there, so that an old address keeps its view when a newer meeting comes.
    """
    query: dict[str, list[str]] = {}
    for field in FIELDS:
        value = getattr(selection, field.attribute)
        if value == getattr(DEFAULT, field.attribute) and field.attribute != "meetings":
            continue
        values = [value] if not field.is_many else list(value) or [ALL]
        query[field.key] = [_short(text) for text in values]
    return query


def from_query(query: Mapping[str, Sequence[str]], dataset: Dataset) -> tuple[Selection, list[str]]:
    """Selection of an address, and a notice for every key or value that was ignored.

    Parameters
    ----------
    query
        Values by key; several values repeat the key or are separated by commas.
    """
    notices: list[str] = []
    found: dict[str, str | tuple[str, ...]] = {}
    fields = {field.key: field for field in FIELDS}
    for key, texts in query.items():
        if key not in fields:
            notices.append(f"The address has an unknown filter “{key}”; it was ignored. Known: {', '.join(fields)}.")
            continue
        field = fields[key]
        values = [part for text in texts for part in text.split(",") if part.strip()]
        if field.is_many and [v.slug(part) for part in values] == [ALL]:
            found[field.attribute] = ()
            continue
        keys = [resolve(dataset, field.attribute, part) for part in values]
        bad = [part for part, resolved in zip(values, keys, strict=True) if resolved is None]
        if bad:
            allowed = ", ".join(_short(option) for option in options(dataset, field.attribute))
            notices.append(f"{field.label}: “{'”, “'.join(bad)}” is unknown and was ignored. Known: {allowed}.")
        known = [resolved for resolved in keys if resolved is not None]
        if not field.is_many and len(set(known)) > 1:
            notices.append(f"{field.label} takes one value; the last of “{'”, “'.join(values)}” counts.")
        if known:
            found[field.attribute] = _in_order(dataset, field.attribute, known) if field.is_many else known[-1]
    return replace(default_selection(dataset), **found), notices  # type: ignore[arg-type]


def resolve(dataset: Dataset, attribute: str, text: str) -> str | None:
    """Key that a text means for one part of the filter: key, short form or label, whatever its case."""
    wanted = v.slug(text)
    for key, label in options(dataset, attribute).items():
        if wanted in (v.slug(key), v.slug(label), _short(key)):
            return key
    for vocabulary in (v.STAKEHOLDER_GROUPS, v.REGIONAL_GROUPS, v.SESSION_TYPES):
        key_of_alias = vocabulary.resolve(text)
        if key_of_alias in options(dataset, attribute):
            return key_of_alias
    return None


def describe(selection: Selection, dataset: Dataset) -> str:
    """The selection as one sentence.

    >>> from igfdata import load
    >>> describe(Selection(meetings=("igf2025",), days=("Day 2",), groups=("Government",)), load())
    'Sessions of IGF 2025, on Day 2, held or on the programme, about or partly about children, \
with Government; codes: adjudicated, else coder A.'
    """

    def named(attribute: str, joint: str = " or ") -> str:
        labels = options(dataset, attribute)
        return joint.join(labels.get(key, key) for key in getattr(selection, attribute))

    def lower(text: str) -> str:
        return text[0].lower() + text[1:] if text else text

    def joint(match: str) -> str:
        return " and " if match == "all" else " or "

    parts = [f"Sessions of {named('meetings', ' and ') or 'all meetings'}"]
    if selection.days:
        parts.append(f"on {named('days')}".replace("on Day unknown", "on an unknown day"))
    if selection.types:
        parts.append(f"of type {named('types')}")
    parts.append(" or ".join(lower(v.STATUS.label(key)) for key in selection.status) or "of any status")
    relevance = " or ".join(lower(v.RELEVANCE.label(key)) for key in selection.relevance) or "on any subject"
    parts.append(relevance.replace("about children or partly about", "about or partly about"))
    roles = " or ".join(lower(v.ROLES.label(key)) for key in selection.roles)
    if selection.groups or selection.regions:
        group_text = named("groups", joint(selection.group_match))
        region_text = named("regions")
        together = " and from ".join(text for text in (group_text, region_text) if text)
        parts.append(f"with {together}" + (f" as {roles}" if roles else ""))
        if selection.persons == "group":
            parts.append("only persons of these groups shown")
    elif roles:
        parts.append(f"only persons in the role {roles} shown")
    if selection.basis == "stated":
        parts.append("groups as stated only")
    if selection.pillars:
        parts.append(f"coded {lower(named('pillars'))}")
    if selection.topics:
        parts.append(f"on {named('topics', joint(selection.topic_match))}")
    return f"{', '.join(parts)}; codes: {lower(v.CODERS.label(selection.coder))}."


def file_stem(selection: Selection) -> str:
    """Begin of a file name: meetings and days, and whether more is filtered.

    >>> file_stem(Selection(meetings=("igf2025",), days=("Day 2",), groups=("Government",)))
    'igf2025-day-2-filtered'
    """
    plain = Selection(meetings=selection.meetings, days=selection.days)
    parts = [
        *(selection.meetings or ("all-meetings",)),
        *map(v.slug, selection.days),
        *(["filtered"] if selection != plain else []),
    ]
    return "-".join(parts)


def select(dataset: Dataset, selection: Selection) -> Dataset:
    """The part of a dataset that a selection keeps; ``session_pillars`` and ``session_topics`` hold the codes that count."""
    sessions = dataset.sessions
    keep = pd.Series(True, index=sessions.index)
    for column, wanted in (
        ("meeting_id", selection.meetings),
        ("day", selection.days),
        ("type", selection.types),
        ("status", selection.status),
        ("child_rights", selection.relevance),
    ):
        if wanted:
            keep &= sessions[column].isin(wanted)
    persons = counted_persons(dataset.participants, selection)
    pillars = counted_codes(dataset.session_pillars, selection.coder)
    topics = counted_codes(dataset.session_topics, selection.coder)
    for frame, column, wanted, match in (
        (persons, "stakeholder_group", selection.groups, selection.group_match),
        (persons, "regional_group", selection.regions, "any"),
        (pillars, "pillar", selection.pillars, "any"),
        (topics, "topic", selection.topics, selection.topic_match),
    ):
        if wanted:
            keep &= sessions["session_id"].isin(_sessions_with(frame, column, wanted, match))
    sessions = sessions[keep].reset_index(drop=True)
    if selection.persons == "group":
        for column, wanted in (("stakeholder_group", selection.groups), ("regional_group", selection.regions)):
            if wanted:
                persons = persons[persons[column].isin(wanted)]

    def of_sessions(frame: pd.DataFrame) -> pd.DataFrame:
        return frame[frame["session_id"].isin(sessions["session_id"])].reset_index(drop=True)

    return replace(
        dataset,
        sessions=sessions,
        participants=of_sessions(persons),
        session_pillars=of_sessions(pillars),
        session_topics=of_sessions(topics),
    )


def counted_persons(participants: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Persons in the chosen roles; under ``stated``, inferred groups become not stated (no person is dropped)."""
    persons = participants[participants["role"].isin(selection.roles)] if selection.roles else participants
    if selection.basis == "stated":
        stated = persons["basis"] == "stated"
        persons = persons.assign(
            **{column: persons[column].where(stated) for column in ("stakeholder_group", "regional_group")}
        )
    return persons


def counted_codes(codes: pd.DataFrame, coder: str) -> pd.DataFrame:
    """Codes that count: of one coder, or by default a session's adjudicated codes, else those of coder A."""
    if coder != "default":
        return codes[codes["coder"] == coder]
    adjudicated = codes["coder"] == "adjudicated"
    settled = codes["session_id"].isin(codes.loc[adjudicated, "session_id"])
    return codes[adjudicated | (~settled & (codes["coder"] == "A"))]


def _sessions_with(frame: pd.DataFrame, column: str, wanted: Iterable[str], match: str) -> pd.Series:
    rows = frame.loc[frame[column].isin(list(wanted)), ["session_id", column]].drop_duplicates()
    if match == "all":
        counts = rows["session_id"].value_counts()
        return counts[counts == len(set(wanted))].index.to_series()
    return rows["session_id"]


def _short(key: str) -> str:
    """Address value of a key; of a day its number alone (the type "Day 0 Event" stays whole)."""
    return re.sub(r"^day-(\d+|unknown)$", r"\1", v.slug(key))


def _in_order(dataset: Dataset, attribute: str, keys: Iterable[str]) -> tuple[str, ...]:
    chosen = set(keys)
    return tuple(key for key in options(dataset, attribute) if key in chosen)
