"""Code one session: facts, text, suggestions with their words, labels, note; save, undo, and what others said afterwards."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
import streamlit as st

from igfdata import vocabulary as v
from igfdata.code_rules import DIMENSIONS, labelled_codes, without_a_yes
from igfdata.codebook.dictionary import Match, Suggestion, context
from igfdata.dataset import Dataset
from igfdata.escaping import for_html, for_markdown
from igfdata.schema import version_order
from igfdata.vocabulary import NO_SOURCE
from igfdata.wording import counted, listed
from igfdata.workspace import Workspace
from pages.shared import messages
from pages.shared.coding.draft import RELEVANCE_OF, Draft, Queue, draft_for, draw_queue, queue_of
from pages.shared.coding.history import draw_attention
from pages.shared.coding.save_form import draw_all_codes, draw_save, draw_saved, is_saved, tell
from pages.shared.data_source import dictionary_of, text_of
from pages.shared.view import View
from pages.shared.widgets import give, is_going_on

MOST_PLACES = 3
"""Places in a text shown for one suggestion."""
SHORT = {"yes": "Yes", "partly": "Partly", "no": "No"}


def draw_form(view: View, workspace: Workspace, coder: str) -> None:
    """The next session of the coder's queue."""
    draw_attention(view, workspace, coder)
    tell(view)
    queue = queue_of(view, workspace, coder)
    session_id = draw_queue(queue, coder)
    if session_id is None:
        return
    row = queue.sessions.set_index("session_id").loc[session_id]
    text = text_of(workspace, row["meeting_id"], session_id)
    draft = draft_for(workspace, coder, session_id, has_text=bool(text))
    found = [
        suggestion
        for suggestion in dictionary_of(view.dataset).suggest(row["title"], text)
        if (suggestion.dimension, suggestion.code) not in draft.refused
    ]
    draw_saved(view, queue, draft)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _draw_subject(view, row, text)
        _draw_suggestions(found, view.dataset, draft, row["title"], text)
    with right:
        _draw_versions(view, draft)
        topics = _draw_labels(view, draft)
        draw_save(view, workspace, coder, queue, session_id, draft, topics)
    if not is_saved(draft):
        _draw_others(view, queue, session_id)


def _draw_subject(view: View, row: pd.Series, text: str) -> None:
    st.markdown(f"##### {for_markdown(row['title'])}")
    facts = [
        row["code"],
        v.SESSION_TYPES.label(row["type"]),
        view.dataset.meeting_label(row["meeting_id"]),
        str(row["day"]),
        row["format"],
        row["subtheme"],
    ]
    st.text(" · ".join(dict.fromkeys(filter(None, facts))))
    source = row["source_urls"].split(";")[0]
    if not source.startswith(NO_SOURCE):
        st.link_button("Source", source, icon=":material/open_in_new:", type="tertiary")
    if not text:
        st.caption("No text is stored for this session. Read it at its source, and say below what you read.")
        return
    with st.expander(f"Text ({counted(len(text.split()), 'word')}), codebook terms marked", icon=":material/article:"):
        st.html(_marked_html(text, dictionary_of(view.dataset).find(text)))


def _draw_suggestions(found: Sequence[Suggestion], dataset: Dataset, draft: Draft, title: str, text: str) -> None:
    """One line a suggestion: its code, the words that led to it in their place, accept and refuse."""
    st.markdown("##### Suggested by the dictionary")
    st.caption("Suggestions only: you decide. Pillars are never counted from words.")
    if not found:
        st.caption("No codebook terms found.")
    for suggestion in found:
        name = f"{draft.session_id}_{suggestion.dimension}_{suggestion.code}"
        words, accept, leave = st.columns([6, 1.3, 1.3], vertical_alignment="center")
        with words:
            st.html(_evidence_html(suggestion, _suggestion_label(suggestion, dataset), title, text))
        if draft.holds(suggestion):
            accept.markdown(":material/check: taken")
        else:
            accept.button("Accept", key=f"take_{name}", on_click=draft.take, args=(suggestion,))
        leave.button("Refuse", key=f"refuse_{name}", on_click=draft.refuse, args=(suggestion,), type="tertiary")


