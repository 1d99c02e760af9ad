"""What a build with one new document costs, stage by stage: `python -m benchmarks.build`.

All samples but one are built first; then the last one is added and each stage is run as the job
runs it. Printed are CPU seconds of this process and its workers, so that a busy machine changes
little; the last line is the whole command, with its imports. No test depends on these figures.
"""

import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from pipelines.locations import RAW, REPOSITORY, Locations

SAMPLES = sorted((RAW / "samples").glob("*.pdf"))


def main() -> None:
    """Build, add a document, and print a line for each stage."""
    with TemporaryDirectory() as folder:
        locations = Locations(Path(folder) / "raw", Path(folder) / "warehouse")
        locations.raw.mkdir()
        for path in SAMPLES[:-1]:
            _add(path, locations.raw)
        _run(locations)
        kept = Path(folder) / "before"
        shutil.copytree(locations.warehouse, kept, symlinks=True)
        _add(SAMPLES[-1], locations.raw)
        total = sum(_measured(name, stage) for name, stage in _stages(locations))
        print(f"{'stages together':<24}{total:8.1f}")
        shutil.rmtree(locations.warehouse)
        shutil.copytree(kept, locations.warehouse, symlinks=True)
        _measured("gongkai run, all of it", lambda: _run(locations))


def _stages(locations: Locations) -> list[tuple[str, Callable[[], object]]]:
    """Each stage by name, in the order of the job; a stage imports what it needs."""

    def imports() -> None:
        import pipelines.definitions  # noqa: F401

    def raw() -> None:
        from pipelines.raw.intake import register

        register([locations.raw], locations.documents)

    def extract() -> None:
        from pipelines.extract.extraction import extract_documents

        extract_documents(locations)

    def conform() -> None:
        from pipelines.conform.conformance import conform_documents

        conform_documents(locations)

    def load_before_ties() -> None:
        from pipelines.load.candidate import begin_candidate

        begin_candidate(locations)

    def ties() -> None:
        from pipelines.validate.ties.checking import check_ties

        check_ties(locations)

    def load_after_ties() -> None:
        from pipelines.load.candidate import finish_candidate

        finish_candidate(locations)

    def checks() -> None:
        from pipelines.validate.isolation import check_and_isolate
        from pipelines.validate.outcomes import record_outcomes

        record_outcomes(locations, check_and_isolate(locations).outcomes)

    def publish() -> None:
        from pipelines.publish.release import publish_release

        publish_release(locations, checks_passed=True)

    stages = [imports, raw, extract, conform, load_before_ties, ties, load_after_ties]
    return [(stage.__name__.replace("_", " "), stage) for stage in (*stages, checks, publish)]


def _measured(name: str, stage: Callable[[], object]) -> float:
    """Run the stage and print its CPU seconds, and the seconds that passed."""
    cpu, clock = _cpu_seconds(), time.perf_counter()
    stage()
    spent = _cpu_seconds() - cpu
    print(
        f"{name:<24}{spent:8.1f} CPU seconds {time.perf_counter() - clock:8.1f} passed", flush=True
    )
    return spent


def _cpu_seconds() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def _add(path: Path, raw: Path) -> None:
    shutil.copy(path, raw)
    shutil.copy(path.with_name(path.name + ".yaml"), raw)


def _run(locations: Locations) -> None:
    places = ["--raw", str(locations.raw), "--warehouse", str(locations.warehouse)]
    command = [sys.executable, "-m", "pipelines.cli", "run", *places]
    subprocess.run(command, cwd=REPOSITORY, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
