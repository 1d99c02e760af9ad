"""The year and phase that the title of a form says, where they are not those of the document.

A budget may reprint last year's account (2023年支出决算表 in the budget of 2024). A year alone may
be left over from a template: it is believed where another form of the same name is of this year.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.conform.forms.form import Form
from pipelines.conform.forms.statements import Source
from pipelines.conform.wording import squeeze

_YEAR = re.compile(r"20\d\d(?=年)")
_WORDS = {"final": "决算", "budget": "预算"}
_BETWEEN_YEARS = re.compile(r"比|增减|对比")


def source_of(form: Form, forms: Sequence[Form], source: Source) -> Source:
    """The source of a form's statements: the document's, in the year and phase of the title."""
    identity = source.identity
    year, phase = year_of_title(form.title), _phase_of_title(form.title)
    if year is None or year == identity.fiscal_year:
        return source
    if phase and phase != identity.phase:
        return replace(source, identity=replace(identity, fiscal_year=year, phase=phase))
    twins = {year_of_title(other.title) for other in forms if _name(other) == _name(form)}
    if identity.fiscal_year in twins:
        return replace(source, identity=replace(identity, fiscal_year=year))
    return source


def year_of_title(title: str) -> int | None:
    """The one year that a title names; None where it names none or several."""
    squeezed = squeeze(title)
    years = set(_YEAR.findall(squeezed))
    return int(years.pop()) if len(years) == 1 and not _BETWEEN_YEARS.search(squeezed) else None


def _phase_of_title(title: str) -> str | None:
    said = [phase for phase, word in _WORDS.items() if word in _without_funds(title)]
    return said[0] if len(said) == 1 else None


def _without_funds(title: str) -> str:
    """一般公共预算, 国有资本经营预算 and 政府性基金预算 are funds, no phase."""
    return re.sub(r"(?:公共|基金|经营|财政)预算", "", squeeze(title))


def _name(form: Form) -> str:
    return _YEAR.sub("", squeeze(form.title))
