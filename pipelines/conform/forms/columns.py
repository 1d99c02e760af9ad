"""What each column of a form holds and means.

What it holds is told by its cells (code, label, amount, ratio, sequence, text); what it means by
its header path, the lowest level first, each level known to the lexicon. A column of numbers is
never a label column, a column of text never one of amounts. Grouping columns is in blocks.py.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.conform.amounts import is_ratio, read_absence, read_amount, torn_amount
from pipelines.conform.forms.lexicon import NOTHING, Lexicon, Meaning, ancestors, merged
from pipelines.conform.forms.word_keys import header_key
from pipelines.conform.wording import code_before_name, squeeze

LABEL_ROLES = ("code", "name", "unit_name", "project_name", "year")
_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z]{2,}")
_CODE_PART = re.compile(r"^\d{2,9}$")
_YEAR_CELL = re.compile(r"^(?:19|20)\d\d年(?:度)?$|^[上当本]年$")
MAJORITY = 0.5


@dataclass(frozen=True)
class Column:
    """One column: its header path, what it holds (`role`), its block, and what it states.

    `coordinates` is None where a word of the path is unknown or contradicts another.
    """

    index: int
    path: tuple[str, ...]
    role: str
    block: int = 0
    coordinates: Mapping[str, str] | None = None
    year: int | None = None
    is_part: bool = False
    unit: str | None = None

    @property
    def label(self) -> str:
        return " / ".join(self.path)

    @property
    def is_measure(self) -> bool:
        return self.role in ("measure", "unknown")


@dataclass
class Contents:
    """How many cells of a column hold what."""

    words: int = 0
    codes: int = 0
    figures: int = 0
    ratios: int = 0
    coded_names: int = 0
    years: int = 0
    printed: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.printed)


def contents_of(texts: Sequence[str]) -> Contents:
    """Count what the cells of a column hold; blanks and dashes hold nothing."""
    found = Contents()
    for text in texts:
        squeezed = squeeze(text)
        if read_absence(squeezed) in ("blank", "dash", "none_word"):
            continue
        found.printed.append(squeezed)
        found.ratios += is_ratio(squeezed)
        found.figures += bool(read_amount(text) or torn_amount(text))
        found.codes += bool(_CODE_PART.match(squeezed))
        found.coded_names += code_before_name(squeezed) is not None
        found.years += bool(_YEAR_CELL.match(squeezed))
        found.words += bool(_WORDS.search(squeezed)) and read_amount(text) is None
    return found


def role_of(path: Sequence[str], found: Contents, lexicon: Lexicon) -> str:
    """What a column holds: by its cells, its header deciding only what cells leave open."""
    kinds = [lexicon.column_kind(level) for level in reversed(path)]
    worded = next((kind for kind in kinds[:1] if kind), None)
    if not found.total:
        return _blank_role(path, kinds, lexicon)
    if worded == "year" or found.years == found.total:
        return "year"
    if kinds[:1] == ["code"] and found.coded_names <= MAJORITY * found.total:
        # names of class, section and item in columns of their own
        return "name" if found.words > MAJORITY * found.total else "code"
    if found.words > MAJORITY * found.total:
        return _text_role(kinds)
    if worded in ("sequence", "ratio", "count"):
        return worded
    if "ratio" in kinds:
        return "ratio"
    if "change" in kinds:
        return "ratio" if found.ratios else "change"
    if found.ratios > MAJORITY * found.total:
        return "ratio"
    if _holds_codes(kinds, found):
        return "unit_name" if "unit_name" in kinds[:1] else "code"
    if worded == "text":
        return "text"
    return "measure" if found.figures else "text"


def _blank_role(path: Sequence[str], kinds: Sequence[str | None], lexicon: Lexicon) -> str:
    lowest = kinds[0] if kinds else None
    if lowest in ("sequence", "ratio", "change", "text", "count", "unit_name", "code", "year"):
        return str(lowest)
    if lowest in ("name", "project_name") and not (path and _is_money(path[-1], lexicon)):
        return str(lowest)
    return "measure"


def _is_money(level: str, lexicon: Lexicon) -> bool:
    """A word such as 支出 heads both labels and amounts; a blank column of it is of amounts."""
    return header_key(level) in lexicon.whole_flow


def _text_role(kinds: Sequence[str | None]) -> str:
    for kind in kinds[:1]:
        if kind in ("text", "unit_name", "project_name", "sequence", "count"):
            return "text" if kind in ("sequence", "count") else kind
    return "name"


def _holds_codes(kinds: Sequence[str | None], found: Contents) -> bool:
    """Codes stand under a word for codes (类/款/项 may lie a level higher)."""
    is_worded = any(kind in ("code", "unit_name") for kind in kinds[:2])
    named = any(kind == "name" for kind in kinds[:2])
    mostly = found.codes > MAJORITY * found.total
    plausible = all(len(text) in (2, 3, 5, 7) for text in found.printed if text.isdigit())
    return mostly and (is_worded or (named and plausible))


def stated(
    path: Sequence[str], flow: str | None, defaults: Mapping[str, str], lexicon: Lexicon
) -> tuple[Mapping[str, str] | None, Meaning]:
    """(coordinates of a path over the form's defaults, or None where a word is unknown; the years
    and 其中 that its levels name)."""
    pairs: list[tuple[str, str]] = []
    year, back, is_part, is_unknown = None, None, False, False
    for index, level in enumerate(path):
        meaning = lexicon.meaning(level, flow)
        if meaning is None:
            is_unknown = is_unknown or index == len(path) - 1 or not _only_groups(level, lexicon)
            continue
        pairs += meaning.sets.items()
        year = meaning.year if meaning.year is not None else year
        back = meaning.years_back if meaning.years_back is not None else back
        is_part = is_part or meaning.is_part
    if is_unknown or (is_part and not pairs):
        # a word that is unknown, or 其中 without a word of what
        return None, Meaning(NOTHING, year, back, is_part)
    sets = merged_levels(pairs, lexicon)
    years = Meaning(NOTHING, year, back, is_part)
    return (None if sets is None else _over_defaults(defaults, sets, lexicon)), years


def _over_defaults(
    defaults: Mapping[str, str], sets: Mapping[str, str], lexicon: Lexicon
) -> Mapping[str, str]:
    """What the header says over what the title says of all; the title stays where it is narrower:
    当年财政拨款 in a form of the general public budget is of that budget."""
    kept = {
        name: value
        for name, value in sets.items()
        if value not in ancestors(defaults.get(name, ""), lexicon.book)
    }
    return {**defaults, **kept}


def _only_groups(level: str, lexicon: Lexicon) -> bool:
    return lexicon.is_group(level) or lexicon.column_kind(level) == "name"


def merged_levels(pairs: Sequence[tuple[str, str]], lexicon: Lexicon) -> Mapping[str, str] | None:
    """Coordinates over all levels; the flow of a lower level wins; else None if they contradict."""
    flows = [value for name, value in pairs if name == "flow"]
    rest = merged([pair for pair in pairs if pair[0] != "flow"], lexicon.book)
    return rest if rest is None or not flows else {**rest, "flow": flows[-1]}
