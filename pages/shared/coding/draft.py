"""What a coder is about to save, and which session comes next."""

from collections.abc import Collection
from dataclasses import dataclass, field

import pandas as pd
import streamlit as st

from igfdata import vocabulary as v
from igfdata.code_rules import DIMENSIONS, broken_rules, join_answers, split_answers
from igfdata.codebook.dictionary import Suggestion
from igfdata.dataset import by_time
from igfdata.wording import counted
from igfdata.workspace import Workspace
from igfdata.workspace.codes import SessionWork
from pages.shared.page_address import page_value, set_page_values
from pages.shared.view import View

DRAFTS = "coding_drafts"
RELEVANCE_OF = {"child": "yes", "youth": "partly"}
"""What words suggest of a session's relevance → its code."""


@dataclass
class Draft:
    """What a coder is about to save for a session; kept while the browser's session lasts.

    ``revisions`` and ``versions`` (of the codebook) by dimension are those of what was saved when the draft began;
    ``given_before`` are the topics that were given then, which may stay although they are retired by now;
    ``answers`` go by test, those of pillars that were chosen and are not any more included.
    """

    coder: str
    session_id: str
    codes: dict[str, list[str]]
    evidence: str
    note: str
    revisions: dict[str, int] = field(default_factory=dict)
    refused: list[tuple[str, str]] = field(default_factory=list)
    versions: dict[str, str] = field(default_factory=dict)
    given_before: frozenset[str] = frozenset()
    answers: dict[str, str] = field(default_factory=dict)

    @property
    def work(self) -> SessionWork:
        """The draft as the workspace takes it."""
        codes = {name: tuple(values) for name, values in self.codes.items()}
        return SessionWork(codes, self.evidence, self.note, answers=split_answers(join_answers(self.answers, codes["pillar"])))

    def answer(self, test: str) -> None:
        """Take the answer to a test as it was just clicked."""
        self.answers[test] = st.session_state[self.field(test)] or ""

    def holds(self, suggestion: Suggestion) -> bool:
        """Whether a suggested code is chosen."""
        return code_of(suggestion) in self.codes[suggestion.dimension]

    def take(self, suggestion: Suggestion) -> None:
        """Choose a suggested code."""
        before = [] if suggestion.dimension == "relevance" else self.codes[suggestion.dimension]
        self.codes[suggestion.dimension] = [*before, code_of(suggestion)]

    def refuse(self, suggestion: Suggestion) -> None:
        """Put a suggestion aside, and the code too where it was chosen."""
        self.refused.append((suggestion.dimension, suggestion.code))
        self.codes[suggestion.dimension] = [code for code in self.codes[suggestion.dimension] if code != code_of(suggestion)]

    def field(self, part: str) -> str:
        """Where the browser's session keeps what a field shows."""
        return field_of(part, self.coder, self.session_id)

    def take_note(self) -> None:
        """The note as it stands in its field, which tells of no key."""
        self.note = st.session_state.get(self.field("note"), self.note)

    def problem(self, topics: Collection[str]) -> str:
        """Why it cannot be saved yet; empty when it can. ``topics``: those that may be given."""
        relevance = self.codes["relevance"]
        if not relevance:
            return "Choose first whether the session is about children."
        if relevance != ["no"] and not self.codes["pillar"]:
            return "Choose one to three pillars, or “Unclear”."
        broken = [(name, *rule) for name, codes in self.codes.items() for rule in broken_rules(name, codes, topics=topics)]
        if self.evidence not in v.EVIDENCE:
            broken.append(("evidence", self.evidence, v.EVIDENCE.one_of))
        return " ".join(f"{name.capitalize()}: “{value}” found; expected {expected}." for name, value, expected in broken)


def code_of(suggestion: Suggestion) -> str:
    """Code that a suggestion proposes."""
    return RELEVANCE_OF[suggestion.code] if suggestion.dimension == "relevance" else suggestion.code


def draft_for(workspace: Workspace, coder: str, session_id: str, *, has_text: bool) -> Draft:
    """The draft of a coder for a session; begun from what the coder saved before."""
    drafts: dict[tuple[str, str], Draft] = st.session_state.setdefault(DRAFTS, {})
    key = (coder, session_id)
    if key not in drafts:
        work = workspace.session_work(session_id, coder)
        codes = {dimension: list(work.codes.get(dimension, ())) if work else [] for dimension in DIMENSIONS}
        evidence = work.evidence if work else "description" if has_text else "title"
        drafts[key] = Draft(
            coder, session_id, codes, evidence, work.note if work else "", dict(work.revisions) if work else {},
            versions=dict(work.codebook_versions) if work else {}, given_before=frozenset(codes["topic"]),
            answers=dict(work.answers) if work else {},
        )  # fmt: skip
    return drafts[key]


def drop_draft(coder: str, session_id: str) -> None:
    """Forget a draft, so that the saved state is shown."""
    st.session_state.get(DRAFTS, {}).pop((coder, session_id), None)
    st.session_state.pop(field_of("note", coder, session_id), None)


def field_of(part: str, coder: str, session_id: str) -> str:
    """Name of a field of a coder's draft."""
    return f"{part}_{coder}_{session_id}"


LEFT, ALL = "Not coded by me", "All"


@dataclass(frozen=True)
class Queue:
    """Sessions of the filter in the order of the programme, and which of them the coder has done."""

    sessions: pd.DataFrame
    done: frozenset[str]

    @property
    def left(self) -> list[str]:
        """Sessions still to be coded."""
        return [key for key in self.sessions["session_id"] if key not in self.done]


def queue_of(view: View, workspace: Workspace, coder: str) -> Queue:
    """The coder's queue: a session is done when its relevance, and a pillar where it is about children, are saved."""
    own = workspace.codings(coder=coder)
    done = own.loc[(own["dimension"] == "relevance") & (own["codes"] != ""), "session_id"]
    sessions = by_time(view.data.sessions)
    return Queue(sessions, frozenset(done))


def draw_queue(queue: Queue, coder: str) -> str | None:
    """Progress and choice of the session; its id, or None when there is none."""
    n, n_done = len(queue.sessions), len(queue.sessions) - len(queue.left)
    if not n:
        st.info("No session in the filter: widen it in the sidebar.", icon=":material/filter_alt:")
        return None
    st.progress(n_done / n, f"{n_done} of {counted(n, 'session')} in the filter coded by {coder}")
    ids = queue.sessions["session_id"].tolist()
    current = page_value("session")
    if current not in ids:
        current = (queue.left or ids)[0]
    which, choice = st.columns([1, 3], vertical_alignment="bottom")
    shown = which.segmented_control("Show", [LEFT, ALL], key="queue_show", required=True, default=LEFT if queue.left else ALL)
    offered = ids if shown == ALL else [key for key in ids if key not in queue.done or key == current]
    names = dict(
        zip(
            ids,
            queue.sessions["code"].where(queue.sessions["code"] != "", queue.sessions["type"].astype(str))
            + ": "
            + queue.sessions["title"],
            strict=True,
        )
    )
    st.session_state["queue_session"] = current
    choice.selectbox(
        "Session", offered, key="queue_session", on_change=_go_to_chosen,
        format_func=lambda key: ("✓ " if key in queue.done else "") + names[key],
    )  # fmt: skip
    return current


def go_to(session_id: str) -> None:
    """Make a session the current one; it stands in the address."""
    set_page_values(session=[session_id] if session_id else [])


def _go_to_chosen() -> None:
    go_to(st.session_state["queue_session"])
