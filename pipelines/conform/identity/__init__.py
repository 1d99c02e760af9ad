"""Whose disclosure a document is: organisation, fiscal year, phase and scope in its own words.

The name of the file or of its folder is never asked. Matching names to the register of
organisations is the warehouse's. Words are in layouts/identity.yaml; the cover is read in
cover.py and titles.py, the rest of the document in body.py, labels.py and form_evidence.py; what
a sidecar or the other files of a disclosure tell is put in by told.py.
"""

from pipelines.conform.identity.identification import identify, pages_of_others, printed_identity
from pipelines.conform.identity.other_disclosures import OtherPages
from pipelines.conform.identity.records import (
    NEEDED,
    NOTHING_PRINTED,
    Identity,
    PrintedIdentity,
    UnknownIdentity,
)
from pipelines.conform.identity.told import Lent, completed, organisation_key, same_organisation

__all__ = [
    "NEEDED",
    "NOTHING_PRINTED",
    "Identity",
    "Lent",
    "OtherPages",
    "PrintedIdentity",
    "UnknownIdentity",
    "completed",
    "identify",
    "organisation_key",
    "pages_of_others",
    "printed_identity",
    "same_organisation",
]
