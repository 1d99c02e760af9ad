"""Covers: how many of forty kinds of organisation in seven or eight wrappings are named right.

Each cover is typeset with the pages behind it and read from the PDF: `python -m benchmarks.identity
[KIND...]`. A cover that is not understood is set aside; a wrong name is worse and counted apart.
"""

import sys
from collections import Counter

from pipelines.conform.identity import UnknownIdentity, identify
from pipelines.extract.reader import read_document
from pipelines.locations import LAYOUTS
from tests.typesetter.covers import CoverCase, cover_cases, further_cases
from tests.typesetter.typesetting import typeset_bytes


def outcome(case: CoverCase) -> tuple[str, str]:
    """right, set aside or wrong; and what was read."""
    try:
        found = identify(read_document(typeset_bytes(case.disclosure)), LAYOUTS)
    except UnknownIdentity as unknown:
        return "set aside", unknown.reason_code
    read = (found.organisation_name, found.fiscal_year, found.phase, found.scope)
    return ("right" if read == case.expected else "wrong"), " ".join(map(str, read))


def main(kinds: list[str]) -> int:
    """Print what is not right and the counts; 1 where a name is wrong."""
    counts: Counter[str] = Counter()
    for case in (*cover_cases(), *further_cases()):
        if kinds and case.kind not in kinds:
            continue
        verdict, read = outcome(case)
        counts[verdict] += 1
        if verdict != "right":
            print(
                f"{verdict}: {case.kind}, {case.wrapping}: {' / '.join(case.lines)} read as {read}"
            )
    print(f"{counts['right']} of {counts.total()} right, {counts['set aside']} set aside,")
    print(f"{counts['wrong']} wrong")
    return 1 if counts["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
