"""Findings about all sessions together: which pillar most of them touch, and which fewest."""

from collections.abc import Mapping

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.findings import phrases
from igfdata.findings.cells import beyond_its_day, has_uncoded, open_pillars
from igfdata.findings.holding import agreement_sentence, alone, changes_to_end, checks_of_pillars
from igfdata.findings.leads import pillar_amounts
from igfdata.findings.model import COUNTING, NOTHING, Finding
from igfdata.measures.breakdown import rows_by, session_ids_with_any
from igfdata.selection import Selection, select
from igfdata.selection.selecting import Part
from igfdata.vocabulary import SMALL_N
from igfdata.wording import agree, capital, counted, listed, out_of


def nothing_there(dataset: Dataset, selection: Selection) -> Finding | None:
    """Tell that no session matches, or that none is coded; None where there is more to tell."""
    data = select(dataset, selection)
    if not data.n_sessions:
        headline = phrases.fitting(lambda s: phrases.none_there(s.sessions()), phrases.subjects(selection, data))
        return Finding("no-session", NOTHING, headline, "Widen the filter to see sessions.", n=0)
    if rows_by(data, "pillar").present.any() or rows_by(data, "topic").present.any():
        return None
    n = data.n_sessions
    headline = phrases.fitting(
        lambda s: (
            f"The only {s.sessions(1)} is not coded yet." if n == 1 else f"{phrases.none_of(n, s.sessions())} is coded yet."
        ),
        phrases.subjects(selection, data),
    )
    ids = tuple(data.session_ids)
    return Finding(
        "not-coded", NOTHING, headline, "Pillars and topics appear once sessions are coded.", n=0, of=n, session_ids=ids
    )


def pillars_in_all(dataset: Dataset, selection: Selection) -> Finding | None:
    """Tell which pillar most sessions touch and which fewest; None where no pillar is coded, or the filter says it already."""
    data = select(dataset, selection)
    pillars = open_pillars(selection)
    counts, n_coded = pillar_amounts(data)
    if not n_coded or not pillars:
        return None
    n, of = {pillar: int(counts[pillar]) for pillar in pillars}, int(n_coded)
    most = max(n.values())
    leading = _leading(n, of)
    least = _least(dataset, data, n, leading) if 2 * most > of > most and of >= SMALL_N else None
    named = phrases.subjects(selection, data, coded=has_uncoded(data))
    headline = phrases.fitting(lambda subject: _headline(subject, n, leading, of, least), named)
    day = beyond_its_day(dataset, selection, leading[0]) if len(leading) == 1 and most else None
    is_tested = of >= SMALL_N and bool(most) and len(leading) < len(pillars)
    tests = day.tests if day else checks_of_pillars(dataset, data, selection.coder, pillars, leading) if is_tested else ()
    return Finding(
        key="pillars",
        kind=COUNTING if most else NOTHING,
        headline=headline,
        evidence=_evidence(dataset, data, n, leading, of, day, least),
        n=most, of=of,
        chance_asked=day.chance_asked if day else None,
        chance_found=day.chance_found if day else None,
        fragility=day.fragility if day else changes_to_end(n, leading) if is_tested else None,
        tests=tests,
        session_ids=session_ids_with_any(data, "pillar", leading) if most else tuple(data.session_ids),
        breakdown="day" if day else None, cell=day.cell if day else None, pillar=leading[0] if len(leading) == 1 and most else None,
    )  # fmt: skip


def _leading(n: Mapping[str, int], of: int) -> list[str]:
    """Pillars that lead: all with the highest count and, where one changed code would make them equal, the next."""
    most = max(n.values())
    near = 1 if of >= SMALL_N and most < of and len(n) == len(v.PILLARS) else 0
    return [pillar for pillar in n if most and n[pillar] >= most - near] or list(n)


