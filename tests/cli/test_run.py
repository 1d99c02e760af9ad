"""`gongkai run` and `ingest`: when nothing is built, and how the end of a build is told."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

from pipelines.commands import status
from pipelines.commands.build import is_up_to_date, remember_inputs
from pipelines.commands.fingerprint import input_fingerprint, knowledge_files
from pipelines.commands.run_report import print_report
from pipelines.locations import BUILD, REPOSITORY, SUITES, Locations
from pipelines.raw.intake import register
from pipelines.raw.store import stored_documents
from pipelines.validate.outcomes import CheckRecord, ExpectationOutcome

Gongkai = Callable[..., Result]
PASSED = ExpectationOutcome("core.fct_amount", "rule", "critical", "passed", 0, [], "A rule.")


def with_documents(locations: Locations) -> str:
    """Put a file into the raw folder and the store; the fingerprint that follows."""
    (locations.raw / "page.pdf").write_bytes(b"%PDF-1.7 a file")
    register([locations.raw], locations.documents)
    return input_fingerprint(d.release_key for d in stored_documents(locations.documents))


def test_the_fingerprint_follows_documents_but_not_their_order() -> None:
    assert input_fingerprint(["a", "b"]) == input_fingerprint(["b", "a"])
    assert input_fingerprint(["a"]) != input_fingerprint(["a", "b"])


def test_the_fingerprint_reads_knowledge_and_code_but_no_build() -> None:
    files = set(knowledge_files())
    assert SUITES / "core.fct_amount.yaml" in files
    assert REPOSITORY / "warehouse" / "core" / "fct_amount.sql" in files
    assert REPOSITORY / "warehouse" / "codes" / "form.csv" in files
    assert REPOSITORY / "pipelines" / "cli.py" in files
    assert REPOSITORY / "warehouse" / "column_types.yaml" in files
    assert REPOSITORY / "requirements.lock" in files
    assert REPOSITORY / "pipelines" / "conform" / "layouts" / "narrative.yaml" in files
    assert not any(path.is_relative_to(BUILD) for path in files)
    sql = set((REPOSITORY / "warehouse").rglob("*.sql"))
    assert {path for path in sql if not path.is_relative_to(BUILD)} <= files


def test_a_run_with_nothing_new_says_so_without_the_heavy_libraries(of_its_own: Locations) -> None:
    remember_inputs(of_its_own, with_documents(of_its_own))
    code = (
        "import sys\n"
        "from pipelines.cli import main\n"
        "try:\n    main()\n"
        "finally:\n"
        "    heavy = {'dagster', 'great_expectations', 'polars', 'pandas'} & set(sys.modules)\n"
        "    print('imported', sorted(heavy))\n"
    )
    places = ["--raw", str(of_its_own.raw), "--warehouse", str(of_its_own.warehouse)]
    done = subprocess.run(
        [sys.executable, "-c", code, "run", *places],
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        timeout=30,
    )
    # one document of the example is set aside, and nobody has acknowledged it
    assert done.returncode == 1, done.stderr
    assert "1 of 1 set aside are not acknowledged" in done.stderr
    assert done.stdout.startswith("nothing new: 1 documents")
    assert done.stdout.endswith("imported []\n")


def test_another_document_or_another_release_is_something_new(of_its_own: Locations) -> None:
    fingerprint = with_documents(of_its_own)
    assert not is_up_to_date(of_its_own, fingerprint)
    remember_inputs(of_its_own, fingerprint)
    assert is_up_to_date(of_its_own, fingerprint)
    assert not is_up_to_date(of_its_own, input_fingerprint(["another"]))
    of_its_own.current.unlink()
    assert not is_up_to_date(of_its_own, fingerprint)


def test_a_strict_release_is_up_to_date_for_a_plain_run_but_not_the_other_way(
    of_its_own: Locations,
) -> None:
    fingerprint = with_documents(of_its_own)
    remember_inputs(of_its_own, fingerprint, strict=True)
    assert is_up_to_date(of_its_own, fingerprint)
    assert is_up_to_date(of_its_own, fingerprint, strict=True)
    remember_inputs(of_its_own, fingerprint)
    assert is_up_to_date(of_its_own, fingerprint)
    assert not is_up_to_date(of_its_own, fingerprint, strict=True)


def test_a_broken_note_of_the_inputs_is_no_note(of_its_own: Locations) -> None:
    fingerprint = with_documents(of_its_own)
    remember_inputs(of_its_own, fingerprint)
    (of_its_own.warehouse / "inputs.json").write_text("{")
    assert not is_up_to_date(of_its_own, fingerprint)


def test_a_query_loads_none_of_the_heavy_libraries(served: Locations) -> None:
    code = (
        "import sys\n"
        "from pipelines.cli import main\n"
        "try:\n    main()\n"
        "finally:\n"
        "    heavy = {'dagster', 'great_expectations', 'polars', 'pandas', 'pdfplumber'}\n"
        "    print('imported', sorted(heavy & set(sys.modules)))\n"
    )
    places = ["--warehouse", str(served.warehouse)]
    done = subprocess.run(
        [sys.executable, "-c", code, "query", "SELECT 42 AS answer", *places],
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        timeout=60,
    )
    assert done.stdout == "answer\n42\nimported []\n"


def test_a_run_without_documents_exits_2(gongkai: Gongkai, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    done = gongkai("run", "--raw", tmp_path / "raw", "--warehouse", tmp_path / "warehouse")
    assert done.exit_code == 2
    assert "--raw" in done.stderr


@pytest.mark.parametrize("arguments", [["run", "--raw", "nowhere"], ["frobnicate"], ["query"]])
def test_wrong_usage_exits_2(gongkai: Gongkai, arguments: list[str]) -> None:
    assert gongkai(*arguments).exit_code == 2


def test_a_report_tells_what_is_set_aside_and_what_to_type(
    served: Locations, capsys: pytest.CaptureFixture[str]
) -> None:
    print_report(served, CheckRecord("sha", [PASSED]), 1.0)
    told = capsys.readouterr().out
    assert "cccc.pdf is encrypted" in told
    assert "gongkai trace" in told
    assert "1 passed, 0 failed, 0 not executed, 0 warnings" in told


def test_a_report_on_a_defect_names_rule_and_rows(
    served: Locations, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = replace(PASSED, outcome="failed", failing_rows=3, sample=[{"page": 0}])
    print_report(served, CheckRecord("sha", [broken]), 1.0)
    told = capsys.readouterr()
    assert "not published" in told.err
    assert "core.fct_amount rule: 3 rows" in told.err
    assert "{'page': 0}" in told.err


def test_ingest_stores_the_same_bytes_once(gongkai: Gongkai, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for name in ("one.pdf", "two.pdf"):
        (folder / name).write_bytes(b"%PDF-1.7 the same")
    place = ["--raw", tmp_path, "--warehouse", tmp_path / "warehouse"]
    first = gongkai("ingest", folder, *place)
    assert first.exit_code == 0
    assert len(first.stdout.splitlines()) == 1
    assert "1 new, 1 known" in first.stderr
    again = gongkai("ingest", folder, *place)
    assert again.stdout == ""
    assert "0 new, 2 known" in again.stderr


def test_an_unexpected_error_is_one_sentence_and_a_trace_on_demand(
    gongkai: Gongkai, served: Locations, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall_over(locations: Locations, as_json: bool) -> None:
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr(status, "status", fall_over)
    short = gongkai("status", "--warehouse", served.warehouse)
    assert short.exit_code == 1
    assert short.stderr.startswith("Error: RuntimeError: the disk is gone")
    assert "Traceback" not in short.output
    full = gongkai("status", "--warehouse", served.warehouse, "--verbose")
    assert isinstance(full.exception, RuntimeError)
