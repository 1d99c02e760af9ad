"""Office files that cannot be read: each says why, by what is in it and not by its name."""

import pytest

from pipelines.extract.reader import read_document
from pipelines.extract.triage import UnreadableDocument
from pipelines.raw import media_type
from pipelines.raw.media_type import media_type_of
from tests.extract.attachments.bad_office_files import (
    encrypted_xls,
    large_part,
    ofd,
    ole,
    package,
    xls,
    xml_bomb,
)
from tests.extract.attachments.sheets import workbook
from tests.extract.attachments.word_files import paragraph, word

XLSX = workbook(lambda book, sheet: None)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (XLSX, media_type.XLSX),
        (word(paragraph("文")), media_type.DOCX),
        (xls(), media_type.XLS),
        (ole("Book"), media_type.XLS),
        (ole("WordDocument"), media_type.DOC),
        (ole("EncryptedPackage"), media_type.ENCRYPTED_OFFICE),
        (ole("Else"), media_type.OLE),
        (ofd(), media_type.OFD),
        (package(**{"[Content_Types].xml": b"", "ppt__slide.xml": b""}), media_type.PACKAGE),
        (package(**{"a.pdf": b"%PDF-1.4"}), media_type.ZIP),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_kind_of_an_office_file_is_read_from_inside(content: bytes, expected: str) -> None:
    assert media_type_of(content) == expected


@pytest.mark.parametrize(
    ("content", "reason_code", "said"),
    [
        (ofd(), "not_supported_yet", "OFD .* save it as PDF"),
        (ole("Else"), "not_supported_yet", "no workbook"),
        (package(**{"[Content_Types].xml": b""}), "not_supported_yet", "type application"),
        (ole("EncryptedPackage"), "encrypted", "password"),
        (encrypted_xls(), "encrypted", "password"),
        (package(**{"xl__workbook.xml": b"<x"}), "damaged_file", "spreadsheet is damaged"),
        (package(**{"word__document.xml": b"<x"}), "damaged_file", "Word document is damaged"),
        (package(**{"word__document.xml": b"<x/>"}), "damaged_file", "Word document is damaged"),
        (xls()[:1500], "not_supported_yet", "no workbook"),
        (xml_bomb(), "damaged_file", "EntitiesForbidden"),
        (large_part(), "too_large", "unpacks to"),
        (large_part("xl__workbook.xml"), "too_large", "unpacks to"),
        (b"PK\x03\x04 and so on", "damaged_archive", "ZIP archive is damaged"),
        (XLSX[: len(XLSX) // 2], "damaged_archive", "ZIP archive is damaged"),
        (b"Rar!\x1a\x07\x00", "not_supported_yet", "RAR .* unpack it"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "not_supported_yet", "7z .* unpack it"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, reason_code: str, said: str) -> None:
    with pytest.raises(UnreadableDocument, match=said) as refused:
        read_document(content)
    assert refused.value.reason_code == reason_code


def test_a_workbook_with_any_byte_broken_is_read_or_refused() -> None:
    for content in (XLSX, xls()):
        for at in range(0, len(content), 97):
            broken = content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]
            try:
                assert read_document(broken).pages is not None
            except UnreadableDocument as refused:
                assert refused.reason_code
