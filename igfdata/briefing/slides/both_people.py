"""Slides of a comparison: which groups were certainly missing in A and in B, and which spoke more in one of them?"""

from igfdata import vocabulary as v
from igfdata.briefing.model import Slide, TextTable
from igfdata.briefing.slides.evidence import figure
from igfdata.briefing.slides.two_sides import TwoSides, figures_of, of_both
from igfdata.briefing.slides.who_was_missing import NOBODY, PRESS, why_not_told
from igfdata.findings import phrases
from igfdata.findings.people import PLURAL
from igfdata.measures.compare import compare
from igfdata.measures.known_speakers import KnownSpeakers, known_speakers
from igfdata.measures.stakeholders import group_mix
from igfdata.wording import counted, listed, out_of, percent, share_text

MISSING, SPEAKERS = "missing", "speakers"
WHO_MISSED, WHO_SPOKE = "Who was missing", "Who spoke"
NOTHING_CERTAIN = "not known"


def missing_in_both(both: TwoSides) -> Slide:
    """Which groups certainly had no speaker in A, and which in B?"""
    comparison = both.sides.comparison
    reason = both.empty or why_not_told(comparison.a) or why_not_told(comparison.b)
    if reason:
        return both.without(MISSING, WHO_MISSED, reason)
    a, b = known_speakers(both.a), known_speakers(both.b)
    if not a.session_ids and not b.session_ids:
        return both.without(
            MISSING, WHO_MISSED, "Nothing is certain: in no session of A or B is the group of every listed speaker known."
        )
    if not a.missing and not b.missing:
        return both.without(MISSING, WHO_MISSED, "Nobody was certainly missing, neither in A nor in B.")
    return both.slide(
        MISSING,
        WHO_MISSED,
        _who_was_missing(a, b),
        _table(a, b),
        evidence=f"Only sessions in which every speaker’s group is known: A {_known(a, both.a.n_sessions)}; B {_known(b, both.b.n_sessions)}.",
        denominator="listed speakers of sessions in which every speaker’s group is known",
        notes=[
            *(f"{letter}, no speaker: {listed(map(v.STAKEHOLDER_GROUPS.label, side.missing)) or 'nobody is certainly missing'}."
              for letter, side in (("A", a), ("B", b)) if side.session_ids),
            "Listed speakers are those of the source pages, not everybody who took the floor. The media are not counted as missing.",
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
        return (
            named
            if phrases.n_words(named) <= phrases.LONGEST_HEADLINE
            else f"The same {phrases.number(len(a.missing))} groups had no speaker in A and in B."
        )
    made = [f"A: {_side(a, names)}; B: {_side(b, names)}." for names in (True, False)]
    return next((text for text in made if phrases.n_words(text) <= phrases.LONGEST_HEADLINE), made[-1])


def _side(side: KnownSpeakers, has_names: bool) -> str:
    if not side.session_ids:
        return "nothing is certain"
    if not side.missing:
        return "no group was missing"
    if has_names:
        return f"no speaker from {listed((phrases.GROUPS[group] for group in side.missing), joint='or')}"
    n = len(side.missing)
    return f"{phrases.number(n)} {'group' if n == 1 else 'groups'} had no speaker"


def _table(a: KnownSpeakers, b: KnownSpeakers) -> TextTable:
    """Speakers of each group in A and B; first the groups that are missing in one of them."""
    groups = list(dict.fromkeys([*a.counts, *b.counts]))
    n = {group: [sum(side.counts.get(group, ())) for side in (a, b)] for group in groups}
    shown = [group for group in groups if group != PRESS or any(n[group]) or "Youth" not in groups]
    gone = {*a.missing, *b.missing}
    order = sorted(shown, key=lambda group: (group not in gone, -sum(n[group])))
    rows = tuple(
        (
            v.STAKEHOLDER_GROUPS.label(group),
            *(
                NOTHING_CERTAIN if not side.session_ids else out_of(count, side.total) if count else NOBODY
                for side, count in zip((a, b), n[group], strict=True)
            ),
        )
        for group in order
    )
    alt = "Speakers by stakeholder group: " + "; ".join(f"{row[0]}: A {row[1]}, B {row[2]}" for row in rows) + "."
    heads = (f"{letter}, {counted(side.total, 'speaker')}" for letter, side in (("A", a), ("B", b)))
    return TextTable(("Group", *heads), rows, (5.0, 3.0, 3.0), alt, frozenset(range(len(gone))))


def speakers_of_both(both: TwoSides) -> Slide:
    """Which stakeholder group's share of the listed people differs most between A and B?"""
    comparison = both.sides.comparison
    table = compare(both.a, both.b, group_mix)
    known = table[table["category"].isin(list(v.SECTORS))]
    chosen = {*comparison.a.groups, *comparison.b.groups}
    free = known[~known["category"].isin(list(chosen))]
    reason = both.empty
    if reason is None and any(
        side.persons == "group" and (side.groups or side.regions) for side in (comparison.a, comparison.b)
    ):
        reason = "A or B shows only people of chosen groups: who spoke cannot be compared."
    if reason is None:
        of_known = [(letter, int(known[f"{letter.lower()}_of"].fillna(0).max()) if len(known) else 0) for letter in "AB"]
        few = [(letter, of) for letter, of in of_known if of < v.SMALL_N]
        told = [f"{letter} has {counted(of, 'person', 'people')} of a known group" for letter, of in few]
        reason = f"Too few to compare: {listed(told)}." if few else None
    if reason is None and (free["a_share"] == free["b_share"]).all():
        reason = "Every group has the same share of people in A and in B."
    if reason:
        return both.without(SPEAKERS, WHO_SPOKE, reason)
    apart = (free["a_share"] - free["b_share"]).abs()
    row = free.loc[apart.idxmax()]
    group = str(row["category"])
    counts = ((row["a_n"], row["a_of"]), (row["b_n"], row["b_of"]))
    told = [percent(n / of) for n, of in counts]
    verb = "differ" if group in PLURAL else "differs"
    title = f"{phrases.capital(phrases.GROUPS[group])} {verb} most: {told[0]} of people in A, {told[1]} in B."
    lines = [
        f"{v.STAKEHOLDER_GROUPS.label(str(r.category))}: A {share_text(r.a_n, r.a_of)}, B {share_text(r.b_n, r.b_of)}."
        for r in table.itertuples()
        if r.a_of and r.b_of and (r.a_n or r.b_n or r.category in v.SECTORS)
    ]
    named = [phrases.GROUPS[key] for key in v.STAKEHOLDER_GROUPS if key in chosen]
    by_choice = f" The filter chooses {listed(named)}: more of them is no finding." if named else ""
    return both.slide(
        SPEAKERS,
        WHO_SPOKE,
        title,
        both.chart("bars", known, v.STAKEHOLDER_GROUPS.label, "Share of people with a known group. " + " ".join(lines)),
        evidence=f"{of_both(*counts)} people with a known group.{by_choice}",
        denominator="people listed in a role whose group is known",
        notes=[
            *lines,
            "People of sessions that lie in both are counted in both. The unknown are not random: some session types never state groups.",
        ],
        figures=figures_of("stakeholder_mix", table[(table["a_of"] > 0) & (table["b_of"] > 0)]),
    )
