"""Statements drawn by lot and looked at on the page: the labels, and four documents against them.

All of them against a warehouse: `python -m benchmarks.drawn_labels WAREHOUSE`.
"""

from collections import Counter
from decimal import Decimal

import pytest

from benchmarks.drawn_labels import COORDINATES, judged, labels
from tests.conform.conforming import conform_file
from tests.shared_documents import national_corpus, needs_national_corpus

YUAN_PER_UNIT = {"元": Decimal(1), "万元": Decimal(10_000)}
# one each of Fuzhou, Yantai, Wuxi and Chongqing; golden pages have them read already
DOCUMENTS = ("c357ba0b", "e19d56ef", "9b08f5d5", "df519197")
RIGHT = {
    "document": "d", "page": "1", "x0": "10", "top": "20", "printed_text": "1.50",
    "amount_yuan": "15000.00", "of_unit": "yes", "of_detail": "", "when_drawn": "right",
} | {name: name for name in COORDINATES if name != "amount_yuan"}  # fmt: skip
STATED = RIGHT | {
    "x0": 11.9, "top": 18.2, "amount_yuan": Decimal(15000), "stated_in": "table",
    "unit_name": "局", "detail_name": None,
}  # fmt: skip


@pytest.mark.parametrize("document", DOCUMENTS)
@needs_national_corpus
def test_what_was_seen_on_the_page_is_stated(document: str) -> None:
    path = next(path for sha, path in national_corpus().items() if sha.startswith(document))
    stated = [statement for statement in conform_file(path).statement if statement["x0"]]
    seen = [label for label in labels() if label["document"].startswith(document)]
    outcomes = [
        judged(label, [one for one in stated if str(one["page"]) == label["page"]])
        for label in seen
    ]
    assert outcomes == [("right", [])] * len(seen)
    assert len(seen) >= 10


def test_every_place_has_as_many_labels_and_every_amount_is_the_printed_one() -> None:
    assert len(labels()) == 596 + 642 + 267
    assert min(Counter(label["place"] for label in labels()).values()) >= 96
    for label in labels():
        printed = Decimal("".join(label["printed_text"].split()).replace(",", ""))
        assert Decimal(label["amount_yuan"]) == printed * YUAN_PER_UNIT[label["unit"]], label
        assert bool(label["remark"]) == (label["when_drawn"] != "right"), label


def test_a_statement_is_right_where_all_coordinates_are_those_of_the_page() -> None:
    assert judged(RIGHT, [STATED]) == ("right", [])


@pytest.mark.parametrize("name", COORDINATES)
def test_another_coordinate_is_wrong(name: str) -> None:
    other = Decimal("15000.01") if name == "amount_yuan" else None
    assert judged(RIGHT, [STATED | {name: other}]) == ("wrong", [name])


def test_a_unit_or_a_detail_that_the_page_does_not_give_is_wrong() -> None:
    assert judged(RIGHT, [STATED | {"unit_name": None}]) == ("wrong", ["of_unit"])
    assert judged(RIGHT, [STATED | {"detail_name": "项目"}]) == ("wrong", ["of_detail"])


@pytest.mark.parametrize(
    "elsewhere", [{"x0": 13.1}, {"top": 16.9}, {"printed_text": "1.5"}, {"stated_in": "narrative"}]
)
def test_what_stands_elsewhere_leaves_the_figure_unread(elsewhere: dict[str, object]) -> None:
    assert judged(RIGHT, [STATED | elsewhere]) == ("unread", [])


def test_of_a_doubtful_figure_only_the_amount_is_held() -> None:
    doubtful = RIGHT | {"when_drawn": "doubtful"}
    assert judged(doubtful, [STATED | {"flow": None}]) == ("doubtful", [])
    assert judged(doubtful, [STATED | {"amount_yuan": None}]) == ("wrong", ["amount_yuan"])
