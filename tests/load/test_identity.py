"""Organisations and codes as tables: matching, worklist, lineages, names of codes by year."""

import csv
import io
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.frames.storage import SCHEMAS, TIE_SCHEMAS, frame, write_frame
from pipelines.load import sources
from pipelines.load.candidate import build_candidate
from pipelines.locations import CODES, Locations
from pipelines.validate.suites import run_suites
from tests.conftest import document, statement

Rows = Mapping[str, list[dict[str, Any]]]
Build = Callable[[list[str]], duckdb.DuckDBPyConnection]
QINGPU = "cn310118_{0},上海市青浦区{1},,{2},,310118,{3},{4},{5}"
REGISTER = [
    QINGPU.format("health_old", "卫生局", "", "", 2013, ""),
    QINGPU.format("health_family", "卫生和计划生育委员会", "", 2014, 2018, "cn310118_health_old"),
    QINGPU.format("health", "卫生健康委员会", "", 2019, "", "cn310118_health_family"),
    QINGPU.format("industry", "工商行政管理局", "", "", 2018, ""),
    QINGPU.format("quality", "质量技术监督局", "", "", 2018, ""),
    QINGPU.format("market", "市场监督管理局", "", 2019, "", ""),
    QINGPU.format("agriculture", "农业农村委员会", "青浦区农委|青浦农委", "", "", ""),
    QINGPU.format("seeds", "种子管理站", "", 2020, "", ""),
]
SUCCESSIONS = [
    "cn310118_industry,cn310118_market,2019,merged,test",
    "cn310118_quality,cn310118_market,2019,merged,test",
    "cn310118_agriculture,cn310118_seeds,2020,split,test",
]
# document number: printed name, fiscal year, scope
DOCUMENTS = {
    1: ("上海市青浦区卫生和计划生育委员会", 2018, "department"),
    2: ("上海市青浦区卫生健康委员会", 2019, "department"),
    3: ("青浦区卫生健康委员会（本级）", 2019, "unit"),
    4: ("上海市青浦区农业农村委", 2021, "department"),
    5: ("上海市静安区卫生健康委员会", 2021, "department"),
    6: ("青浦区农委", 2022, "department"),
}
# statement number: document, code, printed label
LABELS = {
    1: (1, "210", "医疗卫生与计划生育支出"),
    2: (2, "210", "医疗卫生与计划生育支出"),
    3: (2, "210", "卫生健康支出"),
    4: (2, "20805", "行政事业单位离退休"),
    5: (4, "20805", "行政事业单位离退休"),
    6: (4, "207", "文化旅游体育与传媒"),
    7: (4, "2999901", "某新设科目"),
    8: (4, "2010301", "2010301 行政运行"),
    9: (4, "2010302", "基本建设"),
    10: (5, "20115", "工商行政管理事务"),
    11: (1, "20115", "工商行政管理事务"),
}


def document_id(number: int) -> str:
    return f"{number:064}"


@pytest.fixture(scope="module")
def build(stage_rows: Rows, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Build]:
    """Builds all tables in a new folder, over the register with further lines."""
    with ExitStack() as opened, pytest.MonkeyPatch.context() as patch:

        def build_with(lines: list[str]) -> duckdb.DuckDBPyConnection:
            folder = tmp_path_factory.mktemp("identity")
            codes = Path(shutil.copytree(CODES, folder / "codes"))
            _append(codes / "organisations.csv", lines)
            _append(codes / "organisation_successions.csv", SUCCESSIONS)
            patch.setattr(sources, "CODES", codes)
            locations = Locations(folder / "raw", folder / "warehouse")
            for name, records in _frames(stage_rows).items():
                write_frame(locations.stage, name, frame(name, records))
            build_candidate(locations)
            return opened.enter_context(duckdb.connect(str(locations.candidate), read_only=True))

        yield build_with


@pytest.fixture(scope="module")
def con(build: Build) -> duckdb.DuckDBPyConnection:
    return build(REGISTER)


def _append(path: Path, lines: list[str]) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "\n".join([*lines, ""]), encoding="utf-8")


