"""Briefings made by hand: every kind of slide, many sessions, hostile and foreign texts."""

import datetime as dt
from dataclasses import replace

from igfdata.briefing.model import Briefing, Cell, Chart, ComparedRow, ComparedSquares, Matrix, Points, Series, Slide, TextTable

DAYS = ("Day 0", "Day 1", "Day 2", "Day 3", "Day 4")
PILLARS = (
    ("Protection", "#0072B2", (1, 1, 4, 2, 2)),
    ("Provision", "#E69F00", (2, 1, 2, 3, 1)),
    ("Participation", "#009E73", (1, 0, 1, 2, 0)),
)
OF = (3, 2, 4, 4, 4)
GROUPS = (
    "Civil Society",
    "Private Sector",
    "Intergovernmental Organization",
    "Government",
    "Technical Community",
    "Not stated",
)
GROUP_COLOURS = ("#CC6677", "#DDCC77", "#88CCEE", "#332288", "#AA4499", "#9AA3AD")
GROUP_N = (12, 6, 5, 3, 2, 9)
LONG = (
    "Protection stands out on Day 2, in four of four coded sessions, beside one of three, one of two, two of four and two of four on "
    "the other days; provision and participation were touched less often this day."
)
CANARIES = (
    "<script>window.hurt = 1</script>",
    '<img src=x onerror="window.hurt = 1">',
    "</script><script>window.hurt = 1</script>",
    "**bold** [link](javascript:window.hurt=1) `code` $x^2$",
    "\"quoted\" 'single' & &lt;b&gt; \u2028 \u2029 \u202eright to left override",
    "<!-- --><style>body{display:none}</style>",
    "حقوق الطفل في البيئة الرقمية: ورشة عمل حول الحماية والمشاركة",
    "数字环境中的儿童权利：保护、提供与参与 🧒🏽",
)


def pillars(kind="columns", **changes):
    series = tuple(
        Series(
            name,
            tuple(n / of for n, of in zip(ns, OF, strict=True)),
            tuple(f"{n}/{of}" for n, of in zip(ns, OF, strict=True)),
            colour,
        )
        for name, colour, ns in PILLARS
    )
    return replace(Chart(kind, DAYS, series, "share", "Share of coded sessions by pillar and day."), **changes)


def groups(kind="bars"):
    labels = tuple(f"{n} of 37" for n in GROUP_N)
    series = Series("Persons", tuple(float(n) for n in GROUP_N), labels, "#CC6677", GROUP_COLOURS)
    return Chart(kind, GROUPS, (series,), "persons", "Persons by stakeholder group.")


def topics(rows=8):
    names = ("Age verification and age assurance", "Artificial intelligence", "Child sexual abuse material", "Digital literacy in schools",
             "Safety by design", "Deepfakes", "Hotlines and helplines", "Metaverse and virtual worlds", "Misinformation")  # fmt: skip
    grid = tuple(
        tuple(
            Cell(str((r * c) % 4) if (r * c) % 4 else "", ((r * c) % 4) / 4, is_unknown=(r + c) % 7 == 0) for c in range(1, 6)
        )
        for r in range(1, rows + 1)
    )
    return Matrix(
        tuple(names[r % len(names)] + ("" if r < len(names) else f" {r}") for r in range(rows)),
        DAYS,
        grid,
        "Sessions by topic and day.",
    )


def programme(n=6, title="Safety by design: how platforms can protect children without excluding them", **changes):
    rows = tuple(
        (f"{8 + i // 2:02d}:{30 * (i % 2):02d}–{9 + i // 2:02d}:{30 * (i % 2):02d}", f"WS #{70 + i}", f"{title} ({i + 1})", f"Workshop Room {i % 6 + 1}",
         f"Delegate {i % 2 + 1}")
        for i in range(n)
    )  # fmt: skip
    table = TextTable(
        ("Time", "Code", "Session", "Room", "Goes"),
        rows,
        (1.3, 1, 5, 1.8, 1.2),
        "Sessions of Day 2 by time.",
        frozenset({1, 2} if n > 2 else ()),
    )
    return replace(table, **changes)


def points(n=5, own=1):
    items = tuple(
        f"Protection leads: in 4 of 4 coded sessions; provision in 2 of 4 and participation in {i} of 4."
        for i in range(1, n + 1)
    )
    return Points(items, tuple(f"Ask the secretariat about the room of WS #{70 + i}." for i in range(own)))


