"""A candidate that is in order, built from the example of a hand-over, for suites to look at."""

import pytest

from pipelines.locations import Locations


@pytest.fixture(scope="session")
def sound(example: Locations) -> Locations:
    """Locations of a candidate that keeps every rule."""
    return example
