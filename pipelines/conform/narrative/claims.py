"""Claims about an amount: a change and its rate, a share, a completion, a driver of a change.

Which amount a claim is about is told in attachment.py; here only the words around its number.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from pipelines.conform.narrative.amount_phrases import Quantity
from pipelines.conform.narrative.sentences import Sentence, Spoken
from pipelines.conform.narrative.topics import phase_of
from pipelines.conform.narrative.wording_file import NarrativeWording

_APART = re.compile("[，。;:]")
# Words that name both directions, as a template does.
EITHER = "either"
NO_DIRECTION = "the words name both directions"
_COMMAS = ("，", ",")
# A name that stands before a change in a clause of its own has no more letters.
LONGEST_NAME = 30


@dataclass(frozen=True)
class Base:
    """What an amount is compared with, as printed; phase None: that of the amount.

    `number` is the amount of the base where the text prints it (比上年9819.98万元减少…).
    """

    text: str
    year: int
    phase: str | None


@dataclass(frozen=True)
class Claim:
    """One claim; value is signed, in yuan or percent, None where it is unread.

    `words` are what the lead says besides: the name of what the claim is about, if any.
    """

    kind: str
    quantity: Quantity
    direction: str | None
    base: Base | None
    words: str = ""
    whole: str | None = None

    @property
    def value(self) -> Decimal | None:
        """Negative for a decrease; none for what is said to be much the same."""
        value = self.quantity.value
        if value is None:
            return None
        return -abs(value) if self.direction == "decrease" and value > 0 else value


@dataclass(frozen=True)
class ClaimReader:
    """Reads the claims of one document's sentences."""

    wording: NarrativeWording
    fiscal_year: int

    def claim_of(self, sentence: Sentence, spoken: Spoken) -> Claim | None:
        """The claim that a number makes; None where it states something of its own."""
        lead = spoken.lead.rstrip("，,:")
        direction = self.direction_of(lead)
        if direction == EITHER:
            spoken, direction = _of_either(spoken), "level"
        claim = None
        if spoken.quantity.kind == "ratio":
            claim = self._ratio(lead, spoken, direction)
        elif spoken.quantity.kind == "money" and direction:
            claim = Claim("change", spoken.quantity, direction, None)
        if claim is None or claim.kind in ("share", "completion"):
            return claim
        if claim.quantity.unread == NO_DIRECTION:
            claim = replace(claim, direction=None)
        so_far = sentence.paragraph.text[sentence.first : spoken.quantity.first]
        base = self.base_of(lead) or self.base_of(so_far)
        return replace(claim, base=base, words=self.words_of(lead))

    def driver_of(self, spoken: Spoken) -> Claim | None:
        """The driver that an amount inside a reason names."""
        if spoken.quantity.kind != "money":
            return None
        clause = self.wording.words["driver_clause"].split(spoken.lead.rstrip("，,、;"))[-1]
        return Claim("driver", spoken.quantity, self._driver_direction(clause), None, clause)

    def _ratio(self, lead: str, spoken: Spoken, direction: str | None) -> Claim | None:
        words = self.wording.words
        if direction:
            return Claim("change_rate", spoken.quantity, direction, None)
        if done := words["completion"].search(lead):
            before = lead[: done.start()]
            return Claim("completion", spoken.quantity, None, None, before, done[0])
        if share := words["share"].search(lead):
            before = lead[: share.start()]
            return Claim("share", spoken.quantity, None, None, before, share["whole"])
        return None

    def direction_of(self, lead: str) -> str | None:
        """The direction that the last words of a lead name."""
        for direction in (EITHER, "increase", "decrease"):
            if self.wording.words[direction].search(lead):
                return direction
        return None

    def words_of(self, lead: str) -> str:
        """The name of what a change is about: the last clause, without base and direction.

        A clause of its own before `，比上年…` is the name only where nothing else stands there
        (公务接待费，比上年…), not where it says what money is for (主要用于…，比上年…).
        """
        text = lead.rstrip("，,")
        for direction in (EITHER, "increase", "decrease"):
            text = self.wording.words[direction].sub("", text)
        text = self.wording.words["base"].sub("", text)
        clauses = [clause for clause in _APART.split(text) if clause]
        if not text.endswith(_COMMAS):
            return clauses[-1] if clauses else ""
        is_name = len(clauses) == 1 and not text.startswith(_COMMAS)
        return clauses[0] if is_name and len(clauses[0]) <= LONGEST_NAME else ""

    def _driver_direction(self, clause: str) -> str | None:
        """More or less, where the clause says one of the two alone and nothing is moved."""
        if self.wording.words["transfer"].search(clause):
            return None
        found = {
            direction
            for direction in ("increase", "decrease")
            if self.wording.words[f"driver_{direction}"].search(clause)
        }
        return found.pop() if len(found) == 1 else None

    def base_of(self, text: str) -> Base | None:
        """What the last 比… of the text compares with."""
        found = list(self.wording.words["base"].finditer(text))
        if not found:
            return None
        words = found[-1]["base"] or found[-1][0]
        year = re.search(r"20\d\d", words)
        if year:
            base_year = int(year[0])
        else:
            is_this_year = bool(self.wording.words["this_year"].match(words))
            base_year = self.fiscal_year - (not is_this_year)
        return Base(words, base_year, self._phase_of_base(words))

    def _phase_of_base(self, words: str) -> str | None:
        known = self.wording.words
        if known["by_execution"].search(words):
            return "estimated"
        if phase := phase_of(words, self.wording):
            return phase
        if known["adjusted_base"].search(words):
            return "adjusted"
        return "budget" if known["budget_base"].search(words) else None


def _of_either(spoken: Spoken) -> Spoken:
    """The number of `增加(减少)`: nothing is no more and no less, of any other it is not told."""
    quantity = spoken.quantity
    if not quantity.value:
        return spoken
    return replace(spoken, quantity=replace(quantity, value=None, unread=NO_DIRECTION))
