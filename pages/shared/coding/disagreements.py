"""Where coders differ, what matters most to the charts first; decide with a reason in three clicks, undo, reopen."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from igfdata import vocabulary as v
from igfdata.code_rules import broken_rules, decision_reasons, labelled_answers, labelled_codes
from igfdata.dataset import Dataset
from igfdata.escaping import for_markdown
from igfdata.measures.disagreement import disagreements, what_differs
from igfdata.selection import coder_label
from igfdata.wording import counted
from igfdata.workspace import Conflict, Workspace, WorkspaceError
from pages.shared import messages
from pages.shared.access import draw_coder
from pages.shared.coding.save_form import UNDONE
from pages.shared.parts.table import download
from pages.shared.view import View
from pages.shared.widgets import draw_table

AT_ONCE = 8
"""Differences shown on a page of the list."""
PLACE, DECIDING = "decision", "deciding"


@dataclass
class Deciding:
    """A difference that is being decided: its row and codes as they were shown, and the revision that was seen with them."""

    row: Any
    codes: tuple[str, ...]
    revision: int
    conflict: Conflict | None = None


@dataclass(frozen=True)
class Told:
    """What the last click did, and how to undo it."""

    words: str
    subject: tuple[str, str] | None = None
    revision: int = 0


def draw_disagreements(view: View) -> None:
    """The differences of the filter: open ones to decide, then the settled ones."""
    st.markdown("#### Where the coders differ")
    st.caption(
        "Sessions in the filter. First come those that change coverage most if one side's codes replace the other's. "
        "Agreement is always computed from the codes before any decision."
    )
    table = disagreements(view.dataset, view.selection)
    open_ones, settled = table[~table["is_settled"]], table[table["is_settled"]]
    granted = draw_coder(view.workspace, view.access, view.trouble) if len(table) else None
    _tell(view, granted)
    st.markdown(f"**{len(open_ones)} to decide, {len(settled)} settled.**")
    seen = revisions_seen(view.dataset, granted[0]) if granted else {}
    for row in _page_of(open_ones, "disagreement_page").itertuples():
        _draw_difference(view, row, granted, seen)
    if len(settled):
        with st.expander(f"Settled: {counted(len(settled), 'difference')}", icon=":material/gavel:", key="settled_differences"):
            for row in _page_of(settled, "settled_page").itertuples():
                _draw_settled(view, row, granted, seen)
    if len(table):
        with st.expander(f"All {counted(len(table), 'difference')} as a table", icon=":material/table:"):
            shown = difference_rows(table, view.dataset)
            draw_table(shown, alt="All differences between coders")
            download(shown, "disagreements")
    deciding = st.session_state.pop(DECIDING, None)
    if deciding and granted:
        _decide(view, deciding, *granted)


def _page_of(table: pd.DataFrame, key: str) -> pd.DataFrame:
    pages = max(1, -(-len(table) // AT_ONCE))
    page = st.pagination(pages, key=key) if pages > 1 else 1
    return table.iloc[(page - 1) * AT_ONCE : page * AT_ONCE]


def revisions_seen(dataset: Dataset, workspace: Workspace) -> dict[tuple[str, str], int]:
    """Session and dimension → revision of the decision that the data show; none for a decision that is newer than the data."""
    shown = {(row["session_id"], str(row["dimension"])): row["decision"] for row in dataset.decisions.to_dict("records")}
    rows = workspace.decisions().to_dict("records")
    subjects = {(row["session_id"], row["dimension"]): row for row in rows}
    return {subject: int(row["id"]) for subject, row in subjects.items() if row["decision"] == shown.get(subject, "")}


def effect_words(row: Any) -> str:
    """The effect of a difference on the charts."""
    return (
        f"the other side's codes would move the shares in the charts by {100 * row.effect:.1f} points in all"
        if row.effect
        else "only the order of weight differs; the charts stay the same"
    )


def difference_rows(table: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Differences for people."""
    return pd.DataFrame(
        [
            {
                "Session": row.title,
                "Of": row.dimension,
                "One side": f"{coder_label(row.coder_x)}: {labelled_codes(row.dimension, row.codes_x, dataset.topic_labels)}",
                "Answers of one side": labelled_answers(row.answers_x),
                "Other side": f"{coder_label(row.coder_y)}: {labelled_codes(row.dimension, row.codes_y, dataset.topic_labels)}",
                "Answers of the other side": labelled_answers(row.answers_y),
                "Effect (points)": round(100 * row.effect, 1),
                "Settled as": labelled_codes(row.dimension, row.decision, dataset.topic_labels) if row.is_settled else "",
                "Reason": row.reason,
                "session_id": row.session_id,
            }
            for row in table.itertuples()
        ]
    )


