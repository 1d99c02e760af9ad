"""Documents that are parts of one disclosure: what they lend each other once each was read alone.

A text file and a file of tables are one disclosure by their own words (same organisation, year,
phase and scope), by a sidecar's `part_of`, or by the ZIP archive or folder they came in. A part
that does not print all of its identity takes it from the others; a text is read again with the
figures of the tables. Reading is in one_document.py; vintages are the warehouse's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pipelines.conform.identity import (
    NEEDED,
    Lent,
    PrintedIdentity,
    organisation_key,
    same_organisation,
)
from pipelines.locations import LAYOUTS
from pipelines.raw.store import StoredDocument

Part = Literal["whole", "text", "tables"]


@dataclass(frozen=True)
class Note:
    """What one document is to the others, with nothing lent: who it says it is, what it holds."""

    identity: PrintedIdentity
    forms: tuple[str, ...] = ()
    has_text: bool = False


@dataclass(frozen=True)
class Borrowed:
    """What a document takes from others: an identity, and the documents whose figures its text
    is about."""

    lent: Lent | None = None
    tables_of: tuple[str, ...] = ()


NOTHING_BORROWED = Borrowed()


def part_of_disclosure(has_forms: bool, has_text: bool) -> Part | None:
    """Which part a document is by what was read of it; None where nothing was."""
    if has_forms:
        return "whole" if has_text else "tables"
    return "text" if has_text else None


def borrowings(
    documents: Sequence[StoredDocument], notes: Mapping[str, Note]
) -> dict[str, Borrowed]:
    """What each document takes from the others; those that take nothing are left out."""
    noted = [document for document in documents if document.document_id in notes]
    lent = _all_lent(noted, notes)
    tables = _tables_of_texts(noted, notes, lent)
    named = {**lent, **dict.fromkeys(tables)}
    return {name: Borrowed(lent.get(name), tables.get(name, ())) for name in sorted(named)}


def _all_lent(documents: Sequence[StoredDocument], notes: Mapping[str, Note]) -> dict[str, Lent]:
    by_id = {document.document_id: [document] for document in documents}
    by_archive = _grouped(documents, "archive_id")
    by_folder = _grouped(documents, "folder_id")
    lent: dict[str, Lent] = {}
    for document in documents:
        target = document.stated.part_of or ""
        groups = {
            "part_of": by_id.get(target) or by_archive.get(target, []),
            "archive": by_archive.get(document.archive_id or "", []),
            "folder": by_folder.get(document.folder_id or "", []),
        }
        if found := _lent_to(document, groups, notes):
            lent[document.document_id] = found
    return lent


def _grouped(documents: Iterable[StoredDocument], name: str) -> dict[str, list[StoredDocument]]:
    groups: dict[str, list[StoredDocument]] = {}
    for document in documents:
        if key := getattr(document, name):
            groups.setdefault(key, []).append(document)
    return groups


def _lent_to(
    document: StoredDocument,
    groups: Mapping[str, Sequence[StoredDocument]],
    notes: Mapping[str, Note],
) -> Lent | None:
    """The one identity that the other files of the first group agree on, as far as it fits."""
    own = notes[document.document_id].identity
    for source, group in groups.items():
        # a file that speaks of neither budget nor accounts is no part because of where it lay
        if source != "part_of" and (own.is_complete or own.phase is None or own.contradiction):
            continue
        others = [notes[other.document_id].identity for other in group if other != document]
        complete = [each for each in others if each.is_complete]
        fitting = [each for each in complete if source == "part_of" or _fits(own, each)]
        if fitting and all(_is_one(fitting[0], each) for each in fitting[1:]):
            first = fitting[0]
            return Lent(source, *(getattr(first, key) for key in NEEDED))
    return None


def _fits(own: PrintedIdentity, other: PrintedIdentity) -> bool:
    """Whether what the file prints itself is what the other one prints."""
    plain = all(
        getattr(own, key) in (None, getattr(other, key)) or key in own.weak
        for key in ("fiscal_year", "phase", "scope")
    )
    name = own.organisation
    return plain and (name is None or same_organisation(name, str(other.organisation), LAYOUTS))


def _is_one(one: PrintedIdentity, other: PrintedIdentity) -> bool:
    return _disclosure(one, None) == _disclosure(other, None)


def _tables_of_texts(
    documents: Sequence[StoredDocument], notes: Mapping[str, Note], lent: Mapping[str, Lent]
) -> dict[str, tuple[str, ...]]:
    """Of each text without forms, the documents with the forms of its disclosure."""
    disclosures: dict[tuple[object, ...], list[StoredDocument]] = {}
    for document in documents:
        if key := _disclosure(notes[document.document_id].identity, lent.get(document.document_id)):
            disclosures.setdefault(key, []).append(document)
    return {
        text.document_id: tables
        for group in disclosures.values()
        for text in group
        if not notes[text.document_id].forms and notes[text.document_id].has_text
        if (tables := tuple(_newest(group, notes)))
    }


def _disclosure(identity: PrintedIdentity, lent: Lent | None) -> tuple[object, ...] | None:
    """Equal for documents of one disclosure; None where the identity is not known."""
    known = lent if lent and (lent.is_stated or not identity.is_complete) else identity
    if identity.contradiction or identity.is_template or not all(_values(known)):
        return None
    name, *rest = _values(known)
    return organisation_key(str(name), LAYOUTS), *rest


def _values(known: PrintedIdentity | Lent) -> tuple[object, ...]:
    return tuple(getattr(known, key) for key in NEEDED)


def _newest(group: Iterable[StoredDocument], notes: Mapping[str, Note]) -> Iterator[str]:
    """The documents with forms, of each form the one known last."""
    latest: dict[str, StoredDocument] = {}
    for document in sorted(group, key=_known_when):
        for form in notes[document.document_id].forms:
            latest[form] = document
    yield from sorted({document.document_id for document in latest.values()})


def _known_when(document: StoredDocument) -> tuple[int, str, str, str]:
    published = str(document.published_on or "")
    number = document.stated_vintage or 0
    return number, published, document.retrieved_at.isoformat(), document.document_id