def _headline(subject: phrases.Subject, n: Mapping[str, int], leading: list[str], of: int, least: str | None) -> str:
    is_part = len(n) < len(v.PILLARS)  # the filter asks for the others
    also = "also " if is_part else ""
    most, names, touched = max(n.values()), phrases.pillars_of(leading), f"{also}{subject.touched}"
    if not most:
        who = f"The only {subject.sessions(1)}" if of == 1 else phrases.none_of(of, subject.sessions())
        if not is_part:
            return f"{who} has {'no' if of == 1 else 'a'} clear rights pillar."
        did = f"{'did' if subject.past else 'does'} not touch" if of == 1 else subject.touched
        return f"{who} {did} {phrases.pillars_of(n, 'or')}."
    if of == 1:
        return f"The only {subject.sessions(1)} {also}{subject.touched_by(1)} {names}."
    if most == of:
        return f"{phrases.every(of, subject.sessions())} {touched} {names}."
    if of < SMALL_N or is_part:
        count, sessions = phrases.number(most), f"{phrases.number(of)} {subject.sessions()}"
        if len(leading) == 1:
            return f"{count} of the {sessions} {touched} {names}."
        if len(leading) == len(v.PILLARS):
            return f"Each pillar {'came' if subject.past else 'comes'} up in {count} of {sessions}."
        first, second = (phrases.pillars_of([key]) for key in leading)
        return f"Of {sessions}, {count} {also}{subject.touched_by(most)} {first} and {count} {second}."
    if len(leading) > 1:
        every = "all three pillars" if len(leading) == len(n) else names
        return (
            f"{subject.sessions()} {touched} {every} {'' if len({n[key] for key in leading}) == 1 else 'about '}equally often."
        )
    if 2 * most > of:
        fewest = f", fewest {phrases.pillars_of([least])}" if least else ""
        return f"Most {subject.sessions()} {touched} {names}{fewest}."
    return f"{subject.sessions()} {touched} {names} more often than other pillars."


def _least(dataset: Dataset, data: Part, n: Mapping[str, int], leading: list[str]) -> str | None:
    """The pillar of the fewest sessions, two or more behind the next, and of the fewest for each coder; None where none is."""
    order = sorted(n, key=lambda pillar: n[pillar])
    if len(n) < len(v.PILLARS) or len(leading) > 1 or n[order[1]] - n[order[0]] <= 1:
        return None
    for _, part in alone(dataset, data):
        of_coder, _ = pillar_amounts(part)
        if any(of_coder[pillar] < of_coder[order[0]] for pillar in order[1:]):
            return None
    return order[0]


def _evidence(
    dataset: Dataset, data: Dataset, n: Mapping[str, int], leading: list[str], of: int, day: Finding | None, least: str | None
) -> str:
    unsure = agreement_sentence(dataset, tuple(filter(None, (*leading, least))))
    if day:
        sentences = phrases.sentences(day.evidence)
        return " ".join([*sentences, *([unsure] if unsure and unsure not in sentences else [])])
    parts = [f"{out_of(0, of)}."]
    if max(n.values()):
        counts = listed(f"{v.PILLARS.label(key).lower()} {n[key]}" for key in sorted(n, key=lambda key: -n[key]))
        parts = [f"{capital(counts)} of {of}.", _order(n, leading, of), unsure]
    uncoded = data.n_sessions - of
    if uncoded:
        parts.append(f"{counted(uncoded, 'more session')} {agree(uncoded, 'is', 'are')} not coded.")
    return " ".join(filter(None, parts))


def _order(n: Mapping[str, int], leading: list[str], of: int) -> str:
    """Say how many codes a lead would bear; empty where no pillar leads alone, or few sessions are compared."""
    if of < SMALL_N or len(leading) > 1 or len(n) < len(v.PILLARS):
        return ""
    bears = changes_to_end(n, leading) - 1
    if bears == 0:
        return "One session coded differently would end this lead."
    return f"The lead would hold even if {counted(bears, 'session')} {agree(bears, 'was', 'were')} coded differently."
