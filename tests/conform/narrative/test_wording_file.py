"""The wording of the text is read strictly, and every kind it names is in the code book."""

import csv
from pathlib import Path

import pytest

from pipelines.conform.forms.counted_rows import kinds_of_rows
from pipelines.conform.narrative.wording_file import NarrativeWordingError, load_wording
from pipelines.locations import CODES, LAYOUTS

FILES = ("narrative.yaml", "narrative_words.yaml")


def changed(folder: Path, old: str, new: str) -> Path:
    """A folder with the shipped wording, one text of it replaced."""
    texts = {name: (LAYOUTS / name).read_text(encoding="utf-8") for name in FILES}
    assert any(old in text for text in texts.values())
    for name, text in texts.items():
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("otherwise: {fund_source", "otherwize: {fund_source", "otherwize"),
        ("kinds: vehicle", "kindz: vehicle", "kindz"),
        ("{boundary}", "{boundery}", "boundery"),
        ("  completion: '(?:", "  completion: '(?:(", "narrative.yaml"),
        ("  used_for: ", "  uzed_for: ", "used_for.*uzed_for"),
        ("  transfer: ", "  tranzfer: ", "transfer.*tranzfer"),
        ("  much_the_same: '基本'\n", "", "much_the_same"),
        ("{amount_end}", "{amount_emd}", "amount_emd"),
    ],
)
def test_a_misspelt_key_fragment_or_pattern_is_an_error(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    with pytest.raises(NarrativeWordingError, match=told):
        load_wording(changed(tmp_path, old, new))


def test_statistics_and_kinds_are_in_the_code_books() -> None:
    wording = load_wording(LAYOUTS)

    def column(name: str, key: str) -> set[str]:
        with (CODES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return {row[key] for row in csv.DictReader(file)}

    assert {rule.statistic_code for rule in wording.statistics} <= column(
        "statistic", "statistic_code"
    )
    told = {kind.kind for kind in wording.kinds} | kinds_of_rows()
    assert told == column("statistic_kind", "kind")
    groups = {rule.kinds for rule in wording.statistics if rule.kinds}
    assert groups == {kind.group for kind in wording.kinds}
