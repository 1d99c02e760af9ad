"""The findings that were judged on the picture of their page, against those of a warehouse.

`python -m benchmarks.finding_labels WAREHOUSE [-v]` tells of the labels of
tests/validate/finding_labels.csv how many true findings are still raised, how many false alarms,
what share of the judged ones is true, and how many of the causes named are right. A finding that
nobody judged is counted as such: look at its page and add a label.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.labelled import NEAR_POINTS, Label, asked, labels_in, rows_of
from pipelines.locations import REPOSITORY

LABELS = REPOSITORY / "tests" / "validate" / "finding_labels.csv"
Finding = Mapping[str, Any]


def main() -> None:
    """Print the counts, with -v what is false, lost, wrongly explained or not judged."""
    given = asked(__doc__)
    kept, raised = labels(), _findings(given.warehouse)
    counts = judged(kept, raised)
    print(", ".join(f"{number} {name}" for name, number in sorted(counts.items())))
    told = counts["true"] + counts["false alarm"]
    print(f"precision {counts['true'] / max(1, told):.1%} of {told} judged findings")
    named = counts["cause right"] + counts["cause wrong"]
    print(f"causes right {counts['cause right'] / max(1, named):.1%} of {named} judged causes")
    if given.verbose:
        for line in _not_right(kept, raised):
            print(line)


def labels() -> list[dict[str, str]]:
    """What was judged: true, false or doubtful, and what its cause is."""
    return labels_in(LABELS)


def judged(kept: Sequence[Label], raised: Iterable[Finding]) -> Counter[str]:
    """How many findings are true, a false alarm, doubtful, lost, or not judged; and causes."""
    counts: Counter[str] = Counter()
    found: set[int] = set()
    for finding in raised:
        number = label_of(kept, finding)
        if number is None:
            counts["not judged"] += 1
            continue
        found.add(number)
        label = kept[number]
        counts["false alarm" if label["verdict"] == "false" else label["verdict"]] += 1
        counts[cause_of(label, finding["cause"])] += 1
    counts["lost"] = sum(
        label["verdict"] == "true" and number not in found for number, label in enumerate(kept)
    )
    counts[""] = 0
    return +counts


def label_of(kept: Sequence[Label], finding: Finding) -> int | None:
    """The number of the label of a finding: of its document, rule, page and place."""
    for number, label in enumerate(kept):
        if (label["document"], label["rule"]) == (finding["document_id"], finding["rule_id"]) and (
            label["page"] == str(finding["page"] or "")
            and _near(label["x0"], finding["x0"])
            and _near(label["top"], finding["top"])
        ):
            return number
    return None


def cause_of(label: Label, cause: str | None) -> str:
    """Whether the cause a finding names is right; nothing where none is named or nobody knows.

    Another cause than the one that was judged is right where it is the one the label says it
    should be; else somebody has to look.
    """
    if not cause or label["verdict"] != "true":
        return ""
    if cause in label["cause_should_be"].split():
        return "cause right"
    if cause != label["cause"]:
        return "cause not judged"
    return f"cause {label['cause_verdict']}"


def _near(labelled: str, place: float | None) -> bool:
    if place is None or not labelled:
        return place is None and not labelled
    return abs(float(labelled) - place) <= NEAR_POINTS


def _not_right(kept: Sequence[Label], raised: Iterable[Finding]) -> list[str]:
    lines: list[str] = []
    for finding in raised:
        number = label_of(kept, finding)
        where = f"{finding['file_name']} page {finding['page']} {finding['rule_id']}"
        if number is None:
            lines.append(f"not judged: {where} {finding['message_en']}")
        elif kept[number]["verdict"] != "true":
            lines.append(f"{kept[number]['verdict']}: {where} {kept[number]['why']}")
        elif cause_of(kept[number], finding["cause"]) != "cause right" and finding["cause"]:
            should = kept[number]["cause_should_be"]
            lines.append(f"cause {finding['cause']}, should be {should}: {where}")
    return lines


def _findings(warehouse: Path) -> list[Finding]:
    """The findings about documents; those about the warehouse as a whole have no page."""
    query = "FROM quality.finding JOIN meta.document USING (document_id) ORDER BY finding_id"
    return list(rows_of(warehouse, query))


if __name__ == "__main__":
    main()
