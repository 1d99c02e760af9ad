"""What a colour says of a letter: unseen on paper, or the red of a negative amount.

Colours are as a content stream states them: one number of grey, three of red, green and blue, four
of cyan, magenta, yellow and black, each from 0 to 1.
"""

from typing import Any

# From this brightness on nobody tells ink from paper.
PAPER = 0.96
# The colour spaces whose numbers are those of light or ink; in others 1 may be full ink.
PLAIN_SPACES = ("DeviceGray", "DeviceRGB", "DeviceCMYK", "CalGray", "CalRGB", "ICCBased")
# The least red and the most green and blue of what a reader calls red.
RED, NOT_RED = 0.6, 0.35


def is_white(colour: Any) -> bool:
    """Whether ink of this colour leaves white paper white."""
    parts = _parts(colour)
    if len(parts) == 4:
        return not any(parts)
    return all(part == 1 for part in parts)


def is_unseen(colour: Any, space: str) -> bool:
    """Whether ink of this colour leaves white paper as it was; other spaces say nothing."""
    parts = _parts(colour)
    if not space.startswith(PLAIN_SPACES) or not parts:
        return False
    if not all(isinstance(part, (int, float)) for part in parts):
        return False
    return max(parts) <= 1 - PAPER if len(parts) == 4 else min(parts) >= PAPER


def is_red(colour: Any) -> bool:
    """Whether ink of this colour is red."""
    parts = _parts(colour)
    if not all(isinstance(part, (int, float)) for part in parts):
        return False
    if len(parts) == 4:
        cyan, magenta, yellow, black = parts
        parts = tuple((1 - part) * (1 - black) for part in (cyan, magenta, yellow))
    return len(parts) == 3 and parts[0] >= RED and max(parts[1:]) <= NOT_RED


def _parts(colour: Any) -> tuple[Any, ...]:
    return tuple(colour) if isinstance(colour, (tuple, list)) else (colour,)
