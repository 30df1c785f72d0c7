"""The filter as a value: what can be chosen, what is chosen when nothing is said, and a selection in words."""

from dataclasses import dataclass

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.wording import listed, lower

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
        Stakeholder groups of which ``any``, ``all`` or ``none`` have a known part in the session.
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
        Whose codes count: a rule of :data:`igfdata.vocabulary.CODERS`, or a coder of the workspace.
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
    """One part of the filter: its place in a :class:`Selection`, its key in the address, its label, a key of before that is still read."""

    attribute: str
    key: str
    label: str
    help: str
    is_many: bool = True
    older: str = ""


FIELDS: tuple[Field, ...] = (
    Field("meetings", "meeting", "Meeting", "IGF meetings, such as igf2025"),
    Field("days", "day", "Day", "meeting days: 0, 1 … or unknown"),
    Field("types", "type", "Session type", "session types, such as workshop"),
    Field("status", "status", "Status", "held, on-programme, proposed"),
    Field("relevance", "relevance", "Relevance to children", "yes, partly, no"),
    Field("groups", "group", "Stakeholder group", "stakeholder groups listed in the session"),
    Field("group_match", "group-match", "Match of groups", "any, all or none of the groups", is_many=False),
    Field("roles", "role", "In role", "roles in which people are counted"),
    Field(
        "persons",
        "people",
        "People shown",
        "session: all people of the sessions; group: those of the chosen groups",
        is_many=False,
        older="persons",
    ),
    Field("regions", "region", "Regional group", "regional groups listed in the session"),
    Field("basis", "basis", "Basis of groups", "all, or stated: inferred groups count as not stated", is_many=False),
    Field("pillars", "pillar", "Rights pillar", "pillar codes of the session"),
    Field("topics", "topic", "Topic", "topics of the session"),
    Field("topic_match", "topic-match", "Match of topics", "any or all of the topics", is_many=False),
    Field("coder", "coder", "Codes by", "whose codes are used: default, a, b, adjudicated", is_many=False),
)
"""Every part of the filter, in the order of the address and of the sentence."""


DEFAULT = Selection()
SINGLE_OPTIONS: dict[str, dict[str, str]] = {
    "group_match": {"any": "any of them", "all": "all of them", "none": "none of them"},
    "topic_match": {"any": "any of them", "all": "all of them"},
    "persons": {"session": "All people of these sessions", "group": "Only people of the chosen groups"},
    "basis": {"all": "Stated or inferred", "stated": "Stated only"},
}


def default_selection(dataset: Dataset) -> Selection:
    """The view without a filter: the newest meeting; held and on the programme; about or partly about children."""
    return Selection(meetings=(dataset.newest_meeting,))


def unfiltered(selection: Selection) -> Selection:
    """All sessions of the same meetings with the same codes: what a selection is a part of."""
    return Selection(meetings=selection.meetings, status=(), relevance=(), coder=selection.coder)


def coder_label(coder: str) -> str:
    """Name of a coder, or of a rule which codes count."""
    return v.CODERS.label(coder) if coder in v.CODERS else f"Coder {coder}"


def options(dataset: Dataset, attribute: str) -> dict[str, str]:
    """Key → label of everything that one part of the filter can take, in order."""
    if attribute == "coder":
        return {coder: coder_label(coder) for coder in dict.fromkeys((*v.CODERS, *dataset.coders))}
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


def describe(selection: Selection, dataset: Dataset) -> str:
    """The selection as one sentence.

    >>> from igfdata import load
    >>> describe(Selection(meetings=("igf2025",), days=("Day 2",), groups=("Government",)), load())
    'Sessions of IGF 2025, on Day 2, held or on the programme, about or partly about children, \
with Government; codes: adjudicated, else coder A.'
    """

    def named(attribute: str, joint: str = "or") -> str:
        labels = options(dataset, attribute)
        return listed((labels.get(key, key) for key in getattr(selection, attribute)), joint=joint)

    def joint(match: str) -> str:
        return "and" if match == "all" else "or"

    parts = [f"Sessions of {named('meetings', 'and') or 'all meetings'}"]
    if selection.days:
        parts.append(f"on {named('days')}".replace("on Day unknown", "on an unknown day"))
    if selection.types:
        parts.append(f"of type {named('types')}")
    parts.append(listed((lower(v.STATUS.label(key)) for key in selection.status), joint="or") or "of any status")
    relevance = " or ".join(lower(v.RELEVANCE.label(key)) for key in selection.relevance) or "on any subject"
    parts.append(relevance.replace("about children or partly about", "about or partly about"))
    roles = listed((lower(v.ROLES.label(key)) for key in selection.roles), joint="or")
    if selection.groups or selection.regions:
        group_text = named("groups", joint(selection.group_match))
        region_text = named("regions")
        without = bool(selection.groups) and selection.group_match == "none"
        linked = [text for text in (group_text, region_text) if text]
        together = (" and with people from " if without else " and from ").join(linked)
        parts.append(f"{'without' if without else 'with'} {together}" + (f" as {roles}" if roles else ""))
        if selection.persons == "group":
            parts.append("only people of these groups shown")
    elif roles:
        parts.append(f"only people in the role {roles} shown")
    if selection.basis == "stated":
        parts.append("groups as stated only")
    if selection.pillars:
        parts.append(f"coded {lower(named('pillars'))}")
    if selection.topics:
        parts.append(f"on {named('topics', joint(selection.topic_match))}")
    return f"{', '.join(parts)}; codes: {lower(coder_label(selection.coder))}."


def file_stem(selection: Selection) -> str:
    """Begin of a file name: meetings and days, and whether more is filtered.

    >>> file_stem(Selection(meetings=("igf2025",), days=("Day 2",), groups=("Government",)))
    'igf2025-day-2-filtered'
    """
    plain = Selection(meetings=selection.meetings, days=selection.days)
    parts = [
        *(selection.meetings or ("all-meetings",)),
        *map(v.day_slug, selection.days),
        *(["filtered"] if selection != plain else []),
    ]
    return "-".join(parts)
