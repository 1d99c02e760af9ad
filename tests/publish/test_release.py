"""Releases: whole or not at all, switched in one step, and readers of the old one keep working."""

import json
import shutil
import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest

from benchmarks.readers import read_while_publishing, wrong_readings
from pipelines.locations import Locations
from pipelines.publish.data_package import sha256_of
from pipelines.publish.release import KEPT_RELEASES, PublicationRefused, publish_release
from tests.conftest import copied

Rows = Mapping[str, list[dict[str, Any]]]

READER = """
import duckdb, sys
con = duckdb.connect(sys.argv[1], read_only=True)
print(con.execute("SELECT count(*) FROM core.fct_amount").fetchone()[0], flush=True)
sys.stdin.readline()
print(con.execute("SELECT count(*) FROM core.fct_amount").fetchone()[0], flush=True)
"""


@pytest.fixture
def locations(example: Locations, tmp_path: Path) -> Locations:
    return copied(example, tmp_path)


def build_again(locations: Locations, example: Locations, statements: int | None = None) -> None:
    """The candidate of the example, with the first statements only."""
    shutil.copyfile(example.candidate, locations.candidate)
    if statements is not None:
        with duckdb.connect(str(locations.candidate)) as con:
            con.execute(
                "DELETE FROM core.fct_amount WHERE statement_id NOT IN (SELECT statement_id"
                f" FROM core.fct_amount ORDER BY statement_id LIMIT {statements})"
            )


def test_a_release_describes_each_of_its_files(locations: Locations) -> None:
    release = publish_release(locations, checks_passed=True)
    assert locations.current.resolve() == release.database
    package = json.loads((release.path / "datapackage.json").read_text(encoding="utf-8"))
    assert {resource["name"] for resource in package["resources"]} >= {"core.fct_amount"}
    for resource in package["resources"]:
        assert sha256_of(release.path / resource["path"]) in resource["hash"]


def test_nothing_of_a_release_can_be_written(locations: Locations) -> None:
    release = publish_release(locations, checks_passed=True)
    files = [path for path in release.path.rglob("*") if path.is_file()]
    assert release.database in files and len(files) > 40
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o444}


def test_without_passed_checks_nothing_is_published(locations: Locations) -> None:
    with pytest.raises(PublicationRefused):
        publish_release(locations, checks_passed=False)
    assert not locations.current.exists()


def test_the_same_content_is_not_released_twice(locations: Locations, example: Locations) -> None:
    first = publish_release(locations, checks_passed=True)
    build_again(locations, example)
    second = publish_release(locations, checks_passed=True)
    assert (second.release_id, second.is_new) == (first.release_id, False)


def test_a_reader_of_the_old_release_keeps_working(
    locations: Locations, example: Locations
) -> None:
    publish_release(locations, checks_passed=True)
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, str(locations.current.resolve())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert reader.stdin is not None and reader.stdout is not None
    before = reader.stdout.readline()
    build_again(locations, example, statements=3)
    release = publish_release(locations, checks_passed=True)
    assert release.is_new
    after, _ = reader.communicate("go on\n", timeout=30)
    assert after == before
    with duckdb.connect(str(locations.current.resolve()), read_only=True) as con:
        assert con.execute("SELECT count(*) FROM core.fct_amount").fetchone() == (3,)


def test_what_changed_since_the_last_release_is_part_of_the_release(
    locations: Locations, example: Locations, stage_rows: Rows
) -> None:
    publish_release(locations, checks_passed=True)
    build_again(locations, example, statements=3)
    release = publish_release(locations, checks_passed=True)
    with duckdb.connect(str(release.database), read_only=True) as con:
        found = con.execute(
            "SELECT previous, current FROM mart.build_diff"
            " WHERE kind = 'row_count' AND name = 'core.fct_amount'"
        ).fetchall()
    assert [(int(before), int(now)) for before, now in found] == [(len(stage_rows["statement"]), 3)]


def test_old_releases_go_but_never_the_one_being_served(
    locations: Locations, example: Locations
) -> None:
    for statements in range(1, KEPT_RELEASES + 2):
        build_again(locations, example, statements=statements)
        newest = publish_release(locations, checks_passed=True)
        assert locations.current.resolve() == newest.database
    assert KEPT_RELEASES <= len(list(locations.releases.iterdir())) <= KEPT_RELEASES + 1


def test_readers_see_whole_releases_while_others_are_published(locations: Locations) -> None:
    published, readings = read_while_publishing(locations, publications=3, readers=1)
    assert published == {7, 6, 5}
    assert len(readings) > 1
    assert wrong_readings(published, readings) == []


def test_a_torn_reading_is_told_from_a_whole_one() -> None:
    assert wrong_readings({7, 6}, ["7", "torn 7 6 7", "6", "5"]) == ["torn 7 6 7", "5"]
