"""The version of code follows its meaning, not its comments."""

from pathlib import Path

import pytest

from pipelines.code_version import code_version, meaning_of

CODE = b'''"""What it does."""

def double(x: int) -> int:
    """Twice."""
    return 2 * x  # two
'''


@pytest.mark.parametrize(
    "same",
    [
        CODE.replace(b"  # two", b"  # times two"),
        CODE.replace(b"Twice.", b"Two times."),
        CODE.replace(b"What it does.", b"Another title."),
        b"\n\n" + CODE,
    ],
)
def test_comments_docstrings_and_lines_count_for_nothing(same: bytes) -> None:
    assert meaning_of(same) == meaning_of(CODE)


@pytest.mark.parametrize(
    "other", [CODE.replace(b"2 *", b"3 *"), CODE.replace(b"double", b"twice"), CODE + b"x = 1\n"]
)
def test_code_counts(other: bytes) -> None:
    assert meaning_of(other) != meaning_of(CODE)


def test_a_text_that_is_no_docstring_counts() -> None:
    assert meaning_of(b"x = 'a'") != meaning_of(b"x = 'b'")


def test_other_files_count_byte_by_byte_and_libraries_by_version(tmp_path: Path) -> None:
    words = tmp_path / "words.yaml"
    words.write_text("a: 1\n")
    first = code_version([words], ["pyyaml"])
    assert len(first) == 12
    assert first != code_version([words])
    words.write_text("a: 1  # one\n")
    assert first != code_version([words], ["pyyaml"])
