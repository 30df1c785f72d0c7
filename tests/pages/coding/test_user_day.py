"""The day of a change is that of the user's clock."""

import datetime as dt

import pytest
import streamlit as st

from pages.shared.coding.codebook_editor import user_day

EVENING = dt.datetime(2026, 11, 28, 18, 30, tzinfo=dt.UTC)


class Browser:
    def __init__(self, zone):
        self.timezone = zone


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Pacific/Auckland", "2026-11-29"),  # 13 hours later
        ("America/Los_Angeles", "2026-11-28"),
        ("Europe/Oslo", "2026-11-28"),
        ("Asia/Tokyo", "2026-11-29"),
    ],
)
def test_the_day_is_that_of_the_browsers_zone(zone, day, monkeypatch):
    monkeypatch.setattr(st, "context", Browser(zone))
    assert user_day(EVENING) == day


@pytest.mark.parametrize("zone", [None, "", "Mars/Olympus", "../etc/passwd"])
def test_without_a_zone_it_is_the_day_of_the_machine(zone, monkeypatch):
    monkeypatch.setattr(st, "context", Browser(zone))
    assert user_day(EVENING) == EVENING.astimezone().date().isoformat()
