"""Takes a folder in, and sees that the sound file beside the others is always taken."""

from pathlib import Path

from pipelines.raw.intake import RegistrationReport, register
from pipelines.raw.store import stored_documents


def taken_in(folder: Path) -> RegistrationReport:
    report = register([folder], folder.parent / "store", [folder / "warehouse"])
    names = [document.file_name for document in (*report.stored, *report.known)]
    assert "sound.pdf" in names
    assert {d.file_name for d in stored_documents(folder.parent / "store")} == set(names)
    return report
