"""What is known of the links of a portal from earlier visits: kept, never concluded from.

One JSON file a portal, written whole after each file, so that a visit that was cut short goes on.
"""

from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from pipelines.frames.whole_files import read_note, write_note
from pipelines.raw.portals.fetching import NO_VALIDATORS, Validators
from pipelines.raw.portals.links import Link


@dataclass(frozen=True)
class KnownLink:
    """One address: since when it is known, which document stood there last, how to ask again.

    `document_ids` are all documents that ever stood there, the newest last. `vanished_at` is when
    it was first missing; the documents stay. `links` are those of an article page.
    """

    first_seen: str
    last_seen: str
    validators: Validators = NO_VALIDATORS
    document_ids: tuple[str, ...] = ()
    vanished_at: str | None = None
    links: tuple[Link, ...] = ()


@dataclass
class PortalState:
    """All known links of one portal, by address."""

    path: Path
    documents: dict[str, KnownLink] = field(default_factory=dict)
    articles: dict[str, KnownLink] = field(default_factory=dict)

    def save(self) -> None:
        """Write the state as it is now."""
        kinds = {"documents": self.documents, "articles": self.articles}
        content = {
            kind: {address: asdict(link) for address, link in links.items()}
            for kind, links in kinds.items()
        }
        write_note(self.path, content)

    def vanish(self, addresses: set[str], at: str) -> list[str]:
        """Note that these addresses are missing; those that were not missing before."""
        fresh = sorted(a for a in addresses if self.documents[a].vanished_at is None)
        for address in fresh:
            self.documents[address] = replace(self.documents[address], vanished_at=at)
        return fresh


def portal_state(folder: Path, portal_id: str) -> PortalState:
    """What earlier visits left; nothing where there was none, or where it cannot be read."""
    path = folder / f"{portal_id}.json"
    content = read_note(path) or {}
    kinds = [_links(content.get(kind) or {}) for kind in ("documents", "articles")]
    return PortalState(path, *kinds)


def _links(content: dict[str, Any]) -> dict[str, KnownLink]:
    return {address: _known(link) for address, link in content.items()}


def _known(link: dict[str, Any]) -> KnownLink:
    return KnownLink(
        first_seen=link["first_seen"],
        last_seen=link["last_seen"],
        validators=Validators(**link["validators"]),
        document_ids=tuple(link["document_ids"]),
        vanished_at=link["vanished_at"],
        links=tuple(Link(**each) for each in link["links"]),
    )
