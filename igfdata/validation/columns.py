"""Is each column of a table as the schema declares it: form, closed list, emptiness, key?"""

import zoneinfo
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from igfdata.schema import PATTERNS, Column, Table
from igfdata.validation.faults import Fault, fault_at

if TYPE_CHECKING:
    import pandera.pandas as pa


def is_sound(table: Table, frame: pd.DataFrame) -> bool:
    """Whether a frame has no fault of its own: much quicker than to list the faults, which needs pandera."""
    if set(frame.columns) != set(table.by_name):
        return False
    for column in table.columns:
        given = frame[column.name].dropna()
        if column.required and len(given) < len(frame):
            return False
        if len(given) and not is_valid(column)(given.astype(str)).all():
            return False
    return not (table.key and frame.duplicated(list(table.key)).any())


def column_faults(table: Table, frame: pd.DataFrame) -> Iterator[Fault]:
    """Faults of form, closed list, emptiness, missing or undeclared columns, and repeated keys."""
    import pandera.errors

    yield from header_faults(table, list(frame.columns))
    # A column without any value is read as numbers; as text it can be checked like the others.
    checked = frame.reset_index(drop=True).astype(str).where(frame.notna().reset_index(drop=True))
    try:
        _pandera_schema(table, frame).validate(checked.astype(str).where(checked.notna()), lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases
    else:
        return
    for case in cases.itertuples():
        check = str(case.check)
        if check == "multiple_fields_uniqueness":
            yield fault_at(table, frame, int(case.index), table.key[0], f"a row whose {' + '.join(table.key)} occurs only once")
        elif pd.notna(case.index):
            column = table.by_name[str(case.column)]
            expected = f"a value ({column.allowed})" if check == "not_nullable" else column.allowed
            yield fault_at(table, frame, int(case.index), column.name, expected)
        else:
            yield Fault(table.file, 0, "", "", "", f"column {case.column}: {check}")


def header_faults(table: Table, header: Sequence[str]) -> Iterator[Fault]:
    """Columns that are missing or not declared."""
    for name in table.by_name:
        if name not in header:
            yield Fault(table.file, 0, "", "", "", f"column {name!r} is missing; expected {', '.join(table.by_name)}")
    for name in header:
        if name not in table.by_name:
            expected = f"column {name!r} is not declared; no names or other facts of people belong here"
            yield Fault(table.file, 0, "", "", "", expected)


def is_valid(column: Column) -> Callable[[pd.Series], pd.Series]:
    """Vectorised test of one column's form and closed list."""

    def one(values: pd.Series) -> pd.Series:
        if column.choices is not None:
            return values.isin(list(column.choices))
        valid = values.str.fullmatch(PATTERNS[column.kind][0]).astype(bool)
        if column.kind == "date":
            valid &= pd.to_datetime(values, format="%Y-%m-%d", errors="coerce").notna()
        if column.kind == "zone":
            valid &= values.isin(zoneinfo.available_timezones())
        return valid

    def many(values: pd.Series) -> pd.Series:
        parts = values.str.split(";").explode().str.strip()
        return one(parts).groupby(level=0).all().reindex(values.index)

    return many if column.many else one


def _pandera_schema(table: Table, frame: pd.DataFrame) -> "pa.DataFrameSchema":
    """Declarations of the columns that are there; the key only where it is whole."""
    import pandera.pandas as pa  # here, because it is slow to load

    return pa.DataFrameSchema(
        {
            column.name: pa.Column(
                str, pa.Check(is_valid(column), error=column.allowed), nullable=not column.required, coerce=False
            )
            for column in table.columns
            if column.name in frame
        },
        unique=list(table.key) if table.key and set(table.key) <= set(frame.columns) else None,
    )
