"""raw/portals/<id>.yaml: what a portal is like. Visiting it is in visiting.py."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from pipelines.frames.knowledge_file import read_strictly
from pipelines.raw.sidecar import PHASES

# Endings of addresses that lead to documents, where a portal file does not say otherwise.
DOCUMENT_ADDRESSES = r"(?i)\.(pdf|xlsx?|docx?|zip|rar|7z|ofd)([?#].*)?$"
_GROUPS = {"organisation", "fiscal_year", "phase"}


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return text


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("not an address that begins with http:// or https://")
    return text


Pattern = Annotated[str, AfterValidator(_pattern)]
Address = Annotated[str, AfterValidator(_address)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Pages(_Strict):
    """The further pages of a list: `address` with {n}, from `first` on, until one is missing."""

    address: Address
    first: int = Field(default=1, ge=0)
    last: int = Field(default=100, ge=0)

    @model_validator(mode="after")
    def _has_number(self) -> "Pages":
        if "{n}" not in self.address:
            raise ValueError("the address has no {n} for the number of the page")
        return self

    @property
    def addresses(self) -> Iterator[str]:
        """Every address, in order."""
        for number in range(self.first, self.last + 1):
            yield self.address.replace("{n}", str(number))


class Links(_Strict):
    """Which links are meant: both patterns must be found where both are given."""

    text: Pattern | None = None
    address: Pattern | None = None

    def mean(self, text: str, address: str) -> bool:
        """Whether a link of this text and address is one of them."""
        found_text = self.text is None or re.search(self.text, text)
        return bool(found_text and (self.address is None or re.search(self.address, address)))


class Limits(_Strict):
    """How politely, and how much, a portal is asked."""

    seconds_between_requests: float = Field(default=2.0, ge=0)
    seconds_per_file: float = Field(default=300.0, gt=0)
    seconds_without_a_byte: float = Field(default=30.0, gt=0)
    bytes_per_file: int = Field(default=200 * 1024**2, gt=0)
    bytes_per_page: int = Field(default=10 * 1024**2, gt=0)
    requests: int = Field(default=5000, gt=0)
    attempts: int = Field(default=4, ge=1, le=10)


class WebPortal(_Strict):
    """A site: lists of links to documents, or to articles with documents attached.

    `link_text` finds organisation, fiscal_year and phase in the text of a link by named groups;
    `phases` says which word is which phase. What it finds is overruled by what a file prints.
    """

    kind: Literal["web"]
    title: str
    start: list[Address] = Field(min_length=1)
    pages: Pages | None = None
    articles: Links | None = None
    documents: Links = Links(address=DOCUMENT_ADDRESSES)
    link_text: Pattern | None = None
    phases: dict[str, str] = {"预算": "budget", "决算": "final"}
    other_hosts: list[str] = []
    allow_private_addresses: bool = False
    save_articles: bool = False
    limits: Limits = Limits()

    @model_validator(mode="after")
    def _names_known_things(self) -> "WebPortal":
        if self.link_text:
            unknown = set(re.compile(self.link_text).groupindex) - _GROUPS
            if unknown:
                raise ValueError(f"link_text names {', '.join(sorted(unknown))}, which is nothing")
        unknown = set(self.phases.values()) - set(PHASES)
        if unknown:
            raise ValueError(f"phases names {', '.join(sorted(unknown))}, which is no phase")
        return self

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts that links may lead to."""
        own = [*self.start, *([self.pages.address] if self.pages else [])]
        return frozenset([*(urlsplit(each).hostname or "" for each in own), *self.other_hosts])


class FolderPortal(_Strict):
    """A folder on disk that somebody else fills; a relative path begins at the portal file."""

    kind: Literal["folder"]
    title: str
    path: Path


Portal = WebPortal | FolderPortal


def read_portal(path: Path) -> Portal:
    """The portal of one file; raises KnowledgeError with file and line."""
    return read_strictly(path, FolderPortal if _is_folder(path) else WebPortal)


def _is_folder(path: Path) -> bool:
    """By the line `kind:`; anything else is told by the validation of a web portal."""
    text = path.read_text(encoding="utf-8", errors="replace")
    return bool(re.search(r"^kind:\s*folder\s*$", text, re.M))
