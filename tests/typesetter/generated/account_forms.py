"""The nine final-account forms in the wording of the yearly template."""

from decimal import Decimal

from tests.typesetter.disclosure import MERGED_LEFT, Form, Row
from tests.typesetter.generated.coded_rows import (
    class_labels,
    code_in_three,
    code_in_two,
    function_rows,
    side_by_side,
    total_row,
)
from tests.typesetter.generated.codes import economic_names, with_parents
from tests.typesetter.generated.figures import (
    APPROPRIATION,
    BASIC,
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
from tests.typesetter.generated.printing import Printing

FUND_COLUMNS = [
    ["项目", "<", "<", "<", "年初结转和结余", "本年收入", "本年支出", "<", "<", "年末结转和结余"],
    ["支出功能分类科目编码", "<", "<", "科目名称", "^", "^", "小计", "基本支出", "项目支出", "^"],
    ["类", "款", "项", "^", "^", "^", "^", "^", "^", "^"],
]
BLANK_ROWS = 6


def account_forms(figures: Figures, printing: Printing) -> list[tuple[str, Form]]:
    """(form code, form) in printed order."""
    made = [
        ("revenue_expenditure_summary", _summary(figures, printing)),
        ("revenue_summary", _revenue(figures, printing)),
        ("expenditure_summary", _expenditure(figures, printing)),
        ("fiscal_appropriation_summary", _appropriation(figures, printing)),
        ("general_public_expenditure", _general_public(figures, printing)),
        ("basic_expenditure_department_economic", _department_economic(figures, printing)),
        ("three_public", _three_public(figures, printing)),
        ("government_fund_expenditure", _government_fund(figures, printing)),
        ("state_capital_expenditure", _state_capital(figures)),
    ]
    for _, form in made:
        form.unit = f"单位：{printing.unit}"
    return made


def _summary(figures: Figures, printing: Printing) -> Form:
    revenue = [
        ("一、一般公共预算财政拨款收入", figures.received(funds=(GENERAL,))),
        ("二、政府性基金预算财政拨款收入", figures.received(funds=(FUND,))),
        ("三、国有资本经营预算财政拨款收入", ZERO),
        ("四、上级补助收入", ZERO),
        ("五、事业收入", ZERO),
        ("六、经营收入", ZERO),
        ("七、附属单位上缴收入", ZERO),
        ("八、其他收入", figures.received(funds=(OTHER,))),
    ]
    left = [[label, printing.cell(amount)] for label, amount in revenue]
    right = [
        [label, printing.cell(figures.spent(code))]
        for code, label in class_labels(figures, EVERY_FUND)
    ]
    total = figures.spent() + figures.closing()
    feet = [
        ("本年收入合计", figures.received(), "本年支出合计", figures.spent()),
        ("使用非财政拨款结余（含专用结余）", ZERO, "结余分配", ZERO),
        ("年初结转和结余", figures.opening(), "年末结转和结余", figures.closing()),
        ("总计", total, "总计", total),
    ]
    rows = side_by_side(left, right, (2, 2))
    rows += [[a, printing.cell(b), c, printing.cell(d)] for a, b, c, d in feet]
    return Form(
        title="收入支出决算总表",
        header=[["收入", "<", "支出", "<"], ["项目", "决算数", "项目", "决算数"]],
        rows=rows, widths=[210, 95, 210, 95], align="lrlr", row_height=20, new_page=False,
    )  # fmt: skip


def _revenue(figures: Figures, printing: Printing) -> Form:
    def amounts(code: str) -> list[Decimal]:
        fiscal = figures.received(code, APPROPRIATION)
        other = figures.received(code, (OTHER,))
        return [fiscal + other, fiscal, ZERO, ZERO, ZERO, ZERO, other]

    columns = ["本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入",
               "附属单位上缴收入", "其他收入"]  # fmt: skip
    codes = sorted({*figures.items(), figures.running_code})
    return Form(
        title="收入决算表", header=_coded_header(columns),
        rows=[
            ["类", "款", "项", "合计", *printing.cells(amounts(""))],
            *function_rows(codes, amounts, printing, code_in_three),
        ],
        widths=[34, 28, 28, 180, 90, 90, 60, 60, 60, 70, 80], align="ccclrrrrrrr",
        page="landscape", row_height=22,
    )  # fmt: skip


def _coded_header(columns: list[str]) -> list[Row]:
    return [
        ["项目", "<", "<", "<", *columns],
        ["支出功能分类科目编码", "<", "<", "科目名称", *["^"] * len(columns)],
    ]


def _expenditure(figures: Figures, printing: Printing) -> Form:
    def amounts(code: str) -> list[Decimal]:
        basic, project = figures.spent(code, BASIC), figures.spent(code, (PROJECT,))
        return [basic + project, basic, project, ZERO, ZERO, ZERO]

    columns = ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出",
               "对附属单位补助支出"]  # fmt: skip
    return Form(
        title="支出决算表", header=_coded_header(columns),
        rows=[
            ["类", "款", "项", "合计", *printing.cells(amounts(""))],
            *function_rows(figures.items(), amounts, printing, code_in_three),
        ],
        widths=[34, 28, 28, 190, 90, 90, 90, 66, 66, 74], align="ccclrrrrrr",
        page="landscape", row_height=22,
    )  # fmt: skip


