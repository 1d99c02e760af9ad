"""The text of a final-account disclosure in the order of the yearly template."""

from decimal import Decimal

from tests.typesetter.disclosure import Narrative
from tests.typesetter.generated.codes import function_names
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
    Figures,
    first_budget,
    last_year,
)
from tests.typesetter.generated.printing import Printing, percent
from tests.typesetter.generated.sentences import (
    change,
    item_name,
    procured,
    purpose,
    scope_word,
    vehicles_owned,
)

WHY = "主要原因：基本支出中人员有进出和退休，项目支出按合同进度支付"


def text_before(figures: Figures) -> list[Narrative]:
    """The first part: what the organisation is."""
    name = figures.organisation
    text = (
        "# 一、主要职能\n"
        f"{name}是区政府的工作部门，负责拟订本区有关发展规划并组织实施。\n"
        f"# 二、{scope_word(figures)}决算单位构成\n"
        f"纳入{name}{figures.fiscal_year}年度决算编制范围的单位为{name}本级。"
    )
    return [Narrative(title=f"第一部分 {name}概况", text=text)]


def text_after(figures: Figures, printing: Printing) -> list[Narrative]:
    """The third and fourth parts: the account explained, and terms."""
    sections = [
        ("收入支出决算总体情况说明", _summary(figures, printing)),
        ("收入决算情况说明", _revenue(figures, printing)),
        ("支出决算情况说明", _expenditure(figures, printing)),
        ("财政拨款收入支出决算总体情况说明", _appropriation(figures, printing)),
        ("一般公共预算财政拨款支出决算情况说明", _general_public(figures, printing)),
        ("一般公共预算财政拨款基本支出决算情况说明", _basic(figures, printing)),
        ("财政拨款“三公”经费支出决算情况说明", _three_public(figures, printing)),
        ("政府性基金预算财政拨款收入支出决算情况说明", _government_fund(figures, printing)),
        (
            "国有资本经营预算财政拨款收入支出决算情况说明",
            f"{figures.organisation}{figures.fiscal_year}年度无国有资本经营预算财政拨款收入和支出。",
        ),
        ("其他重要事项的情况说明", _other(figures, printing)),
    ]
    numbered = zip("一二三四五六七八九十", sections, strict=True)
    text = "\n".join(f"# {place}、{title}\n{words}" for place, (title, words) in numbered)
    title = (
        f"第三部分 {figures.organisation}{figures.fiscal_year}年度{scope_word(figures)}决算情况说明"
    )
    terms = (
        "一、财政拨款收入：单位当年从本级财政取得的拨款。\n"
        "二、基本支出：维持机构运转所需的人员经费和公用经费。\n"
        "三、项目支出：为特定任务或事业发展目标安排的开支。"
    )
    return [Narrative(title=title, text=text), Narrative(title="第四部分 名词解释", text=terms)]


def _base(figures: Figures) -> str:
    return f"{figures.fiscal_year - 1}年度"


def _since(
    subject: str, now: Decimal, before: Decimal, figures: Figures, printing: Printing
) -> str:
    """与…年度相比，subject增加…万元，增长…%."""
    base = _base(figures)
    if now == before:
        return f"{subject}与{base}持平"
    return f"与{base}相比，{subject}{change(now, before, base, printing).removeprefix(f'比{base}')}"


def _summary(figures: Figures, printing: Printing) -> str:
    now = figures.spent() + figures.closing()
    before = figures.spent(of=last_year) + figures.opening()
    name, year = figures.organisation, figures.fiscal_year
    return (
        f"{name}{year}年度收入支出总计{printing.text(now)}。"
        f"{_since('收入支出总计', now, before, figures, printing)}。{WHY}。"
    )


def _revenue(figures: Figures, printing: Printing) -> str:
    total = figures.received()
    parts = [("财政拨款收入", APPROPRIATION), ("其他收入", (OTHER,))]
    words = [
        f"{word}{printing.text(amount)}，占{percent(amount, total)}"
        for word, funds in parts
        if (amount := figures.received(funds=funds))
    ]
    return f"本年收入合计{printing.text(total)}，其中：{'；'.join(words)}。"


def _expenditure(figures: Figures, printing: Printing) -> str:
    total = figures.spent()
    words = [
        f"{word}{printing.text(amount)}，占{percent(amount, total)}"
        for word, amount in (
            ("基本支出", figures.spent(natures=BASIC)),
            ("项目支出", figures.spent(natures=(PROJECT,))),
        )
    ]
    return f"本年支出合计{printing.text(total)}，其中：{'；'.join(words)}。"


def _appropriation(figures: Figures, printing: Printing) -> str:
    now = figures.spent(funds=APPROPRIATION) + figures.closing((GENERAL,))
    before = figures.spent(funds=APPROPRIATION, of=last_year) + figures.opening((GENERAL,))
    return (
        f"{figures.organisation}{figures.fiscal_year}年度财政拨款收入支出总计{printing.text(now)}。"
        f"{_since('财政拨款收入支出总计', now, before, figures, printing)}。{WHY}。"
    )


