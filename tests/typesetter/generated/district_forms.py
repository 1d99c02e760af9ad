"""The nine budget forms in the wording of Shanghai districts."""

from decimal import Decimal

from tests.typesetter.disclosure import MERGED_LEFT, Form, Row
from tests.typesetter.generated.coded_rows import (
    class_labels,
    code_in_three,
    economic_rows,
    function_rows,
    side_by_side,
    total_row,
)
from tests.typesetter.generated.figures import (
    APPROPRIATION,
    BASIC,
    BUSINESS,
    EVERY_FUND,
    FUND,
    GENERAL,
    OTHER,
    PERSONNEL,
    PROJECT,
    PUBLIC,
    ZERO,
    Figures,
)
from tests.typesetter.generated.printing import Printing, printed

CODES = [["功能分类科目编码", "<", "<", "功能分类科目名称"], ["类", "款", "项", "^"]]
SCOPE_WORDS = {"department": "部门", "unit": "单位"}
FUND_COLUMNS = ["一般公共预算", "政府性基金预算", "国有资本经营预算"]
BLANK_ROWS = 6


def district_forms(figures: Figures, printing: Printing) -> list[tuple[str, Form]]:
    """(form code, form) in printed order."""
    made = [
        ("revenue_expenditure_summary", _summary(figures, printing)),
        ("revenue_summary", _revenue(figures, printing)),
        (
            "expenditure_summary",
            _by_nature(figures, printing, "支出预算总表", "支出预算", EVERY_FUND),
        ),
        ("fiscal_appropriation_summary", _appropriation(figures, printing)),
        ("general_public_expenditure", _of_fund(figures, printing, "一般公共预算", (GENERAL,))),
        ("government_fund_expenditure", _of_fund(figures, printing, "政府性基金预算", (FUND,))),
        ("state_capital_expenditure", _of_fund(figures, printing, "国有资本经营预算", ())),
        ("basic_expenditure_department_economic", _department_economic(figures, printing)),
        ("three_public", _three_public(figures)),
    ]
    for code, form in made:
        form.signature = f"编制{SCOPE_WORDS[figures.scope]}：{figures.organisation}"
        form.unit = f"单位：{'万元' if code == 'three_public' else printing.unit}"
    return made


def _title(figures: Figures, name: str) -> str:
    return f"{figures.fiscal_year}年{SCOPE_WORDS[figures.scope]}{name}"


def _summary(figures: Figures, printing: Printing) -> Form:
    appropriation = figures.spent(funds=APPROPRIATION)
    revenue = [
        ("一、财政拨款收入", appropriation),
        ("1.一般公共预算资金", figures.spent(funds=(GENERAL,))),
        ("2.政府性基金", figures.spent(funds=(FUND,))),
        ("3.国有资本经营预算", ZERO),
        ("二、事业收入", figures.spent(funds=(BUSINESS,))),
        ("三、事业单位经营收入", ZERO),
        ("四、其他收入", figures.spent(funds=(OTHER,))),
    ]
    left = [[label, printing.cell(amount)] for label, amount in revenue]
    right = [
        [label, printing.cell(figures.spent(code))]
        for code, label in class_labels(figures, EVERY_FUND)
    ]
    total = printing.cell(figures.spent())
    rows = [*side_by_side(left, right, (2, 2)), [""] * 4, ["收入总计", total, "支出总计", total]]
    return Form(
        title=_title(figures, "财务收支预算总表"),
        header=[["本年收入", "<", "本年支出", "<"], ["项目", "预算数", "项目", "预算数"]],
        rows=rows, widths=[212, 143, 225, 143], align="lrlr", row_height=24,
    )  # fmt: skip


def _revenue(figures: Figures, printing: Printing) -> Form:
    def amounts(code: str) -> list[Decimal]:
        own = [figures.spent(code, funds=(BUSINESS,)), ZERO, figures.spent(code, funds=(OTHER,))]
        return [figures.spent(code), figures.spent(code, funds=APPROPRIATION), *own]

    columns = ["合计", "财政拨款收入", "事业收入", "事业单位经营收入", "其他收入"]
    return Form(
        title=_title(figures, "收入预算总表"),
        header=_coded_header("收入预算", columns),
        rows=[
            *function_rows(figures.items(), amounts, printing, code_in_three),
            total_row("合计", 4, amounts(""), printing),
        ],
        widths=[34, 34, 34, 190, 96, 96, 82, 82, 82], align="ccclrrrrr", row_height=24,
    )  # fmt: skip


