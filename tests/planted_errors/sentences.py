"""Errors of the text: percentages, changes, comparisons, amounts, counts, days, left-over words.

Belongs here: slips in a sentence. Does not belong here: the forms (see figures.py, rows.py).
"""

import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from random import Random

from tests.planted_errors.edits import Planted, in_line, like, number_of
from tests.planted_errors.printed import NotPlantable, Printed, Sound, Spot, chosen

PERCENT = Decimal(100)
SEEN_YUAN = Decimal(10_000)
COMPARED = re.compile("决算数(?:大于|小于|等于|与)预算数(?:持平)?")
DAY = re.compile("(?<=截至|截止)(20[0-9]{2})(?=年[0-9]{1,2}月)")
OTHERWISE = {"增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长"}
LEFT_OVER = ("增加（减少）", "减少/增加")


def truncated_percentage(sound: Sound, random: Random) -> Planted:
    """A percentage cut after its last digit, not rounded."""
    found = [
        (claim, cut)
        for claim, value in _percentages(sound)
        if (cut := _printed(claim, value, ROUND_DOWN)) != _printed(claim, value, ROUND_HALF_UP)
    ]
    claim, cut = chosen(random, found)
    return in_line(sound, claim.spot, claim.text, cut, "truncated")


def rate_on_this_year(sound: Sound, random: Random) -> Planted:
    """A rate of change computed on this year's amount."""
    found = [
        (claim, after)
        for claim, change, this in _rates(sound)
        if (after := _otherwise(claim, change, this))
    ]
    claim, after = chosen(random, found)
    return in_line(sound, claim.spot, claim.text, after, "wrong_base")


def rate_on_other_amount(sound: Sound, random: Random) -> Planted:
    """A rate of change computed on another total of the text."""
    totals = [told.value for told in sound.told if told.value > SEEN_YUAN and not told.code]
    found = [
        (claim, after)
        for claim, change, this in _rates(sound)
        for total in totals
        if total != this and (after := _otherwise(claim, change, total))
    ]
    claim, after = chosen(random, found)
    return in_line(sound, claim.spot, claim.text, after, "wrong_base")


def share_of_other_total(sound: Sound, random: Random) -> Planted:
    """A share of another total than the text says."""
    totals = [
        each.value
        for each in sound.amounts
        if each.facts["line_kind"] == "total" and not each.code and each.value > SEEN_YUAN
    ]
    found = [
        (claim, after)
        for claim, part, whole in _quotients(sound, "share")
        for total in totals
        if total != whole and total > part and (after := _otherwise(claim, part, total))
    ]
    claim, after = chosen(random, found)
    return in_line(sound, claim.spot, claim.text, after, "wrong_base")


def base_and_plan_swapped(sound: Sound, random: Random) -> Planted:
    """The budget divided by the account, not the account by the budget."""
    found = [
        (claim, after)
        for claim, done, plan in _quotients(sound, "completion")
        if done and (after := _otherwise(claim, plan, done))
    ]
    claim, after = chosen(random, found)
    return in_line(sound, claim.spot, claim.text, after, "wrong_base")


def completion_wrong(sound: Sound, random: Random) -> Planted:
    """Two digits of a completion in the wrong order."""
    found = [
        (claim, claim.text[1] + claim.text[0] + claim.text[2:])
        for claim, _, _ in _quotients(sound, "completion")
        if claim.text[:2].isdigit() and len(set(claim.text[:2])) == 2 and claim.text[1] != "0"
    ]
    claim, after = chosen(random, found)
    return in_line(sound, claim.spot, claim.text, after, "transposed_digits")


def change_of_wrong_sign(sound: Sound, random: Random) -> Planted:
    """More where it was less: the words of the amount and of its rate."""
    lines = {(spot.part, spot.row): text for spot, text in sound.lines()}
    found = [
        (Spot(*key, start), text[start:end])
        for rate, change, _ in _rates(sound)
        if abs(change) > SEEN_YUAN and (key := (rate.spot.part, rate.spot.row)) in lines
        for text in [lines[key]]
        for start, end in [_clause(text, rate.spot.column)]
    ]
    spot, clause = chosen(random, found)
    after = re.sub("|".join(OTHERWISE), lambda word: OTHERWISE[word[0]], clause)
    return in_line(sound, spot, clause, after, "sign")


def text_total(sound: Sound, random: Random) -> Planted:
    """A total of the text differs by one digit from the form's."""
    found = [told for told in _in_forms(sound) if not told.code]
    told = chosen(random, found)
    after = str((int(told.text[0]) % 9) + 1) + told.text[1:]
    return in_line(sound, told.spot, told.text, after, "digit_changed")


def text_of_last_year(sound: Sound, random: Random) -> Planted:
    """The text states last year's amount as this year's."""
    names = ("flow", "fund_source", "function_code", "nature", "item_code")
    last = {
        tuple(s[name] for name in names): s["amount_yuan"]
        for s in sound.frames["statement"]
        if s["fiscal_year"] == sound.fiscal_year - 1
        and s["stated_in"] in ("table", "implied")
        and s["amount_yuan"]
    }
    found = [
        (told, like(told.text, before / told.unit_yuan))
        for told in _in_forms(sound)
        if (before := last.get(tuple(told.facts[name] for name in names)))
        and abs(before - told.value) > SEEN_YUAN
    ]
    told, after = chosen(random, found)
    return in_line(sound, told.spot, told.text, after, "prior_year_value")


