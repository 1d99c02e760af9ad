"""The text of a budget disclosure in the order of the national (Guizhou) template."""

from tests.typesetter.disclosure import Narrative
from tests.typesetter.generated.figures import (
    BASIC,
    CARRYOVER,
    EVERY_FUND,
    FUND,
    GENERAL,
    PERSONNEL,
    PROJECT,
    PUBLIC,
    Figures,
    last_year,
)
from tests.typesetter.generated.printing import Printing, percent
from tests.typesetter.generated.sentences import (
    change,
    class_amounts,
    class_shares,
    item_name,
    procured,
    procurement,
    projects,
    reasons,
    scope_word,
)

OTHER_SECTIONS = "四、其他重要事项说明"


def national_text(figures: Figures, printing: Printing) -> list[Narrative]:
    """The parts of the text before the forms."""
    explained = [
        ("收支总体情况（详见表1）", _summary(figures, printing)),
        ("收入总体情况（详见表2）", _revenue(figures, printing)),
        ("支出总体情况（详见表3）", _expenditure(figures, printing)),
        ("财政拨款收支总体情况（详见表4）", _appropriation(figures, printing)),
        ("一般公共预算支出情况（详见表5）", _general_public(figures, printing)),
        ("一般公共预算基本支出情况（详见表6、7）", _basic(figures, printing)),
        ("一般公共预算“三公”经费支出情况（详见表8）", _three_public(figures, printing)),
        ("区级对下专项转移支付项目支出情况（详见表9）", _nothing(figures, "对下专项转移支付项目")),
        ("政府性基金预算支出情况（详见表10）", _government_fund(figures, printing)),
        ("国有资本经营预算支出情况（详见表11）", _nothing(figures, "国有资本经营预算")),
    ]
    numbered = zip("一二三四五六七八九十", explained, strict=True)
    sections = [f"# （{place}）{title}\n{text}" for place, (title, text) in numbered]
    scope = scope_word(figures)
    return [
        Narrative(title=f"一、{scope}概况", text=_organisation(figures)),
        Narrative(title=f"二、{scope}主要工作任务和政策依据", text=_tasks(figures), new_page=False),
        Narrative(title=f"三、{scope}预算安排情况说明", text="\n".join(sections), new_page=False),
        Narrative(title=OTHER_SECTIONS, text=_other(figures, printing), new_page=False),
    ]


def _organisation(figures: Figures) -> str:
    around, name = figures.surroundings, figures.organisation
    posts, staff = sum(around.posts), sum(around.staff)
    return "\n".join(
        [
            "## （一）主要职能：",
            "1. 执行有关法律、法规和政策，拟订本区发展规划并组织实施。",
            "2. 指导各镇、街道的相关工作，协调有关部门办理联合事项。",
            "3. 完成区委、区政府交办的其他事项。",
            "## （二）预算单位构成：",
            f"{name}没有二级单位，本预算仅为本单位预算。",
            "## （三）人员构成：",
            f"{name}共有编制人数{posts}名，其中管理人员编制{around.posts[0]}名，"
            f"工勤人员编制{around.posts[1]}名。{figures.fiscal_year}年实有在编人员{staff}名，"
            f"其中：管理人员{around.staff[0]}名，工勤人员{around.staff[1]}名。"
            f"实有退休人员{around.retired}名。",
        ]
    )


def _tasks(figures: Figures) -> str:
    tasks = "、".join(figures.purposes.values())
    return f"{figures.fiscal_year}年度的主要工作是：{tasks}。"


def _change_of_all(figures: Figures, printing: Printing) -> str:
    total, before = figures.spent(), figures.spent(of=last_year)
    base = f"{figures.fiscal_year - 1}年"
    return (
        f"{figures.organisation}本年度收支总额{change(total, before, base, printing)}。"
        f"变动主要原因为：{reasons(figures, printing)}。"
    )


