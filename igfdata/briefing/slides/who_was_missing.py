"""Slide: who was missing? Only what is certain: sessions in which the group of every listed speaker is known."""

from igfdata import vocabulary as v
from igfdata.briefing.briefing_view import View, no_session, sessions_here
from igfdata.briefing.model import Slide, TextTable
from igfdata.briefing.slides.evidence import figure, slide, without_data
from igfdata.findings import Finding, phrases
from igfdata.findings.model import COUNTING
from igfdata.measures.known_speakers import PRESS, SPEAKER, KnownSpeakers, known_speakers
from igfdata.names import session_names, shortened
from igfdata.selection import Selection
from igfdata.wording import agree, counted, listed, out_of

KEY = "missing"
HEADING = "Who was missing"
MOST_COLUMNS = 2
"""Sessions that have a column each; of more, a group has the number of its sessions."""

MOST_DOTS = 8
NOBODY = "none"
TITLE_LENGTH = 34


def missing(view: View) -> Slide:
    """Which groups certainly had no speaker?"""
    found = certainly_missing(view)
    if isinstance(found, str):
        return without_data(view, KEY, HEADING, found)
    known = known_speakers(view.data)
    return slide(
        view,
        KEY,
        HEADING,
        found.headline,
        _table(view, known),
        evidence=found.evidence,
        denominator=f"listed speakers of {counted(len(known.session_ids), 'session')}, of {sessions_here(view)}",
        notes=[found.evidence, *_lines(known)],
        figures=[
            figure("speakers_of_known_sessions", "all", known.total, known.total),
            *(figure("speakers", v.STAKEHOLDER_GROUPS.label(g), sum(n), known.total) for g, n in known.counts.items()),
            figure("sessions_with_all_groups_known", view.label, len(known.session_ids), view.n_sessions),
            figure("groups_missing", view.label, len(known.missing)),
        ],
        session_ids=known.session_ids,
    )


def certainly_missing(view: View) -> Finding | str:
    """Tell which groups certainly had no speaker, or why that cannot be told."""
    reason = no_session(view)
    if reason:
        return reason
    selection = view.selection
    reason = why_not_told(selection)
    if reason:
        return reason
    known = known_speakers(view.data)
    n, of = len(known.session_ids), view.n_sessions
    if not n:
        return f"Nothing is certain: in none of the {sessions_here(view)} is the group of every listed speaker known."
    if not known.missing:
        return f"Nobody was certainly missing: every group took part in the {counted(n, 'session')} whose groups are all known."
    groups = [phrases.GROUPS[group] for group in known.missing]
    named = phrases.subjects(selection, view.data, place="day" if view.is_day else None)
    leads = [f"No one from {listed(groups, joint='or')} spoke"]
    leads += [f"{phrases.capital(phrases.number(len(groups)))} groups had no speaker"] if len(groups) > 1 else []
    place = f" {phrases.place_of('day', view.label, None)}" if view.is_day else ""
    made = [f"{lead} {_where(subject, n, of, place)}." for lead in leads for subject in named]
    headline = next((text for text in made if phrases.n_words(text) <= phrases.LONGEST_HEADLINE), made[-1])
    inferred = f", {known.n_inferred} of them inferred" if known.n_inferred else ""
    told = f"{counted(known.total, 'listed speaker')}; the group of {'each' if known.total > 1 else 'this one'} is known{inferred}."
    if len(groups) > 1 and groups[0] not in headline:
        told = f"{phrases.capital(listed(groups))}. {told}"
    return Finding(
        "certainly-missing", COUNTING, headline, told, n=0, of=known.total, session_ids=known.session_ids, breakdown="group",
        cell=v.slug(known.missing[0]) if len(known.missing) == 1 else None,
    )  # fmt: skip


def why_not_told(selection: Selection) -> str | None:
    """Why a filter allows no word on who is missing."""
    if selection.persons == "group" and (selection.groups or selection.regions):
        return "The filter shows only people of chosen groups: who is missing cannot be told."
    if selection.roles and SPEAKER not in selection.roles:
        return "The filter shows no speakers: who is missing cannot be told."
    return None


def _where(subject: phrases.Subject, n: int, of: int, place: str) -> str:
    if of == 1:
        return f"in the only {subject.sessions(1)}{place}"
    if n == of:
        return f"in {'both' if of == 2 else f'all {phrases.number(of)}'} {subject.sessions()}{place}"
    return f"in {phrases.number(n)} of {phrases.number(of)} {subject.sessions()}{place}"


def _table(view: View, known: KnownSpeakers) -> TextTable:
    shown = [group for group in known.counts if group != PRESS or any(known.counts[group]) or "Youth" not in known.counts]
    order = sorted(shown, key=lambda group: (group not in known.missing, -sum(known.counts[group])))
    marked = frozenset(range(len(known.missing)))
    has_columns = len(known.session_ids) <= MOST_COLUMNS
    if has_columns:
        names = session_names(view.data)
        heads = [
            f"{shortened(names[key], TITLE_LENGTH)}\n{counted(sum(row[at] for row in known.counts.values()), 'speaker')}"
            for at, key in enumerate(known.session_ids)
        ]
        cells = {group: [_dots(count) for count in known.counts[group]] for group in order}
    else:
        heads, of = ["Sessions with a speaker", "Speakers"], len(known.session_ids)
        cells = {
            group: [out_of(sum(count > 0 for count in known.counts[group]), of), _dots(sum(known.counts[group]))]
            for group in order
        }
    rows = tuple(
        (v.STAKEHOLDER_GROUPS.label(group), *cells[group], out_of(sum(known.counts[group]), known.total)) for group in order
    )
    alt = "Speakers by stakeholder group: " + ", ".join(f"{row[0]} {row[-1]}" for row in rows) + "."
    widths = (4.4, *(3.1,) * len(heads), 1.7)
    return TextTable(("Group", *heads, "Together"), rows, widths, alt, marked)


def _dots(n: int) -> str:
    return NOBODY if not n else "● " * (n - 1) + "●" if n <= MOST_DOTS else str(n)


def _lines(known: KnownSpeakers) -> list[str]:
    lines = [
        f"{v.STAKEHOLDER_GROUPS.label(group)}: {out_of(sum(n), known.total)} speakers." for group, n in known.counts.items()
    ]
    if known.others:
        n, of = known.others_unknown, known.others_of
        where = f"in the other {counted(known.others, 'session')}"
        lines.append(
            f"Not known: {where}, {n} of {counted(of, 'speaker')} {agree(n, 'has', 'have')} no group stated."
            if of
            else f"Not known: {where} no speaker is listed."
        )
    return [
        *lines,
        "Listed speakers are those of the source pages, not everybody who took the floor. The media are not counted as missing.",
    ]
