"""The suites as they ship: a sound candidate keeps every rule, a defect breaks the right ones."""

import shutil
from pathlib import Path

import duckdb
import pytest

from pipelines.locations import Locations
from pipelines.validate.outcomes import ExpectationOutcome
from pipelines.validate.suite_files import load_suites
from pipelines.validate.suites import check_candidate, run_suites, show_stage

SUITES = {suite.table for suite in load_suites()}


def broken(outcomes: list[ExpectationOutcome]) -> set[str]:
    return {outcome.rule_id for outcome in outcomes if outcome.outcome != "passed"}


def test_every_table_of_the_contract_has_a_suite() -> None:
    dimensions = ("organisation", "function", "economic", "fund_source", "nature", "item", "form")
    tables = {f"core.dim_{name}" for name in dimensions}
    tables |= {"meta.document", "core.fct_amount", "quality.quarantine", "quality.table_number"}
    assert tables <= SUITES


def test_a_sound_candidate_keeps_every_rule(sound: Locations) -> None:
    outcomes = check_candidate(sound)
    rules = {rule.rule_id for suite in load_suites() for rule in suite.expectations}
    # the office of the example is made up, and so in no register
    assert broken(outcomes) == {"organisation_to_register"}
    assert {outcome.rule_id for outcome in outcomes} == rules


def test_without_stage_frames_no_row_can_be_called_kept(sound: Locations) -> None:
    with duckdb.connect(str(sound.candidate), read_only=True) as con:
        outcomes = run_suites(con, ["quality.quarantine"])
    assert [outcome.rule_id for outcome in outcomes if outcome.blocks] == ["quarantine_rows_kept"]


AMOUNT = "UPDATE core.fct_amount SET {} WHERE statement_id = 'statement_01'"
NUMBER = "UPDATE quality.table_number SET {} WHERE claimed_by = 'statement_01'"
LOADED = "UPDATE meta.document SET {} WHERE status = 'loaded'"
DEFECTS = [
    (AMOUNT.format("statement_id = 'statement_02'"), {"statement_id_unique", "rows_kept"}),
    (
        AMOUNT.format("organisation_id = 'nobody'"),
        {"organisation_exists", "organisation_id_exists"},
    ),
    (AMOUNT.format(f"document_id = '{'d' * 64}'"), {"document_id_exists", "organisation_exists"}),
    (AMOUNT.format("fund_source = 'gift'"), {"fund_source_exists"}),
    (AMOUNT.format("nature = 'odd'"), {"nature_exists"}),
    (AMOUNT.format("item_code = 'odd'"), {"item_code_exists"}),
    (AMOUNT.format("form_code = 'odd'"), {"form_exists", "form_code_exists"}),
    (AMOUNT.format("function_code = '2089998'"), {"function_code_exists"}),
    (AMOUNT.format("function_code = '20805050'"), {"function_code_exists", "function_grammar"}),
    (AMOUNT.format("function_code = '30101'"), {"function_code_exists", "function_grammar"}),
    (
        AMOUNT.format("economic_system = 'department', economic_code = '50101'"),
        {"economic_exists", "economic_grammar"},
    ),
    (AMOUNT.format("economic_system = 'department'"), {"economic_grammar"}),
    (AMOUNT.format("absence = 'dash'"), {"or_absence", "absence_without_digits"}),
    (AMOUNT.format("amount_yuan = NULL"), {"or_absence", "rows_kept"}),
    (AMOUNT.format("amount_yuan = 12.34"), {"equals_printed", "rows_kept"}),
    (AMOUNT.format("unit = '元'"), {"equals_printed"}),
    (AMOUNT.format("unit = NULL"), {"unit_resolved", "equals_printed"}),
    (AMOUNT.format("unit_source = 'file name'"), {"unit_resolved"}),
    (AMOUNT.format("printed_text = '12.43'"), {"equals_printed"}),
    (AMOUNT.format("printed_decimals = NULL"), {"decimals_present"}),
    (AMOUNT.format("page = 0"), {"page_exists"}),
    (AMOUNT.format("page = 13"), {"page_exists"}),
    (AMOUNT.format("x1 = x0"), {"box_complete"}),
    (AMOUNT.format("bottom = NULL"), {"box_complete"}),
    (AMOUNT.format("confidence = 1.5"), {"reading_known"}),
    (AMOUNT.format("flow = 'sideways'"), {"coordinates_known"}),
    (AMOUNT.format("line_kind = NULL"), {"coordinates_known"}),
    (AMOUNT.format("fiscal_year = 2026"), {"year_consistent"}),
    (AMOUNT.format("fiscal_year = 2022"), {"year_recent"}),
    (AMOUNT.format("phase = 'final'"), {"phase_consistent"}),
    (AMOUNT.format("scope = 'unit'"), {"scope_consistent"}),
    (
        "UPDATE core.fct_amount SET line_kind = 'leaf' WHERE statement_id = 'statement_02'",
        {"leaf_is_deepest"},
    ),
    ("DELETE FROM core.fct_amount WHERE statement_id = 'statement_01'", {"rows_kept"}),
    (
        "INSERT INTO core.fct_amount SELECT * REPLACE ('again' AS statement_id)"
        " FROM core.fct_amount WHERE statement_id = 'statement_01'",
        {"grain_unique", "rows_kept"},
    ),
    ("UPDATE core.dim_function SET is_validated = false", {"function_in_book"}),
]


