"""Native charts of slides from the frames of measures, a series for each pillar or side."""

from collections.abc import Iterable, Mapping

import pandas as pd

from igfdata import vocabulary as v
from igfdata.briefing.model import Chart, Series
from igfdata.briefing.my_deck.scope import Scope
from igfdata.charts.theme import ACCENT, PILLAR_COLOURS, SECOND
from igfdata.measures.breakdown import session_keys
from igfdata.names import value_label
from igfdata.wording import share_label

COLOURS = (ACCENT, SECOND)


def keys_of(scope: Scope, by: str) -> list[str]:
    """Values of a breakdown that the sessions of a scope have, in order."""
    return [str(key) for key in session_keys(scope.data, by)["key"].cat.categories]


def columns_of(scope: Scope, table: pd.DataFrame, by: str) -> Chart:
    """Columns of the pillars by a breakdown; a key without a coded session stays empty."""
    keys = list(dict.fromkeys(table["key"].astype(str)))
    found = {(str(row.category), str(row.key)): (float(row.n), float(row.of)) for row in table.itertuples()}
    series = []
    for pillar in v.PILLARS:
        pairs = [found.get((pillar, key), (0.0, 0.0)) for key in keys]
        values = tuple(n / of if of else None for n, of in pairs)
        labels = tuple(share_label(n, of) if of else "" for n, of in pairs)
        series.append(Series(v.PILLARS.label(pillar), values, labels, PILLAR_COLOURS[pillar]))
    names = tuple(value_label(by, key, scope.dataset) for key in keys)
    told = "; ".join(
        f"{name}: " + ", ".join(f"{one.name.lower()} {one.labels[at] or 'not coded'}" for one in series)
        for at, name in enumerate(names)
    )
    return Chart("columns", names, tuple(series), "share", f"Share of coded sessions with each pillar by {by}. {told}.")


def bars_of(
    what: str, sides: Iterable[tuple[str, pd.DataFrame]], names: Mapping[str, str], *, colours: tuple[str, ...] = (), kind: str = "bars"
) -> Chart:  # fmt: skip
    """Bars of shares, a series for each side."""
    series = []
    for (name, table), colour in zip(sides, COLOURS, strict=False):
        found = {str(row.category): (float(row.n), float(row.of)) for row in table.itertuples()}
        pairs = [found.get(key, (0.0, 0.0)) for key in names]
        values = tuple(n / of if of else None for n, of in pairs)
        labels = tuple(share_label(n, of) if of else "" for n, of in pairs)
        series.append(Series(name or "Share", values, labels, colour, colours))
    told = "; ".join(
        f"{label} {', '.join(filter(None, (f'{one.name} {one.labels[at]}' if one.name != 'Share' else one.labels[at] for one in series)))}"
        for at, label in enumerate(names.values())
    )
    return Chart("columns" if kind == "columns" else "bars", tuple(names.values()), tuple(series), "share", f"{what}: {told}.")
