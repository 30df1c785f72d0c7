"""Slides: who was missing, in one selection or in A and B, and on which pillar?

Only what is certain leads: sessions in which every listed speaker's group is known; none is told apart from not stated.
"""

from collections.abc import Collection

import pandas as pd

from igfdata import vocabulary as v
from igfdata.briefing.briefing_view import View, no_session, sessions_here
from igfdata.briefing.model import Slide, TextTable
from igfdata.briefing.slides.bodies import dots, gap_matrix
from igfdata.briefing.slides.slide_making import TwoSides, figure, slide, without_data
from igfdata.findings import Finding, phrases
from igfdata.findings.model import COUNTING
from igfdata.findings.people import missing_speakers
from igfdata.measures.stakeholders import PRESS, SPEAKER, KnownSpeakers, gap_cells, known_speakers
from igfdata.names import session_names, shortened
from igfdata.selection import Selection
from igfdata.wording import agree, capital, counted, listed, out_of

KEY = "missing"
HEADING = "Who was missing"
GAPS, BY_PILLAR = "gaps", "Missing groups by pillar"
MOST_COLUMNS = 2
"""Sessions that have a column each; of more, a group has the number of its sessions."""

MOST_DOTS = 8
NOBODY = "none"
TITLE_LENGTH = 34
ONLY_CHOSEN = "The filter shows only people of chosen groups, so nobody can say who is missing."
NOTHING_CERTAIN = "not known"
LISTED = (
    "Listed speakers are those of the source pages, not everybody who took the floor. The media are not counted as missing."
)


def missing(view: View) -> Slide:
    """Which groups certainly had no speaker?"""
    found = certainly_missing(view)
    if isinstance(found, str):
        return without_data(view, KEY, HEADING, found)
    known = known_speakers(view.data)
    return slide(
        view, KEY, HEADING, found.headline, _table(view, known), evidence=found.evidence,
        denominator=f"listed speakers of {counted(len(known.session_ids), 'session')}, of {sessions_here(view)}",
        notes=[found.evidence, *_lines(known)],
        figures=[
            figure("speakers_of_known_sessions", "all", known.total, known.total),
            *(figure("speakers", v.STAKEHOLDER_GROUPS.label(g), sum(n), known.total) for g, n in known.counts.items()),
            figure("sessions_with_all_groups_known", view.label, len(known.session_ids), view.n_sessions),
            figure("groups_missing", view.label, len(known.missing)),
        ],
        session_ids=known.session_ids,
    )  # fmt: skip


def certainly_missing(view: View) -> Finding | str:
    """Tell which groups certainly had no speaker, or why that cannot be told."""
    selection = view.selection
    reason = no_session(view) or _why_not_told(selection)
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
    leads += [f"{capital(phrases.number(len(groups)))} groups had no speaker"] if len(groups) > 1 else []
    place = f" {phrases.place_of('day', view.label, None)}" if view.is_day else ""
    made = [f"{lead} {_where(subject, n, of, place)}." for lead in leads for subject in named]
    headline = phrases.short_enough(*made)
    if known.total == 1:
        told = f"1 listed speaker, whose group is {'inferred' if known.n_inferred else 'known'}."
    else:
        inferred = f", {known.n_inferred} of them inferred" if known.n_inferred else ""
        told = f"{counted(known.total, 'listed speaker')}; the group of each is known{inferred}."
    if len(groups) > 1 and groups[0] not in headline:
        told = f"{capital(listed(groups))}. {told}"
    return Finding(
        "certainly-missing", COUNTING, headline, told, n=0, of=known.total, session_ids=known.session_ids, breakdown="group",
        cell=v.slug(known.missing[0]) if len(known.missing) == 1 else None,
    )  # fmt: skip


def _why_not_told(selection: Selection) -> str | None:
    """Why a filter allows no word on who is missing."""
    if selection.persons == "group" and (selection.groups or selection.regions):
        return ONLY_CHOSEN
    if selection.roles and SPEAKER not in selection.roles:
        return "The filter shows no speakers, so nobody can say who is missing."
    return None


def _where(subject: phrases.Subject, n: int, of: int, place: str) -> str:
    if of == 1:
        return f"in the only {subject.sessions(1)}{place}"
    if n == of:
        return f"in {'both' if of == 2 else f'all {phrases.number(of)}'} {subject.sessions()}{place}"
    return f"in {phrases.number(n)} of {phrases.number(of)} {subject.sessions()}{place}"


def _table(view: View, known: KnownSpeakers) -> TextTable:
    totals = {group: [sum(n)] for group, n in known.counts.items()}
    order = _missing_first(totals, known.missing)
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
    return TextTable(("Group", *heads, "Together"), rows, widths, alt, frozenset(range(len(known.missing))))


