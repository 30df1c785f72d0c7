"""Data and methods: where does this come from?"""

import streamlit as st

from igfdata.measures.programme_share import completeness
from igfdata.workspace.location import data_folder
from pages.shared.coding.codebook_editor import draw_codebook
from pages.shared.data.documentation import TAB as CLAIMS
from pages.shared.data.documentation import draw_cite, draw_claims, draw_completeness, draw_files, draw_methods, headline
from pages.shared.data.importing import draw_import
from pages.shared.data.versions_tab import draw_versions
from pages.shared.page_address import draw_tabs
from pages.shared.parts.finding_lines import draw_headline
from pages.shared.view import View, page_setup


def draw_own_programme(view: View) -> None:
    draw_import(view)
    draw_versions(view)


def draw_datasheet(view: View) -> None:
    path = data_folder() / "README.md"
    if path.is_file():
        st.markdown(path.read_text(encoding="utf-8", errors="replace"))
    else:
        st.info("The data folder has no datasheet: expected a file README.md in it.", icon=":material/description:")


view = page_setup("Data and methods")
draw_headline(headline(completeness(view.dataset)))
draw_cite(view)
draw_tabs(
    view,
    {
        "Completeness": draw_completeness,
        "Import": draw_own_programme,
        "Measures": draw_methods,
        CLAIMS: draw_claims,
        "Codebook": draw_codebook,
        "Data files": draw_files,
        "Datasheet": draw_datasheet,
    },
    page="data",
)
