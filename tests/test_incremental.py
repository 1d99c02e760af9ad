"""Whatever changed, a build over earlier ones has the rows of one from nothing.

Three small disclosures of our own making: one of Guangzhou, which has words of its own, and one of
Shanghai in two files, of which the text is read with the figures of the tables.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pipelines.conform import conformance
from pipelines.extract import extraction
from pipelines.locations import REPOSITORY, Locations
from pipelines.raw.store import StoredDocument, remove_document, restore_document, stored_documents
from tests.incremental_builds import Built, build_both, changed, in_this_process, rows_of

GUANGZHOU, TABLES, TEXT = "guangzhou.html", "tables.html", "text.html"
SUMMARY = """
收入|预算数|支出|预算数
一、一般公共预算拨款收入|100.00|一、一般公共服务支出|80.00
||二、教育支出|15.00
本年收入合计|100.00|本年支出合计|95.00
上年结转|0.00|结转结余下年|5.00
收入总计|100.00|支出总计|100.00"""
EXPENDITURE = """
科目编码|科目名称|合计|基本支出|发展类支出
201|一般公共服务支出|80.00|50.00|30.00
20105|统计信息事务|80.00|50.00|30.00
2010501|行政运行|50.00|50.00|
2010507|专项普查活动|30.00||30.00
205|教育支出|15.00|5.00|10.00
20508|进修及培训|15.00|5.00|10.00
2050803|培训支出|15.00|5.00|10.00
|合计|95.00|55.00|40.00"""
SAID = (
    "（五）一般公共预算支出情况",
    "一般公共服务支出（类）支出80.00万元，占84.21%；教育支出（类）支出15.00万元，占15.79%。",
)
Steps = Mapping[str, Built]


def page(organisation: str, *paragraphs: str, table: str = "") -> str:
    """A disclosure as a web page."""
    rows = [row.split("|") for row in table.split()]
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    said = "".join(f"<p>{each}</p>" for each in paragraphs)
    grid = f"<table border='1'>{cells}</table>" if rows else ""
    return f"<html><body><h1>{organisation}2024年部门预算</h1>{said}{grid}</body></html>"


def form(organisation: str, title: str, table: str) -> str:
    """A page with one form."""
    return page(organisation, title, f"部门：{organisation}", "单位：万元", table=table)


PAGES = {
    GUANGZHOU: form("广州市统计局", "收支总表", SUMMARY),
    TABLES: form("上海市审计局", "一般公共预算支出表", EXPENDITURE),
    TEXT: page("上海市审计局", *SAID),
}
_CORRECTED = SUMMARY.replace("80.00", "79.00").replace("95.00", "94.00")
CORRECTED = form("广州市统计局", "收支总表", _CORRECTED.replace("下年|5.00", "下年|6.00"))


def write(raw: Path, name: str, content: str, day: str = "2024-02-01") -> None:
    (raw / name).write_text(content, encoding="utf-8")
    (raw / f"{name}.yaml").write_text(f"published_on: {day}\n", encoding="utf-8")


def the_document(locations: Locations, name: str) -> StoredDocument:
    found = stored_documents(locations.documents)
    return next(document for document in found if document.file_name == name)


def changes_of_documents(locations: Locations) -> Mapping[str, Callable[[], None]]:
    """What is done between two builds."""

    def put(name: str, content: str, day: str = "2024-02-01") -> Callable[[], None]:
        return lambda: write(locations.raw, name, content, day)

    return {
        "first": put(TEXT, PAGES[TEXT]),
        "added": put(TABLES, PAGES[TABLES]),
        "another": put(GUANGZHOU, PAGES[GUANGZHOU]),
        "nothing": lambda: None,
        "corrected": put("again.html", CORRECTED, "2024-03-01"),
        "stated": put(GUANGZHOU, PAGES[GUANGZHOU], "2024-04-01"),
        "removed": lambda: remove_document(the_document(locations, TABLES), "withdrawn"),
        "re-added": lambda: restore_document(the_document(locations, TABLES)),
    }


@pytest.fixture(scope="module")
def locations(tmp_path_factory: pytest.TempPathFactory) -> Locations:
    folder = tmp_path_factory.mktemp("incremental")
    (folder / "raw").mkdir()
    return Locations(folder / "raw", folder / "warehouse")


@pytest.fixture(scope="module")
def of_documents(locations: Locations) -> Steps:
    """What each change of the documents came to; every build is over the one before."""
    steps = {}
    with pytest.MonkeyPatch.context() as patch:
        for module in (extraction, conformance):
            patch.setattr(module, "run_in_workers", in_this_process)
        for name, change in changes_of_documents(locations).items():
            change()
            steps[name] = build_both(locations, locations.warehouse.with_name("from_nothing"))
    return steps


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code and the knowledge, to be changed."""
    copy = tmp_path_factory.mktemp("repository")
    for name in ("pipelines", "expectations", "warehouse"):
        unwanted = shutil.ignore_patterns("__pycache__", "build")
        shutil.copytree(REPOSITORY / name, copy / name, ignore=unwanted)
    return copy


