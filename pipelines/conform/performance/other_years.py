"""Forms that a document reprints of another year: a budget holds no execution of its own year."""

from pipelines.conform.performance.records import (
    Claim,
    Context,
    PerformanceReading,
    Unread,
    row_id,
)

WHY = "an execution in a budget document is of another year, which the form does not state"


def of_its_own_year(context: Context, reading: PerformanceReading) -> PerformanceReading:
    """The records of a form; set aside where its amounts cannot be of the document's year."""
    identity = context.identity
    executed = any(
        amount.phase == "final" and amount.fiscal_year == identity.fiscal_year
        for amount in reading.amounts
    )
    if identity.phase != "budget" or not executed:
        return reading
    stated = {row_id(context.document_id, amount.spot) for amount in reading.amounts}
    return PerformanceReading(
        claims=[
            Claim(one.page, one.cell, "quarantined" if one.owner in stated else "other", None)
            for one in reading.claims
        ],
        unread=[
            *reading.unread,
            *(
                Unread(amount.spot, "performance_year_unknown", f"{amount.printed_text!r}: {WHY}")
                for amount in reading.amounts
            ),
        ],
        taken=reading.taken,
    )
