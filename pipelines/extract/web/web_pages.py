"""A saved web page (HTML or MHTML) as a document tree: its texts and tables in their order.

What the page hides (scripts, styles, elements that are not displayed) is not read. How blocks lie
on pages is told by the typesetter that Word documents use.
"""

import email
import re
from email import policy

from lxml import html

from pipelines.extract.attachments.damage import damage_named
from pipelines.extract.attachments.word_documents import typeset
from pipelines.extract.document_tree import DocumentTree
from pipelines.extract.triage import UnreadableDocument
from pipelines.extract.web.html_blocks import blocks_of_page
from pipelines.raw.media_type import MHTML

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
# Where a page names its encoding.
HEAD_BYTES = 8192
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# GB2312 and GBK pages use letters of their larger successor.
_SUCCESSORS = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030"}


def read_web_page(content: bytes, media_type: str) -> DocumentTree:
    """The document tree of a saved page; raises UnreadableDocument where it says nothing."""
    with damage_named("web page"):
        markup = _archived(content) if media_type == MHTML else decoded(content)
        root = html.document_fromstring(markup, parser=html.HTMLParser(remove_comments=True))
        pages = typeset(blocks_of_page(root))
    if not pages:
        raise UnreadableDocument("no_text", "the web page shows no text")
    return DocumentTree(tuple(pages))


def _archived(content: bytes) -> str:
    """The page inside an MHTML archive."""
    message = email.message_from_bytes(content, policy=policy.default)
    part = message.get_body(preferencelist=("html",))
    if part is None:
        raise UnreadableDocument("no_text", "the archived web page holds no HTML")
    held = part.get_payload(decode=True)
    named = part.get_content_charset()
    return decoded(held if isinstance(held, bytes) else b"", named)


def decoded(content: bytes, named: str | None = None) -> str:
    """The markup by its byte order mark, the encoding it names, or UTF-8 and GB 18030 in turn."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _without_declaration(content.decode(encoding, "replace"))
    found = _CHARSET.search(content[:HEAD_BYTES])
    name = (named or (found[1].decode("ascii") if found else "")).lower()
    for encoding in (_SUCCESSORS.get(name, name), "utf-8", "gb18030"):
        try:
            return _without_declaration(content.decode(encoding))
        except (UnicodeDecodeError, LookupError):
            continue
    return _without_declaration(content.decode("gb18030", "replace"))


def _without_declaration(markup: str) -> str:
    """lxml refuses an XML declaration with an encoding before text that is decoded."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", markup) or "<html></html>"
