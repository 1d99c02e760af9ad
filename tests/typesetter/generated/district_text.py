"""The text of a budget disclosure in the order of Shanghai districts."""

from tests.typesetter.disclosure import Narrative
from tests.typesetter.generated.figures import (
    APPROPRIATION,
    BUSINESS,
    FUND,
    GENERAL,
    OTHER,
    PROJECT,
    ZERO,
    Figures,
    last_year,
)
from tests.typesetter.generated.printing import Printing
from tests.typesetter.generated.sentences import (
    change,
    item_name,
    procured,
    procurement,
    projects,
    purpose,
    scope_word,
    vehicle_costs,
    vehicles_owned,
)

TERMS = (
    "（一）财政拨款收入：本级财政部门当年拨给的资金，分为一般公共预算、政府性基金预算和国有资本经营预算三类来源。\n"
    "（二）基本支出：维持机构运转和日常工作所需的开支，由人员经费和公用经费组成。\n"
    "（三）项目支出：基本支出以外，为特定任务或事业发展目标安排的开支。\n"
    "（四）“三公”经费：用财政拨款安排的因公出国（境）费、公务用车购置及运行费和公务接待费。\n"
    "（五）机关运行经费：行政单位和参照公务员法管理的事业单位用一般公共预算安排的日常公用经费。"
)


def text_before(figures: Figures, printing: Printing) -> list[Narrative]:
    """The parts of the text before the forms."""
    name = figures.organisation
    year, scope = figures.fiscal_year, scope_word(figures)
    return [
        Narrative(title=f"{name}主要职能", text=_duties(name)),
        Narrative(title=f"{name}机构设置", text=f"{name}设办公室、综合科、业务科等内设机构。"),
        Narrative(title="名词解释", text=TERMS),
        Narrative(title=f"{year}年{scope}预算编制说明", text=_explanation(figures, printing)),
    ]


def text_after(figures: Figures, printing: Printing) -> list[Narrative]:
    """The parts of the text after the forms."""
    return [Narrative(title="其他相关情况说明", text=_other(figures, printing))]


def _duties(name: str) -> str:
    return (
        f"{name}是区政府的工作部门。\n"
        "1、执行有关法律、法规和政策，拟订本区发展规划和年度计划。\n"
        "2、指导各镇、街道的相关工作。\n"
        "3、完成区委、区政府交给的其他事项。"
    )


def _explanation(figures: Figures, printing: Printing) -> str:
    year, base = figures.fiscal_year, f"{figures.fiscal_year - 1}年预算"

    def amount(word: str, funds: tuple[str, ...]) -> str:
        now = figures.spent(funds=funds)
        before = figures.spent(funds=funds, of=last_year)
        return f"{word}{printing.text(now)}，{change(now, before, base, printing)}"

    own = (
        f"事业收入{printing.text(figures.spent(funds=(BUSINESS,)))}；"
        f"事业单位经营收入{printing.text(ZERO)}；"
        f"其他收入{printing.text(figures.spent(funds=(OTHER,)))}"
    )
    total = printing.text(figures.spent())
    items = [
        f"{number}. “{item_name(code)}”科目{printing.text(spent)}，"
        f"主要用于{purpose(figures, code)}。"
        for number, code in enumerate(figures.items(APPROPRIATION), start=1)
        if (spent := figures.spent(code, funds=APPROPRIATION))
    ]
    return "\n".join(
        [
            f"{year}年，{figures.organisation}收入预算{total}，其中："
            f"{amount('财政拨款收入', APPROPRIATION)}；{own}。",
            f"支出预算{total}，其中：{amount('财政拨款支出预算', APPROPRIATION)}。"
            f"财政拨款支出预算中，{amount('一般公共预算拨款支出预算', (GENERAL,))}；"
            f"{amount('政府性基金拨款支出预算', (FUND,))}；"
            f"{amount('国有资本经营预算拨款支出预算', ())}。",
            "财政拨款收支变动的主要原因是项目有所调整。",
            "财政拨款支出的主要内容是：",
            *items,
        ]
    )


def _other(figures: Figures, printing: Printing) -> str:
    year, scope, name = figures.fiscal_year, scope_word(figures), figures.organisation
    managed = printing.text(figures.spent(natures=(PROJECT,)))
    return "\n".join(
        [
            *_three_public(figures, printing),
            "## 二、机关运行经费预算",
            f"{year}年{name}财政拨款的机关运行经费预算为{printing.text(figures.agency_operation)}。",
            "## 三、政府采购预算情况",
            f"{year}年本{scope}政府采购预算{printing.text(procured(figures))}，其中："
            f"{procurement(figures, printing)}。",
            "## 四、绩效目标设置情况",
            f"{year}年度，本{scope}编报绩效目标的项目共{len(projects(figures))}个，"
            f"涉及项目预算资金{managed}。",
            "## 五、国有资产占有使用情况",
            f"截至{year - 1}年8月31日，{name}{vehicles_owned(figures)}；"
            "单价100万元（含）以上设备（不含车辆）0台（套）。",
        ]
    )


def _three_public(figures: Figures, printing: Printing) -> list[str]:
    year, base = figures.fiscal_year, f"{figures.fiscal_year - 1}年预算"
    cost, last = figures.three_public, figures.three_public_last_year

    def amount(name: str) -> str:
        now, before = getattr(cost, name), getattr(last, name)
        return f"{printing.text(now)}，{change(now, before, base, printing)}"

    why = "主要原因是工作需要"
    return [
        f"## 一、{year}年“三公”经费预算情况说明",
        f"{year}年“三公”经费预算数为{amount('total')}。其中：",
        f"（一）因公出国（境）费{amount('overseas_travel')}，{why}。",
        f"（二）公务用车购置及运行费{amount('vehicles')}，{why}。"
        f"其中：{vehicle_costs(cost, last, base, printing)}。",
        f"（三）公务接待费{amount('reception')}，{why}。",
    ]
