"""A portal of our own making: what a server says, and a store to visit it into."""

import json
from pathlib import Path
from typing import Any

from pipelines.raw.intake import Intake, RegistrationReport
from pipelines.raw.portals.fetching import Fetcher
from pipelines.raw.portals.portal_file import WebPortal
from pipelines.raw.portals.portal_state import portal_state
from pipelines.raw.portals.visiting import visit_portal
from pipelines.raw.portals.visits import PortalVisit
from pipelines.raw.store import StoredDocument, stored_documents
from tests.raw.portals.portal_server import PortalServer


class Clock:
    """Time that passes only by sleeping, and by `tick` whenever it is asked."""

    def __init__(self) -> None:
        self.time, self.tick = 0.0, 0.0
        self.slept: list[float] = []

    def now(self) -> float:
        self.time += self.tick
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


class Site:
    """A portal file over the server, and a store to visit it into."""

    def __init__(self, server: PortalServer, folder: Path) -> None:
        self.server, self.folder, self.clock = server, folder, Clock()
        self.said: dict[str, Any] = {
            "kind": "web",
            "title": "某区财政局",
            "start": [server.address("/list.html")],
            "allow_private_addresses": True,
        }

    def limits(self, **limits: float) -> None:
        self.said["limits"] = limits

    def fetcher(self) -> Fetcher:
        portal = WebPortal.model_validate(self.said)
        return Fetcher(portal, self.clock.now, self.clock.sleep)

    def visit(self) -> PortalVisit:
        fetcher = self.fetcher()
        state = portal_state(self.folder / "states", "site")
        intake = Intake(self.folder / "store", RegistrationReport())
        try:
            return visit_portal("site", fetcher.portal, fetcher, state, intake)
        finally:
            fetcher.close()

    def stored(self) -> list[StoredDocument]:
        return stored_documents(self.folder / "store")

    def names(self) -> set[str]:
        return {document.file_name for document in self.stored()}

    def codes(self) -> dict[str, str]:
        return {each.address.rpartition("/")[2]: each.reason_code for each in self.visit().failed}


def facts_of(document: StoredDocument) -> dict[str, Any]:
    return json.loads(document.path.with_suffix(".json").read_text(encoding="utf-8"))
