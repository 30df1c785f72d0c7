"""What is remembered with a dataset, and what is not."""

from dataclasses import dataclass, replace

import pandas as pd

from igfdata.once import once_a_dataset


@dataclass(frozen=True)
class Thing:
    name: str


def counting(most=64):
    calls = []

    @once_a_dataset(most)
    def measure(thing, by=None):
        calls.append((thing.name, by))
        return pd.DataFrame({"n": [len(calls)]})

    return measure, calls


def test_a_result_is_computed_once_for_a_dataset_and_its_options():
    measure, calls = counting()
    thing = Thing("a")
    assert measure(thing, by="day")["n"].tolist() == measure(thing, by="day")["n"].tolist() == [1]
    measure(thing, by="type")
    measure(Thing("a"), by="day")
    assert calls == [("a", "day"), ("a", "type"), ("a", "day")]


def test_an_option_at_its_default_is_the_same_as_none():
    measure, calls = counting()
    thing = Thing("a")
    measure(thing)
    measure(thing, by=None)
    assert calls == [("a", None)]


def test_a_changed_dataset_remembers_nothing():
    measure, calls = counting()
    thing = Thing("a")
    measure(thing)
    measure(replace(thing, name="b"))
    assert calls == [("a", None), ("b", None)]


def test_who_gets_a_frame_changes_it_for_nobody_else():
    measure, _ = counting()
    thing = Thing("a")
    frame = measure(thing)
    frame["more"] = 1
    frame.loc[0, "n"] = 100
    assert measure(thing).to_dict("list") == {"n": [1]}


def test_what_was_longest_not_asked_for_is_forgotten_first():
    measure, calls = counting(most=2)
    thing = Thing("a")
    for by in ("x", "y", "x", "z", "x", "y"):
        measure(thing, by=by)
    assert [by for _, by in calls] == ["x", "y", "z", "y"]
