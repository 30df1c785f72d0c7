"""The page of one session, at its own address; and the links that sources state between sessions."""

from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from igfdata import vocabulary as v
from igfdata.briefing.slides.who_goes import minutes_text
from igfdata.charts.sessions import day_timeline
from igfdata.code_rules import labelled_codes
from igfdata.dataset import Dataset
from igfdata.escaping import for_html, for_markdown
from igfdata.findings.passport import agreement_of, by_coder
from igfdata.findings.topic_titles import nearby_title
from igfdata.measures.clashes import certain_clashes, clashes_of, neighbours, ours_that_day
from igfdata.names import group_name, session_day
from igfdata.selection import codes_in_effect
from igfdata.vocabulary import NO_SOURCE
from igfdata.wording import capital, clock_time, counted, listed
from pages.shared.page_address import set_page_values
from pages.shared.parts.chart_card import chart_card, table_card
from pages.shared.parts.session_lists import list_card
from pages.shared.parts.table import codes_table, download, persons_table, session_links, session_list, session_table
from pages.shared.view import View

MOST_AT_ONCE = 20
"""Sessions at the same time that the page of a session lists."""

MOST_NEARBY = 12
"""Sessions of a day in the timeline of one: those nearest in time."""

TIMELINE = "This session in bold, among the child-related sessions of its day. Venue time. Click a session to open it."

HEADS = {"before": "Before", "same": "At the same time", "after": "After"}
NEAR = {
    ("follows_directly", "before"): "Directly before this session.",
    ("follows_directly", "after"): "Directly after this session.",
    ("continues", "before"): "Its debate goes on in this session.",
    ("continues", "after"): "The debate of this session goes on here.",
    ("concurrent", "same"): "At the same time, as a source says.",
    ("nearest", "before"): "The last child-related session before it that day.",
    ("nearest", "after"): "The next child-related session that day.",
}
"""What a source or the programme says about a session and another one, by where that stands."""

NONE_KNOWN, NO_HOUR = "None known.", "No overlap is certain: the hour of this session is not known."

ORDER = {1: "First.", 2: "Second.", 3: "Third."}
"""Rank of a pillar, in words."""


def session_title(dataset: Dataset, session_id: str) -> str:
    """Title of a session; empty where there is none."""
    titles = dataset.sessions.loc[dataset.sessions["session_id"] == session_id, "title"]
    return "" if titles.empty else str(titles.iloc[0])


def draw_session(view: View, session_id: str) -> None:
    """Draw one session: when and where, what it was about and who said so, what ran before and after, who spoke, and its sources."""
    dataset = view.dataset
    rows = dataset.sessions[dataset.sessions["session_id"] == session_id]
    if rows.empty:
        st.warning(
            "There is no session with this key in the data. It was ignored: choose one from the table.",
            icon=":material/link_off:",
        )
        return
    row = rows.iloc[0]
    with st.container(key="evidence"):
        st.html(f'<p class="evidence">{for_html(_in_one_line(row, dataset))}</p>')
    st.html(_facts(row, dataset))
    left, right = st.columns([3, 2], gap="medium")
    with left.container(border=True, key="session_topics", height="stretch"):
        _draw_topics(session_id, view)
    with right.container(border=True, key="session_pillars", height="stretch"):
        _draw_pillars(session_id, view)
    pairs = _overlaps(view, session_id)
    _draw_timeline(view, session_id, pairs)
    with st.container(border=True, key="session_near"):
        _draw_near(view, row, pairs)
    left, right = st.columns(2, gap="medium")
    with left.container(border=True, key="session_people", height="stretch"):
        _draw_groups(session_id, dataset)
    with right.container(border=True, key="session_sources", height="stretch"):
        _draw_sources(row)
    st.caption(f"Groups only, no names. {for_markdown(dataset.data_state((row['meeting_id'],)))}")


def back_button() -> None:
    """Draw the way back to all sessions; it stands above the title."""
    st.button("All sessions", icon=":material/arrow_back:", type="tertiary", on_click=_leave)


def _leave() -> None:
    set_page_values(session=[])


def _in_one_line(row: pd.Series, dataset: Dataset) -> str:
    """Say what kind of session it is: type, number, status, and whether it is about children."""
    name = " ".join(filter(None, (v.SESSION_TYPES.label(row["type"]), row["code"])))
    told = [f"{v.RELEVANCE.label(row['child_rights'])}", v.STATUS.label(row["status"]).lower(), row["format"].lower()]
    return f"{name}, {dataset.meeting_label(row['meeting_id'])}. {', '.join(filter(None, told))}."


