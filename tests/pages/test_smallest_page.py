"""The page that docs/architecture.md prints for the next developer is drawn as it stands there."""

import re
import shutil

from streamlit.testing.v1 import AppTest

from tests.pages.dashboard_app import HOME, ROOT, complaints, count, page_name


def test_the_smallest_page_of_the_recipes_is_drawn(tmp_path):
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)
    shutil.copy(ROOT / HOME, tmp_path)
    shutil.copytree(ROOT / "pages", tmp_path / "pages", ignore=shutil.ignore_patterns("shared", "__pycache__"))
    (tmp_path / "pages" / "8_Regions.py").write_text(code, encoding="utf-8")
    app = AppTest.from_file(str(tmp_path / HOME), default_timeout=120).switch_page("pages/8_Regions.py").run()
    assert complaints(app) == []
    assert (page_name(app), count(app) > 0) == ("Regions", True)
    assert set(app.dataframe[0].value["category"]) >= {"African Group", "not stated"}
