"""A recognised line that is a number: every way to read it, the well-formed ones before the others.

A comma and a point differ by a pixel; how numbers are written tells most of them apart. What the
number counts, and whether it agrees with others, is told elsewhere.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.extract.document_tree import Candidate
from pipelines.extract.scans.recognition import Glyph, Reading

# Of a group of three behind a lone point nobody can say whether it is thousands or decimals; money
# is printed with two decimals, or with the four to six of a spreadsheet.
_WELL_FORMED = re.compile(
    r"^[¥]?[-−▲△(]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(?:\d{1,2}|\d{4,6}))?\)?[%‰]?$"
)
_NUMBER_LIKE = re.compile(r"^[\d.,\s()%‰¥▲△−-]*\d[\d.,\s()%‰¥▲△−-]*$")
_MARKS = dict(zip("，．。、·'’＿—", ",..,.,,--", strict=True))
# Readings followed at once, and kept in the end.
BEAM, KEPT = 48, 8
# A reading that is less likely than the likeliest by this factor is not kept.
FAR_LESS = 0.001


@dataclass(frozen=True)
class NumberReading:
    """The number as taken, how sure it is among the well-formed readings, and all candidates."""

    text: str
    confidence: float
    candidates: tuple[Candidate, ...]


def read_number(reading: Reading) -> NumberReading | None:
    """The likeliest well-formed number; None where the line is no number.

    The first candidate is what was recognised, well-formed or not.
    """
    recognised = _plain(reading.text)
    if not _NUMBER_LIKE.match(recognised):
        return None
    found = _likeliest(reading)
    sound = [candidate for candidate in found if _WELL_FORMED.match(candidate.text)]
    best = sound[0] if sound else Candidate(recognised, 0.0)
    share = best.likelihood / sum(each.likelihood for each in sound) if sound else 0.0
    first = next((each for each in found if each.text == recognised), Candidate(recognised, 0.0))
    kept = [each for each in sound if each.likelihood >= best.likelihood * FAR_LESS][:KEPT]
    others = [each for each in kept if each.text != recognised]
    return NumberReading(best.text, round(share, 4), (first, *others))


def _likeliest(reading: Reading) -> list[Candidate]:
    """The likeliest texts of a line, by a beam over its places."""
    beam = {"": 1.0}
    for options in _places(reading):
        grown: dict[str, float] = {}
        for text, likelihood in beam.items():
            for letter, share in options:
                longer = text + letter
                grown[longer] = grown.get(longer, 0.0) + likelihood * share
        beam = dict(sorted(grown.items(), key=lambda each: -each[1])[:BEAM])
    return [Candidate(text, likelihood) for text, likelihood in beam.items() if text]


def _places(reading: Reading) -> Iterator[list[tuple[str, float]]]:
    places: Sequence[tuple[float, list[tuple[str, float]]]] = [
        *((glyph.place, list(_options(glyph))) for glyph in reading.glyphs),
        *((doubt.place, _in_doubt(doubt)) for doubt in reading.doubts if _is_numeral(doubt.text)),
    ]
    for _, options in sorted(places, key=lambda each: each[0]):
        yield options


def _options(glyph: Glyph) -> Iterator[tuple[str, float]]:
    yield _plain(glyph.text), glyph.confidence
    for text, likelihood in glyph.others:
        if not text.strip() or _is_numeral(text):
            yield _plain(text), likelihood


def _in_doubt(doubt: Glyph) -> list[tuple[str, float]]:
    return [("", 1 - doubt.confidence), (_plain(doubt.text), doubt.confidence)]


def _is_numeral(text: str) -> bool:
    return bool(re.match(r"[\d.,()%‰▲△−-]$", _plain(text)))


def _plain(text: str) -> str:
    """Narrow digits and marks, without spaces."""
    swapped = "".join(_MARKS.get(letter, letter) for letter in text)
    return "".join(unicodedata.normalize("NFKC", swapped).split())
