"""`gongkai remove`: a document out of all later builds, on record, and in again."""

from difflib import get_close_matches

import click

from pipelines.commands.problems import UsageProblem
from pipelines.locations import Locations
from pipelines.raw.store import (
    StoredDocument,
    remove_document,
    restore_document,
    stored_documents,
)

SHORTEST_PREFIX = 6
NO_REASON = "no reason was given"


def remove(locations: Locations, named: str, reason: str | None) -> None:
    """Take the document out; raises UsageProblem where none or several are meant."""
    document = _the_document(locations, named)
    if document.removal is not None:
        raise UsageProblem(f"{document.file_name} is out already: {document.removal.reason}")
    remove_document(document, (reason or "").strip() or NO_REASON)
    click.echo(f"{document.document_id}\t{document.file_name}")
    click.echo("taken out of the next build; gongkai run makes it. Undo: --undo", err=True)


def restore(locations: Locations, named: str) -> None:
    """Take a removed document in again; raises UsageProblem where it was never taken out."""
    document = _the_document(locations, named)
    if document.removal is None:
        raise UsageProblem(f"{document.file_name} was not taken out")
    restore_document(document)
    click.echo(f"{document.document_id}\t{document.file_name}")
    click.echo("in again from the next build on; gongkai run makes it", err=True)


def _the_document(locations: Locations, named: str) -> StoredDocument:
    """By id, by a unique beginning of it, or by file name."""
    stored = stored_documents(locations.documents)
    found = [each for each in stored if named in (each.document_id, each.file_name)]
    if not found and len(named) >= SHORTEST_PREFIX:
        found = [each for each in stored if each.document_id.startswith(named)]
    if len(found) == 1:
        return found[0]
    if found:
        listed = "".join(f"\n  {each.document_id}  {each.file_name}" for each in found)
        raise UsageProblem(f"{named} may be several documents, give the id:{listed}")
    close = get_close_matches(named, [each.file_name for each in stored], n=3, cutoff=0.5)
    hint = f" Did you mean {' or '.join(close)}?" if close else ""
    raise UsageProblem(f"no document {named} in {locations.documents}.{hint}")
