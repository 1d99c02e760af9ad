"""How the fields of a record become the columns of a frame.

A field is one column; a field that is a record itself (a place, coordinates) is several. The types
that Python does not tell apart are named here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import Field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import polars as pl

# yuan, exact to the fen
Yuan = Annotated[Decimal, pl.Decimal(20, 2)]
# a number of any kind as printed: an amount, a rate, a count of things
Measure = Annotated[Decimal, pl.Decimal(24, 4)]
# a share or rate, 1 for 100 %
Ratio = Annotated[Decimal, pl.Decimal(12, 6)]
# how many there are of something, over any number of documents
Count = Annotated[int, pl.Int64()]

_TYPES: dict[Any, pl.DataType] = {
    str: pl.String(),
    int: pl.Int32(),
    float: pl.Float64(),
    bool: pl.Boolean(),
    date: pl.Date(),
    datetime: pl.Datetime("us", "UTC"),
    list[str]: pl.List(pl.String()),
}


@cache
def schema_of(record: type) -> pl.Schema:
    """The columns of a record's frame, in order of its fields; TypeError for an unknown type."""
    return pl.Schema(dict(_columns(record)))


def row_of(record: object) -> dict[str, object]:
    """A record as one row: column name → value; an inner record that is None is all nulls."""
    row: dict[str, object] = {}
    for field, inner in _fields(type(record)):
        value = getattr(record, field.name)
        if inner is None:
            row[_column(field.name)] = value
        else:
            row |= row_of(value) if value is not None else dict.fromkeys(schema_of(inner))
    return row


def row_of_either(record: object) -> Mapping[str, object]:
    """The row of a record, or a row that is given as a mapping already."""
    return record if isinstance(record, Mapping) else row_of(record)


def _columns(record: type) -> Iterator[tuple[str, pl.DataType]]:
    hints = get_type_hints(record, include_extras=True)
    for field, inner in _fields(record):
        if inner is None:
            yield _column(field.name), _data_type(record, field.name, hints[field.name])
        else:
            yield from _columns(inner)


@cache
def _fields(record: type) -> tuple[tuple[Field[Any], type | None], ...]:
    """Each field of the record, with the class of the record in it, if it is one."""
    if not is_dataclass(record):
        raise TypeError(f"{record.__name__} is no record")
    hints = get_type_hints(record, include_extras=True)
    return tuple((field, _inner(hints[field.name])) for field in fields(record))


def _inner(hint: Any) -> type | None:
    stated = _stated(hint)
    return stated if isinstance(stated, type) and is_dataclass(stated) else None


def _stated(hint: Any) -> Any:
    """The type beside None."""
    if get_origin(hint) is UnionType or type(None) in get_args(hint):
        (stated,) = (part for part in get_args(hint) if part is not NoneType)
        return stated
    return hint


def _data_type(record: type, name: str, hint: Any) -> pl.DataType:
    stated = _stated(hint)
    if get_origin(stated) is Annotated:
        return next(part for part in get_args(stated) if isinstance(part, pl.DataType))
    if stated not in _TYPES:
        raise TypeError(f"{record.__name__}.{name}: no column is of type {stated}")
    return _TYPES[stated]


def _column(name: str) -> str:
    """`class_` is the column `class`, which Python keeps for itself."""
    return name.removesuffix("_")
