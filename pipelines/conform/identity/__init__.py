"""Whose disclosure a document is: organisation, fiscal year, phase and scope in its own words.

The name of the file or of its folder is never asked. Matching names to the register of
organisations is the warehouse's. Words are in layouts/identity.yaml; the cover is read in
cover.py and titles.py, the rest of the document in body.py, labels.py and form_evidence.py.
"""

from pipelines.conform.identity.identification import (
    Identity,
    PrintedIdentity,
    UnknownIdentity,
    identify,
    pages_of_others,
    printed_identity,
)
from pipelines.conform.identity.other_disclosures import OtherPages

__all__ = [
    "Identity",
    "OtherPages",
    "PrintedIdentity",
    "UnknownIdentity",
    "identify",
    "pages_of_others",
    "printed_identity",
]
