"""Evidence of cover, labels, body and forms weighed into one identity, or the reason why not.

Wrong is worse than unknown: what contradicts itself is not settled here by a guess.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipelines.conform.identity.body import Body, clear_winner
from pipelines.conform.identity.cover import Cover, read_cover, whole_name
from pipelines.conform.identity.form_evidence import form_phase, form_scope, form_year
from pipelines.conform.identity.labels import Labelled, above_forms, on_cover
from pipelines.conform.identity.names import (
    PrintedName,
    clean_name,
    has_ending,
    is_name,
    is_same,
    is_whole,
    name_key,
)
from pipelines.conform.identity.other_disclosures import OtherPages, Own, other_pages
from pipelines.conform.identity.printed_lines import PrintedPage, cover_lines, printed_pages
from pipelines.conform.identity.records import Identity, PrintedIdentity
from pipelines.conform.identity.words import Words, load_words
from pipelines.extract.document_tree import DocumentTree


def identify(tree: DocumentTree, layouts: Path) -> Identity:
    """Read the identity; raises UnknownIdentity naming the first thing that is missing."""
    return printed_identity(tree, layouts).settled()


def pages_of_others(tree: DocumentTree, identity: Identity, layouts: Path) -> list[OtherPages]:
    """The pages that belong to another disclosure, or another version of this one."""
    words = load_words(layouts)
    pages = printed_pages(tree)
    titles = read_cover(list(cover_lines(pages, words)), words).titles
    own = Own(
        name_key(identity.organisation_name or "", words.names),
        identity.fiscal_year,
        identity.phase,
        titles[0].page if titles else 1,
    )
    return other_pages(pages, own, words)


def printed_identity(tree: DocumentTree, layouts: Path) -> PrintedIdentity:
    """What the pages say, complete or not."""
    words = load_words(layouts)
    pages = printed_pages(tree)
    cover = read_cover(list(cover_lines(pages, words)), words)
    evidence = _Evidence(pages, cover, words)
    printed = evidence.organisation()
    phase = evidence.phase()
    scope, is_titled = evidence.scope()
    return replace(
        printed,
        title=evidence.title(),
        fiscal_year=evidence.year(phase),
        phase=phase,
        scope=scope,
        weak=frozenset() if is_titled else frozenset({"scope"}),
        contradiction=printed.contradiction or evidence.contradiction(),
    )


class _Evidence:
    """The sources of one document, each asked in turn."""

    def __init__(self, pages: Sequence[PrintedPage], cover: Cover, words: Words) -> None:
        self.pages, self.cover, self.words = pages, cover, words
        self.body = Body(pages, cover.title_lines, words)
        self.on_cover = on_cover(cover.lines, words)
        self.above_forms = above_forms(pages, words)

    @property
    def label(self) -> Labelled | None:
        return self.on_cover or self.above_forms

    def title(self) -> str:
        """The first title with all its lines, or the first line of the cover."""
        named = [title for title in self.cover.titles if title.name] or self.cover.titles
        first = min((title.lines.start for title in named), default=0)
        lengths = {len(title.text): title.text for title in named if title.lines.start == first}
        return lengths[max(lengths)] if lengths else next(iter(self.cover.lines), "")

    def organisation(self) -> PrintedIdentity:
        names = [title.name for title in self.cover.titles if title.name]
        if self._is_blank(names):
            return PrintedIdentity(is_template=True)
        name = whole_name(self.cover.titles, self.body, self.words)
        if name is None:
            found = self._named_elsewhere(names)
            return PrintedIdentity(organisation=_shown(found))
        return self._checked(name)

    def _is_blank(self, names: Sequence[PrintedName]) -> bool:
        blank = self.words.names.placeholder
        return any(blank.search(name.text) for name in names) or bool(
            self.label and self.label.is_placeholder
        )

    def _checked(self, name: str) -> PrintedIdentity:
        """The cover's name against the labels: longer, the same, or another one."""
        label = self.label.name if self.label else None
        if label and label.endswith(name):
            return PrintedIdentity(organisation=_shown(label))
        if self.body.prints(name):
            return PrintedIdentity(organisation=_shown(name))
        longer = [slot for slot in self.body.names_in_slots().elements() if slot.endswith(name)]
        if found := clear_winner(Counter(longer)):
            return PrintedIdentity(organisation=_shown(found))
        if label and not is_same(name, label, self.words.names):
            why = f"the cover names {_shown(name)}, a label {_shown(label)}"
            return PrintedIdentity(contradiction=("organisation", why))
        return PrintedIdentity(organisation=_shown(name))

    def _named_elsewhere(self, names: Sequence[PrintedName]) -> str | None:
        """Behind a label, or in the places of the body; never against what the cover says."""
        found = self.label.name if self.label else clear_winner(self.body.names_in_slots())
        told = [name.text for name in names if not self.words.names.place_only.search(name.text)]
        if not told:
            return found or self._line_of_cover()
        fits = found and any(found.endswith(name) for name in told)
        return found if fits else None

    def _line_of_cover(self) -> str | None:
        """A line of the cover that is a name by itself."""
        cleaned = {clean_name(line, self.words.names).text for line in self.cover.lines}
        alone = [name for name in cleaned if self._stands_alone(name)]
        return alone[0] if len(alone) == 1 else None

    def _stands_alone(self, name: str) -> bool:
        if is_whole(name, self.words.names):
            return True
        sound = is_name(name, self.words.names) and has_ending(name, self.words.names)
        return sound and self.body.prints(name)

    def contradiction(self) -> tuple[str, str] | None:
        named = [title for title in self.cover.titles if title.name] or self.cover.titles
        for key, values in (
            ("fiscal year", {title.year for title in named}),
            ("phase", {title.phase for title in named if title.phase}),
        ):
            if len(values) > 1:
                listed = ", ".join(sorted(map(str, values)))
                return key, f"the titles on the cover state more than one {key}: {listed}"
        return None

    def year(self, phase: str | None) -> int | None:
        years = {title.year for title in self.cover.titles}
        return min(years) if years else form_year(self.pages, phase, self.words.forms)

    def phase(self) -> str | None:
        phases = [title.phase for title in self.cover.titles if title.phase]
        return phases[0] if phases else form_phase(self.pages, self.words.forms)

    def scope(self) -> tuple[str | None, bool]:
        """（本级） and （汇总）, then the title's word; else, and weaker, label and whole text."""
        names = [title.name for title in self.cover.titles if title.name]
        marked = next((name.scope for name in names if name.scope), None)
        titled = next((title.scope for title in self.cover.titles if title.scope), None)
        if printed := marked or titled:
            return printed, True
        labelled = self.label.scope if self.label else None
        return labelled or form_scope(self.pages, self.words.forms), False


def _shown(name: str | None) -> str | None:
    return PrintedName(name).shown if name else None
