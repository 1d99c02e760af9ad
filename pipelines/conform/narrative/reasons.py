"""Where the text gives a reason, and how far it goes: `…，主要原因是：…。`

Which claim a reason explains is told by the reading of the paragraph.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.conform.narrative.sentences import Sentence
from pipelines.conform.narrative.wording_file import NarrativeWording


@dataclass(frozen=True)
class Reason:
    """text[begins:first] of a paragraph announces the reason, text[first:last] is the reason."""

    begins: int
    first: int
    last: int
    text: str


def reasons_of(
    sentences: Sequence[Sentence],
    wording: NarrativeWording,
    names_topic: Callable[[str], bool],
    names_class: Callable[[str], bool],
) -> list[Reason]:
    """All reasons of a paragraph; the calls tell whether a lead names an amount, or a class."""
    found: list[Reason] = []
    for sentence in sentences:
        is_next = (
            found
            and wording.words["next_reason"].match(sentence.text)
            and _goes_on(found[-1], sentence)
        )
        is_next = is_next and _is_same_list(found[-1], sentence, wording)
        if is_next and not names_class(_first_lead(sentence)):
            found[-1] = _longer(found[-1], sentence)
            continue
        found += _in_sentence(sentence, wording, names_topic)
    return found


def _is_same_list(reason: Reason, sentence: Sentence, wording: NarrativeWording) -> bool:
    """`2.` goes on with a reason that began with a number of its own, not with one within `1.`."""
    numbered = wording.words["numbered"]
    return not numbered.match(sentence.text) or bool(numbered.match(reason.text))


def _first_lead(sentence: Sentence) -> str:
    return sentence.spoken[0].lead if sentence.spoken else sentence.text.rstrip("。")


def _goes_on(reason: Reason, sentence: Sentence) -> bool:
    """Whether a sentence (二是…) follows the reason at once."""
    return not sentence.paragraph.text[reason.last : sentence.first].strip("。")


def _longer(reason: Reason, sentence: Sentence) -> Reason:
    last = _without_end(sentence)
    return replace(reason, last=last, text=sentence.paragraph.text[reason.first : last])


def _in_sentence(
    sentence: Sentence, wording: NarrativeWording, names_topic: Callable[[str], bool]
) -> Iterator[Reason]:
    text, past = sentence.paragraph.text, sentence.first
    for start in wording.words["reason"].finditer(text, sentence.first, sentence.last):
        if start.start() < past or not _is_announced(text, sentence, start, wording):
            continue
        last = _end(sentence, start.end(), wording, names_topic)
        past = last
        reason = text[start.end() : last].strip("，,。;: ")
        if reason:
            yield Reason(start.start(), start.end(), last, reason)


def _is_announced(
    text: str, sentence: Sentence, start: re.Match[str], wording: NarrativeWording
) -> bool:
    """原因 always announces a reason; 主要是 only right after a change."""
    if wording.words["reason_said"].search(start[0]):
        return True
    before = text[sentence.first : start.start()]
    is_changed = wording.words["base"].search(before) or wording.words["increase"].search(before)
    return bool(wording.words["changed"].search(before) and is_changed)


def _end(
    sentence: Sentence, first: int, wording: NarrativeWording, names_topic: Callable[[str], bool]
) -> int:
    """A reason ends with its sentence, before 其中, before a new comparison or a new amount."""
    text = sentence.paragraph.text
    ends = wording.words["reason_ends"].search(text, first, sentence.last)
    last = ends.start() if ends else _without_end(sentence)
    for apart in wording.words["compared_again"].finditer(text, first, last):
        spoken = next((s for s in sentence.spoken if s.quantity.first > apart.start()), None)
        if spoken and spoken.quantity.first < last and spoken.quantity.kind == "money":
            last = apart.start()
            break
    for semicolon in re.finditer(";", text[first:last]):
        at = first + semicolon.start()
        spoken = next((s for s in sentence.spoken if s.quantity.first > at), None)
        if spoken and spoken.quantity.first < last:
            lead = text[at + 1 : spoken.quantity.first]
            is_changed = any(wording.words[way].search(lead) for way in ("increase", "decrease"))
            is_next = bool(wording.words["next_reason"].match(text[at:last])) and is_changed
            if not is_next and names_topic(lead):
                return at
    return last


def _without_end(sentence: Sentence) -> int:
    text = sentence.paragraph.text
    return sentence.last - (text[sentence.last - 1] in "。!?;")
