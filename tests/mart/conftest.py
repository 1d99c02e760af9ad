"""A small candidate made of disclosures written by hand, as conform hands them over.

Only what several tests of the marts share belongs here; what a mart must answer is in its test.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from hashlib import sha256
from itertools import count
from pathlib import Path
from shutil import copytree
from typing import Any

import duckdb
import pytest

from pipelines.frames.storage import SCHEMAS, TIE_SCHEMAS, frame, write_frame
from pipelines.load import sources
from pipelines.load.candidate import build_candidate
from pipelines.locations import CODES, Locations
from tests.conftest import READ, document, statement

Rows = list[dict[str, Any]]
DISTRICT = "上海市普陀区"
REGISTER = (
    # organisation, aliases, parent, predecessor
    ("water_affairs", "水务局", "普陀水务", "people_government", "water_office"),
    ("water_office", "水务办公室", "", "government_office", ""),
    ("grain_bureau", "粮食局", "", "people_government", ""),
    ("salt_bureau", "盐务局", "", "people_government", ""),
    ("tea_bureau", "茶务局", "", "people_government", ""),
)


class HandOver:
    """Collects the rows of disclosures; every method adds to the stage frames."""

    def __init__(self) -> None:
        self.frames: dict[str, Rows] = {name: [] for name in (*SCHEMAS, *TIE_SCHEMAS)}
        self._numbers = count(1)

    def disclose(
        self,
        organisation: str,
        year: int,
        expenditure: Mapping[str, int] | int,
        counts: Sequence[tuple[str, int]] = (),
        **changes: Any,
    ) -> None:
        """A document with expenditure in yuan by functional code and with statistics."""
        name = organisation if organisation.startswith("某") else DISTRICT + organisation
        whose = {"organisation_name": name, "fiscal_year": year}
        whose |= {key: changes.pop(key) for key in ("phase", "scope") if key in changes}
        document_id = sha256(repr((name, year, whose)).encode()).hexdigest()
        layout = {"layout_id": changes.pop("layout_id", "national")}
        self.frames["document"].append(document(document_id, **whose, **layout))
        stated = expenditure if isinstance(expenditure, Mapping) else {"2010301": expenditure}
        for code, amount in stated.items():
            self.state(document_id, whose, function_code=code, amount=amount, **changes)
        for code, value in counts:
            self._count(document_id, whose, code, value)

    def state(
        self, document_id: str, whose: Mapping[str, Any], amount: int, **changes: Any
    ) -> None:
        """One statement of yuan in a document."""
        money = {"amount_yuan": Decimal(amount), "unit": "元", "printed_decimals": 0}
        row = {"document_id": document_id, **whose, **money, **changes}
        self.frames["statement"].append(statement(next(self._numbers), **row))

    def last_document(self) -> tuple[str, dict[str, Any]]:
        """Id and identity of the document disclosed last."""
        row = self.frames["document"][-1]
        keys = ("organisation_name", "fiscal_year", "phase", "scope")
        return row["document_id"], {key: row[key] for key in keys}

    def _count(self, document_id: str, whose: Mapping[str, Any], code: str, value: int) -> None:
        row = {"document_id": document_id, "phase": "budget", "scope": "department"} | dict(whose)
        row |= {"statistic_id": f"statistic_{next(self._numbers)}", "statistic_code": code}
        row |= {"value": Decimal(value), "unit": "person", "subject_text": code}
        self.frames["statistic"].append({**READ, **row})


def _several_years(given: HandOver) -> None:
    given.disclose("财政局", 2020, 1000, [("staff_in_post", 7), ("staff_establishment", 9)])
    given.disclose("财政局", 2022, 1210, [("staff_establishment", 11)])
    given.disclose("财政局", 2023, 1452, [("staff_in_post", 5), ("staff_in_post", 6)])
    given.disclose("财政局", 2025, 1500, layout_id="other")
    given.disclose("财政局", 2026, 1600, layout_id="other")
    given.disclose("司法局", 2021, 500, [("sub_units", 3)], form_code="expenditure_summary")
    given.disclose("司法局", 2022, 600, [("sub_units", 4)], layout_id="other")
    given.disclose("司法局", 2023, 0)
    given.disclose("司法局", 2024, 10)
    given.disclose("某某协会", 2021, 300)


def _other_scope_and_phase(given: HandOver) -> None:
    given.disclose("商务委员会", 2021, 50, scope="unit")
    given.disclose("商务委员会", 2022, 80)
    given.disclose("商务委员会", 2022, 55, scope="unit")
    given.disclose("商务委员会", 2023, 70, phase="final")
    given.disclose("商务委员会", 2024, 75)


def _successor(given: HandOver) -> None:
    given.disclose("水务办公室", 2020, 100)
    given.disclose("水务办公室", 2021, 110)
    given.disclose("水务局", 2022, 300)


def _codes(given: HandOver) -> None:
    given.disclose(
        "粮食局", 2019, {"20805": 10, "2010907": 20}, row_label="口岸电子执法系统建设与维护"
    )
    given.disclose("粮食局", 2020, {"20805": 11, "2010907": 25}, row_label="口岸管理")


def _trust(given: HandOver) -> None:
    """2024 as a comparison column, and 2025 with one code that the text contradicts."""
    given.disclose("盐务局", 2025, {"2010301": 600, "2010302": 400})
    document_id, whose = given.last_document()
    earlier = whose | {"fiscal_year": 2024}
    given.state(document_id, earlier, function_code="2010301", amount=550)
    text = {"stated_in": "narrative", "form_code": None}
    given.state(document_id, whose, function_code="2010302", amount=390, **text)


def _projects_and_finals(given: HandOver) -> None:
    given.disclose("茶务局", 2025, {"2010301": 700})
    document_id, whose = given.last_document()
    given.state(document_id, whose, function_code="2010301", amount=200, nature="project")
    given.state(document_id, whose, function_code="2010301", amount=500, nature="basic")
    revenue = {"flow": "revenue", "form_code": "revenue_summary", "function_code": None}
    fund = "general_public_budget"
    given.state(document_id, whose, amount=700, fund_source=fund, **revenue)
    cost = {"function_code": None, "form_code": "three_public", "item_code": "official_reception"}
    given.state(document_id, whose, amount=7, fund_source=fund, **cost)
    economic = {"economic_system": "department", "economic_code": "30101"}
    economic |= {"form_code": "basic_expenditure_department_economic", "function_code": None}
    given.state(document_id, whose, amount=500, nature="basic", fund_source=fund, **economic)
    for phase, amount in (("budget", 600), ("final", 570)):
        given.disclose("茶务局", 2023, amount, phase=phase, fund_source=fund)
    project = {"project_id": "project_01", "project_name": "修缮", "stated_in": "table"}
    whose_read = {**READ, **whose, "document_id": document_id}
    given.frames["project"].append({**whose_read, **project, "amount_yuan": Decimal(50)})


@pytest.fixture(scope="session")
def codes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code books with organisations of the tests added to the register."""
    folder = tmp_path_factory.mktemp("codes") / "codes"
    copytree(CODES, folder)
    with (folder / "organisations.csv").open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for key, name, aliases, parent, predecessor in REGISTER:
            before = f"cn310107_{predecessor}" if predecessor else ""
            row = [f"cn310107_{key}", DISTRICT + name, "Bureau", aliases, f"cn310107_{parent}"]
            writer.writerow([*row, "310107", "", "", before])
    return folder


@pytest.fixture(scope="session")
def con(
    codes: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The candidate built from all disclosures of this file."""
    given = HandOver()
    for tell in (_several_years, _other_scope_and_phase, _successor, _codes, _trust):
        tell(given)
    _projects_and_finals(given)
    locations = Locations(tmp_path_factory.mktemp("raw"), tmp_path_factory.mktemp("warehouse"))
    for name, rows in given.frames.items():
        write_frame(locations.stage, name, frame(name, rows))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "CODES", codes)
        build_candidate(locations)
    with duckdb.connect(str(locations.candidate), read_only=True) as opened:
        yield opened