def _missing_first(n: dict[str, list[int]], missing: Collection[str]) -> list[str]:
    """Groups that are missing, then by number; the press, without a speaker, gives its row to youth."""
    shown = [group for group in n if group != PRESS or any(n[group]) or "Youth" not in n]
    return sorted(shown, key=lambda group: (group not in missing, -sum(n[group])))


def _dots(n: int) -> str:
    return dots(n, MOST_DOTS) if n else NOBODY


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
    return [*lines, LISTED]


def missing_in_both(both: TwoSides) -> Slide:
    """Which groups certainly had no speaker in A, and which in B?"""
    comparison = both.sides.comparison
    reason = both.empty or _why_not_told(comparison.a) or _why_not_told(comparison.b)
    if reason:
        return both.without(KEY, HEADING, reason)
    a, b = known_speakers(both.a), known_speakers(both.b)
    if not a.session_ids and not b.session_ids:
        return both.without(
            KEY, HEADING, "Nothing is certain: in no session of A or B is the group of every listed speaker known."
        )
    if not a.missing and not b.missing:
        return both.without(KEY, HEADING, "Nobody was certainly missing, neither in A nor in B.")
    return both.slide(
        KEY, HEADING, _who_was_missing(a, b), _table_of_both(a, b),
        evidence=f"Only sessions in which every speaker’s group is known: A {_known(a, both.a.n_sessions)}; B {_known(b, both.b.n_sessions)}.",
        denominator="listed speakers of sessions in which every speaker’s group is known",
        notes=[
            *(f"{letter}, no speaker: {listed(map(v.STAKEHOLDER_GROUPS.label, side.missing)) or 'nobody is certainly missing'}."
              for letter, side in (("A", a), ("B", b)) if side.session_ids),
            LISTED,
        ],
        figures=[
            *(figure("speakers", f"{group}, {letter}", sum(n), side.total)
              for letter, side in (("A", a), ("B", b)) for group, n in side.counts.items()),
            *(figure("groups_missing", letter, len(side.missing)) for letter, side in (("A", a), ("B", b))),
        ],
    )  # fmt: skip


def _known(side: KnownSpeakers, of: int) -> str:
    return f"{out_of(len(side.session_ids), of)} with {counted(side.total, 'speaker')}"


def _who_was_missing(a: KnownSpeakers, b: KnownSpeakers) -> str:
    """The headline: groups by name where there is room, else how many."""
    if a.missing == b.missing and a.session_ids and b.session_ids:
        named = f"Neither A nor B had a speaker from {listed((phrases.GROUPS[group] for group in a.missing), joint='or')}."
        many = f"The same {phrases.number(len(a.missing))} groups had no speaker in A and in B."
        return phrases.short_enough(named, many)
    made = [f"A: {_side(a, names)}; B: {_side(b, names)}." for names in (True, False)]
    return phrases.short_enough(*made)


def _side(side: KnownSpeakers, has_names: bool) -> str:
    if not side.session_ids:
        return "nothing is certain"
    if not side.missing:
        return "no group was missing"
    if has_names:
        return f"no speaker from {listed((phrases.GROUPS[group] for group in side.missing), joint='or')}"
    n = len(side.missing)
    return f"{phrases.number(n)} {'group' if n == 1 else 'groups'} had no speaker"


def _table_of_both(a: KnownSpeakers, b: KnownSpeakers) -> TextTable:
    """Speakers of each group in A and B; first the groups that are missing in one of them."""
    groups = list(dict.fromkeys([*a.counts, *b.counts]))
    n = {group: [sum(side.counts.get(group, ())) for side in (a, b)] for group in groups}
    gone = {*a.missing, *b.missing}
    rows = tuple(
        (
            v.STAKEHOLDER_GROUPS.label(group),
            *(
                NOTHING_CERTAIN if not side.session_ids else out_of(count, side.total) if count else NOBODY
                for side, count in zip((a, b), n[group], strict=True)
            ),
        )
        for group in _missing_first(n, gone)
    )
    alt = "Speakers by stakeholder group: " + "; ".join(f"{row[0]}: A {row[1]}, B {row[2]}" for row in rows) + "."
    heads = (f"{letter}, {counted(side.total, 'speaker')}" for letter, side in (("A", a), ("B", b)))
    return TextTable(("Group", *heads), rows, (5.0, 3.0, 3.0), alt, frozenset(range(len(gone))))


