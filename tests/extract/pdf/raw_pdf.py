"""PDFs written object by object, for what no library that writes PDFs offers."""

from collections.abc import Mapping

FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def raw_pdf(
    content: str, catalog: str = "", page: str = "", objects: Mapping[int, str] | None = None
) -> bytes:
    """One A4 page with a content stream; F1 is Helvetica. Further objects are numbered from 6.

    `catalog` and `page` are further entries of those dictionaries.
    """
    bodies = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R {page} >>",
        4: f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        5: FONT,
        **(objects or {}),
    }
    text, offsets = "%PDF-1.7\n", {}
    for number, body in sorted(bodies.items()):
        offsets[number] = len(text)
        text += f"{number} 0 obj\n{body}\nendobj\n"
    start = len(text)
    entries = "".join(f"{offsets[number]:010d} 00000 n \n" for number in sorted(offsets))
    text += f"xref\n0 1\n0000000000 65535 f \n1 {len(offsets)}\n{entries}"
    text += f"trailer << /Root 1 0 R /Size {len(offsets) + 1} >>\nstartxref\n{start}\n%%EOF\n"
    return text.encode("latin-1")


def shown(text: str, x: float, y: float, size: float = 10, more: str = "") -> str:
    """The operators that print a text; y counts from the bottom of the page."""
    return f"BT /F1 {size} Tf {more} 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n"


RESOURCES = "/Resources << /Font << /F1 5 0 R >> >>"
