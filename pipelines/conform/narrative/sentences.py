"""Sentences of a paragraph with their numbers, and what stands in brackets.

A number is read with the words of its own sentence; what they say is asked in other modules.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.conform.narrative.amount_phrases import Quantity, quantities
from pipelines.conform.narrative.paragraphs import Paragraph
from pipelines.conform.narrative.wording_file import NarrativeWording

# A bracket that runs over the end of a sentence and this far was never meant to close there.
LONGEST_BRACKET = 120
_END = "。!?"
Span = tuple[int, int]


@dataclass(frozen=True)
class Spoken:
    """One number of a sentence.

    `lead` are the words since the number before it, brackets with numbers of their own left out;
    `first` is where they begin. `bracket` is where the bracket around the number opens, None
    outside brackets.
    """

    quantity: Quantity
    lead: str
    first: int
    bracket: int | None = None

    @property
    def is_in_brackets(self) -> bool:
        return self.bracket is not None


@dataclass(frozen=True)
class Sentence:
    """text[first:last] of a paragraph, with its numbers in order.

    `is_damaged`: a bracket in it opens and never closes, so what belongs together is not certain.
    """

    paragraph: Paragraph
    first: int
    last: int
    spoken: tuple[Spoken, ...]
    is_damaged: bool = False

    @property
    def text(self) -> str:
        """The words of the sentence."""
        return self.paragraph.text[self.first : self.last]


def sentences_of(paragraph: Paragraph, wording: NarrativeWording) -> list[Sentence]:
    """The sentences of a paragraph; a full stop inside brackets ends none."""
    text = paragraph.text
    brackets, open_ones = _brackets(text)
    numbers = [number for number in quantities(text) if not _is_part_of_name(text, number, wording)]
    found = []
    for first, last in _spans(text, brackets):
        inside = [number for number in numbers if first <= number.first < last]
        spoken = tuple(_spoken(text, first, inside, brackets))
        is_damaged = any(first <= at < last for at in open_ones)
        found.append(Sentence(paragraph, first, last, spoken, is_damaged))
    return found


def _brackets(text: str) -> tuple[list[Span], list[int]]:
    """(open, close) of each pair of brackets, and where brackets open that never close."""
    waiting: list[int] = []
    pairs: list[Span] = []
    for at, letter in enumerate(text):
        if letter == "(":
            waiting.append(at)
        elif letter == ")" and waiting:
            pairs.append((waiting.pop(), at))
    torn = [pair for pair in pairs if _is_torn(text, pair)]
    kept = sorted(pair for pair in pairs if pair not in torn)
    return kept, sorted([*waiting, *(first for first, _ in torn)])


def _is_torn(text: str, pair: Span) -> bool:
    first, last = pair
    inner = text[first:last].rstrip(_END)
    return last - first > LONGEST_BRACKET and any(end in inner for end in _END)


def _spans(text: str, brackets: Sequence[Span]) -> Iterator[Span]:
    first = 0
    for at, letter in enumerate(text):
        is_end = letter in _END and not any(left < at < right for left, right in brackets)
        if is_end:
            yield first, at + 1
            first = at + 1
    if first < len(text):
        yield first, len(text)


def _is_part_of_name(text: str, number: Quantity, wording: NarrativeWording) -> bool:
    """The 04 of `业务(04项)`, and the threshold of `单价100万元以上设备`."""
    is_code = number.kind == "count" and text[: number.first].endswith("(")
    before, after = text[: number.first], text[number.end :]
    is_price = wording.words["threshold_before"].search(before)
    is_least = number.kind == "money" and wording.words["threshold_after"].match(after)
    is_threshold = bool(is_price or is_least)
    return is_threshold or (is_code and text[number.end :].startswith(")"))


def _spoken(
    text: str, start: int, numbers: Sequence[Quantity], brackets: Sequence[Span]
) -> Iterator[Spoken]:
    before: dict[int | None, int] = {}
    with_numbers = [
        (left, right) for left, right in brackets if any(left < n.first < right for n in numbers)
    ]
    for number in numbers:
        around = [(left, right) for left, right in with_numbers if left < number.first < right]
        bracket = max(around)[0] if around else None
        begins = start if bracket is None else bracket + 1
        first = max(before.get(bracket, begins), begins)
        inner = [pair for pair in with_numbers if first <= pair[0] and pair[1] < number.first]
        yield Spoken(number, _without(text, first, number.first, inner), first, bracket)
        before[bracket] = number.end


def _without(text: str, first: int, last: int, gaps: Sequence[Span]) -> str:
    """text[first:last] without the brackets in `gaps`."""
    parts = []
    for left, right in gaps:
        if left >= first:
            parts.append(text[first:left])
            first = right + 1
    return "".join([*parts, text[first:last]])
