"""The words around the tables: statements, claims, statistics, passages and a census of numbers.

Tables and their cells are read by the modules beside this package.
"""
