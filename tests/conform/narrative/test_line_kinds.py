"""Which amounts of the text are wholes of others, told from their coordinates."""

import pytest

from pipelines.conform.narrative.ledger import line_kind


@pytest.mark.parametrize(
    ("function", "economic", "kind"),
    [
        ("2010301", None, "leaf"),
        ("20103", None, "subtotal"),
        (None, "30302", "leaf"),
        (None, "303", "subtotal"),
        (None, None, "total"),
    ],
)
def test_a_class_is_above_its_sections(
    function: str | None, economic: str | None, kind: str
) -> None:
    found = {
        "flow": "expenditure",
        "function_code": function,
        "economic_code": economic,
        "item_code": None,
    }
    assert line_kind(found) == kind
