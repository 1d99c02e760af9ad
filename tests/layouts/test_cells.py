"""Statements of published pages against cells that were checked by eye on the page's picture."""

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml

from pipelines.locations import RAW
from tests.conform.conforming import conform_file
from tests.shared_documents import (
    corpus,
    national_corpus,
    needs_corpus,
    needs_national_corpus,
)

HERE = Path(__file__).parent
COORDINATES = (
    "flow",
    "fund_source",
    "function_code",
    "economic_system",
    "economic_code",
    "nature",
    "item_code",
    "line_kind",
    "absence",
    "form_code",
    "fiscal_year",
    "phase",
    "scope",
    "unit",
)
ONLY_WHERE_PRINTED = ("government_economic_code", "unit_name", "detail_name")
PAGES = sorted(HERE.glob("shanghai_*/*/page.yaml"))
SAMPLE_PAGES = sorted(HERE.glob("sample_*/*/page.yaml"))
NATIONAL_PAGES = sorted(HERE.glob("national_*/*/page.yaml"))


@cache
def statements(document: str) -> tuple[dict[str, object], ...]:
    """Of a shipped sample by its file name, of a document of the corpus by its sha256."""
    sample = RAW / "samples" / document
    path = sample if sample.exists() else corpus().get(document) or national_corpus()[document]
    return tuple(conform_file(path).statement)


def expected_cells(folder: Path) -> Counter[tuple[str, ...]]:
    with (folder / "cells.csv").open(encoding="utf-8", newline="") as file:
        return Counter(
            (
                row["printed_text"],
                row["amount_yuan"],
                *(row[name] for name in COORDINATES),
                *(row.get(name, "") for name in ONLY_WHERE_PRINTED),
            )
            for row in csv.DictReader(file)
        )


def read_cells(document: str, page: int) -> Counter[tuple[str, ...]]:
    return Counter(
        (
            # the sentence of a note is published prose, which the golden cells leave out
            "" if s.get("absence") == "declared_empty" else _text(s["printed_text"]),
            _text(s.get("amount_yuan")),
            *(_text(s.get(n)) for n in (*COORDINATES, *ONLY_WHERE_PRINTED)),
        )
        for s in statements(document)
        if s["page"] == page and s.get("absence") != "blank"
    )


def _text(value: object) -> str:
    return "" if value is None else "".join(str(value).split())


def page_name(path: Path) -> str:
    return f"{path.parts[-3]}-{path.parts[-2]}"


def assert_cells_are_read(page_file: Path) -> None:
    page = yaml.load(page_file.read_text(encoding="utf-8"), yaml.CSafeLoader)
    expected = expected_cells(page_file.parent)
    read = read_cells(page["document"], page["page"])
    assert read - expected == Counter()
    assert expected - read == Counter()


@needs_corpus
@pytest.mark.parametrize("page_file", PAGES, ids=page_name)
def test_statements_of_a_page_are_the_cells_seen(page_file: Path) -> None:
    assert_cells_are_read(page_file)


@needs_national_corpus
@pytest.mark.parametrize("page_file", NATIONAL_PAGES, ids=page_name)
def test_statements_of_a_page_of_another_place_are_the_cells_seen(page_file: Path) -> None:
    assert_cells_are_read(page_file)


@pytest.mark.parametrize("page_file", SAMPLE_PAGES, ids=page_name)
def test_statements_of_a_page_of_a_sample_are_the_cells_seen(page_file: Path) -> None:
    assert_cells_are_read(page_file)


def test_golden_pages_cover_every_family_of_forms_that_ships() -> None:
    assert {path.parts[-3] for path in SAMPLE_PAGES} == {
        "sample_hangzhou",
        "sample_jiangsu",
        "sample_state",
        "sample_wuxi",
        "sample_yantai",
    }


def test_golden_pages_cover_enough_of_the_layouts() -> None:
    assert len(PAGES) >= 12
    assert {path.parts[-3] for path in PAGES} >= {"shanghai_budget", "shanghai_final"}


def test_golden_pages_cover_enough_of_the_country() -> None:
    assert len(NATIONAL_PAGES) >= 40
    assert len({path.parts[-3] for path in NATIONAL_PAGES}) >= 12
