"""`gongkai portal try`: what a portal file would find, without keeping anything."""

import json
import tempfile
from dataclasses import asdict
from itertools import islice
from pathlib import Path

import click

from pipelines.commands.problems import UsageProblem
from pipelines.commands.terminal import print_table
from pipelines.frames.knowledge_file import KnowledgeError
from pipelines.raw.found_files import files_below
from pipelines.raw.names import readable_path
from pipelines.raw.portals.fetching import Fetcher
from pipelines.raw.portals.links import told_by
from pipelines.raw.portals.portal_file import FolderPortal, WebPortal, read_portal
from pipelines.raw.portals.portal_state import PortalState
from pipelines.raw.portals.visiting import found_documents
from pipelines.raw.portals.visits import PortalVisit
from pipelines.raw.refusals import RefusedFile

_COLUMNS = ("organisation", "fiscal_year", "phase", "text", "address")


def try_portal(file: Path, most: int, as_json: bool) -> int:
    """Print the first documents that a visit would find; the exit status.

    0 good, 1 where a list or article could not be read. Raises UsageProblem on a wrong file.
    """
    try:
        portal = read_portal(file)
    except KnowledgeError as error:
        raise UsageProblem(str(error)) from error
    if isinstance(portal, FolderPortal):
        return _try_folder(file.parent / portal.path, most)
    visit = PortalVisit(file.stem)
    rows = _found(portal, visit, most)
    if as_json:
        click.echo(json.dumps({"found": rows, "failed": [asdict(f) for f in visit.failed]},
                              ensure_ascii=False, indent=1))  # fmt: skip
    else:
        print_table(_COLUMNS, [[row[name] for name in _COLUMNS] for row in rows])
    for failed in visit.failed:
        click.echo(f"failed: {failed.reason} [{failed.reason_code}]", err=True)
    click.echo(f"{len(rows):,} found, {visit.elsewhere:,} on hosts that are not asked", err=True)
    return 1 if visit.failed else 0


def _found(portal: WebPortal, visit: PortalVisit, most: int) -> list[dict[str, str]]:
    fetcher = Fetcher(portal)
    with tempfile.TemporaryDirectory() as nowhere:
        state = PortalState(Path(nowhere) / "state.json")
        try:
            found = list(islice(found_documents(portal, fetcher, state, visit), most))
        finally:
            fetcher.close()
    rows = []
    for document in found:
        told = {key: str(value) for key, value in told_by(portal, document.text).items()}
        row = {"text": document.text, "address": document.link.address}
        rows.append(dict.fromkeys(_COLUMNS, "") | told | row)
    return rows


def _try_folder(folder: Path, most: int) -> int:
    if not folder.is_dir():
        raise UsageProblem(f"there is no folder {readable_path(folder)}")
    refused = False
    for found in islice(files_below(folder, ()), most):
        if isinstance(found, RefusedFile):
            click.echo(f"failed: {found.reason} [{found.reason_code}]", err=True)
            refused = True
        else:
            click.echo(readable_path(found))
    return 1 if refused else 0
