"""gongkai: published budgets and final accounts, read into one DuckDB fiscal warehouse."""
