"""How a build or a night is to be worked through. What is done is in build.py and nightly.py."""

from dataclasses import dataclass

from pipelines.settings import settings


@dataclass(frozen=True)
class How:
    """`rebuild` reads everything again, `strict` lets marked warnings block, `verbose` logs all.

    After `reading_seconds` (of the clock) no further document is begun; without `visits_portals`
    only the raw folder is looked at.
    """

    rebuild: bool = False
    strict: bool = False
    verbose: bool = False
    reading_seconds: float | None = None
    visits_portals: bool = True


def night(strict: bool = False, verbose: bool = False, visits_portals: bool = True) -> How:
    """How a night is worked through: as `gongkai run` does it, within the night's time."""
    seconds = settings().limits.night_seconds
    return How(
        strict=strict, verbose=verbose, reading_seconds=seconds, visits_portals=visits_portals
    )
