"""Resources of the asset graph: the two folders it works on. No work is done here."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dagster import ConfigurableResource, InitResourceContext

from pipelines.locations import BUILD, RAW, Locations
from pipelines.warehouse_lock import held


class LocationsResource(ConfigurableResource):
    """The raw folder and the warehouse folder, as paths.

    `strict` makes the warnings block that the suites mark so; after `reading_seconds` (of the
    clock) no further document is begun. A run holds the warehouse's lock from its first step to
    its last; with `is_locked` whoever began it does.
    """

    raw: str = str(RAW)
    warehouse: str = str(BUILD)
    strict: bool = False
    reading_seconds: float | None = None
    is_locked: bool = False

    @classmethod
    def from_environment(cls) -> "LocationsResource":
        """GONGKAI_RAW, GONGKAI_WAREHOUSE and GONGKAI_STRICT (1); else the repository's folders."""
        return cls(
            raw=os.environ.get("GONGKAI_RAW", str(RAW)),
            warehouse=os.environ.get("GONGKAI_WAREHOUSE", str(BUILD)),
            strict=os.environ.get("GONGKAI_STRICT") == "1",
        )

    @contextmanager
    def yield_for_execution(self, context: InitResourceContext) -> Iterator["LocationsResource"]:
        """The folders for as long as the run needs them; raises WarehouseBusy."""
        if self.is_locked:
            yield self
            return
        with held(self.paths.warehouse):
            yield self

    def without_lock(self) -> "LocationsResource":
        """The same folders, for work that takes the lock itself."""
        return LocationsResource(**{**self.model_dump(), "is_locked": True})

    @property
    def paths(self) -> Locations:
        """Every path of the pipeline, absolute."""
        return Locations(Path(self.raw).resolve(), Path(self.warehouse).resolve())
