"""All portals of a folder of portal files, each on its own. One visit is in visiting.py."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipelines.frames.knowledge_file import KnowledgeError
from pipelines.raw.found_files import files_below
from pipelines.raw.intake import Intake, RegistrationReport
from pipelines.raw.names import readable_path
from pipelines.raw.portals.fetching import Fetcher
from pipelines.raw.portals.portal_file import FolderPortal, WebPortal, read_portal
from pipelines.raw.portals.portal_state import KnownLink, portal_state
from pipelines.raw.portals.visiting import visit_portal
from pipelines.raw.portals.visits import FailedLink, PortalVisit
from pipelines.raw.refusals import RefusedFile


@dataclass(frozen=True)
class Discovery:
    """What the visits came to, and what was taken in by them."""

    visits: list[PortalVisit]
    intake: RegistrationReport

    @property
    def failed(self) -> list[FailedLink]:
        """Every address and file of which nothing usable came."""
        links = [each for visit in self.visits for each in visit.failed]
        return links + [FailedLink(r.place, r.reason_code, r.reason) for r in self.intake.refused]


def discover(portal_files: Path, states: Path, store: Path) -> Discovery:
    """Visit every portal that `<portal_files>/*.yaml` describes; `states` is kept between visits.

    A portal that fails, or whose file is wrong, costs itself and no other. Raises OSError where
    the store cannot be written.
    """
    report = RegistrationReport()
    visits = [
        _visited(path, states, Intake(store, report))
        for path in sorted(portal_files.glob("*.yaml"))
    ]
    return Discovery(visits, report)


def _visited(path: Path, states: Path, intake: Intake) -> PortalVisit:
    portal_id = path.stem
    try:
        portal = read_portal(path)
    except KnowledgeError as error:
        failed = FailedLink(readable_path(path), "bad_portal_file", str(error))
        return PortalVisit(portal_id, failed=[failed], is_complete=False)
    if isinstance(portal, FolderPortal):
        return _visited_folder(portal_id, path.parent / portal.path, states, intake)
    return _visited_site(portal_id, portal, states, intake)


def _visited_site(portal_id: str, portal: WebPortal, states: Path, intake: Intake) -> PortalVisit:
    fetcher = Fetcher(portal)
    try:
        return visit_portal(portal_id, portal, fetcher, portal_state(states, portal_id), intake)
    finally:
        fetcher.close()


def _visited_folder(portal_id: str, folder: Path, states: Path, intake: Intake) -> PortalVisit:
    """A folder that somebody else fills: its files are taken in where they are."""
    visit, state = PortalVisit(portal_id), portal_state(states, portal_id)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    if not folder.is_dir():
        reason = f"{readable_path(folder)}: there is no such folder"
        visit.failed.append(FailedLink(readable_path(folder), "no_such_path", reason))
        return visit
    present: set[str] = set()
    stored_before = len(intake.report.stored)
    for found in files_below(folder, (intake.store,)):
        if isinstance(found, RefusedFile):
            intake.report.refused.append(found)
            continue
        intake.take_in(found, folder.resolve())
        address = os.fsencode(found).decode("utf-8", "backslashreplace")
        present.add(address)
        first_seen = state.documents[address].first_seen if address in state.documents else at
        state.documents[address] = KnownLink(first_seen, at)
    visit.found = len(present)
    visit.new = [each.file_name for each in intake.report.stored[stored_before:]]
    visit.vanished = state.vanish(set(state.documents) - present, at)
    state.save()
    return visit
