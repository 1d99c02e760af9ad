"""Word documents of hand-written XML, for what a library for DOCX does not write."""

import io
import zipfile

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:document xmlns:w="{namespace}" xmlns:mc="http://example.org/mc"><w:body>'
)
TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def word(body: str, namespace: str = TRANSITIONAL) -> bytes:
    """A package with this body; `body` is XML with the prefix w."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        head = _HEAD.format(namespace=namespace)
        package.writestr("word/document.xml", f"{head}{body}</w:body></w:document>")
    return out.getvalue()


def paragraph(*runs: str) -> str:
    """A paragraph of texts, each a run of its own; a text that begins with `<` is XML."""
    inside = (run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
    return f"<w:p>{''.join(inside)}</w:p>"


def cell(text: str = "", settings: str = "") -> str:
    """A table's cell."""
    return f"<w:tc><w:tcPr>{settings}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: str, widths: tuple[int, ...] = (2000, 1000, 1000)) -> str:
    """A table of rows, which are cells one after the other; widths in twentieths of a point."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'
RENDERED_BREAK = "<w:r><w:lastRenderedPageBreak/></w:r>"
CONTINUES = "<w:vMerge/>"
RESTARTS = '<w:vMerge w:val="restart"/>'


def spans(columns: int) -> str:
    """The setting of a cell over some grid columns."""
    return f'<w:gridSpan w:val="{columns}"/>'
