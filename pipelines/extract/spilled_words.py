"""Words that are wider than their cell: where their ends lie in the cells beside it.

A spreadsheet prints the words of a cell in one stroke and cuts them off at the rules; their letters
stay in the file, on the place of the neighbour. Numbers that are wider than their cell are told in
table_grid.py.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from pipelines.extract.text_lines import SPACE_GAP, Character

# The share of its letters that the cell of a word holds at least.
MOST = 0.5

PlaceOf = Callable[[Character], int | None]


def spilled(characters: Sequence[Character], place_of: PlaceOf) -> dict[int, int]:
    """Letter (by `id`) → the cell of its word, for letters that lie in a cell beside.

    A letter is moved where that cell holds words of another stroke, or where the stroke is this
    word alone (a row may be printed in one stroke, its words near one another); never a digit.
    """
    places = {id(one): place_of(one) for one in characters}
    strokes: dict[int, list[Character]] = defaultdict(list)
    in_cell: dict[int | None, set[int]] = defaultdict(set)
    for one in characters:
        if one.text.strip():
            in_cell[places[id(one)]].add(one.string)
            if one.string >= 0 and not one.turn:
                strokes[one.string].append(one)
    moved: dict[int, int] = {}
    for stroke in strokes.values():
        words = list(_words(stroke))
        for word in words:
            home = _home(word, places)
            ends = [one for one in word if places[id(one)] != home]
            if home is None or any(_is_own(one, places) for one in ends):
                continue
            if len(words) == 1 or all(in_cell[places[id(one)]] - {one.string} for one in ends):
                moved |= {id(one): home for one in ends}
    return moved


def _words(stroke: Iterable[Character]) -> Iterator[list[Character]]:
    """The letters of a stroke that follow one another without a gap, on one line."""
    word: list[Character] = []
    for one in stroke:
        if word and not _follows(word[-1], one):
            yield word
            word = []
        word.append(one)
    if word:
        yield word


def _follows(left: Character, right: Character) -> bool:
    gap = right.box.x0 - left.box.x1
    is_level = abs(left.middle[1] - right.middle[1]) < left.box.height / 2
    return is_level and abs(gap) <= SPACE_GAP * max(left.box.height, 1.0)


def _home(word: Sequence[Character], places: dict[int, int | None]) -> int | None:
    """The cell that holds most of a word that lies in several; None for any other word."""
    held = Counter(places[id(one)] for one in word)
    cell, count = held.most_common(1)[0]
    return cell if len(held) > 1 and cell is not None and count > MOST * len(word) else None


def _is_own(one: Character, places: dict[int, int | None]) -> bool:
    """Whether a letter stays where it is: a digit, and what stands in a hole of the grid."""
    return places[id(one)] is None or any(letter.isdecimal() for letter in one.text)
