"""Lines that belong to the page and not to its text: page numbers and running heads."""

import re
from collections import defaultdict

from pipelines.conform.wording import squeeze
from pipelines.extract.document_tree import DocumentTree, Line, Page

# Furniture stands in the outer eighth of the page.
MARGIN = 0.125
# A number between dashes at an end of the page is its number, wherever the margin is set.
_DASHED = re.compile(r"^[-—–]\d{1,4}[-—–]$")
# A head that runs over this many pages is furniture.
RUNNING = 3
_PAGE_NUMBER = re.compile(
    r"^[-—–_·~]*(?:第|page|p\.?)?(?:\d{1,4}|[ivxl]{1,6})(?:页)?"
    r"(?:(?:/|of|,?共)\d{1,4}页?)?[-—–_·~]*$",
    re.IGNORECASE,
)


def furniture_lines(tree: DocumentTree) -> set[tuple[int, Line]]:
    """(page number, line) of every page number and running head or foot."""
    numbers = {
        (page.number, line)
        for page in tree.pages
        for line in page.lines
        if _in_margin(page, line) and _PAGE_NUMBER.match(squeeze(line.text))
    }
    return numbers | _dashed(tree) | _running(tree)


def _dashed(tree: DocumentTree) -> set[tuple[int, Line]]:
    """`— 5 —` as the first or last line of a page."""
    return {
        (page.number, line)
        for page in tree.pages
        if page.lines
        for line in (
            min(page.lines, key=lambda each: each.box.top),
            max(page.lines, key=lambda each: each.box.bottom),
        )
        if _DASHED.match(squeeze(line.text))
    }


def _in_margin(page: Page, line: Line) -> bool:
    return line.box.bottom < page.height * MARGIN or line.box.top > page.height * (1 - MARGIN)


def _running(tree: DocumentTree) -> set[tuple[int, Line]]:
    """Lines with the same words, numbers aside, at the same height of several pages."""
    seen: dict[tuple[str, int], set[tuple[int, Line]]] = defaultdict(set)
    for page in tree.pages:
        for line in page.lines:
            if _in_margin(page, line):
                words = re.sub(r"\d+", "#", squeeze(line.text))
                seen[words, round(line.box.top / 3)].add((page.number, line))
    return {
        place
        for (words, _), places in seen.items()
        if len({number for number, _ in places}) >= RUNNING and not _is_caption(words)
        for place in places
    }


def _is_caption(words: str) -> bool:
    """A form's caption may stand at the same height of many pages; it is text all the same."""
    return bool(re.search(r"单位:|表#?$|^表#", words))
