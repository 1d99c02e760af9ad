"""`gongkai findings`: what the documents contradict, by root cause, as text, CSV, JSON or XLSX."""

import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import click
import duckdb

from pipelines.commands.problems import UsageProblem
from pipelines.commands.release_file import open_release
from pipelines.locations import Locations

Record = dict[str, Any]
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
    """Write the chosen findings; UsageProblem for xlsx without --output."""
    with open_release(locations) as con:
        records = _chosen(con, selection)
    if form == "xlsx":
        _write_xlsx(records, output)
    elif form == "json":
        click.echo(json.dumps(records, ensure_ascii=False, indent=1, default=str))
    elif form == "csv":
        _write_csv(records)
    else:
        _write_text(records, selection.language)


def _chosen(con: duckdb.DuckDBPyConnection, selection: Selection) -> list[Record]:
    chosen = {
        name: getattr(selection, name) for name in ("organisation", "year", "rule", "severity")
    }
    cursor = con.execute(_QUERY, chosen)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _write_text(records: Sequence[Record], language: str) -> None:
    for document_id, of_document in groupby(records, key=lambda each: each["document_id"]):
        found = list(of_document)
        name = found[0]["document_title"] or found[0]["file_name"] or "-"
        click.echo(f"{name}  ({found[0]['organisation_name_zh'] or ''}, {document_id or ''})")
        for _, joined in groupby(found, key=lambda each: each["root_finding_id"]):
            root, *rest = list(joined)
            click.echo("  " + _line(root, language))
            for each in rest:
                click.echo("      " + _line(each, language))
    roots = len({each["root_finding_id"] for each in records})
    click.echo(f"{len(records)} findings of {roots} roots", err=True)


def _line(record: Record, language: str) -> str:
    form = record[f"form_name_{language}"] or ""
    page = f"p{record['page']}" if record["page"] else ""
    review = f" [{record['review']}]" if record["review"] else ""
    where = " ".join(part for part in (record["severity"], page, form) if part)
    return f"{where}: {record[f'message_{language}']}{review}"


def _write_csv(records: Sequence[Record]) -> None:
    if not records:
        return
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(records[0])
    for record in records:
        writer.writerow(_cell(value) for value in record.values())


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def _write_xlsx(records: Sequence[Record], output: Path | None) -> None:
    from xlsxwriter import Workbook

    if output is None:
        raise UsageProblem(
            "an Excel file needs a name: gongkai findings --format xlsx --output FILE"
        )
    with Workbook(str(output)) as workbook:
        sheet = workbook.add_worksheet("findings")
        bold = workbook.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(records[0] if records else ("finding_id",)):
            sheet.write_string(0, column, name, bold)
        for row, record in enumerate(records, start=1):
            for column, value in enumerate(record.values()):
                # text keeps every digit; a spreadsheet's numbers are floats
                sheet.write_string(row, column, "" if value is None else str(_cell(value)))
    click.echo(f"written: {output}", err=True)
