"""Typesets made-up or re-typeset disclosures as PDF files, as a government office prints them.

Belongs here: the model of a disclosure, its pages and ruled tables, the embedded typefaces.
Does not belong here: reading PDF files, and any figure (figures are in `disclosures/` and
`generated/`, errors in `planting/`).
"""

from tests.typesetter.disclosure import (
    Contents,
    Cover,
    Disclosure,
    Form,
    Narrative,
    PageNumber,
    Part,
    read_disclosure,
)
from tests.typesetter.typesetting import typeset, typeset_bytes, typeset_disclosure

__all__ = [
    "Contents",
    "Cover",
    "Disclosure",
    "Form",
    "Narrative",
    "PageNumber",
    "Part",
    "read_disclosure",
    "typeset",
    "typeset_bytes",
    "typeset_disclosure",
]
