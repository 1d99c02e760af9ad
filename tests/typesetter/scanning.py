"""A disclosure as an office's scanner leaves it: pictures of its pages and no text layer.

What the reader makes of them is not known here.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw, ImageFilter

PAPER = 255
SEAL_RED = (215, 40, 50)


@dataclass(frozen=True)
class Scanner:
    """dots per inch, skew in degrees clockwise, grain (grey levels), JPEG quality, quarter turn.

    `contrast` is that of ink on paper (1 for black), `seal` presses a round red seal on each page.
    """

    dpi: int = 150
    skew: float = 0.0
    grain: float = 6.0
    quality: int = 75
    turn: int = 0
    blur: float = 0.4
    seed: int = 0
    contrast: float = 1.0
    seal: bool = False


def scanned(content: bytes, scanner: Scanner, pages: Sequence[int] | None = None) -> bytes:
    """The pages (0-based; all if None) of a PDF as a PDF of pictures, one JPEG for each."""
    document = pdfium.PdfDocument(content)
    chosen = range(len(document)) if pages is None else pages
    images = [_scanned_page(document[index], scanner) for index in chosen]
    document.close()
    buffer = io.BytesIO()
    first, *rest = images
    settings = {"resolution": scanner.dpi, "quality": scanner.quality}
    first.save(buffer, "PDF", save_all=True, append_images=rest, **settings)
    return buffer.getvalue()


def _scanned_page(page: pdfium.PdfPage, scanner: Scanner) -> Image.Image:
    # hinted as int by the library, which takes any number
    scale: Any = scanner.dpi / 72
    picture = page.render(scale=scale).to_pil().convert("RGB" if scanner.seal else "L")
    if scanner.seal:
        _press_seal(picture, scale)
    paper = PAPER if picture.mode == "L" else (PAPER,) * 3
    turned = picture.rotate(-scanner.turn, expand=True, fillcolor=paper)
    skewed = turned.rotate(-scanner.skew, Image.Resampling.BICUBIC, fillcolor=paper)
    blurred = np.asarray(skewed.filter(ImageFilter.GaussianBlur(scanner.blur)))
    pale = PAPER - (PAPER - blurred) * scanner.contrast
    grain = np.random.default_rng(scanner.seed).normal(0, scanner.grain, blurred.shape)
    return Image.fromarray(np.clip(pale + grain, 0, PAPER).astype(np.uint8))


def _press_seal(picture: Image.Image, scale: float) -> None:
    """A ring of four centimetres with a star, as ink that lets the print shine through."""
    seal = Image.new("RGB", picture.size, (PAPER,) * 3)
    draw, radius = ImageDraw.Draw(seal), 57 * scale
    x, y = picture.width * 0.6, picture.height * 0.5
    box = (x - radius, y - radius, x + radius, y + radius)
    draw.ellipse(box, outline=SEAL_RED, width=round(3 * scale))
    draw.regular_polygon((x, y, radius / 3), 5, fill=SEAL_RED)
    picture.paste(ImageChops.multiply(picture, seal))
