"""A server that is a portal, and the portal file that tells of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.raw.archive_files import pdf
from tests.raw.portals.portal_server import Answer, PortalServer, page, running
from tests.raw.portals.portal_site import Site


@pytest.fixture
def server() -> Iterator[PortalServer]:
    with running() as portal:
        yield portal


@pytest.fixture
def site(server: PortalServer, tmp_path: Path) -> Site:
    server.answers["/list.html"] = page({"a.pdf": "甲局2025年部门预算", "b.pdf": "乙局"})
    server.answers["/a.pdf"] = Answer(pdf(1), etag='"1"')
    server.answers["/b.pdf"] = Answer(pdf(2), etag='"1"')
    return Site(server, tmp_path)