def _facts(row: pd.Series, dataset: Dataset) -> str:
    """Date, hour, length and room side by side, each with what is not known said so; then what else the source says."""
    start, end = clock_time(row["start"]), clock_time(row["end"])
    hour = f"{start}–{end}" if start and end else f"{start}, end not known" if start else "Hour not known"
    meeting = dataset.meetings.set_index("meeting_id").loc[row["meeting_id"]]
    date = "Date not known" if pd.isna(row["date"]) else f"{row['date']:%A} {row['date'].day} {row['date']:%B %Y}"
    cells = [
        (date, f"{row['day']}, {meeting['city']}".strip(", ")),
        (hour, "Time at the venue" if start else ""),
        ("Length not known" if pd.isna(row["hours"]) else f"{60 * row['hours']:.0f} minutes", ""),
        (row["room"] or "Room not known", row["subtheme"]),
    ]  # fmt: skip
    boxes = "".join(f"<div><b>{for_html(head)}</b><small>{for_html(below)}</small></div>" for head, below in cells)
    more = [("SDGs", row["sdgs"].replace(";", ", ")), ("Note", row["note"])]
    rest = "".join(f"<p><b>{name}:</b> {for_html(text)}</p>" for name, text in more if text)
    return f'<div class="facts">{boxes}</div>{rest}'


def _draw_topics(session_id: str, view: View) -> None:
    """Draw topics by who gave them: both coders, or one alone; the table tells what each read."""
    st.markdown("#### What it was about")
    table = codes_table(session_id, view.dataset)
    topics = table[table[""] == "Topic"] if len(table) else table
    if topics.empty:
        st.caption("No topic is coded yet.")
        return
    coders = [name for name in topics.columns if name not in ("", "Code") and (topics[name] != "").any()]
    given = topics.set_index("Code")[coders] != ""
    parts = []
    if len(coders) > 1:
        shared = given.index[given.all(axis=1)]
        parts.append((f"{listed(coders)} ({len(shared)})", shared, "both"))
    for coder in coders:
        alone = given.index[given[coder] & (given.sum(axis=1) == 1)] if len(coders) > 1 else given.index
        parts.append((f"{'Only ' if len(coders) > 1 else ''}{coder} ({len(alone)})", alone, "one"))
    chips = "".join(
        f'<p class="by">{for_html(head)}</p><p class="chips">{"".join(f"<span class={kind}>{for_html(str(topic))}</span>" for topic in some)}</p>'
        for head, some, kind in parts if len(some)
    )  # fmt: skip
    st.html(chips)
    table_card("session_codes", table, alt="Codes of the session with coder and evidence", label="What each coder read")


def _draw_pillars(session_id: str, view: View) -> None:
    """Draw the three pillars: which count, in which order of weight, and which coder saw them; then the decision, if any."""
    st.markdown("#### Rights pillars")
    codes = view.dataset.session_pillars
    codes = codes[codes["session_id"] == session_id]
    if codes.empty:
        st.caption("No pillar is coded yet.")
        return
    effect = codes_in_effect(codes, view.selection.coder)
    rows = []
    for pillar in v.PILLARS:
        now, by = effect[effect["pillar"] == pillar], codes.loc[codes["pillar"] == pillar, "coder"].astype(str).tolist()
        said = f"{listed(map(by_coder, by))}." if by else "No coder gave it."
        weight = (
            f"{ORDER.get(int(now['rank'].iloc[0]), '')} "
            if len(now) and len(effect) > 1 and pd.notna(now["rank"].iloc[0])
            else ""
        )
        rows.append(
            f'<li><i class="{pillar if len(now) else "none"}"></i><div><b>{v.PILLARS.label(pillar)}</b><br>'
            f"<small>{weight}{for_html(capital(said))}</small></div></li>"
        )
    if (effect["pillar"] == "unclear").any():
        rows.append('<li><i class="none"></i><div><b>Unclear</b><br><small>The text does not say.</small></div></li>')
    st.html(f'<ul class="pillars">{"".join(rows)}</ul>')

    def named(codes: str) -> str:
        return labelled_codes("pillar", codes, topics={}).replace(" > ", ", then ").lower()

    for decision in view.dataset.decisions[view.dataset.decisions["session_id"] == session_id].itertuples():
        st.markdown(
            f"> **Decision: {for_markdown(named(decision.decision))}.** {for_markdown(decision.reason.rstrip('. '))}.  \n"
            f"> A: {for_markdown(named(decision.code_a))}. B: {for_markdown(named(decision.code_b))}."
        )
    st.caption(for_markdown(agreement_of(view.dataset, tuple(v.PILLARS))))


