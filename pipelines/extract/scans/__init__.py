"""Pages that are pictures: made upright, their ruling lines found, their text recognised.

What the recognised text means is told by conform, as for any other page.
"""
