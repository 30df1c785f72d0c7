"""The field's closed lists, each once: key, label, description, order and source.

The order of a list is the order of its members in every table, chart and menu. Keys are the values
that stand in the data files; :func:`slug` turns a key into its short form in addresses and commands.
"""

import re
import unicodedata
from dataclasses import dataclass

SMALL_N = 5
"""Below this denominator the product prints counts instead of percentages, and no index."""

UNCRC = "https://www.ohchr.org/en/instruments-mechanisms/instruments/convention-rights-child"
IGF_TYPES = "https://www.intgovforum.org/multilingual/content/igf-types-of-sessions"


@dataclass(frozen=True)
class Term:
    """One member of a closed list."""

    key: str
    label: str
    description: str
    aliases: tuple[str, ...] = ()


class Vocabulary(dict[str, Term]):
    """A closed list: a mapping from key to term that keeps the order it was written in."""

    def __init__(self, name: str, source: str, *terms: Term) -> None:
        super().__init__((term.key, term) for term in terms)
        self.name = name
        self.source = source
        self._by_slug: dict[str, str] = {}
        for term in terms:
            for text in (term.key, term.label, *term.aliases):
                self._by_slug.setdefault(slug(text), term.key)

    def label(self, key: str) -> str:
        """Label of a key; a key outside the list is its own label."""
        return self[key].label if key in self else key

    def resolve(self, text: str) -> str | None:
        """Key that a text means (key, label or alias, whatever its case and punctuation), else None."""
        return self._by_slug.get(slug(text))


def slug(text: str) -> str:
    """Short form of a key for addresses: lower case, runs of other signs as one hyphen.

    >>> slug("Launch/Award Event")
    'launch-award-event'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def folded(text: str) -> str:
    """Letters and digits of a text without case and accents: equal for names that a reader takes for one.

    >>> folded("Play-Online") == folded("play_online") == folded("PLÄY ONLINE")
    True
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if letter.isalnum())


def day_slug(day: str) -> str:
    """Short form of a day for file names and marks, in which a day before Day 0 differs from the one after it.

    >>> day_slug("Day 1"), day_slug("Day -1")
    ('day-1', 'day-minus-1')
    """
    return slug(day.replace("Day -", "Day minus "))


UNKNOWN = "not stated"
"""Category of a person whose group or region no page states."""
STATED = "stated"
"""Any value but that: a mark that counts people whose group, region or role is known."""

NO_SOURCE = "https://imported.invalid/"
"""Stands for the source of a session whose file names none; .invalid is no address by definition (RFC 2606)."""

NOT_CODED = "not coded"
"""Category of a session that nobody has coded yet."""

DAY_UNKNOWN = "Day unknown"
"""Category of a session whose date no source gives."""

PILLARS = Vocabulary(
    "Rights pillar",
    UNCRC,
    Term("protection", "Protection", "Safety from violence, abuse, exploitation and other harm; privacy; remedy and recovery."),
    Term(
        "provision", "Provision", "Resources and services: education, literacy, information, access, health, play and culture."
    ),
    Term("participation", "Participation", "Being heard, deciding, expressing oneself and associating with others."),
)

UNCLEAR = "unclear"
"""A code: the text read states no aim for children. It stays in every denominator."""

PILLAR_CODES = Vocabulary(
    "Pillar code",
    UNCRC,
    *PILLARS.values(),
    Term(UNCLEAR, "Unclear", "The text read states no aim for children; never guessed."),
)

TESTS = Vocabulary(
    "Test of a pillar",
    "data/README.md",
    Term(
        "protection_aim",
        "Protection: aim",
        "Does the text itself have an aim, question or conclusion on keeping children safe, on their privacy, or on remedy and recovery?",
    ),
    Term(
        "provision_aim",
        "Provision: aim",
        "Does the text itself have an aim, question or conclusion on what children get, such as education, information, access or health?",
    ),
    Term(
        "participation_aim",
        "Participation: aim",
        "Does the text itself have an aim, question or conclusion on children being heard or deciding?",
    ),
    Term(
        "participation_effect",
        "Participation: effect",
        "Does it tell that their views changed something, and whom they addressed?",
    ),
)
"""What the rule of a pillar asks, in plain words: a pillar that is given passes at least one of its tests."""

