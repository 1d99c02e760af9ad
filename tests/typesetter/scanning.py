"""A disclosure as an office's scanner leaves it: pictures of its pages and no text layer.

What the reader makes of them is not known here.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter

PAPER = 255


@dataclass(frozen=True)
class Scanner:
    """dots per inch, skew in degrees clockwise, grain (grey levels), JPEG quality, quarter turn."""

    dpi: int = 150
    skew: float = 0.0
    grain: float = 6.0
    quality: int = 75
    turn: int = 0
    blur: float = 0.4
    seed: int = 0


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
    picture = page.render(scale=scale).to_pil().convert("L")
    turned = picture.rotate(-scanner.turn, expand=True, fillcolor=PAPER)
    skewed = turned.rotate(-scanner.skew, Image.Resampling.BICUBIC, fillcolor=PAPER)
    blurred = skewed.filter(ImageFilter.GaussianBlur(scanner.blur))
    grain = np.random.default_rng(scanner.seed).normal(0, scanner.grain, blurred.size[::-1])
    return Image.fromarray(np.clip(np.asarray(blurred) + grain, 0, PAPER).astype(np.uint8))
