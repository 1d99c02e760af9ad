"""Who is told of a night, and how: a real server for each way."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from pipelines.commands import notices
from pipelines.commands.nightly_report import NightlyReport, write_report
from pipelines.commands.notices import notice_of, tell
from pipelines.commands.set_aside import SetAside
from pipelines.locations import Locations
from pipelines.settings import NoticeSettings

QUIET = NightlyReport("1", "2026-01-02T00:00:00", "2026-01-02T00:01:00", "nothing_new", "r1")
ENTRY = SetAside("a" * 64, "局.pdf", "encrypted", "局.pdf is encrypted")
OPEN = NightlyReport(
    "2", "2026-01-03T00:00:00", "2026-01-03T00:01:00", "released", "r2", set_aside=[ENTRY]
)


@contextmanager
def serving(server: socketserver.BaseServer) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_address[1]  # type: ignore[misc]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Hook(BaseHTTPRequestHandler):
    """Keeps what is posted; answers the first of it with 503 where the server says so."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append(json.loads(body))  # type: ignore[attr-defined]
        fails = self.server.failing > 0  # type: ignore[attr-defined]
        self.server.failing -= 1  # type: ignore[attr-defined]
        self.send_response(503 if fails else 200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the terminal of the tests."""


@contextmanager
def hook(failing: int = 0) -> Iterator[tuple[NoticeSettings, list[dict[str, object]]]]:
    server = HTTPServer(("127.0.0.1", 0), Hook)
    server.got, server.failing = [], failing  # type: ignore[attr-defined]
    with serving(server) as port:
        yield NoticeSettings(webhook=f"http://127.0.0.1:{port}/x"), server.got  # type: ignore


def test_only_a_night_that_needs_a_person_is_told_unless_all_are() -> None:
    with hook() as (settings, got):
        assert tell(QUIET, settings) == []
        assert got == []
        assert tell(QUIET, settings.model_copy(update={"always": True})) == []
        assert tell(OPEN, settings) == []
    assert len(got) == 2
    assert str(got[1]["text"]).startswith(
        "gongkai: a new release is being served; 1 set aside and not acknowledged\n\n# Night of"
    )
    assert got[1]["report"]["set_aside"][0]["file_name"] == "局.pdf"  # type: ignore[index]


def test_a_server_that_stumbles_is_asked_again_and_one_that_is_down_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with hook(failing=1) as (settings, got):
        assert tell(OPEN, settings) == []
        assert len(got) == 2
    monkeypatch.setattr(notices, "TRIES", 1)
    (problem,) = tell(OPEN, settings)
    assert problem.startswith("the notice by webhook was not sent: ConnectError")


class Mailbox(socketserver.StreamRequestHandler):
    """As much of SMTP as one message needs."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            if line.upper().startswith(b"DATA"):
                self.wfile.write(b"354 go on\r\n")
                lines = iter(self.rfile.readline, b".\r\n")
                self.server.got.append(b"".join(lines))  # type: ignore[attr-defined]
            elif line.upper().startswith(b"QUIT"):
                self.wfile.write(b"221 bye\r\n")
                return
            self.wfile.write(b"250 ok\r\n")


def test_a_mail_carries_the_page() -> None:
    server = socketserver.TCPServer(("127.0.0.1", 0), Mailbox)
    server.got = []  # type: ignore[attr-defined]
    with serving(server) as port:
        email = {"to": ["a@example.org", "b@example.org"], "sender": "g@example.org"}
        email |= {"host": "127.0.0.1", "port": port, "starttls": False}
        assert tell(OPEN, NoticeSettings.model_validate({"email": email})) == []
    (message,) = server.got  # type: ignore[attr-defined]
    assert b"To: a@example.org, b@example.org" in message
    assert b"1 set aside and not acknowledged" in message.replace(b"\r\n ", b" ")


def test_a_run_that_was_killed_has_no_report_of_its_own(tmp_path: Path) -> None:
    locations = Locations(tmp_path / "raw", tmp_path / "warehouse")
    write_report(locations, OPEN, None)
    found = notice_of(locations, "2026-01-03T00:00:00", "killed")
    assert "1 set aside" in found.subject and "局.pdf" in found.text
    late = notice_of(locations, "2026-01-04T00:00:00", "killed")
    assert late.subject == "gongkai: the night ended without a report"
    assert "killed" in late.text