def _summary(figures: Figures, printing: Printing) -> str:
    year, total = figures.fiscal_year, printing.text(figures.spent())
    sources = [f"一般公共预算拨款收入{printing.text(figures.spent(funds=(GENERAL,)))}"]
    if fund := figures.spent(funds=(FUND,)):
        sources.append(f"政府性基金预算拨款收入{printing.text(fund)}")
    if over := figures.opening():
        sources.append(f"上年结转{printing.text(over)}（以前年度项目经费结转）")
    classes = "，".join(class_amounts(figures, printing, EVERY_FUND))
    return "\n".join(
        [
            f"{year}年{figures.organisation}年初预算收入合计{total}，其中：{'；'.join(sources)}。"
            f"{year}年支出预算总额{total}，其中：{classes}。",
            _change_of_all(figures, printing),
        ]
    )


def _revenue(figures: Figures, printing: Printing) -> str:
    year, total = figures.fiscal_year, printing.text(figures.spent())
    whole = f"{year}年{scope_word(figures)}收入"
    shares = "；".join(class_shares(figures, printing, EVERY_FUND, whole))
    return "\n".join(
        [
            f"{figures.organisation}{year}年收入预算总额为{total}，其中：{shares}。",
            _change_of_all(figures, printing),
        ]
    )


def _items(figures: Figures, printing: Printing, funds: tuple[str, ...], whole: str) -> list[str]:
    """A paragraph for each functional item: amount, share, and change against last year."""
    total, base = figures.spent(funds=funds), f"{figures.fiscal_year - 1}年预算"
    lines = []
    for code in figures.items(funds):
        now = figures.spent(code, funds=funds)
        before = figures.spent(code, funds=funds, of=last_year)
        lines.append(
            f"{item_name(code)}本年预算{printing.text(now)}，占{whole}的{percent(now, total)}，"
            f"{change(now, before, base, printing)}。"
        )
    return lines


def _natures(figures: Figures, printing: Printing, funds: tuple[str, ...], whole: str) -> list[str]:
    total, base = figures.spent(funds=funds), f"{figures.fiscal_year - 1}年预算"
    lines = []
    for word, natures in (("基本支出", BASIC), ("项目支出", (PROJECT,))):
        now = figures.spent("", natures, funds)
        before = figures.spent("", natures, funds, last_year)
        lines.append(
            f"本年{word}预算{printing.text(now)}，占{whole}的{percent(now, total)}，"
            f"{change(now, before, base, printing)}。"
        )
    return lines


def _expenditure(figures: Figures, printing: Printing) -> str:
    total, before = figures.spent(), figures.spent(of=last_year)
    base = f"{figures.fiscal_year - 1}年"
    return "\n".join(
        [
            f"{figures.organisation}{figures.fiscal_year}年支出预算{printing.text(total)}，"
            f"{change(total, before, base, printing)}。",
            "## 1. 按支出功能科目划分：",
            *_items(figures, printing, EVERY_FUND, "总支出"),
            "## 2. 按支出性质划分：",
            *_natures(figures, printing, EVERY_FUND, "总支出"),
        ]
    )


def _appropriation(figures: Figures, printing: Printing) -> str:
    funds = (GENERAL, FUND, CARRYOVER)
    total, before = figures.spent(funds=funds), figures.spent(funds=funds, of=last_year)
    shares = "；".join(class_shares(figures, printing, funds, "财政拨款支出"))
    year = figures.fiscal_year
    return (
        f"{figures.organisation}{year}年财政拨款总收入为{printing.text(total)}。"
        f"相应安排支出预算{printing.text(total)}。其中：{shares}。"
        f"{year}年财政拨款收支总额{change(total, before, f'{year - 1}年', printing)}，"
        f"主要原因：{reasons(figures, printing, funds)}。"
    )


def _general_public(figures: Figures, printing: Printing) -> str:
    funds, whole = (GENERAL,), "一般公共预算支出"
    total, before = figures.spent(funds=funds), figures.spent(funds=funds, of=last_year)
    base = f"{figures.fiscal_year - 1}年"
    return "\n".join(
        [
            f"{figures.organisation}{figures.fiscal_year}年一般公共预算支出预算"
            f"{printing.text(total)}，{change(total, before, base, printing)}。",
            "## 1. 按支出功能科目划分：",
            *_items(figures, printing, funds, whole),
            "## 2. 按支出性质划分：",
            *_natures(figures, printing, funds, whole),
        ]
    )