def _frames(stage_rows: Rows) -> dict[str, list[dict[str, Any]]]:
    frames: dict[str, list[dict[str, Any]]] = {name: [] for name in (*SCHEMAS, *TIE_SCHEMAS)}
    frames["document"] = [
        document(document_id(number), organisation_name=name, fiscal_year=year, scope=scope)
        for number, (name, year, scope) in DOCUMENTS.items()
    ]
    for number, (owner, code, label) in LABELS.items():
        name, year, scope = DOCUMENTS[owner]
        whose = {"document_id": document_id(owner), "organisation_name": name, "scope": scope}
        row = statement(number, **whose, fiscal_year=year, function_code=code, row_label=label)
        frames["statement"].append(row)
    assert set(frames) == set(stage_rows)
    return frames


def rows(con: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return con.execute(sql).fetchall()


def test_each_printed_name_is_matched_proposed_or_new(con: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        con,
        "SELECT name_printed, organisation_id, method, outcome, documents"
        " FROM quality.organisation_match ORDER BY name_printed",
    )
    assert found == [
        ("上海市青浦区农业农村委", "cn310118_agriculture", "proposed", "to_review", 1),
        ("上海市青浦区卫生健康委员会", "cn310118_health", "register", "matched", 1),
        ("上海市青浦区卫生和计划生育委员会", "cn310118_health_family", "register", "matched", 1),
        ("上海市静安区卫生健康委员会", None, "none", "new", 1),
        ("青浦区农委", "cn310118_agriculture", "alias", "matched", 1),
        ("青浦区卫生健康委员会（本级）", "cn310118_health", "normalised", "matched", 1),
    ]


def test_a_department_and_its_unit_are_one_organisation_with_two_scopes(
    con: duckdb.DuckDBPyConnection,
) -> None:
    found = rows(
        con,
        "SELECT organisation_id, scope, vintage, is_current FROM meta.document"
        " WHERE fiscal_year = 2019 ORDER BY scope",
    )
    assert found == [
        ("cn310118_health", "department", 1, True),
        ("cn310118_health", "unit", 1, True),
    ]
    summed = rows(
        con, "SELECT scope FROM mart.organisation_year WHERE organisation_id = 'cn310118_health'"
    )
    assert len(summed) == len(set(summed))


def test_a_line_of_the_worklist_can_be_pasted_and_keeps_the_id(
    con: duckdb.DuckDBPyConnection, build: Build
) -> None:
    worklist = "SELECT outcome, register_line, alias_line FROM quality.organisation_worklist"
    (new,) = rows(con, f"{worklist} WHERE outcome = 'new'")
    (close,) = rows(con, f"{worklist} WHERE outcome = 'to_review'")
    before = dict(rows(con, "SELECT document_id, organisation_id FROM meta.document"))
    assert new[2] is None
    kept = [line for line in REGISTER if not line.startswith("cn310118_agriculture")]
    pasted = build([*kept, new[1], close[2]])
    assert rows(pasted, "FROM quality.organisation_worklist") == []
    after = dict(rows(pasted, "SELECT document_id, organisation_id FROM meta.document"))
    assert after[document_id(5)] == before[document_id(5)]
    assert after[document_id(5)].startswith("org_")
    assert before[document_id(4)] != after[document_id(4)] == "cn310118_agriculture"
    fields = next(csv.reader(io.StringIO(close[2])))
    assert fields[3] == "青浦区农委|青浦农委|上海市青浦区农业农村委"


def test_the_worklist_is_shown_by_a_check_that_does_not_block(
    con: duckdb.DuckDBPyConnection,
) -> None:
    outcomes = run_suites(con, ["quality.organisation_worklist"])
    (outcome,) = (each for each in outcomes if each.rule_id == "organisation_to_register")
    assert (outcome.outcome, outcome.severity, outcome.failing_rows) == ("failed", "warning", 2)
    assert {row["name_printed"] for row in outcome.sample} == {
        "上海市青浦区农业农村委",
        "上海市静安区卫生健康委员会",
    }


def test_renames_are_one_lineage_and_mergers_and_splits_are_flagged(
    con: duckdb.DuckDBPyConnection,
) -> None:
    found = rows(
        con,
        "SELECT replace(organisation_id, 'cn310118_', ''), replace(lineage_id, 'cn310118_', ''),"
        ' "position", is_latest, has_merger, has_split FROM core.organisation_lineage'
        " WHERE organisation_id LIKE 'cn310118%' ORDER BY lineage_id, position",
    )
    assert found == [
        ("agriculture", "agriculture", 1, True, False, True),
        ("health_old", "health_old", 1, False, False, False),
        ("health_family", "health_old", 2, False, False, False),
        ("health", "health_old", 3, True, False, False),
        ("industry", "industry", 1, True, True, False),
        ("market", "market", 1, True, True, False),
        ("quality", "quality", 1, True, True, False),
        ("seeds", "seeds", 1, True, False, True),
    ]
    latest = rows(
        con,
        "SELECT DISTINCT latest_name_zh FROM core.organisation_lineage"
        " WHERE lineage_id = 'cn310118_health_old'",
    )
    assert latest == [("上海市青浦区卫生健康委员会",)]


def test_successions_of_the_register_and_of_the_file_are_one_table(
    con: duckdb.DuckDBPyConnection,
) -> None:
    found = rows(
        con,
        'SELECT kind, count(*), min("year") FROM core.organisation_succession'
        " GROUP BY kind ORDER BY kind",
    )
    assert found == [("merged", 2, 2019), ("renamed", 2, 2014), ("split", 1, 2020)]


def test_names_beside_codes_are_judged_by_the_book_of_the_year(
    con: duckdb.DuckDBPyConnection,
) -> None:
    found = rows(
        con,
        "SELECT fiscal_year, code, printed_name, outcome, book_name FROM quality.code_name_check"
        " ORDER BY fiscal_year, code, outcome",
    )
    assert found == [
        (2018, "20115", "工商行政管理事务", "same", "工商行政管理事务"),
        (2018, "210", "医疗卫生与计划生育支出", "same", "医疗卫生与计划生育支出"),
        (2019, "20805", "行政事业单位离退休", "same", "行政事业单位离退休"),
        (2019, "210", "医疗卫生与计划生育支出", "former_name", "卫生健康支出"),
        (2019, "210", "卫生健康支出", "same", "卫生健康支出"),
        (2021, "2010301", "2010301行政运行", "same", "行政运行"),
        (2021, "2010302", "基本建设", "different_name", "一般行政管理事务"),
        (2021, "20115", "工商行政管理事务", "former_name", "工商行政管理事务"),
        (2021, "207", "文化旅游体育与传媒", "alias", "文化旅游体育与传媒支出"),
        (2021, "20805", "行政事业单位离退休", "former_name", "行政事业单位养老支出"),
        (2021, "2999901", "某新设科目", "unknown_code", None),
    ]


def test_what_has_no_counterpart_is_stated(con: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        con,
        'SELECT code_old, code_new, "year", kind, is_comparable FROM core.code_succession'
        " WHERE code_old IN ('218', '20115', '20805', '216') OR code_new IN ('224', '20138')"
        " ORDER BY kind, code_old",
    )
    assert found == [
        ("218", None, None, "abolished", False),
        (None, "224", 2019, "added", False),
        ("20115", "20138", 2019, "merged", False),
        ("20117", "20138", 2019, "merged", False),
        ("21010", "20138", 2019, "merged", False),
        ("20805", "20805", 2020, "renamed", True),
        ("216", None, None, "reused", False),
    ]


def test_an_abolished_division_is_kept_beside_those_of_today(build: Build) -> None:
    con = build([*REGISTER, "cn310108_finance_bureau,上海市闸北区财政局,,,,,,2015,"])
    found = rows(
        con,
        "SELECT division_code, division_name, is_current FROM core.dim_organisation"
        " JOIN core.dim_division USING (division_code)"
        " WHERE organisation_id = 'cn310108_finance_bureau'",
    )
    assert found == [("310108", "上海市闸北区", False)]


def test_no_blocking_rule_of_these_tables_fails(con: duckdb.DuckDBPyConnection) -> None:
    tables = ["quality.organisation_match", "core.organisation_succession", "core.code_name"]
    tables += ["core.organisation_lineage", "core.code_succession", "quality.code_name_check"]
    outcomes = run_suites(con, [*tables, "core.dim_organisation", "core.dim_function"])
    assert [found for found in outcomes if found.blocks] == []
    failed = {found.rule_id for found in outcomes if found.outcome == "failed"}
    assert {"code_printed_is_known", "code_name_is_of_the_year"} <= failed
