"""Claims made in words alone: 持平, 决算数大于预算数, 较上年增加的主要原因.

Which amounts they are about is told in claim_tying.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipelines.conform.narrative.amount_phrases import Quantity
from pipelines.conform.narrative.claims import Claim, ClaimReader
from pipelines.conform.narrative.sentences import Sentence

_MORE = re.compile("大于|高于|多于|超过|超出|增")
_LESS = re.compile("小于|低于|少于|减|降")


@dataclass(frozen=True)
class WordClaim:
    """A claim without a number; text[at:end] of the paragraph are its words."""

    at: int
    end: int
    claim: Claim


def word_claims(sentence: Sentence, reader: ClaimReader) -> Iterator[WordClaim]:
    """All claims in words of one sentence, in order."""
    found = [
        *_levels(sentence, reader),
        *_comparisons(sentence),
        *_against_last_year(sentence, reader),
    ]
    yield from sorted(found, key=lambda each: each.at)


def _levels(sentence: Sentence, reader: ClaimReader) -> Iterator[WordClaim]:
    """`与上年预算持平`: a change of nothing; `基本持平` says not how much."""
    for found in reader.wording.words["level"].finditer(sentence.text):
        base = reader.base_of(found[0])
        if base is None:
            continue
        end = sentence.first + found.end()
        first = end - len(found["level"])
        value = None if "基本" in found[0] else Decimal("0.00")
        quantity = Quantity("money", first, end, end, value, 2, "元")
        at = sentence.first + found.start()
        compared = reader.wording.words["base"].search(found[0])
        last = at + compared.end() if compared else at
        words = reader.words_of(_since_number(sentence, at, last))
        yield WordClaim(at, end, Claim("change", quantity, "level", base, words))


def _since_number(sentence: Sentence, at: int, last: int) -> str:
    """The words up to `last` since the number before `at`, or since the sentence begins."""
    told = (s.quantity for s in sentence.spoken if s.quantity.kind != "count")
    before = [quantity.end for quantity in told if quantity.end <= at]
    return sentence.paragraph.text[max(before, default=sentence.first) : last]


def _comparisons(sentence: Sentence) -> Iterator[WordClaim]:
    """`决算数大于年初预算数`."""
    pattern = re.compile(
        r"决算数?(?P<sign>大于|小于|等于|高于|低于|多于|少于|超过|超出|与)"
        r"(?P<whole>(?:年初|全年|调整后?的?)?预算)数?(?P<level>持平|相同|一致)?"
    )
    for found in pattern.finditer(sentence.text):
        if (found["sign"] == "与") != bool(found["level"]):
            continue
        first, end = (sentence.first + at for at in found.span())
        words = re.split(r"[，。;:]", sentence.text[: found.start()])[-1].removesuffix("支出")
        sign = _direction(found["sign"])
        claim = Claim("comparison", _words(first, end), sign, None, words, found["whole"])
        yield WordClaim(first, end, claim)


def _against_last_year(sentence: Sentence, reader: ClaimReader) -> Iterator[WordClaim]:
    """`决算数较上年增加的主要原因是`: more than last year, by how much is not said."""
    pattern = re.compile(r"(?P<sign>增加|增长|上升|减少|下降|降低)的?(?=(?:主要)?原因)")
    for found in pattern.finditer(sentence.text):
        before = re.split(r"[，。;:]", sentence.text[: found.start()])[-1]
        base = reader.base_of(before)
        if base is None or re.search(r"\d(?:万|亿)?元|%", before):
            continue
        first, end = (sentence.first + at for at in found.span("sign"))
        words = reader.words_of(before)
        claim = Claim("comparison", _words(first, end), _direction(found["sign"]), base, words)
        yield WordClaim(first, end, claim)


def _direction(sign: str) -> str:
    if _MORE.search(sign):
        return "increase"
    return "decrease" if _LESS.search(sign) else "level"


def _words(first: int, end: int) -> Quantity:
    return Quantity("words", first, end, end, None, 0, "")
