"""Whether what draws a page is there to its end: a stream that breaks off loses rows in silence.

Readers of PDF show what they can of a broken stream and say nothing; a page of which something may
be missing is not read. What the streams draw is not known here.
"""

import re
import zlib
from collections.abc import Iterator, Mapping

from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import PSLiteral
from pdfplumber.page import Page as PlumberPage

FLATE = ("FlateDecode", "Fl")
# How a stream is wrapped before it is deflated.
WRAPPINGS = {
    "ASCII85Decode": ascii85decode,
    "A85": ascii85decode,
    "ASCIIHexDecode": asciihexdecode,
    "AHx": asciihexdecode,
}
# Where the shapes and the meanings of letters stand.
FONT_PARTS = (
    "DescendantFonts",
    "FontDescriptor",
    "FontFile",
    "FontFile2",
    "FontFile3",
    "ToUnicode",
    "CIDToGIDMap",
    "Encoding",
)
# Forms may hold forms, and a damaged file may turn that into a circle.
DEEPEST = 8
_TEXT = re.compile(rb"(?:\([^()]*[^()\s][^()]*\)|<[0-9A-Fa-f]+>)[^()<>]*T[jJ]")
_OBJECT = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")


class PageStreams:
    """The streams of one document's pages; each is judged once, before anybody reads it."""

    def __init__(self) -> None:
        self._judged: dict[int, tuple[PDFStream, str | None]] = {}

    def broken(self, page: PlumberPage, with_pictures: bool = False) -> str | None:
        """Why the page may not be all there; None where all its streams inflate to their ends.

        Looked at are the page's own streams, the forms it uses and their letters (a letter whose
        shape is gone is not seen); also pictures, where it is one.
        """
        own = list(_own_streams(page))
        if None in own:
            return "what draws the page is missing from the file"
        used = _used(page.page_obj.resources, with_pictures, set(), 0)
        letters = _letters(page.page_obj.resources)
        reasons = (self._damage(stream) for stream in (*own, *used, *letters))
        return next((reason for reason in reasons if reason), None)

    def _damage(self, stream: PDFStream | None) -> str | None:
        if stream is None:
            return "letters of the page are missing from the file"
        if id(stream) not in self._judged:
            self._judged[id(stream)] = (stream, _damage(stream))
        return self._judged[id(stream)][1]


def unseen_drawing(page: PlumberPage) -> str | None:
    """Why a page on which nothing is seen is not blank; None where nothing is drawn on it."""
    streams = [stream for stream in _own_streams(page) if stream is not None]
    if any(stream.rawdata and not stream.get_data() for stream in streams):
        return "the page has a content stream of which nothing can be read"
    drawn = b" ".join(stream.get_data() for stream in streams)
    objects = _entries(_entries(page.page_obj.resources).get("XObject"))
    named = {name.decode("latin-1") for name in _OBJECT.findall(drawn)}
    if _TEXT.search(drawn) or named - objects.keys():
        return "the page draws text or pictures, and nothing of it can be seen"
    return None


def _own_streams(page: PlumberPage) -> Iterator[PDFStream | None]:
    for content in page.page_obj.contents:
        stream = resolve1(content)
        yield stream if isinstance(stream, PDFStream) else None


def _used(
    resources: object, with_pictures: bool, seen: set[int], depth: int
) -> Iterator[PDFStream]:
    """The forms and pictures among the resources, and what those use themselves."""
    objects = _entries(_entries(resources).get("XObject"))
    for reference in objects.values():
        used = resolve1(reference)
        if not isinstance(used, PDFStream) or id(used) in seen:
            continue
        seen.add(id(used))
        kind = _name(resolve1(used.attrs.get("Subtype")))
        if kind == "Form" or (with_pictures and kind == "Image"):
            yield used
        if kind == "Form" and depth < DEEPEST:
            yield from _used(used.attrs.get("Resources"), with_pictures, seen, depth + 1)


def _letters(resources: object) -> Iterator[PDFStream | None]:
    """The streams that fonts of the page consist of; None for a part that is named and not there.

    Fonts inside of forms are mostly those of the page.
    """
    waiting = [(font, 0) for font in _entries(_entries(resources).get("Font")).values()]
    while waiting:
        part, depth = waiting.pop()
        resolved = resolve1(part)
        if resolved is None and isinstance(part, PDFObjRef):
            yield None
        elif isinstance(resolved, PDFStream):
            yield resolved
        elif depth < DEEPEST:
            named = resolved if isinstance(resolved, list) else _font_parts(resolved)
            waiting += [(each, depth + 1) for each in named]


def _font_parts(font: object) -> list[object]:
    entries = _entries(font)
    return [entries[name] for name in FONT_PARTS if name in entries]


def _entries(value: object) -> Mapping[str, object]:
    resolved = resolve1(value)
    return resolved if isinstance(resolved, dict) else {}


def _damage(stream: PDFStream) -> str | None:
    raw = _raw(stream)
    for name in (_name(each[0]) for each in stream.get_filters()):
        if name in FLATE:
            return _inflation_damage(raw)
        if name not in WRAPPINGS:
            return None
        raw = WRAPPINGS[name](raw)
    return None


def _raw(stream: PDFStream) -> bytes:
    raw = stream.rawdata or b""
    decipher, number = stream.decipher, stream.objid
    if decipher is None or number is None or stream.genno is None:
        return raw
    return decipher(number, stream.genno, raw, stream.attrs)


def _inflation_damage(raw: bytes) -> str | None:
    inflating = zlib.decompressobj()
    try:
        inflating.decompress(raw)
    except zlib.error as error:
        return f"what draws the page is damaged: {error}"
    return None if inflating.eof else "what draws the page breaks off"


def _name(value: object) -> str:
    return str(value.name) if isinstance(value, PSLiteral) else ""
