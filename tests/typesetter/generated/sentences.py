"""Phrases that the text of every layout uses: names of items, changes, shares, staff, assets.

Belongs here: wording of one statement. Does not belong here: the order of sections.
"""

from decimal import Decimal

from tests.typesetter.generated.codes import function_names
from tests.typesetter.generated.figures import (
    EVERY_FUND,
    Figures,
    Spending,
    ThreePublic,
    last_year,
)
from tests.typesetter.generated.printing import Printing, percent

SCOPE_WORDS = {"department": "部门", "unit": "单位"}
VEHICLE_KINDS = ("部级领导干部用车", "主要领导干部用车", "机要通信用车", "应急保障用车",
                 "执法执勤用车", "特种专业技术用车", "离退休干部用车")  # fmt: skip


def scope_word(figures: Figures) -> str:
    """部门 or 单位."""
    return SCOPE_WORDS[figures.scope]


def item_name(code: str) -> str:
    """A functional item with its classes: 类（类）款（款）项（项）."""
    names = function_names()
    return f"{names[code[:3]]}（类）{names[code[:5]]}（款）{names[code]}（项）"


def change(now: Decimal, before: Decimal, base: str, printing: Printing) -> str:
    """比base增加…万元，增长…%; without a rate where there is nothing to compare with."""
    if now == before:
        return f"与{base}持平"
    up = now > before
    difference = printing.text(abs(now - before))
    rate = f"，{'增长' if up else '下降'}{percent(abs(now - before), before)}" if before else ""
    return f"比{base}{'增加' if up else '减少'}{difference}{rate}"


def class_amounts(figures: Figures, printing: Printing, funds: tuple[str, ...]) -> list[str]:
    """Each functional class with its amount."""
    classes = sorted({code[:3] for code in figures.items(funds)})
    return [
        f"{function_names()[code]}{printing.text(figures.spent(code, funds=funds))}"
        for code in classes
    ]


def class_shares(
    figures: Figures, printing: Printing, funds: tuple[str, ...], whole: str
) -> list[str]:
    """Each functional class with its amount and its share of the whole."""
    total = figures.spent(funds=funds)
    classes = sorted({code[:3] for code in figures.items(funds)})
    return [
        f"{words}，占{whole}的{percent(figures.spent(code, funds=funds), total)}"
        for code, words in zip(classes, class_amounts(figures, printing, funds), strict=True)
    ]


def reasons(figures: Figures, printing: Printing, funds: tuple[str, ...] = EVERY_FUND) -> str:
    """The two items that changed most, with the amounts of their changes."""
    changes = {
        code: figures.spent(code, funds=funds) - figures.spent(code, funds=funds, of=last_year)
        for code in figures.items(funds)
    }
    most = sorted(changes, key=lambda code: -abs(changes[code]))[:2]
    parts = [
        f"{order}是{function_names()[code]}预算{'增加' if changes[code] > 0 else '减少'}"
        f"{printing.text(abs(changes[code]))}"
        for order, code in zip("一二", most, strict=False)
        if changes[code]
    ]
    return "；".join(parts) or "工作任务没有变化"


def purpose(figures: Figures, code: str) -> str:
    """What the money of an item is for."""
    known = figures.purposes.get(code)
    return f"{known}方面的开支" if known else f"{function_names()[code]}方面的开支"


def procurement(figures: Figures, printing: Printing) -> str:
    """货物, 工程 and 服务 of government procurement."""
    around = figures.surroundings
    return (
        f"政府采购货物预算{printing.text(around.goods)}、"
        f"政府采购工程预算{printing.text(around.works)}、"
        f"政府采购服务预算{printing.text(around.services)}"
    )


def procured(figures: Figures) -> Decimal:
    """All government procurement in yuan."""
    around = figures.surroundings
    return around.goods + around.works + around.services


def vehicles_owned(figures: Figures) -> str:
    """The vehicles by kind; all of them are 其他用车."""
    count = figures.surroundings.vehicles
    kinds = "、".join(f"{kind}0辆" for kind in VEHICLE_KINDS)
    return f"共有车辆{count}辆，其中：{kinds}、其他用车{count}辆"


def vehicle_costs(cost: ThreePublic, last: ThreePublic, base: str, printing: Printing) -> str:
    """Purchase and operation of vehicles with their changes."""
    return (
        f"公务用车购置费{printing.text(cost.vehicle_purchase)}，"
        f"{change(cost.vehicle_purchase, last.vehicle_purchase, base, printing)}；"
        f"公务用车运行费{printing.text(cost.vehicle_operation)}，"
        f"{change(cost.vehicle_operation, last.vehicle_operation, base, printing)}"
    )


def projects(figures: Figures) -> list[Spending]:
    """The project part of the spending."""
    return [each for each in figures.spending if each.nature == "project"]