@pytest.mark.parametrize(("sql", "rules"), DEFECTS)
def test_a_defect_of_the_facts_is_found(
    sound: Locations, tmp_path: Path, sql: str, rules: set[str]
) -> None:
    assert _broken_by(sound, tmp_path, sql, "core.fct_amount") == {f"amount_{r}" for r in rules}


SERIES = "UPDATE mart.series SET {}"
OTHER_DEFECTS = [
    (SERIES.format("real_amount_yuan = NULL, real_reason = NULL"), {"series_absence_has_reason"}),
    (SERIES.format("single_share = 0.25"), {"series_shares_sum_to_one"}),
    (SERIES.format("flags = ['odd']"), {"series_flags_known", "series_only_point_unflagged"}),
    (SERIES.format("amount_yuan = amount_yuan + 1"), {"series_equals_organisation_year"}),
    (LOADED.format("organisation_id = NULL"), {"document_identified"}),
    (LOADED.format("organisation_id = 'nobody'"), {"meta_document_organisation_id_exists"}),
    (LOADED.format("fiscal_year = 2031"), {"document_fiscal_year_plausible"}),
    (LOADED.format("phase = 'draft'"), {"document_phase_known"}),
    (LOADED.format("status = NULL"), {"document_status_present"}),
    (LOADED.format("status = 'template'"), {"document_without_statements"}),
    (LOADED.format("unread_pages = 1"), {"document_pages_read"}),
    (LOADED.format("vintage_status = 'newest'"), {"document_vintage_status_known"}),
    (LOADED.format("vintage_status = 'superseded'"), {"document_vintage_status_fits"}),
    (
        LOADED.format("vintage_status = 'ambiguous', is_current = false"),
        {"ambiguous_vintage_listed"},
    ),
    (LOADED.format("published_on = '2025-03-02'"), {"document_published_before_retrieved"}),
    (
        LOADED.format("superseded_by_document_id = document_id"),
        {"document_successor_fits"},
    ),
    (
        "INSERT INTO meta.document SELECT * REPLACE (repeat('e', 64) AS document_id)"
        " FROM meta.document WHERE is_current",
        {"document_one_current"},
    ),
    (
        "INSERT INTO meta.vintage_order VALUES ('a', 'b', 'earlier', 'published_on', 0),"
        " ('b', 'c', 'earlier', 'published_on', 0), ('c', 'd', NULL, NULL, 0),"
        " ('e', 'f', 'before', 'published_on', 0)",
        {
            "vintage_order_mirrored",
            "vintage_order_without_circle",
            "vintage_order_present",
            "vintage_order_known",
        },
    ),
    (
        "INSERT INTO quality.ambiguous_vintage (document_id, other_document_id)"
        " SELECT document_id, document_id FROM meta.document WHERE is_current",
        {"vintage_told", "ambiguous_vintage_not_current"},
    ),
    (
        "INSERT INTO mart.restatement (document_id_before, document_id_after, kind,"
        " statement_id_before) SELECT document_id, 'later', 'changed', statement_id"
        " FROM core.fct_amount, range(2) WHERE statement_id = 'statement_01'",
        {"mart_restatement_grain_unique", "restatement_statements_fit", "restatement_successive"},
    ),
    ("DELETE FROM core.fct_amount", {"document_has_statements"}),
    ("DELETE FROM quality.quarantine", {"document_quarantine_reasoned", "quarantine_rows_kept"}),
    ("UPDATE quality.quarantine SET reason = ' '", {"quarantine_reasoned"}),
    ("UPDATE quality.quarantine SET page = 0", {"quarantine_place_valid"}),
    (
        "UPDATE quality.table_number SET class = 'unclaimed', claimed_by = NULL",
        {"table_number_unclaimed_share", "table_number_unclaimed_share_of_document"},
    ),
    (NUMBER.format("claimed_by = 'nobody'"), {"table_number_claim_exists"}),
    (NUMBER.format("page = 4"), {"table_number_claim_exists"}),
    (NUMBER.format("class = 'guess', claimed_by = NULL"), {"table_number_class_known"}),
    ("DELETE FROM quality.table_number WHERE class = 'code'", {"table_number_rows_kept"}),
    (
        "UPDATE core.dim_function SET parent_code = '206' WHERE function_code = '20801'",
        {"function_parent_is_prefix"},
    ),
    ("DELETE FROM core.dim_function WHERE function_code = '208'", {"function_parent_exists"}),
    (
        "UPDATE core.dim_economic SET \"system\" = 'government' WHERE economic_code = '30199'",
        {"economic_grammar", "economic_parent_exists"},
    ),
    (
        "UPDATE core.dim_organisation SET parent_id = organisation_id WHERE NOT is_registered",
        {"organisation_relatives_exist"},
    ),
    (
        "UPDATE core.dim_nature SET parent_nature = 'odd' WHERE nature = 'basic'",
        {"nature_parent_exists"},
    ),
    ("UPDATE core.dim_item SET name_en = NULL WHERE item_code = 'reserve'", {"item_named"}),
    (
        "INSERT INTO core.dim_form SELECT * FROM core.dim_form LIMIT 1",
        {"dim_form_form_code_unique"},
    ),
    (
        "UPDATE meta.form_reading SET statement_count = statement_count + 1",
        {"form_reading_statements_kept"},
    ),
]


