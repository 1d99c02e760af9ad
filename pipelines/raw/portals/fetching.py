"""One file or page from the net, politely: robots.txt, a pause, retries, limits, public addresses.

What is asked for, and what becomes of it, is in visiting.py.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import httpx
from protego import Protego
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt
from tenacity.wait import wait_exponential_jitter

from pipelines.raw.portals.addresses import AddressRefused, public_address
from pipelines.raw.portals.portal_file import WebPortal
from pipelines.raw.portals.visits import FetchFailed

USER_AGENT = "gongkai"
MOST_REDIRECTS = 5
LONGEST_PAUSE_SECONDS = 120.0
_NOT_MODIFIED, _TOO_MANY, _REDIRECTS = 304, 429, (301, 302, 303, 307, 308)


@dataclass(frozen=True)
class Validators:
    """What the server said of a version, to ask later whether there is another."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The headers that ask only for another version."""
        said = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in said.items() if value}


NO_VALIDATORS = Validators()


@dataclass(frozen=True)
class Fetched:
    """The bytes of an address; `content` is None where they are those that are known."""

    address: str
    content: bytes | None
    content_type: str
    validators: Validators
    disposition: bytes | None = None


@dataclass
class Fetcher:
    """Asks the machines of one portal. `now` and `sleep` are time, for tests to hold still."""

    portal: WebPortal
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    requests: int = 0
    _asked_at: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, Protego | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        limits = self.portal.limits
        self._client = httpx.Client(
            follow_redirects=False,
            timeout=limits.seconds_without_a_byte,
            trust_env=False,
            # a packed answer is unpacked before anybody knows how long it is
            headers={"User-Agent": USER_AGENT, "Accept-Encoding": "identity"},
        )

    def close(self) -> None:
        """Give back the connections."""
        self._client.close()

    def fetch(self, address: str, most_bytes: int, known: Validators | None = None) -> Fetched:
        """The bytes of an address, over a few redirects; raises FetchFailed."""
        if not self._may_be_asked(address):
            raise FetchFailed("robots", f"{address}: robots.txt forbids it")
        return self._with_retries(lambda: self._followed(address, most_bytes, known))

    def _with_retries(self, ask: Callable[[], Fetched]) -> Fetched:
        retrying = Retrying(
            stop=stop_after_attempt(self.portal.limits.attempts),
            wait=_pause,
            retry=retry_if_exception(lambda e: isinstance(e, FetchFailed) and e.is_passing),
            sleep=self.sleep,
            reraise=True,
        )
        return retrying(ask)

    def _followed(self, address: str, most_bytes: int, known: Validators | None) -> Fetched:
        asked = address
        for _ in range(MOST_REDIRECTS + 1):
            with self._response(asked, known) as response:
                if response.status_code not in _REDIRECTS:
                    return self._fetched(asked, response, most_bytes)
                asked = urljoin(asked, response.headers.get("location", ""))
            if urlsplit(asked).hostname not in self.portal.hosts:
                raise FetchFailed("redirect_elsewhere", f"{address}: redirected to {asked}")
        raise FetchFailed("too_many_redirects", f"{address}: more than {MOST_REDIRECTS} redirects")

    @contextmanager
    def _response(self, address: str, known: Validators | None) -> Iterator[httpx.Response]:
        """One request, after the pause that its host is owed, to an address that was judged."""
        self.requests += 1
        if self.requests > self.portal.limits.requests:
            raise FetchFailed("too_many_requests", f"more than {self.portal.limits.requests} asked")
        try:
            request = self._request(address, known)
            self._pause_for(request.headers["Host"])
            response = self._client.send(request, stream=True)
        except (AddressRefused, httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            raise FetchFailed("address_refused", f"{address}: {error}") from error
        except httpx.HTTPError as error:
            reason = f"{address}: {type(error).__name__}: {error}"
            raise FetchFailed("no_answer", reason, is_passing=True) from error
        try:
            yield response
        finally:
            response.close()

    def _request(self, address: str, known: Validators | None) -> httpx.Request:
        url = httpx.URL(address)
        if url.scheme not in ("http", "https"):
            raise AddressRefused(f"{url.scheme} is not asked")
        port = url.port or (443 if url.scheme == "https" else 80)
        machine = public_address(url.host, port, self.portal.allow_private_addresses)
        return self._client.build_request(
            "GET",
            url.copy_with(host=machine),
            headers={"Host": url.netloc.decode("ascii"), **(known.headers() if known else {})},
            extensions={"sni_hostname": url.raw_host.decode("ascii")},
        )

    def _pause_for(self, host: str) -> None:
        rules = self._robots.get(host)
        asked_for = float(rules.crawl_delay(USER_AGENT) or 0) if rules else 0.0
        owed = max(self.portal.limits.seconds_between_requests, asked_for)
        since = self.now() - self._asked_at.get(host, float("-inf"))
        if since < owed:
            self.sleep(min(owed - since, LONGEST_PAUSE_SECONDS))
        self._asked_at[host] = self.now()

    def _fetched(self, address: str, response: httpx.Response, most_bytes: int) -> Fetched:
        _check_status(address, response)
        is_known = response.status_code == _NOT_MODIFIED
        headers = response.headers
        return Fetched(
            address,
            None if is_known else self._content(address, response, most_bytes),
            headers.get("content-type", ""),
            Validators(headers.get("etag"), headers.get("last-modified")),
            _raw(headers, b"content-disposition"),
        )

    def _content(self, address: str, response: httpx.Response, most_bytes: int) -> bytes:
        """The body within the limits of size and time, however slowly or endlessly it comes."""
        content = bytearray()
        until = self.now() + self.portal.limits.seconds_per_file
        try:
            for chunk in response.iter_bytes():
                content += chunk
                if len(content) > most_bytes:
                    raise FetchFailed("too_large", f"{address}: more than {most_bytes:,} bytes")
                if self.now() > until:
                    seconds = self.portal.limits.seconds_per_file
                    raise FetchFailed("too_slow", f"{address}: not done in {seconds:g} seconds")
        except httpx.HTTPError as error:
            reason = f"{address}: {type(error).__name__}: {error}"
            raise FetchFailed("broken_off", reason, is_passing=True) from error
        return bytes(content)

    def _may_be_asked(self, address: str) -> bool:
        parts = urlsplit(address)
        if parts.netloc not in self._robots:
            self._robots[parts.netloc] = self._rules(f"{parts.scheme}://{parts.netloc}/robots.txt")
        rules = self._robots[parts.netloc]
        return rules is None or rules.can_fetch(address, USER_AGENT)

    def _rules(self, address: str) -> Protego | None:
        """The rules of a host; none where it has none, and no visit where they cannot be told."""
        try:
            most_bytes = self.portal.limits.bytes_per_page
            fetched = self._with_retries(lambda: self._followed(address, most_bytes, None))
        except FetchFailed as failed:
            if failed.reason_code in ("missing", "refused_by_server"):
                return None
            raise
        return Protego.parse((fetched.content or b"").decode("utf-8", "replace"))


def _raw(headers: httpx.Headers, name: bytes) -> bytes | None:
    return next((value for key, value in headers.raw if key.lower() == name), None)


def _check_status(address: str, response: httpx.Response) -> None:
    status = response.status_code
    if status in (200, _NOT_MODIFIED):
        return
    if status == _TOO_MANY or status >= 500:
        wait = _retry_after(response.headers.get("retry-after", ""))
        raise FetchFailed("server_error", f"{address}: status {status}", True, wait)
    code = "missing" if status in (404, 410) else "refused_by_server"
    raise FetchFailed(code, f"{address}: status {status}")


def _retry_after(said: str) -> float:
    """Seconds that a server asks to wait: a number, or the time of a date from now."""
    if said.isascii() and said.isdigit():
        return min(float(said), LONGEST_PAUSE_SECONDS)
    try:
        moment = parsedate_to_datetime(said)
    except (TypeError, ValueError):
        return 0.0
    return min(max(moment.timestamp() - time.time(), 0.0), LONGEST_PAUSE_SECONDS)


_BACK_OFF = wait_exponential_jitter(multiplier=2.0, max=60.0)


def _pause(state: RetryCallState) -> float:
    """The pause before asking again: what the server asked for, at least what is usual."""
    error = state.outcome.exception() if state.outcome else None
    asked_for = error.wait_seconds if isinstance(error, FetchFailed) else 0.0
    return max(_BACK_OFF(state), asked_for)
