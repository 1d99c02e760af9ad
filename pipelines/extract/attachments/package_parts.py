"""The parts of an OOXML package, within limits of size.

What the parts say is read elsewhere.
"""

import io
import zipfile

from pipelines.extract.triage import UnreadableDocument

# XML takes some thirty times its size in memory while it is read.
LARGEST_PART_BYTES = 48 * 1024**2
LARGEST_PACKAGE_BYTES = 256 * 1024**2
# What is read here; pictures may be as large as the package allows.
_READ = (".xml", ".rels")


def open_package(content: bytes) -> zipfile.ZipFile:
    """The package; UnreadableDocument where it would unpack to more than its limits."""
    package = zipfile.ZipFile(io.BytesIO(content))
    parts = package.infolist()
    largest = max((part.file_size for part in parts if part.filename.endswith(_READ)), default=0)
    if largest > LARGEST_PART_BYTES:
        reason = f"a part of the file unpacks to {largest:,} bytes, more than a disclosure has"
        raise UnreadableDocument("too_large", reason)
    if sum(part.file_size for part in parts) > LARGEST_PACKAGE_BYTES:
        raise UnreadableDocument("too_large", "the file unpacks to more than a disclosure has")
    return package
