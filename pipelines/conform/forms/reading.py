"""The forms of a document read, proved, and turned into statements.

A reading is believed when the form's own sums hold under it, or when other forms state the same
amounts under the same coordinates. What is refuted or unknown is set aside with its reason; it
states nothing.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.conform.amounts import read_absence
from pipelines.conform.captions import Text
from pipelines.conform.code_book import CodeBook
from pipelines.conform.forms.axes import Reference
from pipelines.conform.forms.corroboration import corroborated
from pipelines.conform.forms.counted_rows import Counted, counted_row, statistic_of
from pipelines.conform.forms.figures import Block, Figure, blocks_of, figures_of, form_code_of
from pipelines.conform.forms.form import Form
from pipelines.conform.forms.line_kinds import kind_of_figure, line_kinds
from pipelines.conform.forms.phase_notes import with_adjusted_budgets
from pipelines.conform.forms.proof import Proof, prove
from pipelines.conform.forms.statements import (
    FormReading,
    Source,
    declared_empty,
    empty_note_of,
    statement_of,
)
from pipelines.conform.forms.title_time import source_of
from pipelines.conform.forms.title_units import unit_of_title
from pipelines.conform.forms.torn_numbers import with_torn_numbers
from pipelines.conform.forms.unlisted import with_unlisted
from pipelines.conform.forms.worded_parts import with_worded_parts
from pipelines.conform.forms.wordings import Wordings
from pipelines.extract.document_tree import Page

BELIEVED = ("proved", "consistent")


@dataclass(frozen=True)
class FormReader:
    """Everything that stays the same over the forms of one document."""

    source: Source
    reference: Reference
    wordings: Wordings
    book: CodeBook


@dataclass(frozen=True)
class Interpretation:
    """One reading of a form: its blocks, the figures it gives, and what their sums say of it."""

    form: Form
    blocks: tuple[Block, ...]
    figures: tuple[Figure, ...]
    proof: Proof


def read_forms(forms: Sequence[Form], reader: FormReader) -> list[FormReading]:
    """All forms of a document, each with its grade; sets the forms' codes."""
    read = [_interpreted(form, reader) for form in forms]
    grades = corroborated(
        [(one.form, one.figures, _grade(one)) for one in read],
        [one.proof.collisions for one in read],
    )
    readers = [replace(reader, source=source_of(form, forms, reader.source)) for form in forms]
    return [_stated(*each) for each in zip(read, grades, readers, strict=True)]


def _interpreted(form: Form, reader: FormReader) -> Interpretation:
    blocks = blocks_of(form, reader.reference)
    form.form_code = form_code_of(form, blocks)
    figures = [f for block in blocks for f in figures_of(block, form, reader.reference)]
    figures = with_torn_numbers(figures, blocks, form, reader.reference, reader.book)
    figures = with_worded_parts(figures, reader.reference.lexicon, reader.book)
    figures = with_unlisted(figures, reader.book, reader.reference.lexicon)
    figures = with_adjusted_budgets(figures, form, reader.wordings)
    return Interpretation(form, tuple(blocks), tuple(figures), prove(figures, reader.book))


def _grade(read: Interpretation) -> str:
    """A form without amounts breaks nothing; one without a known form or coordinates is unknown."""
    if not any(figure.amount for figure in read.figures):
        return "consistent"
    is_known = read.form.form_code and read.proof.grade != "empty"
    return read.proof.grade if is_known else "unknown"


def _stated(read: Interpretation, grade: str, reader: FormReader) -> FormReading:
    reading = FormReading(
        grade=grade,
        sums_held=read.proof.held,
        sums_broken=read.proof.broken,
        columns=_described(read.blocks),
        row_count=sum(bool(row.measures) for block in read.blocks for row in block.rows),
    )
    if grade in BELIEVED:
        _state_all(read, reader, reading)
    else:
        _set_aside(read, grade, reading)
    if read.form.form_code and reading.is_empty:
        for page, note in _notes(read, reader):
            reading.declare(
                declared_empty(read.form, (page, note), reader.source, read.form.proposal.sets)
            )
    return reading


def _notes(read: Interpretation, reader: FormReader) -> Iterator[tuple[Page, Text]]:
    """What says that a form is empty: 无 in place of its rows, or a sentence under it."""
    for block in read.blocks[:1]:
        for row in block.rows:
            if row.label_cell and read_absence(row.label) in ("none_word", "no_occurrence"):
                yield row.part.page, Text(row.label, row.label, row.label_cell.ink)
    if note := empty_note_of(read.form, reader.wordings):
        yield note


def _state_all(read: Interpretation, reader: FormReader, reading: FormReading) -> None:
    kinds = {
        (*row.key, block.number): kind
        for block in read.blocks
        for row, kind in zip(block.rows, line_kinds(block.meanings, reader.book), strict=True)
    }
    said = {
        (*f.row.key, f.column.block)
        for f in read.figures
        if f.amount or f.row.label.strip() or any(f.row.codes)
    }
    for figure in read.figures:
        if (*figure.row.key, figure.column.block) not in said:
            # a row without a label, a code and an amount is only ruled
            continue
        is_broken = figure.column.index in read.proof.broken_columns
        if figure.meaning is None and (counted := counted_row(figure.row.label)):
            _count(figure, counted, reader, reading)
        elif figure.coordinates is None or figure.is_silent or is_broken:
            _refuse(read.form, figure, reading)
        elif figure.amount or not figure.detail_name:
            kind = kind_of_figure(figure, kinds[(*figure.row.key, figure.column.block)])
            _state(read.form, figure, kind, reader, reading)


def _state(form: Form, figure: Figure, kind: str, reader: FormReader, reading: FormReading) -> None:
    page = figure.row.part.page
    statement = statement_of(figure, form, reader.source, reading.grade, kind)
    if statement is not None:
        unit_name = unit_of_title(form.title, reader.reference.organisation)
        statement["unit_name"] = statement["unit_name"] or unit_name
        reading.state(page, figure.cell, statement)
    elif figure.amount:
        reading.refuse(form, page, figure.cell, "unit_unknown", "no unit is stated")


def _count(figure: Figure, counted: Counted, reader: FormReader, reading: FormReading) -> None:
    if statistic := statistic_of(figure, counted, reader.source):
        reading.count(figure.row.part.page, figure.cell, statistic)


def _refuse(form: Form, figure: Figure, reading: FormReading) -> None:
    if figure.reason_code == "not_an_amount" or figure.amount:
        code = figure.reason_code or "sums_break"
        reason = figure.reason or "the sums down its column break"
        reading.refuse(form, figure.row.part.page, figure.cell, code, reason)


def _set_aside(read: Interpretation, grade: str, reading: FormReading) -> None:
    """Nothing of the form is stated; each amount says why."""
    proof = read.proof
    why = {
        "refuted": f"of its sums {proof.held} hold and {proof.broken} break, and "
        f"{proof.collisions} amounts stand under equal coordinates: the reading is refuted",
        "unknown": "its title, rows and columns go together in no known form",
    }[grade]
    for figure in read.figures:
        if figure.amount:
            page = figure.row.part.page
            reading.refuse(read.form, page, figure.cell, f"form_{grade}", why)


def _described(blocks: Sequence[Block]) -> str:
    """The columns as read, as JSON: header, role and coordinates."""
    described = [
        {
            "block": block.number,
            "axis": block.axis.name,
            "header": column.label,
            "role": column.role,
            "coordinates": dict(column.coordinates or {}),
        }
        for block in blocks
        for column in block.columns
    ]
    return json.dumps(described, ensure_ascii=False)
