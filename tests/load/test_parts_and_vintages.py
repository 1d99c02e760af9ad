"""Parts of one disclosure (a text, its tables) beside vintages of it."""

from collections.abc import Sequence

import pytest

from tests.load.vintage_rows import built, made, name_of, statuses, together

EARLIER, LATER = "2025-02-01", "2025-03-01"
ALONE = ("current", 1)


def forms(letter: str, codes: Sequence[str]) -> list[dict[str, object]]:
    """A form reading of the document of this letter for each code."""
    row = {"title": "表", "page_first": 1, "page_last": 1, "row_count": 1, "statement_count": 1}
    where = {"document_id": name_of(letter), "is_empty": False}
    return [row | where | {"form_code": code} for code in codes]  # pyright: ignore


@pytest.mark.parametrize(
    ("one", "other", "are_vintages"),
    [
        (("text", ()), ("tables", ("f",)), False),
        (("tables", ("f",)), ("tables", ("g", "h")), False),
        (("tables", ("f", "g")), ("tables", ("g", "h")), True),
        (("text", ()), ("whole", ("f",)), True),
        (("text", ()), ("text", ()), True),
        (("whole", ("f",)), ("tables", ("f",)), True),
        ((None, ()), ("tables", ("f",)), True),
    ],
)
def test_parts_of_a_disclosure_are_no_vintages_of_each_other(
    one: tuple[str | None, tuple[str, ...]],
    other: tuple[str | None, tuple[str, ...]],
    are_vintages: bool,
) -> None:
    rows = together(
        made("a", EARLIER, yuan="1", part=one[0]), made("b", LATER, yuan="2", part=other[0])
    )
    read = [*forms("a", one[1]), *forms("b", other[1])]
    with built({**rows, "form_reading": read}) as con:
        wanted = {"a": ("superseded", 1), "b": ("current", 2)}
        assert statuses(con) == (
            wanted if are_vintages else {"a": ("current", 1), "b": ("current", 1)}
        )
        (disclosures,) = con.execute(
            "SELECT count(DISTINCT disclosure_id) FROM meta.document"
        ).fetchall()
        assert disclosures == (1,)
