"""What one visit to a portal came to. Visiting is in visiting.py."""

from dataclasses import dataclass, field


class FetchFailed(Exception):
    """Nothing usable came: `reason_code` for machines; `is_passing` where asking again may help."""

    def __init__(
        self, reason_code: str, reason: str, is_passing: bool = False, wait_seconds: float = 0.0
    ) -> None:
        super().__init__(reason)
        self.reason_code, self.reason = reason_code, reason
        self.is_passing, self.wait_seconds = is_passing, wait_seconds


@dataclass(frozen=True)
class FailedLink:
    """An address of which nothing usable came, and why."""

    address: str
    reason_code: str
    reason: str


@dataclass
class PortalVisit:
    """What one visit came to; addresses by what became of them."""

    portal_id: str
    found: int = 0
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)
    failed: list[FailedLink] = field(default_factory=list)
    elsewhere: int = 0
    is_complete: bool = True

    def fail(self, address: str, failed: FetchFailed) -> None:
        """Note that nothing usable came from an address."""
        self.failed.append(FailedLink(address, failed.reason_code, failed.reason))

    def fail_list(self, address: str, failed: FetchFailed) -> None:
        """The same of a page of links: what it leads to is not known, so nothing has vanished."""
        self.fail(address, failed)
        self.is_complete = False
