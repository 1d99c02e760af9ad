"""A second organisation's disclosure, or a second version, inside one file: which pages are not
the first one's.

Such pages are found by a cover of their own, or by another name behind the label of their forms.
What becomes of them is not decided here; they are never added to the first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipelines.conform.identity.labels import form_label
from pipelines.conform.identity.names import has_ending, is_name, is_same, is_whole, name_key
from pipelines.conform.identity.printed_lines import PrintedPage, without_furniture
from pipelines.conform.identity.titles import Title, titles_on
from pipelines.conform.identity.words import Words

# A cover holds a title and little else.
MOST_COVER_LINES = 10
HIGHEST_TITLE_LINES = 8


@dataclass(frozen=True)
class OtherPages:
    """A run of pages that are not of the document's own disclosure, and what shows it."""

    first: int
    last: int
    why: str


@dataclass(frozen=True)
class Own:
    """What the document's own disclosure is, as far as it is known."""

    organisation: str
    fiscal_year: int
    phase: str
    cover_page: int


def other_pages(pages: Sequence[PrintedPage], own: Own, words: Words) -> list[OtherPages]:
    """The pages from a second cover on, else those whose forms are labelled with another name."""
    for page in pages:
        if page.number > own.cover_page and (why := _another_cover(page, own, words)):
            return [OtherPages(page.number, pages[-1].number, why)]
    return list(_labelled_otherwise(pages, own, words))


def _another_cover(page: PrintedPage, own: Own, words: Words) -> str | None:
    """Why the page begins another disclosure; None where it does not."""
    lines = without_furniture(page.lines, words)
    ends = [place for place, line in enumerate(lines) if words.contents.search(line)]
    lines = lines[: ends[0]] if ends else lines
    if page.rows or len(lines) > MOST_COVER_LINES:
        return None
    titles = [
        title
        for title in titles_on(page.number, lines[:HIGHEST_TITLE_LINES], words)
        if not words.title.section.search(title.text)
    ]
    return _another(titles, own, words)


def _another(titles: Sequence[Title], own: Own, words: Words) -> str | None:
    names = [title.name.text for title in titles if title.name]
    others = [name for name in names if _is_other(name, own, words)]
    if others and not any(is_same(name, own.organisation, words.names) for name in names):
        return f"it is the cover of {max(others, key=len)}"
    for title in titles:
        if title.edition:
            return f"it is the cover of another version: {title.text}"
        is_cover = not title.tail.endswith("表")
        if is_cover and (title.year, title.phase or own.phase) != (own.fiscal_year, own.phase):
            return f"it is the cover of another year or phase: {title.text}"
    return None


def _is_other(name: str, own: Own, words: Words) -> bool:
    sound = is_name(name, words.names) and has_ending(name, words.names)
    return sound and not is_same(name, own.organisation, words.names)


def _labelled_otherwise(
    pages: Sequence[PrintedPage], own: Own, words: Words
) -> Iterator[OtherPages]:
    """Runs of pages under the label of another whole name, where the own name is a label too."""
    for labels in (list(_labels(pages, words, True)), list(_labels(pages, words, False))):
        if any(name and is_same(name, own.organisation, words.names) for _, name in labels):
            yield from _runs_of_others(labels, own, words)
            return


def _runs_of_others(
    labels: Sequence[tuple[int, str | None]], own: Own, words: Words
) -> Iterator[OtherPages]:
    for other, run in groupby(labels, key=lambda each: _other_name(each[1], own, words)):
        numbers = [number for number, _ in run]
        if other:
            why = f"its forms are labelled with the name of {other}"
            yield OtherPages(numbers[0], numbers[-1], why)


def _labels(
    pages: Sequence[PrintedPage], words: Words, tells_owner: bool
) -> Iterator[tuple[int, str | None]]:
    """(page, the label above its forms); a page without one goes on with the page before."""
    name = None
    for page in pages:
        is_goals = any(words.forms.of_goals.search(text) for text in page.header)
        name = None if is_goals else form_label(page, words, tells_owner) or name
        yield page.number, name


def _other_name(name: str | None, own: Own, words: Words) -> str | None:
    if name is None or not is_whole(name, words.names):
        return None
    is_cut = own.organisation.startswith(name_key(name, words.names))
    return None if is_cut or is_same(name, own.organisation, words.names) else name
