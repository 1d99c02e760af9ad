"""A disclosure as the document tree that reading its PDF would give, without printing it.

Belongs here: parts to pages, for tests that need many documents fast. Does not belong here: page
breaks, typefaces and anything else that only print has.
"""

from collections.abc import Iterator

from pipelines.extract.document_tree import DocumentTree, Page
from tests.conform.trees import document, page, table
from tests.typesetter.disclosure import Contents, Cover, Disclosure, Form, Narrative, Part


def document_tree(disclosure: Disclosure) -> DocumentTree:
    """One page for each part of the disclosure; a line of text is a line of the page."""
    numbered = enumerate(disclosure.parts, start=1)
    return document(*(_page(number, part) for number, part in numbered))


def lines_of(part: Cover | Contents | Narrative) -> Iterator[str]:
    """The lines of a page of text from the top down."""
    return (text for text in _lines(part) if text.strip())


def _page(number: int, part: Part) -> Page:
    if isinstance(part, Form):
        above = [text for text in _above(part) if text]
        return page(number, above, table(part.grid()), below=part.notes)
    return page(number, list(lines_of(part)))


def _above(form: Form) -> Iterator[str | None]:
    yield form.label
    yield form.title if form.title_place == "above" else None
    yield form.signature
    yield form.unit


def _lines(part: Cover | Contents | Narrative) -> Iterator[str]:
    if part.title:
        yield from part.title.split("\n")
    match part:
        case Cover():
            yield from part.lines
        case Contents():
            yield from part.entries
        case Narrative():
            for line in part.text.splitlines():
                yield line.lstrip("# ")
