"""What a claim is about: each kind of sentence in which a wrong answer accuses a sound number."""

from decimal import Decimal

import pytest

from tests.conform.narrative.reading_of import amounts, claims, printed, read_lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # an amount with a share of its own is no denominator of its neighbour
        (
            "财政拨款收入60.00万元，占60.00%；事业收入40.00万元，占40.00%。",
            ["share 60 of 60", "share 40 of 40"],
        ),
        (
            "本年收入合计100.00万元，其中：财政拨款收入60.00万元，占60.00%；"
            "事业收入40.00万元，占40.00%。",
            ["share 60 of 60 in 100", "share 40 of 40 in 100"],
        ),
        # what follows the parts tells of the whole
        (
            "2025年收入预算100.00万元，其中：财政拨款收入60.00万元、事业收入40.00万元，"
            "比2024年预算增加25.00万元，增长33.33%。",
            ["change 25 of 100", "change_rate 33.33 of 100"],
        ),
        # but where each part tells of itself, of the part
        (
            "2025年收入预算100.00万元，其中：财政拨款收入60.00万元，比2024年预算增加10.00万元；"
            "事业收入40.00万元，比2024年预算减少5.00万元。",
            ["change 10 of 60", "change -5 of 40"],
        ),
        # after a single part the rate tells which of the two it is
        (
            "2025年收入预算100.00万元，其中：财政拨款收入60.00万元，比2024年预算增加20.00万元，"
            "增长50.00%。",
            ["change 20 of 60", "change_rate 50 of 60"],
        ),
        # without a rate both are possible, and nothing is tied
        (
            "2025年收入预算100.00万元，其中：财政拨款收入60.00万元，比2024年预算增加20.00万元。",
            ["change 20 of None"],
        ),
        # words of purpose between an amount and its change are no name
        (
            "公务接待费5.00万元，主要用于基本支出和项目支出，比上年减少1.00万元，下降16.67%。",
            ["change -1 of 5", "change_rate -16.67 of 5"],
        ),
        # a change of nothing fits every amount and decides nothing
        (
            "“三公”经费4.80万元。其中：因公出国（境）费0万元，比上年增加0万元，增长0%；"
            "公务接待费4.80万元，比上年增加0万元，增长0%。",
            ["change 0 of 0", "change_rate 0 of 0", "change 0 of 4.8", "change_rate 0 of 4.8"],
        ),
        # inside brackets and after them
        (
            "公务用车购置及运行维护费6.70万元（公务用车购置费0万元，比上年增加0万元；"
            "公务用车运行维护费6.70万元，比上年减少2.30万元。）比上年减少2.30万元。",
            ["change 0 of 0", "change -2.3 of 6.7", "change -2.3 of 6.7"],
        ),
        # the name comes before the change, the amount was told earlier
        (
            "2025年收入预算100.00万元，其中：财政拨款收入60.00万元，事业收入40.00万元。"
            "收入比2024年减少20.00万元。",
            ["change -20 of 100"],
        ),
        (
            "2025年财政拨款收入总计、支出总计均为86.00万元，与上年相比收入总计、支出总计均"
            "增加30.00万元，增长53.57%。",
            ["change 30 of 86", "change_rate 53.57 of 86"],
        ),
        (
            "公务接待费2.00万元，同比减少0.20万元（9.09%）。",
            ["change -0.2 of 2", "change_rate -9.09 of 2"],
        ),
        # a change of a part that is not known is of that part, and so is the next one
        (
            "“三公”经费9.00万元，其中会议费2.00万元，较上年无变化，培训费1.00万元，较上年无变化。",
            [],
        ),
        # a sentence after that of the parts goes on about the whole
        (
            "2025年收入预算100.00万元。包括：财政拨款收入60.00万元，事业收入40.00万元。"
            "比2024年减少20.00万元。",
            ["change -20 of 100"],
        ),
        # what is about nothing known is no owner, and neither is what stood before it
        ("公务接待费2.00万元，机动经费9.00万元，比上年增加1.00万元。", ["change 1 of None"]),
    ],
)
def test_a_claim_is_about(text: str, expected: list[str]) -> None:
    reading = (
        read_lines("一、“三公”经费情况说明", text)
        if "公务" in text or "三公" in text
        else read_lines(text)
    )
    assert claims(reading) == expected


