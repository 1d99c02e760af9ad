"""Stage conform: document trees become statements with coordinates, amounts in yuan and a place.

Nothing here judges whether a printed sum is right; that is the stage validate.
"""