TESTS_OF = {pillar: tuple(test for test in TESTS if test.startswith(f"{pillar}_")) for pillar in PILLAR_CODES}
"""Pillar → its tests."""

ANSWERS = Vocabulary(
    "Answer to a test",
    "data/README.md",
    Term("yes", "Yes", "The text says so."),
    Term("no", "No", "The text does not say so."),
    Term("cannot_tell", "Cannot tell", "What was read does not show it."),
)

ANSWERED = Vocabulary(
    "Answered test",
    "data/README.md",
    *(
        Term(f"{test.key}={answer.key}", f"{test.label} {answer.label.lower()}", test.description)
        for test in TESTS.values()
        for answer in ANSWERS.values()
    ),
)
"""An answer as it is kept with a code."""

STATUS = Vocabulary(
    "Status",
    "data/README.md",
    Term("held", "Held", "A report, a transcript or a timetable of the day shows that it took place."),
    Term("on_programme", "On the programme", "Accepted into the programme; no proof that it took place."),
    Term("proposed", "Proposed", "Known from a proposal page only, without a date; off by default."),
)

PROGRAMME_COVERAGE = Vocabulary(
    "Coverage of a programme",
    "data/README.md",
    Term("complete", "Complete", "Every session of the programme is in the data, as after an import."),
    Term(
        "partial",
        "Partial",
        "Sessions were found by searching for subjects: some are missing, and those here are not a sample.",
    ),
    Term("child_sessions_only", "Child-related sessions only", "Only sessions about or partly about children are in the data."),
)

RELEVANCE = Vocabulary(
    "Relevance to children",
    "data/README.md",
    Term("yes", "About children", "Children or young people are the subject of the session."),
    Term("partly", "Partly about children", "Children or young people are one subject among others."),
    Term("no", "Not about children", "Children are not a subject; the comparison group, where the data have one."),
)

STAKEHOLDER_GROUPS = Vocabulary(
    "Stakeholder group",
    "https://www.intgovforum.org/en/content/igf-2022-participation-and-programme-statistics",
    Term(
        "Government",
        "Government",
        "Ministries, regulators, parliaments, law enforcement.",
        ("GOV", "governments", "governmental", "ministry", "regulator", "parliament", "parliamentarian", "law enforcement"),
    ),
    Term(
        "Intergovernmental Organization",
        "Intergovernmental Organization",
        "United Nations and other treaty bodies.",
        ("IGO", "Inter-governmental Organization", "International Organization", "UN entity", "treaty body"),
    ),
    Term(
        "Civil Society",
        "Civil Society",
        "Non-governmental organisations and individuals.",
        ("CS", "CSO", "NGO", "Civil Societ", "Civil Society Organization"),
    ),
    Term("Private Sector", "Private Sector", "Companies and their associations.", ("PS", "business", "industry", "private")),
    Term("Technical Community", "Technical Community", "Operators and standards bodies of the Internet.", ("TC", "technical")),
    Term(
        "Academia",
        "Academia",
        "Universities and research. No box of its own on the official form.",
        ("AC", "academic", "university", "research"),
    ),
    Term("Press/Media", "Press and media", "Journalists and media houses.", ("press", "media", "journalist")),
    Term("Youth", "Youth", "Named as young people instead of by sector: an age, not a sector, so outside the shares."),
)

SECTORS = [key for key in STAKEHOLDER_GROUPS if key != "Youth"]
"""Stakeholder groups that shares are computed over: youth is an age, not a sector."""

