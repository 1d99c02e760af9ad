"""The columns of the frames handed from stage to stage, as they follow from the records.

`SCHEMAS` are conform's frames, `TIE_SCHEMAS` what the ties come to, `OVERLAY_SCHEMAS` what validate
lays over conform's frames. Storing and reading frames is in storage.py.
"""

import polars as pl

from pipelines.frames.check_records import OVERLAY_RECORDS, TIE_RECORDS
from pipelines.frames.columns import schema_of
from pipelines.frames.records import CONFORM_RECORDS

SCHEMAS: dict[str, pl.Schema] = {
    name: schema_of(record) for name, record in CONFORM_RECORDS.items()
}
TIE_SCHEMAS: dict[str, pl.Schema] = {
    name: schema_of(record) for name, record in TIE_RECORDS.items()
}
OVERLAY_SCHEMAS: dict[str, pl.Schema] = {
    name: schema_of(record) for name, record in OVERLAY_RECORDS.items()
}
