"""Columns of frames from the fields of records."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from pipelines.frames.columns import Count, Measure, Yuan, row_of, schema_of
from pipelines.frames.place import Place
from pipelines.frames.records import CONFORM_RECORDS
from pipelines.frames.storage import frame, read_frame, write_frame


@dataclass(frozen=True, kw_only=True)
class Thing:
    name: str
    amount_yuan: Yuan | None = None
    value: Measure
    many: Count
    class_: str
    names: list[str]
    place: Place | None = None


def test_a_field_is_a_column_and_a_record_in_it_is_several() -> None:
    assert list(schema_of(Thing).items())[:7] == [
        ("name", pl.String()),
        ("amount_yuan", pl.Decimal(20, 2)),
        ("value", pl.Decimal(24, 4)),
        ("many", pl.Int64()),
        ("class", pl.String()),
        ("names", pl.List(pl.String())),
        ("page", pl.Int32()),
    ]
    assert schema_of(Thing)["confidence"] == pl.Float64()


def test_a_record_is_a_row_of_exactly_its_columns() -> None:
    thing = Thing(name="a", value=Decimal(1), many=2, class_="b", names=[], place=Place(page=3))
    row = row_of(thing)
    assert list(row) == list(schema_of(Thing))
    assert (row["page"], row["x0"], row["class"], row["amount_yuan"]) == (3, None, "b", None)


def test_no_inner_record_is_nulls_in_all_its_columns() -> None:
    row = row_of(Thing(name="a", value=Decimal(1), many=2, class_="b", names=[]))
    assert {row[name] for name in schema_of(Place)} == {None}
    assert list(row) == list(schema_of(Thing))


def test_a_type_without_a_column_is_named() -> None:
    @dataclass(frozen=True)
    class Odd:
        what: bytes

    with pytest.raises(TypeError, match=r"Odd\.what"):
        schema_of(Odd)
    with pytest.raises(TypeError, match="int is no record"):
        schema_of(int)


def test_the_box_of_a_place_is_whole_or_none() -> None:
    assert Place(page=1, x0=1, top=2, x1=3, bottom=4).box == (1, 2, 3, 4)
    assert Place(page=1, x0=1, top=2, x1=3).box is None


def test_records_and_rows_make_the_same_frame() -> None:
    choice = {"statement_id": "s", "document_id": "d", "read_text": "1", "candidate_text": "2"}
    choice |= {"candidate_confidence": 0.5, "is_chosen": False}
    record = CONFORM_RECORDS["reading_choice"](**choice)
    assert frame("reading_choice", [record]).equals(frame("reading_choice", [choice]))
    with pytest.raises(KeyError, match="reading_choice: no such column: odd"):
        frame("reading_choice", [choice | {"odd": 1}])


def test_a_frame_of_another_schema_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="schema differs"):
        write_frame(tmp_path, "statement_tie", pl.DataFrame({"a": [1]}))
    write_frame(tmp_path, "statement_tie", frame("statement_tie", []))
    assert read_frame(tmp_path, "statement_tie").is_empty()
