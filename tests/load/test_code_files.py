"""A code file that contradicts itself or another: the error names file and line."""

import shutil
from pathlib import Path

import duckdb
import pytest

from pipelines.load.code_files import CodeFileError
from pipelines.load.sources import register_codes
from pipelines.locations import CODES

ORGANISATION = "cn310118_{name},{zh},,{aliases},{parent},310118,{first},{last},{before}"


@pytest.fixture
def codes(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CODES, tmp_path / "codes"))


def register(folder: Path) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    register_codes(con, folder)
    return con


def append(folder: Path, name: str, *lines: str) -> int:
    """Add lines to a file; the number of the first of them."""
    path = folder / f"{name}.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return text.count("\n") + 1


def organisation(name: str, **changes: str) -> str:
    values = {"zh": f"青浦区{name}", "aliases": "", "parent": "", "first": "", "last": ""}
    return ORGANISATION.format(**{**values, "before": "", **changes}, name=name)


def refusal(folder: Path) -> str:
    with pytest.raises(CodeFileError) as caught:
        register(folder)
    return str(caught.value)


def test_the_books_of_the_repository_are_sound(codes: Path) -> None:
    con = register(codes)
    row = con.execute("SELECT count(*) FROM code_function").fetchone()
    assert row is not None and row[0] > 1000


UNSOURCED = "recalled,unsourced"
MOVED = f"2020,moved,{UNSOURCED},某,x"
A_BEFORE_B = [organisation("a", before="cn310118_b"), organisation("b", before="cn310118_a")]
A_UNDER_B = [organisation("a", parent="cn310118_b"), organisation("b", parent="cn310118_a")]
TWO_ALIASES = [organisation("a", aliases="甲(本级)"), organisation("b", aliases="乙|甲（本级）")]
TWO_AFTER_A = [organisation(name, before="cn310118_a") for name in "bc"]
B_FROM_2019 = organisation("b", first="2019", before="cn310118_a")
SECTION_UNDER_ITS_ITEM = f"29877,甲,,section,2987701,,,{UNSOURCED}"
ITEM = f"2987701,乙,,item,29877,,,{UNSOURCED}"
# file, lines added to it, which of them is at fault, what the error says
BAD_LINES = [
    ("function", [SECTION_UNDER_ITS_ITEM, ITEM], 0, "a circle: 29877 -> 2987701 -> 29877"),
    ("item", ["of_itself,of_itself,甲,A"], 0, "a circle: of_itself -> of_itself"),
    ("function", [ITEM], 0, "parent_code 29877 is not in function.csv"),
    ("function", [f"20805,又一个,,section,208,,,{UNSOURCED}"], 0, "20805 stands already in line"),
    (
        "function_historic",
        ["2009,20115,又一个,,section,201,,,historic,jackjet_2009"],
        0,
        "2009, 20115 stands already in line",
    ),
    (
        "function",
        [f"29877,甲,,section,229,2025,2024,{UNSOURCED}"],
        0,
        "valid_to 2024 is before valid_from 2025",
    ),
    ("function", [f"29877,甲,,section,229,24,,{UNSOURCED}"], 0, "24 is not a year"),
    ("function", ["29877,甲,,section"], 0, "4 fields, the header has 9"),
    (
        "function_renames",
        [f"20805,又一旧名,行政事业单位养老支出,2020,renamed,{UNSOURCED}"],
        0,
        "two names of 20805 are valid until 2020",
    ),
    (
        "function_renames",
        [f"20805,又一旧名,行政事业单位养老支出,,became,{UNSOURCED}"],
        0,
        "kind became is not one of",
    ),
    (
        "code_successions",
        [f"function,20115,20199999,某,{MOVED}"],
        0,
        "code_new 20199999 is not in the book of function",
    ),
    ("code_successions", [f"function,29999,20138,某,{MOVED}"], 0, "code_old 29999 is not in"),
    (
        "code_successions",
        [f"government,30311,50101,某,{MOVED}"],
        0,
        "code_old 30311 is not in the book of government",
    ),
    ("code_successions", [f"revenue,101,101,某,{MOVED}"], 0, "code_system revenue is not one of"),
    (
        "code_successions",
        [f"function,20805,,某,{MOVED}"],
        0,
        "a code that is moved has a code_new",
    ),
    (
        "code_successions",
        [f"function,20805,20138,某,{MOVED.replace('moved', 'abolished')}"],
        0,
        "a code that is abolished has no code_new",
    ),
    ("organisations", [organisation("a"), organisation("a")], 1, "stands already in line"),
    (
        "organisations",
        [organisation("a"), organisation("b", zh="青浦区 a")],
        1,
        "青浦区 a is already cn310118_a, line",
    ),
    ("organisations", TWO_ALIASES, 1, "甲（本级） is already cn310118_a, line"),
    (
        "organisations",
        [organisation("a", parent="cn310118_x")],
        0,
        "parent_id cn310118_x is not in organisations.csv",
    ),
    (
        "organisations",
        [organisation("a", before="cn310118_x")],
        0,
        "predecessor_id cn310118_x is not in organisations.csv",
    ),
    ("organisations", A_UNDER_B, 0, "a circle: cn310118_"),
    ("organisations", A_BEFORE_B, 0, "a circle: cn310118_"),
    ("organisations", [organisation("a"), *TWO_AFTER_A], 2, "cn310118_a is in two renames"),
    (
        "organisations",
        [organisation("a", last="2019"), B_FROM_2019],
        1,
        "cn310118_b is valid from 2019, cn310118_a still to 2019: they overlap",
    ),
]


