"""From a seed number to a sound disclosure of an imaginary organisation.

Belongs here: choosing layout and printing, and putting the parts in order. Does not belong here:
figures, forms and sentences (see `generated/`), and errors (see `plants.py`).
"""

from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Literal

from tests.typesetter.disclosure import (
    Contents,
    Cover,
    Disclosure,
    Form,
    Narrative,
    PageNumber,
    Part,
)
from tests.typesetter.generated import account_text, district_text
from tests.typesetter.generated.account_forms import account_forms
from tests.typesetter.generated.district_forms import district_forms
from tests.typesetter.generated.drawing import draw_figures
from tests.typesetter.generated.figures import BUSINESS, CARRYOVER, OTHER, Figures
from tests.typesetter.generated.national_forms import national_forms
from tests.typesetter.generated.national_text import national_text
from tests.typesetter.generated.printing import Printing, Unit
from tests.typesetter.generated.sentences import scope_word

Layout = Literal["national_budget", "district_budget", "account"]
LAYOUTS: tuple[Layout, ...] = ("national_budget", "district_budget", "account")
# Funds besides the budgets for which the forms of a layout have a place.
OWN_FUNDS = {
    "national_budget": (CARRYOVER,),
    "district_budget": (OTHER, BUSINESS),
    "account": (OTHER,),
}
STEPS: dict[tuple[Unit, int], Decimal] = {
    ("万元", 2): Decimal(100),
    ("元", 0): Decimal(1),
    ("元", 2): Decimal("0.01"),
}
# How the forms print amounts, the more frequent way twice.
PRINTED: tuple[tuple[Unit, int], ...] = (("万元", 2), ("万元", 2), ("元", 0), ("元", 2))
Forms = list[tuple[str, Form]]


@dataclass(frozen=True)
class GeneratedDisclosure:
    """A disclosure, the figures it is made of, and the form code of each of its ruled tables."""

    seed: int
    name: str
    layout: Layout
    figures: Figures
    printing: Printing
    disclosure: Disclosure
    form_codes: tuple[str, ...]

    def form(self, form_code: str) -> Form:
        """The form of that code. Raises ValueError where there is none."""
        return self.disclosure.forms()[self.form_codes.index(form_code)]


def generate(seed: int) -> GeneratedDisclosure:
    """The disclosure of a seed; seeds 0, 1, 2, ... take the layouts in turn."""
    random = Random(seed)
    layout = LAYOUTS[seed % len(LAYOUTS)]
    printing = _printing(random, layout)
    step = STEPS[printing.unit, printing.decimals]
    phase = "final" if layout == "account" else "budget"
    figures = draw_figures(random, seed + 1, phase, step, OWN_FUNDS[layout])
    forms = _forms(layout, figures, printing)
    parts = _parts(layout, figures, printing, forms)
    disclosure = Disclosure(
        title=_title(figures), parts=parts,
        page="landscape" if layout == "district_budget" else "portrait",
        rules=random.choice(("lines", "rects")), page_number=PageNumber(first_page=3),
    )  # fmt: skip
    codes = tuple(code for code, _ in forms)
    name = f"{layout}-{seed}"
    return GeneratedDisclosure(seed, name, layout, figures, printing, disclosure, codes)


def _printing(random: Random, layout: Layout) -> Printing:
    unit, decimals = random.choice(PRINTED)
    if layout == "account":
        unit, decimals = PRINTED[0]
    return Printing(unit, decimals, random.choice(("", "0")), random.choice((True, False)))


def _title(figures: Figures) -> str:
    word = "预算" if figures.phase == "budget" else "决算"
    year = f"{figures.fiscal_year}年" + ("度" if figures.phase == "final" else "")
    return f"{figures.organisation}{year}{scope_word(figures)}{word}"


def _forms(layout: Layout, figures: Figures, printing: Printing) -> Forms:
    match layout:
        case "national_budget":
            return national_forms(figures, printing)
        case "district_budget":
            return district_forms(figures, printing)
        case "account":
            return account_forms(figures, printing)


def _parts(layout: Layout, figures: Figures, printing: Printing, forms: Forms) -> list[Part]:
    cover, ruled = _cover(layout, figures), [form for _, form in forms]
    before, heading, after = _text(layout, figures, printing)
    sections = [*before, *heading, *after]
    entries = [part.title for part in sections if part.title]
    return [cover, Contents(entries, leaders=True), *before, *heading, *ruled, *after]


def _cover(layout: Layout, figures: Figures) -> Cover:
    if layout == "district_budget":
        title = f"示例市云溪区{figures.fiscal_year}年区级{scope_word(figures)}预算"
        return Cover(title, [f"预算主管部门：{figures.organisation}"])
    return Cover(_title(figures).replace(figures.organisation, f"{figures.organisation}\n"))


def _text(
    layout: Layout, figures: Figures, printing: Printing
) -> tuple[list[Narrative], list[Narrative], list[Narrative]]:
    """The text before the forms, the heading of the forms, the text after them."""
    scope, year = scope_word(figures), figures.fiscal_year
    match layout:
        case "national_budget":
            heading = Narrative(title=f"五、{year}年{scope}预算及“三公”经费预算报表", text="")
            return national_text(figures, printing), [heading], []
        case "district_budget":
            after = district_text.text_after(figures, printing)
            return district_text.text_before(figures, printing), [], after
        case "account":
            title = f"第二部分 {figures.organisation}{year}年度{scope}决算表"
            after = account_text.text_after(figures, printing)
            return account_text.text_before(figures), [Narrative(title=title, text="")], after
