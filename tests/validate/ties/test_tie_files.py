"""The ties as shipped are complete; a malformed file is refused with its name."""

from pathlib import Path

import pytest
import yaml

from pipelines.locations import TIES
from pipelines.validate.ties.predicates import condition
from pipelines.validate.ties.tie_files import TieFileError, load_rules, load_ties


def test_every_tie_is_told_in_both_languages_with_its_source() -> None:
    said = [*load_ties(), *load_rules()]
    assert len(said) > 50
    for each in said:
        assert each.zh and each.en and each.source
        assert any("一" <= letter <= "鿿" for letter in each.zh)
        assert not any("一" <= letter <= "鿿" for letter in each.en.split(":")[0][:10])


def test_no_tie_has_a_tolerance() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in TIES.glob("*.yaml"))
    assert "tolerance" not in text


SOUND = {"tie": "t", "zh": "甲", "en": "a", "source": "s", "sum": {"left": [], "right": []}}


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"sum": None, "rollup": {}, "ratio": {}}, "exactly one of"),
        ({"source": ""}, "no source"),
        ({"relation": "near"}, "equal, at_most, at_least"),
        ({"severity": "bad"}, "severity is one of"),
        ({"colour": "red"}, "unknown key colour"),
    ],
)
def test_a_malformed_tie_is_refused(
    tmp_path: Path, change: dict[str, object], problem: str
) -> None:
    entry = {name: value for name, value in (SOUND | change).items() if value is not None}
    (tmp_path / "bad.yaml").write_text(yaml.safe_dump({"ties": [entry]}), encoding="utf-8")
    with pytest.raises(TieFileError, match=r"bad\.yaml, tie t") as error:
        load_ties(tmp_path)
    assert problem in str(error.value)


def test_a_tie_told_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "two.yaml").write_text(yaml.safe_dump({"ties": [SOUND, SOUND]}), encoding="utf-8")
    with pytest.raises(TieFileError, match="there twice: t"):
        load_ties(tmp_path)


@pytest.mark.parametrize(
    ("where", "sql"),
    [
        ({}, "true"),
        ({"nature": "basic"}, "(\"nature\" = 'basic')"),
        ({"nature": None}, '("nature" IS NULL)'),
        ({"nature": ["a", "b"]}, "(\"nature\" IN ('a', 'b'))"),
        ({"value": {"nonzero": True}}, '("value" <> 0)'),
        ({"nature": "it's"}, "(\"nature\" = 'it''s')"),
        ([{"nature": "a"}, {"nature": None}], '(("nature" = \'a\') OR ("nature" IS NULL))'),
    ],
)
def test_conditions_as_sql(where: object, sql: str) -> None:
    assert condition(where) == sql  # type: ignore[arg-type]
