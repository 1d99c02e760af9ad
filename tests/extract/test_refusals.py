"""Why a file cannot be opened at all."""

import io
import zipfile

import pytest

from pipelines.extract.reader import read_document
from pipelines.extract.triage import UnreadableDocument, opened


def reason_of(content: bytes) -> str:
    with pytest.raises(UnreadableDocument) as refused, opened(content):
        pass
    return refused.value.reason_code


def test_a_file_without_the_header_of_a_pdf_is_none() -> None:
    assert reason_of(b"plain words") == "not_a_pdf"
    assert reason_of(b"") == "empty_file"
    assert reason_of(b"%PDF-1.7 and nothing behind it") == "damaged_pdf"


def test_an_archive_without_a_document_says_so() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w"):
        pass
    with pytest.raises(UnreadableDocument) as refused:
        read_document(buffer.getvalue())
    assert refused.value.reason_code == "empty_archive"
