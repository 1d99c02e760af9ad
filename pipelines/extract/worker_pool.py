"""One pure function over many documents, each in a worker process with limits of time and memory.

A worker that hangs, dies or asks for too much memory costs its own document and no other. What the
function does is not known here.
"""

import math
import multiprocessing
import os
import resource
import signal
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import TimeoutError as LimitReached
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from pipelines.extract.retrying import MACHINE, OVER_BUDGET, is_of_the_machine
from pipelines.settings import LimitSettings

_CODE = Path(__file__).parents[1]
# Documents in flight for each worker: enough to keep it busy, few enough to hold in memory.
AHEAD = 4
# A fresh worker now and then gives back what libraries keep.
DOCUMENTS_PER_WORKER = 50
# What the stages hand to workers: imported once, by the server that all workers are forked from.
_IMPORTED_ONCE = ["pipelines.extract.extraction", "pipelines.conform.conformance"]

Result = TypeVar("Result")


@dataclass(frozen=True)
class Job:
    """One document to read, and the pictures of pages in it, which take longer than text."""

    document_id: str
    path: Path
    scans: int = 0


@dataclass(frozen=True)
class Limits:
    """What one document may cost, in seconds of the processor.

    Memory is address space, of which libraries map 1 GiB.

    A document of 800 pages was read in 20 seconds and 300 MiB within these limits.
    """

    seconds: float = 300.0
    seconds_per_scan: float = 30.0
    # a busy machine must not cut off a sound document, a hanging one must not wait for ever
    wall_factor: float = 10.0
    memory_bytes: int = 4 * 1024**3
    workers: int = os.cpu_count() or 1
    # of the clock: after it no document is begun
    budget_seconds: float = math.inf

    @classmethod
    def of(cls, stated: LimitSettings, budget_seconds: float = math.inf) -> "Limits":
        """The limits of the settings file."""
        return cls(
            seconds=stated.document_seconds,
            seconds_per_scan=stated.scan_page_seconds,
            memory_bytes=stated.memory_mib * 1024**2,
            workers=stated.workers or os.cpu_count() or 1,
            budget_seconds=budget_seconds,
        )

    def time_of(self, job: Job) -> float:
        """Seconds of the processor that this document may take."""
        return self.seconds + job.scans * self.seconds_per_scan


@dataclass(frozen=True)
class WorkerFailure:
    """Why a worker gave no result: `reason_code` for machines, `reason` for people."""

    document_id: str
    reason_code: str
    reason: str


def run_in_workers(
    function: Callable[[Job], Result], jobs: Sequence[Job], limits: Limits
) -> Iterator[tuple[Job, Result | WorkerFailure]]:
    """Yield each job with its result or its failure, in the order given."""
    if not jobs:
        return
    waiting: deque[tuple[Job, ProcessFuture | None]] = deque()
    ends = time.monotonic() + limits.budget_seconds
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_IMPORTED_ONCE)
    with ProcessPool(
        max_workers=min(limits.workers, len(jobs)),
        max_tasks=DOCUMENTS_PER_WORKER,
        initializer=_limit_memory,
        initargs=[limits.memory_bytes],
        context=context,
    ) as pool:
        for job in jobs:
            is_begun = time.monotonic() < ends
            waiting.append((job, _begun(pool, function, job, limits) if is_begun else None))
            if len(waiting) >= limits.workers * AHEAD:
                yield _outcome(*waiting.popleft(), limits)
        while waiting:
            yield _outcome(*waiting.popleft(), limits)


def _begun(
    pool: ProcessPool, function: Callable[[Job], Any], job: Job, limits: Limits
) -> ProcessFuture:
    seconds = limits.time_of(job)
    wall = seconds * limits.wall_factor
    return pool.schedule(_told, args=[function, job, seconds], timeout=wall)


@dataclass(frozen=True)
class _Crash:
    """An exception as data: some cannot be pickled, and their place is lost on the way."""

    reason: str
    reason_code: str = "reading_failed"


def _told(function: Callable[[Job], Result], job: Job, seconds: float) -> Result | _Crash:
    """In the worker: the result, or the exception with the line of our code that it came from."""
    # nobody handles the signal of this timer, so that it ends the process also inside a library
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return function(job)
    except MemoryError:
        raise
    except Exception as error:
        place = _place_in_our_code(error)
        code = MACHINE if is_of_the_machine(error) else "reading_failed"
        return _Crash(f"reading failed: {type(error).__name__}: {error} ({place})", code)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _place_in_our_code(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_CODE)]
    last = (ours or frames)[-1]
    name = Path(last.filename).relative_to(_CODE) if ours else Path(last.filename).name
    return f"{name}, line {last.lineno}"


def _limit_memory(memory_bytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _outcome(job: Job, future: ProcessFuture | None, limits: Limits) -> tuple[Job, Any]:
    if future is None:
        reason = "not read yet: the time for reading was used up; the next run goes on"
        return job, WorkerFailure(job.document_id, OVER_BUDGET, reason)
    try:
        result = future.result()
    except LimitReached:
        return job, _too_slow(job, limits)
    except MemoryError:
        size = f"{limits.memory_bytes / 1024**3:.1f} GiB"
        reason = f"reading asked for more than {size} of memory"
        return job, WorkerFailure(job.document_id, "memory_limit", reason)
    except ProcessExpired as error:
        if error.exitcode == -signal.SIGPROF:
            return job, _too_slow(job, limits)
        reason = f"the reading process died with exit code {error.exitcode}"
        return job, WorkerFailure(job.document_id, "worker_died", reason)
    except Exception as error:
        reason = f"the result did not come back: {type(error).__name__}: {error}"
        return job, WorkerFailure(job.document_id, "reading_failed", reason)
    if isinstance(result, _Crash):
        return job, WorkerFailure(job.document_id, result.reason_code, result.reason)
    return job, result


def _too_slow(job: Job, limits: Limits) -> WorkerFailure:
    reason = f"reading took longer than {limits.time_of(job):g} seconds"
    return WorkerFailure(job.document_id, "time_limit", reason)
