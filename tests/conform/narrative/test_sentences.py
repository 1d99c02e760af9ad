"""Recall, precision and coordinates on labelled sentences: own wording, and real documents."""

import csv
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines.conform.identity import Identity
from pipelines.conform.narrative.ledger import NarrativeReading
from pipelines.conform.narrative.reading import read_narrative
from tests.conform.conforming import conform_file
from tests.conform.narrative.reading_of import claims
from tests.conform.trees import document, page
from tests.shared_documents import corpus, needs_corpus

HERE = Path(__file__).parent
SENTENCES = yaml.load((HERE / "sentences.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
NAMES = ("flow", "fund_source", "nature", "item_code", "function_code", "fiscal_year", "phase")
RECALL = PRECISION = COORDINATES_RIGHT = 0.95
Found = Counter[tuple[str, ...]]


def read(case: dict[str, Any]) -> NarrativeReading:
    """The reading of one sentence below its heading."""
    phase = case.get("phase", "budget")
    year = 2024 if phase == "final" else 2025
    identity = Identity("示例局预算", "示例局", year, phase, "department")
    lines = [case[name] for name in ("heading", "before", "text") if name in case]
    # a full line, so that a short one is seen to end its paragraph
    lines.append("本行只为版面宽度。" * 20)
    return read_narrative("d" * 64, document(page(1, lines)), identity, [])


def wanted(case: dict[str, Any]) -> Found:
    phase = case.get("phase", "budget")
    year = 2024 if phase == "final" else 2025
    found: Found = Counter()
    for label in case.get("amounts", ()):
        value, *rest = str(label).split()
        flow, fund, nature, item, function, *when = rest
        own = when or [str(year), phase]
        found["amount", _number(value, 10000), flow, fund, nature, item, function, *own] += 1
    for label in case.get("claims", ()) if "ties" not in case else ():
        kind, value = str(label).split()
        found["claim", kind, _number(value, 1)] += 1
    for label in case.get("statistics", ()) if "kinds" not in case else ():
        code, value = str(label).split()
        found["statistic", code, _number(value, 1)] += 1
    return found


def told(reading: NarrativeReading) -> Found:
    found: Found = Counter()
    for record in reading.statement:
        if record["stated_in"] == "narrative":
            names = ("flow", "fund_source", "nature", "item_code", "function_code")
            where = [str(record[name] or "-") for name in (*names, "fiscal_year", "phase")]
            found["amount", _number(record["amount_yuan"], 1), *where] += 1
    for record in reading.claim:
        scale = 1 if record["unit"] == "percent" else 10000
        value = record["value"]
        shown = record["direction"] if value is None else _number(value / scale, 1)
        found["claim", record["kind"], shown] += 1
    for record in reading.statistic:
        found["statistic", record["statistic_code"], _number(record["value"], 1)] += 1
    return found


def _number(value: object, scale: int) -> str:
    return f"{(Decimal(str(value)) * scale).normalize():f}"


def test_the_set_is_large_enough() -> None:
    assert len(SENTENCES) >= 80


@pytest.mark.parametrize("case", SENTENCES, ids=range(len(SENTENCES)))
def test_a_sentence_states_what_its_label_says(case: dict[str, Any]) -> None:
    reading = read(case)
    found = told(reading)
    if "ties" in case:
        assert claims(reading) == case["ties"], case["text"]
        found = Counter({key: n for key, n in found.items() if key[0] != "claim"})
    if "kinds" in case:
        assert [_apart(each) for each in reading.statistic] == case["kinds"], case["text"]
        found = Counter({key: n for key, n in found.items() if key[0] != "statistic"})
    assert found == wanted(case), case["text"]


def _apart(record: dict[str, Any]) -> str:
    """`code value kind day`, the last two where there are any."""
    told_apart = [record["kind"] or "-", str(record["as_of"] or "-")]
    while told_apart and told_apart[-1] == "-":
        told_apart.pop()
    return " ".join([record["statistic_code"], _number(record["value"], 1), *told_apart])


@pytest.mark.parametrize(
    "text", ["收入预算1,23.45万元。", "其他收入1.2.3万元。", "财政拨款收入12，345.00万元。"]
)
def test_a_number_in_doubt_is_set_aside_and_not_guessed(text: str) -> None:
    reading = read({"text": text})
    assert [s for s in reading.statement if s["amount_yuan"] not in (Decimal(0),)] == []
    assert reading.unread


def test_implied_amounts_are_this_year_less_the_change() -> None:
    reading = read({"text": "2025年收入预算100.00万元，比2024年预算减少20.50万元。"})
    (implied,) = [s for s in reading.statement if s["stated_in"] == "implied"]
    assert implied["amount_yuan"] == Decimal("1205000.00")
    assert (implied["fiscal_year"], implied["phase"]) == (2024, "budget")
    assert implied["item_code"] == "revenue_grand_total"


def test_a_number_never_pairs_across_sentences() -> None:
    reading = read({"text": "2025年收入预算100.00万元。比上年全市平均水平增加20.50万元。"})
    assert [claim["statement_id"] for claim in reading.claim if claim["value"]] in ([], [None])


@cache
def labels() -> list[dict[str, str]]:
    with (HERE / "corpus_labels.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@needs_corpus
def test_the_text_of_real_documents() -> None:
    """Labelled numbers of real documents: found, with the right value and coordinates."""
    assert len(labels()) >= 120
    found = right = 0
    surplus: list[tuple[str, ...]] = []
    for sha256 in {label["document"] for label in labels()}:
        statements = [
            s for s in conform_file(corpus()[sha256]).statement if s["stated_in"] == "narrative"
        ]
        of_document = [label for label in labels() if label["document"] == sha256]
        by_place = {place(s): s for s in statements}
        for label in of_document:
            statement = by_place.get(place(label))
            found += statement is not None
            right += statement is not None and all(
                str(statement[name] or "") == label[name] for name in NAMES
            )
        known = {place(label) for label in of_document}
        surplus += [spot for spot in by_place if spot not in known]
    assert found / len(labels()) >= RECALL
    assert right / found >= COORDINATES_RIGHT
    assert found / (found + len(surplus)) >= PRECISION, surplus


def place(record: dict[str, Any]) -> tuple[str, ...]:
    """Page, printed text and place to half a centimetre."""
    x0, top = (str(round(float(record[name]) / 15)) for name in ("x0", "top"))
    return str(record["page"]), str(record["printed_text"]), x0, top
