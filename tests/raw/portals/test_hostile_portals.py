"""What a portal sends that costs its own link and no other; machines that are not asked."""

import pytest

from pipelines.raw.portals import fetching
from pipelines.raw.portals.addresses import AddressRefused, public_address
from pipelines.raw.portals.visits import FetchFailed
from tests.raw.archive_files import pdf
from tests.raw.portals.portal_server import Answer, gzip_bomb, page
from tests.raw.portals.portal_site import Site


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(b"<html>log in</html>", content_type="text/html"), "wrong_type"),
        (Answer(b"", content_type="application/pdf"), "wrong_type"),
        (Answer(b"x" * 65536, is_endless=True), "too_large"),
        (gzip_bomb(50 * 1024**2), "too_large"),
        (Answer(b"no", 404), "missing"),
        (Answer(b"no", 403), "refused_by_server"),
        (Answer(b"", 302, {"Location": "/a.pdf"}), "too_many_redirects"),
        (Answer(b"", 302, {"Location": "http://127.0.0.2/x.pdf"}), "redirect_elsewhere"),
        (Answer(b"", 302, {"Location": "file:///etc/passwd"}), "redirect_elsewhere"),
    ],
)
def test_a_hostile_answer_costs_its_own_link(site: Site, answer: Answer, code: str) -> None:
    site.server.answers["/a.pdf"] = answer
    site.limits(bytes_per_file=1024**2)
    assert site.codes() == {"a.pdf": code}
    assert site.names() == {"b.pdf"}


def test_an_answer_that_comes_too_slowly_is_given_up(site: Site) -> None:
    site.server.answers["/list.html"] = page({"a.pdf": "甲局"})
    site.server.answers["/a.pdf"] = Answer(b"%PDF-1.7" * 8192, is_endless=True)
    site.clock.tick = 40
    assert site.codes() == {"a.pdf": "too_slow"}


def test_a_redirect_to_this_machine_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(host: str, port: int, allow_private: bool = False) -> str:
        return "127.0.0.1" if host == "portal.test" else public_address(host, port, allow_private)

    monkeypatch.setattr(fetching, "public_address", resolve)
    site.said |= {
        "start": [site.server.address("/list.html", "portal.test")],
        "other_hosts": ["localhost"],
        "allow_private_addresses": False,
    }
    site.server.answers["/secret.pdf"] = Answer(pdf(9))
    location = site.server.address("/secret.pdf", "localhost")
    site.server.answers["/a.pdf"] = Answer(b"", 302, {"Location": location})
    assert site.codes() == {"a.pdf": "address_refused"}
    assert "/secret.pdf" not in site.server.asked
    assert site.names() == {"b.pdf"}


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "10.1.2.3", "192.168.1.1", "169.254.169.254", "::1", "0.0.0.0",
     "::ffff:127.0.0.1", "100.64.0.1", "224.0.0.1"],
)  # fmt: skip
def test_machines_that_are_not_public_are_refused(host: str) -> None:
    with pytest.raises(AddressRefused, match="not a public address"):
        public_address(host, 80)
    assert public_address(host, 80, allow_private=True)


def test_a_public_machine_is_asked() -> None:
    assert public_address("1.1.1.1", 443) == "1.1.1.1"


def test_without_leave_this_machine_is_not_asked_at_all(site: Site) -> None:
    site.said["allow_private_addresses"] = False
    with pytest.raises(FetchFailed, match="not a public address"):
        site.fetcher().fetch(site.server.address("/a.pdf"), 1024)
    assert site.server.asked == []