def _appropriation(figures: Figures, printing: Printing) -> Form:
    def amounts(code: str) -> list[Decimal]:
        by_fund = [figures.spent(code, funds=(fund,)) for fund in APPROPRIATION]
        return [sum(by_fund, ZERO), *by_fund, ZERO]

    received = [("一、一般公共预算财政拨款", GENERAL), ("二、政府性基金预算财政拨款", FUND)]
    left = [[label, printing.cell(figures.received(funds=(fund,)))] for label, fund in received]
    left.append(["三、国有资本经营预算财政拨款", printing.cell(ZERO)])
    right = [
        [label, *printing.cells(amounts(code))]
        for code, label in class_labels(figures, APPROPRIATION)
    ]
    rows = [
        *side_by_side(left, right, (2, 5)),
        *_appropriation_feet(figures, printing, amounts("")),
    ]
    columns = ["合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"]
    return Form(
        title="财政拨款收入支出决算总表",
        header=[["收入", "<", "支出", "<", "<", "<", "<"], ["项目", "决算数", "项目", *columns]],
        rows=rows, widths=[150, 86, 150, 86, 86, 84, 84], align="lrlrrrr",
        page="landscape", row_height=22,
    )  # fmt: skip


def _appropriation_feet(figures: Figures, printing: Printing, spent: list[Decimal]) -> list[Row]:
    kept = figures.closing((GENERAL,))
    kept_cells = printing.cells([kept, kept, ZERO, ZERO])
    total = printing.cells([spent[0] + kept, spent[1] + kept, spent[2], ZERO])
    opening = printing.cell(figures.opening((GENERAL,)))
    received = printing.cell(figures.received(funds=APPROPRIATION))
    return [
        ["本年收入合计", received, "本年支出合计", *printing.cells(spent)],
        ["年初财政拨款结转和结余", opening, "年末财政拨款结转和结余", *kept_cells],
        ["一、一般公共预算财政拨款", opening, *[""] * 5],
        ["二、政府性基金预算财政拨款", *[""] * 6],
        ["三、国有资本经营预算财政拨款", *[""] * 6],
        ["总计", total[0], "总计", *total],
    ]


def _general_public(figures: Figures, printing: Printing) -> Form:
    def amounts(code: str) -> list[Decimal]:
        basic = figures.spent(code, BASIC, (GENERAL,))
        project = figures.spent(code, (PROJECT,), (GENERAL,))
        return [basic + project, basic, project]

    columns = ["合计", "基本支出", "项目支出"]
    return Form(
        title="一般公共预算财政拨款支出决算表",
        header=[*_coded_header(columns), ["类", "款", "项", "^", "^", "^", "^"]],
        rows=[
            *function_rows(figures.items((GENERAL,)), amounts, printing, code_in_three),
            total_row("合计", 4, amounts(""), printing),
        ],
        widths=[34, 28, 28, 220, 92, 92, 92], align="ccclrrr", row_height=22,
    )  # fmt: skip


