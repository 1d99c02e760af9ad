"""Articles with attachments, names and encodings of lists and links."""

from tests.raw.archive_files import pdf
from tests.raw.portals.portal_server import Answer, page
from tests.raw.portals.portal_site import Site, facts_of


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
