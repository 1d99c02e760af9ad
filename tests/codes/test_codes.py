"""The curated code books in warehouse/codes: grammar, keys, hierarchies and evidence.

How the code books are loaded into the warehouse is tested elsewhere.
"""

import csv
import re
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from pipelines.locations import CODES

Rows = list[dict[str, str]]

KEYS: dict[str, tuple[str, ...]] = {
    "code_successions": ("code_system", "code_old", "code_new"),
    "comparability": ("comparability_code",),
    "consumer_price_index": ("division_code", "year"),
    "disclosure_rules": ("topic",),
    "economic": ("economic_system", "economic_code"),
    "economic_crosswalk": ("department_code", "department_match", "government_code", "unit_type"),
    "form": ("form_code",),
    "function": ("function_code",),
    "function_historic": ("edition_year", "function_code"),
    "function_renames": ("function_code", "name_old", "name_new"),
    "fund_source": ("fund_source",),
    "item": ("item_code",),
    "name_aliases": ("kind", "alias", "code"),
    "nature": ("nature",),
    "organisation_successions": ("predecessor_id", "successor_id"),
    "organisation_kinds": ("name_ending",),
    "organisations": ("organisation_id",),
    "printed_names": ("code_system", "code", "name_zh"),
    "resident_population": ("division_code", "year"),
    "revenue": ("revenue_code",),
    "reviewed_findings": ("finding", "document_sha256", "printed_text"),
    "statistic": ("statistic_code",),
    "statistic_kind": ("kind",),
    "unit": ("unit",),
}
PARENTS = {
    "economic": ("economic_code", "parent_code"),
    "function": ("function_code", "parent_code"),
    "fund_source": ("fund_source", "parent_fund_source"),
    "item": ("item_code", "parent_item_code"),
    "nature": ("nature", "parent_nature"),
    "organisations": ("organisation_id", "parent_id"),
    "revenue": ("revenue_code", "parent_code"),
    "statistic": ("statistic_code", "parent_statistic_code"),
}
EVIDENCE = {
    "code_successions": {"verified_1", "corroborated", "recalled"},
    "consumer_price_index": {"verified_2+", "verified_1", "recalled"},
    "economic": {"verified_2+", "verified_1", "name_order_only", "recalled"},
    "economic_crosswalk": {"verified_1", "partial", "recalled"},
    "function": {"verified_2+", "verified_1", "name_verified", "old_list_only", "recalled"},
    "function_historic": {"historic"},
    "function_renames": {
        "verified_2+",
        "verified_1",
        "name_verified",
        "corroborated",
        "old_list_only",
        "recalled",
    },
    "name_aliases": {"verified_1", "corroborated", "old_list_only", "recalled"},
    "resident_population": {"verified_2+", "verified_1", "corroborated", "recalled"},
    "revenue": {"verified_1", "recalled"},
}
CLASSIFICATIONS = {
    "function": ("function_code", {3: "class", 5: "section", 7: "item"}),
    "function_historic": ("function_code", {3: "class", 5: "section", 7: "item"}),
    "economic": ("economic_code", {3: "class", 5: "section"}),
    "revenue": ("revenue_code", {3: "class", 5: "section", 7: "item"}),
}
UNSOURCED = "unsourced"
PUBLISHED_PUNCTUATION = str.maketrans("", "", "（）：；，！？")