def _department_economic(figures: Figures, printing: Printing) -> Form:
    """Personnel costs on the left, public costs on the right, zeros and all."""
    left = _economic_side(figures, printing, ("301", "303"))
    right = _economic_side(figures, printing, ("302", "310"))
    personnel = printing.cell(figures.by_economic("", (PERSONNEL,)))
    public = printing.cell(figures.by_economic("", (PUBLIC,)))
    foot = ["人员经费合计", "<", "<", personnel, "公用经费合计", "<", "<", public]
    columns = ["经济分类科目编码", "<", "科目名称", "决算数"]
    return Form(
        title="一般公共预算财政拨款基本支出决算表",
        header=[columns * 2, ["类", "款", "^", "^"] * 2],
        rows=[*side_by_side(left, right, (4, 4)), foot],
        widths=[30, 26, 136, 84, 30, 26, 126, 84], align="cclrcclr", row_height=19, font_size=8,
    )  # fmt: skip


def _economic_side(figures: Figures, printing: Printing, classes: tuple[str, ...]) -> list[Row]:
    sections = [code for code in economic_names() if len(code) == 5 and code[:3] in classes]
    return [
        [*code_in_two(code), economic_names()[code], printing.cell(figures.by_economic(code))]
        for code in with_parents(sections)
    ]


def _three_public(figures: Figures, printing: Printing) -> Form:
    planned, spent = figures.three_public_budget, figures.three_public
    names = ("total", "overseas_travel", "vehicles", "vehicle_purchase", "vehicle_operation",
             "reception")  # fmt: skip
    row = [printing.cell(getattr(cost, name)) for name in names for cost in (planned, spent)]
    return Form(
        title="财政拨款“三公”经费支出决算表",
        header=[
            ["财政拨款“三公”经费", *[MERGED_LEFT] * 11],
            ["合计", "<", "因公出国（境）费", "<", "公务用车购置及运行费", *"<<<<<",
             "公务接待费", "<"],
            [*"^<^<", "小计", "<", "公务用车购置费", "<", "公务用车运行费", "<", *"^<"],
            ["预算数", "决算数"] * 6,
        ],
        rows=[row], widths=[1.0] * 12, align="r" * 12, page="landscape", row_height=30, font_size=8,
    )  # fmt: skip


def _government_fund(figures: Figures, printing: Printing) -> Form:
    if not figures.items((FUND,)):
        return _fund_form("政府性基金", _blank_rows(), [_note(figures, "政府性基金")])

    def amounts(code: str) -> list[Decimal]:
        spent = figures.spent(code, funds=(FUND,))
        return [ZERO, spent, spent, ZERO, spent, ZERO]

    rows = function_rows(figures.items((FUND,)), amounts, printing, code_in_three)
    return _fund_form("政府性基金", [*rows, total_row("合计", 4, amounts(""), printing)], [])


def _state_capital(figures: Figures) -> Form:
    return _fund_form("国有资本经营", _blank_rows(), [_note(figures, "国有资本经营")])


def _note(figures: Figures, fund: str) -> str:
    return f"注：{figures.organisation}无{fund}预算财政拨款支出，故本表无数据。"


def _blank_rows() -> list[Row]:
    return [*[[""] * 10 for _ in range(BLANK_ROWS)], ["合计", *[MERGED_LEFT] * 3, *[""] * 6]]


def _fund_form(fund: str, rows: list[Row], notes: list[str]) -> Form:
    return Form(
        title=f"{fund}预算财政拨款收入支出决算表", header=FUND_COLUMNS, rows=rows,
        widths=[34, 28, 28, 190, 80, 84, 84, 70, 84, 80], align="ccclrrrrrr",
        page="landscape", row_height=22, notes=notes,
    )  # fmt: skip
