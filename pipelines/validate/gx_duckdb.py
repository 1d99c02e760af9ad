"""Lets Great Expectations read through the pipeline's own DuckDB connection.

Only the bridge (SQLAlchemy dialect, data source) belongs here: rules are in expectations/suites.
Importing this module imports Great Expectations, so import it inside the function that checks.
"""

from typing import Any

import duckdb
import great_expectations as gx
from duckdb_sqlalchemy import ConnectionWrapper, Dialect, DuckDBExecutionContext
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.datasource.fluent.sql_datasource import SQLDatasource
from sqlalchemy.dialects import registry
from sqlalchemy.engine.cursor import FullyBufferedCursorFetchStrategy
from sqlalchemy.pool import StaticPool


class BufferedExecutionContext(DuckDBExecutionContext):
    """Fetches every row at once: Great Expectations closes the connection before it reads them."""

    def post_exec(self) -> None:
        super().post_exec()
        if self.cursor is not None and self.cursor.description:
            self.cursor_fetch_strategy = FullyBufferedCursorFetchStrategy(
                self.cursor, alternate_description=self.cursor.description
            )


class BufferedDialect(Dialect):
    """The DuckDB dialect whose results outlive their connection."""

    execution_ctx_cls = BufferedExecutionContext
    supports_statement_cache = True


registry.register("duckdb.buffered", __name__, "BufferedDialect")


def shared_data_source(con: duckdb.DuckDBPyConnection) -> SQLDatasource:
    """A data source of an ephemeral context that reads through `con` and leaves it open."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    settings: dict[str, Any] = {
        "create_temp_table": False,
        # handed to SQLAlchemy's create_engine; the stubs of add_sql leave it out
        "kwargs": {"creator": lambda: ConnectionWrapper(con), "poolclass": StaticPool},
    }
    return context.data_sources.add_sql(
        name="candidate", connection_string="duckdb+buffered:///:memory:", **settings
    )