@pytest.mark.parametrize(("sql", "rules"), OTHER_DEFECTS)
def test_a_defect_of_another_table_is_found(
    sound: Locations, tmp_path: Path, sql: str, rules: set[str]
) -> None:
    assert rules <= _broken_by(sound, tmp_path, sql, *_tables_of(rules))


def _tables_of(rules: set[str]) -> list[str]:
    """The tables with these rules, every one of which is in some suite."""
    asked = {rule.rule_id: suite.table for suite in load_suites() for rule in suite.expectations}
    return sorted({asked[rule_id] for rule_id in rules})


def _broken_by(sound: Locations, folder: Path, sql: str, *tables: str) -> set[str]:
    path = folder / "candidate.duckdb"
    shutil.copyfile(sound.candidate, path)
    with duckdb.connect(str(path)) as con:
        show_stage(con, sound)
        con.execute(sql)
        return broken(run_suites(con, tables))


@pytest.mark.parametrize(
    ("printed", "is_the_amount"),
    [("12,34", True), ("12。34", True), ("12·34", True), ("１２．３４", True), ("12,340", False)],
)
def test_ways_to_print_one_amount_are_compared_as_what_they_say(
    sound: Locations, tmp_path: Path, printed: str, is_the_amount: bool
) -> None:
    sql = f"UPDATE core.fct_amount SET printed_text = '{printed}' WHERE amount_yuan = 123400"
    broken_rules = _broken_by(sound, tmp_path, sql, "core.fct_amount")
    assert ("amount_equals_printed" in broken_rules) is not is_the_amount