def _draw_difference(view: View, row: Any, granted: tuple[Workspace, str] | None, seen: dict[tuple[str, str], int]) -> None:
    sides = {"x": (row.coder_x, row.codes_x, row.evidence_x), "y": (row.coder_y, row.codes_y, row.evidence_y)}
    with st.container(border=True, gap="xsmall"):
        _draw_what_differs(view, row)
        if granted:
            both = tuple(dict.fromkeys((*row.codes_x, *row.codes_y)))
            choices = {f"As {coder_label(coder)}": codes for coder, codes, _ in sides.values()} | {"Both": both}
            key = f"{row.session_id}_{row.dimension}_{row.coder_x}_{row.coder_y}"
            revision = seen.get((row.session_id, row.dimension), 0)
            with st.container(horizontal=True, gap="small"):
                for label, codes in choices.items():
                    broken = broken_rules(row.dimension, codes)
                    st.button(
                        label, key=f"settle_{label}_{key}", on_click=_begin, args=(Deciding(row, codes, revision),),
                        disabled=bool(broken), help=f"Expected {broken[0].expected}." if broken else None,
                    )  # fmt: skip
                _session_link(row)


def _draw_what_differs(view: View, row: Any) -> None:
    """The title, and what only one side gave: what both gave needs no decision."""
    named = partial(labelled_codes, row.dimension, topics=view.dataset.topic_labels)
    differs = what_differs(row.codes_x, row.codes_y)
    st.markdown(f"**{for_markdown(row.title)}**  \n{row.dimension.capitalize()}s: {effect_words(row)}.")
    for coder, codes, only, evidence, answers in (
        (row.coder_x, row.codes_x, differs.only_x, row.evidence_x, row.answers_x),
        (row.coder_y, row.codes_y, differs.only_y, row.evidence_y, row.answers_y),
    ):
        said = named(codes) if differs.is_order_alone else f"only {named(only)}" if only else "nothing more"
        st.text(f"{coder_label(coder)}: {said} (read: {', '.join(evidence)})")
        if answers:
            st.caption(for_markdown(f"{coder_label(coder)} answered: {labelled_answers(answers)}."))
    if differs.both:
        st.caption("Same codes in another order." if differs.is_order_alone else f"Both: {for_markdown(named(differs.both))}")


def _draw_settled(view: View, row: Any, granted: tuple[Workspace, str] | None, seen: dict[tuple[str, str], int]) -> None:
    with st.container(border=True, gap="xsmall"):
        _draw_what_differs(view, row)
        st.text(f"Decided: {labelled_codes(row.dimension, row.decision, view.dataset.topic_labels)}. {row.reason}")
        if granted:
            with st.container(horizontal=True, gap="small"):
                subject = (row.session_id, row.dimension)
                st.button(
                    "Reopen", icon=":material/lock_open:", key=f"reopen_{row.session_id}_{row.dimension}_{row.coder_x}_{row.coder_y}",
                    on_click=_reopen, args=(*granted, subject, row.title, seen.get(subject, 0)),
                )  # fmt: skip
                _session_link(row)


def _session_link(row: Any) -> None:
    st.page_link(
        "pages/4_Sessions.py", label="Open session", icon=":material/open_in_full:", query_params=[("session", row.session_id)]
    )


def _begin(deciding: Deciding) -> None:
    """Open the dialog on what was on the screen at the click, whatever has been saved since."""
    for name in ("decision_codes", "decision_rules", "decision_words"):
        st.session_state.pop(name, None)
    st.session_state[DECIDING] = deciding


