"""Where documents, knowledge and builds live on disk. Nothing here reads or writes a file."""

from dataclasses import dataclass
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
# A wheel carries the knowledge inside the package, and works on the folder it is started in.
_PACKED = _PACKAGE / "packed"
REPOSITORY = Path.cwd() if _PACKED.is_dir() else _PACKAGE.parent
_KNOWLEDGE = _PACKED if _PACKED.is_dir() else REPOSITORY
RAW = REPOSITORY / "raw"
BUILD = REPOSITORY / "warehouse" / "build"
CODES = _KNOWLEDGE / "warehouse" / "codes"
TABLES = _KNOWLEDGE / "warehouse"
COLUMN_TYPES = TABLES / "column_types.yaml"
SUITES = _KNOWLEDGE / "expectations" / "suites"
TIES = SUITES.parent / "ties"
RULES = SUITES.parent / "rules"
LAYOUTS = _PACKAGE / "conform" / "layouts"
LEXICON = _PACKAGE / "conform" / "lexicon"


@dataclass(frozen=True)
class Locations:
    """One raw folder and one warehouse folder; every other path follows from them."""

    raw: Path = RAW
    warehouse: Path = BUILD

    @property
    def documents(self) -> Path:
        """Content-addressed store: beside our own raw folder, never inside somebody else's."""
        return self.raw / "documents" if self.raw == RAW else self.warehouse / "documents"

    @property
    def portal_files(self) -> Path:
        """One YAML file per portal that is visited at night."""
        return self.raw / "portals"

    @property
    def portal_states(self) -> Path:
        """What is known of the links of portals; beside the documents, for it cannot be rebuilt."""
        return self.documents / "portals"

    @property
    def own_folders(self) -> tuple[Path, ...]:
        """Where this pipeline itself writes: nothing in there is a published file."""
        below = (self.documents, self.cache, self.reading_times, self.stage, self.releases)
        return (self.warehouse, *below)

    @property
    def cache(self) -> Path:
        """Extraction results, one folder per extractor version."""
        return self.warehouse / "cache"

    @property
    def tried_again(self) -> Path:
        """Which documents the next run has to try again, one file per stage."""
        return self.cache / "tried_again"

    @property
    def reading_times(self) -> Path:
        """How long each document took to read when it was first read, per extractor version."""
        return self.warehouse / "reading_times"

    @property
    def stage(self) -> Path:
        """Frames handed from one stage to the next, as Parquet."""
        return self.warehouse / "stage"

    @property
    def candidate(self) -> Path:
        """The DuckDB file being built and checked, before it is a release."""
        return self.warehouse / "candidate.duckdb"

    @property
    def unfinished_candidate(self) -> Path:
        """The candidate as long as tables are missing in it."""
        return self.warehouse / "candidate.unfinished"

    @property
    def releases(self) -> Path:
        """One folder per release."""
        return self.warehouse / "releases"

    @property
    def reports(self) -> Path:
        """One folder per night, with its report."""
        return self.warehouse / "reports"

    @property
    def logs(self) -> Path:
        """One file per run: a line of JSON for each document."""
        return self.warehouse / "logs"

    @property
    def current(self) -> Path:
        """Link to the newest release's DuckDB file."""
        return self.warehouse / "current"
