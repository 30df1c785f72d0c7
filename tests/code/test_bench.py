"""Every question of the benchmark can be asked; what it answers is no matter of a test."""

import ast

import pytest

from tests.bench.questions import QUESTIONS
from tests.servers import ROOT


@pytest.mark.parametrize("module", QUESTIONS.values())
def test_a_question_has_its_measure(module):
    tree = ast.parse((ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8"))
    (measure,) = (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "measure")
    assert [argument.arg for argument in measure.args.kwonlyargs] == ["is_quick"]
