"""Printed names of organisations against the register: what is the same, what a person must judge.

Only the comparison of names belongs here; divisions are in divisions.py, the tables that show the
outcome in warehouse/quality/organisation_match.sql and organisation_worklist.sql.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rapidfuzz import fuzz

from pipelines.conform.divisions import split_division
from pipelines.extract.ideographs import plain_letters

# Below this, proposals were other bureaus of the same place rather than other spellings.
PROPOSAL_SCORE = 75
EXACT = Decimal("100.00")
# A department's own level is the same organisation; the scope of the disclosure tells them apart.
_OWN_LEVEL = re.compile(r"(?:\((?:局|机关)?(?:本级|本部|机关)(?:机关)?\)|(?:机关)?本级|本部)$")
# 中国共产党某省委员会办公厅, 中共某省委办公厅 and 某省委办公厅 are one office.
_PARTY = re.compile(r"^(?:中国共产党|中共)")
_PARTY_COMMITTEE = re.compile(r"^委员会")
_FULL_WIDTH = str.maketrans("()", "（）")


@dataclass(frozen=True)
class RegisteredName:
    """A name or alias of one organisation; `name_zh` is the name the register gives it."""

    organisation_id: str
    name_zh: str
    name: str
    is_alias: bool
    division_code: str | None


@dataclass(frozen=True)
class OrganisationMatch:
    """What one printed name comes to; `score` is 0 to 100, None without a candidate.

    method is register, alias, normalised, proposed or none; outcome matched, to_review or new.
    `spelling_of` is the printed name that stands for all unregistered ones equal to it.
    """

    name_printed: str
    division_code: str | None
    organisation_id: str | None
    organisation_name: str | None
    score: Decimal | None
    method: str
    outcome: str
    spelling_of: str


@dataclass(frozen=True)
class _Comparable:
    """A name taken apart: the divisions it may belong to, the whole, and what follows them."""

    divisions: frozenset[str]
    whole: str
    core: str


def match_names(
    printed: Iterable[str], register: Sequence[RegisteredName]
) -> list[OrganisationMatch]:
    """One match per printed name, in order of the names; the same input gives the same result."""
    known = [(name, _comparable_registered(name)) for name in sorted(register, key=_priority)]
    by_key: dict[str, RegisteredName] = {}
    for name, _ in known:
        by_key.setdefault(name_key(name.name), name)
    found = [_match(text, by_key.get(name_key(text)), known) for text in sorted(set(printed))]
    spelling_of = _spellings([one.name_printed for one in found if one.outcome != "matched"])
    return [
        replace(one, spelling_of=spelling_of.get(one.name_printed, one.name_printed))
        for one in found
    ]


def _spellings(names: Sequence[str]) -> dict[str, str]:
    """The longest of the names that are equal in normalised form within one division."""
    longest: dict[tuple[frozenset[str], str], str] = {}
    for text in sorted(names, key=lambda name: (-len(name), name)):
        longest.setdefault(_spelling_key(text), text)
    return {text: longest[_spelling_key(text)] for text in names}


def _spelling_key(text: str) -> tuple[frozenset[str], str]:
    """Names that do not say one division are equal to themselves alone."""
    said = _comparable(text)
    if len(said.divisions) == 1:
        return said.divisions, said.core
    return frozenset(), name_key(text)


def name_key(name: str) -> str:
    """As the macro core.organisation_key: without white space, brackets full-width."""
    return re.sub(r"\s", "", name).translate(_FULL_WIDTH)


def _priority(name: RegisteredName) -> tuple[bool, str, str]:
    return name.is_alias, name.organisation_id, name.name


def _match(
    text: str,
    found: RegisteredName | None,
    known: Sequence[tuple[RegisteredName, _Comparable]],
) -> OrganisationMatch:
    if found:
        return _result(text, found, EXACT, "alias" if found.is_alias else "register")
    printed = _comparable(text)
    equal = {name.organisation_id: name for name, other in known if _is_equal(printed, other)}
    if len(equal) == 1:
        return _result(text, next(iter(equal.values())), EXACT, "normalised")
    scored = [(_score(printed, other), name) for name, other in known]
    score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    if best is None or score < PROPOSAL_SCORE:
        return _result(text, None, None, "none")
    return _result(text, best, Decimal(f"{score:.2f}"), "proposed")


def _result(
    text: str,
    found: RegisteredName | None,
    score: Decimal | None,
    method: str,
) -> OrganisationMatch:
    codes = split_division(_squeezed(text))[0]
    own = next(iter(codes)) if len(codes) == 1 else None
    is_same = found is not None and method != "proposed"
    return OrganisationMatch(
        name_printed=text,
        division_code=(found.division_code or own) if found and is_same else own,
        organisation_id=found.organisation_id if found else None,
        organisation_name=found.name_zh if found else None,
        score=score,
        method=method,
        outcome={"proposed": "to_review", "none": "new"}.get(method, "matched"),
        spelling_of=text,
    )


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", plain_letters(text))


def _comparable(text: str) -> _Comparable:
    whole = _squeezed(text)
    whole = _OWN_LEVEL.sub("", whole) or whole
    place = _PARTY.sub("", whole)
    codes, rest = split_division(place)
    is_party = bool(codes) and place != whole
    return _Comparable(
        codes,
        place if is_party else whole,
        _PARTY_COMMITTEE.sub("委", rest) if is_party else rest or whole,
    )


def _comparable_registered(name: RegisteredName) -> _Comparable:
    """The register says which of several divisions is meant."""
    said = _comparable(name.name)
    if name.division_code is None:
        return said
    is_prefixed = name.division_code in said.divisions
    core = said.core if is_prefixed else said.whole
    return _Comparable(frozenset({name.division_code}), said.whole, core)


def _is_equal(printed: _Comparable, other: _Comparable) -> bool:
    """The same name in the same division, and both say so: a bare 普陀区 is two places."""
    is_one_place = len(printed.divisions) == 1 and printed.divisions == other.divisions
    return is_one_place and printed.core == other.core


def _score(printed: _Comparable, other: _Comparable) -> float:
    """0 to 100; 0 where the divisions differ, however close the letters are."""
    if printed.divisions and other.divisions:
        is_possible = bool(printed.divisions & other.divisions)
        return fuzz.ratio(printed.core, other.core) if is_possible else 0.0
    return max(fuzz.ratio(printed.core, other.core), fuzz.ratio(printed.whole, other.whole))
