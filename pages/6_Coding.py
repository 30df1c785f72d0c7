"""Coding: can we trust the labels?"""

from igfdata.findings.passport import agreement_finding
from pages.shared.access import draw_coder
from pages.shared.coding.codebook_editor import draw_codebook_editor
from pages.shared.coding.disagreements import draw_disagreements
from pages.shared.coding.form import draw_form
from pages.shared.coding.history import draw_history
from pages.shared.coding.offline import draw_offline
from pages.shared.coding.reliability import draw_agreement, draw_quality
from pages.shared.page_address import draw_tabs
from pages.shared.parts.finding_lines import draw_headline
from pages.shared.view import View, page_setup


def draw_coding(view: View) -> None:
    granted = draw_coder(view.workspace, view.access, view.trouble)
    if granted:
        draw_form(view, *granted)
        draw_offline(view, *granted)


view = page_setup("Coding")
draw_headline(agreement_finding(view.dataset))
draw_tabs(
    view,
    {
        "Code": draw_coding,
        "Disagreements": draw_disagreements,
        "Agreement": draw_agreement,
        "Dictionary": draw_quality,
        "Codebook": draw_codebook_editor,
        "History": draw_history,
    },
    page="coding",
)
