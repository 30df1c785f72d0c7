"""What a coder is about to save for a session; kept while the browser's session lasts."""

from collections.abc import Collection
from dataclasses import dataclass, field

import streamlit as st

from igfdata import vocabulary as v
from igfdata.code_rules import broken_rules
from igfdata.codebook.dictionary import Suggestion
from igfdata.workspace import Workspace
from igfdata.workspace.session_codes import SessionWork
from pages.shared.coding.evidence import RELEVANCE_OF

DRAFTS = "coding_drafts"
DIMENSIONS = ("pillar", "topic", "relevance")


@dataclass
class Draft:
    """What a coder is about to save for a session; kept while the browser's session lasts.

    ``revisions`` and ``versions`` (of the codebook) by dimension are those of what was saved when the draft began;
    ``given_before`` are the topics that were given then, which may stay although they are retired by now.
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

    @property
    def work(self) -> SessionWork:
        """The draft as the workspace takes it."""
        codes = {name: tuple(values) for name, values in self.codes.items()}
        return SessionWork(codes, self.evidence, self.note)

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

    def fault(self, topics: Collection[str]) -> str:
        """Why it cannot be saved yet; empty when it can. ``topics``: those that may be given."""
        relevance = self.codes["relevance"]
        if not relevance:
            return "Choose first whether the session is about children."
        if relevance != ["no"] and not self.codes["pillar"]:
            return "Choose one to three pillars, or “Unclear”."
        broken = [(name, *rule) for name, codes in self.codes.items() for rule in broken_rules(name, codes, topics=topics)]
        if self.evidence not in v.EVIDENCE:
            broken.append(("evidence", self.evidence, f"one of: {', '.join(v.EVIDENCE)}"))
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
        )  # fmt: skip
    return drafts[key]


def drop_draft(coder: str, session_id: str) -> None:
    """Forget a draft, so that the saved state is shown."""
    st.session_state.get(DRAFTS, {}).pop((coder, session_id), None)
    st.session_state.pop(field_of("note", coder, session_id), None)


def field_of(part: str, coder: str, session_id: str) -> str:
    """Name of a field of a coder's draft."""
    return f"{part}_{coder}_{session_id}"
