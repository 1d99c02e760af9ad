"""Why a tie is broken: each cause is a small pure function that proposes the printed number.

A cause is named only when it reproduces what is printed within its printed precision. Causes look
at the broken tie and at the other figures of its document, never at the page or the warehouse.
"""

from collections.abc import Iterator

from pipelines.validate.ties.figure_causes import (
    digit_changed,
    figure_of_other_form,
    neighbours_swapped,
    ocr_candidate,
    prior_year_value,
    ratio_for_rate,
    recomputed_from_witness,
    sign,
    sign_of_part,
    transposed_digits,
    truncated,
    unit_scale,
    wrong_base,
)
from pipelines.validate.ties.proposals import BrokenTie, Cause, Proposer, reproduces
from pipelines.validate.ties.sum_causes import (
    parent_blank,
    rounding,
    row_absent,
    row_not_printed,
    sum_of_levels,
    truncated_sum,
)

CAUSES: tuple[tuple[str, Proposer], ...] = (
    ("ocr_candidate", ocr_candidate),
    ("rounding", rounding),
    ("truncated", truncated),
    ("sign", sign),
    ("neighbours_swapped", neighbours_swapped),
    ("parent_blank", parent_blank),
    ("row_absent", row_absent),
    ("unit_scale", unit_scale),
    ("sum_of_levels", sum_of_levels),
    ("truncated_sum", truncated_sum),
    ("propagated", recomputed_from_witness),
    ("prior_year_value", prior_year_value),
    ("transposed_digits", transposed_digits),
    ("wrong_base", wrong_base),
    ("ratio_for_rate", ratio_for_rate),
    ("digit_changed", digit_changed),
    ("sign", sign_of_part),
    ("figure_of_other_form", figure_of_other_form),
    ("row_absent", row_not_printed),
)

# What says that rows are missing accuses no figure.
OF_ROWS = ("row_absent",)


def causes_of(broken: BrokenTie) -> list[Cause]:
    """Every cause that reproduces the printed number, likeliest first."""
    return [cause for name, propose in CAUSES for cause in _first(name, propose, broken)]


def _first(name: str, propose: Proposer, broken: BrokenTie) -> Iterator[Cause]:
    printed = broken.printed
    for proposal in propose(broken):
        culprit = proposal.culprit or printed
        is_cleared = broken.is_confirmed and culprit == printed and name not in OF_ROWS
        if reproduces(proposal.value, printed) and not is_cleared:
            yield Cause(name, proposal.zh, proposal.en, culprit)
            return
