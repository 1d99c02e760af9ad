"""Projects told by the summary of their self-evaluation: `1.某项目绩效自评综述:…执行数…`.

Self-evaluations in the form of a table are read beside this package (performance/).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipelines.conform.narrative.paragraphs import Paragraph
from pipelines.conform.narrative.sections import Section
from pipelines.conform.narrative.sentences import Spoken, sentences_of
from pipelines.conform.narrative.wording_file import NarrativeWording

PERCENT = 100


@dataclass(frozen=True)
class SelfEvaluation:
    """One project: its name, and the numbers that its summary begins with."""

    paragraph: Paragraph
    name: str
    adjusted: Spoken
    final: Spoken
    completion: Spoken | None

    @property
    def execution_ratio(self) -> Decimal | None:
        """The completion as printed, as a share of one."""
        value = self.completion.quantity.value if self.completion else None
        return None if value is None else value / PERCENT


def self_evaluations_of(
    placed: Sequence[tuple[Paragraph, Section]], wording: NarrativeWording
) -> Iterator[SelfEvaluation]:
    """The projects of the text whose adjusted budget and execution a summary gives, in order."""
    for paragraph, _ in placed:
        title = wording.words["evaluation_title"].match(paragraph.text)
        numbers = [spoken for each in sentences_of(paragraph, wording) for spoken in each.spoken]
        found = _numbers(numbers, wording) if title else None
        if title and found:
            yield SelfEvaluation(paragraph, title["name"], *found)


def _numbers(
    numbers: Sequence[Spoken], wording: NarrativeWording
) -> tuple[Spoken, Spoken, Spoken | None] | None:
    """The adjusted budget, the execution right after it, and the completion after that."""
    words = wording.words
    for at, spoken in enumerate(numbers[:-1]):
        after = numbers[at + 1]
        is_pair = words["evaluation_adjusted"].search(spoken.lead) and words[
            "evaluation_final"
        ].search(after.lead)
        if is_pair and spoken.quantity.value is not None and after.quantity.value is not None:
            rest = numbers[at + 2 : at + 3]
            done = [s for s in rest if words["completion"].search(s.lead.rstrip("，,:"))]
            return spoken, after, done[0] if done else None
    return None
