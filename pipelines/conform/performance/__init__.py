"""Forms that are not money: projects and their performance targets, read by their labels.

The forms of amounts are read by the modules beside this package.
"""