def comparison_false(sound: Sound, random: Random) -> Planted:
    """决算数 said to be more than 预算数 where it is less, or level."""
    tied = {
        (claim.spot.part, claim.spot.row)
        for claim in sound.claims
        if claim.facts["kind"] == "comparison" and claim.facts["denominator_statement_id"]
    }
    found = [
        (Spot(spot.part, spot.row, match.start()), match[0])
        for spot, text in sound.lines()
        if (spot.part, spot.row) in tied
        for match in COMPARED.finditer(text)
    ]
    spot, words = chosen(random, found)
    after = "决算数小于预算数" if "大于" in words else "决算数大于预算数"
    return in_line(sound, spot, words, after, "comparison_with_budget")


def vehicles_not_their_kinds(sound: Sound, random: Random) -> Planted:
    """The total of the vehicles is not that of their kinds."""
    sentences = [each.facts["sentence_id"] for each in sound.statistics
                 if str(each.facts["statistic_code"]).startswith("vehicles")]  # fmt: skip
    found = [
        each
        for each in sound.statistics
        if each.facts["statistic_code"] == "vehicles"
        and sentences.count(each.facts["sentence_id"]) > 2
    ]
    total = chosen(random, found)
    after = str(int(total.value) + random.randint(2, 5))
    told_by = ("digit_changed", "statistics_rollup")
    return in_line(sound, total.spot, total.text, after, *told_by)


def day_of_another_year(sound: Sound, random: Random) -> Planted:
    """The day of a stock is of a year before."""
    found = [
        (Spot(spot.part, spot.row, match.start()), match[0])
        for spot, text in sound.lines()
        for match in DAY.finditer(text)
    ]
    spot, year = chosen(random, found)
    before = str(sound.fiscal_year - (1 if sound.frames["document"][0]["phase"] == "final" else 2))
    return in_line(sound, spot, year, before, "day_of_stock")


def left_over_of_template(sound: Sound, random: Random) -> Planted:
    """Words of the template are left unchosen or unfilled."""
    changes = [claim for claim in sound.claims if claim.facts["kind"] == "change"]
    lines = {(spot.part, spot.row): text for spot, text in sound.lines()}
    found = [
        (Spot(*key, at), word)
        for claim in changes
        if (at := claim.spot.column - 2) >= 0
        for key in [(claim.spot.part, claim.spot.row)]
        if (word := lines[key][at : at + 2]) in ("增加", "减少")
    ]
    spot, word = chosen(random, found)
    return in_line(sound, spot, word, random.choice(LEFT_OVER), "left_over_of_template")


def _percentages(sound: Sound) -> Iterator[tuple[Printed, Decimal]]:
    for kind in ("share", "completion"):
        for claim, part, whole in _quotients(sound, kind):
            yield claim, part / whole * PERCENT
    for claim, change, this in _rates(sound):
        yield claim, abs(change / (this - change)) * PERCENT


def _quotients(sound: Sound, kind: str) -> Iterator[tuple[Printed, Decimal, Decimal]]:
    """Each share or completion with what stands above and below its line."""
    for claim in sound.claims:
        part = sound.by_id.get(str(claim.facts["statement_id"]))
        whole = sound.by_id.get(str(claim.facts["denominator_statement_id"]))
        if claim.facts["kind"] == kind and part and whole and whole["amount_yuan"]:
            yield claim, part["amount_yuan"] or Decimal(0), whole["amount_yuan"]


def _rates(sound: Sound) -> Iterator[tuple[Printed, Decimal, Decimal]]:
    """Each rate of change with the change and this year's amount."""
    changes = {claim.facts["claim_id"]: claim for claim in sound.claims}
    for claim in sound.claims:
        change = changes.get(claim.facts["parent_claim_id"])
        this = sound.by_id.get(str(claim.facts["statement_id"]))
        if claim.facts["kind"] != "change_rate" or not change or not this:
            continue
        if this["amount_yuan"] and change.value != this["amount_yuan"]:
            yield claim, change.value, this["amount_yuan"]


def _otherwise(claim: Printed, above: Decimal, below: Decimal) -> str | None:
    """The percentage of other operands; None where it is not told from the right one."""
    after = _printed(claim, abs(above / below) * PERCENT, ROUND_HALF_UP)
    apart = abs(number_of(after) - number_of(claim.text))
    return after if apart > Decimal("0.1") else None


def _printed(claim: Printed, value: Decimal, mode: str) -> str:
    decimals = int(claim.facts["printed_decimals"] or 0)
    return str(value.quantize(Decimal(1).scaleb(-decimals), mode))


def _in_forms(sound: Sound) -> list[Printed]:
    """The amounts of the text that a form prints too."""
    names = ("fiscal_year", "phase", "flow", "fund_source", "function_code", "economic_code",
             "nature", "item_code")  # fmt: skip
    printed = {tuple(s[name] for name in names) for s in sound.frames["statement"]
               if s["stated_in"] == "table" and s["amount_yuan"]}  # fmt: skip
    return [told for told in sound.told if told.value > SEEN_YUAN
            and tuple(told.facts[name] for name in names) in printed]  # fmt: skip


def _clause(text: str, rate_at: int) -> tuple[int, int]:
    """From the word of the change to the rate."""
    starts = [match.start() for match in re.finditer("增加|减少", text[:rate_at])]
    if not starts:
        raise NotPlantable("no word of a change")
    return starts[-1], rate_at
