"""One document through conform: its tree in, the records of its stage frames out.

The steps (identity, recognition, statements) are pure functions in their own modules; running over
all documents, and the cache, are in conformance.py.
"""

from collections.abc import Sequence
from dataclasses import asdict

from pipelines.conform.caption_tables import with_captions_as_lines
from pipelines.conform.code_book import load_code_book
from pipelines.conform.conformed import Conformed, Record
from pipelines.conform.disclosure_parts import (
    NOTHING_BORROWED,
    Borrowed,
    part_of_disclosure,
)
from pipelines.conform.forms.axes import Reference
from pipelines.conform.forms.books import load_books
from pipelines.conform.forms.form import Form, UnknownTable
from pipelines.conform.forms.lexicon import load_lexicon
from pipelines.conform.forms.place_words import places_of
from pipelines.conform.forms.reading import FormReader, read_forms
from pipelines.conform.forms.recognition import Vocabulary, recognise
from pipelines.conform.forms.statements import FormReading, Source
from pipelines.conform.forms.wordings import load_wordings
from pipelines.conform.identity import (
    Identity,
    UnknownIdentity,
    completed,
    pages_of_others,
    printed_identity,
)
from pipelines.conform.narrative.census import number_census
from pipelines.conform.narrative.reading import read_narrative
from pipelines.conform.other_pages import (
    REASON_CODE,
    numbers_of_others,
    reason_of,
    without_others,
)
from pipelines.conform.performance.reading import read_performance
from pipelines.conform.performance.records import PerformanceReading
from pipelines.conform.performance.stage_records import form_rows, rows_of, statements_of
from pipelines.conform.recognised_numbers import name_reading, reading_choices
from pipelines.conform.sheet_cells import name_cells
from pipelines.conform.table_numbers import (
    claim_cells,
    numbers_of_form,
    numbers_of_unknown,
)
from pipelines.conform.unread_places import (
    of_document,
    unknown_tables,
    unread_pages,
    unruled_tables_of,
)
from pipelines.extract.document_tree import DocumentTree
from pipelines.extract.extraction import Extraction, Failure
from pipelines.locations import CODES, LAYOUTS, LEXICON

NATIONAL = "national"
# Forms whose amounts are read here; others have readers of their own, or none.
READ_HERE = ("amounts", "project")


def conform(
    extraction: Extraction,
    borrowed: Borrowed = NOTHING_BORROWED,
    tables: Sequence[Record] = (),
) -> Conformed:
    """One document: its row, its statements, and what of it could not be read.

    `borrowed` is what it takes from the other parts of its disclosure, `tables` the statements of
    the forms that its text is about where they are in another part.
    """
    conformed = Conformed(extraction.document_record())
    tree = extraction.outcome
    if isinstance(tree, Failure):
        conformed.set_aside("extract", tree.reason_code, tree.reason)
        return conformed
    unread_pages(conformed, tree)
    tree = with_captions_as_lines(tree)
    printed = printed_identity(tree, LAYOUTS)
    stated = extraction.stated
    conformed.printed = completed(printed, stated, None, LAYOUTS)
    try:
        identity = completed(printed, stated, borrowed.lent, LAYOUTS).settled()
    except UnknownIdentity as unknown:
        conformed.set_aside("conform", unknown.reason_code, str(unknown))
        return conformed
    own = _own_pages(conformed, tree, identity)
    return _read_document(conformed, own, identity, tables)


def _own_pages(conformed: Conformed, tree: DocumentTree, identity: Identity) -> DocumentTree:
    """The document without the pages of another disclosure, which are set aside."""
    others = pages_of_others(tree, identity, LAYOUTS)
    own, left = without_others(tree, others)
    for page in left.pages:
        conformed.set_aside("conform", REASON_CODE, reason_of(page, others), page=page.number)
    conformed.number_census += [of_document(conformed, token) for token in numbers_of_others(left)]
    return own


def _read_document(
    conformed: Conformed, tree: DocumentTree, identity: Identity, tables: Sequence[Record]
) -> Conformed:
    forms, unknown = recognise(tree, _vocabulary(identity))
    conformed.document |= {
        "title": identity.title,
        "organisation_name": identity.organisation_name,
        "fiscal_year": identity.fiscal_year,
        "phase": identity.phase,
        "scope": identity.scope,
        "identity_told": "; ".join(identity.told) or None,
        "layout_id": _layout_id(identity),
        "status": "template" if identity.is_template else "loaded",
    }
    if not identity.is_template:
        document_id = str(conformed.document["document_id"])
        performance = read_performance(document_id, tree, identity, set())
        forms = [form for form in forms if not _is_taken(form, performance)]
        _read_forms(conformed, forms, identity)
        unknown_tables(conformed, [table for table in unknown if not _has(performance, table)])
        unruled_tables_of(conformed, tree)
        _take_performance(conformed, tree, identity, performance)
        _read_narrative(conformed, tree, identity, tables)
        part = part_of_disclosure(bool(conformed.form_reading), conformed.has_text)
        conformed.document["part"] = part
        if part is None:
            why = "no table is a known form of a disclosure, and no sentence states a figure"
            conformed.set_aside("conform", "no_form", why)
    name_cells(conformed, tree)
    for frame in (conformed.statement, conformed.claim, conformed.statistic, conformed.passage):
        name_reading(tree, frame)
    for frame in (conformed.project, conformed.target, conformed.purchase):
        name_reading(tree, frame)
    conformed.reading_choice += reading_choices(tree, conformed.statement)
    return conformed


