"""Resources of the asset graph: the two folders it works on. No work is done here."""

import os
from pathlib import Path

from dagster import ConfigurableResource

from pipelines.locations import BUILD, RAW, Locations


class LocationsResource(ConfigurableResource):
    """The raw folder and the warehouse folder, as paths.

    `strict` makes the warnings block that the suites mark so.
    """

    raw: str = str(RAW)
    warehouse: str = str(BUILD)
    strict: bool = False

    @classmethod
    def from_environment(cls) -> "LocationsResource":
        """GONGKAI_RAW, GONGKAI_WAREHOUSE and GONGKAI_STRICT (1); else the repository's folders."""
        return cls(
            raw=os.environ.get("GONGKAI_RAW", str(RAW)),
            warehouse=os.environ.get("GONGKAI_WAREHOUSE", str(BUILD)),
            strict=os.environ.get("GONGKAI_STRICT") == "1",
        )

    @property
    def paths(self) -> Locations:
        """Every path of the pipeline, absolute."""
        return Locations(Path(self.raw).resolve(), Path(self.warehouse).resolve())
