"""Which of several meanings of the same words holds: the one whose amount the forms print.

支出预算 may be this year's expenditure or the grand total with what is carried over, 财政拨款 one
budget or all three. A meaning is only ever chosen, never made up: where the forms print amounts for
several and none is the number of the text, the number is set aside.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipelines.conform.narrative.told import COORDINATES, Known
from pipelines.conform.narrative.topics import Topic, coordinates_of

# What is carried over is counted in or left out as the words please.
CARRIED = ("opening_carryover", "closing_carryover")
Key = tuple[int, str, tuple[str | None, ...]]


@dataclass(frozen=True)
class Meaning:
    """Coordinates chosen for a number, with its year and phase; `basis` says how.

    only: the words mean one thing · agreed: the forms print this amount there · likeliest: the
    forms are silent.
    """

    coordinates: Mapping[str, str | None]
    fiscal_year: int
    phase: str
    basis: str


class AmbiguousMeaning(ValueError):
    """The forms print different amounts for what the words can mean, and none is the number."""


class FormAmounts:
    """The amounts that the forms of one document print, by year, phase and coordinates."""

    def __init__(self, tables: Iterable[Known]) -> None:
        self._by_key: dict[Key, list[Known]] = defaultdict(list)
        for known in tables:
            if known.amount_yuan is not None:
                self._by_key[key_of(known)].append(known)

    def at(
        self, coordinates: Mapping[str, str | None], fiscal_year: int, phase: str
    ) -> list[Known]:
        """All that the forms print with these coordinates."""
        values = tuple(coordinates.get(name) for name in COORDINATES)
        return self._by_key.get((fiscal_year, phase, values), [])

    def counts_carryover(self, meaning: Meaning, amount: Decimal, half: Decimal) -> bool:
        """Whether the number is a printed amount of one year and a carry-over of it together."""
        printed = self.at(meaning.coordinates, meaning.fiscal_year, meaning.phase)
        if not printed or any(abs(each.number - amount) <= half + each.half for each in printed):
            return False
        gaps = [(amount - each.number, half + each.half) for each in printed]
        return any(
            carried.number and abs(gap - carried.number) <= slack + carried.half
            for (year, phase, _), found in self._by_key.items()
            if (year, phase) == (meaning.fiscal_year, meaning.phase)
            for carried in found
            if carried.coordinates.get("item_code") in CARRIED
            for gap, slack in gaps
        )


def key_of(known: Known) -> Key:
    """What two statements of one amount have in common."""
    values = tuple(known.coordinates.get(name) for name in COORDINATES)
    return known.fiscal_year, known.phase, values


def choose(
    topic: Topic, amount: Decimal, half: Decimal, forms: FormAmounts, year: int, phase: str
) -> Meaning:
    """The meaning of a topic for one amount; year and phase are those of the document.

    Raises AmbiguousMeaning.
    """
    options = list(_options(topic, year, phase))
    if len(options) == 1:
        if forms.counts_carryover(options[0], amount, half):
            raise AmbiguousMeaning
        return options[0]
    printed = [
        (option, forms.at(option.coordinates, option.fiscal_year, option.phase))
        for option in options
    ]
    known = [(option, found) for option, found in printed if found]
    for option, found in known:
        if any(abs(each.number - amount) <= half + each.half for each in found):
            return Meaning(option.coordinates, option.fiscal_year, option.phase, "agreed")
    if not known:
        return options[0]
    amounts = {each.number for _, found in known for each in found}
    if len(amounts) == 1 and len(known) == len(options):
        return options[0]
    raise AmbiguousMeaning


def _options(topic: Topic, year: int, phase: str) -> Iterable[Meaning]:
    phases = ("budget", "adjusted") if topic.is_plain_budget else (topic.phase or phase,)
    basis = "only" if len(topic.meanings) * len(phases) == 1 else "likeliest"
    for meaning in topic.meanings:
        coordinates = coordinates_of(meaning, COORDINATES)
        for each in phases:
            yield Meaning(coordinates, topic.year or year, each, basis)
