"""The load stage: stage frames, code books and SQL files become the tables of the candidate.

Checks on what was built belong to validate, turning it into a release to publish.
"""
