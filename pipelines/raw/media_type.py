"""What kind of file some bytes are, by what is in them. The file's name is never asked."""

import io
import re
import struct
import zipfile
from collections.abc import Callable

PDF = "application/pdf"
EMPTY = "application/x-empty"
UNKNOWN = "application/octet-stream"
ZIP = "application/zip"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLS = "application/vnd.ms-excel"
DOC = "application/msword"
OFD = "application/ofd"
HTML = "text/html"
MHTML = "multipart/related"
PNG, JPEG, TIFF = "image/png", "image/jpeg", "image/tiff"
PICTURES = (PNG, JPEG, TIFF)
RAR, SEVEN_ZIP = "application/vnd.rar", "application/x-7z-compressed"
# Any other OLE container, any other package that is a ZIP file, an OOXML file under a password.
OLE = "application/x-ole-storage"
PACKAGE = "application/x-zip-package"
ENCRYPTED_OFFICE = "application/x-encrypted-office"

# Readers accept a PDF header after some leading bytes (ISO 32000-1, annex H).
HEADER_WITHIN = 1024
# A web page begins with its elements, after comments at most.
MARKUP_WITHIN = 4096
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE)
_ARCHIVED_PAGE = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
# Each file of a ZIP archive has an entry in its directory. A million of them take a minute and
# gigabytes to read; no package has more parts than this, and no archive that is unpacked.
DIRECTORY_ENTRY, MOST_ENTRIES = b"PK\x01\x02", 20_000
EXTENSIONS = {
    PDF: "pdf",
    EMPTY: "empty",
    ZIP: "zip",
    XLSX: "xlsx",
    DOCX: "docx",
    XLS: "xls",
    DOC: "doc",
    OFD: "ofd",
    HTML: "html",
    MHTML: "mhtml",
    PNG: "png",
    JPEG: "jpg",
    TIFF: "tif",
    RAR: "rar",
    SEVEN_ZIP: "7z",
}
# The part of a package, or the stream of an OLE file, that tells what it is.
_PARTS = {
    "xl/workbook.xml": XLSX,
    "word/document.xml": DOCX,
    "OFD.xml": OFD,
    "[Content_Types].xml": PACKAGE,
    "META-INF/manifest.xml": PACKAGE,
}
_STREAMS = {
    "EncryptedPackage": ENCRYPTED_OFFICE,
    "Workbook": XLS,
    "Book": XLS,
    "WordDocument": DOC,
}


def media_type_of(content: bytes) -> str:
    """The media type by the content; application/octet-stream where it says nothing."""
    if not content:
        return EMPTY
    for start, kind in _SIGNATURES:
        if content.startswith(start):
            return kind if isinstance(kind, str) else kind(content)
    if b"%PDF-" in content[:HEADER_WITHIN]:
        return PDF
    head = content[:MARKUP_WITHIN]
    if _ARCHIVED_PAGE.search(head):
        return MHTML
    return HTML if _MARKUP.search(head) else UNKNOWN


def is_signed(content: bytes) -> bool:
    """Whether the very first bytes are those of a document, an archive or a picture."""
    return content.startswith((b"%PDF-", *(start for start, _ in _SIGNATURES)))


def _zip_type(content: bytes) -> str:
    """What a ZIP file is: a known package by its telling part, else an archive of files."""
    if content.count(DIRECTORY_ENTRY) > MOST_ENTRIES:
        return ZIP
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error):
        return ZIP
    return next((kind for part, kind in _PARTS.items() if part in names), ZIP)


def _ole_type(content: bytes) -> str:
    """What an OLE file is by its streams: workbooks and documents look alike from outside."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as container:
            streams = {path[0] for path in container.listdir() if len(path) == 1}
    except (OSError, ValueError, IndexError):
        return OLE
    return next((kind for stream, kind in _STREAMS.items() if stream in streams), OLE)


_SIGNATURES: tuple[tuple[bytes, str | Callable[[bytes], str]], ...] = (
    (b"PK\x03\x04", _zip_type),
    (b"PK\x05\x06", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _ole_type),
    (b"\x89PNG", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"Rar!", RAR),
    (b"7z\xbc\xaf", SEVEN_ZIP),
)
