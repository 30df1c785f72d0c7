"""Suggestions of the dictionary for one session: which codes, because of which words; and the text with these words marked."""

from collections.abc import Callable, Iterable

import pandas as pd
import streamlit as st

from igfdata import vocabulary as v
from igfdata.codebook.dictionary import Dictionary, Match, Suggestion, context
from igfdata.dataset import Dataset
from igfdata.escaping import for_html
from igfdata.memory import remembered
from igfdata.workspace import Workspace

MOST_PLACES = 3
"""Places shown for one suggestion."""
RELEVANCE_OF = {"child": "yes", "youth": "partly"}


@remembered
def dictionary_of(dataset: Dataset) -> Dictionary:
    """The dictionary of the current codebook."""
    return Dictionary.from_codebook(dataset.codebook_rows)


def suggestions_for(dataset: Dataset, title: str, text: str) -> list[Suggestion]:
    """What the words of a session suggest."""
    return dictionary_of(dataset).suggest(title, text)


def text_of(workspace: Workspace, meeting_id: str, session_id: str) -> str:
    """Description, report and transcript of a session, as far as the workspace has them."""
    texts = _texts(workspace.address, workspace.state, meeting_id, workspace)
    rows = texts[texts["session_id"] == session_id]
    return "\n\n".join(rows["text"])


@st.cache_resource(show_spinner=False, max_entries=2)
def _texts(address: str, state: str, meeting_id: str, _workspace: Workspace) -> pd.DataFrame:
    return _workspace.texts(meeting_id)


def suggestion_label(suggestion: Suggestion, dataset: Dataset) -> str:
    """Label of the code that a suggestion proposes."""
    if suggestion.dimension == "pillar":
        return f"{v.PILLAR_CODES.label(suggestion.code)} (pillar, weak)"
    if suggestion.dimension == "relevance":
        return f"{v.RELEVANCE.label(RELEVANCE_OF[suggestion.code])}" + (
            " (youth: check the text)" if suggestion.is_weak else ""
        )
    return dataset.topic_labels.get(suggestion.code, suggestion.code)


def draw_suggestions(
    suggestions: Iterable[Suggestion], dataset: Dataset, title: str, text: str, *,
    is_taken: Callable[[Suggestion], bool], take: Callable[[Suggestion], None], refuse: Callable[[Suggestion], None], key: str,
) -> None:  # fmt: skip
    """One line a suggestion: its code, the words that led to it in their place, accept and refuse."""
    for suggestion in suggestions:
        name = f"{key}_{suggestion.dimension}_{suggestion.code}"
        words, accept, leave = st.columns([6, 1.3, 1.3], vertical_alignment="center")
        with words:
            st.html(evidence_html(suggestion, suggestion_label(suggestion, dataset), title, text))
        if is_taken(suggestion):
            accept.markdown(":material/check: taken")
        else:
            accept.button("Accept", key=f"take_{name}", on_click=take, args=(suggestion,))
        leave.button("Refuse", key=f"refuse_{name}", on_click=refuse, args=(suggestion,), type="tertiary")


def evidence_html(suggestion: Suggestion, label: str, title: str, text: str) -> str:
    """A suggestion and the places that led to it; everything from data is escaped, only the marks are ours."""
    places = []
    for source, match in suggestion.evidence[:MOST_PLACES]:
        before, words, after = context(title if source == "title" else text, match, width=45)
        places.append(f"{source}: {for_html(before)}<mark>{for_html(words)}</mark>{for_html(after)}")
    more = len(suggestion.evidence) - MOST_PLACES
    rest = f" and {more} more" if more > 0 else ""
    return f"<strong>{for_html(label)}</strong><br><small>{'<br>'.join(places)}{rest}</small>"


def marked_html(text: str, matches: Iterable[Match]) -> str:
    """A text with the matched words marked; everything else escaped, line breaks kept."""
    parts, end = [], 0
    for match in sorted(matches, key=lambda match: match.start):
        if match.start < end:
            continue
        parts += [for_html(text[end : match.start]), f"<mark>{for_html(match.matched_text)}</mark>"]
        end = match.end
    return f'<div class="source-text">{"".join(parts)}{for_html(text[end:])}</div>'
