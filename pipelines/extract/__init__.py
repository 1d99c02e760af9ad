"""Stage extract: the bytes of one document become a tree of pages, lines, tables and cells.

Nothing here knows what a form, a code or a unit is; that is the stage conform.
"""