def _draw_groups(session_id: str, dataset: Dataset) -> None:
    """Draw one dot for each person listed, by group: speakers filled, others as rings."""
    people = dataset.participants[dataset.participants["session_id"] == session_id]
    st.markdown(f"#### {counted(len(people), 'person', 'people')} listed")
    if people.empty:
        st.caption("No source lists anyone.")
        return
    groups = people["stakeholder_group"].astype(object).fillna(v.UNKNOWN)
    rows = []
    for group, some in people.groupby(groups, sort=False):
        dots = "".join(
            f'<i class="{"speaker" if role == "speaker" else "other"}" title="{for_html(v.ROLES.label(str(role)))}">{"?" if basis == "inferred" else ""}</i>'
            for role, basis in zip(some["role"], some["basis"], strict=True)
        )
        label = group_name("stakeholder_group", group)
        rows.append((len(some), f"<li><span>{for_html(label)}</span><span class=people>{dots}</span><b>{len(some)}</b></li>"))
    html = "".join(row for _, row in sorted(rows, key=lambda row: -row[0]))
    st.html(
        f'<ul class="groups">{html}</ul><p class="by">Filled: speaker. Ring: another role. ?: the group is inferred, not stated.</p>'
    )
    table = persons_table(people).value_counts(sort=False, dropna=False).rename("n").reset_index()
    table_card("session_people", table, alt="People by role and group")


def _overlaps(view: View, session_id: str) -> pd.DataFrame:
    """Give the sessions at the same time with ``other`` and its ``relevance``, those about children first."""
    pairs = clashes_of(view.whole, session_id)
    pairs["other"] = pairs["session_y"].where(pairs["session_x"] == session_id, pairs["session_x"])
    relevance = view.dataset.sessions.set_index("session_id")["child_rights"]
    pairs["relevance"] = relevance.loc[pairs["other"]].array
    return pairs.sort_values("relevance", kind="stable")


def _draw_timeline(view: View, session_id: str, pairs: pd.DataFrame) -> None:
    """Draw the session among the child-related sessions of its day, where there are some with a time."""
    on_day = ours_that_day(view.whole, session_id)
    if len(on_day) < 2:
        return
    ours = pairs[pairs["other"].isin(on_day["session_id"])]
    starts = on_day.set_index("session_id")["starts_at"]
    is_certain = ~ours["is_assumed"] | (ours["other"].map(starts) == starts[session_id])
    title = nearby_title(int(is_certain.sum()), len(ours))
    start = on_day["starts_at"] - starts[session_id]
    part = on_day.loc[start.abs().sort_values(kind="stable").index[:MOST_NEARBY]]
    chart_card(
        view, f"nearby_{session_id}", day_timeline(part, clashing=certain_clashes(view.whole), here=session_id),
        title=title, subtitle=TIMELINE,
        alt="; ".join(f"{clock_time(one.start)} {one.title}" for one in part.sort_values("starts_at").itertuples()),
        card=list_card(part["session_id"].tolist(), f"{title}."), table=lambda: session_table(part, view.whole).drop(columns="session_id"),
    )  # fmt: skip