@st.dialog("Decide which codes are used", icon=":material/gavel:")
def _decide(view: View, deciding: Deciding, workspace: Workspace, coder: str) -> None:
    """The codes (they can still be changed), the reason, and one button that saves."""
    row = deciding.row
    st.markdown(f"**{for_markdown(row.title)}**")
    if deciding.conflict:
        messages.draw(deciding.conflict, shown=partial(_shown, view, row.dimension))
    options = list(v.PILLAR_CODES) if row.dimension == "pillar" else list(view.dataset.topic_labels)
    chosen = st.multiselect(
        "Codes in use", options, default=[code for code in deciding.codes if code in options],
        format_func=lambda key: labelled_codes(row.dimension, (key,), view.dataset.topic_labels), key="decision_codes",
    )  # fmt: skip
    reasons = decision_reasons()
    rules = st.pills("Reason", list(reasons), format_func=reasons.__getitem__, selection_mode="multi", key="decision_rules")
    words = st.text_input(
        "In your own words", key="decision_words", max_chars=500, placeholder="optional where a rule is chosen"
    )
    reason = ". ".join(filter(None, ["; ".join(reasons[rule] for rule in rules), (words or "").strip()]))
    broken = broken_rules(row.dimension, chosen)
    if broken:
        st.caption(f"“{for_markdown(broken[0].value)}” found; expected {broken[0].expected}.")
    if st.button("Save the decision", type="primary", disabled=not chosen or not reason or bool(broken), key="decision_save"):
        try:
            messages.say(PLACE, _save(workspace, coder, deciding, tuple(chosen), reason))
        except Conflict as error:
            deciding.conflict, deciding.revision = error, error.revision
            st.rerun(scope="fragment")
        except (WorkspaceError, ValueError) as error:
            messages.say(PLACE, error)
        st.rerun()


def _save(workspace: Workspace, coder: str, deciding: Deciding, chosen: tuple[str, ...], reason: str) -> Told:
    row = deciding.row
    read = [kind for kind in reversed(v.EVIDENCE) if kind in (*row.evidence_x, *row.evidence_y)]
    revision = workspace.save_decision(
        row.session_id, row.dimension, chosen, reason=reason, signed_by=coder, evidence=read[0],
        expected_revision=deciding.revision, code_a=row.codes_x, code_b=row.codes_y,
    )  # fmt: skip
    return Told(f"Decided: {row.title}. {reason}", (row.session_id, row.dimension), revision)


def _reopen(workspace: Workspace, coder: str, subject: tuple[str, str], title: str, revision: int) -> None:
    def reopen() -> Told:
        number = workspace.reopen_decision(*subject, reason="Reopened.", signed_by=coder, expected_revision=revision)
        return Told(f"Reopened: {title}", subject, number)

    messages.attempt(PLACE, reopen)


def _undo(workspace: Workspace, coder: str, told: Told) -> None:
    def undo() -> Told:
        assert told.subject is not None
        workspace.undo_decision(*told.subject, signed_by=coder, expected_revision=told.revision)
        return Told(UNDONE)

    messages.attempt(PLACE, undo)


def _tell(view: View, granted: tuple[Workspace, str] | None) -> None:
    """Say what the last click did; a decision can be undone here until the next click that saves."""
    told = messages.peek(PLACE)
    if isinstance(told, Told):
        words, button = st.columns([5, 1], vertical_alignment="center")
        words.success(for_markdown(told.words))
        if told.subject and granted:
            button.button("Undo", icon=":material/undo:", key="decision_undo", on_click=_undo, args=(*granted, told))
            return  # it stays, with its button, until something else is told
    elif isinstance(told, Conflict):
        messages.draw(told, shown=partial(_shown, view, told.subject["dimension"]))
    else:
        messages.draw(told)
    messages.take(PLACE)


def _shown(view: View, dimension: str, field: str, value: str) -> str:
    """A cell of a conflict as people read it."""
    if field in {"decision", "code_a", "code_b"}:
        return labelled_codes(dimension, value, view.dataset.topic_labels) if value else ""
    return value
