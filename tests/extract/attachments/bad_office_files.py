"""Office files that go wrong, made in memory."""

import io
import struct
import zipfile

import xlwt

from tests.extract.attachments.office_files import saved

WORKBOOK_NAME = "Workbook".encode("utf-16-le")


def xls() -> bytes:
    """A sound XLS workbook of one cell."""
    book = xlwt.Workbook()
    book.add_sheet("表").write(0, 0, "部门预算")
    return saved(book)


def ole(stream: str) -> bytes:
    """An OLE file like a workbook's whose stream has another name."""
    content, name = xls(), stream.encode("utf-16-le")
    at = content.index(WORKBOOK_NAME)
    entry = name.ljust(64, b"\0") + struct.pack("<H", len(name) + 2)
    return content[:at] + entry + content[at + len(entry) :]


def encrypted_xls() -> bytes:
    """A workbook that says, in the record after its first one, that it is encrypted."""
    content = bytearray(xls())
    first = content.index(b"\x09\x08\x10\x00")
    following = first + 4 + 16
    content[following : following + 2] = b"\x2f\x00"
    return bytes(content)


def package(**parts: bytes) -> bytes:
    """A ZIP package of parts, with `__` in a name for `/`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def ofd() -> bytes:
    """The outside of an OFD document."""
    return package(**{"OFD.xml": b"<OFD/>", "Doc_0__Document.xml": b"<Document/>"})


def xml_bomb() -> bytes:
    """A Word document whose entities would unpack each other."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    text = f'<!DOCTYPE d [<!ENTITY e0 "啊">{entities}]><d><body><p>&e8;</p></body></d>'
    return package(**{"[Content_Types].xml": b"<Types/>", "word__document.xml": text.encode()})


def large_part(part: str = "word__document.xml", size: int = 60_000_000) -> bytes:
    """A small package with one part that unpacks to far more than a disclosure has."""
    return package(**{"[Content_Types].xml": b"<Types/>", part: b" " * size})
