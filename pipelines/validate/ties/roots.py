"""Findings that come from one error are joined to one root.

Two findings share their root when they lay the break on the same figure, when one blames a figure
that the other tells of, when they stand in one row with the same cause or break the same sum, when
one was computed with a figure that the other tells of, or where a form is in another unit.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from typing import Any

Record = dict[str, Any]
# What only the steps of this stage tell each other.
INNER = ("culprit", "instance")
# A smaller power of ten is a slip of the decimal point.
UNITS_APART = 500


def with_roots(findings: Sequence[Record]) -> list[Record]:
    """The findings with root_finding_id, and without the `culprit` that it was made from."""
    findings = _propagated(findings)
    told = {str(f["statement_ids"][0]) for f in findings if f["statement_ids"]}
    group = _Groups()
    for finding in findings:
        for mark in _marks(finding, told):
            group.join((finding["finding_id"],), mark)
    members: dict[Hashable, list[Record]] = defaultdict(list)
    for finding in findings:
        members[group.top((finding["finding_id"],))].append(finding)
    roots = {finding["finding_id"]: _root(found) for found in members.values() for finding in found}
    return [_clean(finding, roots) for finding in findings]


def _propagated(findings: Sequence[Record]) -> list[Record]:
    """A break without a cause of its own that was computed with a figure known to be wrong."""
    wrong = {
        str(each["statement_ids"][0]): each
        for each in findings
        if each["statement_ids"] and each["cause"] not in (None, "propagated") and each["form_code"]
    }
    return [_from_wrong(each, wrong) if each["cause"] is None else each for each in findings]


def _from_wrong(finding: Record, wrong: Mapping[str, Record]) -> Record:
    """The same figure told again has the cause known of it; one resting on it, `propagated`."""
    names = finding["statement_ids"]
    if names and names[0] in wrong:
        known = wrong[str(names[0])]
        kept = ("cause", "cause_count", "cause_zh", "cause_en", "culprit")
        return _explained(finding, {name: known[name] for name in kept})
    source = next((wrong[name] for name in finding["statement_ids"][1:] if name in wrong), None)
    if source is None:
        return finding
    printed = source["printed_text"]
    words = {
        "cause": "propagated",
        "cause_count": 1,
        "cause_zh": f"所依据的{printed}本身有误",
        "cause_en": f"it rests on {printed}, which is wrong itself",
        "culprit": source["culprit"],
    }
    return _explained(finding, words)


def _explained(finding: Record, words: Record) -> Record:
    """The finding with a cause, told in its messages too."""
    return (
        finding
        | words
        | {
            "message_zh": f"{finding['message_zh']}原因：{words['cause_zh']}。",
            "message_en": f"{finding['message_en']} Cause: {words['cause_en']}.",
        }
    )


def _marks(finding: Mapping[str, Any], told: Collection[str]) -> Iterator[tuple[str, ...]]:
    """What findings of one root have in common; `told` are the figures that findings tell of."""
    yield "figure", str(finding["culprit"])
    names = [str(each) for each in finding["statement_ids"]]
    yield from (("figure", name) for name in names[:1])
    if finding["cause"] == "propagated":
        yield from (("figure", name) for name in names[1:] if name in told)
    if finding["form_code"] and names:
        row = tuple(str(finding[name]) for name in ("document_id", "form_code", "row_label"))
        yield "rule of a row", *row, str(finding["rule_id"])
        if finding["cause"]:
            yield "cause of a row", *row, str(finding["cause"])
    if finding["cause"] == "row_absent" or finding["rule_id"] == "row_missing_from_summary":
        yield "missing row", str(finding["document_id"]), str(finding["form_code"])
    if finding["cause"] == "unit_scale" and _is_of_units(finding):
        yield "unit", str(finding["document_id"])


def _is_of_units(finding: Mapping[str, Any]) -> bool:
    """Whether what is printed and what is expected are units apart, not a decimal or two."""
    expected = abs(finding["expected_low"] + finding["expected_high"]) / 2
    less, more = sorted((abs(finding["printed_value"]), expected))
    return more > less * UNITS_APART


def _root(found: Sequence[Record]) -> str:
    """The finding on the culprit itself, of the forms before the text, then the first printed."""
    first = min(
        found,
        key=lambda each: (
            each["statement_ids"][:1] != [each["culprit"]],
            each["cause"] == "propagated",
            each["form_code"] is None,
            each["cause"] is None,
            each["page"] or 0,
            each["top"] or 0,
            each["finding_id"],
        ),
    )
    return str(first["finding_id"])


def _clean(finding: Record, roots: Mapping[str, str]) -> Record:
    kept = {name: value for name, value in finding.items() if name not in INNER}
    return kept | {"root_finding_id": roots[finding["finding_id"]]}


class _Groups:
    """Disjoint sets: join two members, ask for the top of the set of one."""

    def __init__(self) -> None:
        self.above: dict[Hashable, Hashable] = {}

    def top(self, member: Hashable) -> Hashable:
        while (above := self.above.get(member, member)) != member:
            member = above
        return member

    def join(self, one: Hashable, other: Hashable) -> None:
        self.above[self.top(one)] = self.top(other)
