"""Headings of the session pages of the IGF and what stands under them. Form fields and addresses go into no text."""

import re

from igfdata.importers.page import label_key
from igfdata.importers.terms import resolve_role

PEOPLE = {
    "organizers": "organizer", "speakers": "speaker", "moderators": "moderator", "onsite_moderator": "moderator",
    "online_moderator": "online_moderator", "rapporteur": "rapporteur",
}  # fmt: skip
"""Sections that list people: section → role."""

TEXTS = {"description": "description", "report": "report"}
"""Sections that are read as texts: section → kind of text."""

_HEADINGS = {
    "time": ("Time", "Date and time", "Date & time"),
    "room": ("Room",),
    "subtheme": ("Subtheme", "Subthemes", "Sub-theme", "Sub-themes", "Theme", "Themes", "Thematic area"),
    "format": ("Format", "Session format", "Type of session"),
    "duration": ("Duration (minutes)", "Duration"),
    "sdgs": ("Relation to SDGs", "SDGs", "SDG", "Sustainable Development Goals"),
    "description": (
        "About this Session", "Description", "Session description", "Session content", "Policy Question(s)", "Policy questions",
        "What will participants gain from attending this session?", "Expected Outcomes", "Issue(s)", "Introduction",
        "Relevance to Theme", "Relevance to Internet Governance",
    ),
    "report": (
        "Session Report", "Report", "Key Takeaways", "Call to Action", "Key policy questions and related issues",
        "Session Summary", "Summary of issues discussed", "Thematic Track", "Conclusions",
    ),
    "transcript": ("Session Transcript", "Transcript", "Transcripts", "Raw transcript"),
    "organizers": ("Organizers", "Organizer", "Organizing team", "Proposers", "Proposer"),
    "speakers": ("Speakers", "Speaker", "Additional Speakers", "Confirmed Speakers", "Panelists", "Panellists", "Discussants",
                 "Key speakers"),
    "moderators": ("Moderators", "Moderator"),
    "onsite_moderator": ("Onsite Moderator", "Onsite Moderators", "On-site Moderator"),
    "online_moderator": ("Online Moderator", "Online Moderators"),
    "rapporteur": ("Rapporteur", "Rapporteurs"),
    "left_out": (
        "Format description", "Contact information", "Contact", "Contacts", "Background paper", "Background papers", "Agenda",
        "Biography", "Biographies", "Bio", "Bios", "Speakers' bios", "Speaker bios", "Speakers biographies",
        "Speakers' biographies", "Biographies of speakers", "Short bio", "About the speakers", "E-mail", "Email", "Phone",
        "Telephone", "Online participation", "Hybrid format", "Hybrid facilitation", "How will you facilitate interaction",
        "How do you intend to facilitate interaction between onsite and online speakers and attendees",
        "Interaction between onsite and online speakers and attendees", "Using IGF official tool", "Session time", "Links",
        "Related links", "References", "Diversity", "List of participants", "Resource persons", "Contact persons",
        "Previous session report", "Targets",
    ),
}  # fmt: skip
_LABELS = {label_key(heading): section for section, headings in _HEADINGS.items() for heading in headings}
"""Heading without case and closing signs → section."""

_ABOUT_PEOPLE = frozenset(
    """
    speaker speakers moderator moderators organizer organizers rapporteur rapporteurs panelist panelists panellist panellists
    discussant discussants presenter presenters facilitator facilitators host hosts biography biographies bio bios profile profiles
    contact contacts participants person persons
    """.split()  # noqa: SIM905
)
_BESIDE = frozenset(
    """
    about additional and by co confirmed detail details for hybrid information in introducing invited key keynote lead list main
    members name names of on online onsite or our panel potential remote resource session short site team the their to virtual workshop
    """.split()  # noqa: SIM905
)


def section_of(heading: str) -> str:
    """Which section does a levelled heading open? Nothing when it is no heading.

    Unknown headings about people (``speakers and their bios``) open a section that no text takes in.

    >>> section_of("policy questions"), section_of("short bios of our speakers"), section_of("children and bios")
    ('description', 'left_out', '')
    """
    known = _LABELS.get(heading)
    if known:
        return known
    words = re.findall(r"[^\W\d_]+", heading.replace("'s", "s").replace("’s", "s"))
    about_people = 0 < len(words) <= 8 and set(words) <= _ABOUT_PEOPLE | _BESIDE and bool(set(words) & _ABOUT_PEOPLE)
    if not about_people or "," in heading:
        return ""
    role = resolve_role(heading)
    return next((section for section, of in PEOPLE.items() if of == role), "left_out")
