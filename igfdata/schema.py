"""Every table of the data set, declared once: columns, types, nulls, allowed values, keys.

The declarations drive validation, the types of the loaded frames, and the descriptions that the
dashboard and the datasheet show.
"""

from dataclasses import dataclass, field
from typing import Literal

from igfdata import vocabulary as v

Kind = Literal["text", "identifier", "integer", "number", "date", "time", "zone", "url", "version"]

PATTERNS: dict[Kind, tuple[str, str]] = {
    "text": (r"(?s).*", "text"),
    "identifier": (r"[A-Za-z0-9][A-Za-z0-9._-]*", "letters, digits, hyphen, dot and underscore"),
    "integer": (r"\d{1,9}", "a whole number"),
    "number": (r"-?\d{1,12}(\.\d+)?", "a number"),
    "date": (r"(19|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "a date as YYYY-MM-DD"),
    "time": (r"([0-2]\d|3[0-5]):[0-5]\d", "a time as HH:MM (24:00 to 35:59 in the night after the date)"),
    "zone": (r"[A-Za-z_]+(/[A-Za-z0-9_+-]+)*", "a time zone such as Europe/Oslo"),
    "url": (r"https?://[^\s\"<>]+", "an address that starts with http:// or https://"),
    "version": (
        r"(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})(\+[1-9]\d{0,3})?",
        "a version such as 1.0; 1.0+2 for the second change of one's own",
    ),
}
"""Form of each kind of value and its description for people."""


def version_order(version: str) -> tuple[int, ...]:
    """Place of a version among others.

    >>> sorted(["1.10", "1.2", "1.2+10", "1.2+9"], key=version_order)
    ['1.2', '1.2+9', '1.2+10', '1.10']
    """
    shipped, _, own = version.partition("+")
    return (*map(int, shipped.split(".")), int(own or 0))


@dataclass(frozen=True)
class Column:
    """One column: what it means and what may stand in it.

    Parameters
    ----------
    name, description
        Name in the file; meaning, with the unit where there is one.
    kind
        Form of a value, see :data:`PATTERNS`.
    required
        Whether an empty cell is a problem.
    choices
        Closed list of values.
    many
        Several values, separated by ``;``.
    is_optional
        Whether a file may do without the column; then all its cells are empty.
    refers_to
        ``(table, column)`` that must hold the value.
    """

    name: str
    description: str
    kind: Kind = "text"
    required: bool = False
    choices: v.Vocabulary | None = None
    many: bool = False
    is_optional: bool = False
    refers_to: tuple[str, str] | None = None

    @property
    def allowed(self) -> str:
        """What may stand in a cell, for an error message."""
        one = f"one of: {', '.join(self.choices)}" if self.choices else PATTERNS[self.kind][1]
        if self.refers_to:
            one = f"a {self.refers_to[1]} of {self.refers_to[0]}.csv"
        text = f"{one}; several separated by ;" if self.many else one
        return text if self.required else f"{text}; or empty"


@dataclass(frozen=True)
class Table:
    """One file: what a row is, its key and its columns in order.

    ``is_ordered``: the order of its rows means something; ``is_optional``: a folder may do without the file.
    """

    name: str
    row_is: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    is_ordered: bool = False
    is_optional: bool = False
    by_name: dict[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {column.name: column for column in self.columns})

    @property
    def file(self) -> str:
        """File name."""
        return f"{self.name}.csv"


SESSION = ("sessions", "session_id")
MEETING = ("meetings", "meeting_id")
TOPIC = ("codebook", "topic")
DIMENSIONS = v.Vocabulary(
    "Dimension of a code", "data/README.md", v.Term("pillar", "Rights pillar", ""), v.Term("topic", "Topic", "")
)


def _session_id(name: str = "session_id", description: str = "The session.") -> Column:
    return Column(name, description, "identifier", required=True, refers_to=SESSION)


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "meetings",
            "a meeting of the IGF",
            (
                Column("meeting_id", "Key: igf and the year.", "identifier", required=True),
                Column("year", "Calendar year.", "integer", required=True),
                Column("name", "Official name of the meeting.", required=True),
                Column("city", "Host city.", required=True),
                Column("country", "Host country.", required=True),
                Column("start_date", "First day.", "date", required=True),
                Column("end_date", "Last day.", "date", required=True),
                Column("day_zero_date", "Date of Day 0; the days are counted from it.", "date", required=True),
                Column("timezone", "Zone of the venue; all dates and times of its sessions are in it.", "zone", required=True),
                Column("sessions_total", "Number of sessions the organisers state.", "integer"),
                Column("sessions_total_url", "Source of that number.", "url"),
                Column(
                    "programme_coverage",
                    "How much of the programme is in the data.",
                    required=True,
                    choices=v.PROGRAMME_COVERAGE,
                ),
            ),
            key=("meeting_id",),
        ),
        Table(
            "data_changes",
            "a change of the data; the highest version is that of the data",
            (
                Column("version", "Version that came of it; empty for what users of a workspace added.", "integer"),
                Column("date", "Day on which the rows were collected or added.", "date", required=True),
                Column("meetings", "Meetings whose rows changed.", "identifier", required=True, many=True, refers_to=MEETING),
                Column("change", "What changed.", required=True),
            ),
            is_ordered=True,
            is_optional=True,
        ),
        Table(
            "sessions",
            "a session of a meeting",
            (
                Column("session_id", "Key: meeting, type and number.", "identifier", required=True),
                Column("meeting_id", "The meeting.", "identifier", required=True, refers_to=MEETING),
                Column("code", "Number in the programme, such as WS #70."),
                Column("type", "Session type.", required=True, choices=v.SESSION_TYPES),
                Column("title", "Title as printed.", required=True),
                Column("status", "Whether it took place.", required=True, choices=v.STATUS),
                Column("date", "Date at the venue.", "date"),
                Column("start", "Start, venue time; 25:30 is 01:30 of the night after the date.", "time"),
                Column("end", "End, venue time; 24:30 is half an hour after the midnight that ends the date.", "time"),
                Column("room", "Room."),
                Column("format", "Seating or form of the session as stated."),
                Column("duration_min", "Length in minutes.", "integer"),
                Column("subtheme", "Sub-themes of that year's programme.", many=True),
                Column("sdgs", "Sustainable Development Goals named, by number.", "integer", many=True),
                Column("child_rights", "Relevance to children.", required=True, choices=v.RELEVANCE),
                Column("source_urls", "Pages the row was read from.", "url", required=True, many=True),
                Column("note", "What a reader of the row should know."),
            ),
            key=("session_id",),
        ),
        Table(
            "participants",
            "a person in a role in a session, by group only",
            (
                _session_id(),
                Column("role", "Role in the session.", required=True, choices=v.ROLES),
                Column("stakeholder_group", "Stakeholder group; empty when not stated.", choices=v.STAKEHOLDER_GROUPS),
                Column("regional_group", "Regional group; empty when not stated.", choices=v.REGIONAL_GROUPS),
                Column("basis", "How the groups are known.", required=True, choices=v.BASIS),
            ),
        ),
        Table(
            "codings",
            "a code given to a session by a coder",
            (
                _session_id(),
                Column("coder", "A, B, or adjudicated.", "identifier", required=True),
                Column("dimension", "Pillar or topic.", required=True, choices=DIMENSIONS),
                Column("code", "Pillar, unclear, or topic of the codebook.", "identifier", required=True),
                Column("rank", "Order of weight of a pillar: 1 leads.", "integer"),
                Column("evidence", "What was read.", required=True, choices=v.EVIDENCE),
                Column("codebook_version", "Version of the codebook by which it was given; empty: not stated.", "version"),
                Column(
                    "answers",
                    "Answers to the tests of the pillar; empty: not asked.",
                    choices=v.ANSWERED,
                    many=True,
                    is_optional=True,
                ),
            ),
            key=("session_id", "coder", "dimension", "code"),
        ),
        Table(
            "decisions",
            "a settled difference between two coders",
            (
                _session_id(),
                Column("dimension", "Pillar or topic.", required=True, choices=DIMENSIONS),
                Column("code_a", "Codes of coder A.", "identifier", many=True),
                Column("code_b", "Codes of coder B.", "identifier", many=True),
                Column("decision", "Codes settled on.", "identifier", required=True, many=True),
                Column("reason", "Why, with the coding rule.", required=True),
            ),
            key=("session_id", "dimension"),
        ),
        Table(
            "session_links",
            "a link between two sessions that a source states",
            (
                _session_id("from_session_id", "The earlier session."),
                _session_id("to_session_id", "The other session."),
                Column("relation", "Kind of link.", required=True, choices=v.RELATIONS),
                Column("source_url", "Page that states it.", "url", required=True),
            ),
            key=("from_session_id", "to_session_id", "relation"),
        ),
        Table(
            "daily_reports",
            "a daily report of the coalition's site",
            (
                Column("meeting_id", "The meeting.", "identifier", required=True, refers_to=MEETING),
                Column("date", "Day the report is about.", "date", required=True),
                Column("report_url", "The report.", "url", required=True),
                Column("session_ids", "Sessions it names.", "identifier", many=True, refers_to=SESSION),
                Column("topics", "Topics it names.", "identifier", many=True, refers_to=TOPIC),
                Column("stakeholders_named", "Groups it names, as written.", many=True),
                Column("regions_named", "Countries and regions it names, as written.", many=True),
            ),
            key=("meeting_id", "date"),
        ),
        Table(
            "report_claims",
            "what a daily report says about the rights pillars of a day",
            (
                Column("meeting_id", "The meeting.", "identifier", required=True, refers_to=MEETING),
                Column("date", "Day the claim is about.", "date", required=True),
                Column("pillar", "Pillar it says comes first.", required=True, choices=v.PILLARS),
                Column("claim", "What it says, in our words.", required=True),
                Column("source_url", "Page that says it.", "url", required=True),
            ),
            key=("meeting_id", "date", "pillar"),
            is_optional=True,
        ),
        Table(
            "benchmarks",
            "an official or published figure on participation or inputs",
            (
                Column("year", "Year of the meeting.", "integer", required=True),
                Column("measure", "What is counted.", "identifier", required=True),
                Column("category", "Group, region or total.", required=True),
                Column("value", "The figure, in the unit of the row.", "number", required=True),
                Column("unit", "Unit, such as percent, sessions or inputs.", "identifier", required=True),
                Column("source_url", "Page that states it.", "url", required=True),
            ),
            key=("year", "measure", "category"),
        ),
        Table(
            "codebook",
            "a topic, or a list of terms for matching",
            (
                Column("topic", "Key of the topic.", "identifier", required=True),
                Column("label", "Name for people.", required=True),
                Column(
                    "pillar_hint",
                    "Pillar it mostly belongs to; never used to count pillars.",
                    required=True,
                    choices=v.PILLAR_HINTS,
                ),
                Column(
                    "gc25_section",
                    "Section of General comment No. 25 on children's rights in the digital environment.",
                    choices=v.GC25_SECTIONS,
                    many=True,
                ),
                Column("definition", "What it covers.", required=True),
                Column("use_when", "When to give the topic to a session."),
                Column("not_when", "When not to give it, and which topic to give instead."),
                Column("terms", "Terms for matching, lower case, * only at the end of one.", many=True),
                Column(
                    "examples",
                    "Up to 3 sessions with the topic; by which rule, see data/README.md.",
                    "identifier",
                    many=True,
                    refers_to=SESSION,
                ),
                Column("since", "Version of the codebook in which the row came or last changed; empty: the first.", "version"),
                Column("retired", "Version since which no new code may use the topic; empty: it is in use.", "version"),
            ),
            key=("topic",),
            is_ordered=True,
        ),
        Table(
            "codebook_changes",
            "a change of the codebook; the version of the last row is that of the codebook",
            (
                Column("version", "Version that came of it; ascending.", "version", required=True),
                Column("date", "Day of the change.", "date", required=True),
                Column("topic", "Row of the codebook that changed; empty: several, or all.", "identifier"),
                Column("change", "What changed.", required=True),
            ),
            key=("version", "topic"),
            is_ordered=True,
        ),
    )
}
"""The tables of a data folder by name, in the order in which they refer to each other."""
