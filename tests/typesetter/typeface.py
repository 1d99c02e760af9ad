"""The two typefaces disclosures are printed in, in a form that can be embedded.

Belongs here: finding the font files, turning their outlines into TrueType ones, measuring text.
Does not belong here: page layout.
"""

import hashlib
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import fontTools
import pylopdf_fonts_zh_cn
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase import ttfonts as embedding

from pipelines.locations import REPOSITORY
from tests.read_once import one_at_a_time

SONG = "NotoSerifSC"
HEI = "NotoSansSC"
# Rows of GB/T 2312: punctuation, list numbers, full-width forms, the more frequent characters.
# Converting the rarer half as well would double the start-up time.
ROWS = [0xA1, 0xA2, 0xA3, *range(0xB0, 0xD8)]
# Characters that disclosures print and those rows lack.
ADDITIONAL = "²㎡•–—烊\u00a0\u2010\u2212’¥"
# Largest distance of a converted outline from the original, in thousandths of the type size:
# not to be seen in print, and small files.
OUTLINE_TOLERANCE = 2.0
NOT_LINE_START = set("，。、；：？！）》〉】’”％%,.;:)")
NOT_LINE_END = set("（《〈【‘“(")


@cache
def repertoire() -> frozenset[str]:
    """The characters that can be printed: ASCII, part of GB/T 2312, and a few more."""
    pairs = (bytes([row, cell]) for row in ROWS for cell in range(0xA1, 0xFF))
    national = (pair.decode("gb2312", errors="ignore") for pair in pairs)
    return frozenset({*map(chr, range(0x20, 0x7F)), *"".join(national), *ADDITIONAL})


@cache
def register_typefaces() -> None:
    """Make both typefaces known to the PDF library; once for each process."""
    for name, path in (
        (SONG, pylopdf_fonts_zh_cn.serif_path()),
        (HEI, pylopdf_fonts_zh_cn.sans_path()),
    ):
        pdfmetrics.registerFont(embedding.TTFont(name, BytesIO(_kept_truetype(name, path))))


def _kept_truetype(name: str, path: Path) -> bytes:
    """The typeface as an earlier process converted it: many seconds of work, always the same."""
    made_from = (Path(__file__).read_bytes(), path.read_bytes(), fontTools.version.encode())
    version = hashlib.sha256(b"".join(made_from)).hexdigest()[:16]
    file = REPOSITORY / ".pytest_cache" / "typefaces" / f"{name}_{version}.ttf"
    with one_at_a_time(file.with_suffix(".lock")):
        if not file.exists():
            unfinished = file.with_suffix(".unfinished")
            unfinished.write_bytes(_truetype(name, path))
            unfinished.replace(file)
    return file.read_bytes()


def _truetype(name: str, path: Path) -> bytes:
    source: Any = TTFont(path)  # its tables have no types
    codes = sorted(map(ord, repertoire()))
    cmap = {code: glyph for code in codes if (glyph := source.getBestCmap().get(code))}
    order = [".notdef", *sorted(set(cmap.values()))]
    builder = FontBuilder(source["head"].unitsPerEm, isTTF=True)
    # The build time would make the same document come out in other bytes.
    builder.updateHead(created=source["head"].created, modified=source["head"].modified)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(cmap)
    builder.setupGlyf(_outlines(source, order))
    builder.setupHorizontalMetrics({glyph: source["hmtx"][glyph] for glyph in order})
    builder.setupHorizontalHeader(ascent=source["hhea"].ascent, descent=source["hhea"].descent)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    builder.setupOS2(sCapHeight=source["OS/2"].sCapHeight, fsType=source["OS/2"].fsType)
    builder.setupPost()
    file = BytesIO()
    builder.save(file)
    return file.getvalue()


def _outlines(source: Any, order: list[str]) -> dict[str, object]:
    glyphs = source.getGlyphSet()
    outlines: dict[str, object] = {}
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, OUTLINE_TOLERANCE, reverse_direction=True))
        outlines[name] = pen.glyph()
    return outlines


def text_width(text: str, typeface: str, size: float) -> float:
    """Width of a line in points.

    Raises ValueError for a character outside the repertoire, which would print as a box.
    """
    if missing := set(text) - repertoire():
        raise ValueError(f"no glyph for {sorted(missing)} in {text!r}")
    return pdfmetrics.stringWidth(text, typeface, size)


def break_lines(
    text: str, typeface: str, size: float, width: float, indent: float = 0
) -> list[str]:
    """Break text into lines of at most `width` points, the first shorter by `indent`.

    Numbers and Latin words stay whole and closing punctuation does not begin a line. Raises
    ValueError when such a word is wider than the line.
    """
    lines, line, room = [], "", width - indent
    for word in _words(text):
        extent = text_width(word, typeface, size)
        if line and extent > room:
            lines.append(line)
            line, room = "", width
        if extent > room:
            raise ValueError(f"{word!r} is wider than the {width:.0f} points it has")
        line += word
        room -= extent
    return [*lines, line]


def _words(text: str) -> list[str]:
    words: list[str] = []
    for char in text:
        if words and _joined(words[-1], char):
            words[-1] += char
        else:
            words.append(char)
    return words


def _joined(word: str, char: str) -> bool:
    if char in NOT_LINE_START or word[-1] in NOT_LINE_END:
        return True
    return char.isascii() and word[-1].isascii() and not char.isspace() and not word[-1].isspace()
