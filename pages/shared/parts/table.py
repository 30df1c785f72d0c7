"""Tables with column names for people, lists of sessions, and what they give to download."""

from collections.abc import Callable, Mapping
from urllib.parse import quote, urlencode

import pandas as pd
import streamlit as st

from igfdata import vocabulary as v
from igfdata.code_rules import labelled_answers
from igfdata.dataset import Dataset, by_time
from igfdata.escaping import for_html
from igfdata.files import frame_text
from igfdata.selection import coder_label
from igfdata.vocabulary import NO_SOURCE
from igfdata.wording import clock_time
from pages.shared.filter import address_of_filter, selection_words

TITLE = st.column_config.LinkColumn(
    display_text=r"#(.*)$", width="large", help="Opens the session: its codes, groups and links"
)
"""A column of :func:`session_links`: the title is the link."""

SESSION_COLUMNS = {
    "Title": TITLE,
    "Source": st.column_config.LinkColumn(display_text="open", help="First source of the row"),
    "session_id": None,
}

OF_CODES = ("Pillars", "Topics", "Coded by")
"""Columns that a table of sessions has only where one of them is coded."""

MOST_LISTED = 60
"""Sessions that are drawn as a list; more are a table."""


def session_table(sessions: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Sessions for people: labels instead of keys, pillars and topics that count, the first source."""
    pillars = _joined(dataset.session_pillars, "pillar", v.PILLAR_CODES.label)
    topics = _joined(dataset.session_topics, "topic", lambda key: dataset.topic_labels[key])
    ids = sessions["session_id"]
    return pd.DataFrame(
        {
            "Session": sessions["code"].where(sessions["code"] != "", sessions["type"].astype(str)),
            "Title": sessions["title"],
            "Meeting": [dataset.meeting_label(key) for key in sessions["meeting_id"]],
            "Day": sessions["day"].astype(str),
            "Start": sessions["start"].map(clock_time),
            "Status": [v.STATUS.label(key) for key in sessions["status"]],
            "About children": [v.RELEVANCE.label(key) for key in sessions["child_rights"]],
            "Pillars": ids.map(pillars).astype(object).fillna(v.NOT_CODED),
            "Topics": ids.map(topics).astype(object).fillna(v.NOT_CODED),
            "Coded by": ids.map(_coded_by(dataset)).astype(object).fillna(""),
            "Source": sessions["source_urls"]
            .str.split(";")
            .str[0]
            .where(~sessions["source_urls"].str.startswith(NO_SOURCE), None),
            "session_id": ids,
        }
    )


def session_links(sessions: pd.DataFrame) -> list[str]:
    """Addresses of sessions within the filter; each ends in the title, which is what the column :data:`TITLE` shows."""
    query = urlencode(address_of_filter(), doseq=True)
    return [
        f"Sessions?{urlencode({'session': key})}&{query}#{quote(title, safe='')}"
        for key, title in zip(sessions["session_id"], sessions["title"], strict=True)
    ]


def _coded_by(dataset: Dataset) -> pd.Series:
    """Session → who gave the codes that count, from what text, by which codebook."""
    columns = ["session_id", "coder", "evidence", "codebook_version"]
    codes = pd.concat([dataset.session_pillars[columns], dataset.session_topics[columns]]).drop_duplicates()
    said = (
        codes["coder"].map(coder_label)
        + ", "
        + codes["evidence"].astype(str)
        + ", codebook "
        + codes["codebook_version"].astype(str)
    )
    return said.groupby(codes["session_id"]).agg(lambda told: "; ".join(dict.fromkeys(told)))


def pillar_dots(pillars: set[str]) -> str:
    """Three dots in the order of the pillars, filled where the session touches one; in words for who cannot see them."""
    if not pillars:
        return '<span class="dots"></span>'  # not coded: three empty dots would say that it touches none
    words = ", ".join(v.PILLARS.label(key).lower() for key in v.PILLARS if key in pillars) or "no pillar"
    dots = "".join(f'<i class="{key if key in pillars else "none"}"></i>' for key in v.PILLARS)
    return f'<span class="dots" role="img" aria-label="{words}">{dots}</span>'


def session_list(
    sessions: pd.DataFrame,
    dataset: Dataset,
    *,
    notes: Mapping[str, str] | None = None,
    sources: Mapping[str, str] | None = None,
) -> str:
    """Write sessions as an HTML list; everything from data is escaped.

    Parameters
    ----------
    dataset
        The part whose pillar codes count.
    notes
        Session → what to say below it, in place of its type and room.
    sources
        Session → address of the source that says so.
    """
    codes = dataset.session_pillars[dataset.session_pillars["session_id"].isin(sessions["session_id"])]
    pillars = {str(key): set(values.astype(str)) for key, values in codes.groupby("session_id", observed=True)["pillar"]}
    several = sessions["meeting_id"].nunique() > 1
    sessions = by_time(sessions.reset_index(drop=True))
    rows = []
    for row, link in zip(sessions.itertuples(), session_links(sessions), strict=True):
        end = clock_time(row.end)
        hour = f"{clock_time(row.start)}{'–' + end if end else ''}" if row.start else "no time"
        when = f"{dataset.meeting_label(row.meeting_id)}, {row.day}" if several else str(row.day)
        about = (notes or {}).get(row.session_id) or " · ".join(
            filter(
                None,
                (
                    row.code,
                    v.SESSION_TYPES.label(row.type) if not row.code else "",
                    row.room,
                    v.RELEVANCE.label(row.child_rights),
                ),
            )
        )
        source = (sources or {}).get(row.session_id)
        read = f' <a href="{for_html(source)}" target="_blank" rel="noopener">Source</a>' if source else ""
        rows.append(
            f'<li><span class="when"><span>{for_html(when)}</span> <span>{for_html(hour)}</span></span>{pillar_dots(pillars.get(row.session_id, set()))}'
            f'<span class="what"><a href="{for_html(link)}" target="_self">{for_html(row.title)}</a><br><small>{for_html(about)}{read}</small></span></li>'
        )
    return f'<ul class="sessions">{"".join(rows)}</ul>'


def download(frame: pd.DataFrame, name: str, label: str = "CSV", *, is_selected: bool = True, only: str = "") -> None:
    """A download of a frame, written only on the click.

    Parameters
    ----------
    is_selected
        Whether the frame depends on the filter: then its file name says the selection, and a last column the selection and the data.
    only
        Which of the selected rows these are, in words; empty: all.
    """
    stem, sentence = selection_words()
    sentence = f"{sentence} {only}".strip()
    file = f"{stem}-{name}.csv" if is_selected else f"{name}.csv"

    def written() -> str:
        return frame_text(frame.assign(selection=sentence) if is_selected else frame)

    st.download_button(label, written, file, "text/csv", icon=":material/download:", on_click="ignore", key=f"csv_{name}")


def _joined(codes: pd.DataFrame, column: str, label: Callable[[str], str]) -> pd.Series:
    ordered = codes.sort_values("rank") if "rank" in codes else codes
    return ordered.groupby("session_id")[column].agg(lambda values: ", ".join(label(value) for value in values))


def persons_table(persons: pd.DataFrame) -> pd.DataFrame:
    """Persons by role and group, labels instead of keys; no names are kept anywhere."""
    columns = {
        "Role": ("role", v.ROLES), "Stakeholder group": ("stakeholder_group", v.STAKEHOLDER_GROUPS),
        "Regional group": ("regional_group", v.REGIONAL_GROUPS), "Basis": ("basis", v.BASIS),
    }  # fmt: skip
    return pd.DataFrame(
        {
            name: persons[column].astype(object).map(vocabulary.label, na_action="ignore").astype(object).fillna(v.UNKNOWN)
            for name, (column, vocabulary) in columns.items()
        }
    )


def codes_table(session_id: str, dataset: Dataset) -> pd.DataFrame:
    """Codes of a session: one row a code, one column a coder, with rank and what was read."""
    parts = []
    for kind, codes, label in (
        ("Pillar", dataset.session_pillars.rename(columns={"pillar": "code"}), v.PILLAR_CODES.label),
        ("Topic", dataset.session_topics.rename(columns={"topic": "code"}), dataset.topic_labels.get),
    ):
        rows = codes[codes["session_id"] == session_id]
        ranks = rows["rank"] if "rank" in rows else [None] * len(rows)
        told = rows["answers"] if "answers" in rows else pd.Series("", index=rows.index, dtype="str")
        answers = told.map(lambda cell: f". {labelled_answers(cell)}" if cell else "")
        rank = pd.Series(["" if pd.isna(number) else f"{number}, " for number in ranks], index=rows.index, dtype="str")
        parts.append(
            pd.DataFrame(
                {
                    "": kind,
                    "Code": rows["code"].astype(str).map(label),
                    "coder": rows["coder"],
                    "read": rank
                    + rows["evidence"].astype(str)
                    + ", codebook "
                    + rows["codebook_version"].astype(str)
                    + answers,
                }
            )
        )
    table = pd.concat(parts, ignore_index=True)
    if table.empty:
        return table
    wide = table.pivot_table(index=["", "Code"], columns="coder", values="read", aggfunc="first", sort=False).fillna("")
    return wide.rename(columns=coder_label).reset_index()
