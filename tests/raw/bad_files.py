"""Files that go wrong, made in memory: what a folder of downloads may hold."""

import io
import zlib

from fpdf import FPDF

NOT_A_PDF = b"<html><body>404 Not Found</body></html>"
RECURSIVE_PAGES = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n"
    b"trailer<</Root 1 0 R/Size 3>>\n%%EOF\n"
)


def _document(pages: int = 1) -> FPDF:
    pdf = FPDF()
    pdf.set_font("Helvetica", size=12)
    for number in range(pages):
        pdf.add_page()
        pdf.cell(text=f"page {number + 1} of a document")
    return pdf


def encrypted() -> bytes:
    """Opens only with a user password."""
    pdf = _document()
    pdf.set_encryption(owner_password="owner", user_password="user")
    return bytes(pdf.output())


def owner_password_only() -> bytes:
    """Readable by anyone; only changing it asks for a password."""
    pdf = _document()
    pdf.set_encryption(owner_password="owner")
    return bytes(pdf.output())


def truncated(content: bytes) -> bytes:
    """The first part of a download that broke off."""
    return content[: len(content) // 3]


def many_pages(count: int = 5000) -> bytes:
    """A small file with far more pages than any disclosure; the pages share one content."""
    kids = " ".join(f"{number} 0 R" for number in range(4, 4 + count))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {count}>>",
        "<</Length 0>>stream\n\nendstream",
        *["<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R>>"] * count,
    ]
    return _with_table([text.encode() for text in objects])


def huge_picture(side: int = 20_000) -> bytes:
    """One page that is one picture of side x side grey dots, some hundred kilobytes on disk."""
    dots = zlib.compress(bytes(side * side), 9)
    picture = (
        f"<</Type/XObject/Subtype/Image/Width {side}/Height {side}/ColorSpace/DeviceGray"
        f"/BitsPerComponent 8/Filter/FlateDecode/Length {len(dots)}>>stream\n"
    ).encode()
    drawing = b"595 0 0 842 0 0 cm /I Do"
    return _with_table(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R"
            b"/Resources<</XObject<</I 4 0 R>>>>>>",
            picture + dots + b"\nendstream",
            f"<</Length {len(drawing)}>>stream\n".encode() + drawing + b"\nendstream",
        ]
    )


def no_pages() -> bytes:
    """A sound PDF without any page."""
    return _with_table([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"])


def _with_table(objects: list[bytes]) -> bytes:
    """A PDF of the given objects, numbered from 1, with its cross-reference table."""
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(f"{number} 0 obj".encode() + body + b"endobj\n")
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.writelines(f"{place:010d} 00000 n \n".encode() for place in places)
    out.write(
        f"trailer<</Root 1 0 R/Size {len(objects) + 1}>>\nstartxref\n{start}\n%%EOF\n".encode()
    )
    return out.getvalue()
