"""A document tree as one flat Parquet file, and back. The cache of the stage is made of these."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.extract.document_tree import (
    Box,
    Candidate,
    Cell,
    DocumentTree,
    Line,
    Page,
    Sheet,
    Table,
)

SCHEMA = pl.Schema(
    {
        "kind": pl.String(),  # page | merged | table | cell | line
        "page": pl.Int32(),
        "table": pl.Int32(),
        "row": pl.Int32(),  # of a page: the degrees it was turned to be read
        "row_span": pl.Int32(),
        "column": pl.Int32(),
        "column_span": pl.Int32(),
        "cut_above": pl.Boolean(),
        "cut_below": pl.Boolean(),
        "text": pl.String(),  # of a page: its text source; of a table: what found it
        "note": pl.String(),  # of a page: why it is unread
        "sheet": pl.String(),  # of a page: the name of its sheet
        "x0": pl.Float64(),
        "top": pl.Float64(),
        "x1": pl.Float64(),
        "bottom": pl.Float64(),
        "starts": pl.List(pl.Float64()),  # of a table or a sheet: its x edges
        "ends": pl.List(pl.Float64()),  # of a table or a sheet: its y edges
        "skew": pl.Float64(),  # of a page: the degrees it leaned
        "confidences": pl.List(pl.Float64()),
        "candidates": pl.List(pl.String()),
        "likelihoods": pl.List(pl.Float64()),
    }
)

Record = dict[str, Any]


def write_tree(tree: DocumentTree, path: Path) -> None:
    """Store a tree; the file appears whole or not at all."""
    records = list(_records(tree))
    columns = {name: [record.get(name) for record in records] for name in SCHEMA}
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    pl.DataFrame(columns, schema=SCHEMA).write_parquet(unfinished, compression="zstd")
    unfinished.replace(path)


def _records(tree: DocumentTree) -> Iterator[Record]:
    for page in tree.pages:
        yield {
            "kind": "page",
            "page": page.number,
            "text": page.text_source,
            "note": page.unread_reason,
            "row": page.turned,
            "skew": page.skew,
            **_sheet_record(page.sheet),
            **Box(0.0, 0.0, page.width, page.height)._asdict(),
        }
        for merged in page.sheet.merged if page.sheet else ():
            yield {"kind": "merged", "page": page.number, **merged._asdict()}
        for line in page.lines:
            yield _line_record(page.number, line)
        for table in page.tables:
            yield from _table_records(page.number, table)


def _sheet_record(sheet: Sheet | None) -> Record:
    if sheet is None:
        return {}
    return {"sheet": sheet.name, "starts": list(sheet.x_edges), "ends": list(sheet.y_edges)}


def _table_records(page: int, table: Table) -> Iterator[Record]:
    yield {
        "kind": "table",
        "page": page,
        "table": table.number,
        "text": table.found_by,
        "starts": list(table.x_edges),
        "ends": list(table.y_edges),
        **table.box._asdict(),
    }
    for cell in table.cells:
        place = {"table": table.number, "row": cell.row, "column": cell.column}
        spans = {"row_span": cell.row_span, "column_span": cell.column_span}
        cut = {"cut_above": cell.cut_above, "cut_below": cell.cut_below}
        yield {"kind": "cell", "page": page, **place, **spans, **cut, **cell.box._asdict()}
        for line in cell.lines:
            yield _line_record(page, line) | place


def _line_record(page: int, line: Line) -> Record:
    return {
        "kind": "line",
        "page": page,
        "text": line.text,
        "starts": list(line.starts),
        "ends": list(line.ends),
        **line.box._asdict(),
        **_sureness_record(line),
    }


def _sureness_record(line: Line) -> Record:
    if not line.confidences:
        return {}
    return {
        "confidences": list(line.confidences),
        "candidates": [candidate.text for candidate in line.candidates],
        "likelihoods": [candidate.likelihood for candidate in line.candidates],
    }


def read_tree(path: Path) -> DocumentTree:
    """The tree stored by write_tree."""
    by_page: dict[int, list[Record]] = defaultdict(list)
    for record in pl.read_parquet(path).to_dicts():
        by_page[record["page"]].append(record)
    return DocumentTree(tuple(_page(records) for _, records in sorted(by_page.items())))


def _page(records: Sequence[Record]) -> Page:
    head = next(record for record in records if record["kind"] == "page")
    free = [r for r in records if r["kind"] == "line" and r["table"] is None]
    tables = [r for r in records if r["kind"] == "table"]
    return Page(
        head["page"],
        head["x1"],
        head["bottom"],
        head["text"],
        tuple(_line(record) for record in free),
        tuple(_table(record, records) for record in tables),
        head["note"],
        head["row"],
        _sheet(head, records),
        head["skew"],
    )


def _sheet(head: Record, records: Sequence[Record]) -> Sheet | None:
    if head["sheet"] is None:
        return None
    merged = tuple(_box(record) for record in records if record["kind"] == "merged")
    return Sheet(head["sheet"], tuple(head["starts"]), tuple(head["ends"]), merged)


def _table(head: Record, records: Sequence[Record]) -> Table:
    own = [record for record in records if record["table"] == head["table"]]
    lines: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for record in own:
        if record["kind"] == "line":
            lines[record["row"], record["column"]].append(_line(record))
    cells = tuple(
        Cell(
            record["row"],
            record["row_span"],
            record["column"],
            record["column_span"],
            _box(record),
            tuple(lines[record["row"], record["column"]]),
            record["cut_above"],
            record["cut_below"],
        )
        for record in own
        if record["kind"] == "cell"
    )
    return Table(
        head["table"], _box(head), tuple(head["starts"]), tuple(head["ends"]), cells, head["text"]
    )


def _line(record: Record) -> Line:
    edges = tuple(record["starts"]), tuple(record["ends"])
    readings = zip(record["candidates"] or (), record["likelihoods"] or (), strict=True)
    candidates = tuple(Candidate(*reading) for reading in readings)
    sureness = tuple(record["confidences"] or ())
    return Line(record["text"], _box(record), *edges, sureness, candidates)


def _box(record: Record) -> Box:
    return Box(record["x0"], record["top"], record["x1"], record["bottom"])
