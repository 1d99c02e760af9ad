"""Resources of the asset graph: the two folders it works on. No work is done here."""

import os
from pathlib import Path

from dagster import ConfigurableResource

from pipelines.locations import BUILD, RAW, Locations


class LocationsResource(ConfigurableResource):
    """The raw folder and the warehouse folder, as paths."""

    raw: str = str(RAW)
    warehouse: str = str(BUILD)

    @classmethod
    def from_environment(cls) -> "LocationsResource":
        """GONGKAI_RAW and GONGKAI_WAREHOUSE; the repository's own folders where they are unset."""
        return cls(
            raw=os.environ.get("GONGKAI_RAW", str(RAW)),
            warehouse=os.environ.get("GONGKAI_WAREHOUSE", str(BUILD)),
        )

    @property
    def paths(self) -> Locations:
        """Every path of the pipeline, absolute."""
        return Locations(Path(self.raw).resolve(), Path(self.warehouse).resolve())