def _suggestion_label(suggestion: Suggestion, dataset: Dataset) -> str:
    """Label of the code that a suggestion proposes."""
    if suggestion.dimension == "pillar":
        return f"{v.PILLAR_CODES.label(suggestion.code)} (pillar, weak)"
    if suggestion.dimension == "relevance":
        return f"{v.RELEVANCE.label(RELEVANCE_OF[suggestion.code])}" + (
            " (youth: check the text)" if suggestion.is_weak else ""
        )
    return dataset.topic_labels.get(suggestion.code, suggestion.code)


def _evidence_html(suggestion: Suggestion, label: str, title: str, text: str) -> str:
    """A suggestion and the places that led to it; everything from data is escaped, only the marks are ours."""
    places = []
    for source, match in suggestion.evidence[:MOST_PLACES]:
        before, words, after = context(title if source == "title" else text, match, width=45)
        places.append(f"{source}: {for_html(before)}<mark>{for_html(words)}</mark>{for_html(after)}")
    more = len(suggestion.evidence) - MOST_PLACES
    rest = f" and {more} more" if more > 0 else ""
    return f"<strong>{for_html(label)}</strong><br><small>{'<br>'.join(places)}{rest}</small>"


def _marked_html(text: str, matches: Iterable[Match]) -> str:
    """A text with the matched words marked; everything else escaped, line breaks kept."""
    parts, end = [], 0
    for match in sorted(matches, key=lambda match: match.start):
        if match.start < end:
            continue
        parts += [for_html(text[end : match.start]), f"<mark>{for_html(match.matched_text)}</mark>"]
        end = match.end
    return f'<div class="source-text">{"".join(parts)}{for_html(text[end:])}</div>'


def _draw_versions(view: View, draft: Draft) -> None:
    """Say that saved codes were given by another version of the codebook, and what changed in their topics."""
    now = view.dataset.codebook_version
    earlier = sorted({version for version in draft.versions.values() if version and version != now}, key=version_order)
    if not earlier:
        return
    log = view.dataset.codebook_changes
    later = log[[version_order(version) > version_order(earlier[0]) for version in log["version"]]]
    changed = [view.dataset.topic_labels.get(key, key) for key in draft.codes["topic"] if key in set(later["topic"])]
    st.info(
        f"You coded this session with codebook {for_markdown(listed(earlier))}; the current version is {for_markdown(now)}. "
        + (
            f"Changed since then: {for_markdown(listed(changed))}."
            if changed
            else "None of your topics has changed since then."
        ),
        icon=":material/history:",
    )


def _draw_labels(view: View, draft: Draft) -> list[str]:
    """The labels; every widget shows the draft and writes it back at once. Returns the topics that may be given.

    Where the server is gone on which they were chosen, the draft takes what the browser brings along.
    """
    state = st.session_state
    draft.take_note()
    names = {part: draft.field(part) for part in (*DIMENSIONS, "evidence", "note")}
    shown = {
        "pillar": list(draft.codes["pillar"]), "topic": list(draft.codes["topic"]), "evidence": draft.evidence, "note": draft.note,
        "relevance": draft.codes["relevance"][0] if draft.codes["relevance"] else None,
    }  # fmt: skip
    brings, saved = is_going_on(), {name: list(codes) for name, codes in draft.codes.items()}
    if not brings:
        for part, value in shown.items():
            give(names[part], value)

    def write() -> None:
        draft.codes["pillar"], draft.codes["topic"] = list(state[names["pillar"]]), list(state[names["topic"]])
        draft.codes["relevance"] = [state[names["relevance"]]] if state[names["relevance"]] else []
        draft.evidence = state[names["evidence"]]

    codebook = view.dataset.codebook
    in_use = codebook[(codebook["retired"] == "") | codebook["topic"].isin(draft.given_before)]
    topics = dict(zip(in_use["topic"], in_use["label"], strict=True))
    st.segmented_control(
        "Is it about children?", _with_stored(v.RELEVANCE, draft.codes["relevance"]), format_func=lambda key: SHORT.get(key, key),
        key=names["relevance"], on_change=write, default=shown["relevance"] if brings else None,
    )  # fmt: skip
    st.multiselect(
        "Rights pillars, the leading one first", _with_stored(v.PILLAR_CODES, draft.codes["pillar"]),
        format_func=v.PILLAR_CODES.label, key=names["pillar"], on_change=write, default=shown["pillar"] if brings else None,
        help="One to three, or “Unclear” alone. Put the most important one first.",
    )  # fmt: skip
    if brings:
        draft.codes["pillar"] = list(state[names["pillar"]])
    _draw_tests(draft)
    st.multiselect(
        "Topics", _with_stored(topics, draft.codes["topic"]), format_func=lambda key: topics.get(key, f"{key} (not in the codebook)"),
        key=names["topic"], on_change=write, placeholder="Type to search", default=shown["topic"] if brings else None,
    )  # fmt: skip
    read = _with_stored(v.EVIDENCE, [draft.evidence])
    st.selectbox(
        "What did you read?", read, format_func=v.EVIDENCE.label, key=names["evidence"], on_change=write,
        index=read.index(draft.evidence) if brings else 0,
    )  # fmt: skip
    # Each key is kept without a run, so that a save by keyboard has the note whole.
    st.text_input(
        "Note", str(shown["note"]) if brings else "", key=names["note"], max_chars=500, placeholder="optional", live="0s",
        on_change="ignore",
    )  # fmt: skip
    if brings:
        write()
        draft.take_note()
        _tell_difference(view, saved, draft)
    return list(topics)


