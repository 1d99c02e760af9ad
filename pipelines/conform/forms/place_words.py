"""What one place words otherwise: conform/lexicon/places/<division_code>.yaml adds words.

A place is a division of GB/T 2260; its words hold for all divisions in it. Never more than words:
what they mean is of the national lexicon, and a word it knows already is an error here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from pipelines.code_version import code_version
from pipelines.conform.divisions import spellings_of
from pipelines.frames.knowledge_file import KnowledgeError, read_strictly

Words = dict[str, list[str]]
# In front of the division in the names of the party's offices.
PARTY = ("中国共产党", "中共")


class PlaceFile(BaseModel):
    """One file of places/: the name of the division, and words by group as in words.yaml."""

    model_config = ConfigDict(extra="forbid")
    division_name: str
    phases: Words = Field(default_factory=dict)
    fund_source: Words = Field(default_factory=dict)
    nature: Words = Field(default_factory=dict)
    item: Words = Field(default_factory=dict)
    flow: Words = Field(default_factory=dict)
    balance: Words = Field(default_factory=dict)
    columns: Words = Field(default_factory=dict)
    rows: Words = Field(default_factory=dict)
    neutral: list[str] = []
    groups: list[str] = []


@dataclass(frozen=True)
class Place:
    """The words of one division, and how names of its organisations begin."""

    division_code: str
    words: PlaceFile
    beginnings: tuple[str, ...]


@cache
def load_places(folder: Path) -> Mapping[str, Place]:
    """The places of a lexicon's folder by division code.

    Raises KnowledgeError naming file and line; also for a file named after no division, or after
    another than `division_name` says.
    """
    return {path.stem: _place(path) for path in sorted((folder / "places").glob("*.yaml"))}


def _place(path: Path) -> Place:
    words = read_strictly(path, PlaceFile)
    beginnings = spellings_of(path.stem)
    if words.division_name not in beginnings:
        known = ", ".join(sorted(beginnings)) or "no division"
        raise KnowledgeError(
            f"{path.name}, line 1: division_name: GB/T 2260 has {known} under {path.stem},"
            f" not {words.division_name}"
        )
    return Place(path.stem, words, beginnings)


@cache
def places_of(organisation_name: str | None, folder: Path) -> tuple[str, ...]:
    """The division codes of the places that an organisation lies in, the widest first."""
    name = organisation_name or ""
    for party in PARTY:
        name = name.removeprefix(party)
    found = [place for place in load_places(folder).values() if name.startswith(place.beginnings)]
    within = {
        code
        for code in load_places(folder)
        for place in found
        if place.division_code.startswith(code.rstrip("0"))
    }
    return tuple(sorted(within, key=lambda code: (len(code.rstrip("0")), code)))


def words_version(organisation_name: str | None, folder: Path) -> str:
    """Changes with the files of the places that an organisation lies in, and with no other's."""
    codes = places_of(organisation_name, folder)
    return code_version(folder / "places" / f"{code}.yaml" for code in codes)
