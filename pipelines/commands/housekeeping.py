"""What is forgotten after a while: reports and logs older than the settings say.

Releases are kept by number, in pipelines/publish; Dagster's own runs in job.py.
"""

import shutil
import time
from collections.abc import Iterable
from pathlib import Path

from pipelines.locations import Locations
from pipelines.run_log import ENDING
from pipelines.settings import RetentionSettings

DAY_SECONDS = 24 * 3600


def tidy(locations: Locations, kept: RetentionSettings) -> None:
    """Remove reports and logs that are older than is kept. The newest of each always stays."""
    for path in _older(locations.reports.glob("*"), kept.report_days):
        shutil.rmtree(path, ignore_errors=True)
    for path in _older(locations.logs.glob(f"*{ENDING}"), kept.log_days):
        path.unlink(missing_ok=True)


def _older(paths: Iterable[Path], days: int) -> list[Path]:
    before = time.time() - days * DAY_SECONDS
    by_age = sorted(paths, key=lambda path: path.stat().st_mtime)
    return [path for path in by_age[:-1] if path.stat().st_mtime < before]