def _basic(figures: Figures, printing: Printing) -> str:
    whole = figures.spent("", BASIC, (GENERAL,))
    personnel = figures.spent("", (PERSONNEL,), (GENERAL,))
    public = figures.spent("", (PUBLIC,), (GENERAL,))
    return (
        f"{figures.organisation}{figures.fiscal_year}年基本支出预算{printing.text(whole)}，其中："
        f"人员经费支出预算{printing.text(personnel)}，占一般公共预算基本支出总额的"
        f"{percent(personnel, whole)}，主要用于人员工资、社保和公积金。"
        f"公用经费支出预算{printing.text(public)}，占一般公共预算基本支出总额的"
        f"{percent(public, whole)}，主要用于办公、水电、邮电、车辆等日常运转。"
    )


def _three_public(figures: Figures, printing: Printing) -> str:
    cost, last = figures.three_public, figures.three_public_last_year
    base, general = f"{figures.fiscal_year - 1}年预算", figures.spent(funds=(GENERAL,))
    lines = [
        f"{figures.organisation}{figures.fiscal_year}年“三公”经费预算为{printing.text(cost.total)}，"
        f"占一般公共预算支出的{percent(cost.total, general)}，"
        f"{change(cost.total, last.total, base, printing)}。其中："
    ]
    for number, (word, amount, before) in enumerate(
        (
            ("公务接待费", cost.reception, last.reception),
            ("公务用车购置费", cost.vehicle_purchase, last.vehicle_purchase),
            ("公务用车运行维护费", cost.vehicle_operation, last.vehicle_operation),
            ("因公出国（境）费", cost.overseas_travel, last.overseas_travel),
        ),
        start=1,
    ):
        words = f"{number}. {word}支出预算{printing.text(amount)}"
        lines.append(f"{words}，{change(amount, before, base, printing)}，主要原因是工作需要。")
    return "\n".join(lines)


def _nothing(figures: Figures, what: str) -> str:
    return f"{figures.organisation}没有{what}，因此无{what}支出。"


def _government_fund(figures: Figures, printing: Printing) -> str:
    total = figures.spent(funds=(FUND,))
    if not total:
        return _nothing(figures, "政府性基金预算")
    words = f"{figures.organisation}{figures.fiscal_year}年政府性基金预算支出"
    return f"{words}{printing.text(total)}，全部为项目支出。"


def _other(figures: Figures, printing: Printing) -> str:
    around, year, name = figures.surroundings, figures.fiscal_year, figures.organisation
    assets = around.current_assets + around.fixed_assets
    operation = (
        f"{year}年本机关机构运行经费财政拨款预算{printing.text(figures.agency_operation)}，"
        "用于办公、邮电、差旅、会议、公务用车等日常运转开支。"
        if figures.agency_operation
        else "本单位为事业单位，没有机关运行经费。"
    )
    return "\n".join(
        [
            "# （一）机关运行经费情况",
            operation,
            "# （二）政府采购情况",
            f"{year}年{name}政府采购预算总额{printing.text(procured(figures))}，其中："
            f"{procurement(figures, printing)}。",
            "# （三）国有资产占有使用情况",
            f"截止{year}年年初，单位国有资产合计{printing.text(assets)}，"
            f"其中流动资产{printing.text(around.current_assets)}，"
            f"固定资产{printing.text(around.fixed_assets)}，{name}共有车辆{around.vehicles}辆。",
            "# （四）预算绩效管理情况",
            f"{year}年，实行绩效目标管理的项目{len(projects(figures))}个，"
            f"涉及预算{printing.text(figures.spent(natures=(PROJECT,)))}。",
            "# （五）专有名词解释",
            "1. 一般公共预算拨款收入：财政部门当年核拨给单位的预算资金。",
            "2. 基本支出：保障机构正常运转、完成日常工作的人员支出和公用支出。",
            "3. 项目支出：基本支出以外，为特定任务和事业发展目标发生的支出。",
        ]
    )
