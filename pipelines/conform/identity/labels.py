"""Names behind a label: `部门：江城市财政局` on the cover, above forms, in cells of forms."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.conform.identity.body import clear_winner
from pipelines.conform.identity.names import PrintedName, clean_name, has_ending, is_name
from pipelines.conform.identity.printed_lines import PrintedPage
from pipelines.conform.identity.words import Label, Words


@dataclass(frozen=True)
class Labelled:
    """A name behind a label, and the scope that label or name tell."""

    name: str
    scope: str | None
    is_placeholder: bool = False


def on_cover(lines: Sequence[str], words: Words) -> Labelled | None:
    """The name behind a label of the cover, units before departments."""
    return _first([[line] for line in lines], "cover", words)


def above_forms(pages: Sequence[PrintedPage], words: Words) -> Labelled | None:
    """The name behind a label that the forms print clearly most often."""
    lines = ([line] for page in pages for line in page.lines)
    rows = (list(row) for page in pages for row in page.rows)
    return _first([*lines, *rows], "form", words)


def form_label(page: PrintedPage, words: Words, tells_owner: bool = True) -> str | None:
    """The name behind a label above the forms of one page: one that tells whose they are (部门：),
    or one that tells who made them (编制单位：)."""
    rows = [*([line] for line in page.lines), *(list(row) for row in page.rows)]
    for label in words.labels:
        if label.slot == "form" and label.tells_owner is tells_owner:
            for text in (text for row in rows for text in _behind(row, label)):
                name = clean_name(text, words.names).text
                if is_name(name, words.names):
                    return name
    return None


def _first(rows: Sequence[Sequence[str]], slot: str, words: Words) -> Labelled | None:
    for label in words.labels:
        if label.slot != slot:
            continue
        names = [clean_name(text, words.names) for row in rows for text in _behind(row, label)]
        if found := _chosen(names, label, words):
            return found
    return None


def _behind(row: Sequence[str], label: Label) -> Iterator[str]:
    """In one text with the label, or in the cell or line behind it."""
    for place, text in enumerate(row):
        if matched := label.before.search(text):
            yield matched["organisation"].strip(" ,。_")
        elif label.alone.search(text) and place + 1 < len(row):
            yield row[place + 1]


def _chosen(names: Sequence[PrintedName], label: Label, words: Words) -> Labelled | None:
    sound = [
        name
        for name in names
        if is_name(name.text, words.names) and has_ending(name.text, words.names)
    ]
    blank = next((n for n in names if words.names.placeholder.search(n.text)), None)
    name = clear_winner(Counter(each.text for each in sound))
    if name is None:
        return Labelled(blank.text, label.scope, True) if blank and not sound else None
    scope = next((each.scope for each in sound if each.text == name and each.scope), None)
    return Labelled(name, scope or label.scope)