def _tell_difference(view: View, saved: Mapping[str, list[str]], draft: Draft) -> None:
    """Show what is saved for these initials where the form that the browser brought along differs: it may be newer."""
    differs = [name for name, codes in draft.codes.items() if draft.revisions and codes != saved[name]]
    topics = view.dataset.topic_labels
    if differs:
        st.warning(
            "The form differs from what is saved. Saving replaces it; the history keeps both.", icon=":material/difference:"
        )
        messages.draw_both(
            {
                name: (labelled_codes(name, saved[name], topics), labelled_codes(name, draft.codes[name], topics))
                for name in differs
            }
        )


def _draw_tests(draft: Draft) -> None:
    """The questions of the rule of each chosen pillar; a pillar without a yes is told, and can be saved."""
    for pillar in draft.codes["pillar"]:
        for test in v.TESTS_OF.get(pillar, ()):
            brings, answer = is_going_on(), draft.answers.get(test) or None
            if not brings:
                give(draft.field(test), answer)
            st.segmented_control(
                f"{v.PILLARS.label(pillar)}: {v.TESTS[test].description}", list(v.ANSWERS), format_func=v.ANSWERS.label,
                key=draft.field(test), on_change=draft.answer, args=(test,), default=answer if brings else None,
            )  # fmt: skip
            if brings:
                draft.answer(test)
    doubtful = without_a_yes(draft.codes["pillar"], draft.work.answers)
    answered = [pillar for pillar in doubtful if any(draft.answers.get(test) for test in v.TESTS_OF[pillar])]
    asked = [pillar for pillar in doubtful if pillar not in answered]
    if answered:
        st.warning(
            f"{_names(answered)}: no question of the rule is answered “Yes”. Check the pillar. You can still save.",
            icon=":material/help:",
        )
    if asked:
        st.info(
            f"{_names(asked)}: answer the questions of the rule. You can also save without answers.", icon=":material/help:"
        )


def _names(pillars: Iterable[str]) -> str:
    return listed([v.PILLARS.label(pillar) for pillar in pillars])


def _with_stored(allowed: Iterable[str], stored: Iterable[str]) -> list[str]:
    """What may be chosen, and what is stored although it may not, so that it can be seen and taken out."""
    return list(dict.fromkeys([*allowed, *stored]))


def _draw_others(view: View, queue: Queue, session_id: str) -> None:
    """Blind: what others said is shown only after the coder's own codes are saved."""
    if session_id not in queue.done:
        st.caption("Codes of others are shown here after you have saved your own.", help="This keeps the coders independent.")
        return
    with st.expander("All codes of this session", icon=":material/groups:"):
        draw_all_codes(view, session_id)
