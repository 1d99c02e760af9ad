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
        *_comparisons(sentence, reader),
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
        is_near = reader.wording.words["much_the_same"].search(found[0])
        value = None if is_near else Decimal("0.00")
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
    return sentence.paragraph.text[max(before, default=sentence.first) : last].lstrip(")")


def _comparisons(sentence: Sentence, reader: ClaimReader) -> Iterator[WordClaim]:
    """`决算数大于年初预算数`."""
    known = reader.wording.words
    for found in known["comparison"].finditer(sentence.text):
        if bool(known["with_sign"].fullmatch(found["sign"])) != bool(found["level"]):
            continue
        first, end = (sentence.first + at for at in found.span())
        clause = re.split(r"[，。;:]", sentence.text[: found.start()])[-1]
        words = known["money_tail"].sub("", clause)
        sign = _direction(found["sign"], reader)
        claim = Claim("comparison", _words(first, end), sign, None, words, found["whole"])
        yield WordClaim(first, end, claim)


def _against_last_year(sentence: Sentence, reader: ClaimReader) -> Iterator[WordClaim]:
    """`决算数较上年增加的主要原因是`: more than last year, by how much is not said."""
    known = reader.wording.words
    for found in known["against_last_year"].finditer(sentence.text):
        before = re.split(r"[，。;:]", sentence.text[: found.start()])[-1]
        base = reader.base_of(before)
        if base is None or known["number_with_unit"].search(before):
            continue
        first, end = (sentence.first + at for at in found.span("sign"))
        words = reader.words_of(before)
        claim = Claim(
            "comparison", _words(first, end), _direction(found["sign"], reader), base, words
        )
        yield WordClaim(first, end, claim)


def _direction(sign: str, reader: ClaimReader) -> str:
    known = reader.wording.words
    if known["more"].search(sign):
        return "increase"
    return "decrease" if known["less"].search(sign) else "level"


def _words(first: int, end: int) -> Quantity:
    return Quantity("words", first, end, end, None, 0, "")