@cache
def rows(name: str) -> Rows:
    with (CODES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_every_code_book_is_listed_here() -> None:
    assert {path.stem for path in CODES.glob("*.csv")} == set(KEYS)


@pytest.mark.parametrize("name", KEYS)
def test_file_is_plain_utf8_with_equal_rows(name: str) -> None:
    content = (CODES / f"{name}.csv").read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")
    lines = list(csv.reader(content.decode("utf-8").splitlines()))
    width = len(lines[0])
    assert {len(line) for line in lines} == {width}
    assert all(field == field.strip() for line in lines for field in line)


@pytest.mark.parametrize("name", KEYS)
def test_description_stands_beside_the_file(name: str) -> None:
    described = yaml.load((CODES / f"{name}.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    for field in ("title", "source", "edition", "licence", "row"):
        assert isinstance(described[field], str), field
    assert isinstance(described["retrieved"], date)


@pytest.mark.parametrize("name", [*PARENTS, *EVIDENCE, "organisation_successions"])
def test_description_names_the_key_that_is_checked(name: str) -> None:
    described = yaml.load((CODES / f"{name}.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    assert tuple(described["key"]) == KEYS[name]
    if name in PARENTS:
        assert described["references"][PARENTS[name][1]] == f"{name}.{PARENTS[name][0]}"


@pytest.mark.parametrize("name", KEYS)
def test_keys_are_unique(name: str) -> None:
    keys = [tuple(row[column] for column in KEYS[name]) for row in rows(name)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", PARENTS)
def test_parents_exist_and_do_not_form_cycles(name: str) -> None:
    key, parent = PARENTS[name]
    parents = {row[key]: row[parent] for row in rows(name)}
    for start, above in parents.items():
        seen, current = {start}, above
        while current:
            assert current in parents, f"{name}: {current}, above {start}, is not listed"
            assert current not in seen, f"{name}: {start} is its own ancestor"
            seen.add(current)
            current = parents[current]


@pytest.mark.parametrize("name", CLASSIFICATIONS)
def test_code_grammar(name: str) -> None:
    column, levels = CLASSIFICATIONS[name]
    for row in rows(name):
        code = row[column]
        assert re.fullmatch(r"\d+", code), code
        assert row["level"] == levels.get(len(code)), code
        assert row["parent_code"] == code[:-2] * (len(code) > 3), code


def test_codes_lie_in_their_ranges() -> None:
    for row in rows("function") + rows("function_historic"):
        assert 201 <= int(row["function_code"][:3]) <= 239
    first = {"department": (301, 399), "government": (501, 599)}
    for row in rows("economic"):
        low, high = first[row["economic_system"]]
        assert low <= int(row["economic_code"][:3]) <= high
    for row in rows("revenue"):
        assert 101 <= int(row["revenue_code"][:3]) <= 119


@pytest.mark.parametrize("name", EVIDENCE)
def test_evidence_vocabulary(name: str) -> None:
    assert {row["evidence"] for row in rows(name)} <= EVIDENCE[name]


@pytest.mark.parametrize("name", EVIDENCE)
def test_a_row_without_a_source_is_marked_recalled(name: str) -> None:
    for row in rows(name):
        assert row["source"], row
        assert row["source"] != UNSOURCED or row["evidence"] == "recalled", row


@pytest.mark.parametrize("name", ["function", "economic", "revenue"])
def test_span_of_evidence(name: str) -> None:
    for row in rows(name):
        first, last = row["valid_from"], row["valid_to"]
        assert all(re.fullmatch(r"(19|20)\d\d|", year) for year in (first, last)), row
        assert not (first and last) or first <= last, row
        assert not first or row["evidence"] != "recalled", row


@pytest.mark.parametrize(
    ("name", "column"),
    [
        (name, column)
        for name in KEYS
        if name != "disclosure_rules"
        for column in ("name_zh", "name_old", "name_new", "alias", "aliases")
        if rows(name) and column in rows(name)[0]
    ],
)
def test_names_are_clean(name: str, column: str) -> None:
    """No compatibility ideographs, full-width letters or spaces; published brackets stay."""
    for row in rows(name):
        text = row[column].translate(PUBLISHED_PUNCTUATION)
        assert unicodedata.normalize("NFKC", text) == text, row
        assert not re.search(r"\s", text), row


def test_crosswalk_ends_are_listed() -> None:
    codes = {(row["economic_system"], row["economic_code"]) for row in rows("economic")}
    for row in rows("economic_crosswalk"):
        assert ("department", row["department_code"]) in codes, row
        assert ("government", row["government_code"]) in codes, row
        assert row["unit_type"] in {"government_body", "public_institution", "any"}
        whole_class = row["department_match"] == "all_sections_of_class"
        assert len(row["department_code"]) == (3 if whole_class else 5), row


def test_crosswalk_maps_a_code_once_per_type_of_unit() -> None:
    ends = [(row["department_code"], row["unit_type"]) for row in rows("economic_crosswalk")]
    assert len(ends) == len(set(ends))


def test_an_alias_stands_for_one_listed_code() -> None:
    names = {
        "function": {row["function_code"]: row["name_zh"] for row in rows("function")},
        "economic": {row["economic_code"]: row["name_zh"] for row in rows("economic")},
    }
    seen: dict[tuple[str, str], str] = {}
    for row in rows("name_aliases"):
        name = names[row["kind"]][row["code"]]
        assert _comparable(row["alias"]) != _comparable(name), row
        assert seen.setdefault((row["kind"], row["alias"]), row["code"]) == row["code"], row


def test_class_names_and_aliases_are_unambiguous() -> None:
    """A form that prints 类 names without codes is read by name alone."""
    classes = {row["name_zh"]: row["function_code"] for row in rows("function") if _is_class(row)}
    assert len(classes) == sum(map(_is_class, rows("function")))
    for row in rows("name_aliases"):
        if row["kind"] == "function" and len(row["code"]) == 3:
            assert classes.get(row["alias"], row["code"]) == row["code"], row


def test_renames_end_in_the_current_list() -> None:
    current = {row["function_code"]: row["name_zh"] for row in rows("function")}
    for row in rows("function_renames"):
        assert current[row["function_code"]] == row["name_new"], row
        assert row["kind"] in {"renamed", "reused", "added"}
        assert bool(row["name_old"]) == (row["kind"] != "added"), row
        assert re.fullmatch(r"20\d\d|", row["year"]), row


def test_notes_on_changes_are_in_both_languages() -> None:
    for row in rows("code_successions"):
        assert row["note_zh"] and row["note_en"].isascii() and row["name_old"], row


def test_organisations() -> None:
    """Names and aliases lead to one organisation; an id is readable, or as the worklist gave it."""
    owners: dict[str, str] = {}
    for row in rows("organisations"):
        key = row["organisation_id"]
        readable = rf"cn{row['division_code']}_[a-z]+(_[a-z]+)*"
        assert re.fullmatch(rf"{readable}|org_[0-9a-f]{{12}}", key), key
        assert row["name_en"].isascii(), key
        for name in (row["name_zh"], *filter(None, row["aliases"].split("|"))):
            assert owners.setdefault(name, key) == key, name


def _is_class(row: dict[str, str]) -> bool:
    return row["level"] == "class"


def _comparable(name: str) -> str:
    return unicodedata.normalize("NFKC", name)


def test_location_holds_only_code_books() -> None:
    assert {path.suffix for path in Path(CODES).iterdir()} == {".csv", ".yaml"}
