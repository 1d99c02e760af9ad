"""Writes docs/screens: what the commonest commands look like at 80 columns, in both languages.

`make docs-screens`, or `python -m tests.screens WAREHOUSE`; the warehouse is that of the samples.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.text import Text

from pipelines.commands.release_file import open_release
from pipelines.commands.table_text import wrap
from pipelines.locations import REPOSITORY, Locations
from tests.cli.pseudo_terminal import on_a_terminal
from tests.terminal_picture import picture

SCREENS = REPOSITORY / "docs" / "screens"
COLUMNS = 80
MOST_LINES = 34
PENSION = """SELECT organisation_name_zh, fiscal_year, phase, total_yuan
  FROM mart.spending_by_function
  WHERE function_code = '2080505' AND scope = 'department'
  ORDER BY total_yuan DESC"""
ONE_RECORD = "FROM mart.organisation_year WHERE fiscal_year = 2026"
UNKNOWN = "FROM mart.series('普陀区财正局', 'revenue')"


def commands(warehouse: Locations) -> dict[str, list[str]]:
    """Name of the picture → what is typed after `gongkai`."""
    with open_release(warehouse) as con:
        statement = con.execute(
            "SELECT min(statement_id) FROM core.fct_amount WHERE function_code = '2080505'"
        ).fetchone()
    assert statement is not None
    return {
        "help": ["--help"],
        "status": ["status"],
        "tables": ["tables"],
        "describe": ["describe", "mart.spending_by_function"],
        "query": ["query", PENSION],
        "query_wide": ["query", "FROM mart.organisation_year"],
        "query_record": ["query", ONE_RECORD],
        "query_unknown": ["query", UNKNOWN],
        "findings": ["findings", "--organisation", "贵阳"],
        "trace": ["trace", str(statement[0])],
    }


def draw(warehouse: Path, folder: Path = SCREENS) -> list[Path]:
    """One SVG for each command and language."""
    places = Locations(warehouse=warehouse.resolve())
    folder.mkdir(parents=True, exist_ok=True)
    drawn = []
    for language in ("zh", "en"):
        for name, arguments in commands(places).items():
            path = folder / f"{name}_{language}.svg"
            path.write_text(screen(arguments, language, places), encoding="utf-8")
            drawn.append(path)
    return drawn


def screen(arguments: Sequence[str], language: str, places: Locations) -> str:
    """The picture of one command and the first lines of what it prints."""
    environment = {"GONGKAI_WAREHOUSE": str(places.warehouse)}
    seen = on_a_terminal(arguments, COLUMNS, language, (0, 2), environment)
    seen = seen.replace(str(places.warehouse), "warehouse/build").rstrip("\n")
    lines = [Text(line, style="bold blue") for line in _typed(arguments)]
    lines.extend(Text.from_ansi(seen).split("\n"))
    cut = [*lines[:MOST_LINES], Text("⋮")] if len(lines) > MOST_LINES else lines
    return picture(cut, COLUMNS)


def _typed(arguments: Sequence[str]) -> list[str]:
    shown = " ".join(f'"{each}"' if " " in each or "(" in each else each for each in arguments)
    first, *rest = f"$ gongkai {shown}".split("\n")
    return [*wrap(first, COLUMNS), *rest]


if __name__ == "__main__":
    for path in draw(Path(sys.argv[1])):
        print(path.relative_to(REPOSITORY))
