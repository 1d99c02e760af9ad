"""Titles of disclosures: `江城市财政局2024年度部门决算` taken apart, over as many lines as it runs.

A text is a title only as a whole: name, year, scope, phase, and behind them nothing but the words
that titles end with. Which title of a document counts is chosen in cover.py.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.conform.identity.names import PrintedName, clean_name
from pipelines.conform.identity.words import Words

EARLIEST_YEAR, LATEST_YEAR = 2000, 2100
_YEAR_MARK = "¤"
# Lines of one page that may hold its title.
HIGHEST_LINES = 30


@dataclass(frozen=True)
class Title:
    """What one title says; None where it is silent. `lines` are those of the page it runs over."""

    text: str
    name: PrintedName | None
    year: int
    phase: str | None
    scope: str | None
    edition: bool
    tail: str
    page: int = 0
    lines: range = range(0)

    @property
    def told_scope(self) -> str | None:
        """（本级） is stronger than the word 部门 behind it."""
        return (self.name.scope if self.name else None) or self.scope


def read_title(text: str, words: Words) -> Title | None:
    """The title that the whole text is, or None."""
    bare = words.title.before.sub("", text)
    years = {int(found["year"]) for found in words.title.year.finditer(bare)}
    if len(years) != 1 or not EARLIEST_YEAR <= min(years) <= LATEST_YEAR:
        return None
    found = words.title.phrase.search(words.title.year.sub(_YEAR_MARK, bare))
    if found is None:
        return None
    phase = found["phase"] or found["alone"]
    name = clean_name(found["name"], words.names) if found["name"] else None
    if name and words.names.never.search(name.text):
        return None
    mark = clean_name(f"{found['scope'] or ''}{found['mark'] or ''}", words.names).scope
    return Title(
        text=text,
        name=name,
        year=min(years),
        phase=words.title.phases[phase] if phase else None,
        scope=mark or words.title.scope_of(found["scope"]),
        edition=bool(words.title.editions.search(found["tail"])),
        tail=found["tail"],
    )


def titles_on(page: int, lines: Sequence[str], words: Words) -> Iterator[Title]:
    """Every run of lines of a page that is a title, in order of its first line."""
    highest = min(len(lines), HIGHEST_LINES)
    for start in range(highest):
        for end in range(start + 1, min(start + words.title.most_lines, highest) + 1):
            text = "".join(lines[start:end])
            if len(text) > words.title.longest:
                break
            if title := read_title(text, words):
                yield replace(title, page=page, lines=range(start, end))
