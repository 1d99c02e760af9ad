"""`gongkai portal try`: what a portal file would find, and nothing is kept."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from tests.raw.portals.portal_server import Answer, PortalServer, page, running

Gongkai = Callable[..., Result]


@pytest.fixture
def server() -> Iterator[PortalServer]:
    with running() as portal:
        portal.answers["/list.html"] = page({"a.pdf": "甲局2025年部门预算", "b.pdf": "乙局"})
        yield portal


@pytest.fixture
def file(server: PortalServer, tmp_path: Path) -> Path:
    said = {
        "kind": "web",
        "title": "某区",
        "start": [server.address("/list.html")],
        "allow_private_addresses": True,
        "link_text": "(?P<organisation>.+?局)(?P<fiscal_year>[0-9]{4})年部门(?P<phase>预算)",
        "limits": {"seconds_between_requests": 0, "attempts": 1},
    }
    made = tmp_path / "site.yaml"
    made.write_text(json.dumps(said), encoding="utf-8")
    return made


def test_it_shows_what_would_be_found(gongkai: Gongkai, server: PortalServer, file: Path) -> None:
    done = gongkai("portal", "try", file)
    assert done.exit_code == 0
    _, first, second = [line.split("\t") for line in done.stdout.splitlines()]
    assert first[:3] == ["甲局", "2025", "budget"]
    assert second[:4] == ["", "", "", "乙局"]
    assert set(server.asked) == {"/robots.txt", "/list.html"}
    assert len(json.loads(gongkai("portal", "try", file, "--json").stdout)["found"]) == 2
    assert len(gongkai("portal", "try", file, "--most", "1").stdout.splitlines()) == 2


def test_a_list_that_fails_exits_1_and_a_wrong_file_2(
    gongkai: Gongkai, server: PortalServer, file: Path
) -> None:
    server.answers["/list.html"] = Answer(b"", 500)
    done = gongkai("portal", "try", file)
    assert done.exit_code == 1
    assert "status 500" in done.stderr
    file.write_text("kind: web\ntitel: x\n", encoding="utf-8")
    assert gongkai("portal", "try", file).exit_code == 2


def test_a_folder_shows_its_files(gongkai: Gongkai, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.pdf").write_bytes(b"%PDF-1.7")
    file = tmp_path / "disk.yaml"
    file.write_text("kind: folder\ntitle: x\npath: in\n", encoding="utf-8")
    assert gongkai("portal", "try", file).stdout.endswith("in/a.pdf\n")
    (tmp_path / "in" / "a.pdf").unlink()
    (tmp_path / "in").rmdir()
    assert gongkai("portal", "try", file).exit_code == 2
