"""A portal on this machine, for tests: addresses and what the server does when they are asked."""

import gzip
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Answer:
    """One answer; `etag` makes the server answer 304 to whoever knows it."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str | None = None
    content_type: str = "application/pdf"
    is_endless: bool = False
    raw_headers: bytes = b""


def page(links: Mapping[str, str], charset: str = "utf-8") -> Answer:
    """An HTML page of links, address to text."""
    anchors = "".join(f'<li><a href="{address}">{text}</a></li>' for address, text in links.items())
    text = f'<html><head><meta charset="{charset}"></head><body><ul>{anchors}</ul></body></html>'
    return Answer(text.encode(charset), content_type="text/html")


def gzip_bomb(size: int) -> Answer:
    """Few bytes that a client unpacks to many."""
    packed = gzip.compress(bytes(size))
    return Answer(packed, headers={"Content-Encoding": "gzip"})


@dataclass
class PortalServer:
    """The running server: what it answers may be changed, what it was asked is kept."""

    port: int
    answers: dict[str, Answer | Callable[[], Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def address(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    portal: PortalServer

    def do_GET(self) -> None:
        self.portal.asked.append(self.path)
        made = self.portal.answers.get(self.path, Answer(b"not here", 404))
        answer = made if isinstance(made, Answer) else made()
        if answer.etag and self.headers.get("If-None-Match") == answer.etag:
            self.send_response(304)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.etag:
            self.send_header("ETag", answer.etag)
        if answer.raw_headers:
            self._headers_buffer.append(answer.raw_headers)  # type: ignore[attr-defined]
        if not answer.is_endless:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self._send_body(answer)

    def _send_body(self, answer: Answer) -> None:
        try:
            self.wfile.write(answer.body)
            while answer.is_endless:
                self.wfile.write(answer.body)
        except OSError:
            # the client has hung up, as it should
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def running() -> Iterator[PortalServer]:
    """A server on a free port of this machine."""
    handler = type("Handler", (_Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    portal = PortalServer(server.server_address[1])
    handler.portal = portal  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield portal
    finally:
        server.shutdown()
        server.server_close()
