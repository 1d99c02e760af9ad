"""Readers that ask in a loop while releases are published: `python -m benchmarks.readers`.

`python -m benchmarks.readers WAREHOUSE [PUBLICATIONS] [READERS]` copies a warehouse that has a
candidate, publishes it again and again, each time with one statement fewer, and lets processes of
their own open `current` and ask it all the while. Each reading must be of one whole release: its
two counts agree, and are those of a release that was published. Exit status 1 where one is not.
"""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from pipelines.locations import Locations
from pipelines.publish.release import publish_release

PUBLICATIONS, READERS = 20, 3
# Asks until its standard input ends; a line per reading: the count, or what was torn or broke.
_READER = """
import select, sys, duckdb
while not select.select([sys.stdin], [], [], 0)[0]:
    try:
        with duckdb.connect(sys.argv[1], read_only=True) as con:
            first = con.execute("SELECT count(*) FROM core.fct_amount").fetchone()[0]
            told = con.execute("SELECT statement_count FROM meta.build").fetchone()[0]
            again = con.execute("SELECT count(*) FROM core.fct_amount").fetchone()[0]
        print(first if first == told == again else f"torn {first} {told} {again}")
    except Exception as error:
        print("broke", repr(error))
"""


def read_while_publishing(
    locations: Locations, publications: int, readers: int
) -> tuple[set[int], list[str]]:
    """The counts of the releases published, and what every reading said, in no order."""
    candidate = locations.candidate.with_name("candidate.kept")
    shutil.copyfile(locations.candidate, candidate)
    published = {_publish(locations, candidate, 0)}
    asking = [_reader(locations.current) for _ in range(readers)]
    published |= {_publish(locations, candidate, fewer) for fewer in range(1, publications)}
    return published, [line for each in asking for line in each.communicate()[0].splitlines()]


def _publish(locations: Locations, candidate: Path, fewer: int) -> int:
    """Publish the candidate without its first statements; how many are left."""
    shutil.copyfile(candidate, locations.candidate)
    with duckdb.connect(str(locations.candidate)) as con:
        con.execute(
            "DELETE FROM core.fct_amount WHERE statement_id IN (SELECT statement_id"
            f" FROM core.fct_amount ORDER BY statement_id LIMIT {fewer})"
        )
        con.execute(
            "UPDATE meta.build SET statement_count = (SELECT count(*) FROM core.fct_amount)"
        )
        counted = con.execute("SELECT count(*) FROM core.fct_amount").fetchone()
    publish_release(locations, checks_passed=True)
    assert counted is not None
    return counted[0]


def _reader(current: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", _READER, str(current)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def wrong_readings(published: set[int], readings: Sequence[str]) -> list[str]:
    """Readings that are of no whole release."""
    whole = {str(count) for count in published}
    return [reading for reading in readings if reading not in whole]


def main(warehouse: Path, publications: int, readers: int) -> int:
    """Print how many readings there were, of how many releases, and those that were wrong."""
    with TemporaryDirectory() as folder:
        locations = Locations(Path(folder) / "raw", Path(folder) / "warehouse")
        locations.raw.mkdir()
        shutil.copytree(warehouse, locations.warehouse, symlinks=True)
        published, readings = read_while_publishing(locations, publications, readers)
    wrong = wrong_readings(published, readings)
    seen = len({*readings} - {*wrong})
    print(f"{publications} publications, {len(readings)} readings of {seen} releases")
    print(f"{len(wrong)} wrong: {sorted({*wrong})[:5]}")
    return len(wrong)


if __name__ == "__main__":
    place, *counts = sys.argv[1:]
    numbers = [int(each) for each in counts]
    sys.exit(1 if main(Path(place), *numbers, *(PUBLICATIONS, READERS)[len(numbers) :]) else 0)
