"""The expectation suites as written in expectations/suites/<schema>.<table>.yaml.

Only reading and checking the files belongs here, without Great Expectations: the asset graph
needs the names of the checks long before any of them is run.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast, get_args

from pipelines.frames.knowledge_file import parse_yaml
from pipelines.locations import SUITES
from pipelines.validate.outcomes import ExpectationOutcome, Outcome, Severity
from pipelines.validate.ties.tie_files import Rule, Tie, load_rules, load_ties

TIE_TABLE = "quality.rule_run"
_KEYS = {"type", "severity", "meta", "kwargs"}
_META = {"rule_id", "description_en", "description_zh"}
_ROWS = "unexpected_rows_expectation"
# Expectations that are a query for the rows that break them, by type: the arguments, and the query.
_QUERIES = {
    _ROWS: ({"unexpected_rows_query"}, "{unexpected_rows_query}"),
    "expect_column_values_to_not_be_null": (
        {"column"},
        'FROM {{batch}} WHERE "{column}" IS NULL',
    ),
    "expect_column_distinct_values_to_be_in_set": (
        {"column", "value_set"},
        'FROM {{batch}} WHERE "{column}" NOT IN {listed}',
    ),
    "expect_table_row_count_to_be_between": (
        {"min_value"},
        "SELECT count(*) AS row_count FROM {{batch}} HAVING row_count < {min_value}",
    ),
}
# A warning that blocks where a build is asked to be strict.
_STRICT = "strict"


class SuiteFileError(ValueError):
    """A suite file does not have the form the checks need; the message names file and rule."""


@dataclass(frozen=True)
class Expectation:
    """One rule of a suite; `kwargs` are those of the Great Expectations class `type`.

    `is_strict` marks a warning that blocks a strict build.
    """

    rule_id: str
    type: str
    severity: Severity
    description: str
    description_zh: str
    kwargs: dict[str, Any]
    is_strict: bool = False

    @property
    def rows_query(self) -> str | None:
        """The query over `{batch}` for the rows that break the rule.

        None where the type, or one of its arguments, is for Great Expectations to judge.
        """
        names, query = _QUERIES.get(self.type, (set[str](), ""))
        if set(self.kwargs) != names:
            return None
        values = self.kwargs.get("value_set", [])
        return query.format(**self.kwargs, listed=f"({', '.join(map(_literal, values))})")


@dataclass(frozen=True)
class Suite:
    """The rules on one table, `schema.table`."""

    table: str
    expectations: tuple[Expectation, ...]

    @property
    def schema_name(self) -> str:
        """The part of `table` before the dot."""
        return self.table.partition(".")[0]

    @property
    def table_name(self) -> str:
        """The part of `table` after the dot."""
        return self.table.partition(".")[2]


@cache
def load_suites(folder: Path = SUITES) -> tuple[Suite, ...]:
    """Every suite of the folder, by table name; SuiteFileError on a malformed or repeated rule.

    The repository's own suites are joined by its ties and rules, and by what follows from the front
    matter of the tables.
    """
    suites = tuple(_suite(path) for path in sorted(folder.glob("*.yaml")))
    if folder == SUITES:
        suites = _with_generated((*suites, _tie_suite()))
    seen: set[str] = set()
    for suite in suites:
        for expectation in suite.expectations:
            if expectation.rule_id in seen:
                raise SuiteFileError(f"{suite.table}: rule {expectation.rule_id} is there twice")
            seen.add(expectation.rule_id)
    return suites


def _with_generated(written: tuple[Suite, ...]) -> tuple[Suite, ...]:
    from pipelines.validate.generated_rules import generated_rules

    rules = {suite.table: suite.expectations for suite in written}
    for table, generated in generated_rules().items():
        rules[table] = (*rules.get(table, ()), *generated)
    return tuple(Suite(table, rules[table]) for table in sorted(rules))


def _suite(path: Path) -> Suite:
    content = parse_yaml(path.read_text(encoding="utf-8"))
    rules = content.get("expectations") if isinstance(content, dict) else None
    if not isinstance(rules, list) or not rules:
        raise SuiteFileError(f"{path.name}: no list of expectations")
    if "." not in path.stem:
        raise SuiteFileError(f"{path.name}: the file must be named <schema>.<table>.yaml")
    return Suite(path.stem, tuple(_expectation(path.name, rule) for rule in rules))


def _expectation(file_name: str, rule: dict[str, Any]) -> Expectation:
    meta = rule.get("meta", {})
    name = f"{file_name}, rule {meta.get('rule_id', rule.get('type'))}"
    if set(rule) != _KEYS or set(meta) - {_STRICT} != _META:
        raise SuiteFileError(f"{name}: needs exactly {sorted(_KEYS)} and in meta {sorted(_META)}")
    if rule["severity"] not in get_args(Severity):
        raise SuiteFileError(f"{name}: severity is one of {', '.join(get_args(Severity))}")
    return Expectation(
        rule_id=meta["rule_id"],
        type=rule["type"],
        severity=cast(Severity, rule["severity"]),
        description=meta["description_en"],
        description_zh=meta["description_zh"],
        kwargs=rule["kwargs"],
        is_strict=bool(meta.get(_STRICT)),
    )


def _literal(value: object) -> str:
    """A value in SQL; braces are doubled, since the query still takes its table."""
    text = str(value).replace("'", "''").replace("{", "{{").replace("}", "}}")
    return f"'{text}'"


def _tie_suite() -> Suite:
    """One expectation for each tie and rule: no document breaks it."""
    ties = [_of_tie(tie.tie_id, tie) for tie in load_ties()]
    return Suite(TIE_TABLE, (*ties, *(_of_tie(rule.rule_id, rule) for rule in load_rules())))


def _of_tie(rule_id: str, said: Tie | Rule) -> Expectation:
    query = (
        "SELECT document_id, checks, failing_rows FROM {batch}"
        f" WHERE rule_id = '{rule_id}' AND outcome = 'failed'"
    )
    kwargs = {"unexpected_rows_query": query}
    return Expectation(rule_id, _ROWS, said.severity, said.en, said.zh, kwargs)


def outcome_of(
    suite: Suite,
    expectation: Expectation,
    outcome: Outcome,
    failing_rows: int = 0,
    sample: list[dict[str, Any]] | None = None,
    reason: str | None = None,
) -> ExpectationOutcome:
    """What came of a rule, with what its suite says of it."""
    return ExpectationOutcome(
        table=suite.table,
        rule_id=expectation.rule_id,
        severity=expectation.severity,
        outcome=outcome,
        failing_rows=failing_rows,
        sample=sample or [],
        description=expectation.description,
        description_zh=expectation.description_zh,
        reason=reason,
    )
