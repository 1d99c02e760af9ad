"""`gongkai query`: SQL on the release, its rows on standard output or in a file.

What an answer looks like in each format is in answers.py.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import duckdb

from pipelines.commands.answers import (
    OF_A_FILE,
    Answer,
    Appearance,
    Batch,
    print_answer,
    write_file,
)
from pipelines.commands.heads import heads
from pipelines.commands.problems import UsageProblem, refuse_without_folder
from pipelines.commands.release_file import open_release
from pipelines.commands.unknown_values import is_void, refuse_unknown_values
from pipelines.locations import Locations


@dataclass(frozen=True)
class Limits:
    """What one question may cost; `rows` is None where every row is wanted."""

    seconds: float = 300.0
    memory_mib: int = 2048
    rows: int | None = None


@dataclass(frozen=True)
class Question:
    """What is asked, as an argument or in a file, and where the answer goes in which form."""

    sql: str | None = None
    file: Path | None = None
    form: str | None = None
    output: Path | None = None
    appearance: Appearance = field(default_factory=Appearance)


class QueryStopped(click.ClickException):
    """A question that cost more than it may; exit status 1."""

    exit_code = 1


def query(locations: Locations, question: Question, limits: Limits) -> None:
    """Answer every statement of the question, one after the other.

    Raises UsageProblem where it is wrong, in DuckDB's words if they are its, or asks for what the
    release does not know; QueryStopped where it cost too much.
    """
    sql, form = _sql(question), _form(question)
    with (
        TemporaryDirectory(prefix="gongkai_query_") as spill,
        open_release(locations, limits.memory_mib, Path(spill)) as con,
        _interrupted_after(con, limits.seconds),
        _stopped(limits),
    ):
        statements = con.extract_statements(sql)
        _check_count(statements, form)
        _answer(con, statements, question, form, limits.rows)


def _sql(question: Question) -> str:
    if (question.sql is None) == (question.file is None):
        asking = 'gongkai query "SQL", or: gongkai query --file FILE'
        raise UsageProblem(f"what is asked? Type: {asking}")
    if question.sql is not None:
        return question.sql
    with click.open_file(str(question.file), encoding="utf-8-sig") as file:
        return file.read()


def _form(question: Question) -> str:
    """The format asked for, else that of the file's name, else a table."""
    output = question.output
    if output is None:
        if question.form == "xlsx":
            raise UsageProblem("an Excel file needs a name: gongkai query ... --output FILE.xlsx")
        return question.form or "table"
    form = question.form or OF_A_FILE.get(output.suffix.lower())
    if form is None or form == "table":
        endings = ", ".join(OF_A_FILE)
        raise UsageProblem(f"{output}: which format? Name it {endings}, or add --format")
    refuse_without_folder(output)
    return form


def _check_count(statements: Sequence[duckdb.Statement], form: str) -> None:
    """Only tables may follow each other; everything else is one answer, or it could not be read."""
    asking = [each for each in statements if _gives_rows(each)]
    if not statements:
        raise UsageProblem("the question is empty")
    if len(asking) > 1 and form != "table":
        raise UsageProblem(f"{len(asking)} statements cannot be answered in one {form} file")


def _gives_rows(statement: duckdb.Statement) -> bool:
    return statement.expected_result_type == [duckdb.ExpectedResultType.QUERY_RESULT]


def _answer(
    con: duckdb.DuckDBPyConnection,
    statements: Sequence[duckdb.Statement],
    question: Question,
    form: str,
    most: int | None,
) -> None:
    is_first = True
    for statement in statements:
        rows = con.sql(statement)  # pyright: ignore[reportArgumentType]
        if rows is None:
            continue
        if not is_first:
            click.echo()
        is_first = False
        limited = rows if most is None else rows.limit(most)
        look = _look(con, statement.query) if most != 0 else lambda first: None
        answer = Answer(limited, look, partial(heads, con.cursor(), statement.query))
        if question.output is not None:
            write_file(answer, form, question.output, question.appearance)
        else:
            print_answer(answer, form, question.appearance)


def _look(con: duckdb.DuckDBPyConnection, sql: str) -> Callable[[Batch], None]:
    """What is done with the first rows of an answer before it is shown."""

    def look_at(first: Batch) -> None:
        if is_void(first):
            refuse_unknown_values(con.cursor(), sql)

    return look_at


@contextmanager
def _interrupted_after(con: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    timer = threading.Timer(seconds, con.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@contextmanager
def _stopped(limits: Limits) -> Iterator[None]:
    """Errors of DuckDB in the words of this command."""
    try:
        yield
    except duckdb.InterruptException as error:
        allowed = f"stopped after {limits.seconds:g} seconds; --seconds allows more"
        raise QueryStopped(allowed) from error
    except duckdb.OutOfMemoryException as error:
        allowed = f"more than {limits.memory_mib} MiB of memory; --memory allows more"
        raise QueryStopped(allowed) from error
    except duckdb.Error as error:
        raise UsageProblem(str(error)) from error
