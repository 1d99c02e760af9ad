"""The questions that the READMEs show: what is typed after `gongkai query`."""

import re

from pipelines.locations import REPOSITORY

_QUERY = re.compile(r'^\.venv/bin/gongkai query "([^"]+)"', re.MULTILINE)
# Only the two prints of examples/corrections have an answer to these.
_OF_CORRECTIONS = ("mart.restatement", "core.amount_as_of")


def queries(page: str, of_corrections: bool) -> list[str]:
    """The SQL of a page, in order: that about corrections, or all other."""
    text = (REPOSITORY / page).read_text(encoding="utf-8")
    return [
        sql
        for sql in _QUERY.findall(text)
        if of_corrections == any(name in sql for name in _OF_CORRECTIONS)
    ]
