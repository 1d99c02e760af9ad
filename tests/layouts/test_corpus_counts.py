"""How much of what the tables of whole documents print becomes statements: independent counts."""

import csv
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

from tests.conform.conforming import Conformed, conform_file
from tests.shared_documents import corpus, needs_corpus

COUNTS = Path(__file__).parent / "corpus_counts.csv"
SHARE_OF_NUMBERS_READ = 0.995


@cache
def conformed(document: str) -> Conformed:
    return conform_file(corpus()[document])


def counted() -> dict[tuple[str, int, str], int]:
    with COUNTS.open(encoding="utf-8", newline="") as file:
        return {
            (row["document"], int(row["page"]), row["form_code"]): int(row["amount_tokens"])
            for row in csv.DictReader(file)
        }


def read() -> Counter[tuple[str, int, str]]:
    return Counter(
        (document, int(str(s["page"])), str(s.get("form_code")))
        for document in {document for document, _, _ in counted()}
        for s in conformed(document).statement
        if s.get("amount_yuan") is not None and s["stated_in"] == "table"
    )


@needs_corpus
def test_the_numbers_printed_in_tables_become_statements_of_the_right_form() -> None:
    expected, found = counted(), read()
    agreeing = sum(min(count, found[place]) for place, count in expected.items())
    assert agreeing / sum(expected.values()) >= SHARE_OF_NUMBERS_READ
    assert set(found) <= set(expected)
    surplus = {place: found[place] for place in found if found[place] > expected[place]}
    assert surplus == {}


@needs_corpus
def test_every_unit_is_the_one_printed_above_its_table() -> None:
    """Budgets are in 元 but for the three public costs, final accounts are in 万元."""
    units: dict[tuple[object, object], set[object]] = defaultdict(set)
    for document in {document for document, _, _ in counted()}:
        for s in conformed(document).statement:
            if s["stated_in"] != "table":
                continue
            is_public = s["form_code"] == "three_public"
            units[
                "final" if conformed(document).document["phase"] == "final" else "budget", is_public
            ].add(s["unit"])
    assert units == {
        ("budget", False): {"元"},
        ("budget", True): {"万元"},
        ("final", False): {"万元"},
        ("final", True): {"万元"},
    }


@needs_corpus
def test_the_blank_template_is_a_document_without_statements_and_without_error() -> None:
    templates = [c for d in corpus() if (c := conformed(d)).document["status"] == "template"]
    assert len(templates) == 1
    assert templates[0].statement == []
    assert templates[0].quarantine == []
