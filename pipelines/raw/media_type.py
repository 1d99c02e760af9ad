"""What kind of file some bytes are. The file's name is never asked."""

PDF = "application/pdf"
EMPTY = "application/x-empty"
UNKNOWN = "application/octet-stream"
# Readers accept a PDF header after some leading bytes (ISO 32000-1, annex H).
HEADER_WITHIN = 1024
_SIGNATURES = (
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"Rar!", "application/vnd.rar"),
    (b"7z\xbc\xaf", "application/x-7z-compressed"),
)
EXTENSIONS = {PDF: "pdf", EMPTY: "empty", "application/zip": "zip"}


def media_type_of(content: bytes) -> str:
    """The media type by the first bytes; application/octet-stream where they say nothing."""
    if not content:
        return EMPTY
    if b"%PDF-" in content[:HEADER_WITHIN]:
        return PDF
    return next((name for start, name in _SIGNATURES if content.startswith(start)), UNKNOWN)
