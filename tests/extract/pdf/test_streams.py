"""A page that may not be all there is unread, with its reason; a blank page is blank."""

import zlib

import pytest

from pipelines.extract.document_tree import DocumentTree
from pipelines.extract.reader import read_document
from pipelines.extract.triage import UnreadableDocument
from tests.extract.pdf.raw_pdf import RESOURCES, raw_pdf, shown

LINES = "".join(shown(f"Line {number} of the page", 72, 800 - 14 * number) for number in range(40))
WHOLE = zlib.compress(LINES.encode())


def deflated(content: bytes, xobject: str = "") -> bytes:
    """A page with a plain stream and a deflated one, which is a form where `xobject` says so."""
    body = content.decode("latin-1")
    head = f"<< /Length {len(content)} /Filter /FlateDecode {xobject} >>"
    stream = f"{head}\nstream\n{body}\nendstream"
    if xobject:
        page = "/Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >>"
        return raw_pdf("/X Do " + shown("Own text", 72, 30), page=page, objects={6: stream})
    page = f"{RESOURCES} /Contents [4 0 R 6 0 R]"
    return raw_pdf(shown("Own text of the page", 72, 30), page=page, objects={6: stream})


def flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 0x55]) + content[middle + 1 :]


def only_page(content: bytes) -> str | None:
    (page,) = read_document(content).pages
    return page.unread_reason


def text_of(tree: DocumentTree) -> str:
    return " ".join(line.text for page in tree.pages for line in page.lines)


def test_a_whole_stream_is_read_to_its_end() -> None:
    tree = read_document(deflated(WHOLE))
    assert "Line 39 of the page" in text_of(tree)
    assert tree.unread_pages == 0


FORM = "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >>"


@pytest.mark.parametrize("xobject", ["", FORM])
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (WHOLE[: len(WHOLE) * 2 // 3], "breaks off"),
        (flipped(WHOLE), "damaged"),
        (WHOLE[:-4] + b"\0\0\0\0", "damaged"),
    ],
    ids=["cut", "flipped", "checksum"],
)
def test_a_stream_that_is_not_whole_makes_the_page_unread(
    content: bytes, reason: str, xobject: str
) -> None:
    with pytest.raises(UnreadableDocument, match=reason):
        read_document(deflated(content, xobject))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", None),
        ("1 1 1 rg 0 0 595 842 re f", None),
        ("BT (  ) Tj ET", None),
        ("1 1 1 rg", None),
        ("Gb!<P9on<m%#46B.t$,i", "draws nothing that can be made out"),
        ("/Gone Do", "nothing of it can be seen"),
        ("BT /F1 0 Tf 72 700 Td (Amounts) Tj ET", "nothing of it can be seen"),
    ],
    ids=["empty", "white", "blanks", "colour", "noise", "picture gone", "text of no size"],
)
def test_a_page_with_nothing_on_it_is_blank_only_if_nothing_is_drawn(
    content: str, reason: str | None
) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_document(raw_pdf(content, page=RESOURCES))
    assert (reason or "no text can be made out") in str(refused.value)


def test_a_page_whose_stream_is_gone_is_unread() -> None:
    page = f"{RESOURCES} /Contents [4 0 R 9 0 R]"
    with pytest.raises(UnreadableDocument, match="missing from the file"):
        read_document(raw_pdf(shown("Own text of the page", 72, 30), page=page))


@pytest.mark.parametrize("part", ["/ToUnicode", "/FontDescriptor"])
def test_letters_whose_shape_or_meaning_is_gone_make_the_page_unread(part: str) -> None:
    font = f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica {part} 9 0 R >>"
    page = "/Resources << /Font << /F1 6 0 R >> >>"
    with pytest.raises(UnreadableDocument, match="letters of the page are missing"):
        read_document(raw_pdf(shown("Own text", 72, 30), page=page, objects={6: font}))


def test_a_stream_of_which_nothing_says_how_it_is_packed_makes_the_page_unread() -> None:
    content = deflated(WHOLE).replace(b"/Filter /FlateDecode", b"/Fil|er /FlateDecode")
    with pytest.raises(UnreadableDocument, match="how a stream is packed is not said"):
        read_document(content)
