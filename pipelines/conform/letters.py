"""Letters as words are compared by them: NFKC, and the ideograph for a radical that stands for it.

Which radical is which ideograph stands in lexicon/radicals.yaml. Words are wording.py.
"""

import unicodedata
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from pipelines.frames.knowledge_file import read_strictly

RADICALS_FILE = Path(__file__).parent / "lexicon" / "radicals.yaml"
Radical = Annotated[str, StringConstraints(pattern=r"^[\u2e80-\u2fdf]$")]
Ideograph = Annotated[str, StringConstraints(pattern=r"^[\u4e00-\u9fff]$")]


class RadicalsFile(BaseModel):
    """lexicon/radicals.yaml: radicals that NFKC keeps, or maps to another letter."""

    model_config = ConfigDict(extra="forbid")
    radicals: dict[Radical, Ideograph]


def plain_letters(text: str) -> str:
    """The text in NFKC, with ideographs for radicals: 部⻔ → 部门, ⽰例 → 示例."""
    return unicodedata.normalize("NFKC", text.translate(_ideographs()))


@cache
def _ideographs() -> dict[int, str]:
    return str.maketrans(dict(read_strictly(RADICALS_FILE, RadicalsFile).radicals))
