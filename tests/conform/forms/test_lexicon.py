"""The closed lexicon: a word is a chain of known pieces, or it is unknown."""

import pytest

from pipelines.conform.forms.lexicon import Lexicon, load_lexicon
from pipelines.conform.forms.word_keys import header_key, name_key
from pipelines.conform.forms.wordings import load_wordings
from pipelines.frames.knowledge_file import KnowledgeError
from pipelines.locations import CODES, LEXICON

GPB = "general_public_budget"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(LEXICON, CODES)


@pytest.mark.parametrize(
    ("word", "sets"),
    [
        ("合计", {}),
        ("一般公共预算财政拨款支出", {"fund_source": GPB}),
        ("本年一般公共预算基本支出", {"fund_source": GPB, "nature": "basic"}),
        ("一般公共预算拨款安排的“三公”经费预算", {"fund_source": GPB, "item_code": "three_public"}),
        ("公务用车购置和运行维护费（万元）", {"item_code": "official_vehicle"}),
        ("财政拨款收入", {"fund_source": "fiscal_appropriation"}),
        ("其他收入", {"fund_source": "other_revenue"}),
        ("决算数", {"phase": "final"}),
        ("专户管理的教育收费", {"fund_source": "fiscal_special_account"}),
        ("纳入财政专户管理的行政事业性收费收入", {"fund_source": "fiscal_special_account"}),
        ("因公临时出国（境）费", {"item_code": "overseas_travel"}),
        ("车辆运行维护费", {"item_code": "vehicle_operation"}),
        ("九、上年结转（结余）", {"fund_source": "carryover"}),
        ("年终结转（结余）", {"flow": "balance", "item_code": "closing_carryover"}),
        ("共计", {}),
    ],
)
def test_a_known_word_is_a_chain_of_its_pieces(
    lexicon: Lexicon, word: str, sets: dict[str, str]
) -> None:
    meaning = lexicon.meaning(word, "expenditure")
    assert meaning is not None and dict(meaning.sets) == sets


@pytest.mark.parametrize(
    "word",
    [
        "非税收入",
        "扣除中央基建投资后预算数",
        "特定目标类支出",
        "专户管理捐赠收费",
        "审计局",
        "公务用车购置数（辆）",
        "2023年清算数",
    ],
)
def test_a_word_with_an_unknown_rest_is_unknown(lexicon: Lexicon, word: str) -> None:
    assert lexicon.meaning(word, "expenditure") is None


@pytest.mark.parametrize(
    ("word", "year", "back"),
    [
        ("2026年预算数", 2026, None),
        ("2021年初预算数", 2021, None),
        ("上年决算数", None, -1),
        ("2025年", 2025, None),
        ("本年度预算数", None, 0),
    ],
)
def test_years_in_words(lexicon: Lexicon, word: str, year: int | None, back: int | None) -> None:
    meaning = lexicon.meaning(word, "expenditure")
    assert meaning is not None and (meaning.year, meaning.years_back) == (year, back)


def test_carried_over_money_is_a_balance_of_revenue_and_a_source_of_expenditure(
    lexicon: Lexicon,
) -> None:
    revenue, expenditure = (
        lexicon.meaning("上年结余、结转", f) for f in ("revenue", "expenditure")
    )
    assert revenue and dict(revenue.sets) == {"flow": "balance", "item_code": "opening_carryover"}
    assert expenditure and dict(expenditure.sets) == {"fund_source": "carryover"}
    opening = lexicon.meaning("年初结转和结余", "expenditure")
    assert opening and opening.sets["item_code"] == "opening_carryover"
    of_fund = lexicon.meaning("一般公共预算拨款结转", "revenue")
    assert of_fund and of_fund.sets["fund_source"] == GPB and of_fund.sets["flow"] == "balance"


def test_of_two_values_on_one_line_of_descent_the_narrower_holds(lexicon: Lexicon) -> None:
    narrow = lexicon.meaning("财政拨款一般公共预算", "revenue")
    assert narrow and narrow.sets == {"fund_source": GPB}
    assert lexicon.meaning("一般公共预算政府性基金", "revenue") is None


def test_total_words_are_matched_whole(lexicon: Lexicon) -> None:
    assert lexicon.row_kind("合 计：") == "total"
    for name in ("审计局", "统计信息事务", "会计核算中心", "建筑设计院"):
        assert lexicon.row_kind(name) is None


def test_keys_fold_conjunctions_quotes_units_and_ordinals() -> None:
    assert header_key("二、“三公”经费（单位：万元）") == "三公经费"
    assert header_key("购置及运行费") == header_key("购置和运行费")
    assert name_key("（一）一般公共服务支出(类)") == name_key("一般公共服务")


def test_a_misspelt_key_is_an_error_with_file_and_line(tmp_path) -> None:
    text = (LEXICON / "forms.yaml").read_text(encoding="utf-8")
    (tmp_path / "forms.yaml").write_text(text + "  - {titels: ['x'], axes: {}, sets: {}}\n")
    (tmp_path / "captions.yaml").write_text((LEXICON / "captions.yaml").read_text("utf-8"))
    line = text.count("\n") + 1
    with pytest.raises(KnowledgeError, match=rf"forms\.yaml, line {line}"):
        load_wordings(tmp_path)
