"""One visit to a portal: its lists, its articles, and the documents that are new or changed.

What disappeared is noted and never deleted. Asking machines is in fetching.py, keeping documents
in the store.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from pipelines.raw.intake import Intake
from pipelines.raw.media_type import EMPTY, HTML, MHTML, UNKNOWN, media_type_of
from pipelines.raw.portals.fetching import Fetched, Fetcher
from pipelines.raw.portals.links import Link, file_name, links_of, told_by
from pipelines.raw.portals.portal_file import WebPortal
from pipelines.raw.portals.portal_state import KnownLink, PortalState
from pipelines.raw.portals.visits import FetchFailed, PortalVisit

# After so many documents in a row without an answer, the others wait for another night.
MOST_SILENT = 5


@dataclass(frozen=True)
class FoundDocument:
    """A link to a document; `article` is the page it is attached to, or `is_page` that page."""

    link: Link
    article: Link | None = None
    is_page: bool = False

    @property
    def text(self) -> str:
        """What the portal says of it: the article's title stands for its attachments."""
        if self.is_page:
            return self.link.text
        return f"{self.article.text} {self.link.text}" if self.article else self.link.text


def found_documents(
    portal: WebPortal, fetcher: Fetcher, state: PortalState, visit: PortalVisit
) -> Iterator[FoundDocument]:
    """Every link to a document on the portal's lists and articles, once each; nothing is kept."""
    seen: set[str] = set()
    for link in _listed(portal, fetcher, visit):
        if link.address in seen:
            continue
        seen.add(link.address)
        if not _is_within(portal, link):
            visit.elsewhere += portal.documents.mean(link.text, link.address)
        elif portal.documents.mean(link.text, link.address):
            yield FoundDocument(link)
        elif portal.articles and portal.articles.mean(link.text, link.address):
            if portal.save_articles:
                yield FoundDocument(link, link, is_page=True)
            for attached in _attached(portal, fetcher, state, visit, link):
                if attached.address not in seen:
                    seen.add(attached.address)
                    yield FoundDocument(attached, link)


def visit_portal(
    portal_id: str, portal: WebPortal, fetcher: Fetcher, state: PortalState, intake: Intake
) -> PortalVisit:
    """Fetch what is new or changed; every failure costs its own link and no other."""
    visit, at = PortalVisit(portal_id), datetime.now(UTC).isoformat(timespec="seconds")
    visiting, present = _Visiting(portal, fetcher, state, intake, visit, at), set[str]()
    silent = 0
    for document in found_documents(portal, fetcher, state, visit):
        present.add(document.link.address)
        try:
            _fetch(visiting, document)
            silent = 0
        except FetchFailed as failed:
            visit.fail(document.link.address, failed)
            silent = silent + 1 if failed.is_passing else 0
            if silent == MOST_SILENT or failed.reason_code == "too_many_requests":
                visit.is_complete = False
                break
    visit.found = len(present)
    if visit.is_complete:
        visit.vanished = state.vanish(set(state.documents) - present, at)
    state.save()
    return visit


@dataclass(frozen=True)
class _Visiting:
    portal: WebPortal
    fetcher: Fetcher
    state: PortalState
    intake: Intake
    visit: PortalVisit
    at: str


def _listed(portal: WebPortal, fetcher: Fetcher, visit: PortalVisit) -> Iterator[Link]:
    """The links of all lists; a numbered page that is missing is the end of its list."""
    for address in portal.start:
        yield from _links(portal, fetcher, visit, address)
    for address in portal.pages.addresses if portal.pages else ():
        try:
            fetched = fetcher.fetch(address, portal.limits.bytes_per_page)
        except FetchFailed as failed:
            if failed.reason_code != "missing":
                visit.fail_list(address, failed)
            return
        yield from _links_of(fetched)


def _links(portal: WebPortal, fetcher: Fetcher, visit: PortalVisit, address: str) -> Iterable[Link]:
    try:
        return _links_of(fetcher.fetch(address, portal.limits.bytes_per_page))
    except FetchFailed as failed:
        visit.fail_list(address, failed)
        return []


def _links_of(fetched: Fetched) -> list[Link]:
    return links_of(fetched.content or b"", fetched.content_type, fetched.address)


def _attached(
    portal: WebPortal, fetcher: Fetcher, state: PortalState, visit: PortalVisit, article: Link
) -> Iterable[Link]:
    """The documents attached to an article; those known where the page has not changed."""
    known, at = state.articles.get(article.address), datetime.now(UTC).isoformat(timespec="seconds")
    try:
        asked = known.validators if known else None
        fetched = fetcher.fetch(article.address, portal.limits.bytes_per_page, asked)
    except FetchFailed as failed:
        visit.fail_list(article.address, failed)
        return []
    if fetched.content is None and known:
        state.articles[article.address] = replace(known, last_seen=at)
        return known.links
    links = tuple(
        link
        for link in _links_of(fetched)
        if _is_within(portal, link) and portal.documents.mean(link.text, link.address)
    )
    first_seen = known.first_seen if known else at
    state.articles[article.address] = KnownLink(first_seen, at, fetched.validators, links=links)
    return links


def _is_within(portal: WebPortal, link: Link) -> bool:
    return urlsplit(link.address).hostname in portal.hosts


def _fetch(visiting: _Visiting, document: FoundDocument) -> None:
    """Fetch one document if it is new or changed, and keep it."""
    address, state = document.link.address, visiting.state
    known = state.documents.get(address)
    most_bytes = visiting.portal.limits.bytes_per_file
    asked = known.validators if known and known.document_ids else None
    fetched = visiting.fetcher.fetch(address, most_bytes, asked)
    seen = known or KnownLink(visiting.at, visiting.at)
    seen = replace(seen, last_seen=visiting.at, vanished_at=None)
    if fetched.content is not None:
        if not document.is_page:
            _check_kind(address, fetched)
        document_id = hashlib.sha256(fetched.content).hexdigest()
        if document_id not in seen.document_ids[-1:]:
            name = file_name(fetched.disposition, fetched.address)
            facts = _facts(visiting, document)
            refused_before = len(visiting.intake.report.refused)
            visiting.intake.take_in_bytes(address, name, fetched.content, facts)
            if len(visiting.intake.report.refused) > refused_before:
                # not known, so that every night tells of it
                return
            (visiting.visit.changed if seen.document_ids else visiting.visit.new).append(address)
            seen = replace(seen, document_ids=(*seen.document_ids, document_id))
        state.documents[address] = replace(seen, validators=fetched.validators)
        state.save()
    else:
        state.documents[address] = seen


def _check_kind(address: str, fetched: Fetched) -> None:
    """Refuse pages of errors and of logging in that are sent in place of a document."""
    kind = media_type_of(fetched.content or b"")
    if kind in (UNKNOWN, EMPTY, HTML, MHTML):
        said = fetched.content_type or "nothing"
        reason = f"{address}: no document came; the server calls it {said}"
        raise FetchFailed("wrong_type", reason)


def _facts(visiting: _Visiting, document: FoundDocument) -> dict[str, Any]:
    """What the portal says of a document; what the document itself prints overrules it."""
    told = told_by(visiting.portal, document.text)
    facts: dict[str, Any] = {
        "source_url": document.link.address,
        "portal": visiting.visit.portal_id,
    }
    facts |= {"link_text": document.text, **told, "defaults": sorted(told)}
    if document.article:
        page = document.article.address
        facts |= {"found_on": page, "folder_id": hashlib.sha256(page.encode()).hexdigest()[:12]}
    return facts
