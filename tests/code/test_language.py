"""Every text that a user reads: no retired word, no sentence above 25 words; collected from the syntax tree and the documents.

A placeholder of a text counts as one word. What findings, charts and slides say with numbers in them is tested where it is made.
"""

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from igfdata.code_rules import coding_rules
from igfdata.findings.phrases import LONGEST_SENTENCE, n_words, sentences
from tests.links import documents

ROOT = Path(__file__).parents[2]

RETIRED = re.compile(
    r"\b(persons|faults?|faulty|beside|anew|upright|stands? out|left out|taken back|came second|not taken|is taken|are taken|taken as"
    r"|coded otherwise|somebody else|may stay empty|none known as absent|split of|no part on|at fault|read in)\b"
    r"|\bwhole (?!numbers?\b|minutes\b|percents?\b|points\b)|\d [\u202f\u00a0 ]?%",
    re.IGNORECASE,
)
"""Words of the glossary that nobody should meet again, and a space before the sign for percent."""

FOREIGN = ("contacts", "clean_text", "schedule_events", "indico_json", "imported_programme")
"""Files with lists of words of programmes and languages, which are never shown."""

FOR_DEVELOPERS = ("docs/architecture.md", "docs/decisions.md", "docs/scale.md", "tests/bench/README.md")

MARKUP = re.compile(r"^\s*[<{]|[<>{}]\w+|CREATE |PRAGMA |SELECT |UPDATE |\(\?|\\[bwd]|var\(--|://|Content-|=== ")


def texts_of(path: Path) -> Iterator[tuple[int, str]]:
    """Give the texts of a file with their lines: constants and f-strings of more than one word, without docstrings; cells of a table."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            yield from ((line, cell) for line, row in enumerate(csv.reader(file), start=1) for cell in row if " " in cell)
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    skipped |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        elif isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "N" for part in node.values)
        else:
            continue
        if " " in text.strip() and re.search(r"[^\W\d_]{2}", text) and not MARKUP.search(text):
            yield node.lineno, " ".join(text.split())


def sources() -> list[Path]:
    found = [ROOT / "dashboard.py", *ROOT.glob("pages/**/*.py"), *ROOT.glob("igfdata/**/*.py"), *ROOT.glob("igfdata/*.csv")]
    return sorted(path for path in found if path.stem not in FOREIGN)


def paragraphs(path: Path) -> list[str]:
    """Give the paragraphs of a document without code, tables, headings and links; a list item is one."""
    text = re.sub(r"```.*?```|<!--.*?-->|!\[.*?\]\(.*?\)", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = "\n".join(line for line in text.splitlines() if not line.startswith(("|", "#", ">")))
    parts = re.split(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.) )", text)
    return [" ".join(re.sub(r"^\s*(?:[-*]|\d+\.) |\*", "", part).split()) for part in parts if part.strip()]


def test_no_text_of_the_product_has_a_retired_word():
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in sources()
        for line, text in texts_of(path)
        if RETIRED.search(text)
    ]
    assert found == []


def test_no_sentence_of_the_product_is_too_long():
    found = [
        f"{path.relative_to(ROOT)}:{line}: {sentence}"
        for path in sources()
        for line, text in texts_of(path)
        for sentence in sentences(text)
        if n_words(sentence) > LONGEST_SENTENCE
    ]
    assert found == []


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_documents_are_plain(path):
    name = path.relative_to(ROOT).as_posix()
    if name not in FOR_DEVELOPERS:
        assert [text for text in paragraphs(path) if RETIRED.search(re.sub(r"`[^`]*`", "", text))] == []
        said = [sentence for text in paragraphs(path) for sentence in sentences(text.replace("`", ""))]
        assert [sentence for sentence in said if n_words(sentence) > LONGEST_SENTENCE] == []


def test_the_coding_rules_are_plain():
    said = [sentence for rule in coding_rules() for sentence in sentences(rule)]
    assert len(said) >= 9
    assert [one for one in said if RETIRED.search(one) or n_words(one) > LONGEST_SENTENCE] == []


@pytest.mark.parametrize("path", sorted((ROOT / ".github").glob("ISSUE_TEMPLATE/*.yml")), ids=lambda path: path.stem)
def test_forms_are_plain(path):
    told = [str(node) for node in _strings(yaml.safe_load(path.read_text(encoding="utf-8")))]
    assert [text for text in told if RETIRED.search(text)] == []
    assert [one for text in told for one in sentences(text) if n_words(one) > LONGEST_SENTENCE] == []


def _strings(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, (list, dict)):
        for part in node.values() if isinstance(node, dict) else node:
            yield from _strings(part)


@pytest.mark.parametrize(
    "text", ["2 persons", "an error at fault", "beside the others", "the record is not taken", "44 %", "the whole session"]
)
def test_the_pattern_finds_retired_words(text):
    assert RETIRED.search(text)


def test_texts_of_a_file_are_found_and_docstrings_are_not(tmp_path):
    path = tmp_path / "page.py"
    path.write_text(
        '"""A fault here."""\nst.info(f"The {n} faults "\n    "are left out.")\nkey = "persons"\n', encoding="utf-8"
    )
    assert list(texts_of(path)) == [(2, "The N faults are left out.")]
    table = tmp_path / "columns.csv"
    table.write_text('column,description\nrole,"The persons, left out."\n', encoding="utf-8")
    assert list(texts_of(table)) == [(2, "The persons, left out.")]
    assert {"columns.csv", "vocabulary.csv"} <= {path.name for path in sources()}


def test_chart_titles_have_at_most_ten_words():
    """Titles as the pages hand them to their charts; what a placeholder holds is one word, a day or a breakdown."""
    calls = (
        (path, node)
        for path in [ROOT / "dashboard.py", *ROOT.glob("pages/**/*.py")]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.keyword) and node.arg == "title"
    )
    titles = [(path, text) for path, node in calls for text in _constants(node.value)]
    assert titles  # those that are computed are in tests/igfdata/findings/test_chart_titles.py
    assert [f"{path.name}: {text}" for path, text in titles if n_words(text) > 10 or re.search(r"[()\[\]]", text)] == []


def _constants(node: ast.expr) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.JoinedStr):
            yield "".join(str(one.value) if isinstance(one, ast.Constant) else "N" for one in part.values)
            return
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value
            return
