"""Builds that are killed, run out of room, may not write or see the clock go back.

`python -m benchmarks.crashes [KILLS] [SIZES]` builds one sample undisturbed, then disturbs a build
of it KILLS times by SIGKILL at seeded moments and SIZES times by a full disk, once by a disk that
is read-only and once by a clock that went back. After each the next undisturbed run must end in the
release of the undisturbed build: the same sha256 of every table. Disks are of the size wanted by
tmpfs, which needs root; without it they are left out, and said so. Exit status 1 where one differs.
"""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pipelines.locations import RAW, REPOSITORY, Locations

SAMPLE = RAW / "samples" / "putuo-government-office-2025-budget-unit.pdf"
SEED, KILLS, SIZES = 20260101, 30, 10
AGO = "retrieved_at: 2026-01-01T00:00:00+00:00\n"
Hashes = Mapping[str, str]


def main(kills: int, sizes: int) -> int:
    """Disturb builds one after the other; the number of those that were not mended."""
    chance = random.Random(SEED)
    with TemporaryDirectory(prefix="gongkai_crashes_") as name:
        folder = Path(name)
        first = _places(folder / "undisturbed")
        started = time.monotonic()
        _finish(first)
        seconds, wanted = time.monotonic() - started, hashes(first)
        print(f"undisturbed: {seconds:.0f} s, {len(wanted)} tables", flush=True)
        wrong = [_is_wrong(_killed(folder, first, seconds, chance), wanted) for _ in range(kills)]
        wrong += [_is_wrong(place, wanted) for place in _on_small_disks(folder, first, sizes)]
        wrong.append(_is_wrong(_clock_went_back(folder, first), wanted))
    print(f"{len(wrong)} disturbed, {sum(wrong)} not mended by the next run")
    return sum(wrong)


def hashes(locations: Locations) -> Hashes:
    """Table → sha256 of its Parquet file in the release being served."""
    file = locations.current.resolve().with_name("datapackage.json")
    package = json.loads(file.read_text(encoding="utf-8"))
    tables = [each for each in package["resources"] if each.get("type") == "table"]
    return {each["name"]: each["hash"] for each in tables}


def _places(folder: Path, like: Locations | None = None) -> Locations:
    """A raw folder with the sample; how long it took to read is that of `like`."""
    locations = Locations(folder / "raw", folder / "warehouse")
    locations.raw.mkdir(parents=True, exist_ok=True)
    shutil.copy(SAMPLE, locations.raw)
    (locations.raw / f"{SAMPLE.name}.yaml").write_text(AGO, encoding="utf-8")
    if like is not None:
        shutil.copytree(like.reading_times, locations.reading_times)
    return locations


def _command(locations: Locations) -> list[str]:
    places = ["--raw", str(locations.raw), "--warehouse", str(locations.warehouse)]
    return [sys.executable, "-m", "pipelines.cli", "run", *places]


def _finish(locations: Locations) -> None:
    """A run that nothing disturbs."""
    done = subprocess.run(_command(locations), cwd=REPOSITORY, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"the next run ended with {done.returncode}: {done.stderr[-600:]}")


def _is_wrong(locations: Locations, wanted: Hashes) -> bool:
    """Finish what was disturbed, compare, and make room for the next."""
    _finish(locations)
    found = hashes(locations)
    # mart.build_diff tells what changed since the release before, if there is one
    differing = {
        name
        for name in {*wanted, *found}
        if wanted.get(name) != found.get(name) and name != "mart.build_diff"
    }
    print(f"  then {', '.join(sorted(differing)) or 'the same release'}", flush=True)
    shutil.rmtree(locations.raw.parent, ignore_errors=True)
    return bool(differing)


def _killed(folder: Path, first: Locations, seconds: float, chance: random.Random) -> Locations:
    locations = _places(folder / "killed", first)
    after = chance.uniform(0.05, 1.0) * seconds
    run = subprocess.Popen(
        _command(locations),
        cwd=REPOSITORY,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        run.wait(after)
        state = "had ended"
    except subprocess.TimeoutExpired:
        state = "was at work"
    # the workers too: nobody is left to tidy up
    _kill_all(run)
    print(f"killed after {after:.1f} s ({state}, {_reached(locations)})", flush=True)
    return locations


def _kill_all(run: "subprocess.Popen[bytes]") -> None:
    try:
        os.killpg(run.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    run.wait()


def _reached(locations: Locations) -> str:
    """The last stage that left something."""
    left = {
        "publish": locations.releases,
        "validate": locations.candidate,
        "load": locations.unfinished_candidate,
        "conform": locations.stage,
        "extract": locations.cache,
        "raw": locations.documents,
    }
    return next((stage for stage, path in left.items() if path.exists()), "nothing yet")


def _on_small_disks(folder: Path, first: Locations, sizes: int) -> Iterator[Locations]:
    """Builds on full disks and on a read-only one; each is then given room."""
    whole = sum(path.stat().st_size for path in first.warehouse.rglob("*") if path.is_file())
    for number in range(sizes + 1):
        size = whole * (number + 1) // (sizes + 1) if number < sizes else 0
        locations = _places(folder / "small")
        with _disk(locations.warehouse, size or whole) as disk:
            if not disk:
                print("disks of a given size need root: left out")
                return
            shutil.copytree(first.reading_times, locations.reading_times)
            if not size:
                _mounted("remount,ro", locations.warehouse)
            print(_what_was_said(locations, size), flush=True)
            _mounted("remount,rw,size=1g", locations.warehouse)
            yield locations


def _what_was_said(locations: Locations, size: int) -> str:
    done = subprocess.run(_command(locations), cwd=REPOSITORY, capture_output=True, text=True)
    told = [line for line in done.stderr.splitlines() if re.match(r"\S*Error|Error", line)]
    where = f"disk of {size // 1024:,} KiB" if size else "read-only disk"
    trace = "Traceback" in done.stderr
    return f"{where}: exit {done.returncode}{', a traceback' if trace else ''}: {told[-1:]}"


@contextmanager
def _disk(place: Path, size: int) -> Iterator[bool]:
    place.mkdir(parents=True, exist_ok=True)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], capture_output=True
    )
    try:
        yield not mounted.returncode
    finally:
        if not mounted.returncode:
            subprocess.run(["umount", "--lazy", str(place)], check=True)


def _mounted(options: str, place: Path) -> None:
    subprocess.run(["mount", "-o", options, str(place)], check=True)


def _clock_went_back(folder: Path, first: Locations) -> Locations:
    """The release being served is of a time to come, and what is built now is another one."""
    locations = _places(folder / "clock", first)
    shutil.copytree(first.warehouse, locations.warehouse, symlinks=True, dirs_exist_ok=True)
    release = locations.current.resolve().parent
    later = release.with_name(re.sub(r"^\d{4}", "2099", release.name))
    release.rename(later)
    locations.current.unlink()
    locations.current.symlink_to(Path("releases") / later.name / "gongkai.duckdb")
    for path in locations.raw.glob("*.pdf"):
        path.with_name("copy.pdf").write_bytes(path.read_bytes() + b"\n% a copy")
    _finish(locations)
    (locations.raw / "copy.pdf").unlink()
    print("the clock went back", flush=True)
    return locations


if __name__ == "__main__":
    counts = [int(each) for each in sys.argv[1:]]
    kills, sizes = (*counts, *(KILLS, SIZES)[len(counts) :])
    sys.exit(1 if main(kills, sizes) else 0)
