"""The main job as a newcomer runs it: samples in, a release out, and three questions answered."""

import json
from pathlib import Path

import duckdb
import pytest

from pipelines.locations import RAW
from tests.command import asked, gongkai
from tests.raw import bad_files

SAMPLES = RAW / "samples"


def answers(warehouse: Path, sql: str) -> list[dict[str, object]]:
    done = asked("query", sql, "--warehouse", str(warehouse), "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_every_sample_is_loaded(warehouse: Path) -> None:
    rows = answers(warehouse, "SELECT status, count(*) AS documents FROM meta.document GROUP BY 1")
    assert rows == [{"status": "loaded", "documents": len(list(SAMPLES.glob("*.pdf")))}]


def test_which_department_spends_most_on_pension_contributions(warehouse: Path) -> None:
    sql = """
        SELECT organisation_name_zh, fiscal_year, total_yuan FROM mart.spending_by_function
        WHERE function_code = '2080505' AND scope = 'department' ORDER BY total_yuan DESC LIMIT 1
    """
    assert answers(warehouse, sql) == [
        {
            "organisation_name_zh": "国家信访局",
            "fiscal_year": 2024,
            "total_yuan": 6590500.0,
        }
    ]


def test_how_a_subdistricts_housing_fund_changed(warehouse: Path) -> None:
    sql = """
        SELECT fiscal_year, total_yuan, total_yuan - lag(total_yuan) OVER (ORDER BY fiscal_year)
          AS change_yuan
        FROM mart.spending_by_function
        WHERE function_code = '2210201' AND organisation_name_zh LIKE '%万里街道%'
        ORDER BY fiscal_year
    """
    assert [tuple(row.values()) for row in answers(warehouse, sql)] == [
        (2024, 3503499.0, None),
        (2025, 3846732.0, 343233.0),
    ]


def test_what_share_of_a_budget_is_project_spending(warehouse: Path) -> None:
    sql = """
        SELECT project_yuan, expenditure_yuan, project_share FROM mart.organisation_year
        WHERE organisation_name_zh LIKE '%商务委员会%'
    """
    assert answers(warehouse, sql) == [
        {
            "project_yuan": 351684000.0,
            "expenditure_yuan": 371514655.0,
            "project_share": pytest.approx(0.946622, abs=1e-6),
        }
    ]


def test_only_the_seed_contradicts_itself_and_rounding_is_no_contradiction(warehouse: Path) -> None:
    """表2, 3 and 5 print totals that are a third of their rows; 326.71 and 326.72 万元 agree.

    So do 1,704.11 and 1,704.12 万元 of basic expenditure in the sample of Yantai.
    """
    sql = """
        WITH fact AS (
          SELECT document_id, organisation_id, fiscal_year, phase, scope, flow, fund_source,
            function_code, economic_system, economic_code, government_economic_code, nature,
            item_code, unit_name, detail_name, purchase_id,
            count(*) AS witnesses, min(amount_yuan) AS lowest, max(amount_yuan) AS highest,
            max(core.printed_low_yuan(amount_yuan, unit, printed_decimals))
              <= min(core.printed_high_yuan(amount_yuan, unit, printed_decimals)) AS agree
          FROM core.fct_amount WHERE stated_in = 'table' AND amount_yuan IS NOT NULL GROUP BY ALL
        )
        SELECT organisation_id, CASE WHEN agree THEN 'consistent' ELSE 'inconsistent' END AS class,
          count(*) AS facts
        FROM fact WHERE witnesses > 1 AND lowest <> highest GROUP BY ALL ORDER BY ALL
    """
    assert [tuple(row.values()) for row in answers(warehouse, sql)] == [
        ("cn310107_finance_bureau", "consistent", 2),
        ("cn520100_government_service_centre", "consistent", 1),
        ("cn520100_government_service_centre", "inconsistent", 7),
        ("org_caffb783db21", "consistent", 1),
    ]


def test_the_text_contradicts_the_forms_of_four_documents_only(warehouse: Path) -> None:
    sql = """
        SELECT DISTINCT organisation_id FROM quality.finding
        WHERE rule_id = 'text_agrees_with_forms' ORDER BY ALL
    """
    assert [row["organisation_id"] for row in answers(warehouse, sql)] == [
        "cn310107_finance_bureau",
        "cn310107_justice_bureau",
        "cn310107_wanli_subdistrict",
        "cn520100_government_service_centre",
    ]


def test_every_printed_number_of_the_samples_is_accounted_for(warehouse: Path) -> None:
    """At most 1 % of all numbers, and 5 % in any document, are in no row and no class."""
    sql = """
        SELECT document_id, count(*) AS printed,
          count(*) FILTER (class = 'unclaimed') AS unclaimed
        FROM quality.number_census GROUP BY ALL
    """
    counts = [
        (int(str(row["printed"])), int(str(row["unclaimed"]))) for row in answers(warehouse, sql)
    ]
    assert len(counts) == len(list(SAMPLES.glob("*.pdf")))
    assert sum(unclaimed for _, unclaimed in counts) * 100 <= sum(printed for printed, _ in counts)
    assert all(unclaimed * 20 <= printed for printed, unclaimed in counts)


def test_a_number_is_traced_to_its_page(warehouse: Path, tmp_path: Path) -> None:
    (row,) = answers(
        warehouse,
        "SELECT statement_id FROM core.fct_amount WHERE printed_text = '37.91'"
        " AND stated_in = 'table' LIMIT 1",
    )
    picture = tmp_path / "cell.png"
    identifier = str(row["statement_id"])
    done = asked("trace", identifier, "--png", str(picture), "--warehouse", str(warehouse))
    assert done.returncode == 0, done.stderr
    assert "37.91" in done.stdout
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_second_run_with_nothing_new_builds_nothing(warehouse: Path) -> None:
    done = gongkai("run", "--raw", str(SAMPLES), "--warehouse", str(warehouse))
    assert done.returncode == 0
    assert "nothing new" in done.stdout


def test_a_release_is_a_duckdb_file_with_parquet_and_a_datapackage(warehouse: Path) -> None:
    current = warehouse / "current"
    assert current.is_symlink()
    folder = current.resolve().parent
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        assert (folder / resource["path"]).stat().st_size == resource["bytes"]
    with duckdb.connect(str(current.resolve()), read_only=True) as con:
        comments = con.sql(
            "SELECT count(*) FROM duckdb_columns() WHERE schema_name = 'core' AND comment IS NULL"
        ).fetchone()
    assert comments == (0,)


def test_a_folder_that_mixes_bad_files_with_good_ones(tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    good = SAMPLES / "putuo-justice-2026-budget.pdf"
    (folder / "good.pdf").write_bytes(good.read_bytes())
    (folder / "encrypted.pdf").write_bytes(bad_files.encrypted())
    (folder / "broken.pdf").write_bytes(bad_files.truncated(good.read_bytes()))
    done = gongkai("run", "--raw", str(folder), "--warehouse", str(tmp_path / "warehouse"))
    assert done.returncode == 1
    for name in ("encrypted.pdf", "broken.pdf"):
        assert name in done.stdout
    rows = answers(tmp_path / "warehouse", "SELECT file_name, status FROM meta.document ORDER BY 1")
    assert [tuple(row.values()) for row in rows] == [
        ("broken.pdf", "quarantined"),
        ("encrypted.pdf", "quarantined"),
        ("good.pdf", "loaded"),
    ]


def test_wrong_usage_exits_with_2(tmp_path: Path) -> None:
    assert gongkai("query", "SELECT 1", "--warehouse", str(tmp_path)).returncode == 2
    assert asked("run", "--raw", str(tmp_path / "gone")).returncode == 2
