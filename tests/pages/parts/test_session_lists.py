"""Lists of sessions on pages: every title is the link to its session, and what a source says has its address."""

import re

from tests.pages.dashboard_app import complaints, open_page

DEEPFAKES, EXPLOITATION = "igf2025-ws-70", "igf2025-ws-203"


def html(app):
    return " ".join(one.proto.body for one in app.main.get("html"))


def items(text, kind):
    """Session that a list of a class links to → what its row says."""
    rows = re.findall(r"<li>(.*?)</li>", " ".join(re.findall(rf'<ul class="{kind}">(.*?)</ul>', text)))
    return {re.search(r"session=([\w-]+)", row).group(1): row for row in rows}


def test_a_session_says_what_ran_before_at_the_same_time_and_after(shipped):
    """Sources say: WS 70 comes directly before WS 203. It has a time, so what overlaps it is known; WS 203 has none."""
    app = open_page("pages/4_Sessions.py", {"meeting": ["igf2025"], "session": [DEEPFAKES]})
    assert not complaints(app)
    near = items(html(app), "sessions")
    assert "Directly after this session." in near[EXPLOITATION] and 'rel="noopener">Source</a>' in near[EXPLOITATION]
    links = shipped.session_links
    (source,) = links.loc[(links["from_session_id"] == DEEPFAKES) & (links["to_session_id"] == EXPLOITATION), "source_url"]
    assert f'href="{source}"' in near[EXPLOITATION]
    both = links.loc[(links["relation"] == "concurrent") & links["to_session_id"].eq(DEEPFAKES), "from_session_id"]
    assert [key for key in both if not re.search(r"60 min at the same time.*>Source<", near[key])] == []
    assert "#### It overlaps one child-related session" in [one.value for one in app.main.get("markdown")]
    other = open_page("pages/4_Sessions.py", {"meeting": ["igf2025"], "session": [EXPLOITATION]})
    assert "Directly before this session." in items(html(other), "sessions")[DEEPFAKES]
    assert any("the hour of this session is not known" in one.value for one in other.main.get("caption"))


def test_of_what_runs_at_the_same_time_the_child_related_sessions_stand_first():
    """The main session overlaps WS 70 and four sessions not about children, of which three begin with it and have keys before WS 70."""
    app = open_page("pages/4_Sessions.py", {"meeting": ["igf2025"], "session": ["igf2025-main-dc"]})
    at_once = [key for key, row in items(html(app), "sessions").items() if "min at the same time" in row]
    assert len(at_once) == 5 and at_once[0] == DEEPFAKES


def test_debates_that_continue_link_both_sessions_and_the_source(shipped):
    app = open_page("pages/3_Recurring_topics.py", {"meeting": ["igf2025"], "show": ["change"]})
    assert not complaints(app)
    (listed,) = re.findall(r'<ul class="links">(.*?)</ul>', html(app))
    rows = re.findall(r"<li>(.*?)</li>", listed)
    assert rows and [len(re.findall(r"Sessions\?session=", row)) for row in rows] == [2] * len(rows)
    assert all('rel="noopener">Source</a>' in row for row in rows)