def gaps(view: View) -> Slide:
    """In which cells of pillar and stakeholder group is there no session, and is that known or only not stated?"""
    cells = gap_cells(view.data)
    cells = cells[cells["key"].isin(list(v.PILLARS)) & (cells["of"] > 0)]
    reason = no_session(view)
    if reason is None and view.selection.persons == "group" and (view.selection.groups or view.selection.regions):
        reason = ONLY_CHOSEN
    if reason is None and cells.empty:
        reason = f"No pillar is coded in the {sessions_here(view)}, so gaps are unknown."
    if reason:
        return without_data(view, GAPS, BY_PILLAR, reason)
    empty = cells[cells["n"] == 0]
    n_none, n_open = (int((empty["state"] == state).sum()) for state in (NOBODY, v.UNKNOWN))
    absent = [pillar for pillar in v.PILLARS if pillar not in set(cells["key"].astype(object))]
    if view.selection.pillars:
        absent = [pillar for pillar in absent if pillar in view.selection.pillars]
    figures = [
        figure("empty_cells", "all", len(empty), len(cells)),
        figure("empty_cells", NOBODY, n_none, len(cells)),
        figure("empty_cells", v.UNKNOWN, n_open, len(cells)),
        *(figure("pillar_coverage", pillar, 0, view.data.session_pillars["session_id"].nunique()) for pillar in absent),
    ]
    coded = int(view.data.session_pillars["session_id"].nunique())
    words = _gap_words(view, cells, n_none, n_open, absent)
    if words is None:
        empty_pairs = {1: "the only empty pair", 2: "both empty pairs"}.get(n_open, f"all {n_open} empty pairs")
        reason = f"Nothing is certain: groups are incomplete in {empty_pairs} of pillar and group."
        return without_data(view, GAPS, BY_PILLAR, reason, figures)
    title, evidence = words
    lines = _gap_lines(cells)
    groups, pillars = (
        {key: terms.label(key) for key in keys} for terms, keys in ((v.STAKEHOLDER_GROUPS, v.SECTORS), (v.PILLARS, v.PILLARS))
    )
    alt = "Sessions of each pillar with each stakeholder group: " + " ".join(lines)
    return slide(
        view, GAPS, BY_PILLAR, title, gap_matrix(cells, groups, pillars, alt), evidence=evidence,
        denominator=f"cells of pillar and group; sessions of the pillar, of {coded} coded among {sessions_here(view)}",
        notes=lines,
        figures=figures,
        session_ids=view.data.session_pillars["session_id"].drop_duplicates(),
    )  # fmt: skip


def _gap_words(view: View, cells: pd.DataFrame, n_none: int, n_open: int, absent: list[str]) -> tuple[str, str] | None:
    """Title and evidence; None where nothing is certain."""
    found = missing_speakers(view.dataset, view.selection)
    pairs = (
        f"{phrases.number(n_open)} pillar–group {agree(n_open, 'pair', 'pairs')} {agree(n_open, 'has', 'have')} no one listed"
    )
    opened = f"Not certain: {pairs}, but groups are incomplete." if n_open else ""
    none = f"No session was on {listed((v.PILLARS.label(p).lower() for p in absent), joint='or')}." if absent else ""
    if found:
        return found.headline, " ".join(filter(None, (found.evidence, none)))
    if n_none:
        told = cells[(cells["n"] == 0) & (cells["state"] == NOBODY)]
        row = next(told.itertuples())
        one = f"No one from {phrases.GROUPS[str(row.category)]} took part on {v.PILLARS.label(str(row.key)).lower()}."
        many = f"{capital(phrases.number(n_none))} pillar–group pairs certainly had no one."
        return one if n_none == 1 else many, " ".join(filter(None, ("All groups are known there.", opened, none)))
    return None if n_open else ("Every stakeholder group took part on every pillar.", none or "No pillar–group pair is empty.")


def _gap_lines(cells: pd.DataFrame) -> list[str]:
    lines = []
    for pillar in v.PILLARS:
        rows = cells[cells["key"].astype(object) == pillar]
        if rows.empty:
            lines.append(f"{v.PILLARS.label(pillar)}: no session.")
            continue
        parts = [
            f"{v.STAKEHOLDER_GROUPS.label(str(row.category))} {int(row.n)}"
            + ("" if row.n else f" ({row.state}{f', open in {int(row.n_unknown)}' if row.n_unknown else ''})")
            for row in rows.itertuples()
        ]
        lines.append(f"{v.PILLARS.label(pillar)}, {counted(int(rows['of'].iloc[0]), 'session')}: {', '.join(parts)}.")
    return [
        *lines,
        "“None” is about the people whom the sources list, not the people in the room; “not stated”: some of their groups are not known.",
    ]