def test_much_the_same_implies_no_amount_of_last_year() -> None:
    reading = read_lines("一、“三公”经费情况说明", "公务接待费2.00万元，与上年基本持平。")
    assert claims(reading) == ["change level of 2"]
    assert [s for s in reading.statement if s["stated_in"] == "implied"] == []


def test_an_open_bracket_makes_nothing_certain() -> None:
    """What belongs together in a damaged sentence is not known: only what is named is stated."""
    reading = read_lines(
        "一、“三公”经费情况说明",
        "公务接待费2.00万元，其中：因公出国（境费0.50万元，2025年预算1.50万元，比上年减少1.00万元。",
    )
    assert claims(reading) == ["change -1 of None"]
    assert [s for s in reading.statement if s["stated_in"] == "implied"] == []


def test_a_total_that_no_words_name_is_one_that_most_shares_hold_with() -> None:
    heading, total = "（五）一般公共预算支出情况", "2025年一般公共预算支出200.00万元。"
    parts = (
        "教育支出（类）支出100.00万元，占50.00%；卫生健康支出（类）支出60.00万元，占30.00%；"
        "住房保障支出（类）支出40.00万元，占25.00%。"
    )
    assert claims(read_lines(heading, total, parts)) == [
        "share 50 of 100 in 200",
        "share 30 of 60 in 200",
        "share 25 of 40 in 200",
    ]
    none_hold = parts.replace("50.00%", "51.00%").replace("30.00%", "31.00%")
    assert claims(read_lines(heading, total, none_hold))[0] == "share 51 of 100"


FINAL = [
    ("公务接待费支出预算2.00万元，支出决算1.50万元，完成预算的75.00%。", "budget"),
    ("公务接待费支出年初预算2.00万元，支出决算1.50万元，完成年初预算的75.00%。", "budget"),
    ("公务接待费支出全年预算2.00万元，支出决算1.50万元，完成全年预算的75.00%。", "adjusted"),
    ("公务接待费预算2.00万元，支出决算1.50万元，完成全年预算的75.00%。", "adjusted"),
]


@pytest.mark.parametrize(("text", "phase"), FINAL)
def test_a_budget_told_in_a_final_account_is_no_final_amount(text: str, phase: str) -> None:
    reading = read_lines("一、“三公”经费决算情况说明", text, phase="final")
    assert [(s["phase"], s["amount_yuan"] / 10000) for s in reading.statement] == [
        (phase, 2),
        ("final", 1.5),
    ]
    assert claims(reading) == ["completion 75 of 1.5 in 2"]


def test_the_forms_say_which_budget_a_plain_one_is() -> None:
    item = {
        "flow": "expenditure",
        "fund_source": "fiscal_appropriation",
        "item_code": "official_reception",
    }
    tables = [printed("2.00", **item, phase="adjusted"), printed("1.50", **item, phase="final")]
    text = "公务接待费预算2.00万元，支出决算1.50万元。"
    reading = read_lines("一、“三公”经费决算情况说明", text, phase="final", tables=tables)
    assert [s["phase"] for s in reading.statement] == ["adjusted", "final"]


def test_a_completion_is_of_the_budget_that_the_forms_print_where_the_text_prints_none() -> None:
    item = {
        "flow": "expenditure",
        "fund_source": "fiscal_appropriation",
        "item_code": "official_reception",
    }
    tables = [printed("2.00", **item, phase="budget") | {"fiscal_year": 2024}]
    text = "公务接待费支出决算为1.50万元，完成预算的75.00%。"
    reading = read_lines("一、“三公”经费决算情况说明", text, phase="final", tables=tables)
    assert claims(reading, tables) == ["completion 75 of 1.5 in 2"]


def test_a_final_amount_is_compared_with_its_budget() -> None:
    reading = read_lines(
        "五、一般公共预算财政拨款支出决算情况说明",
        "1.教育支出（类）进修及培训（款）培训支出（项）。年初预算为2.00万元，支出决算为1.50万元，"
        "完成年初预算的75.00%。决算数大于年初预算数的主要原因是培训减少。",
        phase="final",
    )
    assert claims(reading) == ["completion 75 of 1.5 in 2", "comparison increase of 1.5 in 2"]
    assert {c["reason_text"] for c in reading.claim} == {"培训减少"}
    assert amounts(reading) == [
        "2 expenditure general_public_budget 2050803",
        "1.5 expenditure general_public_budget 2050803",
    ]


