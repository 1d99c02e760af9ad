"""`gongkai findings`: what the documents contradict, by root cause, as text, CSV, JSON or XLSX."""

import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import IO, Any

import click
import duckdb

from pipelines.commands.language import say, words
from pipelines.commands.problems import UsageProblem, refuse_without_folder
from pipelines.commands.release_file import open_release
from pipelines.commands.terminal import print_wrapped
from pipelines.commands.unknown_values import Asked, refuse_unless_known
from pipelines.frames.whole_files import replace_whole
from pipelines.locations import Locations

Record = dict[str, Any]
Row = tuple[Any, ...]
_QUERY = """
SELECT finding.*, organisation.name_zh AS organisation_name_zh, document.title AS document_title,
  document.file_name, form.name_zh AS form_name_zh, form.name_en AS form_name_en
FROM quality.finding AS finding
LEFT JOIN core.dim_organisation AS organisation USING (organisation_id)
LEFT JOIN meta.document AS document ON document.document_id = finding.document_id
LEFT JOIN core.dim_form AS form ON form.form_code = finding.form_code
WHERE ($organisation IS NULL OR finding.organisation_id = $organisation
       OR contains(organisation.name_zh, $organisation))
  AND ($year IS NULL OR finding.fiscal_year = $year OR document.fiscal_year = $year)
  AND ($rule IS NULL OR finding.rule_id = $rule)
  AND ($severity IS NULL OR finding.severity = $severity)
ORDER BY finding.document_id, finding.root_finding_id,
  finding.finding_id <> finding.root_finding_id, finding.page, finding.top, finding.finding_id
"""


@dataclass(frozen=True)
class Selection:
    """Which findings are wanted; None for all."""

    organisation: str | None = None
    year: int | None = None
    rule: str | None = None
    severity: str | None = None
    language: str = "zh"


def findings(locations: Locations, selection: Selection, form: str, output: Path | None) -> None:
    """Write the chosen findings; UsageProblem for what does not exist, or xlsx without --output."""
    if form == "xlsx" and output is None:
        asking = "gongkai findings --format xlsx --output FILE"
        raise UsageProblem(f"an Excel file needs a name: {asking}")
    with open_release(locations) as con:
        _refuse_unknown(con, selection)
        names, rows = _chosen(con, selection)
    records = [dict(zip(names, row, strict=True)) for row in rows]
    if output is not None:
        _write_file(names, rows, form, output)
    elif form == "json":
        click.echo(json.dumps(records, ensure_ascii=False, indent=1, default=str))
    elif form == "csv":
        _write_csv(names, rows, sys.stdout)
    else:
        _write_text(records, selection.language)


def _refuse_unknown(con: duckdb.DuckDBPyConnection, selection: Selection) -> None:
    """An empty list is an answer only where what was asked for exists."""
    for kind, asked in (
        ("organisation_id", selection.organisation),
        ("fiscal_year", selection.year),
        ("rule_id", selection.rule),
    ):
        if asked is not None:
            is_part = kind == "organisation_id"
            refuse_unless_known(con, Asked(kind, str(asked), is_part))


def _chosen(con: duckdb.DuckDBPyConnection, selection: Selection) -> tuple[list[str], list[Row]]:
    chosen = {
        name: getattr(selection, name) for name in ("organisation", "year", "rule", "severity")
    }
    cursor = con.execute(_QUERY, chosen)
    return [column[0] for column in cursor.description or ()], cursor.fetchall()


def _write_text(records: Sequence[Record], language: str) -> None:
    for document_id, of_document in groupby(records, key=lambda each: each["document_id"]):
        found = list(of_document)
        name = found[0]["document_title"] or found[0]["file_name"] or "-"
        whose = f"({found[0]['organisation_name_zh'] or ''}, {document_id or ''})"
        print_wrapped(f"{name}  {whose}", 0, bold=True)
        for _, joined in groupby(found, key=lambda each: each["root_finding_id"]):
            root, *rest = list(joined)
            print_wrapped(_line(root, language), 2)
            for each in rest:
                print_wrapped(_line(each, language), 6)
    roots = len({each["root_finding_id"] for each in records})
    click.echo(say("findings_counted", count=len(records), roots=roots), err=True)


def _line(record: Record, language: str) -> str:
    form = record[f"form_name_{language}"] or ""
    page = f"p{record['page']}" if record["page"] else ""
    review = f" [{record['review']}]" if record["review"] else ""
    severity = words()[f"severity_{record['severity']}"][language]
    where = " ".join(part for part in (severity, page, form) if part)
    return f"{where}: {record[f'message_{language}']}{review}"


def _write_file(names: Sequence[str], rows: Sequence[Row], form: str, output: Path) -> None:
    """Write CSV or Excel, whole or not at all."""
    refuse_without_folder(output)

    def write(unfinished: Path) -> None:
        if form == "csv":
            with unfinished.open("w", encoding="utf-8-sig", newline="") as file:
                _write_csv(names, rows, file)
        else:
            _write_xlsx(names, rows, unfinished)

    replace_whole(output, write)
    click.echo(say("written", path=output), err=True)


def _write_csv(names: Sequence[str], rows: Sequence[Row], stream: IO[str]) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def _write_xlsx(names: Sequence[str], rows: Sequence[Row], path: Path) -> None:
    from pipelines.publish.sheets import Heading, workbook, write_sheets

    with workbook(path) as book:
        write_sheets(book, "findings", [Heading(name, name) for name in names], iter(rows))