def _draw_near(view: View, row: pd.Series, pairs: pd.DataFrame) -> None:
    """Draw what ran before, at the same time and after: what sources link, what overlaps, and the nearest of our sessions that day."""
    st.markdown("#### Before, at the same time, after")
    key = str(row["session_id"])
    near: dict[str, dict[str, str]] = {"before": {}, "same": {}, "after": {}}
    links = view.dataset.session_links
    links = links[(links["from_session_id"] == key) | (links["to_session_id"] == key)]
    sources: dict[str, str] = {}
    for link in links.itertuples(index=False):
        place = "same" if link.relation == "concurrent" else "before" if link.to_session_id == key else "after"
        other = str(link.from_session_id if link.to_session_id == key else link.to_session_id)
        near[place][other] = NEAR[str(link.relation), place]
        sources[other] = link.source_url
    for place, other in zip(("before", "after"), neighbours(view.whole, key), strict=True):
        if other:
            near[place].setdefault(other, NEAR["nearest", place])
    for pair in pairs.head(MOST_AT_ONCE).itertuples():
        near["same"][pair.other] = f"{minutes_text(pair)} at the same time · {v.RELEVANCE.label(pair.relevance)}"
    none = {"before": NONE_KNOWN, "same": NONE_KNOWN if row["start"] else NO_HOUR, "after": NONE_KNOWN}
    for column, (place, found) in zip(st.columns(3, gap="medium"), near.items(), strict=True):
        with column:
            st.markdown(f"**{HEADS[place]}**")
            if not found:
                st.caption(none[place])
                continue
            sessions = view.dataset.sessions[view.dataset.sessions["session_id"].isin(list(found))]
            is_ours = sessions["child_rights"].isin(["yes", "partly"])
            of_found = {key: sources[key] for key in found if key in sources}
            for some in (sessions[is_ours], sessions[~is_ours]):  # each by time, the child-related ones first
                if len(some):
                    st.html(session_list(some, view.whole, notes=found, sources=of_found))
            if place == "same" and len(pairs) > MOST_AT_ONCE:
                st.caption(f"And {counted(len(pairs) - MOST_AT_ONCE, 'more session')} at the same time.")


def _draw_sources(row: pd.Series) -> None:
    st.markdown("#### Sources")
    urls = [url for url in row["source_urls"].split(";") if not url.startswith(NO_SOURCE)]
    if not urls:
        st.caption("The imported file names no source for this session.")
    rows = []
    for url in urls:
        parts = urlsplit(url)
        path = f"{parts.path}{'?' if parts.query else ''}{parts.query}".strip("/")
        rows.append(
            f'<li><a href="{for_html(url)}" target="_blank" rel="noopener">{for_html((parts.hostname or url).removeprefix("www."))}</a>'
            f"<small>{for_html(path)}</small></li>"
        )
    if rows:
        st.html(f'<ul class="sources">{"".join(rows)}</ul>')


def links_table(view: View, session_ids: pd.Series) -> pd.DataFrame:
    """Stated links from or to any of the sessions."""
    links = view.dataset.session_links
    links = links[links["from_session_id"].isin(session_ids) | links["to_session_id"].isin(session_ids)]
    names = view.dataset.sessions.set_index("session_id")

    def name(key: str) -> str:
        when = names.at[key, "day"] if view.meeting else session_day(view.dataset, key)
        return f"{names.at[key, 'code'] or names.at[key, 'type']}: {names.at[key, 'title']} ({when})"

    return pd.DataFrame(
        {
            "Session": links["from_session_id"].map(name),
            "": [v.RELATIONS.label(key) for key in links["relation"]],
            "Other session": links["to_session_id"].map(name),
            "Source": links["source_url"],
        }
    )


def draw_links(view: View) -> None:
    """List of stated links, each session with the way to its page, or a sentence."""
    ids = [data.column("sessions", "session_id") for data in (view.data, view.data_b) if data is not None]
    table = links_table(view, pd.concat(ids))
    st.markdown("#### Debates that continue")
    if table.empty:
        st.caption("No source states that one of these sessions continues in another one.")
        return
    st.caption("As stated by the source of each row; nothing is computed here.")
    links = view.dataset.session_links.loc[table.index]
    sessions = view.dataset.sessions.set_index("session_id", drop=False)

    def named(key: str) -> str:
        row, (link,) = sessions.loc[key], session_links(sessions.loc[[key]])
        when = str(row["day"]) if view.meeting else session_day(view.dataset, key)
        about = " · ".join(filter(None, (row["code"] or v.SESSION_TYPES.label(row["type"]), when)))
        return f'<span><a href="{for_html(link)}" target="_self">{for_html(row["title"])}</a><br><small>{for_html(about)}</small></span>'

    rows = (
        f"<li>{named(str(link.from_session_id))}<span><b>{for_html(v.RELATIONS.label(str(link.relation)))}</b><br>"
        f'<small><a href="{for_html(link.source_url)}" target="_blank" rel="noopener">Source</a></small></span>{named(str(link.to_session_id))}</li>'
        for link in links.itertuples(index=False)
    )
    st.html(f'<ul class="links">{"".join(rows)}</ul>')
    download(table.rename(columns={"": "Relation"}), "links")
