"""Whose disclosure a document is: organisation, fiscal year, phase and scope in its own words.

The name of the file or of its folder is never asked. Matching names to the register of
organisations is the warehouse's.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipelines.conform.wording import arabic_years, squeeze
from pipelines.extract.document_tree import DocumentTree

# A title on a cover runs over at most this many lines.
TITLE_LINES = 4
TITLE_LENGTH = 80
EARLIEST_YEAR, LATEST_YEAR = 2000, 2100


class UnknownIdentity(Exception):
    """The document does not say whose disclosure it is; `reason_code` names what is missing."""

    def __init__(self, missing: str) -> None:
        super().__init__(f"the document does not state its {missing} in a known wording")
        self.reason_code = f"{missing.replace(' ', '_')}_unknown"


@dataclass(frozen=True)
class Identity:
    """organisation_name as printed (None in a blank template), and year and kind."""

    title: str
    organisation_name: str | None
    fiscal_year: int
    phase: str
    scope: str

    @property
    def is_template(self) -> bool:
        return self.organisation_name is None


@dataclass(frozen=True)
class Evidence:
    """What one title says; None where it is silent."""

    title: str | None = None
    organisation: str | None = None
    year: int | None = None
    phase: str | None = None
    scope: str | None = None


def identify(tree: DocumentTree, layouts: Path) -> Identity:
    """Read the identity; raises UnknownIdentity naming the first thing that is missing."""
    wording = _wording(layouts / "identity.yaml")
    cover = list(_cover(tree, wording))
    found = _first_title(cover, wording)
    organisation = _organisation(found, cover, tree, wording)
    year = found.year or _form_year(tree, wording)
    phase = found.phase or _phase(tree, wording)
    scope = found.scope or _scope(tree, wording)
    for value, missing in (
        (organisation, "organisation"),
        (year, "fiscal year"),
        (phase, "phase"),
        (scope, "scope"),
    ):
        if not value:
            raise UnknownIdentity(missing)
    is_blank = re.search(wording["placeholder"], organisation or "")
    title = found.title or next((line for lines in cover for line in lines), "")
    name = None if is_blank else organisation
    return Identity(title, name, int(year or 0), str(phase), str(scope))


def _organisation(
    found: Evidence, cover: Sequence[Sequence[str]], tree: DocumentTree, wording: dict[str, Any]
) -> str | None:
    """A label on the cover, else the title, else a line of the cover, else a label on any page."""
    lines = [line for page in cover for line in page]
    pattern = re.compile(wording["organisation_line"])
    alone = [line for line in lines if pattern.search(line) and len(line) < 40]
    return (
        _labelled(lines, wording)
        or found.organisation
        or (alone[0] if alone else None)
        or _labelled(_all_lines(tree), wording)
    )


@cache
def _wording(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))["identity"]


def _all_lines(tree: DocumentTree) -> Iterator[str]:
    for page in tree.pages:
        for line in page.lines:
            yield squeeze(line.text)
        for table in page.tables:
            for cell in table.cells:
                if cell.row < 3 and cell.lines:
                    yield squeeze(cell.text)


def _cover(tree: DocumentTree, wording: dict[str, Any]) -> Iterator[list[str]]:
    """The lines of each page before the table of contents, or of the first pages without one."""
    for page in tree.pages[: wording["cover_pages"]]:
        lines = [arabic_years(squeeze(line.text)) for line in page.lines]
        if wording["contents"] in lines:
            yield lines[: lines.index(wording["contents"])]
            return
        yield lines


def _first_title(cover: Sequence[Sequence[str]], wording: dict[str, Any]) -> Evidence:
    """The first title that names the organisation, else the first that leaves it to a label."""
    for kind in ("titles", "nameless_titles"):
        for lines in cover:
            if evidence := _from_titles(lines, kind, wording):
                return evidence
    return Evidence()


def _from_titles(cover: Sequence[str], kind: str, wording: dict[str, Any]) -> Evidence | None:
    """The title on one page of the cover: the fewest lines that make one."""
    patterns = [re.compile(pattern) for pattern in wording[kind]]
    for lines in range(1, TITLE_LINES + 1):
        for start in range(len(cover) - lines + 1):
            text = re.sub(wording["before_organisation"], "", "".join(cover[start : start + lines]))
            for pattern in patterns:
                if len(text) <= TITLE_LENGTH and (found := pattern.search(text)):
                    return _evidence(text, found.groupdict(), wording)
    return None


def _evidence(text: str, found: dict[str, str | None], wording: dict[str, Any]) -> Evidence:
    year, name = int(found["year"] or 0), found.get("organisation") or ""
    words = {word: scope for scope, word in wording["scope_words"].items()}
    return Evidence(
        title=text,
        organisation=None if re.search(wording["place_only"], name) else name or None,
        year=year if EARLIEST_YEAR <= year <= LATEST_YEAR else None,
        phase=wording["phases"][found["phase"]],
        scope=words.get(found.get("scope") or ""),
    )


def _labelled(lines: Iterator[str] | Sequence[str], wording: dict[str, Any]) -> str | None:
    """The organisation after a label such as 预算主管部门：, the most frequent one."""
    patterns = [re.compile(pattern) for pattern in wording["organisation_labels"]]
    names: list[Counter[str]] = [Counter() for _ in patterns]
    for text in lines:
        for pattern, counter in zip(patterns, names, strict=True):
            if found := pattern.search(text):
                counter[found["organisation"].strip(" ,。")] += 1
    return next((counter.most_common(1)[0][0] for counter in names if counter), None)


def _form_year(tree: DocumentTree, wording: dict[str, Any]) -> int | None:
    pattern = re.compile(wording["form_year"])
    years = Counter(int(f["year"]) for text in _all_lines(tree) if (f := pattern.search(text)))
    return years.most_common(1)[0][0] if years else None


def _phase(tree: DocumentTree, wording: dict[str, Any]) -> str | None:
    titles = [text for text in _all_lines(tree) if text.endswith("表") and len(text) < 60]
    counts = Counter(
        phase for text in titles for word, phase in wording["phases"].items() if word in text
    )
    return counts.most_common(1)[0][0] if counts else None


def _scope(tree: DocumentTree, wording: dict[str, Any]) -> str | None:
    text = "".join(_all_lines(tree))
    counts = {
        name: len(re.findall(word + "(?:预算|决算|收支|概况|主要职)", text))
        for name, word in wording["scope_words"].items()
    }
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else None
