"""Sound disclosures of imaginary organisations, made from a seed number.

Belongs here: the figures, the forms and the text of such a disclosure. Does not belong here:
errors planted in them, and printing.
"""
