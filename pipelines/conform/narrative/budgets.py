"""Which budget a final amount is measured against: that of the year's start, or the adjusted one.

年初预算 is the first, 全年 or 调整预算 the second; 预算 alone is whichever of them the text tells.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.conform.narrative.attachment import Mention
from pipelines.conform.narrative.sentences import Sentence, Spoken
from pipelines.conform.narrative.told import Known
from pipelines.conform.narrative.topics import Topic
from pipelines.conform.narrative.wording_file import NarrativeWording

BUDGETS = ("budget", "adjusted")


def phases_of(words: str, wording: NarrativeWording) -> tuple[str, ...]:
    """The phases that words like 年初预算 can mean."""
    if wording.words["original_budget"].search(words):
        return ("budget",)
    return ("adjusted",) if wording.words["adjusted_budget"].search(words) else BUDGETS


def completed(topic: Topic, spoken: Spoken, sentence: Sentence, wording: NarrativeWording) -> Topic:
    """预算 alone is the one that the rest of the sentence completes: 完成年初预算的90%."""
    if not topic.is_plain_budget:
        return topic
    done = wording.words["completion"]
    for later in sentence.spoken:
        if later.first < spoken.quantity.end:
            continue
        if found := done.search(later.lead.rstrip("，,:")):
            phases = phases_of(found[0], wording)
            phase = phases[0] if len(phases) == 1 else None
            return replace(topic, phase=phase, is_plain_budget=phase is None)
    return topic


def budget_of(
    words: str,
    about: Mention,
    mentions: Sequence[Mention],
    tables: Sequence[Known],
    wording: NarrativeWording,
) -> Known | None:
    """The budget that a completion, or a comparison, measures against.

    The one told right before, or else the one that the forms print.
    """
    phases = phases_of(words, wording)
    told = [m.known for m in mentions if m.topic.meanings == about.topic.meanings]
    same = [
        each for each in (*told, *(m.known for m in mentions)) if _is_budget(each, about, phases)
    ]
    own = [each for each in told if each.phase in phases]
    if same or own:
        return (same or own)[-1]
    printed = [each for each in tables if _is_budget(each, about, phases)]
    return printed[0] if len({each.number for each in printed}) == 1 else None


def _is_budget(each: Known, about: Mention, phases: Sequence[str]) -> bool:
    return (
        each.coordinates == about.known.coordinates
        and each.fiscal_year == about.known.fiscal_year
        and each.phase in phases
        and each.amount_yuan is not None
    )
