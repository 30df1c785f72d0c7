"""Rows of small tables as plain values: the same as pandas gives row by row."""

import math

import pandas as pd
import pytest

from igfdata.rows import rows_of, values_of

TABLE = pd.DataFrame(
    {
        "key": pd.Categorical(["Day 2", None, "Day 1"], categories=["Day 1", "Day 2"], ordered=True),
        "name": pd.Series(["a", None, "c"], dtype="str"),
        "n": [1, 2, 3],
        "share": [0.5, float("nan"), 1.0],
        "starts_at": pd.to_datetime(["2025-06-25 09:00", None, "2025-06-26 10:30"]),
        "topics": [["x"], [], ["y", "z"]],
    }
)


@pytest.mark.parametrize("rows", [slice(None), slice(0, 0), slice(1, 3)])
def test_rows_are_those_of_itertuples(rows):
    table = TABLE.iloc[rows]
    expected = [tuple(row) for row in table.itertuples(index=False)]
    found = rows_of(table)
    assert [row._fields for row in found] == [tuple(table.columns)] * len(table)
    for row, wanted in zip(found, expected, strict=True):
        for value, other in zip(row, wanted, strict=True):
            assert value == other or (pd.isna(value) and pd.isna(other))


def test_a_missing_category_is_nan_and_numbers_are_pythons_own():
    assert math.isnan(values_of(TABLE["key"])[1])
    assert [type(value) for value in values_of(TABLE["n"])] == [int] * 3
    assert [type(value) for value in values_of(TABLE["share"])] == [float] * 3
