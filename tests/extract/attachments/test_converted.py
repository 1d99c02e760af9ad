"""Legacy documents: converted where a converter is found, else set aside with what to install."""

from pathlib import Path

import pytest

from pipelines.extract.attachments import converted as module
from pipelines.extract.reader import read_document
from pipelines.extract.triage import UnreadableDocument
from tests.extract.attachments.bad_office_files import ole
from tests.extract.attachments.word_files import cell, paragraph, table, word

LEGACY = ole("WordDocument")


def converter(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that stands where LibreOffice would be found."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(module, "PROGRAMS", (str(program),))


def test_a_legacy_document_is_read_as_it_is_converted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(word(paragraph("收支总表") + table(cell("合计") + cell("1.00"))))
    converter(tmp_path, f'test "$4" = docx && cp {made} "$6/document.docx"', monkeypatch)
    (page,) = read_document(LEGACY).pages
    assert [line.text for line in page.lines] == ["收支总表"]
    assert page.tables[0].grid[0][1] is not None


def test_what_the_converter_cannot_read_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    converter(tmp_path, "echo no such filter >&2; exit 3", monkeypatch)
    with pytest.raises(UnreadableDocument, match="no such filter") as refused:
        read_document(LEGACY)
    assert refused.value.reason_code == "damaged_file"
    converter(tmp_path, "exit 0", monkeypatch)
    with pytest.raises(UnreadableDocument, match="cannot read"):
        read_document(LEGACY)


def test_without_a_converter_the_reason_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "PROGRAMS", ("no-such-program",))
    with pytest.raises(UnreadableDocument, match="libreoffice-writer") as refused:
        read_document(LEGACY)
    assert refused.value.reason_code == "converter_missing"
