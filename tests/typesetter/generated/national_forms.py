"""The eleven budget forms in the wording of the national table set, as Guizhou prints them."""

from decimal import Decimal

from tests.typesetter.disclosure import MERGED_ABOVE, MERGED_LEFT, Form, Row
from tests.typesetter.generated.coded_rows import (
    class_labels,
    economic_rows,
    function_rows,
    side_by_side,
    total_row,
    whole_code,
)
from tests.typesetter.generated.codes import government_code
from tests.typesetter.generated.figures import (
    APPROPRIATION,
    BASIC,
    CARRYOVER,
    FUND,
    GENERAL,
    PERSONNEL,
    PROJECT,
    PUBLIC,
    ZERO,
    Figures,
)
from tests.typesetter.generated.printing import Printing, percent

NO_OCCURRENCE = "本表没有发生数。"
CODE_HEADER = ["功能分类科目", MERGED_LEFT]
CODE_AND_NAME = ["编码", "科目名称"]
BY_NATURE_HEADER = [
    [*CODE_HEADER, "总计", "基本支出", "<", "<", "项目支出", "<", "<"],
    [*CODE_AND_NAME, "^", "小计", "人员经费", "公用经费",
     "小计", "本级资金项目支出", "上级资金项目支出"],
]  # fmt: skip


def national_forms(figures: Figures, printing: Printing) -> list[tuple[str, Form]]:
    """(form code, form) in printed order."""
    made = [
        ("revenue_expenditure_summary", _summary(figures, printing)),
        ("revenue_summary", _revenue(figures, printing)),
        ("expenditure_summary", _expenditure(figures, printing)),
        ("fiscal_appropriation_summary", _appropriation(figures, printing)),
        ("general_public_expenditure", _general_public(figures, printing)),
        ("basic_expenditure_department_economic", _department_economic(figures, printing)),
        ("basic_expenditure_government_economic", _government_economic(figures, printing)),
        ("three_public", _three_public(figures, printing)),
        ("downward_transfer", _downward(figures, printing)),
        ("government_fund_expenditure", _government_fund(figures, printing)),
        ("state_capital_expenditure", _state_capital(figures, printing)),
    ]
    for place, (_, form) in enumerate(made, start=1):
        form.label = f"表{place}"
    return made


def _amounts_header(first: str, printing: Printing) -> Row:
    return ["项目", f"{first}（{printing.unit}）"] * 2


def _summary(figures: Figures, printing: Printing) -> Form:
    year, over = figures.fiscal_year, figures.opening()
    revenue = [
        ("一、一般公共预算拨款收入", figures.spent(funds=(GENERAL,))),
        ("二、政府性基金预算拨款收入", figures.spent(funds=(FUND,))),
        ("三、国有资本经营预算拨款收入", ZERO),
        ("四、上级补助收入", ZERO),
        ("五、事业收入", ZERO),
        ("六、经营收入", ZERO),
        ("七、其他收入", ZERO),
    ]
    spending = [
        ("一、基本支出", figures.spent(natures=BASIC)),
        ("（一）人员经费", figures.spent(natures=(PERSONNEL,))),
        ("（二）公用经费", figures.spent(natures=(PUBLIC,))),
        ("二、项目支出", figures.spent(natures=(PROJECT,))),
        ("（一）本级资金项目支出", figures.spent(natures=(PROJECT,))),
        ("（二）上级资金项目支出", ZERO),
        ("三、经营支出", ZERO),
        ("四、上缴上级支出", ZERO),
        ("五、对附属单位的补助支出", ZERO),
        ("六、其他支出", ZERO),
    ]
    total = figures.spent()
    rows = side_by_side(_pairs(revenue, printing), _pairs(spending, printing), (2, 2))
    rows += side_by_side(
        _pairs(
            [("本年收入合计", total - over), ("八、上年结转", over), ("收 入 总 计", total)],
            printing,
        ),
        _pairs([("本年支出合计", total), ("七、结转下年", ZERO), ("支 出 总 计", total)], printing),
        (2, 2),
    )
    return Form(
        title=f"{year}年收支预算总表", title_place="first_row",
        header=[[f"{year}年收入", "<", f"{year}年支出", "<"], _amounts_header("预算数", printing)],
        rows=rows, widths=[190, 100, 190, 100], align="lrlr", row_height=28, new_page=False,
    )  # fmt: skip


def _pairs(entries: list[tuple[str, Decimal]], printing: Printing) -> list[Row]:
    return [[label, printing.cell(amount)] for label, amount in entries]


