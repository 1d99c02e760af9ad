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
