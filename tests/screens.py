"""Writes docs/screens: what the commonest commands look like, in both languages and two widths.

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
COLUMNS = (80, 120)
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
    """One SVG for each command, language and width; that of 80 columns has no width in its name."""
    places = Locations(warehouse=warehouse.resolve())
    folder.mkdir(parents=True, exist_ok=True)
    drawn = []
    for language in ("zh", "en"):
        for name, arguments in commands(places).items():
            for columns in COLUMNS:
                path = folder / f"{picture_name(name, language, columns)}.svg"
                path.write_text(screen(arguments, language, places, columns), encoding="utf-8")
                drawn.append(path)
    return drawn


def picture_name(command: str, language: str, columns: int) -> str:
    """`command_language`, and the width where it is another than the usual one."""
    return f"{command}_{language}" + ("" if columns == COLUMNS[0] else f"_{columns}")


def screen(
    arguments: Sequence[str], language: str, places: Locations, columns: int = COLUMNS[0]
) -> str:
    """The picture of one command and the first lines of what it prints."""
    environment = {"GONGKAI_WAREHOUSE": str(places.warehouse)}
    seen = on_a_terminal(arguments, columns, language, (0, 2), environment)
    seen = seen.replace(str(places.warehouse), "warehouse/build").rstrip("\n")
    lines = [Text(line, style="bold blue") for line in _typed(arguments, columns)]
    lines.extend(Text.from_ansi(seen).split("\n"))
    cut = [*lines[:MOST_LINES], Text("⋮")] if len(lines) > MOST_LINES else lines
    return picture(cut, columns)


def _typed(arguments: Sequence[str], columns: int) -> list[str]:
    shown = " ".join(f'"{each}"' if " " in each or "(" in each else each for each in arguments)
    first, *rest = f"$ gongkai {shown}".split("\n")
    return [*wrap(first, columns), *rest]


if __name__ == "__main__":
    for path in draw(Path(sys.argv[1])):
        print(path.relative_to(REPOSITORY))
