"""Which reader an attachment goes to, and why some kinds have none."""

from pipelines.extract.document_tree import DocumentTree
from pipelines.extract.triage import UnreadableDocument
from pipelines.raw.archives import ArchiveRefused, RefusedMember, unpack
from pipelines.raw.media_type import (
    DOC,
    DOCX,
    ENCRYPTED_OFFICE,
    HTML,
    MHTML,
    OFD,
    OLE,
    RAR,
    SEVEN_ZIP,
    XLS,
    XLSX,
    ZIP,
)

# Kinds of files that nothing here reads, and what a person can do.
_UNREAD = {
    OFD: "OFD documents are not read: save it as PDF, which every OFD viewer does",
    OLE: "OLE files that hold no workbook or document are not read: save it in a newer format",
    RAR: "RAR archives are not unpacked: unpack it and take in the folder, which keeps its files "
    "together",
    SEVEN_ZIP: "7z archives are not unpacked: unpack it and take in the folder, which keeps its "
    "files together",
}


def read_attachment(content: bytes, media_type: str) -> DocumentTree:
    """Read a file that is no PDF; raises UnreadableDocument where nothing reads it."""
    if media_type == XLSX:
        from pipelines.extract.attachments.spreadsheets import read_xlsx

        return read_xlsx(content)
    if media_type == XLS:
        from pipelines.extract.attachments.spreadsheets import read_xls

        return read_xls(content)
    if media_type == DOCX:
        from pipelines.extract.attachments.word_documents import read_docx

        return read_docx(content)
    if media_type == DOC:
        from pipelines.extract.attachments.converted import converted
        from pipelines.extract.attachments.word_documents import read_docx

        return read_docx(converted(content, "doc", "docx"))
    if media_type in (HTML, MHTML):
        from pipelines.extract.web.web_pages import read_web_page

        return read_web_page(content, media_type)
    raise _refusal(content, media_type)


def _refusal(content: bytes, media_type: str) -> UnreadableDocument:
    if media_type == ENCRYPTED_OFFICE:
        return UnreadableDocument("encrypted", "the file is encrypted and asks for a password")
    if media_type == ZIP:
        return _archive_refusal(content)
    reason = _UNREAD.get(media_type, f"files of type {media_type} are not read")
    return UnreadableDocument("not_supported_yet", reason)


def _archive_refusal(content: bytes) -> UnreadableDocument:
    """Why an archive stands here itself, and not the files in it."""
    try:
        refused = next((m for m in unpack(content) if isinstance(m, RefusedMember)), None)
    except ArchiveRefused as whole:
        return UnreadableDocument(whole.reason_code, str(whole))
    if refused is not None:
        return UnreadableDocument(refused.reason_code, f"{refused.path}: {refused.reason}")
    return UnreadableDocument("empty_archive", "the ZIP archive holds no document")
