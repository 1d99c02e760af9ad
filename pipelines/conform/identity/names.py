"""When a text is the name of one organisation, and when two names are one organisation's.

Only names are judged here; where they are printed is told in titles.py, labels.py and body.py.
"""

from dataclasses import dataclass
from itertools import accumulate

from pipelines.conform.identity.words import NameWords

_BRACKETS = str.maketrans("()", "（）")


@dataclass(frozen=True)
class PrintedName:
    """A name without what people put around it; `scope` is what its （本级） or （汇总） tells."""

    text: str
    scope: str | None = None

    @property
    def shown(self) -> str:
        """With the brackets of Chinese print."""
        return self.text.translate(_BRACKETS)


def clean_name(text: str, words: NameWords) -> PrintedName:
    """Without codes, quotes, seals, words of the form, and without （本级） and （汇总）."""
    scope = None
    for pattern, told in ((words.own_level, "unit"), (words.consolidated, "department")):
        bare = pattern.sub("", text)
        scope, text = (told, bare) if bare != text else (scope, text)
    before = ""
    while before != text:
        before = text
        for pattern in words.around:
            text = _without(pattern.sub("", text), text, words)
        text = _without(_unbracketed(text), text, words)
    return PrintedName(text, scope)


def _unbracketed(text: str) -> str:
    """The text inside brackets that hold all of it: (A(B)), but not (A)B(C)."""
    if not (text.startswith("(") and text.endswith(")")):
        return text
    depths = accumulate({"(": 1, ")": -1}.get(letter, 0) for letter in text)
    return text[1:-1] if all(depth > 0 for depth in list(depths)[:-1]) else text


def _without(stripped: str, text: str, words: NameWords) -> str:
    """The stripped text, if something is left of it."""
    return stripped if len(stripped) >= words.shortest else text


def is_name(text: str, words: NameWords) -> bool:
    """Whether it can be the name of one organisation, not only of a kind of them or a place."""
    return (
        words.shortest <= len(text) <= words.longest
        and not words.never.search(text)
        and not words.kind_only.search(text)
        and not words.place_only.search(text)
        and text.count("(") == text.count(")")
    )


def is_whole(text: str, words: NameWords) -> bool:
    """Whether it begins as names do, with a place, and ends as names do."""
    return bool(is_name(text, words) and words.place_ahead.search(text) and has_ending(text, words))


def has_ending(text: str, words: NameWords) -> bool:
    """Whether it ends as names of organisations do."""
    return bool(words.ending.search(text))


def name_key(text: str, words: NameWords) -> str:
    """One form for the spellings of one name (中共江城市委 = 中国共产党江城市委员会)."""
    bare = clean_name(text.translate(str.maketrans("（）", "()")), words).text
    for pattern, new in words.spellings:
        bare = pattern.sub(new, bare)
    return bare


def is_same(one: str, other: str, words: NameWords) -> bool:
    """Whether both may be names of one organisation: equal, one the tail of the other, or short."""
    first, second = name_key(one, words), name_key(other, words)
    short, long = sorted((first, second), key=len)
    return long.endswith(short) or _abbreviates(short, long)


def _abbreviates(short: str, long: str) -> bool:
    """Whether the letters of `short` stand in `long` in their order, and both end alike."""
    letters = iter(long)
    return short[-1:] == long[-1:] and all(letter in letters for letter in short)
