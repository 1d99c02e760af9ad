"""Builds on disks that fill up, and on one that may not be written.

`python -m benchmarks.small_disks [SIZES]` builds one sample undisturbed, then on a disk (tmpfs) of
SIZES growing sizes, one build after the other in the same folder, and on a read-only one: each must
end with one sentence and exit status 1 or 2. Given room, the next run must end in the release of
the undisturbed build: the same sha256 of every table. Needs root; exit status 1 where anything is
not so. Builds that are killed are in crashes.py.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.disturbed_builds import (
    finish,
    hashes,
    is_wrong,
    places,
    run_to_its_end,
    sentence,
)
from pipelines.locations import Locations

SIZES = 10
SMALLEST_BYTES, ROOM_BYTES = 256 * 1024, 1024**3


def main(sizes: int) -> int:
    """How many builds ended otherwise than in a sentence, and whether the last one was wrong."""
    with TemporaryDirectory(prefix="gongkai_disks_") as name:
        first, small = places(Path(name) / "undisturbed"), places(Path(name) / "small")
        finish(first)
        wanted, whole = hashes(first), _bytes_below(first.warehouse)
        print(f"undisturbed: {len(wanted)} tables, {whole // 1024:,} KiB", flush=True)
        with _disk(small.warehouse):
            shutil.copytree(first.reading_times, small.reading_times)
            step = (whole - SMALLEST_BYTES) // sizes
            bad = sum(_fails_badly(small, SMALLEST_BYTES + n * step) for n in range(sizes))
            bad += _fails_badly(small, 0)
            _mount(f"remount,rw,size={ROOM_BYTES}", small.warehouse)
            wrong = is_wrong(small, wanted)
    print(f"{sizes} sizes and a read-only disk: {bad} ended badly, the next run {int(wrong)} wrong")
    return bad + wrong


def _bytes_below(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _fails_badly(locations: Locations, size: int) -> bool:
    """A build on a disk of this size, or on a read-only one; whether it said more than it should"""
    kind = f"rw,size={size}" if size else "ro"
    _mount(f"remount,{kind}", locations.warehouse)
    used = shutil.disk_usage(locations.warehouse).used
    done = run_to_its_end(locations)
    disk = f"disk of {size // 1024:,} KiB, {used // 1024:,} taken" if size else "read-only disk"
    print(f"{disk}: exit {done.returncode}: {sentence(done.stderr)}", flush=True)
    told = done.returncode == 0 or sentence(done.stderr) != "nothing"
    return "Traceback" in done.stderr or not told


@contextmanager
def _disk(place: Path) -> Iterator[None]:
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(place)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def _mount(options: str, place: Path) -> None:
    subprocess.run(["mount", "-o", options, str(place)], check=True)


if __name__ == "__main__":
    sys.exit(1 if main(int(sys.argv[1]) if sys.argv[1:] else SIZES) else 0)
