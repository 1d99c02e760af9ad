"""Links of a page, and the name a file is sent under. Nothing is fetched here."""

import re
from dataclasses import dataclass
from email.message import Message
from urllib.parse import unquote_to_bytes, urldefrag, urljoin, urlsplit

from lxml import etree, html  # pyright: ignore
from w3lib.encoding import html_to_unicode
from w3lib.html import get_base_url

from pipelines.raw.names import readable_name
from pipelines.raw.portals.portal_file import WebPortal

UNNAMED = "unnamed"
# the text is known by then, whatever the page says of its encoding
_PARSER = html.HTMLParser(encoding="utf-8")


@dataclass(frozen=True)
class Link:
    """A link as a page has it: absolute address, and text or, lacking that, title."""

    address: str
    text: str


def links_of(content: bytes, content_type: str, address: str) -> list[Link]:
    """Every link of an HTML page to http or https, once each, in the order of the page."""
    _, text = html_to_unicode(content_type, content, default_encoding="gb18030")
    base = get_base_url(text, address)
    found: dict[str, str] = {}
    for anchor in _anchors(text):
        target = _absolute(base, anchor.get("href", ""))
        said = " ".join(anchor.text_content().split()) or anchor.get("title", "")
        if target and not found.get(target):
            found[target] = said
    return [Link(target, said) for target, said in found.items()]


def _anchors(text: str) -> list[html.HtmlElement]:
    try:
        page = html.document_fromstring(text.encode(errors="replace"), parser=_PARSER)
    except etree.ParserError:
        # an empty page
        return []
    return page.xpath("//a[@href]")


def told_by(portal: WebPortal, text: str) -> dict[str, str | int]:
    """What the text of a link says of organisation, fiscal_year and phase."""
    found = re.search(portal.link_text, text) if portal.link_text else None
    said = {key: value for key, value in (found.groupdict() if found else {}).items() if value}
    told: dict[str, str | int] = {}
    if "organisation" in said:
        told["organisation"] = said["organisation"].strip()
    if said.get("fiscal_year", "").isascii() and said.get("fiscal_year", "").isdigit():
        told["fiscal_year"] = int(said["fiscal_year"])
    if said.get("phase") in portal.phases:
        told["phase"] = portal.phases[said["phase"]]
    return told


def file_name(disposition: bytes | None, address: str) -> str:
    """The name a file is sent under, else the last part of its address; never a path."""
    name = _named(disposition) if disposition else ""
    name = name or _decoded(unquote_to_bytes(urlsplit(address).path))
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return readable_name(last) if last.strip(". ") else UNNAMED


def _absolute(base: str, reference: str) -> str | None:
    try:
        target = urldefrag(urljoin(base, reference.strip())).url
        return target if urlsplit(target).scheme in ("http", "https") else None
    except ValueError:
        return None


def _named(disposition: bytes) -> str:
    """The file name of a Content-Disposition header, whose bytes may be in any encoding."""
    message = Message()
    message["Content-Disposition"] = _decoded(disposition)
    name = message.get_filename() or ""
    return _decoded(unquote_to_bytes(name)) if "%" in name else name


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")