@pytest.mark.parametrize(("name", "lines", "at", "problem"), BAD_LINES)
def test_bad_lines(codes: Path, name: str, lines: list[str], at: int, problem: str) -> None:
    first = append(codes, name, *lines)
    message = refusal(codes)
    assert message.startswith(f"{codes / name}.csv, line {first + at}: ")
    assert problem in message


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("cn310118_b,cn310118_a,2020,split,test", "that cn310118_a follows cn310118_b is stated"),
        ("cn310118_c,cn310118_c,2020,split,test", "cn310118_c follows itself"),
        ("cn310118_b,cn310118_c,2020,renamed,test", "cn310118_b is in two renames"),
        ("cn310118_b,cn310118_x,2020,split,test", "successor_id cn310118_x is not in"),
        ("cn310118_b,cn310118_c,2020,became,test", "kind became is not one of"),
    ],
)
def test_a_succession_of_organisations_must_fit_the_register(
    codes: Path, line: str, problem: str
) -> None:
    """The register says that a was b before."""
    register_lines = [organisation("b"), organisation("a", before="cn310118_b"), organisation("c")]
    append(codes, "organisations", *register_lines)
    number = append(codes, "organisation_successions", line)
    message = refusal(codes)
    assert message.startswith(f"{codes / 'organisation_successions'}.csv, line {number}: ")
    assert problem in message


def test_a_circle_through_both_files_is_found(codes: Path) -> None:
    number = append(codes, "organisations", organisation("a", before="cn310118_b"))
    append(codes, "organisations", organisation("b"))
    append(codes, "organisation_successions", "cn310118_a,cn310118_b,2020,merged,test")
    message = refusal(codes)
    assert f"organisations.csv, line {number}: a circle: cn310118_" in message


def test_a_merger_of_three_is_no_contradiction(codes: Path) -> None:
    append(codes, "organisations", *(organisation(name) for name in "abc"))
    lines = [f"cn310118_{old},cn310118_c,2019,merged,test" for old in "ab"]
    append(codes, "organisation_successions", *lines)
    found = register(codes).execute("SELECT count(*) FROM code_organisation_successions")
    assert found.fetchone() == (2,)


def test_the_line_is_that_of_the_file_even_after_a_field_of_two_lines(codes: Path) -> None:
    number = append(codes, "organisations", 'cn310118_a,"青浦区\n甲局",,,,310118,,,')
    append(codes, "organisations", organisation("a"))
    message = refusal(codes)
    assert f"organisations.csv, line {number + 2}: cn310118_a stands already in line" in message