def _revenue(figures: Figures, printing: Printing) -> Form:
    columns = ["收入总计", "一般公共预算拨款收入", "政府性基金预算拨款收入",
               "国有资本经营预算拨款收入", "上级补助收入", "事业收入", "经营收入",
               "其他收入", "上年结转"]  # fmt: skip
    return _by_fund(figures, printing, "收入预算总表", columns)


def _expenditure(figures: Figures, printing: Printing) -> Form:
    columns = ["支出总计", "一般公共预算支出", "政府性基金预算支出", "国有资本经营预算支出",
               "经营支出", "上缴上级支出", "对附属单位的补助支出", "其他支出",
               "上年结转资金安排的支出"]  # fmt: skip
    return _by_fund(figures, printing, "支出预算总表", columns)


def _by_fund(figures: Figures, printing: Printing, title: str, columns: list[str]) -> Form:
    def amounts(code: str) -> list[Decimal]:
        by_fund = [figures.spent(code, funds=(fund,)) for fund in (GENERAL, FUND)]
        return [figures.spent(code), *by_fund, *[ZERO] * 5, figures.spent(code, funds=(CARRYOVER,))]

    return Form(
        title=f"{figures.fiscal_year}年{title}", unit=f"单位：{printing.unit}",
        header=[[*CODE_HEADER, *columns], [*CODE_AND_NAME, *[MERGED_ABOVE] * len(columns)]],
        rows=[
            *function_rows(figures.items(), amounts, printing, whole_code),
            total_row("合计", 2, amounts(""), printing),
        ],
        widths=[58, 150, 92, 92, 80, 66, 50, 50, 56, 50, 76], align="clrrrrrrrrr",
        page="landscape", row_height=24, font_size=8,
    )  # fmt: skip


def _appropriation(figures: Figures, printing: Printing) -> Form:
    funds, over = (*APPROPRIATION, CARRYOVER), figures.opening()
    revenue = [
        ("一、一般公共预算拨款收入", figures.spent(funds=(GENERAL,))),
        ("二、政府性基金预算拨款收入", figures.spent(funds=(FUND,))),
        ("三、国有资本经营预算拨款收入", ZERO),
    ]
    spending = [(label, figures.spent(code)) for code, label in class_labels(figures, funds)]
    total = figures.spent(funds=funds)
    rows = side_by_side(_pairs(revenue, printing), _pairs(spending, printing), (2, 2))
    rows += side_by_side(
        _pairs(
            [("本年收入合计", total - over), ("四、上年结转", over), ("收入总计", total)], printing
        ),
        _pairs([("本年支出合计", total), ("结转下年", ZERO), ("支出总计", total)], printing),
        (2, 2),
    )
    return Form(
        title=f"{figures.fiscal_year}年财政拨款收支总表",
        header=[["收入", "<", "支出", "<"], _amounts_header("预算数", printing)],
        rows=rows, widths=[190, 100, 200, 100], align="lrlr", row_height=22,
    )  # fmt: skip


def _by_nature(figures: Figures, printing: Printing, fund: str) -> list[Row]:
    def amounts(code: str) -> list[Decimal]:
        personnel = figures.spent(code, (PERSONNEL,), (fund,))
        public = figures.spent(code, (PUBLIC,), (fund,))
        project = figures.spent(code, (PROJECT,), (fund,))
        basic = personnel + public
        return [basic + project, basic, personnel, public, project, project, ZERO]

    return [
        *function_rows(figures.items((fund,)), amounts, printing, whole_code),
        total_row("合计", 2, amounts(""), printing),
    ]


def _general_public(figures: Figures, printing: Printing) -> Form:
    return _form_by_nature(
        figures, printing, "一般公共预算支出表", _by_nature(figures, printing, GENERAL)
    )


def _government_fund(figures: Figures, printing: Printing) -> Form:
    has_any = bool(figures.items((FUND,)))
    rows = _by_nature(figures, printing, FUND) if has_any else _no_rows(9)
    return _form_by_nature(figures, printing, "政府性基金预算支出表", rows)


def _state_capital(figures: Figures, printing: Printing) -> Form:
    return _form_by_nature(figures, printing, "国有资本经营预算支出表", _no_rows(9))


