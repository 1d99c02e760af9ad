"""Columns under a head of unknown words, whose own words say of what nature their amounts are.

What stands beside the subtotal under 发展类支出 (本级资金项目支出) says that it is of projects. The
reading is taken where the sums of the form prove it, and more of them hold than without it.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.conform.code_book import CodeBook
from pipelines.conform.forms.figures import Figure
from pipelines.conform.forms.lexicon import Lexicon, ancestors
from pipelines.conform.forms.proof import prove


def with_worded_parts(
    figures: Sequence[Figure], lexicon: Lexicon, book: CodeBook
) -> Sequence[Figure]:
    """The figures, with coordinates for columns that the words beside them and the sums explain."""
    natures = _natures(figures, lexicon)
    if not natures:
        return figures
    tried = [
        replace(figure, coordinates=sets, reason_code=None, reason="")
        if (sets := _worded(figure, natures)) is not None
        else figure
        for figure in figures
    ]
    before, after = prove(figures, book), prove(tried, book)
    is_proved = after.grade == "proved" and after.broken <= before.broken
    return tried if is_proved and after.held > before.held else figures


def _worded(figure: Figure, natures: dict[int, str]) -> dict[str, str] | None:
    nature = natures.get(figure.column.index)
    if nature is None or figure.around is None or figure.coordinates is not None:
        return None
    return {**figure.around, "nature": nature}


def _natures(figures: Sequence[Figure], lexicon: Lexicon) -> dict[int, str]:
    """Columns of unknown words → the nature that their own words or those beside them say."""
    heads: dict[tuple[int, tuple[str, ...]], dict[int, Figure]] = {}
    for figure in figures:
        column = figure.column
        if len(column.path) > 1:
            group = heads.setdefault((column.block, tuple(column.path[:-1])), {})
            group.setdefault(column.index, figure)
    found: dict[int, str] = {}
    for group in heads.values():
        if any(figure.around is not None for figure in group.values()):
            found |= _of_group(group, lexicon)
    return found


def _of_group(group: dict[int, Figure], lexicon: Lexicon) -> dict[int, str]:
    """The columns under one head: each part by its own word, the subtotal as what they are of."""
    parts = {
        index: _nature(figure)
        for index, figure in group.items()
        if not lexicon.is_bare_total(figure.column.path[-1])
    }
    totals = [index for index in group if index not in parts]
    said = [nature for nature in parts.values() if nature]
    if len(totals) != 1 or len(said) != len(parts) or not said:
        return {}
    whole = _whole_of(said, lexicon)
    own = {index: nature for index, nature in parts.items() if nature}
    return {**own, totals[0]: whole} if whole else {}


def _nature(figure: Figure) -> str | None:
    sets = figure.coordinates if figure.coordinates is not None else figure.around
    return (sets or {}).get("nature")


def _whole_of(natures: Sequence[str], lexicon: Lexicon) -> str | None:
    """The nearest nature that all of these are parts of; None where that is only the total."""
    lines = [list(ancestors(nature, lexicon.book)) for nature in natures]
    shared = [nature for nature in lines[0] if all(nature in line for line in lines)]
    return next((nature for nature in shared if nature != "total"), None)