def _coded_header(heading: str, columns: list[str]) -> list[Row]:
    rest = ["^"] * len(columns)
    return [
        ["项目", "<", "<", "<", heading, *["<"] * (len(columns) - 1)],
        [*CODES[0], *columns],
        [*CODES[1], *rest],
    ]


def _of_fund(figures: Figures, printing: Printing, budget: str, funds: tuple[str, ...]) -> Form:
    form = _by_nature(figures, printing, f"{budget}支出功能分类预算表", f"{budget}支出", funds)
    if not figures.items(funds):
        scope = SCOPE_WORDS[figures.scope]
        form.rows = [
            *[[""] * 7 for _ in range(BLANK_ROWS)],
            ["合计", *[MERGED_LEFT] * 3, "", "", ""],
        ]
        form.notes = [
            f"注:本{scope}{figures.fiscal_year}年无{budget}财政拨款安排的预算，故本表为空表。"
        ]
    return form


def _by_nature(
    figures: Figures, printing: Printing, name: str, heading: str, funds: tuple[str, ...]
) -> Form:
    def amounts(code: str) -> list[Decimal]:
        basic = figures.spent(code, BASIC, funds)
        project = figures.spent(code, (PROJECT,), funds)
        return [basic + project, basic, project]

    return Form(
        title=_title(figures, name),
        header=_coded_header(heading, ["合计", "基本支出", "项目支出"]),
        rows=[
            *function_rows(figures.items(funds), amounts, printing, code_in_three),
            total_row("合计", 4, amounts(""), printing),
        ],
        widths=[38, 38, 38, 266, 120, 113, 120], align="ccclrrr", repeat_header=True,
        row_height=24,
    )  # fmt: skip


def _appropriation(figures: Figures, printing: Printing) -> Form:
    revenue = [
        ("一、一般公共预算资金", figures.spent(funds=(GENERAL,))),
        ("二、政府性基金", figures.spent(funds=(FUND,))),
        ("三、国有资本经营预算", ZERO),
    ]

    def amounts(code: str) -> list[Decimal]:
        by_fund = [figures.spent(code, funds=(fund,)) for fund in APPROPRIATION]
        return [sum(by_fund, ZERO), *by_fund, ZERO]

    left = [[label, printing.cell(amount)] for label, amount in revenue]
    right = [
        [label, *printing.cells(amounts(code))]
        for code, label in class_labels(figures, APPROPRIATION)
    ]
    total = amounts("")
    rows = side_by_side(left, right, (2, 5))
    rows.append(["收入总计", printing.cell(total[0]), "支出总计", *printing.cells(total)])
    return Form(
        title=_title(figures, "财政拨款收支预算总表"),
        header=[
            ["财政拨款收入", "<", "财政拨款支出", "<", "<", "<", "<"],
            ["项目", "预算数", "项目", "合计", *FUND_COLUMNS],
        ],
        rows=rows, widths=[109, 93, 151, 93, 93, 93, 93], align="lrlrrrr", row_height=24,
    )  # fmt: skip


def _department_economic(figures: Figures, printing: Printing) -> Form:
    def amounts(code: str) -> list[Decimal]:
        return [figures.by_economic(code, natures) for natures in (BASIC, (PERSONNEL,), (PUBLIC,))]

    return Form(
        title=_title(figures, "一般公共预算基本支出部门预算经济分类预算表"),
        header=[
            ["项目", "<", "<", "一般公共预算基本支出", "<", "<"],
            ["部门预算经济分类科目编码", "<", "经济分类科目名称", "合计", "人员经费", "公用经费"],
            ["类", "款", "^", "^", "^", "^"],
        ],
        rows=[
            *economic_rows(figures.basic_by_economic, amounts, printing),
            total_row("合计", 3, amounts(""), printing),
        ],
        widths=[62, 62, 298, 103, 103, 103], align="cclrrr", row_height=24,
    )  # fmt: skip


def _three_public(figures: Figures) -> Form:
    cost = figures.three_public
    amounts = (cost.total, cost.overseas_travel, cost.reception, cost.vehicles,
               cost.vehicle_purchase, cost.vehicle_operation, figures.agency_operation)  # fmt: skip
    return Form(
        title=_title(figures, "“三公”经费和机关运行经费预算表"),
        header=[
            ["“三公”经费预算数", "<", "<", "<", "<", "<", "机关运行经费预算数"],
            ["合计", "因公出国(境)费", "公务接待费", "公务用车购置及运行费", "<", "<", "^"],
            ["^", "^", "^", "小计", "购置费", "运行费", "^"],
        ],
        rows=[[printed(amount, "万元", 2) for amount in amounts]],
        widths=[101] * 7, align="ccccccc", row_height=60,
    )  # fmt: skip
