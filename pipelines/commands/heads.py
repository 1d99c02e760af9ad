"""Chinese heads for the columns of an answer, from the comments that a release carries.

Only what a person sees on a terminal has them; files and pipes keep the names that SQL knows.
"""

import re
from collections import Counter
from collections.abc import Sequence

import duckdb

from pipelines.commands.language import language

LONGEST = 12
_UNIT = "（元）"
_FIRST_WORDS = re.compile(r"[^：；，。（/]+")
_COMMENTS = """
SELECT column_name, comment, schema_name || '.' || table_name IN (FROM unnest($asked)) AS is_asked
FROM duckdb_columns()
WHERE NOT internal AND comment IS NOT NULL AND list_contains($names, column_name)
  AND (is_asked OR schema_name = 'mart')
"""


def heads(con: duckdb.DuckDBPyConnection, sql: str, names: Sequence[str]) -> list[str]:
    """What stands above each column: in Chinese where all tables asked say the same of it.

    A column that no table explains, or two that would have one head, keep their names.
    """
    if language() != "zh":
        return list(names)
    said = _said(con, sql, names)
    twice = {head for head, count in Counter(said.values()).items() if count > 1}
    return [said[name] if name in said and said[name] not in twice else name for name in names]


def _said(con: duckdb.DuckDBPyConnection, sql: str, names: Sequence[str]) -> dict[str, str]:
    """Column → head, where the tables asked have one, else where the marts have."""
    try:
        asked = sorted(con.get_table_names(sql, qualified=True))
    except duckdb.Error:
        asked = []
    found: dict[tuple[str, bool], set[str]] = {}
    rows = con.execute(_COMMENTS, {"asked": asked, "names": list(names)}).fetchall()
    for name, comment, is_asked in rows:
        found.setdefault((name, is_asked), set()).add(head_of(name, comment))
    one = {}
    for name in names:
        said = found.get((name, True)) or found.get((name, False)) or set()
        if len(said) == 1 and (head := next(iter(said))):
            one[name] = head
    return one


def head_of(name: str, comment: str) -> str:
    """The first words of a comment, with the unit of money; empty where they are too long."""
    words = _FIRST_WORDS.match(comment)
    head = words[0].strip() if words else ""
    unit = _UNIT if name.endswith("_yuan") else ""
    return head + unit if 0 < len(head) <= LONGEST else ""
