"""What is remembered with a dataset, and what nobody can change for others."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pytest

from igfdata import Selection, select
from igfdata.charts.theme import Chart, drawn_once
from igfdata.measures.coverage import pillar_coverage
from igfdata.memory import MOST, remembered


@dataclass(frozen=True, eq=False)
class Thing:
    name: str


def measure_and_calls():
    calls = []

    @remembered
    def measure(thing, by=None):
        calls.append((thing.name, by))
        return pd.DataFrame({"n": [len(calls)]})

    return measure, calls


def test_a_result_is_computed_once_for_a_dataset_and_its_options():
    measure, calls = measure_and_calls()
    thing = Thing("a")
    assert measure(thing, by="day")["n"].tolist() == measure(thing, by="day")["n"].tolist() == [1]
    measure(thing, by="type")
    measure(Thing("a"), by="day")
    assert calls == [("a", "day"), ("a", "type"), ("a", "day")]


def test_a_changed_dataset_remembers_nothing():
    measure, calls = measure_and_calls()
    thing = Thing("a")
    measure(thing)
    measure(replace(thing, name="b"))
    assert calls == [("a", None), ("b", None)]


def test_what_was_longest_not_asked_for_is_forgotten_first():
    measure, calls = measure_and_calls()
    thing = Thing("a")
    for number in range(MOST):
        measure(thing, by=number)
    measure(thing, by=0)  # asked for again: number 1 goes first
    measure(thing, by=MOST)
    calls.clear()
    measure(thing, by=0)
    measure(thing, by=1)
    assert calls == [("a", 1)]


def test_what_is_asked_for_often_does_not_drive_out_what_another_function_gave():
    rare, calls = measure_and_calls()
    often, _ = measure_and_calls()
    thing = Thing("a")
    rare(thing)
    for number in range(3 * MOST):
        often(thing, by=number)
    calls.clear()
    rare(thing)
    assert calls == []


def test_who_gets_a_frame_changes_it_for_nobody_else():
    measure, _ = measure_and_calls()
    thing = Thing("a")
    frame = measure(thing)
    frame["more"] = 1
    frame.loc[0, "n"] = 100
    assert measure(thing).to_dict("list") == {"n": [1]}


def test_an_array_that_is_remembered_is_read_only():
    @remembered
    def both(thing):
        return np.zeros(2), "text"

    with pytest.raises(ValueError, match="read-only"):
        both(Thing("a"))[0][0] = 1


def test_a_measure_handed_out_can_be_changed_without_harm(tiny):
    data = select(tiny(["a", "b"], pillars={"a": "protection", "b": "provision"}), Selection())
    before = pillar_coverage(data).copy()
    handed_out = pillar_coverage(data)
    handed_out["n"] = 0
    handed_out.loc[0, "share"] = 9.0
    pd.testing.assert_frame_equal(pillar_coverage(data), before)


def test_a_chart_is_drawn_once_and_can_be_changed_without_harm():
    calls = []

    @drawn_once
    def chart(thing, *, labels):
        calls.append(labels)
        return Chart({"data": [{"type": "bar", "x": [1], "customdata": ["a"]}], "layout": {"height": 100}})

    thing, labels = Thing("a"), (("a", "A"),)
    chart(thing, labels=labels).spec["layout"]["height"] = 5
    again = chart(thing, labels=labels)
    assert (again.spec["layout"], again.has_marks, again.figure.layout.height) == ({"height": 100}, True, 100)
    assert '"height":100' in again.to_json()
    chart(thing, labels=(("a", "B"),))
    assert calls == [(("a", "A"),), (("a", "B"),)]