REGIONAL_GROUPS = Vocabulary(
    "Regional group",
    "https://www.un.org/dgacm/en/content/regional-groups",
    Term("African Group", "Africa", "UN regional group of African States.", ("AFR", "African")),
    Term(
        "Asia-Pacific Group",
        "Asia-Pacific",
        "UN regional group of Asia-Pacific States.",
        ("APAC", "Asia Pacific", "Asian", "Asia"),
    ),
    Term(
        "Eastern European Group", "Eastern Europe", "UN regional group of Eastern European States.", ("EEG", "Eastern European")
    ),
    Term(
        "GRULAC",
        "Latin America and Caribbean",
        "UN Group of Latin American and Caribbean States.",
        ("Latin American and Caribbean", "Latin America and the Caribbean"),
    ),
    Term(
        "WEOG",
        "Western Europe and others",
        "UN Western European and Others Group, which includes North America and Oceania.",
        ("Western European and Others", "Western Europe", "Western European"),
    ),
    Term(
        "Intergovernmental Organization",
        "No region (IGO)",
        "Intergovernmental organisations that give no region.",
        ("IGO", "Inter-governmental Organization", "International Organization"),
    ),
)

REGIONS = [key for key in REGIONAL_GROUPS if key != "Intergovernmental Organization"]
"""The five geographic regional groups: diversity of regions is computed over these."""

ROLES = Vocabulary(
    "Role",
    "https://www.intgovforum.org/en/content/igf-2025-call-for-session-proposals",
    Term(
        "speaker",
        "Speaker",
        "Listed as speaking.",
        ("panelist", "panellist", "presenter", "discussant", "keynote", "keynote speaker"),
    ),
    Term(
        "moderator",
        "Moderator",
        "Leads the session in the room.",
        ("onsite moderator", "on-site moderator", "in-person moderator"),
    ),
    Term("online_moderator", "Online moderator", "Leads the online participants.", ("on-line moderator", "remote moderator")),
    Term("organizer", "Organizer", "Proposed or organised the session.", ("organiser", "co-organizer", "co-organiser")),
    Term("rapporteur", "Rapporteur", "Writes the session report."),
)

BASIS = Vocabulary(
    "Basis of the group",
    "data/README.md",
    Term("stated", "Stated", "The page names the group."),
    Term("inferred", "Inferred", "From an organisation whose kind is beyond doubt."),
    Term("unknown", "Unknown", "Neither stated nor beyond doubt."),
)

SESSION_TYPES = Vocabulary(
    "Session type",
    IGF_TYPES,
    Term("Main Session", "Main Session", "Plenary session on a theme of the meeting."),
    Term("High-Level Session", "High-Level Session", "Leaders' track.", ("HLS", "High-Level Leaders Session", "High-Level")),
    Term("Workshop", "Workshop", "Proposed by the community, chosen by the MAG.", ("WS",)),
    Term("Open Forum", "Open Forum", "Held by governments and international organisations.", ("OF",)),
    Term("Town Hall", "Town Hall", "Open discussion.", ("TH",)),
    Term("Lightning Talk", "Lightning Talk", "Short talk, 20 to 30 minutes.", ("LT",)),
    Term("Networking Session", "Networking Session", "Meeting of people with one interest.", ("NS",)),
    Term("Launch/Award Event", "Launch or award", "Launch of a publication, award of a prize.", ("LA",)),
    Term("Dynamic Coalition Session", "Dynamic Coalition", "Held by one or more Dynamic Coalitions.", ("DC",)),
    Term("Best Practice Forum", "Best Practice Forum", "Intersessional work of the IGF.", ("BPF",)),
    Term("Policy Network", "Policy Network", "Intersessional work of the IGF.", ("PN",)),
    Term("NRI Session", "NRI Session", "Held by national, regional and youth IGFs.", ("NRI",)),
    Term("Parliamentary Track", "Parliamentary Track", "For members of parliaments.", ("PT", "Parliamentary")),
    Term("Youth Track", "Youth Track", "Held by and for young participants.", ("Youth", "Youth Summit")),
    Term(
        "Day 0 Event", "Day 0 Event", "Pre-event, before the official opening.", ("Pre-event", "D0", "Day 0", "Day Zero Event")
    ),
    Term("Ceremony", "Ceremony", "Opening, closing and the like.", ("Opening Ceremony", "Closing Ceremony")),
    Term("Other", "Other", "Of no type above."),
)

