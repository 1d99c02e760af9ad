"""Where text stands in a picture, and what it says, by the models inside the RapidOCR wheel.

The library's own decoder keeps only the best character at each place; here the runners-up are kept
too, so that an arithmetic tie can choose among them later.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from rapidocr import RapidOCR
from rapidocr.ch_ppocr_det import TextDetector
from rapidocr.ch_ppocr_rec import TextRecognizer

from pipelines.extract.scans.page_image import Pixels

# What the recognition model was trained on: pictures of a line, so high and at least so wide.
LINE_HEIGHT, LINE_WIDTH = 48, 320
BATCH = 8
BLANK = 0
# A runner-up less likely than this is noise.
LEAST_LIKELY = 0.002
PARAMETERS = {
    "Global.log_level": "error",
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


@dataclass(frozen=True)
class Glyph:
    """One place of a recognised line: the character, where across the crop (0 to 1), how sure.

    `others` are the runners-up with their likelihood; an empty text stands for nothing printed.
    """

    text: str
    place: float
    confidence: float
    others: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Reading:
    """What a crop says; `doubts` are places that were taken for blank and may not be."""

    glyphs: tuple[Glyph, ...]
    doubts: tuple[Glyph, ...] = ()

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def confidence(self) -> float:
        """Of the least sure character; 0 where nothing was read."""
        return min((glyph.confidence for glyph in self.glyphs), default=0.0)


@cache
def _models() -> tuple[TextDetector, TextRecognizer]:
    settings = RapidOCR(params=PARAMETERS).cfg
    for part in (settings.Det, settings.Rec):
        part.engine_cfg = settings.EngineConfig[part.engine_type.value]
        part.model_root_dir = settings.Global.model_root_dir
    return TextDetector(settings.Det), TextRecognizer(settings.Rec)


def shrunk(pixels: Pixels, longest: float) -> tuple[Pixels, float]:
    """The picture no longer than `longest` pixels, and the factor it was shrunk by."""
    factor = min(longest / max(pixels.shape), 1.0)
    if factor == 1.0:
        return pixels, factor
    small = cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return small, factor  # type: ignore[return-value]


def find_text(pixels: Pixels) -> NDArray[np.float64]:
    """Boxes of text lines in pixels: an array of (x0, top, x1, bottom), n × 4."""
    corners = _models()[0](cv2.cvtColor(pixels, cv2.COLOR_GRAY2BGR)).boxes
    if corners is None or len(corners) == 0:
        return np.zeros((0, 4))
    return np.hstack([np.asarray(corners).min(axis=1), np.asarray(corners).max(axis=1)])


def recognise(crops: Sequence[Pixels]) -> list[Reading]:
    """What each crop of one line says, in the order given."""
    readings: dict[int, Reading] = {}
    order = sorted(range(len(crops)), key=lambda i: crops[i].shape[1] / crops[i].shape[0])
    for first in range(0, len(order), BATCH):
        chosen = order[first : first + BATCH]
        lines = [_line_image(crops[index]) for index in chosen]
        width = max(LINE_WIDTH, *(line.shape[1] for line in lines))
        likelihoods = _models()[1].session(np.stack([_padded(line, width) for line in lines]))
        for index, line, steps in zip(chosen, lines, likelihoods, strict=True):
            readings[index] = _decoded(steps, line.shape[1] / width)
    return [readings[index] for index in range(len(crops))]


def _line_image(crop: Pixels) -> NDArray[np.float32]:
    height, width = crop.shape
    size = max(round(LINE_HEIGHT * width / height), 1), LINE_HEIGHT
    return cv2.resize(crop, size).astype(np.float32) / 127.5 - 1.0


def _padded(line: NDArray[np.float32], width: int) -> NDArray[np.float32]:
    page = np.zeros((3, LINE_HEIGHT, width), np.float32)
    page[:, :, : line.shape[1]] = line
    return page


def _decoded(steps: NDArray[np.float32], filled: float) -> Reading:
    """Greedy CTC: one glyph for each run of equal best characters that is not blank."""
    best = steps.argmax(axis=1)
    edges = np.flatnonzero(np.diff(best)) + 1
    glyphs, doubts = [], []
    for run in np.split(np.arange(len(best)), edges):
        place = (run.mean() + 0.5) / len(best) / filled
        if best[run[0]] != BLANK:
            glyphs.append(_glyph(steps[run], int(best[run[0]]), float(place)))
        elif place < 1:
            doubts += _doubts(steps[run], run, len(best) * filled)
    return Reading(tuple(glyphs), tuple(doubts))


def _glyph(steps: NDArray[np.float32], index: int, place: float) -> Glyph:
    peak = steps[int(steps[:, index].argmax())]
    return Glyph(_letters()[index], place, float(peak[index]), tuple(_others(peak, index)))


def _others(peak: NDArray[np.float32], index: int) -> Iterator[tuple[str, float]]:
    for other in np.argsort(peak)[::-1][:4]:
        if other != index and peak[other] >= LEAST_LIKELY:
            yield ("" if other == BLANK else _letters()[int(other)]), float(peak[other])


def _doubts(steps: NDArray[np.float32], run: NDArray[np.intp], length: float) -> Iterator[Glyph]:
    """Characters that were nearly seen where the decoder saw none."""
    for offset, step in enumerate(steps):
        other = int(step[1:].argmax()) + 1
        if step[other] >= LEAST_LIKELY * 5:
            yield Glyph(_letters()[other], (run[offset] + 0.5) / length, float(step[other]))


@cache
def _letters() -> list[str]:
    decoder: Any = _models()[1].postprocess_op
    return decoder.character
