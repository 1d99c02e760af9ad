"""The title on the cover and the name in it, however the cover wraps them over its lines.

Every run of lines that is a title proposes a name; the body decides which of them is whole.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.conform.identity.body import Body
from pipelines.conform.identity.names import has_ending, is_name, is_whole
from pipelines.conform.identity.titles import Title, titles_on
from pipelines.conform.identity.words import Words


@dataclass(frozen=True)
class Cover:
    """Lines and titles before the contents.

    `titles` are all those of the page that names somebody first, `title_lines` what they run over.
    """

    lines: tuple[str, ...]
    titles: tuple[Title, ...]
    title_lines: frozenset[str] = frozenset()


def read_cover(pages: Sequence[tuple[int, list[str]]], words: Words) -> Cover:
    """The cover of a document from its first pages' lines."""
    lines = tuple(line for _, of_page in pages for line in of_page)
    found = [(of_page, _of_document(titles_on(page, of_page, words))) for page, of_page in pages]
    naming = [each for each in found if any(_names_somebody(title, words) for title in each[1])]
    titled = [each for each in found if each[1]]
    for of_page, titles in (*naming[:1], *titled[:1]):
        return Cover(lines, titles, _lines_of(titles, of_page))
    return Cover(lines, ())


def _of_document(titles: Iterable[Title]) -> tuple[Title, ...]:
    """Titles of the whole; those of forms (2023年支出决算表) only where nothing else is titled."""
    all_titles = tuple(titles)
    return tuple(title for title in all_titles if not title.text.endswith("表")) or all_titles


def _names_somebody(title: Title, words: Words) -> bool:
    name = title.name.text if title.name else ""
    return has_ending(name, words.names) or bool(words.names.placeholder.search(name))


def _lines_of(titles: Sequence[Title], lines: Sequence[str]) -> frozenset[str]:
    return frozenset(lines[place] for title in titles for place in title.lines)


def whole_name(titles: Sequence[Title], body: Body, words: Words) -> str | None:
    """The longest name of the cover that the body prints again, else the only one it can be."""
    names = {title.name.text for title in titles if title.name}
    sound = sorted((name for name in names if is_name(name, words.names)), key=len, reverse=True)
    printed = next((name for name in sound if body.prints(name)), None)
    if printed:
        return _with_place(printed, sound, words)
    return _only_one(sound, words)


def _with_place(printed: str, sound: Sequence[str], words: Words) -> str:
    """The name with the place that a line above it prints, which the body leaves out."""
    for name in sound:
        ahead = name.removesuffix(printed)
        if name.endswith(printed) and ahead and words.names.place_only.search(ahead):
            return name
    return printed


def _only_one(sound: Sequence[str], words: Words) -> str | None:
    """Without a word of the body: the name that no other reading of the lines rivals."""
    whole = [name for name in sound if is_whole(name, words.names)]
    if not whole:
        return None
    longest = whole[0]
    for shorter in whole[1:]:
        ahead = longest.removesuffix(shorter)
        if words.names.place_only.search(ahead) or not longest.endswith(shorter):
            continue
        if is_whole(ahead, words.names):
            return None
        longest = shorter
    return longest
