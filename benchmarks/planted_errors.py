"""Errors planted in sound disclosures: which are found, rightly explained, and who else is accused.

`python -m benchmarks.planted_errors [--per-kind N] [--kind KIND] [-v]` plants N errors of each kind
of tests/planted_errors into disclosures of many layouts and counts how many are told at their
place, how many by the right cause, how many findings accuse something else, how many sound figures
are contradicted, and what the sound twins are told of.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.frames.storage import SCHEMAS
from tests.planted_errors.edits import Planted
from tests.planted_errors.plants import KINDS, Case, cases, sound_disclosures
from tests.planted_errors.printed import Frames, document_id, read, spot_of
from tests.validate.ties.checked_documents import Checked, check_records

Finding = Mapping[str, Any]


@dataclass(frozen=True)
class Verdict:
    """What became of one planted error.

    `roots` counts the errors that were told of, `accused` the sound figures that a root tells of,
    `contradicted` the sound statements whose trust is lost.
    """

    case: Case
    is_found: bool
    is_explained: bool
    roots: int
    elsewhere: tuple[str, ...]
    accused: tuple[str, ...]
    contradicted: int
    told: tuple[str, ...]


def main() -> None:
    """Print the counts by kind, with -v what was told of each error that is not right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--per-kind", type=int, default=10)
    parser.add_argument("--kind", action="append", choices=sorted(KINDS))
    parser.add_argument("-v", "--verbose", action="store_true")
    asked = parser.parse_args()
    wanted = asked.kind or list(KINDS)
    planted = [case for case in cases(asked.per_kind) if case.kind in wanted]
    verdicts = [verdict for batch in batches(planted) for verdict in judged(batch)]
    twins = told_of_twins()
    for line in table(verdicts):
        print(line)
    print(f"sound twins: {len(sound_disclosures())}, findings: {len(twins)}")
    for line in [*twins, *(_shown(verdicts) if asked.verbose else ())]:
        print(line)


def batches(planted: Sequence[Case]) -> Iterator[list[Case]]:
    """Cases that can be checked together: no two of one disclosure."""
    left = list(planted)
    while left:
        batch = {case.sound.name: case for case in reversed(left)}
        yield list(batch.values())
        left = [case for case in left if case is not batch[case.sound.name]]


def judged(batch: Sequence[Case]) -> list[Verdict]:
    """The verdicts on cases of different disclosures."""
    frames = {case.sound.name: read(case.sound.name, case.planted.disclosure) for case in batch}
    checked = _checked(frames)
    return [verdict(case, frames[case.sound.name], checked) for case in batch]


def told_of_twins() -> list[str]:
    """What the sound disclosures are told of; nothing, if all is well."""
    sounds = sound_disclosures()
    checked = _checked({sound.name: sound.frames for sound in sounds})
    return [
        f"twin {sound.name}: {_told(finding)}"
        for sound in sounds
        for finding in checked.of(document_id(sound.name))
    ]


def _checked(frames: Mapping[str, Frames]) -> Checked:
    records: dict[str, list[dict[str, Any]]] = {name: [] for name in SCHEMAS}
    for each in frames.values():
        for name, rows in each.items():
            records[name] += rows
    with tempfile.TemporaryDirectory() as folder:
        return check_records(Path(folder), records)


def verdict(case: Case, frames: Frames, checked: Checked) -> Verdict:
    """What the findings on a spoilt document come to."""
    found = checked.of(document_id(case.sound.name))
    wrong = _statements_at(case.planted, frames)
    touched = {each["root_finding_id"] for each in found if _touches(each, case.planted, wrong)}
    roots = [each for each in found if each["finding_id"] == each["root_finding_id"]]
    ours = [each for each in found if each["root_finding_id"] in touched]
    broken = [row["statement_id"] for row in checked.ties.to_dicts() if row["ties_broken"]]
    own = {str(s["statement_id"]) for s in frames["statement"]} - wrong
    return Verdict(
        case,
        is_found=bool(touched),
        is_explained=any(_explains(each, case.planted) for each in ours),
        roots=len(roots),
        elsewhere=tuple(_told(r) for r in roots if r["finding_id"] not in touched),
        accused=tuple(_told(r) for r in roots if _accuses(r, case.planted, own)),
        contradicted=len(own & set(broken)) if not case.planted.is_row else 0,
        told=tuple(_told(each) for each in found),
    )


def _statements_at(planted: Planted, frames: Frames) -> set[str]:
    """What the reader states of the planted places."""
    keys = {"statement": "statement_id", "claim": "claim_id", "statistic": "statistic_id"}
    return {
        str(record[key])
        for name, key in keys.items()
        for record in frames[name]
        if spot_of(record, planted.disclosure) in planted.spots
    }


def _touches(finding: Finding, planted: Planted, wrong: set[str]) -> bool:
    """Whether a finding tells of a planted place, or was computed with what stands there."""
    if finding["page"] is None:
        return False
    spot = spot_of(finding, planted.disclosure)
    parts = {each.part for each in planted.spots}
    lines = {(each.part, each.row) for each in planted.spots}
    is_here = spot.part in parts if planted.is_row else (spot.part, spot.row) in lines
    return is_here or bool(wrong & set(finding["statement_ids"] or ()))


def _accuses(root: Finding, planted: Planted, sound: set[str]) -> bool:
    """Whether the root of an error that is one cell tells of a figure that is right."""
    told = (root["statement_ids"] or [None])[0]
    is_neutral = "所列各部分之和" in root["message_zh"]
    is_told = bool({root["cause"], root["rule_id"]} & planted.told_by)
    return not planted.is_row and told in sound and not is_told and not is_neutral


def _explains(finding: Finding, planted: Planted) -> bool:
    return bool({finding["cause"], finding["rule_id"]} & planted.told_by)


def _told(finding: Finding) -> str:
    return f"[{finding['rule_id']}/{finding['cause']}] {finding['message_zh']}"


def table(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """One line for each kind, and one for all."""
    counts: dict[str, Counter[str]] = {}
    for each in verdicts:
        for kind in (each.case.kind, "all"):
            counts.setdefault(kind, Counter()).update(
                planted=1,
                found=each.is_found,
                explained=each.is_explained,
                roots=each.roots,
                elsewhere=len(each.elsewhere),
                accused=len(each.accused),
                contradicted=each.contradicted,
            )
    names = ("planted", "found", "explained", "roots", "elsewhere", "accused", "contradicted")
    yield f"{'kind':28}" + "".join(f"{name:>13}" for name in names)
    for kind, count in sorted(counts.items(), key=lambda item: item[0] == "all"):
        yield f"{kind:28}" + "".join(f"{count[name]:13}" for name in names)


def _shown(verdicts: Iterable[Verdict]) -> Iterator[str]:
    for each in verdicts:
        is_right = each.is_found and each.is_explained and each.roots == 1
        if is_right and not (each.elsewhere or each.accused or each.contradicted):
            continue
        yield f"-- {each.case.name} {each.case.planted.spots[:2]} roots {each.roots}"
        yield from (f"   told {line}" for line in each.told)
        yield from (f"   ELSEWHERE {line}" for line in each.elsewhere)
        yield from (f"   ACCUSED {line}" for line in each.accused)


if __name__ == "__main__":
    main()
