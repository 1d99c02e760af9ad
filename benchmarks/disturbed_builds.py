"""What benchmarks that disturb builds share: one sample, a run of it, and what came out of it.

What disturbs them is in crashes.py and small_disks.py.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from pipelines.locations import RAW, REPOSITORY, Locations

SAMPLE = RAW / "samples" / "putuo-government-office-2025-budget-unit.pdf"
AGO = "retrieved_at: 2026-01-01T00:00:00+00:00\n"
Hashes = Mapping[str, str]


def places(folder: Path, like: Locations | None = None) -> Locations:
    """A raw folder with the sample; how long it took to read is that of `like`."""
    locations = Locations(folder / "raw", folder / "warehouse")
    locations.raw.mkdir(parents=True)
    shutil.copy(SAMPLE, locations.raw)
    sidecar_of(locations).write_text(AGO, encoding="utf-8")
    if like is not None:
        shutil.copytree(like.reading_times, locations.reading_times)
    return locations


def sidecar_of(locations: Locations) -> Path:
    """What is said beside the sample."""
    return locations.raw / f"{SAMPLE.name}.yaml"


def command(locations: Locations, name: str = "run") -> list[str]:
    """A `gongkai` command on these folders."""
    told = ["--raw", str(locations.raw), "--warehouse", str(locations.warehouse)]
    return [sys.executable, "-m", "pipelines.cli", name, *told]


def run_to_its_end(locations: Locations, name: str = "run") -> "subprocess.CompletedProcess[str]":
    """A run, and what it said."""
    return subprocess.run(command(locations, name), cwd=REPOSITORY, capture_output=True, text=True)


def finish(locations: Locations) -> None:
    """A run that nothing disturbs."""
    done = run_to_its_end(locations)
    if done.returncode:
        raise SystemExit(f"the next run ended with {done.returncode}: {done.stderr[-600:]}")


def hashes(locations: Locations) -> Hashes:
    """Table → sha256 of its Parquet file in the release being served."""
    file = locations.current.resolve().with_name("datapackage.json")
    package = json.loads(file.read_text(encoding="utf-8"))
    tables = [each for each in package["resources"] if each.get("type") == "table"]
    return {each["name"]: each["hash"] for each in tables}


def is_wrong(locations: Locations, wanted: Hashes) -> bool:
    """Finish what was disturbed, and compare; what differs is printed."""
    finish(locations)
    found = hashes(locations)
    # mart.build_diff tells what changed since the release before, if there is one
    names = {*wanted, *found} - {"mart.build_diff"}
    differing = sorted(name for name in names if wanted.get(name) != found.get(name))
    print(f"  then {', '.join(differing) or 'the same release'}", flush=True)
    return bool(differing)


def sentence(stderr: str) -> str:
    """What a run said of its end: its last line that tells of an error."""
    told = [line for line in stderr.splitlines() if re.match(r"\S*Error\b", line)]
    return told[-1] if told else "nothing"
