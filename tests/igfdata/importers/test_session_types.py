"""Session types as people write them."""

from pathlib import Path

import pytest

from igfdata.importers import read
from igfdata.importers.parsing.terms import stated_type

CASES = Path(__file__).parent / "cases"

WRITTEN = {
    "Workshop": ["Workshop (90 minutes)", "workshop 90min", "Workshops", "WORKSHOP - 60'", "Work-shop", "WS", "WS #12", "Online workshop",
                 "Workshop / Panel", "Atelier", "Taller (60 min)", "Oficina", "Workshop_60", "hybrid, Workshop"],
    "Open Forum": ["Open Forum 60", "open-forum", "OF", "Open Forums", "OF 23", "Foro abierto", "Forum ouvert", "Fórum aberto", "Offenes Forum"],
    "Main Session": ["Main session", "Main Sessions", "Main Session 2", "Plenary", "Séance plénière", "Sesión plenaria", "Plenarsitzung"],
    "Lightning Talk": ["Lightning talks (20min)", "LT", "Lightning Talk #75", "lightning-talk", "Présentation éclair"],
    "NRI Session": ["NRI", "NRIs", "NRI Sessions", "NRIs Collaborative Session"],
    "Dynamic Coalition Session": ["DC", "DC session", "Dynamic Coalitions", "Dynamic Coalition on Children’s Rights", "DC Meeting"],
    "High-Level Session": ["HLS", "High level session", "High-Level Leaders Session", "Session de haut niveau", "Sesión de alto nivel"],
    "Day 0 Event": ["Day 0", "Day Zero Event", "Pre-events", "Day 0 Event #4"],
    "Best Practice Forum": ["BPF", "BPF Cybersecurity", "Best practice forum"],
    "Town Hall": ["Town-hall", "Townhall", "TH #3"],
    "Launch/Award Event": ["Launch / Award Event", "Award", "Launches"],
    "Networking Session": ["Networking", "Networking session - 60'"],
    "Ceremony": ["Opening ceremony", "Cérémonie d’ouverture", "Closing session"],
    "": ["Fishbowl", "Panel", "of the people", "Talk 30 min + 10min Q&A", "Meeting room 3", "", "lecture", "90 min", "#12"],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in WRITTEN.items() for text in texts])
def test_a_type_as_written(kind, text):
    assert stated_type(text) == kind


def test_a_table_of_types_and_what_stays_other_is_listed():
    imported = read((CASES / "types.csv").read_bytes() + b"\nI,Fishbowl,2026-06-23\n", filename="types.csv")
    assert imported.sessions["type"].tolist() == ["Workshop"] * 5 + ["Open Forum", "Main Session", "Lightning Talk", "Other"]
    assert [p.value for p in imported.problems if p.field == "type"] == ["Fishbowl"]
