"""Legacy documents (.doc, and .wps which is the same) through LibreOffice, where it is installed.

It is found by itself on the path or where Debian's packages put it; where there is none, the file
is set aside and the reason says what to install.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from pipelines.extract.triage import UnreadableDocument

PROGRAMS = ("soffice", "libreoffice", "/usr/lib/libreoffice/program/soffice")
# The converter is a program of its own, which may hang on a damaged file (seconds).
LONGEST = 120


def converted(content: bytes, extension: str, wanted: str) -> bytes:
    """The file in another format of office documents; raises UnreadableDocument.

    `extension` is that of the file, `wanted` that of the result, both without a dot.
    """
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        reason = f"a .{extension} file is read through LibreOffice, which is not installed"
        raise UnreadableDocument("converter_missing", f"{reason} (Debian: libreoffice-writer)")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"document.{extension}")
        source.write_bytes(content)
        _run(program, Path(folder), source, wanted)
        made = source.with_suffix(f".{wanted}")
        if not made.exists():
            raise UnreadableDocument(
                "damaged_file", f"LibreOffice cannot read the .{extension} file"
            )
        return made.read_bytes()


def _run(program: str, folder: Path, source: Path, wanted: str) -> None:
    # a profile of its own: two conversions at once would wait for one another
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", wanted, "--outdir", str(folder)]
    try:
        subprocess.run(
            [*command, str(source)], check=True, capture_output=True, timeout=LONGEST, cwd=folder
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableDocument("damaged_file", f"LibreOffice took over {LONGEST} s") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip()[-200:]
        raise UnreadableDocument("damaged_file", f"LibreOffice failed: {said}") from error