def compared(days=(4, 2, 6, 5, 5, 2)):
    """The grid of A and B: each third session is not in A, each fourth is unknown."""
    labels = [("No date", "") if at == len(days) - 1 else (f"Day {at}", f"Wed {23 + at} June") for at in range(len(days))]
    states = [("on", "off", "on", "unknown")[(at * 7) % 4] for at in range(sum(days))]

    def cut(side):
        ends = [sum(days[: at + 1]) for at in range(len(days))]
        of_a = ["away" if side == 0 and at % 3 == 0 else state for at, state in enumerate(states)]
        return tuple(tuple(of_a[end - n : end]) for end, n in zip(ends, days, strict=True))

    rows = tuple(
        ComparedRow(name, ("12 of 16", "14 of 24"), (cut(0), cut(1)), name == "Provision")
        for name in ("Protection", "Provision", "Participation")
    )
    legend = (("on", "on the pillar"), ("off", "not on it"), ("unknown", "not clear from the sources"))
    remarks = ("Chance alone does this in 8 of 100 programmes.", "All of A lies in B, so chance compares A with the other 8.")
    heads = tuple((*label, n) for label, n in zip(labels, days, strict=True))
    return ComparedSquares(
        heads, rows, ("Civil society", "Sessions without civil society"), legend, remarks, "A and B by pillar."
    )


def slide(key, body, title="Protection stands out on Day 2: in 4 of 4 coded sessions, beside 1 of 3 on Day 0", **changes):
    made = Slide(
        key, key.capitalize(), title, body, "n: coded sessions about or partly about children's rights, held, of 5 in the data.",
        notes=("Day 2: 4 of 4 coded sessions touch protection.", "Adjudicated codes."), session_ids=("igf2025-ws70", "igf2025-ws203"),
        sources=("https://dig.watch/event/igf2025", "javascript:alert(1)"),
    )  # fmt: skip
    return replace(made, **changes)


def every_kind():
    return (
        slide("balance", pillars()),
        slide("bars", groups()),
        slide("grouped", pillars("bars")),
        slide("speakers", groups(), LONG),
        slide("topics", topics()),
        slide("wide-topics", topics(22)),
        slide("programme", programme(), "Two pairs of sessions clash on Day 2: three delegates miss none of them"),
        slide("long-programme", programme(45), LONG),
        slide("points", points(), "What to say this morning"),
        slide("long-points", points(24, 4), "What to say this morning"),
        slide("compared", compared(), "Civil society: provision in 7 of 9 sessions; all sessions: 9 of 21."),
        slide("few-compared", compared((3,)), LONG),
        slide("empty", None, "Nothing is known to have changed: there is one version of the programme."),
    )


def briefing(*slides, **changes):
    made = Briefing(
        "IGF 2025, Day 2", "Sessions of IGF 2025 that are about or partly about children's rights, held; adjudicated codes.", "meeting=igf2025&day=2",
        dt.date(2025, 7, 2), "Data of 2 July 2025.",
        slides or every_kind(), "igf2025-day-2-2025-07-02", ("Changes: there is only one version of the programme.",),
    )  # fmt: skip
    return replace(made, **changes)


def hostile():
    """A text of every kind at every place that takes one."""
    all_of_them = " ".join(CANARIES)
    chart = pillars(categories=CANARIES[:5], alt=all_of_them)
    chart = replace(
        chart, series=tuple(replace(s, name=CANARIES[at], labels=CANARIES[:5]) for at, s in enumerate(chart.series))
    )
    grid = Matrix(CANARIES, CANARIES[:3], tuple(tuple(Cell(t[:12], 0.5) for t in CANARIES[:3]) for _ in CANARIES), all_of_them)
    table = TextTable(CANARIES[:4], tuple((t, *CANARIES[:3]) for t in CANARIES), (1, 1, 1, 1), all_of_them, frozenset({0}))
    ring = replace(groups(), categories=CANARIES[:6])
    slides = tuple(
        slide(f"k{at}", body, CANARIES[at], heading=CANARIES[at], denominator=all_of_them, notes=CANARIES, session_ids=CANARIES,
              sources=(*CANARIES, "https://example.org/\"onclick='x'", "http://[bad"))
        for at, body in enumerate((chart, grid, table, ring, Points(CANARIES, CANARIES), None, chart, replace(chart, kind="bars")))
    )  # fmt: skip
    return briefing(*slides, title=CANARIES[2], selection=all_of_them, left_out=CANARIES)
