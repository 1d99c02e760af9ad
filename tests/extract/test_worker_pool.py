"""Limits of time and memory, and workers that die: each costs one document and no other."""

import ctypes
import errno
import os
import re
import time
from pathlib import Path

from pipelines.extract.worker_pool import Job, Limits, WorkerFailure, run_in_workers
from pipelines.raw.store import stored_document


def behave(job: Job) -> str:
    """What a document does to its worker, by its name."""
    match job.document_id.split()[0]:
        case "hangs":
            time.sleep(60)
        case "spins":
            while True:
                pass
        case "full":
            raise OSError(errno.ENOSPC, "No space left on device")
        case "dies":
            os._exit(9)
        case "crashes":
            ctypes.string_at(0)
        case "grows":
            return str(len(bytearray(8 * 1024**3)))
        case "raises":
            raise ValueError("not a document")
    return f"{job.document_id} read"


def outcomes(names: list[str], limits: Limits) -> dict[str, str]:
    jobs = [Job(name, Path(name)) for name in names]
    return {
        job.document_id: outcome.reason_code if isinstance(outcome, WorkerFailure) else outcome
        for job, outcome in run_in_workers(behave, jobs, limits)
    }


def test_each_failure_is_data_for_its_own_document() -> None:
    names = ["good 1", "dies", "good 2", "grows", "raises", "hangs", "crashes", "good 3"]
    assert outcomes(names, Limits(seconds=3, wall_factor=1, workers=2)) == {
        "good 1": "good 1 read",
        "dies": "worker_died",
        "good 2": "good 2 read",
        "grows": "memory_limit",
        "raises": "reading_failed",
        "hangs": "time_limit",
        "crashes": "worker_died",
        "good 3": "good 3 read",
    }


def test_time_is_that_of_the_processor_also_where_nobody_looks_at_the_clock() -> None:
    limits = Limits(seconds=1, wall_factor=300, workers=1)
    assert outcomes(["spins", "good"], limits) == {"spins": "time_limit", "good": "good read"}


def test_a_full_disk_is_the_machine_and_not_the_document() -> None:
    assert outcomes(["full"], Limits(workers=1)) == {"full": "machine_failure"}


def broken_reader(job: Job) -> object:
    """Breaks inside our own code, or below it."""
    return stored_document(job.path)


def test_an_exception_is_told_with_its_place_in_our_code() -> None:
    ((_, outcome),) = run_in_workers(broken_reader, [Job("a", Path("gone"))], Limits(workers=1))
    assert isinstance(outcome, WorkerFailure)
    assert outcome.reason_code == "machine_failure"
    assert "FileNotFoundError" in outcome.reason
    assert re.search(r"\(raw/store\.py, line \d+\)$", outcome.reason)


class Stubborn:
    """Something that cannot be sent to another process."""

    def __reduce__(self) -> str:
        raise TypeError("stays where it is")


def stubborn(job: Job) -> Stubborn:
    return Stubborn()


def test_a_result_that_cannot_come_back_costs_its_own_document() -> None:
    found = dict(run_in_workers(stubborn, [Job("a", Path("a"))], Limits(workers=1)))
    (outcome,) = found.values()
    assert isinstance(outcome, WorkerFailure)
    assert outcome.reason_code == "reading_failed"


def test_one_document_is_isolated_too() -> None:
    assert outcomes(["dies"], Limits(seconds=3, workers=1)) == {"dies": "worker_died"}


def test_many_dying_workers_in_a_row_do_not_stop_the_night() -> None:
    names = [f"dies {number}" for number in range(30)]
    found = outcomes([*names, "good"], Limits(seconds=10, workers=2))
    assert found["good"] == "good read"
    assert {found[name] for name in names} == {"worker_died"}


def test_nothing_to_do() -> None:
    assert outcomes([], Limits()) == {}
