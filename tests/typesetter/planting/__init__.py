"""Errors planted in sound disclosures, one kind each.

Belongs here: what a kind of error changes and which cause explains it. Does not belong here: the
list of planted documents (see `plants.py`), and finding the errors.
"""
