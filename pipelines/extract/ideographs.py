"""Radicals of a text layer as the ideographs that the page shows: 部⻔ → 部门, ⽰例 → 示例.

Fonts draw a radical and its ideograph by one shape, and some programs write down the wrong letter.
Which radical is which ideograph stands in radicals.yaml, where NFKC does not say it.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from pipelines.frames.knowledge_file import read_strictly

RADICALS_FILE = Path(__file__).parent / "radicals.yaml"
# Unicode's CJK Radicals Supplement and Kangxi Radicals
_RADICAL = re.compile("[\u2e80-\u2fdf]")
Radical = Annotated[str, StringConstraints(pattern=r"^[\u2e80-\u2fdf]$")]
Ideograph = Annotated[str, StringConstraints(pattern=r"^[\u4e00-\u9fff]$")]


class RadicalsFile(BaseModel):
    """radicals.yaml: radicals that NFKC keeps, or maps to another letter."""

    model_config = ConfigDict(extra="forbid")
    radicals: dict[Radical, Ideograph]


def with_ideographs(text: str) -> str:
    """The text with ideographs for radicals; all other letters stay as they are."""
    return _RADICAL.sub(lambda found: _ideograph(found[0]), text)


def plain_letters(text: str) -> str:
    """The text in NFKC, with ideographs for radicals, as words are compared."""
    return unicodedata.normalize("NFKC", with_ideographs(text))


def _ideograph(radical: str) -> str:
    return _radicals().get(radical) or unicodedata.normalize("NFKC", radical)


@cache
def _radicals() -> dict[str, str]:
    return dict(read_strictly(RADICALS_FILE, RadicalsFile).radicals)
