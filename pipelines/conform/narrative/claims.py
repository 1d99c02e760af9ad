"""Claims about an amount: change against last year, its rate, a share, a driver of the change.

Which amount a claim is about is told by the reading; here only the words around its number.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from pipelines.conform.narrative.amount_phrases import Quantity
from pipelines.conform.narrative.sentences import Sentence, Spoken
from pipelines.conform.narrative.subjects import phase_of
from pipelines.conform.narrative.wording_file import NarrativeWording

# A further reason after a semicolon.
_NEXT = re.compile(r"[一二三四五六七八九]是|[(]?\d{1,2}[.、)]|[①-⑨]|另|同时|新增|增加|减少")


@dataclass(frozen=True)
class Base:
    """What an amount is compared with, as printed; phase None: that of the document."""

    text: str
    year: int
    phase: str | None


@dataclass(frozen=True)
class Claim:
    """One claim; value is signed, in yuan or percent, None where it is unread."""

    kind: str
    quantity: Quantity
    direction: str | None
    base: Base | None
    whole: str | None = None
    reason: str | None = None

    @property
    def value(self) -> Decimal | None:
        """Negative for a decrease."""
        value = self.quantity.value
        if value is None:
            return None
        return -abs(value) if self.direction == "decrease" and value > 0 else value


def claim_of(
    sentence: Sentence, spoken: Spoken, fiscal_year: int, wording: NarrativeWording
) -> Claim | None:
    """The claim that a number makes; None where it states something of its own."""
    words, quantity = wording.words, spoken.quantity
    lead = spoken.lead.rstrip(",，:")
    direction = _direction(lead, wording)
    if quantity.kind == "ratio":
        return _ratio(lead, spoken, direction, sentence, fiscal_year, wording)
    if quantity.kind != "money":
        return None
    reason = reason_before(sentence, spoken.quantity.first, wording)
    if reason is not None:
        clause = re.split(r"[;。]|[一二三四五六七八九十]是", spoken.lead)[-1]
        return Claim("driver", quantity, _driver_direction(clause, wording), None, reason=reason)
    if direction and (words["base"].search(_so_far(sentence, spoken)) or not lead.strip("，,")):
        base = base_of(_so_far(sentence, spoken), fiscal_year, wording)
        return Claim("change", quantity, direction, base)
    return None


def _ratio(
    lead: str,
    spoken: Spoken,
    direction: str | None,
    sentence: Sentence,
    fiscal_year: int,
    wording: NarrativeWording,
) -> Claim | None:
    share = wording.words["share"].search(lead)
    done = wording.words["completion"].search(lead)
    if reason_before(sentence, spoken.quantity.first, wording) is not None:
        return None
    if direction:
        base = base_of(_so_far(sentence, spoken), fiscal_year, wording)
        return Claim("change_rate", spoken.quantity, direction, base)
    if done:
        return Claim("share", spoken.quantity, None, None, whole=done["whole"])
    return Claim("share", spoken.quantity, None, None, whole=share["whole"]) if share else None


def _direction(lead: str, wording: NarrativeWording) -> str | None:
    for direction in ("increase", "decrease"):
        if wording.words[direction].search(lead):
            return direction
    return None


def _driver_direction(clause: str, wording: NarrativeWording) -> str | None:
    ends = {
        direction: [found.end() for found in wording.words[f"driver_{direction}"].finditer(clause)]
        for direction in ("increase", "decrease")
    }
    last = {direction: max(found) for direction, found in ends.items() if found}
    return max(last, key=lambda direction: last[direction]) if last else None


def _so_far(sentence: Sentence, spoken: Spoken) -> str:
    return sentence.paragraph.text[sentence.first : spoken.quantity.first]


def base_of(text: str, fiscal_year: int, wording: NarrativeWording) -> Base | None:
    """What the last 比… of the text compares with."""
    found = list(wording.words["base"].finditer(text))
    if not found:
        return None
    words = found[-1]["base"]
    year = re.search(r"20\d\d", words)
    phase = "estimated" if "执行" in words else phase_of(words) or _plain_phase(words)
    return Base(words, int(year[0]) if year else fiscal_year - 1, phase)


def _plain_phase(words: str) -> str | None:
    return "budget" if words.endswith("预算") else None


def reason_before(sentence: Sentence, at: int, wording: NarrativeWording) -> str | None:
    """The words of a reason from its beginning up to `at`, where the number stands inside one."""
    text = sentence.paragraph.text[sentence.first : at]
    starts = list(wording.words["reason"].finditer(text))
    if not starts:
        return None
    inside = text[starts[-1].start() :]
    _, is_cut, rest = inside.rpartition(";")
    if wording.words["reason_ends"].search(inside) or (is_cut and not _NEXT.match(rest)):
        return None
    before = text[max(0, starts[-1].start() - 8) : starts[-1].start()]
    return before + inside