def _form_by_nature(figures: Figures, printing: Printing, title: str, rows: list[Row]) -> Form:
    return Form(
        title=f"{figures.fiscal_year}年{title}", unit=f"单位：{printing.unit}",
        header=BY_NATURE_HEADER, rows=rows,
        widths=[58, 170, 85, 85, 85, 75, 85, 85, 60], align="clrrrrrrr",
        page="landscape", row_height=24, font_size=8,
    )  # fmt: skip


def _no_rows(columns: int) -> list[Row]:
    return [
        ["", NO_OCCURRENCE, *[""] * (columns - 2)],
        [""] * columns,
        ["合计", MERGED_LEFT, *[""] * (columns - 2)],
    ]


def _department_economic(figures: Figures, printing: Printing) -> Form:
    def amounts(code: str) -> list[Decimal]:
        return [figures.by_economic(code, natures) for natures in (BASIC, (PERSONNEL,), (PUBLIC,))]

    rows = economic_rows(figures.basic_by_economic, amounts, printing)
    rows.append(total_row("合计", 3, amounts(""), printing))
    return _basic(figures, printing, "按部门预算经济科目", rows)


def _government_economic(figures: Figures, printing: Printing) -> Form:
    def amounts(code: str) -> list[Decimal]:
        every = (BASIC, (PERSONNEL,), (PUBLIC,))
        return [figures.by_government_economic(code, natures) for natures in every]

    sections = [
        government_code(code, is_institution=figures.is_institution)
        for code in figures.basic_by_economic
    ]
    rows = economic_rows(sections, amounts, printing)
    rows.append(total_row("合计", 3, amounts(""), printing))
    return _basic(figures, printing, "按政府预算经济分类科目", rows)


def _basic(figures: Figures, printing: Printing, kind: str, rows: list[Row]) -> Form:
    return Form(
        title=f"{figures.fiscal_year}年一般公共预算基本支出表（{kind}）",
        unit=f"单位：{printing.unit}",
        header=[
            ["科目编码", "<", "科目名称", "基本支出", "<", "<"],
            ["类", "款", "^", "小计", "人员经费", "公用经费"],
        ],
        rows=rows, widths=[45, 45, 200, 90, 90, 90], align="cclrrr", row_height=20,
    )  # fmt: skip


def _three_public(figures: Figures, printing: Printing) -> Form:
    now, before = figures.three_public, figures.three_public_last_year
    year, general = figures.fiscal_year, figures.spent(funds=(GENERAL,))
    rows = []
    for label, amount, last in (
        ("合计", now.total, before.total),
        ("一、因公出国（境）费", now.overseas_travel, before.overseas_travel),
        ("二、公务接待费", now.reception, before.reception),
        ("三、公务用车购置及运行维护费", now.vehicles, before.vehicles),
        ("1、公务用车运行维护费", now.vehicle_operation, before.vehicle_operation),
        ("2、公务用车购置费", now.vehicle_purchase, before.vehicle_purchase),
    ):
        rate = percent(amount - last, last) if last else ""
        share = percent(amount, general) if amount else ""
        reason = "按工作需要安排" if amount or last else ""
        rows.append([label, printing.cell(amount), printing.cell(last), rate, reason, share, ""])
    header = ["项目",
              f"{year}年初预算数（{printing.unit}）", f"{year - 1}年初预算数（{printing.unit}）",
              f"{year}年与上年预算数相比增减变化比率（%）", f"{year}年与上年预算数相比增减变化原因",
              f"{year}年“三公”经费支出占一般公共预算支出的比重（%）", "备注"]  # fmt: skip
    return Form(
        title=f"{year}年一般公共预算“三公”经费支出表", header=[header], rows=rows,
        widths=[150, 80, 80, 90, 150, 95, 50], align="lrrrlrl", page="landscape", row_height=28,
        notes=["说明：“三公”经费一般公共预算财政拨款预算数是当年年初预算安排的资金。"],
    )  # fmt: skip


def _downward(figures: Figures, printing: Printing) -> Form:
    amounts = ["合计", "一般公共预算支出", "政府性基金预算支出", "国有资本经营预算支出"]
    return Form(
        title=f"{figures.fiscal_year}年区级对下专项转移支付预算支出表",
        unit=f"单位：{printing.unit}",
        header=[
            [*CODE_HEADER, "下达镇（街道）名称", "下达镇（街道）项目支出", "<", "<", "<"],
            [*CODE_AND_NAME, "^", *amounts],
        ],
        rows=_no_rows(7), widths=[70, 200, 100, 90, 90, 90, 100], align="clcrrrr",
        page="landscape", row_height=28,
    )  # fmt: skip