def _general_public(figures: Figures, printing: Printing) -> str:
    total = figures.spent(funds=(GENERAL,))
    before = figures.spent(funds=(GENERAL,), of=last_year)
    planned = figures.spent(funds=(GENERAL,), of=first_budget)
    word = "一般公共预算财政拨款支出"
    classes = sorted({code[:3] for code in figures.items((GENERAL,))})
    shares = "；".join(
        f"{function_names()[code]}（类）{printing.text(figures.spent(code, funds=(GENERAL,)))}，"
        f"占{percent(figures.spent(code, funds=(GENERAL,)), total)}"
        for code in classes
    )
    share = percent(total, figures.spent(funds=EVERY_FUND))
    return "\n".join(
        [
            "## （一）一般公共预算财政拨款支出决算总体情况",
            f"{word}{printing.text(total)}，占本年支出合计的{share}。"
            f"{_since(word, total, before, figures, printing)}。{WHY}。",
            "## （二）一般公共预算财政拨款支出决算结构情况",
            f"{word}{printing.text(total)}，主要用于以下方面：{shares}。",
            "## （三）一般公共预算财政拨款支出决算具体情况",
            f"{word}年初预算为{printing.text(planned)}，支出决算为{printing.text(total)}，"
            f"完成年初预算的{percent(total, planned)}。其中：",
            *_items(figures, printing),
        ]
    )


def _items(figures: Figures, printing: Printing) -> list[str]:
    lines = []
    for number, code in enumerate(figures.items((GENERAL,)), start=1):
        spent = figures.spent(code, funds=(GENERAL,))
        planned = figures.spent(code, funds=(GENERAL,), of=first_budget)
        end = (
            "决算数小于预算数的主要原因：执行与预期接近。"
            if spent < planned
            else "决算数与预算数持平。"
        )
        lines.append(
            f"{number}、{item_name(code)}。主要用于：{purpose(figures, code)}。"
            f"年初预算为{printing.text(planned)}，支出决算为{printing.text(spent)}。{end}"
        )
    return lines


def _basic(figures: Figures, printing: Printing) -> str:
    basic, personnel, public = (
        figures.spent("", natures, (GENERAL,)) for natures in (BASIC, (PERSONNEL,), (PUBLIC,))
    )
    return (
        f"一般公共预算财政拨款基本支出{printing.text(basic)}。其中："
        f"人员经费{printing.text(personnel)}，主要包括：基本工资、津贴补贴、住房公积金等；"
        f"公用经费{printing.text(public)}，主要包括：办公费、邮电费、差旅费、工会经费等。"
    )


def _three_public(figures: Figures, printing: Printing) -> str:
    cost, planned = figures.three_public, figures.three_public_budget
    before = figures.three_public_last_year

    def part(word: str, name: str) -> str:
        spent, budget = getattr(cost, name), getattr(planned, name)
        done = f"，完成预算的{percent(spent, budget)}" if budget else ""
        return f"{word}决算为{printing.text(spent)}{done}"

    whole = "“三公”经费财政拨款支出"
    return "\n".join(
        [
            f"{whole}年初预算为{printing.text(planned.total)}，支出{part('', 'total')}，其中："
            f"{part('因公出国（境）费', 'overseas_travel')}；"
            f"{part('公务用车购置及运行维护费支出', 'vehicles')}；"
            f"{part('公务接待费支出', 'reception')}。",
            f"{figures.fiscal_year}年度{whole}决算数"
            f"{change(cost.total, before.total, _base(figures), printing)}。",
        ]
    )


def _government_fund(figures: Figures, printing: Printing) -> str:
    name, year = figures.organisation, figures.fiscal_year
    if total := figures.spent(funds=(FUND,)):
        return f"{name}{year}年度政府性基金预算财政拨款支出{printing.text(total)}，全部为项目支出。"
    return f"{name}{year}年度无政府性基金预算财政拨款收入和支出。"


def _other(figures: Figures, printing: Printing) -> str:
    around, name, year = figures.surroundings, figures.organisation, figures.fiscal_year
    return "\n".join(
        [
            "## （一）机关运行经费支出情况",
            f"机关运行经费支出{printing.text(figures.agency_operation)}。",
            "## （二）政府采购支出情况",
            f"{name}{year}年度政府采购金额（以合同签订为准）为{printing.text(procured(figures))}，其中："
            f"货物采购金额{printing.text(around.goods)}、工程采购金额{printing.text(around.works)}、"
            f"服务采购金额{printing.text(around.services)}。",
            "## （三）国有资产占有使用情况说明",
            f"截至{year}年12月31日，{name}{vehicles_owned(figures)}。"
            "单价100万元（含）以上设备（不含车辆）0台（套）。",
        ]
    )
