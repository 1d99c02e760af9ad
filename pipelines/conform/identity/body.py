"""What the document prints besides its cover: which names again, and what it says in their places.

The cover proposes names, the body confirms them; only the body's side is told here.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

from pipelines.conform.identity.names import clean_name, has_ending, is_name
from pipelines.conform.identity.printed_lines import PrintedPage
from pipelines.conform.identity.titles import read_title
from pipelines.conform.identity.words import Words

# A name printed in the places of names this often more than the next one is the document's.
CLEAR = 2


class Body:
    """All lines but those of the cover's titles, which prove nothing when they are repeated."""

    def __init__(self, pages: Sequence[PrintedPage], title_lines: Collection[str], words: Words):
        self._pages, self._titles, self._words = pages, frozenset(title_lines), words

    @cached_property
    def text(self) -> str:
        """Every line once it is printed."""
        lines = (line for page in self._pages for line in page.text.split("\n"))
        return "\n".join(line for line in lines if line not in self._titles)

    @cached_property
    def headers(self) -> list[str]:
        """Lines and cells that may be headings, labels or titles of forms."""
        every = (text for page in self._pages for text in page.header)
        return [text for text in every if text not in self._titles]

    def prints(self, name: str) -> bool:
        """Whether the name stands somewhere from its first letter on, even over a line break."""
        letters = "\n?".join(re.escape(letter) for letter in name)
        for found in re.finditer(letters, self.text):
            ahead = self.text[max(0, found.start() - 8) : found.start()]
            if not ahead or self._words.names.bounds.search(ahead):
                return True
        return False

    def names_in_slots(self) -> Counter[str]:
        """Names in the places of a body for its organisation's: 概况, 编制范围, （本级）."""
        found = (name for text in self.headers for name in self._in_slots(text))
        return Counter(found)

    def _in_slots(self, text: str) -> Iterator[str]:
        for slot in self._words.slots:
            if matched := slot.search(text):
                name = clean_name(matched["organisation"], self._words.names).text
                if is_name(name, self._words.names) and has_ending(name, self._words.names):
                    yield name
        if title := read_title(text, self._words):
            name = title.name.text if title.name else ""
            if is_name(name, self._words.names) and has_ending(name, self._words.names):
                yield name


def clear_winner(counts: Counter[str]) -> str | None:
    """The name that is printed clearly more often than any other; None where two contend."""
    ranked = counts.most_common(2)
    if not ranked:
        return None
    is_clear = len(ranked) == 1 or ranked[0][1] >= CLEAR * ranked[1][1]
    return ranked[0][0] if is_clear else None
