"""Are colours told apart by colour-blind readers, and do marks stand out on light and dark pages?"""

import tomllib
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from igfdata.charts.theme import OUTLINES, PILLAR_COLOURS, RELEVANCE_COLOURS, outline

THEME = tomllib.loads((Path(__file__).parents[3] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
BACKGROUNDS = [THEME[mode]["backgroundColor"] for mode in ("light", "dark")]

# Machado, Oliveira and Fernandes (2009), full severity, on linear RGB.
SIGHT = {
    "all colours": np.eye(3),
    "protanopia": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
}


def linear(colour):
    """Linear RGB of ``#RRGGBB``."""
    values = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    """Contrast ratio of WCAG 2."""
    light, dark = sorted((float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(colour, sight):
    """CIE Lab of a colour as it is seen."""
    rgb = np.clip(SIGHT[sight] @ linear(colour), 0, 1)
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ rgb / [0.9505, 1, 1.089]
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(one, other, sight):
    """Difference of two colours as they are seen; 2.3 is just noticeable."""
    return float(np.linalg.norm(lab(one, sight) - lab(other, sight)))


def test_black_on_white_has_the_known_contrast():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("sight", SIGHT)
def test_pillars_are_told_apart(sight):
    for one, other in combinations(PILLAR_COLOURS, 2):
        assert distance(PILLAR_COLOURS[one], PILLAR_COLOURS[other], sight) > 15, (one, other)


@pytest.mark.parametrize("background", BACKGROUNDS, ids=["light", "dark"])
@pytest.mark.parametrize("colours", [PILLAR_COLOURS, RELEVANCE_COLOURS], ids=["pillars", "relevance"])
def test_every_mark_or_its_edge_stands_out(colours, background):
    for name, colour in colours.items():
        assert max(contrast(colour, background), contrast(outline(colour), background)) >= 3, name


def test_every_outline_belongs_to_a_colour_in_use():
    used = {*PILLAR_COLOURS.values(), *RELEVANCE_COLOURS.values()}
    assert set(OUTLINES) <= used


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_and_links_are_readable(mode):
    for key in ("textColor", "linkColor", "primaryColor"):
        assert contrast(THEME[mode][key], THEME[mode]["backgroundColor"]) >= 4.5, key
