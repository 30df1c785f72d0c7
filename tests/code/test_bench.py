"""Every question of the benchmark can be asked; what it answers is no matter of a test."""

import ast

import pytest
from streamlit.testing.v1 import AppTest

from tests.bench.floor.figures import CHARTS, figures
from tests.bench.questions import QUESTIONS
from tests.servers import ROOT


@pytest.mark.parametrize("module", QUESTIONS.values())
def test_a_question_has_its_measure(module):
    tree = ast.parse((ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8"))
    (measure,) = (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "measure")
    assert [argument.arg for argument in measure.args.kwonlyargs] == ["is_quick"]


@pytest.mark.parametrize("page", CHARTS)
def test_the_bare_page_draws_the_charts_of_a_page(page):
    app = AppTest.from_file(str(ROOT / "tests/bench/floor/streamlit_app.py"), default_timeout=120)
    app.query_params["page"] = [page]
    app.run()
    assert not app.exception
    assert len(app.get("plotly_chart")) == len(figures(page, []))