def _vocabulary(identity: Identity) -> Vocabulary:
    """The national words and those of the organisation's place."""
    places = places_of(identity.organisation_name, LEXICON)
    return Vocabulary(load_lexicon(LEXICON, CODES, places), load_wordings(LEXICON))


def _layout_id(identity: Identity) -> str:
    """The division code of the narrowest place whose words were used; else national."""
    return next(reversed(places_of(identity.organisation_name, LEXICON)), NATIONAL)


def _read_forms(conformed: Conformed, forms: Sequence[Form], identity: Identity) -> None:
    units = {form.unit for form in forms if form.unit}
    vocabulary, document_id = _vocabulary(identity), str(conformed.document["document_id"])
    reader = FormReader(
        Source(document_id, identity, units.pop() if len(units) == 1 else None),
        Reference(vocabulary.lexicon, load_books(CODES), identity.organisation_name or ""),
        vocabulary.wordings,
        load_code_book(CODES),
    )
    here = [form for form in forms if form.proposal.read in READ_HERE]
    read = dict(zip(map(id, here), read_forms(here, reader), strict=True))
    for form in forms:
        is_read = id(form) in read
        reading = read.get(id(form)) or FormReading(grade="unread")
        conformed.statement += reading.statements
        conformed.statistic += reading.statistics
        for record in reading.unread:
            conformed.set_aside("conform", record.reason_code, record.reason, **record.where)
        conformed.form_reading.append(_form_record(conformed, form, reading))
        if is_read:
            numbers = list(numbers_of_form(form, reading.claims))
            claim_cells(numbers, reading.counted)
            conformed.table_number += [_accounted(conformed, form, number) for number in numbers]
        else:
            unknown_tables(
                conformed, [UnknownTable(p.page, p.table, form.title) for p in form.parts]
            )


def _is_taken(form: Form, performance: PerformanceReading) -> bool:
    """Whether every table of a form is one of projects, targets or purchases."""
    return all((part.page.number, part.table.number) in performance.taken for part in form.parts)


def _has(performance: PerformanceReading, unknown: UnknownTable) -> bool:
    return (unknown.page.number, unknown.table.number) in performance.taken


def _take_performance(
    conformed: Conformed,
    tree: DocumentTree,
    identity: Identity,
    performance: PerformanceReading,
) -> None:
    """Projects, targets and purchases; the numbers of their cells are accounted for by them."""
    document_id = str(conformed.document["document_id"])
    conformed.project += rows_of(document_id, identity, performance.projects)
    conformed.target += rows_of(document_id, identity, performance.targets)
    conformed.purchase += rows_of(document_id, identity, performance.purchases)
    known = {record["statement_id"] for record in conformed.statement}
    stated = [
        record
        for record in statements_of(document_id, identity, performance.amounts)
        if record["statement_id"] not in known
    ]
    conformed.statement += stated
    added = {str(record["statement_id"]) for record in stated}
    conformed.form_reading += form_rows(document_id, performance.forms, added)
    for unread in performance.unread:
        place = asdict(unread.spot)
        reason = f"page {unread.spot.page}: {unread.reason}"
        conformed.set_aside("conform", unread.reason_code, reason, **place)
    for page in tree.pages:
        for table in page.tables:
            if (page.number, table.number) in performance.taken:
                numbers = numbers_of_unknown(UnknownTable(page, table, ""))
                conformed.table_number += [of_document(conformed, number) for number in numbers]
    claims = ((one.page, one.cell, one.kind, one.owner) for one in performance.claims)
    claim_cells(conformed.table_number, claims)


def _read_narrative(
    conformed: Conformed, tree: DocumentTree, identity: Identity, tables: Sequence[Record]
) -> None:
    document_id = str(conformed.document["document_id"])
    reading = read_narrative(document_id, tree, identity, [*conformed.statement, *tables])
    for name in ("statement", "claim", "statistic", "passage", "project"):
        getattr(conformed, name).extend(getattr(reading, name))
    for place, why in reading.unread:
        reason = f"page {place['page']}: {why}"
        conformed.set_aside("conform", "number_in_doubt", reason, **place)
    census = number_census(tree, reading.marks, conformed.table_number)
    conformed.number_census += [of_document(conformed, token) for token in census]


def _accounted(conformed: Conformed, form: Form, number: Record) -> Record:
    """A number of the form; one that no rule reached is set aside, so that none is unexplained."""
    if number["class"] != "unclaimed":
        return of_document(conformed, number)
    where = {name: number[name] for name in ("page", "x0", "top", "x1", "bottom")}
    reason = f"page {number['page']}, {form.title.strip()}: no rule reaches {number['token']!r}"
    conformed.set_aside("conform", "number_not_reached", reason, **where)
    return of_document(conformed, number | {"class": "quarantined"})


def _form_record(conformed: Conformed, form: Form, reading: FormReading) -> Record:
    return {
        "document_id": conformed.document["document_id"],
        "form_code": form.form_code or _unread_form(form),
        "title": form.title,
        "page_first": form.parts[0].page.number,
        "page_last": form.parts[-1].page.number,
        "unit": form.unit,
        "row_count": reading.row_count,
        "statement_count": len(reading.statements),
        "is_empty": reading.is_empty,
        "layout_id": conformed.document["layout_id"],
        "grade": reading.grade,
        "sums_held": reading.sums_held,
        "sums_broken": reading.sums_broken,
        "columns": reading.columns,
    }


def _unread_form(form: Form) -> str:
    """The code of a form whose amounts are not read here, or not known."""
    return "unknown_form" if form.proposal.read in READ_HERE else form.proposal.read
