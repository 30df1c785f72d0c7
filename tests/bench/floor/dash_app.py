"""The same in Dash: one filter, one callback, the charts of a page: ``python dash_app.py PORT``."""

import sys
from urllib.parse import parse_qs

from dash import Dash, Input, Output, dcc, html

from tests.bench.floor.figures import GROUPS, chosen, figures

app = Dash(__name__)
app.layout = html.Div(
    [
        dcc.Location(id="address"),
        dcc.Dropdown(GROUPS, [], multi=True, id="groups"),
        html.H1("Floor"),
        html.P(id="count"),
        html.Div(id="charts"),
    ]
)


@app.callback(Output("charts", "children"), Output("count", "children"), Input("groups", "value"), Input("address", "search"))
def draw(groups: list[str], search: str) -> tuple[list[dcc.Graph], str]:
    """Everything below the filter."""
    page = parse_qs((search or "").lstrip("?")).get("page", [""])[0]
    charts = [dcc.Graph(figure=figure, id=f"chart-{number}") for number, figure in enumerate(figures(page, groups or []))]
    return charts, f"{len(chosen(groups or []).sessions)} sessions"


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]), debug=False)
