"""Whether what draws a page is there to its end: a stream that breaks off loses rows in silence.

Readers of PDF show what they can of a broken stream and say nothing; a page of which something may
be missing is not read. What the streams draw is not known here.
"""

import re
import zlib
from collections.abc import Iterator
from itertools import chain

from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral
from pdfplumber.page import Page as PlumberPage

from pipelines.extract.pdf.fonts import MISSING, entries, font_damage, font_streams

FLATE = ("FlateDecode", "Fl")
# How a stream is wrapped before it is deflated.
WRAPPINGS = {
    "ASCII85Decode": ascii85decode,
    "A85": ascii85decode,
    "ASCIIHexDecode": asciihexdecode,
    "AHx": asciihexdecode,
}
# Forms may hold forms, and a damaged file may turn that into a circle.
DEEPEST = 8
NOT_THERE = "what draws the page is missing from the file"
_TEXT = re.compile(rb"(?:\([^()]*[^()\s][^()]*\)|<[0-9A-Fa-f]+>)[^()<>]*T[jJ]")
_OBJECT = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
_FONT = re.compile(rb"/([^\s/<>\[\]()]+)\s+-?[\d.]+\s+Tf\b")
_OPERATORS = rb"q|cm|re|f\*?|S|n|W\*?|BT|Do|BMC|BDC|[gG]|rg|RG|gs|w|m"
_OPERATOR = re.compile(rb"(?:^|\s)(?:" + _OPERATORS + rb")(?:\s|$)")


class PageStreams:
    """The streams of one document's pages; each is judged once, before anybody reads it."""

    def __init__(self) -> None:
        self._judged: dict[int, tuple[PDFStream, str | None]] = {}
        self._fonts_judged: dict[int, tuple[object, str | None]] = {}

    def broken(self, page: PlumberPage, with_pictures: bool = False) -> str | None:
        """Why the page may not be all there; None where all its streams inflate to their ends.

        Looked at are the page's own streams, the forms it uses and their letters (a letter whose
        shape is gone is not seen); also pictures, where it is one.
        """
        own = [stream for stream in _own_streams(page) if stream is not None]
        if len(own) < len(page.page_obj.contents):
            return NOT_THERE
        resources = page.page_obj.resources
        used = list(_used(resources, with_pictures, set(), 0))
        of_forms = [stream.attrs.get("Resources") for stream in used]
        fonts = chain.from_iterable(map(self._fonts, (resources, *of_forms)))
        damages = chain(map(self._damage, (*own, *used)), fonts)
        found = next((damage for damage in damages if damage), None)
        return found or _names_nothing(b"\n".join(each.get_data() for each in own), resources)

    def _damage(self, stream: PDFStream) -> str | None:
        if id(stream) not in self._judged:
            self._judged[id(stream)] = (stream, _damage(stream))
        return self._judged[id(stream)][1]

    def _fonts(self, resources: object) -> Iterator[str | None]:
        """What is wrong with each font, and with each of its streams."""
        for font in entries(entries(resources).get("Font")).values():
            yield from (self._damage(stream) for stream in font_streams(font) if stream)
            yield self._font_damage(font)

    def _font_damage(self, font: object) -> str | None:
        resolved = resolve1(font)
        if id(resolved) not in self._fonts_judged:
            self._fonts_judged[id(resolved)] = (resolved, font_damage(font))
        return self._fonts_judged[id(resolved)][1]


def _names_nothing(drawn: bytes, resources: object) -> str | None:
    """Why something that the page draws by its name is not there."""
    fonts, objects = (entries(entries(resources).get(name)) for name in ("Font", "XObject"))
    if _named(_FONT, drawn) - fonts.keys():
        return MISSING
    gone = {name for name, used in objects.items() if not isinstance(resolve1(used), PDFStream)}
    return NOT_THERE if gone & _named(_OBJECT, drawn) else None


def _named(pattern: re.Pattern[bytes], drawn: bytes) -> set[str]:
    """Names as they are written; one with an escape in it is not followed."""
    return {name.decode("latin-1") for name in pattern.findall(drawn) if b"#" not in name}


def unseen_drawing(page: PlumberPage) -> str | None:
    """Why a page on which nothing is seen is not blank; None where nothing is drawn on it."""
    streams = [stream for stream in _own_streams(page) if stream is not None]
    if any(stream.rawdata and not stream.get_data() for stream in streams):
        return "the page has a content stream of which nothing can be read"
    drawn = b" ".join(stream.get_data() for stream in streams)
    objects = entries(entries(page.page_obj.resources).get("XObject"))
    if _TEXT.search(drawn) or _named(_OBJECT, drawn) - objects.keys():
        return "the page draws text or pictures, and nothing of it can be seen"
    if drawn.strip() and not _OPERATOR.search(drawn):
        return "the page has a content stream that draws nothing that can be made out"
    return None


def _own_streams(page: PlumberPage) -> Iterator[PDFStream | None]:
    for content in page.page_obj.contents:
        stream = resolve1(content)
        yield stream if isinstance(stream, PDFStream) else None


def _used(
    resources: object, with_pictures: bool, seen: set[int], depth: int
) -> Iterator[PDFStream]:
    """The forms and pictures among the resources, and what those use themselves."""
    objects = entries(entries(resources).get("XObject"))
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


def _damage(stream: PDFStream) -> str | None:
    raw, filters = _raw(stream), stream.get_filters()
    if not filters and _is_deflated(raw):
        return "what draws the page is damaged: how a stream is packed is not said"
    for name in (_name(each[0]) for each in filters):
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


def _is_deflated(raw: bytes) -> bool:
    return raw[:1] == b"x" and int.from_bytes(raw[:2]) % 31 == 0 and not _inflation_damage(raw)


def _inflation_damage(raw: bytes) -> str | None:
    inflating = zlib.decompressobj()
    try:
        inflating.decompress(raw)
    except zlib.error as error:
        return f"what draws the page is damaged: {error}"
    return None if inflating.eof else "what draws the page breaks off"


def _name(value: object) -> str:
    return str(value.name) if isinstance(value, PSLiteral) else ""
