"""Checks on the candidate: Great Expectations suites over DuckDB, and what came of them."""
