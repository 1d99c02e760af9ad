"""Findings that come from one error are joined to one root.

Two findings share their root when they lay the break on the same figure, when one blames a figure
that the other tells of, or when they stand in one row with the same cause.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

Record = dict[str, Any]


def with_roots(findings: Sequence[Record]) -> list[Record]:
    """The findings with root_finding_id, and without the `culprit` that it was made from."""
    findings = _propagated(findings)
    group = _Groups()
    for finding in findings:
        for mark in _marks(finding):
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


def _marks(finding: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """What findings of one root have in common."""
    yield "figure", str(finding["culprit"])
    if finding["statement_ids"]:
        yield "figure", str(finding["statement_ids"][0])
    if finding["cause"] and finding["form_code"]:
        row = (str(finding[name]) for name in ("document_id", "form_code", "row_label", "cause"))
        yield "row", *row


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
    kept = {name: value for name, value in finding.items() if name != "culprit"}
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
