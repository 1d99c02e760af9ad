"""The log of a run: one line of JSON for each document and stage, written as the work goes on.

Who reads it and how long it is kept is decided elsewhere.
"""

import json
from datetime import UTC, datetime
from pathlib import Path

ENDING = ".jsonl"


class RunLog:
    """Lines of one run; each is on disk when `write` returns, so that a killed run tells too."""

    def __init__(self, folder: Path, run_id: str) -> None:
        self.run_id = run_id
        self.path = folder / f"{run_id}{ENDING}"

    def write(self, event: str, **facts: object) -> None:
        """Add a line: time in UTC, run id, event, and the facts that are not None."""
        told = {name: value for name, value in facts.items() if value is not None}
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        content = {"at": at, "run_id": self.run_id, "event": event, **told}
        line = json.dumps(content, ensure_ascii=False, default=str)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")


def read_log(path: Path) -> list[dict[str, object]]:
    """The lines of a log; one that a killed run left unfinished is left out."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    return [json.loads(line) for line in lines if line.endswith("\n")]
