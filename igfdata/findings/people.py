"""Findings about people: groups without a known speaker on a pillar, and groups above or below their official share."""

from dataclasses import replace

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.findings import phrases
from igfdata.findings.leads import CELL
from igfdata.findings.model import COUNTING, Finding
from igfdata.measures.breakdown import session_ids_with, session_ids_with_any
from igfdata.measures.stakeholders import PRESS, SPEAKER, gap_cells, group_mix, official_shares
from igfdata.selection import Selection, select
from igfdata.vocabulary import SMALL_N
from igfdata.wording import agree, amount, capital, listed

PEOPLE = 30
"""People that a comparison with official shares needs."""

ROUNDING = 0.005
"""Official shares are whole percents."""

NAMED = 2
"""Groups that a headline names; of more it says how many."""

PLURAL = ("Intergovernmental Organization", "Press/Media")
"""Groups whose names are plural in a sentence."""

NO_BOX = "Academia"
"""Has no box of its own on the official form, so no official share."""


def missing_speakers(dataset: Dataset, selection: Selection) -> Finding | None:
    """Tell which groups have no known speaker on a pillar: the pillar that most groups are missing on.

    Such a group is known in no role at all. A pillar needs four sessions, and groups must be known in half of them; what is not
    known is said. None where the filter shows only some groups or roles.
    """
    if selection.persons == "group" and (selection.groups or selection.regions):
        return None
    if selection.roles and SPEAKER not in selection.roles:
        return None
    data = select(dataset, selection)
    missing: dict[str, list[tuple[str, int, int]]] = {}
    gaps = gap_cells(data)
    for pillar, group, n, of, unknown in zip(
        *(gaps[name].tolist() for name in ("key", "category", "n", "of", "n_unknown")), strict=True
    ):
        if not n and pillar in v.PILLARS and group != PRESS and of >= CELL and 2 * unknown <= of:
            missing.setdefault(pillar, []).append((group, of, unknown))
    if not missing:
        return None
    pillar = max(missing, key=lambda key: (len(missing[key]), -max(row[2] for row in missing[key]), missing[key][0][1]))
    rows = missing[pillar]
    named = phrases.subjects(replace(selection, pillars=()), data)
    names, of, unknown = [phrases.GROUPS[row[0]] for row in rows], rows[0][1], max(row[2] for row in rows)
    on = f"on {phrases.pillars_of([pillar])}"
    group, have = agree(len(names), "group", "groups"), agree(len(names), "has", "have")
    leads = [f"{capital(phrases.number(len(names)))} stakeholder {group} {have} no known speaker {on}"]
    if len(names) <= NAMED:
        leads.insert(0, f"No known speaker from {listed(names, joint='or')} {on}")
    made = [f"{lead}{_within(subject)}." for subject in named for lead in leads]
    headline = phrases.short_enough(*made)
    what = f"listed in none of the {amount(of)} sessions {on}{'' if selection.roles else ', in any role'}."
    is_named = headline.startswith("No ")
    who = capital(what if is_named else f"{listed(names)}: {what}")
    rest = f"Groups are incomplete in {amount(unknown)} of them." if unknown else "All their groups are known."
    return Finding(
        "missing-speakers", COUNTING, headline, f"{who} {rest}", n=0, of=of,
        session_ids=session_ids_with(data, pillar=pillar), breakdown="pillar", cell=pillar, pillar=pillar,
    )  # fmt: skip


def _within(subject: phrases.Subject) -> str:
    """Say in which sessions a group is missing, where that is not all of them: `` in sessions with government``."""
    if subject.after.startswith(("on Day", phrases.IN_SELECTION)) and subject.noun == "session":
        return f" {subject.after}"
    is_all = not subject.after and subject.noun == "session"
    return "" if is_all else f" in {subject.noun}s {subject.after}".rstrip()


def official_share(dataset: Dataset, selection: Selection) -> Finding | None:
    """Tell which groups are above or below their official share, whatever groups the others have; None where none is certainly so.

    Official shares are those of a meeting: told only of all its days and subjects, and not of groups that a filter chooses.
    """
    if selection != Selection(
        selection.meetings, status=selection.status, relevance=selection.relevance, basis=selection.basis, coder=selection.coder
    ):
        return None
    if len(selection.meetings) != 1:
        return None
    data = select(dataset, selection)
    official = official_shares(dataset, selection.meetings[0])
    share_of = dict(zip(official["category"].astype(str), official["share"], strict=True))
    people = len(data.participants)
    if people < PEOPLE or not share_of:
        return None
    above, below = [], []
    for row in group_mix(data).itertuples(index=False):
        reference = share_of.get(str(row.category))
        if reference is None or row.category not in v.SECTORS or row.category == NO_BOX:
            continue
        # One person who belongs to another group may not end it.
        if row.n >= SMALL_N and row.share_min - 1 / people > reference + ROUNDING:
            above.append((str(row.category), int(row.n), reference))
        elif reference * people >= SMALL_N and row.share_max + 1 / people < reference - ROUNDING:
            below.append((str(row.category), round(row.share_max * people), reference))
    rows, side = (above, "above") if above else (below, "below")
    if not rows:
        return None
    names = [phrases.GROUPS[row[0]] for row in rows]
    who = capital(listed(names)) if len(rows) <= NAMED else f"{capital(phrases.number(len(rows)))} groups"
    is_one = len(rows) == 1 and rows[0][0] not in PLURAL
    headline = f"{who} {'is' if is_one else 'are'} certainly {side} {'its' if is_one else 'their'} official share."
    bound = "at least" if above else "at most"
    told = [
        f"{'' if len(rows) == 1 else name + ': '}{bound} {n} of {people} people listed; "
        f"the official share of attendance, {share:.0%}, would be {share * people:.0f}."
        for name, (_, n, share) in zip(names[:NAMED], rows, strict=False)
    ]
    groups = [row[0] for row in rows]
    ids = session_ids_with_any(data, "group", groups)
    return Finding(
        "official-share", COUNTING, headline, " ".join(map(capital, told)), n=rows[0][1], of=people, session_ids=ids, breakdown="group",
        cell=v.slug(groups[0]) if len(groups) == 1 else None,
    )  # fmt: skip


def largest_group(dataset: Dataset, selection: Selection) -> Finding | None:
    """Tell which group has the most people; None where the filter chooses groups, or too few groups are known."""
    if selection.groups or selection.regions:
        return None
    data = select(dataset, selection)
    n = {str(row.category): int(row.n) for row in group_mix(data).itertuples(index=False)}
    known = {group: n.get(group, 0) for group in v.SECTORS}
    of, most = sum(known.values()), max(known.values())
    leading = [group for group in v.SECTORS if known[group] == most]
    if of < SMALL_N or len(leading) > NAMED:
        return None
    names = capital(listed(phrases.GROUPS[group] for group in leading))
    is_one = len(leading) == 1 and leading[0] not in PLURAL
    headline = f"{names} {'is' if is_one else 'are'} the largest known group{'' if len(leading) == 1 else 's'}."
    each = "" if len(leading) == 1 else " each"
    unknown = n.get(v.UNKNOWN, 0)
    rest = f" {amount(unknown)} more {'has' if unknown == 1 else 'have'} none stated." if unknown else ""
    ids = session_ids_with_any(data, "group", leading)
    return Finding(
        "largest-group", COUNTING, headline, f"{amount(most)} of {amount(of)} people with a known group{each}.{rest}",
        n=most, of=of, session_ids=ids, breakdown="group", cell=v.slug(leading[0]) if len(leading) == 1 else None,
    )  # fmt: skip