def replaced(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def changes_of_knowledge(repository: Path) -> Mapping[str, Callable[[], None]]:
    lexicon = repository / "pipelines" / "conform" / "lexicon"
    codes, expectations = repository / "warehouse" / "codes", repository / "expectations"

    def others() -> None:
        named = "2010507,专项普查活动,Special surveys and censuses"
        replaced(codes / "function.csv", named, "2010507,专项普查活动,Censuses")
        ties, suites = expectations / "ties", expectations / "suites"
        first = "  - tie: function_rollup\n"
        replaced(ties / "within_a_form.yaml", first, f"{first}    severity: info\n")
        replaced(suites / "meta.document.yaml", "severity: critical", "severity: warning")

    place, words = lexicon / "places" / "440100.yaml", lexicon / "words.yaml"
    known, more = "  project: [项目支出,", "  project: [发展类支出, 项目支出,"
    return {
        "layout": lambda: replaced(place, "结转结余下年", "结转下年之结余"),
        "lexicon": lambda: replaced(words, known, more),
        "code, tie, suite": others,
    }


def begun_in(repository: Path, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A module run with the code and the knowledge of the copy."""
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=repository,
        env={**os.environ, "PYTHONPATH": f"{repository}{os.pathsep}{REPOSITORY}"},
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def of_knowledge(locations: Locations, of_documents: Steps, repository: Path) -> Steps:
    """What each change of the knowledge came to, each in a process of its own."""
    assert of_documents
    steps, changes = {}, changes_of_knowledge(repository)
    folders = (locations.raw, locations.warehouse, locations.warehouse.with_name("other"))
    for number, (name, change) in enumerate(changes.items(), 1):
        change()
        last = ["to_candidate"] if number == len(changes) else []
        done = begun_in(repository, "tests.incremental_builds", *map(str, folders), *last)
        assert done.returncode == 0, done.stderr
        steps[name] = Built(**json.loads(done.stdout))
    return steps


def test_after_a_change_of_documents_all_rows_are_those_of_a_build_from_nothing(
    of_documents: Steps,
) -> None:
    for name, built in of_documents.items():
        assert not changed(built.rows, built.rows_from_nothing), name
    fingerprints = [built.fingerprint for built in of_documents.values()]
    assert fingerprints[2] == fingerprints[3]
    assert len(set(fingerprints)) == len(of_documents) - 2


def test_only_documents_that_are_new_are_read(of_documents: Steps) -> None:
    assert {name: built.read for name, built in of_documents.items() if built.read} == {
        "first": [TEXT],
        "added": [TABLES],
        "another": [GUANGZHOU],
        "corrected": ["again.html"],
    }
    assert all(built.conformed == built.read for built in of_documents.values())


def test_a_change_of_documents_arrives(of_documents: Steps) -> None:
    steps = list(of_documents.values())
    for name, before, after in zip([*of_documents][1:], steps, steps[1:], strict=False):
        assert ("document" in changed(before.rows, after.rows)) == (name != "nothing"), name
    # the text is read with the figures of the tables, and without them again
    claims = [built.rows["claim"] for built in of_documents.values()]
    assert claims[0] == claims[-2] != claims[1] == claims[-1]


def test_after_a_change_of_knowledge_all_rows_are_those_of_a_build_from_nothing(
    of_documents: Steps, of_knowledge: Steps
) -> None:
    for name, built in of_knowledge.items():
        assert not changed(built.rows, built.rows_from_nothing), name
        assert built.read == []
    assert len([*of_knowledge.values()][-1].rows) > 80
    every = [of_documents["re-added"], *of_knowledge.values()]
    assert len({built.fingerprint for built in every}) == len(every)


def test_a_changed_layout_is_read_by_the_documents_that_use_it_only(of_knowledge: Steps) -> None:
    every = sorted([GUANGZHOU, TABLES, TEXT, "again.html"])
    assert [built.conformed for built in of_knowledge.values()] == [
        ["again.html", GUANGZHOU],
        every,
        every,
    ]


def test_a_change_of_words_arrives(of_documents: Steps, of_knowledge: Steps) -> None:
    states = [of_documents["re-added"], of_knowledge["layout"], of_knowledge["lexicon"]]
    assert len({built.rows["statement"] for built in states}) == len(states)


def rows_of_run(repository: Path, locations: Locations, *options: str) -> Mapping[str, str]:
    """The rows after `gongkai run` with the knowledge of the copy."""
    locations.candidate.unlink()
    places = ("--raw", str(locations.raw), "--warehouse", str(locations.warehouse))
    done = begun_in(repository, "pipelines.cli", "run", *places, *options)
    assert done.returncode == 0, done.stdout + done.stderr
    return rows_of(locations)


def test_the_command_with_rebuild_reads_all_again_and_comes_to_the_same_rows(
    locations: Locations, of_knowledge: Steps, repository: Path
) -> None:
    assert of_knowledge
    rows = rows_of_run(repository, locations)
    kept = locations.cache / "of earlier builds"
    kept.touch()
    again = rows_of_run(repository, locations, "--rebuild")
    assert not kept.exists()
    assert len(rows) > 80
    assert not changed(rows, again)
