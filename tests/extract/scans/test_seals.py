"""A red seal over a scan is taken out, the print beneath it and red print are kept."""

import numpy as np
from PIL import Image, ImageDraw

from pipelines.extract.scans.seals import without_seals
from tests.typesetter.scanning import SEAL_RED

SCALE, SIZE = 2.0, (400, 400)
DARK, LIGHT = 100, 200


def grey_of(*rings: tuple[int, int, int, int], bar: tuple[int, int, int] = (0, 0, 0)) -> np.ndarray:
    """A page with red rings, and a bar of print over its middle."""
    picture = Image.new("RGB", SIZE, (255, 255, 255))
    draw = ImageDraw.Draw(picture)
    for ring in rings:
        draw.ellipse(ring, outline=SEAL_RED, width=6)
    draw.rectangle((0, 195, 399, 204), fill=bar)
    return without_seals(np.asarray(picture)[:, :, ::-1].copy(), SCALE)


SEAL = (80, 80, 320, 320)


def test_a_seal_becomes_paper_and_the_print_over_it_stays() -> None:
    grey = grey_of(SEAL)
    assert grey[:190].min() > LIGHT
    assert grey[210:].min() > LIGHT
    assert grey[196:204].max() < DARK


def test_what_is_smaller_or_longer_than_a_seal_is_print() -> None:
    for ring in ((100, 20, 180, 100), (20, 20, 380, 170)):
        assert grey_of(ring)[:190].min() < LIGHT


def test_red_print_outside_a_seal_is_kept() -> None:
    grey = grey_of(SEAL, bar=(200, 20, 20))
    assert grey[199, 10] < LIGHT