PLENARY_TYPES = ("Main Session", "High-Level Session")
"""Session types that everybody attends: where two sessions clash, they come before side events."""

TYPICAL_MINUTES = {
    "Main Session": 90, "High-Level Session": 90, "Workshop": 90, "Open Forum": 60, "Town Hall": 60, "Lightning Talk": 30,
    "Networking Session": 60, "Launch/Award Event": 60, "Dynamic Coalition Session": 90, "Best Practice Forum": 90,
    "Policy Network": 90, "NRI Session": 60, "Parliamentary Track": 60, "Youth Track": 90, "Day 0 Event": 60, "Ceremony": 60,
    "Other": 60,
}  # fmt: skip
"""Usual length of a session by its type, in minutes: for a meeting that states no length of any session of the type."""

CODERS = Vocabulary(
    "Coder",
    "data/README.md",
    Term("default", "Adjudicated, else coder A", "A session's adjudicated codes where there are any, else those of coder A."),
    Term("A", "Coder A", "Codes of the first coder."),
    Term("B", "Coder B", "Codes of the second coder, given without seeing those of the first."),
    Term("adjudicated", "Adjudicated", "Codes after the differences of two coders were settled."),
)

SKIPPED = Vocabulary(
    "Skipped at import unless kept",
    "data/README.md",
    Term("breaks", "Breaks, meals, coffee and registration", "Records that are not sessions."),
    Term("cancelled", "Cancelled sessions", "Sessions that the file marks as cancelled."),
    Term("stray", "Sessions weeks away from the others", "More than four weeks before or after the meeting."),
)

EVIDENCE = Vocabulary(
    "Evidence of a code",
    "data/README.md",
    Term("title", "Title", "Only the title could be read."),
    Term("description", "Description", "The description of the session page."),
    Term("report", "Report", "A report of the session, also automatic ones."),
    Term("transcript", "Transcript", "The transcript of the session."),
)

RELATIONS = Vocabulary(
    "Link between sessions",
    "data/README.md",
    Term("continues", "continues in", "The debate goes on in the other session."),
    Term("concurrent", "at the same time as", "Both sessions take place at the same time."),
    Term("follows_directly", "directly followed by", "The other session comes directly afterwards."),
)

PILLAR_HINTS = Vocabulary(
    "Pillar hint of a topic",
    "data/README.md",
    *PILLARS.values(),
    Term("cross-cutting", "Cross-cutting", "Belongs to no single pillar."),
)

GC25_SECTIONS = Vocabulary(
    "Section of General comment No. 25",
    "https://www.ohchr.org/en/documents/general-comments-and-recommendations/general-comment-no-25-2021-childrens-rights-relation",
    *(
        Term(title, title, "")
        for title in (
            "I. Introduction",
            "II. Objective",
            "III. General principles",
            "IV. Evolving capacities",
            "V. General measures of implementation by States parties",
            "VI. Civil rights and freedoms",
            "VII. Violence against children",
            "VIII. Family environment and alternative care",
            "IX. Children with disabilities",
            "X. Health and welfare",
            "XI. Education, leisure and cultural activities",
            "XII. Special protection measures",
            "XIII. International and regional cooperation",
            "XIV. Dissemination",
        )
    ),
)

SUGGESTED_RELEVANCE = "relevance suggested by the dictionary"
"""Note of an imported session whose relevance nobody has judged yet."""

NON_TOPIC_PREFIXES = ("pillar_", "relevance_", "mask_")
"""Rows of the codebook that hold terms for matching but are no topics."""
