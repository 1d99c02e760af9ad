"""Re-typesets the sample disclosures: `python -m tests.typesetter [ID...]`.

Belongs here: the command line. Does not belong here: typesetting.
"""

import sys
from pathlib import Path

from tests.typesetter import typeset
from tests.typesetter.corrections import typeset_corrections

DISCLOSURES = Path(__file__).parent / "disclosures"
SAMPLES = Path(__file__).parents[2] / "raw" / "samples"


def main(names: list[str]) -> int:
    """Write raw/samples/ID.pdf for the named disclosures, or for all with the corrected print."""
    known = sorted(path.parent.name for path in DISCLOSURES.glob("*/disclosure.yaml"))
    if unknown := set(names) - set(known):
        print(f"no disclosure named {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    for name in names or known:
        typeset(DISCLOSURES / name, SAMPLES / f"{name}.pdf")
        print(SAMPLES / f"{name}.pdf", file=sys.stderr)
    if not names:
        typeset_corrections()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
