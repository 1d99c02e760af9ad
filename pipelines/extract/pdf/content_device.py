"""Runs a page's content stream and keeps how each thing was painted: in which string, how opaque,
in which layer. What the painted things are is told in page_content.py.
"""

from dataclasses import dataclass
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.pdfdevice import PDFTextSeq
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFPageInterpreter, PDFStackT, PDFTextState
from pdfminer.pdftypes import dict_value, resolve1
from pdfminer.psparser import PSLiteral, literal_name

from pipelines.extract.pdf.layers import Layers

# Text drawn in this mode leaves no ink; so does text that only becomes a clip.
INVISIBLE_MODES = (3, 7)
# In these modes the inside of a letter is all that is painted of it.
FILLING_MODES = (0, 4)
# Ink that lets more of the paper through than this is not seen.
LEAST_OPACITY = 0.04
# Entries of a font's description that hold its letter shapes.
FONT_PROGRAMS = frozenset(("FontFile", "FontFile2", "FontFile3"))
# Every program that displays PDF brings these along.
STANDARD_FONTS = ("Helvetica", "Times", "Courier", "Arial", "Symbol", "ZapfDingbats")


def _lacks_font(font: PDFFont) -> bool:
    name = str(font.descriptor.get("FontName", getattr(font, "basefont", "")))
    is_standard = any(family in name for family in STANDARD_FONTS)
    return not is_standard and not FONT_PROGRAMS & set(font.descriptor)


@dataclass(frozen=True, slots=True)
class Drawn:
    string: int
    is_hidden: bool
    is_filled: bool
    lacks_font: bool
    glyph: tuple[PDFFont, int]


class ContentDevice(PDFPageAggregator):
    """Keeps of each painted thing its string, and whether its mode or its layer hides it."""

    layers = Layers()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.drawn: dict[int, Drawn] = {}
        self.hidden: set[int] = set()
        self.layer_stack: list[bool] = []
        self.string, self.mode, self.opacity = 0, 0, 1.0

    def hides(self, item: Any) -> bool:
        return id(item) in self.hidden

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: Any, graphicstate: Any
    ) -> None:
        self.string += 1
        self.mode = textstate.render
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(self, matrix: Any, font: PDFFont, *args: Any, **options: Any) -> float:
        advance = super().render_char(matrix, font, *args, **options)
        is_filled = self.mode in FILLING_MODES
        is_unseen = self.mode in INVISIBLE_MODES or (is_filled and self.opacity < LEAST_OPACITY)
        is_hidden = is_unseen or any(self.layer_stack)
        drawn = Drawn(self.string, is_hidden, is_filled, _lacks_font(font), (font, args[3]))
        self.drawn[id(self.cur_item._objs[-1])] = drawn
        return advance

    def render_image(self, name: str, stream: Any) -> None:
        super().render_image(name, stream)
        self._hide_last()

    def paint_path(self, *args: Any, **options: Any) -> None:
        before = len(self.cur_item._objs)
        super().paint_path(*args, **options)
        if len(self.cur_item._objs) > before:
            self._hide_last()

    def _hide_last(self) -> None:
        if any(self.layer_stack):
            self.hidden.add(id(self.cur_item._objs[-1]))


class ContentInterpreter(PDFPageInterpreter):
    """Follows marked content and form objects that belong to a layer, and how opaque ink is."""

    device: ContentDevice

    def init_state(self, ctm: Any) -> None:
        super().init_state(ctm)
        self.opacities: list[float] = []

    def do_q(self) -> None:
        self.opacities.append(self.device.opacity)
        super().do_q()

    def do_Q(self) -> None:
        if self.opacities:
            self.device.opacity = self.opacities.pop()
        super().do_Q()

    def do_gs(self, name: PDFStackT) -> None:
        states = dict_value(self.resources.get("ExtGState", {}))
        state = resolve1(states.get(literal_name(name)))
        opacity = resolve1(state.get("ca")) if isinstance(state, dict) else None
        if isinstance(opacity, (int, float)):
            self.device.opacity = float(opacity)

    def do_BMC(self, tag: PDFStackT) -> None:
        self.device.layer_stack.append(False)

    def do_BDC(self, tag: PDFStackT, props: PDFStackT) -> None:
        is_layer = isinstance(tag, PSLiteral) and literal_name(tag) == "OC"
        self.device.layer_stack.append(is_layer and self.device.layers.hides(self._named(props)))

    def do_EMC(self) -> None:
        if self.device.layer_stack:
            self.device.layer_stack.pop()

    def do_Do(self, xobjid_arg: PDFStackT) -> None:
        stream = resolve1(self.xobjmap.get(literal_name(xobjid_arg)))
        layer = getattr(stream, "attrs", {}).get("OC")
        depth = len(self.device.layer_stack)
        self.device.layer_stack.append(self.device.layers.hides(layer))
        opacity = self.device.opacity
        super().do_Do(xobjid_arg)
        self.device.opacity = opacity
        del self.device.layer_stack[depth:]

    def _named(self, props: PDFStackT) -> Any:
        """The reference that a name in the page's resources stands for."""
        if not isinstance(props, PSLiteral):
            return props
        return dict_value(self.resources.get("Properties", {})).get(literal_name(props))
