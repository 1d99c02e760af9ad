"""What a fact is about: whose it is and of what, by the coordinates that all forms share."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, kw_only=True)
class Disclosure:
    """Whose a fact is, of which year, phase and scope; its year may differ from its file's."""

    organisation_name: str | None = None
    fiscal_year: int | None = None
    phase: str | None = None
    scope: str | None = None


@dataclass(frozen=True, kw_only=True)
class Coordinates:
    """Of what an amount is: the coordinates of a cell beside those of its disclosure."""

    flow: str | None = None
    fund_source: str | None = None
    function_code: str | None = None
    economic_system: str | None = None
    economic_code: str | None = None
    nature: str | None = None
    item_code: str | None = None


COORDINATES = tuple(field.name for field in fields(Coordinates))
