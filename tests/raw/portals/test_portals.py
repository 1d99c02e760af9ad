"""A portal visited night after night: what is new, changed, gone, hostile or slow."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipelines.raw.intake import Intake, RegistrationReport
from pipelines.raw.portals import fetching
from pipelines.raw.portals.addresses import AddressRefused, public_address
from pipelines.raw.portals.discovery import discover
from pipelines.raw.portals.fetching import Fetcher
from pipelines.raw.portals.portal_file import WebPortal
from pipelines.raw.portals.portal_state import portal_state
from pipelines.raw.portals.visiting import MOST_SILENT, visit_portal
from pipelines.raw.portals.visits import FetchFailed, PortalVisit
from pipelines.raw.store import StoredDocument, stored_documents
from tests.raw.archive_files import archive, pdf
from tests.raw.portals.portal_server import Answer, PortalServer, gzip_bomb, page, running


@pytest.fixture
def server() -> Iterator[PortalServer]:
    with running() as portal:
        yield portal


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


@pytest.fixture
def site(server: PortalServer, tmp_path: Path) -> Site:
    server.answers["/list.html"] = page({"a.pdf": "甲局2025年部门预算", "b.pdf": "乙局"})
    server.answers["/a.pdf"] = Answer(pdf(1), etag='"1"')
    server.answers["/b.pdf"] = Answer(pdf(2), etag='"1"')
    return Site(server, tmp_path)


def facts_of(document: StoredDocument) -> dict[str, Any]:
    return json.loads(document.path.with_suffix(".json").read_text(encoding="utf-8"))


def test_what_is_new_is_fetched_once_and_what_is_known_is_not_sent_again(site: Site) -> None:
    first = site.visit()
    assert (first.found, len(first.new), first.failed) == (2, 2, [])
    assert site.names() == {"a.pdf", "b.pdf"}
    assert {d.source_url for d in site.stored()} == {
        site.server.address("/a.pdf"),
        site.server.address("/b.pdf"),
    }
    second = site.visit()
    assert (second.found, second.new, second.changed, second.vanished) == (2, [], [], [])


def test_a_changed_file_is_another_document_beside_the_old_one(site: Site) -> None:
    site.visit()
    site.server.answers["/a.pdf"] = Answer(pdf(3), etag='"2"')
    visit = site.visit()
    assert visit.changed == [site.server.address("/a.pdf")]
    assert len(site.stored()) == 3


def test_the_same_bytes_without_an_etag_are_nothing_new(site: Site) -> None:
    site.server.answers["/a.pdf"] = Answer(pdf(1))
    site.visit()
    visit = site.visit()
    assert (visit.new, visit.changed) == ([], [])


def test_what_vanished_is_told_once_and_kept(site: Site) -> None:
    site.visit()
    site.server.answers["/list.html"] = page({"a.pdf": "甲局"})
    assert site.visit().vanished == [site.server.address("/b.pdf")]
    assert site.visit().vanished == []
    assert site.names() == {"a.pdf", "b.pdf"}
    site.server.answers["/list.html"] = page({"a.pdf": "甲局", "b.pdf": "乙局"})
    site.visit()
    site.server.answers["/list.html"] = page({"a.pdf": "甲局"})
    assert site.visit().vanished == [site.server.address("/b.pdf")]


def test_a_list_that_fails_makes_nothing_vanish(site: Site) -> None:
    site.visit()
    site.server.answers["/list.html"] = Answer(b"", 500)
    visit = site.visit()
    assert [each.reason_code for each in visit.failed] == ["server_error"]
    assert visit.vanished == []


def test_a_server_in_trouble_is_asked_again_after_longer_and_longer_pauses(site: Site) -> None:
    answers = [Answer(b"", 500), Answer(b"", 503, {"Retry-After": "77"}), Answer(pdf(1))]
    site.server.answers["/a.pdf"] = lambda: answers.pop(0)
    site.limits(seconds_between_requests=0)
    assert site.visit().failed == []
    assert answers == []
    first, second = site.clock.slept
    assert 2 <= first < 10
    assert second == 77


def test_the_other_documents_come_where_one_stays_in_trouble(site: Site) -> None:
    site.server.answers["/a.pdf"] = Answer(b"", 500)
    site.limits(attempts=3)
    assert site.codes() == {"a.pdf": "server_error"}
    assert site.server.asked.count("/a.pdf") == 3
    assert site.names() == {"b.pdf"}


def test_a_server_that_stays_silent_is_left_alone_until_another_night(site: Site) -> None:
    site.server.answers["/list.html"] = page({f"{n}.pdf": str(n) for n in range(20)})
    for n in range(20):
        site.server.answers[f"/{n}.pdf"] = Answer(b"", 503)
    site.limits(attempts=1)
    visit = site.visit()
    assert len(visit.failed) == MOST_SILENT
    assert visit.is_complete is False


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


def test_an_article_with_three_attachments_is_one_disclosure(site: Site) -> None:
    site.said |= {
        "articles": {"text": "部门预算"},
        "link_text": r"(?P<organisation>.+?局)(?P<fiscal_year>\d{4})年部门(?P<phase>预算|决算)",
    }
    site.server.answers["/list.html"] = page({"art/1.html": "丙局2024年部门决算公开，部门预算"})
    links = {f"{n}.pdf": f"附件{n}" for n in range(3)}
    site.server.answers["/art/1.html"] = page(links | {"/about.html": "关于"})
    for n in range(3):
        site.server.answers[f"/art/{n}.pdf"] = Answer(pdf(n))
    visit = site.visit()
    assert (visit.found, len(visit.new), visit.failed) == (3, 3, [])
    assert len({document.folder_id for document in site.stored()}) == 1
    facts = facts_of(site.stored()[0])
    assert facts["found_on"] == site.server.address("/art/1.html")
    told = {key: facts[key] for key in ("organisation", "fiscal_year", "phase", "defaults")}
    assert told == {
        "organisation": "丙局",
        "fiscal_year": 2024,
        "phase": "final",
        "defaults": ["fiscal_year", "organisation", "phase"],
    }


def test_an_article_that_has_not_changed_is_remembered(site: Site) -> None:
    site.said["articles"] = {"address": r"art\d"}
    site.server.answers["/list.html"] = page({"art1": "文章"})
    article = page({"a.pdf": "附件"})
    article.etag = '"1"'
    site.server.answers["/art1"] = article
    site.visit()
    visit = site.visit()
    assert (visit.found, visit.vanished) == (1, [])


def test_article_pages_are_kept_where_the_portal_file_says_so(site: Site) -> None:
    site.said |= {"articles": {"address": r"art\d"}, "save_articles": True}
    site.server.answers["/list.html"] = page({"art1.html": "文章"})
    site.server.answers["/art1.html"] = page({"a.pdf": "附件"})
    assert site.visit().failed == []
    assert site.names() == {"a.pdf", "art1.html"}


def test_names_never_lead_anywhere_and_are_read_in_gbk(site: Site) -> None:
    site.server.answers["/a.pdf"] = Answer(
        pdf(1), headers={"Content-Disposition": 'attachment; filename="../../x.pdf"'}
    )
    gbk = 'Content-Disposition: attachment; filename="部门预算.pdf"\r\n'.encode("gbk")
    site.server.answers["/b.pdf"] = Answer(pdf(2), raw_headers=gbk)
    site.visit()
    assert site.names() == {"x.pdf", "部门预算.pdf"}
    inside = {path for path in site.folder.rglob("*") if path.is_file()}
    assert all(path.parts[len(site.folder.parts)] in ("store", "states") for path in inside)


def test_a_list_in_gbk_and_addresses_in_gbk_are_read(site: Site) -> None:
    site.server.answers["/list.html"] = page({"%D4%A4%CB%E3.pdf": "甲局预算"}, "gbk")
    site.server.answers["/%D4%A4%CB%E3.pdf"] = Answer(pdf(1))
    site.said["documents"] = {"text": "预算"}
    assert site.visit().failed == []
    assert site.names() == {"预算.pdf"}


def test_pages_that_call_themselves_xml_and_empty_pages_are_read(site: Site) -> None:
    listed = site.server.answers["/list.html"]
    assert isinstance(listed, Answer)
    listed.body = b'<?xml version="1.0" encoding="gb2312"?>' + listed.body
    assert site.visit().found == 2
    site.server.answers["/list.html"] = Answer(b"", content_type="text/html")
    assert site.visit().found == 0


def test_numbered_lists_end_where_one_is_missing(site: Site) -> None:
    site.said["pages"] = {"address": site.server.address("/list_{n}.html"), "first": 1, "last": 9}
    site.server.answers["/list_1.html"] = page({"c.pdf": "丙局"})
    site.server.answers["/c.pdf"] = Answer(pdf(3))
    assert site.visit().found == 3
    assert "/list_2.html" in site.server.asked
    assert "/list_3.html" not in site.server.asked


def test_links_that_are_not_meant_or_lead_elsewhere_are_left_alone(site: Site) -> None:
    links = {
        "a.pdf": "甲局",
        "x.html": "新闻",
        "http://elsewhere.test/y.pdf": "丁局",
        "mailto:a@b": "信",
    }
    site.server.answers["/list.html"] = page(links)
    visit = site.visit()
    assert (visit.found, visit.elsewhere) == (1, 1)
    assert "/x.html" not in site.server.asked


def test_robots_txt_is_obeyed(site: Site) -> None:
    site.server.answers["/robots.txt"] = Answer(
        b"User-agent: *\nDisallow: /a.pdf\nCrawl-delay: 9\n", content_type="text/plain"
    )
    assert site.codes() == {"a.pdf": "robots"}
    assert "/a.pdf" not in site.server.asked
    assert max(site.clock.slept) == 9


def test_a_host_whose_robots_txt_cannot_be_told_is_not_visited(site: Site) -> None:
    site.server.answers["/robots.txt"] = Answer(b"", 500)
    visit = site.visit()
    assert [each.reason_code for each in visit.failed] == ["server_error"]
    assert set(site.server.asked) == {"/robots.txt"}


def test_each_host_is_given_its_pause(site: Site) -> None:
    site.limits(seconds_between_requests=5)
    site.visit()
    # robots.txt, the list and two documents: a pause before each but the first
    assert site.clock.slept == [5, 5, 5]


def test_a_visit_that_was_cut_short_goes_on(site: Site) -> None:
    site.limits(requests=3)
    first = site.visit()
    assert [each.reason_code for each in first.failed] == ["too_many_requests"]
    assert site.names() == {"a.pdf"}
    site.limits(requests=100)
    assert site.visit().new == [site.server.address("/b.pdf")]


def test_an_archive_on_a_portal_gives_its_files(site: Site) -> None:
    site.server.answers["/a.pdf"] = Answer(archive({"表.pdf": pdf(8)}))
    site.visit()
    assert site.names() == {"表.pdf", "b.pdf"}


def test_a_refused_file_is_told_every_night(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipelines.raw import intake

    def breaks(*_: object) -> None:
        raise RecursionError("odd")

    monkeypatch.setattr(intake, "keep", breaks)
    for _ in range(2):
        fetcher = site.fetcher()
        report = RegistrationReport()
        state = portal_state(site.folder / "states", "site")
        visit_portal("site", fetcher.portal, fetcher, state, Intake(site.folder / "store", report))
        fetcher.close()
        assert {each.reason_code for each in report.refused} == {"taking_in_failed"}
        assert len(report.refused) == 2


def write_portal(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def test_every_portal_is_visited_on_its_own(site: Site, tmp_path: Path) -> None:
    files, landing = tmp_path / "portals", tmp_path / "landing"
    landing.mkdir()
    (landing / "c.pdf").write_bytes(pdf(3))
    write_portal(files, "bad", "kind: web\ntitle: x\nstart:\n- http://x.test/\nlimit: {}\n")
    write_portal(files, "disk", "kind: folder\ntitle: 收件箱\npath: ../landing\n")
    write_portal(files, "gone", "kind: folder\ntitle: x\npath: ../nowhere\n")
    write_portal(files, "site", json.dumps(site.said | {"limits": {"seconds_between_requests": 0}}))
    found = discover(files, tmp_path / "states", tmp_path / "store")
    assert [visit.portal_id for visit in found.visits] == ["bad", "disk", "gone", "site"]
    codes = {each.reason_code: each.reason for each in found.failed}
    assert set(codes) == {"bad_portal_file", "no_such_path"}
    assert "bad.yaml, line 5: limit" in codes["bad_portal_file"]
    assert {document.file_name for document in found.intake.stored} == {"a.pdf", "b.pdf", "c.pdf"}
    (landing / "c.pdf").unlink()
    again = discover(files, tmp_path / "states", tmp_path / "store")
    assert [len(visit.vanished) for visit in again.visits] == [0, 1, 0, 0]
    assert len(stored_documents(tmp_path / "store")) == 3


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("start: [ftp://x.test/]", "line 3: start.0"),
        ("start: []", "line 3: start"),
        ("start: [http://x.test/]\nlink_text: '(?P<year>.)'", "link_text names year"),
        ("start: [http://x.test/]\nphases: {预算: planned}", "planned, which is no phase"),
        ("start: [http://x.test/]\npages: {address: 'http://x.test/'}", "no {n}"),
        ("start: [http://x.test/]\nlink_text: '('", "line 4: link_text"),
    ],
)
def test_a_wrong_portal_file_is_told_with_its_line(tmp_path: Path, line: str, told: str) -> None:
    write_portal(tmp_path / "portals", "x", f"kind: web\ntitle: x\n{line}\n")
    found = discover(tmp_path / "portals", tmp_path / "states", tmp_path / "store")
    (failed,) = found.failed
    assert "x.yaml, line" in failed.reason
    assert told in failed.reason
