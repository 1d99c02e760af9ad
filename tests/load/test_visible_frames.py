"""What belongs to a document that was set aside is not seen, nor leaned on by another document."""

from pathlib import Path

import duckdb

from pipelines.frames.storage import SET_ASIDE, frame, write_frame
from pipelines.load.visible_frames import register_frames
from tests.conftest import document, statement

TEXT, TABLES = "a" * 64, "b" * 64


def test_a_claim_keeps_no_reference_to_a_part_that_was_set_aside(tmp_path: Path) -> None:
    write_frame(tmp_path, "document", frame("document", [document(TEXT), document(TABLES)]))
    own = statement(1) | {"statement_id": "own", "document_id": TEXT}
    lent = statement(2) | {"statement_id": "lent", "document_id": TABLES}
    write_frame(tmp_path, "statement", frame("statement", [own, lent]))
    claim = {"claim_id": "c", "document_id": TEXT, "statement_id": "own"}
    claims = [claim | {"denominator_statement_id": "lent"}]
    write_frame(tmp_path, "claim", frame("claim", claims))
    broken = dict.fromkeys(("rule_id", "table_name", "file_name", "reason"), "x")
    asked = ("document", "statement", "claim")
    query = "SELECT statement_id, denominator_statement_id FROM stage_claim"
    with duckdb.connect() as con:
        write_frame(tmp_path, SET_ASIDE, frame(SET_ASIDE, []))
        register_frames(con, tmp_path, asked)
        assert con.execute(query).fetchall() == [("own", "lent")]
        write_frame(tmp_path, SET_ASIDE, frame(SET_ASIDE, [broken | {"document_id": TABLES}]))
        register_frames(con, tmp_path, asked)
        assert con.execute(query).fetchall() == [("own", None)]
