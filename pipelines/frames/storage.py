"""Makes, stores and reads the frames handed from extract and conform to validate and publish.

Their columns are in frames/schemas.py.
"""

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from pipelines.frames.columns import row_of_either
from pipelines.frames.schemas import OVERLAY_SCHEMAS, SCHEMAS, TIE_SCHEMAS
from pipelines.frames.whole_files import replace_whole

__all__ = ["SCHEMAS", "SET_ASIDE", "TIE_SCHEMAS", "frame", "read_frame", "write_frame"]

SET_ASIDE = "set_aside"
_ALL = {**SCHEMAS, **TIE_SCHEMAS, **OVERLAY_SCHEMAS}


def frame(name: str, rows: Iterable[object]) -> pl.DataFrame:
    """Records as a frame of the named schema.

    Rows may be given as mappings too: a missing key is a null, an unknown key an error.
    """
    schema = _schema(name)
    records = [row_of_either(row) for row in rows]
    unknown = {key for record in records for key in record} - set(schema)
    if unknown:
        raise KeyError(f"{name}: no such column: {', '.join(sorted(unknown))}")
    return pl.DataFrame(
        {column: [record.get(column) for record in records] for column in schema}, schema=schema
    )


def write_frame(folder: Path, name: str, content: pl.DataFrame) -> Path:
    """Store one frame as `<folder>/<name>.parquet`; the schema must be the declared one."""
    if content.schema != _schema(name):
        raise TypeError(f"{name}: schema differs from the declared one: {content.schema}")
    path = folder / f"{name}.parquet"
    return replace_whole(path, lambda file: content.write_parquet(file, compression="zstd"))


def read_frame(folder: Path, name: str) -> pl.DataFrame:
    """The frame stored by write_frame; raises FileNotFoundError naming the missing file."""
    return pl.read_parquet(folder / f"{name}.parquet")


def _schema(name: str) -> pl.Schema:
    return _ALL[name]
