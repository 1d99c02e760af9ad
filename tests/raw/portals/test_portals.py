"""A portal visited night after night: what is new, changed, gone, or slow."""

import json
from pathlib import Path

import pytest

from pipelines.raw.intake import Intake, RegistrationReport
from pipelines.raw.portals.discovery import discover
from pipelines.raw.portals.portal_state import portal_state
from pipelines.raw.portals.visiting import MOST_SILENT, visit_portal
from pipelines.raw.store import stored_documents
from tests.raw.archive_files import archive, pdf
from tests.raw.portals.portal_server import Answer, page
from tests.raw.portals.portal_site import Site


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
