"""Performance forms of one document, in order: which tables they are, and where each one ends.

Given the tree, the identity and the tables that forms of amounts have taken. What single forms say
is read in project_lists.py, project_forms.py, overall_forms.py and purchases.py.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from pipelines.conform.amounts import read_amount
from pipelines.conform.code_book import load_code_book, rows_of
from pipelines.conform.identity import Identity
from pipelines.conform.performance.form_grid import FormGrid, words_of
from pipelines.conform.performance.lexicon import Lexicon, load_lexicon
from pipelines.conform.performance.list_header import PURCHASES, SUBJECTS, ListHeader, list_header
from pipelines.conform.performance.open_forms import (
    OpenForm,
    OpenList,
    OpenOverall,
    OpenProjects,
    OpenPurchases,
    projects_in,
)
from pipelines.conform.performance.purchases import name_key
from pipelines.conform.performance.records import (
    Claim,
    Context,
    PerformanceReading,
    Unread,
    spot_of,
)
from pipelines.conform.performance.titles import titles_of, unit_of_caption
from pipelines.extract.document_tree import DocumentTree
from pipelines.locations import CODES, LAYOUTS

PROJECT_FORMS = ("performance_project", "performance_self_evaluation", "project_expenditure")
CAPITAL_FOR_CONSTRUCTION = "309"


def read_performance(
    document_id: str, tree: DocumentTree, identity: Identity, taken: Set[tuple[int, int]]
) -> PerformanceReading:
    """All forms of projects, targets and purchases.

    `taken` are the tables (page, number) that forms of amounts have taken.
    """
    context = Context(
        document_id=document_id,
        identity=identity,
        lexicon=load_lexicon(LAYOUTS),
        fund_parents=load_code_book(CODES).parent,
        economic_names=_economic_names(),
    )
    reader = _Reader(context, _unit_of(tree, context.lexicon))
    for page in tree.pages:
        for table in page.tables:
            if (page.number, table.number) not in taken:
                reader.table(FormGrid(page, table))
            else:
                reader.close()
    reader.close()
    reader.set_aside_unreached(tree)
    return reader.reading


def _unit_of(tree: DocumentTree, lexicon: Lexicon) -> str | None:
    """The money unit of the document, where all its tables that state one state the same."""
    grids = (FormGrid(page, table) for page in tree.pages for table in page.tables)
    units = {unit for grid in grids if (unit := unit_of_caption(grid, lexicon))}
    return units.pop() if len(units) == 1 else None


def _economic_names() -> Mapping[str, str]:
    """Name of a departmental class → code; 309 is for construction, where names are the same."""
    names: dict[str, str] = {}
    for row in rows_of(CODES / "economic.csv"):
        code = row["economic_code"]
        is_section = row["economic_system"] == "department" and len(code) == 5
        if is_section and not code.startswith(CAPITAL_FOR_CONSTRUCTION):
            names[name_key(row["name_zh"])] = code
    return names


@dataclass
class _Reader:
    """The form that is open while the tables of a document go by."""

    context: Context
    unit_of_document: str | None = None
    reading: PerformanceReading = field(default_factory=PerformanceReading)
    form: OpenForm | None = None

    def table(self, grid: FormGrid) -> None:
        """One table: the rest of the open form, or a new form, or none of ours."""
        titles = titles_of(grid)
        if self.form and self.form.continues(grid, titles):
            self.form.take(grid)
            return
        self.close()
        self.form = self._opened(grid, titles)
        if self.form and unit_of_caption(grid, self.context.lexicon) is None:
            self.form.unit_source = "document"

    def _opened(self, grid: FormGrid, titles: list[str]) -> OpenForm | None:
        context, lexicon = self.context, self.context.lexicon
        named = [(title, code) for title in titles if (code := lexicon.form_of_title(title))]
        title, code = named[0] if named else ("", None)
        if titles and not named:
            return None
        unit = unit_of_caption(grid, lexicon) or self.unit_of_document
        if code == "government_procurement":
            header = list_header(grid, lexicon, context.fund_parents, PURCHASES)
            return OpenPurchases(context, title, code, unit, header, grid) if header else None
        if projects_in(grid, lexicon):
            known = code if code in PROJECT_FORMS else PROJECT_FORMS[0]
            return OpenProjects(context, title, known, unit, grid)
        header = list_header(grid, lexicon, context.fund_parents, SUBJECTS)
        if header and code != "performance_overall" and (code or _is_of_performance(header)):
            return OpenList(context, title, code or PROJECT_FORMS[0], unit, header, grid)
        if code == "performance_overall":
            return OpenOverall(context, title, code, unit, grid)
        return None

    def close(self) -> None:
        """Finish the open form and keep what it says."""
        if self.form:
            self.reading.add(self.form.finish())
        self.form = None

    def set_aside_unreached(self, tree: DocumentTree) -> None:
        """Every amount-like cell of a taken table that no rule reached, with its place."""
        claimed = {(claim.page.number, claim.cell.box) for claim in self.reading.claims}
        for page in tree.pages:
            for table in page.tables:
                if (page.number, table.number) not in self.reading.taken:
                    continue
                for cell in FormGrid(page, table).cells():
                    if read_amount(cell.text) and (page.number, cell.box) not in claimed:
                        why = f"{words_of(cell)!r}: no rule of the form reaches it"
                        unread = Unread(spot_of(page, cell.ink), "number_not_reached", why)
                        self.reading.unread.append(unread)
                        self.reading.claims.append(Claim(page, cell, "quarantined", None))


def _is_of_performance(header: ListHeader) -> bool:
    """A list of goals or indicators is one of performance, whatever stands above it."""
    return bool(header.find("goal", "level_3", "target"))
