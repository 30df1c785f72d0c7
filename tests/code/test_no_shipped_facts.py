"""No text of the program knows the shipped data: a fact in a text would stay when a row is corrected."""

import ast
import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from igfdata.dataset import SHIPPED
from igfdata.measures.agreement import agreement

ROOT = Path(__file__).resolve().parents[2]
FILES = [ROOT / "dashboard.py", *sorted((ROOT / "igfdata").rglob("*.py")), *sorted((ROOT / "pages").rglob("*.py"))]
TABLES = sorted((ROOT / "igfdata").glob("*.csv"))
EXAMPLE = re.compile(r"\b(such as|for example|dates as)\b")
"""A text that gives an example of a form says so."""
ADDRESS = re.compile(r"https?://\S+")


def rows(table):
    with (SHIPPED / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def texts(source):
    """String literals that are no docstrings: line and text; the parts of an f-string count as one."""
    tree = ast.parse(source)
    skipped = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        for statement in body if isinstance(body, list) else ():
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                skipped.add(statement.value)
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [part for part in node.values if isinstance(part, ast.Constant)]
            skipped.update(parts)
            yield node.lineno, "…".join(str(part.value) for part in parts)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in skipped:
            yield node.lineno, node.value


@pytest.fixture(scope="module")
def facts(shipped):
    """Patterns of what only the data may say."""
    meetings, sessions = rows("meetings"), rows("sessions")
    words = {row[name] for row in meetings for name in ("meeting_id", "year", "city", "country")}
    words |= {row["code"] for row in sessions if "#" in row["code"]} | {row["session_id"] for row in sessions}
    words |= {row["room"] for row in sessions if re.search(r"\d", row["room"])}
    agreed = agreement(shipped)
    alphas = agreed.loc[agreed["dimension"] == "pillar", "alpha"].dropna()
    numbers = {f"{alpha:.2f}" for alpha in alphas} | {f"{alpha:.2f}"[1:] for alpha in alphas}
    by_meeting = Counter(row["meeting_id"] for row in sessions)
    by_status = Counter((row["meeting_id"], row["status"]) for row in sessions)
    coded = Counter(coder for coder, _ in {(row["coder"], row["session_id"]) for row in rows("codings")})
    totals = {row["sessions_total"] for row in meetings} - {""}
    every = {*by_meeting.values(), *by_status.values(), *coded.values(), *map(int, totals)}
    counts = {count for count in every if count >= 10}
    things = r"(?:held |coded |official |child-related )?(?:sessions|people|persons|codes)"
    return {
        "a name": re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?![\w-])"),
        "an agreement": re.compile(rf"(?<![\d.])(?:{'|'.join(map(re.escape, sorted(numbers, reverse=True)))})(?!\d)"),
        "a count": re.compile(rf"\b(?:{'|'.join(map(str, sorted(counts, reverse=True)))}) {things}\b"),
    }


def found_in(source, facts):
    for line, text in texts(source):
        plain = ADDRESS.sub("", text)
        for what, pattern in facts.items():
            if not EXAMPLE.search(plain) and (match := pattern.search(plain)):
                yield line, what, match.group()


def test_no_text_states_a_fact_of_the_shipped_data(facts):
    wrong = [
        (str(path.relative_to(ROOT)), *found) for path in FILES for found in found_in(path.read_text(encoding="utf-8"), facts)
    ]
    assert len(TABLES) == 2
    wrong += [
        (path.name, *found)
        for path in TABLES
        for line in path.read_text(encoding="utf-8").splitlines()
        for found in found_in(repr(line), facts)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ('st.caption("official shares exist for IGF 2022 and 2025")', "a name"),
        ('f"{a} less reliable (agreement 0.55) than protection"', "an agreement"),
        ('Term("B", "Coder B", "of 106 sessions, blind")', "a count"),
        ('x = "as in WS #70"', "a name"),
        ('x = "The venue was Riyadh."', "a name"),
    ],
)
def test_such_a_text_would_be_found(facts, source, what):
    assert [found[1] for found in found_in(source, facts)] == [what]


@pytest.mark.parametrize(
    "source", ['x = "a key such as igf2025"', 'x = "https://example.org/igf-2025-x"', '"""igf2025"""', 'x = "0.67"']
)
def test_examples_addresses_and_comments_are_left_alone(facts, source):
    assert list(found_in(source, facts)) == []
