"""The pictures of the commonest commands: complete, aligned, and loading nothing."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.cells import cell_len
from rich.text import Text

from pipelines.locations import REPOSITORY, Locations
from tests.cli.pseudo_terminal import on_a_terminal
from tests.screens import COLUMNS, SCREENS, commands, picture_name, screen
from tests.terminal_picture import CELL_WIDTH, MARGIN, picture

PICTURES = sorted(SCREENS.glob("*.svg"))


def placed(svg: str) -> list[tuple[float, float, str]]:
    """Where each run begins, how long it is in cells, and its letters."""
    runs = ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    return [
        (
            round((float(run.attrib["x"]) - MARGIN) / CELL_WIDTH),
            round(float(run.attrib["textLength"]) / CELL_WIDTH),
            run.text or "",
        )
        for run in runs
    ]


def test_every_command_has_its_picture_in_both_languages(served: Locations) -> None:
    names = {
        picture_name(name, language, columns)
        for name in commands(served)
        for language in ("zh", "en")
        for columns in COLUMNS
    }
    assert len(names) == 40
    assert {path.stem for path in PICTURES} == names


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_a_picture_loads_nothing_and_names_no_machine(path: Path) -> None:
    svg = path.read_text(encoding="utf-8")
    assert re.findall(r"https?://[^\"']+", svg) == ["http://www.w3.org/2000/svg"]
    assert "/tmp/" not in svg and "/work/" not in svg and str(REPOSITORY) not in svg
    runs = placed(svg)
    assert len(runs) > 3
    assert max(start + length for start, length, _ in runs) <= (120 if "_120" in path.stem else 80)


def test_chinese_takes_two_cells_and_a_long_line_is_broken() -> None:
    svg = picture([Text("a财政b"), Text("字" * 6), Text("<&>", style="bold")], 10)
    assert placed(svg) == [
        (0, 1, "a"),
        (1, 4, "财政"),
        (5, 1, "b"),
        (0, 10, "字" * 5),
        (0, 2, "字"),
        (0, 3, "<&>"),
    ]
    assert 'class="bold"' in svg


def test_a_screen_shows_what_was_typed_and_what_came(served: Locations) -> None:
    told = "".join(text for _, _, text in placed(screen(["status"], "zh", served)))
    assert told.startswith("$ gongkai status")
    assert "某某区水务局" in told and "已装入文件" in told
    assert str(served.warehouse) not in told


def test_a_fact_goes_on_below_its_own_beginning(served: Locations) -> None:
    places = {"GONGKAI_WAREHOUSE": str(served.warehouse)}
    seen = on_a_terminal(["trace", "statement_01"], 60, variables=places).splitlines()
    at = next(number for number, line in enumerate(seen) if line.startswith("document_id"))
    assert seen[at] == "document_id      " + "a" * 43
    assert seen[at + 1] == " " * 17 + "a" * 21


def test_findings_keep_to_the_terminal(served: Locations) -> None:
    places = {"GONGKAI_WAREHOUSE": str(served.warehouse)}
    seen = on_a_terminal(["findings"], 24, "zh", variables=places)
    assert "警告" in seen
    plain = re.sub(r"\x1b\[\d*m", "", seen).splitlines()
    assert max(map(cell_len, plain[:-1])) <= 24
    assert any(line.startswith("    ") for line in plain)


def test_a_refusal_keeps_to_the_terminal_and_is_in_chinese(served: Locations) -> None:
    places = {"GONGKAI_WAREHOUSE": str(served.warehouse)}
    asked = ["findings", "--rule", "level"]
    seen = on_a_terminal(asked, 30, "zh", statuses=(2,), variables=places)
    assert seen.splitlines() == ["Error: 发布版中没有规则", "“level”。是否指：levels？"]
