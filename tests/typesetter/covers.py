"""Covers of every kind of organisation, wrapped over their lines in every way seen.

Belongs here: twenty imaginary organisations, seven ways of wrapping, and the pages behind a cover
that print the name again. Does not belong here: what is read from them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.typesetter.disclosure import Contents, Cover, Disclosure, Form, Narrative, Part

# (kind, name, scope word): the name begins with a place or with what stands for one.
ORGANISATIONS: tuple[tuple[str, str, str], ...] = (
    ("bureau", "江城市江山区农业农村局", "部门"),
    ("commission", "江城市卫生健康委员会", "部门"),
    ("office", "中共江城市委机构编制委员会办公室", "部门"),
    ("government office", "江城市人民政府办公室", "部门"),
    ("provincial department", "江海省人力资源和社会保障厅", "部门"),
    ("party department", "中共江城市江山区委宣传部", "部门"),
    ("court", "江城市江山区人民法院", "部门"),
    ("procuratorate", "江城市人民检察院", "部门"),
    ("trade union", "江城市江山区总工会", "部门"),
    ("youth league", "共青团江城市委员会", "部门"),
    ("party school", "中共江城市委党校", "单位"),
    ("primary school", "江城市江山区实验小学", "单位"),
    ("middle school", "江城市第一中学", "单位"),
    ("college", "江城职业技术学院", "单位"),
    ("hospital", "江城市第一人民医院", "单位"),
    ("subdistrict", "江城市江山区人民政府云溪街道办事处", "部门"),
    ("town", "江城市江山区白石镇人民政府", "部门"),
    ("centre", "江城市不动产登记中心", "单位"),
    ("team", "江城市公安局交通警察支队", "单位"),
    ("development zone", "江城高新技术产业开发区管理委员会", "部门"),
)
# (name, scope word): kinds of which the first list has no name, and names with brackets.
FURTHER: tuple[tuple[str, str], ...] = (
    ("江城市江山区融媒体中心（江城市江山区广播电视台）", "单位"),
    ("江城市江山区云溪街道办事处", "部门"),
    ("江城市江山区开发区管委会", "部门"),
    ("江城铁路运输法院", "部门"),
    ("江城市中级人民法院", "部门"),
    ("江海县第二初级中学", "单位"),
    ("江海县特殊教育学校", "单位"),
    ("江城市江山区机关幼儿园", "单位"),
    ("江海县人大常委会办公室", "部门"),
    ("政协江海县委员会办公室", "部门"),
    ("中共江海县纪律检查委员会江海县监察委员会", "部门"),
    ("江海县发展和改革局（江海县粮食局）", "部门"),
    ("江城市公安局江山分局", "部门"),
    ("国家统计局江城调查队", "单位"),
    ("江海县白石乡人民政府", "部门"),
    ("江海县红十字会", "部门"),
    ("九三学社江城市委员会", "部门"),
    ("民盟江城市委", "部门"),
    ("江海自治县民族宗教事务局", "部门"),
    ("江海县妇幼保健计划生育服务中心", "单位"),
)
Wrapping = Callable[[str, str, str], list[str]]


def _cut(name: str, share: float) -> tuple[str, str]:
    place = max(2, round(len(name) * share))
    return name[:place], name[place:]


def _in_three(name: str, year: str, title: str) -> list[str]:
    first, rest = _cut(name, 0.3)
    return [first, *_cut(rest, 0.5), f"{year}{title}"]


def _ahead_in_two(name: str, year: str, title: str) -> list[str]:
    first, rest = _cut(name, 0.5)
    return [f"{year}{first}", f"{rest}{title}"]


def _tail_with_title(name: str, year: str, title: str) -> list[str]:
    first, rest = _cut(name, 0.6)
    return [first, f"{rest}{year}{title}"]


# (name, year, title) → the lines of the cover.
WRAPPINGS: dict[str, Wrapping] = {
    "one line": lambda name, year, title: [f"{name}{year}{title}"],
    "name above": lambda name, year, title: [name, f"{year}{title}"],
    "year above": lambda name, year, title: [year, name, title],
    "name below": lambda name, year, title: [f"{year}{title}", name],
    "name cut, tail with the title": _tail_with_title,
    "name in three": _in_three,
    "year ahead, name cut": _ahead_in_two,
}
_CHINESE = str.maketrans("0123456789", "○一二三四五六七八九")
FURTHER_WRAPPINGS: dict[str, Wrapping] = {
    "year in Chinese digits": lambda name, year, title: [name, year.translate(_CHINESE) + title],
    "code and name": lambda name, year, title: [f"118_{name}", f"{year}{title}"],
    "code, name and year": lambda name, year, title: [f"118001-{name}{year}{title}"],
    "own level": lambda name, year, title: [f"{name}（本级）", f"{year}{title}"],
    "own level, one line": lambda name, year, title: [f"{name}（本级）{year}{title}"],
    "letters apart": lambda name, year, title: [" ".join(name), f"{year}{title}"],
    "about it": lambda name, year, title: [name, f"关于{year}{title}公开的说明"],
    "name in brackets": lambda name, year, title: [f"{year}{title}", f"（{name}）"],
}


@dataclass(frozen=True)
class CoverCase:
    """One cover, what it says, and the disclosure it is the cover of."""

    kind: str
    wrapping: str
    name: str
    fiscal_year: int
    phase: str
    scope: str
    lines: tuple[str, ...]
    behind: tuple[Part, ...]

    @property
    def expected(self) -> tuple[str, int, str, str]:
        """Organisation, fiscal year, phase and scope."""
        return self.name, self.fiscal_year, self.phase, self.scope

    @property
    def disclosure(self) -> Disclosure:
        """Cover and pages behind it, to be typeset."""
        return Disclosure("".join(self.lines), [Cover("\n".join(self.lines)), *self.behind])


def cover_cases() -> Iterator[CoverCase]:
    """Every kind of organisation in every wrapping."""
    for number, (kind, name, scope) in enumerate(ORGANISATIONS):
        for turn, (wrapping, wrap) in enumerate(WRAPPINGS.items()):
            year = 2018 + (number + turn) % 8
            phase = "budget" if (number + turn) % 2 else "final"
            word = {"budget": "预算", "final": "决算"}[phase]
            printed = f"{year}年" + ("度" if turn % 2 else "")
            title = f"{scope}{word}" + ("公开" if number % 3 == 0 else "")
            yield CoverCase(
                kind, wrapping, name, year, phase, "department" if scope == "部门" else "unit",
                tuple(wrap(name, printed, title)),
                _behind(number + turn, name, year, scope, word),
            )  # fmt: skip


def further_cases() -> Iterator[CoverCase]:
    """Every further name in every further wrapping."""
    for number, (name, own_scope) in enumerate(FURTHER):
        for turn, (wrapping, wrap) in enumerate(FURTHER_WRAPPINGS.items()):
            year, phase = 2019 + (number + turn) % 7, ("final", "budget")[(number + turn) % 2]
            word = {"budget": "预算", "final": "决算"}[phase]
            scope = "单位" if wrapping.startswith("own level") else own_scope
            yield CoverCase(
                name, wrapping, name, year, phase, "department" if scope == "部门" else "unit",
                tuple(wrap(name, f"{year}年", f"{scope}{word}")),
                _behind(number + turn, name, year, scope, word),
            )  # fmt: skip


def _behind(turn: int, name: str, year: int, scope: str, word: str) -> tuple[Part, ...]:
    """Contents, a text and a form; the name stands in one of them, each time in another."""
    titles = [f"{scope}概况", f"{year}年{scope}{word}表", f"{year}年{scope}{word}情况说明"]
    texts = [
        f"（一）贯彻执行有关方针政策。\n（二）{name}主要职责是完成上级交办的任务。",
        f"纳入{name}{year}年{scope}{word}编制范围的单位共1个。",
        f"纳入编制范围的单位包括：\n1.{name}（本级）",
        "贯彻执行有关方针政策，承担上级交办的其他任务。",
    ]
    signature = None
    match turn % 5:
        case 3:
            titles[0] = f"{name}概况"
        case 4:
            signature = f"编制单位：{name}"
    text = texts[min(turn % 5, 3)]
    contents = [f"第{order}部分  {title}" for order, title in zip("一二三", titles, strict=True)]
    return (Contents(contents), Narrative(text, title=contents[0]), _form(year, word, signature))


def _form(year: int, word: str, signature: str | None) -> Form:
    return Form(
        title=f"{year}年收入{word}总表",
        signature=signature,
        unit="单位：万元",
        header=[["科目编码", "科目名称", f"{word}数"]],
        rows=[["201", "一般公共服务支出", "1,234.50"], ["合计", "<", "1,234.50"]],
        widths=[1, 3, 1],
        align="clr",
    )
