"""What an identity is: as the pages print it, and settled.

How it is found is told in the modules beside this one.
"""

from dataclasses import dataclass

NEEDED = {
    "organisation": "organisation",
    "fiscal_year": "fiscal year",
    "phase": "phase",
    "scope": "scope",
}


class UnknownIdentity(Exception):
    """The document does not say whose disclosure it is; `reason_code` names what is missing."""

    def __init__(self, missing: str, why: str | None = None) -> None:
        stated = f"the document does not state its {missing} in a known wording"
        super().__init__(why or stated)
        self.reason_code = f"{missing.replace(' ', '_')}_{'contradicted' if why else 'unknown'}"


@dataclass(frozen=True)
class Identity:
    """organisation_name as printed (None in a blank template), and year and kind.

    `told` is what the file does not print: the key, and who told it (`fiscal_year: sidecar`).
    """

    title: str
    organisation_name: str | None
    fiscal_year: int
    phase: str
    scope: str
    told: tuple[str, ...] = ()

    @property
    def is_template(self) -> bool:
        return self.organisation_name is None


@dataclass(frozen=True)
class PrintedIdentity:
    """What the document itself says of its identity; None where it is silent.

    `weak` names what is only told by the words it uses most. `contradiction` is what it says twice
    and differently: which of the four, and how. `told` is as in Identity.
    """

    title: str = ""
    organisation: str | None = None
    fiscal_year: int | None = None
    phase: str | None = None
    scope: str | None = None
    is_template: bool = False
    weak: frozenset[str] = frozenset()
    contradiction: tuple[str, str] | None = None
    told: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether it can be settled."""
        known = all(getattr(self, key) for key in NEEDED)
        return known and not self.contradiction and not self.is_template

    def settled(self) -> Identity:
        """The identity; raises UnknownIdentity naming the first thing that is missing."""
        if self.contradiction:
            raise UnknownIdentity(*self.contradiction)
        for key, missing in NEEDED.items():
            if not getattr(self, key) and not (self.is_template and key == "organisation"):
                raise UnknownIdentity(missing)
        name = None if self.is_template else self.organisation
        year, phase, scope = self.fiscal_year or 0, str(self.phase), str(self.scope)
        return Identity(self.title, name, year, phase, scope, self.told)


NOTHING_PRINTED = PrintedIdentity()
