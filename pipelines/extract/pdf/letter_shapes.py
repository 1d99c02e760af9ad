"""Do the digits of a text layer say what their shapes show?

A font may call the shape of a 9 a 7; a reader sees the 9. The shape of each digit is compared with
those of the fonts that every program brings along, and where it looks like another digit, the
picture of its number is read: two witnesses against the text layer make it a false one.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from pdfminer.pdffont import PDFFont

from pipelines.extract.document_tree import enclosing
from pipelines.extract.pdf.lettering import overprinted_numerals
from pipelines.extract.pdf.page_content import Letter
from pipelines.extract.pdf.standard_digits import standard_digits
from pipelines.extract.scans.page_image import PAPER, PageImage, Pixels

Glyph = tuple[PDFFont, int]
Shape = NDArray[np.float32]
# Pixels per point of the picture in which shapes are compared.
SCALE = 4.0
# A page larger than this is looked at more coarsely (pixels).
MOST_PIXELS = 6000
# Shapes are compared at this size; the darkest half of the greys is ink.
SIZE, INK = 24, 128
# How often one shape is looked at, and how much more it must look like another digit.
SAMPLES, MARGIN = 3, 0.04
# White around a number whose picture is read, as a share of its height.
WHITE = 0.2


@dataclass(frozen=True)
class Suspicion:
    """A digit of a number whose shape looks like another digit."""

    number: tuple[Letter, ...]
    index: int
    looks_like: str


class LetterShapes:
    """What is known of the digits of one document, over its pages."""

    def __init__(self) -> None:
        self.seen: dict[Glyph, bool] = {}

    def mislead(self, letters: Sequence[Letter], page: pdfium.PdfPage) -> bool:
        """Whether a digit of this page is not the one that its shape shows."""
        mixed = overprinted_numerals(letters)
        alone = [letter for letter in letters if letter.turn == 0 and letter.order not in mixed]
        samples: dict[Glyph, list[tuple[tuple[Letter, ...], int]]] = defaultdict(list)
        for number in _numbers(alone):
            for index, letter in enumerate(number):
                if letter.glyph and letter.text.isdecimal():
                    samples[letter.glyph].append((number, index))
        new = {glyph: own for glyph, own in samples.items() if glyph not in self.seen}
        if new:
            image = _picture(page)
            self.seen |= {glyph: _is_false(own, image) for glyph, own in new.items()}
        return any(self.seen[glyph] for glyph in samples)


def _numbers(letters: Sequence[Letter]) -> Iterator[tuple[Letter, ...]]:
    """Runs of digits, points and commas of one string."""
    for (_, is_number), run in groupby(letters, key=lambda x: (x.string, x.text in "0123456789.,")):
        if is_number:
            yield tuple(run)


def _picture(page: pdfium.PdfPage) -> PageImage:
    scale = min(SCALE, MOST_PIXELS / max(page.get_size()))
    bitmap = page.render(scale=scale, grayscale=True)  # pyright: ignore[reportArgumentType]
    pixels = bitmap.to_numpy().reshape(bitmap.height, -1)[:, : bitmap.width]
    return PageImage(pixels.copy(), scale)


def _is_false(samples: Sequence[tuple[tuple[Letter, ...], int]], image: PageImage) -> bool:
    """Whether shape and picture alike say another digit than the text layer does."""
    spread = samples[:: max(len(samples) // SAMPLES, 1)][:SAMPLES]
    found = []
    for number, index in spread:
        digit = looks_like(_crop(image, number[index : index + 1]), number[index].text)
        if digit == number[index].text:
            return False
        found.append(Suspicion(number, index, digit))
    return any(_is_read_so(each, image) for each in found)


def looks_like(pixels: Pixels, said: str) -> str:
    """The digit that a shape looks like: the said one, unless another is much nearer."""
    shape = shape_of(pixels)
    if shape is None:
        return said
    likeness = {
        digit: max(float((shape * other).sum()) for other in shapes)
        for digit, shapes in _standard_shapes().items()
    }
    best = max(likeness, key=lambda digit: likeness[digit])
    return best if likeness[best] > likeness[said] + MARGIN else said


def _is_read_so(suspicion: Suspicion, image: PageImage) -> bool:
    # loading the models takes a second, which sound documents need not wait for
    from pipelines.extract.scans.recognition import recognise

    text = recognise([_crop(image, suspicion.number, WHITE)])[0].text.replace(" ", "")
    said = "".join(letter.text for letter in suspicion.number)
    return len(text) == len(said) and text[suspicion.index] == suspicion.looks_like


def _crop(image: PageImage, letters: Sequence[Letter], white: float = 0.0) -> Pixels:
    box = enclosing([letter.box for letter in letters])
    margin = white * box.height
    x0, top, x1, bottom = (
        max(round(value * image.scale), 0)
        for value in (box.x0 - margin, box.top - margin, box.x1 + margin, box.bottom + margin)
    )
    return image.pixels[top : bottom + 1, x0 : x1 + 1]


def shape_of(pixels: Pixels) -> Shape | None:
    """The ink of a picture, as high as a standard shape and centred; None where there is none."""
    dark = np.argwhere(pixels < INK)
    if not len(dark):
        return None
    (top, left), (bottom, right) = dark.min(axis=0), dark.max(axis=0)
    ink = PAPER - pixels[top : bottom + 1, left : right + 1].astype(np.float32)
    width = min(max(round(SIZE * ink.shape[1] / ink.shape[0]), 1), SIZE)
    small = cv2.resize(ink, (width, SIZE), interpolation=cv2.INTER_AREA)
    shape = np.zeros((SIZE, SIZE), np.float32)
    first = (SIZE - width) // 2
    shape[:, first : first + width] = small
    shape -= shape.mean()
    return shape / max(float(np.linalg.norm(shape)), 1.0)


@cache
def _standard_shapes() -> dict[str, tuple[Shape, ...]]:
    return {
        digit: tuple(shape for each in pictures if (shape := shape_of(each)) is not None)
        for digit, pictures in standard_digits().items()
    }
