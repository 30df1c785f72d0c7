"""The benchmark's bare page, the least that Streamlit can do, draws the charts of a page of the dashboard."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.bench.floor.figures import CHARTS, figures
from tests.servers import ROOT


@pytest.mark.parametrize("page", CHARTS)
def test_the_bare_page_draws_the_charts_of_a_page(page):
    app = AppTest.from_file(str(ROOT / "tests/bench/floor/streamlit_app.py"), default_timeout=120)
    app.query_params["page"] = [page]
    app.run()
    assert not app.exception
    assert len(app.get("plotly_chart")) == len(figures(page, []))
