"""What a release leaves out, kind by kind, and what settles it: for `gongkai status`.

What is left out, and why, stands in mart.left_out; here it is only told.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import duckdb

from pipelines.commands.language import language, say
from pipelines.commands.summary import records

SHOWN_SENTENCES = 5
_LEFT_OUT = """
SELECT kind, document_id, item, file_name, organisation_name_zh, fiscal_year, phase, scope, page,
       amount_yuan, reason, what_to_do_zh, what_to_do_en
FROM mart.left_out ORDER BY ALL
"""


def left_out(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """One record per document, form or total that the marts do not serve, by kind."""
    return records(con, _LEFT_OUT)


def left_out_lines(entries: Sequence[dict[str, Any]]) -> Iterator[tuple[int, str]]:
    """Indent and text: each kind counted, then once each what settles it."""
    for kind, group in groupby(entries, lambda entry: entry["kind"]):
        of_kind = list(group)
        yield 0, say("left_out", what=say(f"left_out_{kind}"), count=len(of_kind))
        sentences = list(dict.fromkeys(entry[f"what_to_do_{language()}"] for entry in of_kind))
        yield from ((2, sentence) for sentence in sentences[:SHOWN_SENTENCES])
        if len(sentences) > SHOWN_SENTENCES:
            more = len(sentences) - SHOWN_SENTENCES
            yield 2, say("left_out_more", count=more, kind=kind)
