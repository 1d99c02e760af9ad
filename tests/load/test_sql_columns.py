"""Columns of a front matter: words of their own, or words that tables share."""

from collections import Counter
from pathlib import Path

import pytest

from pipelines.frames.knowledge_file import KnowledgeError, parse_yaml
from pipelines.load.sql_columns import SqlColumn, declared_columns, shared_descriptions
from pipelines.locations import TABLES

TEXT = {"type": "VARCHAR"}


def front_matters() -> list[dict[str, dict[str, str]]]:
    """The columns of every SQL file, as they are written there."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(TABLES.rglob("*.sql")))
    fronts = (parse_yaml(text.split("---")[1]) for text in texts)
    return [front.get("columns") or {} for front in fronts]


def test_a_column_has_words_of_its_own_or_those_of_its_name_or_of_another() -> None:
    shared = shared_descriptions()
    own = {"type": "BIGINT", "zh": "数", "en": "Count", "unit": "row", "references": "core.a.b"}
    given = {"phase": TEXT, "fiscal_year": own, "since": TEXT | {"described_as": "fiscal_year"}}
    phase, year, since = declared_columns(given)
    assert phase == SqlColumn("phase", "VARCHAR", shared["phase"].zh, shared["phase"].en)
    assert year == SqlColumn("fiscal_year", "BIGINT", "数", "Count", "row", "core.a.b")
    assert (since.zh, since.en) == ("年度", "Fiscal year")
    assert since.description == "年度 / Fiscal year"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (TEXT, "column never_seen lacks zh, en"),
        (TEXT | {"zh": "数"}, "lacks en"),
        ({"zh": "数", "en": "Count"}, "lacks type"),
        (TEXT | {"zn": "数"}, "unknown .*zn"),
        (TEXT | {"described_as": "never_seen"}, "never_seen: not in columns.yaml"),
        (
            TEXT | {"described_as": "phase", "zh": "数", "en": "Count"},
            "of its own and described_as",
        ),
    ],
)
def test_a_column_that_is_not_described_once_is_refused(facts: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        declared_columns({"never_seen": facts})


def test_a_name_does_not_lend_one_language_alone() -> None:
    with pytest.raises(ValueError, match="column phase lacks en"):
        declared_columns({"phase": TEXT | {"zh": "阶段"}})


def test_a_misspelt_key_of_the_shared_file_is_an_error_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "columns.yaml"
    file.write_text("a: {zh: 甲, en: A}\nb: {zh: 乙, eng: B}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"columns.yaml, line 2: b\.en"):
        shared_descriptions(file)


def test_no_description_is_a_copy() -> None:
    shared = [(each.zh, each.en) for each in shared_descriptions().values()]
    own = [
        (facts["zh"], facts["en"])
        for columns in front_matters()
        for facts in columns.values()
        if "zh" in facts
    ]
    assert [words for words, count in Counter(shared + own).items() if count > 1] == []


def test_every_shared_description_is_shared() -> None:
    used = Counter(
        facts.get("described_as", name)
        for columns in front_matters()
        for name, facts in columns.items()
        if "zh" not in facts
    )
    assert [name for name in shared_descriptions() if used[name] < 2] == []
