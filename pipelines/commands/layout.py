"""`gongkai layout try`: how one file is read, form by form, and why; nothing of it is kept."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from pipelines.commands.problems import UsageProblem
from pipelines.raw.intake import register
from pipelines.raw.store import StoredDocument
from pipelines.trace.reading_trial import FormTrial, SetAside, Trial, trial_of

# Of the cells that were set aside for one reason so many are shown.
EXAMPLES = 3
MARKS = {"measure": "+", "unknown": "?", "unlisted": "~"}


def try_layout(file: Path, png: Path | None, as_json: bool) -> int:
    """Print how the disclosures in `file` are read; with `png` also draw its pages into a folder.

    The exit status: 0 good, 1 where a document or a form of it is set aside. Raises UsageProblem
    when the file cannot be taken in.
    """
    with tempfile.TemporaryDirectory() as nowhere:
        report = register([file], Path(nowhere), ())
        if not report.stored:
            reasons = "; ".join(refused.reason for refused in report.refused)
            raise UsageProblem(reasons or f"{file} holds no file that can be read")
        tried = [(document, trial_of(document)) for document in report.stored]
        if as_json:
            records = [trial.record() for _, trial in tried]
            click.echo(json.dumps(records, ensure_ascii=False, indent=1, default=str))
        else:
            for _, trial in tried:
                click.echo("\n".join(lines_of(trial)))
        for document, trial in tried if png else ():
            _draw(document, trial, png or Path())
    return 0 if all(trial.is_read for _, trial in tried) else 1


def lines_of(trial: Trial) -> Iterator[str]:
    """The report of one document, in lines of a terminal."""
    yield trial.file_name
    told = (trial.organisation_name, trial.fiscal_year, trial.phase, trial.scope, trial.status)
    yield "  " + " · ".join(str(word) for word in told if word)
    for form in trial.forms:
        yield from _form_lines(form)
    if trial.elsewhere:
        yield ""
        yield "set aside outside of forms"
        yield from _reasons(trial.elsewhere)


def _form_lines(form: FormTrial) -> Iterator[str]:
    yield ""
    yield f"p.{form.page_first}-{form.page_last} {form.title.strip()}"
    sums = f"{form.proof} sums held / broken" if form.proof else "no sums"
    yield f"  {form.form_code} · {form.grade} · {sums} · {form.unit or 'no unit'}"
    for column in form.columns:
        sets = " ".join(f"{name}={value}" for name, value in column.coordinates.items())
        mark = MARKS.get(column.role, " ")
        yield f"  {mark} {column.header or '(no header)'} → {sets or column.role}"
    yield f"  {form.statement_count} statements, {len(form.set_aside)} numbers set aside"
    yield from _reasons(form.set_aside)


def _reasons(cells: tuple[SetAside, ...]) -> Iterator[str]:
    """The reasons, the most frequent first, each with some examples."""
    by_code: dict[str, list[SetAside]] = {}
    for cell in cells:
        by_code.setdefault(cell.reason_code, []).append(cell)
    for code, found in sorted(by_code.items(), key=lambda each: -len(each[1])):
        yield f"  - {code}: {len(found)}"
        yield from (f"      {cell.reason}" for cell in found[:EXAMPLES])


def _draw(document: StoredDocument, trial: Trial, folder: Path) -> None:
    from pipelines.raw.media_type import PDF, PICTURES
    from pipelines.trace.page_picture import STATED, UNREAD, Mark, draw_marks

    if document.media_type not in (PDF, *PICTURES):
        raise UsageProblem(f"{document.file_name} has no pages to draw: it is no PDF or picture")
    for page, boxes in trial.boxes_by_page().items():
        marks = [Mark(box, STATED if is_stated else UNREAD) for box, is_stated in boxes]
        target = folder / f"{Path(document.file_name).stem}-p{page}.png"
        draw_marks(document.path, page, marks, target)
        click.echo(f"drawn: {target}", err=True)
