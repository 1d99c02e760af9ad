"""Year, phase and scope as the forms of a document state them, for files without a cover.

A value is taken only where the forms agree on it; what they contradict each other about is silent.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from pipelines.conform.identity.printed_lines import PrintedPage
from pipelines.conform.identity.titles import EARLIEST_YEAR, LATEST_YEAR
from pipelines.conform.identity.words import FormWords

# Of all forms that state one, so many must state the same.
AGREEING = 0.8
# A plan for a year names that year alone, and more than once.
LEAST_MENTIONS = 2
Value = TypeVar("Value", int, str)


def form_titles(pages: Sequence[PrintedPage], words: FormWords) -> list[str]:
    """Every line or cell that is the title of a form."""
    return [text for page in pages for text in page.header if words.title.search(text)]


def form_year(pages: Sequence[PrintedPage], phase: str | None, words: FormWords) -> int | None:
    """The year of the forms: in their titles, their columns, else the one year a plan speaks of."""
    headers = [text for page in pages for text in page.header]
    titles = form_titles(pages, words)
    found = [*_years(words.year, titles), *_years(words.year_alone, headers)]
    columns = [year for year, told in _year_columns(headers, words) if told in (phase, None)]
    mentioned = Counter(_years(words.year_of_text, [page.text for page in pages]))
    only = len(mentioned) == 1 and mentioned.total() >= LEAST_MENTIONS and phase == "budget"
    return _agreed(found) or _agreed(columns) or (next(iter(mentioned)) if only else None)


def form_phase(pages: Sequence[PrintedPage], words: FormWords) -> str | None:
    """The phase of the forms by their titles, else by the words of their amount columns."""
    titles = form_titles(pages, words)
    told = [_phase_of(title, words) for title in titles]
    cells = (text for page in pages for text in page.header)
    columns = [name for text in cells for name, known in words.columns.items() if text in known]
    return _agreed([phase for phase in told if phase]) or _agreed(columns)


def form_scope(pages: Sequence[PrintedPage], words: FormWords) -> str | None:
    """Whether the document speaks of a department or of a unit, clearly more often."""
    text = "\n".join(page.text for page in pages)
    counts = Counter({scope: len(pattern.findall(text)) for scope, pattern in words.scopes.items()})
    return _agreed(counts.elements())


def _phase_of(title: str, words: FormWords) -> str | None:
    return next((name for name, known in words.phases.items() if known.search(title)), None)


def _years(pattern: re.Pattern[str], texts: Iterable[str]) -> list[int]:
    years = (int(found["year"]) for text in texts for found in pattern.finditer(text))
    return [year for year in years if EARLIEST_YEAR <= year <= LATEST_YEAR]


def _year_columns(texts: Iterable[str], words: FormWords) -> list[tuple[int, str | None]]:
    names = {"预算": "budget", "决算": "final"}
    found = (words.year_of_column.search(text) for text in texts)
    return [(int(each["year"]), names.get(each["phase"])) for each in found if each]


def _agreed(values: Iterable[Value]) -> Value | None:
    """The value that nearly all of them are; None where they differ or there is none."""
    ranked = Counter(values)
    if not ranked:
        return None
    value, count = ranked.most_common(1)[0]
    return value if count >= AGREEING * ranked.total() else None
