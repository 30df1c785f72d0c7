"""Offers the dashboard's own script of charts, and plotly's, to the pages."""

from importlib.resources import files
from pathlib import Path

import plotly
import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from pages.shared.figure import draw_with

PLOTLY = Path(str(files(plotly))) / "package_data/plotly.min.js"
"""Plotly's own script, as its package brings it."""

PLOTLY_NAME = f"js/plotly-{plotly.__version__}.min.js"
"""Its name among Streamlit's scripts; with the version, because browsers keep it."""

PACKAGE, NAME, FOLDER = "igf", "chart", "scripts"


def offer_charts() -> None:
    """Have the pages draw their charts with ``scripts/chart.js``; once the server's runtime is there.

    Streamlit serves scripts of components as files, which the policy against foreign scripts allows, only for
    installed packages; so this one is announced in the way an installed package is.
    """
    manifest = ComponentManifest(PACKAGE, "1", [ComponentConfig(NAME, FOLDER)])
    get_bidi_component_manager().register_from_manifest(manifest, Path(__file__).parents[1])
    component = st.components.v2.component(f"{PACKAGE}.{NAME}", js="chart.js", isolate_styles=False)
    draw_with(component, f"./static/{PLOTLY_NAME}")
