"""Builds that are killed in each stage, two at once, and a clock that went back.

`python -m benchmarks.crashes [ROUNDS]` builds one sample undisturbed, and begins a second build
meanwhile, which must be refused. Each round then begins with nothing and kills one build in every
stage by SIGKILL, at a seeded moment of it, all in the same folder: 6 kills a round. In every other
round only the process itself is killed and its workers are left. The next undisturbed run must end
in the release of the undisturbed build: the same sha256 of every table. So it must after the clock
went back. Exit status 1 where anything is not so. Full disks are in small_disks.py.
"""

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import TemporaryDirectory

from benchmarks.disturbed_builds import (
    AGO,
    Hashes,
    command,
    finish,
    hashes,
    is_wrong,
    places,
    sentence,
    sidecar_of,
)
from pipelines.locations import REPOSITORY, Locations

SEED, ROUNDS = 20260101, 5
LOOK_SECONDS = 0.02
# What is written when a stage begins: as a rule the last that the one before it leaves.
_BEGUN: Mapping[str, Callable[[Locations], Path]] = {
    "raw": lambda locations: locations.warehouse / ".lock",
    "extract": lambda locations: locations.cache / "extract",
    "conform": lambda locations: locations.tried_again / "extract.json",
    "load": lambda locations: locations.stage / "set_aside.parquet",
    "validate": lambda locations: locations.candidate,
    "publish": lambda locations: locations.stage / "outcomes.json",
}
Seconds = Mapping[str, float]


def main(rounds: int) -> int:
    """Disturb builds one after the other; how many things went wrong."""
    chance, wrong = random.Random(SEED), 0
    with TemporaryDirectory(prefix="gongkai_crashes_") as name:
        folder = Path(name)
        first = places(folder / "undisturbed")
        seconds, refused = _undisturbed(first)
        wanted = hashes(first)
        told = ", ".join(f"{stage} {spent:.0f} s" for stage, spent in seconds.items())
        print(f"undisturbed: {len(wanted)} tables; {told}", flush=True)
        wrong += not refused
        for number in range(rounds):
            wrong += _round(places(folder / "round", first), wanted, seconds, chance, number % 2)
            rmtree(folder / "round")
        wrong += _clock_went_back(
            Locations(folder / "clock" / "raw", folder / "clock" / "warehouse"), first, wanted
        )
    print(f"{rounds * len(_BEGUN)} kills in {rounds} rounds, {wrong} things wrong")
    return wrong


def _undisturbed(locations: Locations) -> tuple[Seconds, bool]:
    """Seconds of each stage, and whether a second build at the same time was refused."""
    run, second = _begin(locations), None
    began: dict[str, float] = {}
    since = time.time()
    while run.poll() is None:
        for stage, path in _BEGUN.items():
            if stage not in began and _written_since(path(locations), since):
                began[stage] = time.monotonic()
                if stage == "extract":
                    second = _begin_another(locations)
        time.sleep(LOOK_SECONDS)
    if run.returncode:
        raise SystemExit(f"the undisturbed run ended with {run.returncode}")
    moments = [*began.values(), time.monotonic()]
    pairs = zip(began, moments, moments[1:], strict=False)
    refused = second is not None and _was_refused(second)
    return {stage: end - begin for stage, begin, end in pairs}, refused


def _begin_another(locations: Locations) -> "subprocess.Popen[str]":
    quiet, told = subprocess.DEVNULL, command(locations, "nightly")
    return subprocess.Popen(told, cwd=REPOSITORY, stdout=quiet, stderr=subprocess.PIPE, text=True)


def _was_refused(second: "subprocess.Popen[str]") -> bool:
    told = second.communicate()[1]
    print(f"a second one: exit {second.returncode}: {sentence(told)}", flush=True)
    return second.returncode == 2 and "is being built by" in told


def _begin(locations: Locations) -> "subprocess.Popen[bytes]":
    quiet = subprocess.DEVNULL
    return subprocess.Popen(
        command(locations), cwd=REPOSITORY, stdout=quiet, stderr=quiet, start_new_session=True
    )


def _written_since(path: Path, since: float) -> bool:
    try:
        return path.stat().st_mtime >= since
    except FileNotFoundError:
        return False


def _round(
    locations: Locations,
    wanted: Hashes,
    seconds: Seconds,
    chance: random.Random,
    leaves_workers: int,
) -> bool:
    """Kill one build in each stage, then let one run to its end."""
    groups = []
    for stage, spent in seconds.items():
        after = chance.uniform(0, 1) * spent
        run = _begin(locations)
        reached = _wait(run, _BEGUN[stage](locations), after)
        _kill(run, leaves_workers)
        groups.append(run.pid)
        print(f"killed in {stage}, {after:.1f} s after it began ({reached})", flush=True)
    wrong = is_wrong(locations, wanted)
    for group in groups:
        with suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)
    return wrong


def _wait(run: "subprocess.Popen[bytes]", path: Path, after: float) -> str:
    """Until `after` seconds have gone since the file was written; whether the run was at work."""
    since, moment = time.time(), 0.0
    while run.poll() is None:
        if not moment and _written_since(path, since):
            moment = time.monotonic() + after
        if moment and time.monotonic() >= moment:
            return "at work"
        time.sleep(LOOK_SECONDS)
    return "had ended"


def _kill(run: "subprocess.Popen[bytes]", leaves_workers: int) -> None:
    with suppress(ProcessLookupError):
        (os.kill if leaves_workers else os.killpg)(run.pid, signal.SIGKILL)
    run.wait()


def _clock_went_back(locations: Locations, first: Locations, wanted: Hashes) -> bool:
    """What is served is of a time to come; what is built now must be served all the same."""
    copytree(first.warehouse.parent, locations.warehouse.parent, symlinks=True)
    served = locations.current.resolve().parent
    later = served.with_name(re.sub(r"^\d{4}", "2099", served.name))
    served.rename(later)
    locations.current.unlink()
    locations.current.symlink_to(Path("releases") / later.name / "gongkai.duckdb")
    for path in locations.warehouse.rglob("*"):
        if not path.is_symlink():
            os.utime(path, (4e9, 4e9))
    sidecar_of(locations).write_text(f"{AGO}published_on: 2026-01-02\n", encoding="utf-8")
    finish(locations)
    is_served = hashes(locations) != wanted and later.is_dir()
    print(f"the clock went back, {'a new release' if is_served else 'NO new release'}", flush=True)
    sidecar_of(locations).write_text(AGO, encoding="utf-8")
    return is_wrong(locations, wanted) or not is_served


if __name__ == "__main__":
    sys.exit(1 if main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS) else 0)
