"""What the data are: how complete, every file and its columns, every measure, and what reports claim."""

from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from igfdata import vocabulary as v
from igfdata.briefing.caveats import least_known_type
from igfdata.dataset import SHIPPED, Dataset
from igfdata.escaping import for_markdown
from igfdata.files import escape_file
from igfdata.findings.claims import Claim, claims_of
from igfdata.findings.model import COUNTING, Finding
from igfdata.findings.passport import citation, citation_of_data
from igfdata.measures.programme_share import completeness
from igfdata.measures.summary import EXPLAINED
from igfdata.schema import TABLES
from igfdata.wording import amount, counted, listed, out_of, share_text
from igfdata.workspace.location import data_folder
from pages.shared.parts.finding_lines import draw_tests, open_button
from pages.shared.parts.table import download
from pages.shared.view import View
from pages.shared.widgets import draw_table


def draw_cite(view: View) -> None:
    """A button that opens how to cite the data, and the view of the filter."""
    with st.popover("Cite this", icon=":material/format_quote:", type="tertiary"):
        if data_folder() == SHIPPED:  # another folder has makers and a licence of its own
            st.markdown("**The data**")
            st.code(citation_of_data(view.dataset), language=None, wrap_lines=True)
        st.markdown("**What the filter shows**")
        st.code(citation(view.dataset, view.selection), language=None, wrap_lines=True)


def draw_completeness(view: View) -> None:
    """The table, whatever the filter."""
    table = completeness(view.dataset)
    labels = table["meeting_id"].map(view.dataset.meeting_label)
    of_kind = [(key, labels[table["coverage"] == key]) for key in v.PROGRAMME_COVERAGE if (table["coverage"] == key).any()]
    st.markdown("#### How complete is each meeting?")
    st.caption(
        " ".join(
            [
                "All meetings, whatever the filter. “–”: the official total is not known.",
                *(
                    f"{v.PROGRAMME_COVERAGE.label(key)}: {listed(names)}. {v.PROGRAMME_COVERAGE[key].description}"
                    for key, names in of_kind
                ),
                least_known_type(view.dataset),
            ]
        )
    )
    named = completeness_table(table, view.dataset)
    right = {name: st.column_config.TextColumn(alignment="right") for name in named.columns[1:]}
    draw_table(named, alt="Completeness of each meeting", column_config=right, height="content")
    download(table.assign(data=view.dataset.data_state()), "completeness", is_selected=False)


def headline(table: pd.DataFrame) -> Finding:
    """Say how much is in the data: sessions and meetings, people listed and how many of them with a known group."""
    sessions, people = int(table["n_sessions"].sum()), int(table["n_persons"].sum())
    known = int(table["n_group_known"].sum())
    evidence = f"{counted(people, 'person', 'people')} listed, group known for {share_text(known, people)}." if people else ""
    return Finding(
        "data", COUNTING, f"{counted(sessions, 'session')} from {counted(len(table), 'meeting')}.", evidence, n=sessions
    )


def completeness_table(table: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Give what each meeting has, a column a meeting, counts with their denominator."""

    def part(column: str, of: str = "n_sessions") -> list[str]:
        return [out_of(n, whole) for n, whole in zip(table[column], table[of], strict=True)]

    facts = {
        "Sessions here": table["n_sessions"].map(amount),
        "Held or on the programme": (table["held"] + table["on_programme"]).map(amount),
        "Official total": ["–" if pd.isna(total) else amount(total) for total in table["sessions_total"]],
        **{v.STATUS.label(key): table[key].map(amount) for key in v.STATUS},
        **{v.RELEVANCE.label(key): table[key].map(amount) for key in v.RELEVANCE},
        "With a date": part("n_dated"),
        "With a start": part("n_timed"),
        "With a length": part("n_length"),
        "Pillars coded": part("n_pillars"),
        "Topics coded": part("n_topics"),
        "With people listed": part("n_with_persons"),
        "Group known": part("n_group_known", "n_persons"),
        "Region known": part("n_region_known", "n_persons"),
    }
    meetings = [dataset.meeting_label(key) for key in table["meeting_id"]]
    rows = [(fact, *values) for fact, values in facts.items()]
    return pd.DataFrame(rows, columns=["In the data", *meetings])


def draw_files(view: View) -> None:
    """One row a file: columns behind an expander, and the file itself."""
    st.markdown("#### Every data file")
    folder = data_folder()
    for table in TABLES.values():
        row, button = st.columns([5, 1], vertical_alignment="center")
        with row.expander(f"{table.file}: one row is {table.row_is}"):
            columns = [(column.name, column.description, column.allowed) for column in table.columns]
            draw_table(pd.DataFrame(columns, columns=["Column", "Meaning", "Allowed"]), alt=table.file)
        path = folder / table.file
        if not path.exists():  # an optional one
            continue
        button.download_button(
            "CSV", partial(_for_spreadsheets, path), table.file, "text/csv", icon=":material/download:", on_click="ignore",
            key=f"file_{table.name}",
        )  # fmt: skip


def _for_spreadsheets(path: Path) -> str:
    return escape_file(path.read_bytes().decode("utf-8-sig"))


def draw_methods(view: View) -> None:
    """One expander a measure."""
    st.markdown("#### What every number means")
    for measure in EXPLAINED:
        with st.expander(f"{measure.name}: {measure.question}"):
            table = pd.DataFrame(
                {"": ["Formula", "Denominator", "Caution"], "What it is": [measure.formula, measure.of, measure.caution]}
            )
            st.table(table, border="horizontal", hide_index=True)
            if measure.source:
                st.link_button("Source of the method", measure.source, icon=":material/open_in_new:", type="tertiary")


TAB = "Claims of reports"
"""Label of the tab, and where the Overview links to."""

TEXTS = {
    "none": "No report in the data says which pillar came first on a day.",
    "report": "The report says",
    "source": "Read the report",
    "data": "The data say",
    "against": "What speaks against it",
    "nothing": "Nothing in the data speaks against it.",
}


def draw_claims(view: View) -> None:
    """Draw every claim, whatever the filter."""
    found = claims_of(view.dataset)
    if not found:
        st.info(TEXTS["none"], icon=":material/description:")
    for claim in found:
        _draw(view, claim)


def _draw(view: View, claim: Claim) -> None:
    st.markdown(f"#### {for_markdown(view.dataset.meeting_label(claim.meeting_id))}, {for_markdown(claim.day)}")
    st.markdown(f"**{TEXTS['report']}**  \n{for_markdown(claim.text)}")
    st.link_button(TEXTS["source"], claim.source_url, icon=":material/open_in_new:", type="tertiary")
    st.markdown(f"**{TEXTS['data']}**  \n{for_markdown(claim.finding.headline)}  \n{for_markdown(claim.finding.evidence)}")
    draw_tests(claim.finding)
    open_button(view, claim.finding)
    lines = "\n".join(f"- {for_markdown(text)}" for text in claim.against) or TEXTS["nothing"]
    st.markdown(f"**{TEXTS['against']}**\n\n{lines}")
