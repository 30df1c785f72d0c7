"""The filter in words: one sentence, and the begin of a file name."""

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.selection.value import Selection, coder_label, options
from igfdata.wording import listed


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

    def lower(text: str) -> str:
        return text[0].lower() + text[1:] if text else text

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