def test_a_comparison_is_of_the_amount_that_it_names() -> None:
    reading = read_lines(
        "一、“三公”经费决算情况说明",
        "“三公”经费支出预算为5.00万元，支出决算为4.00万元，完成预算的80.00%。其中：公务接待费支出"
        "决算为1.00万元。“三公”经费支出决算数小于预算数的主要原因是厉行节约。",
        phase="final",
    )
    assert claims(reading)[-1] == "comparison decrease of 4 in 5"


@pytest.mark.parametrize(
    ("reason", "directions"),
    [
        ("主要原因是人员经费增加8.00万元，项目支出减少3.00万元。", ["increase", "decrease"]),
        # money that is moved is neither more nor less
        ("主要原因是人员经费调剂至公用经费增加8.00万元。", [None]),
        ("主要原因是从项目支出划转8.00万元。", [None]),
    ],
)
def test_a_driver_has_a_sign_only_where_its_words_have(
    reason: str, directions: list[str | None]
) -> None:
    reading = read_lines(f"2025年收入预算100.00万元，比2024年预算增加5.00万元，{reason}")
    drivers = [c for c in reading.claim if c["kind"] == "driver"]
    assert [c["direction"] for c in drivers] == directions
    (change,) = [c for c in reading.claim if c["kind"] == "change"]
    assert {c["parent_claim_id"] for c in drivers} == {change["claim_id"]}


def test_a_number_with_a_digit_that_cannot_be_made_out_claims_no_value() -> None:
    text = "公务接待费116.50万元，占“三公”经费的2\ufffd\ufffd5%。"
    (share,) = read_lines("一、“三公”经费预算情况说明", text).claim
    assert (share["kind"], share["value"]) == ("share", None)
    assert share["unread"] == "the number is part of a longer expression"


def test_a_change_in_both_directions_is_read_where_it_is_nothing() -> None:
    reading = read_lines("其他收入3.00万元，比上年增加（减少）2.00万元。")
    (claim,) = reading.claim
    assert (claim["direction"], claim["value"]) == (None, None)
    assert claim["unread"] == "the words name both directions"


def test_a_rate_after_a_change_of_a_statistic_is_tied_to_it() -> None:
    reading = read_lines("2025年委托业务费财政拨款预算17.50万元，比上年增加14.00万元，增长400%。")
    (statistic,) = reading.statistic
    tied = [(c["kind"], c["statistic_id"], c["value_recomputed"]) for c in reading.claim]
    assert tied == [
        ("change", statistic["statistic_id"], None),
        ("change_rate", statistic["statistic_id"], Decimal("400.0000")),
    ]


def test_an_amount_with_a_share_of_its_own_is_no_whole_of_its_neighbours() -> None:
    """Printed without decimals, a part can hold with the share of another by chance."""
    reading = read_lines(
        "七、“三公”经费财政拨款支出决算情况说明",
        "其中：公务用车购置及运行维护费支出2万元，占66.67%；公务接待费支出1万元，占33.33%。",
        phase="final",
    )
    assert [claim["denominator_statement_id"] for claim in reading.claim] == [None, None]


def test_what_one_of_several_units_has_is_nothing_of_the_department() -> None:
    of_two = read_lines(
        "第三部分 部门预算支出具体情况",
        "一、江城市规划局（本级）",
        "（一）公用经费453.61万元，主要包括水电费。",
        "二、江城市规划信息中心",
        "（一）公用经费53.61万元，主要包括水电费。",
    )
    assert not amounts(of_two)
    assert len(of_two.unread) == 2
    of_one = read_lines(
        "第三部分 部门预算支出具体情况",
        "一、江城市规划局（本级）",
        "（一）公用经费453.61万元，主要包括水电费。",
    )
    assert amounts(of_one) == ["453.61 expenditure all public"]


def test_a_list_of_units_begins_no_sections() -> None:
    reading = read_lines(
        "二、机构设置",
        "1.江城市规划信息中心",
        "2.江城市规划展览馆",
        "2025年支出预算100.00万元。",
    )
    assert amounts(reading) == ["100 expenditure all expenditure_grand_total"]


def test_the_name_of_the_organisation_over_each_part_begins_no_section_of_a_unit() -> None:
    reading = read_lines(
        "第一部分 江城市规划局",
        "第二部分 江城市规划局办公室",
        "三、支出预算情况说明",
        "2025年支出预算100.00万元。",
    )
    assert amounts(reading) == ["100 expenditure all expenditure_grand_total"]
