"""Where coders differ, what matters most to the charts first; decide with a reason in three clicks."""

from typing import Any

import pandas as pd
import streamlit as st

from igfdata import vocabulary as v
from igfdata.coding.rules import RULES
from igfdata.dataset import Dataset
from igfdata.measures.disagreement import disagreements
from igfdata.selection import coder_label
from igfdata.wording import counted
from igfdata.workspace import Conflict, Workspace, WorkspaceError
from pages.shared.coding.coder import draw_coder
from pages.shared.rows import download
from pages.shared.setup import View
from pages.shared.text import inert

AT_ONCE = 8
"""Differences shown on a page of the list."""
TOLD = "decision_told"


def draw_disagreements(view: View) -> None:
    """The differences of the filter: open ones to decide, then the settled ones."""
    st.markdown("#### Where the coders differ")
    st.caption(
        "Of the sessions in the filter. In the order of their effect: by how much coverage would move if one side's codes "
        "counted instead of the other's. Agreement is always computed from the codes before any decision."
    )
    table = disagreements(view.dataset, view.selection)
    told = st.session_state.pop(TOLD, None)
    if told:
        (st.success if told[0] else st.error)(inert(told[1]))
    open_ones = table[~table["is_settled"]]
    st.markdown(f"**{len(open_ones)} to decide, {len(table) - len(open_ones)} settled.**")
    granted = draw_coder(view) if len(open_ones) else None
    pages = max(1, -(-len(open_ones) // AT_ONCE))
    page = st.pagination(pages, key="disagreement_page") if pages > 1 else 1
    for row in open_ones.iloc[(page - 1) * AT_ONCE : page * AT_ONCE].itertuples():
        _draw_difference(view, row, granted)
    if len(table):
        with st.expander(f"All {counted(len(table), 'difference')} as a table", icon=":material/table:"):
            shown = difference_rows(table, view.dataset)
            st.dataframe(shown, hide_index=True, width="stretch", alt="All differences between coders")
            download(shown, "disagreements")


def labelled(dimension: str, codes: tuple[str, ...], dataset: Dataset) -> str:
    """Codes in words."""
    labels = {key: term.label for key, term in v.PILLAR_CODES.items()} if dimension == "pillar" else dataset.topic_labels
    return (" > " if dimension == "pillar" else ", ").join(labels.get(code, code) for code in codes) or "none"


def effect_words(row: Any) -> str:
    """The effect of a difference on the charts."""
    return (
        f"moves coverage by {100 * row.effect:.1f} points in all"
        if row.effect
        else "the order of weight alone: moves no coverage"
    )


def difference_rows(table: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Differences for people."""
    return pd.DataFrame(
        [
            {
                "Session": row.title,
                "Of": row.dimension,
                "One side": f"{coder_label(row.coder_x)}: {labelled(row.dimension, row.codes_x, dataset)}",
                "Other side": f"{coder_label(row.coder_y)}: {labelled(row.dimension, row.codes_y, dataset)}",
                "Effect (points)": round(100 * row.effect, 1),
                "Settled as": labelled(row.dimension, row.decision, dataset) if row.is_settled else "",
                "Reason": row.reason,
                "session_id": row.session_id,
            }
            for row in table.itertuples()
        ]
    )


def _draw_difference(view: View, row: Any, granted: tuple[Workspace, str] | None) -> None:
    sides = {"x": (row.coder_x, row.codes_x, row.evidence_x), "y": (row.coder_y, row.codes_y, row.evidence_y)}
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{inert(row.title)}**  \n{row.dimension.capitalize()}, {effect_words(row)}.")
        for coder, codes, evidence in sides.values():
            st.text(f"{coder_label(coder)}: {labelled(row.dimension, codes, view.dataset)} (read: {', '.join(evidence)})")
        if granted:
            both = tuple(dict.fromkeys((*row.codes_x, *row.codes_y)))
            choices = {f"As {coder_label(coder)}": codes for coder, codes, _ in sides.values()} | {"Both": both}
            key = f"{row.session_id}_{row.dimension}_{row.coder_x}_{row.coder_y}"
            with st.container(horizontal=True, gap="small"):
                for label, codes in choices.items():
                    if st.button(label, key=f"settle_{label}_{key}"):
                        _decide(view, row, codes, *granted)
                st.page_link(
                    "pages/4_Sessions.py", label="The session whole", icon=":material/open_in_full:", query_params=[("session", row.session_id)]
                )  # fmt: skip


@st.dialog("Decide which codes count", icon=":material/gavel:")
def _decide(view: View, row: Any, codes: tuple[str, ...], workspace: Workspace, coder: str) -> None:
    """The codes (they can still be changed), the reason, and one button that saves."""
    st.markdown(f"**{inert(row.title)}**")
    options = list(v.PILLAR_CODES) if row.dimension == "pillar" else list(view.dataset.topic_labels)
    chosen = st.multiselect(
        "Codes that count", options, default=[code for code in codes if code in options],
        format_func=lambda key: labelled(row.dimension, (key,), view.dataset),
    )  # fmt: skip
    rules = st.pills("Reason", list(RULES), format_func=RULES.label, selection_mode="multi", key="decision_rules")
    words = st.text_input(
        "In your own words", key="decision_words", max_chars=500, placeholder="may stay empty where a rule says it"
    )
    reason = ". ".join(filter(None, ["; ".join(RULES.label(rule) for rule in rules), (words or "").strip()]))
    if st.button("Save the decision", type="primary", disabled=not chosen or not reason, key="decision_save"):
        st.session_state[TOLD] = _save(workspace, coder, row, tuple(chosen), reason)
        st.rerun()


def _save(workspace: Workspace, coder: str, row: Any, chosen: tuple[str, ...], reason: str) -> tuple[bool, str]:
    decided = workspace.decisions(row.session_id)
    earlier = decided.loc[decided["dimension"] == row.dimension, "id"]
    read = [kind for kind in reversed(v.EVIDENCE) if kind in (*row.evidence_x, *row.evidence_y)]
    try:
        workspace.save_decision(
            row.session_id, row.dimension, chosen, reason=reason, signed_by=coder, evidence=read[0],
            expected_revision=int(earlier.max()) if len(earlier) else 0, code_a=row.codes_x, code_b=row.codes_y,
        )  # fmt: skip
    except Conflict as error:
        return False, str(error)
    except (WorkspaceError, ValueError) as error:
        return False, f"Nothing was saved. {error}"
    return True, f"Decided: {row.title}. {reason}"
