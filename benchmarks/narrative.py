"""How well the text is read: `python -m benchmarks.narrative [FOLDER]`.

Compares what is read with numbers of real documents that were labelled by eye, kept in
tests/conform/narrative/national_labels.csv and drawn_labels.csv (figures and places only; the
latter are drawn by lot, 30 of each of twelve places). Prints recall, coordinates, claims tied and
statistics told apart, of all and of each place, and every label that is missed or wrong.
"""

import csv
import hashlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipelines.conform.one_document import Conformed
from tests.conform.conforming import conform_file

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests" / "conform" / "narrative"
NATIONAL, DRAWN = TESTS / "national_labels.csv", TESTS / "drawn_labels.csv"
LABELS = (NATIONAL, DRAWN)
CORPUS = ROOT.parent / "shared" / "corpus" / "national"
ALL = "all"
ROLES = ("amount", "claim", "statistic")
COORDINATES = ("flow", "fund_source", "nature", "item_code", "function_code", "economic_code")
# Two places are one where they are no further apart than this, in points.
NEAR = 3.0
Label = dict[str, str]
Records = Mapping[str, list[Any]]


def main(folder: Path) -> None:
    """Read the labelled documents of the folder and print the figures."""
    scores: dict[str, Counter[str]] = defaultdict(Counter)
    for label, verdict in judged(folder):
        for place in (ALL, label.get("place", "")):
            scores[place][f"{label['role']} {verdict}"] += 1
        if verdict not in ("right", "left alone"):
            print(
                f"{verdict}: {label['document'][:8]} p{label['page']}",
                f"{label['printed']} {_told(label)}",
            )
    for name, count in sorted(scores[ALL].items()):
        print(f"{count:4} {name}")
    for place, counted in sorted(scores.items()):
        print(place or "labelled earlier", summary(counted))


def judged(
    folder: Path, files: Sequence[Path] = LABELS, least: int = 1
) -> Iterator[tuple[Label, str]]:
    """Each label of a document at hand with its verdict: right, wrong, missed, or (for numbers
    that state nothing) left alone or made up; of documents with at least so many labels."""
    by_document = labels_by_document(files)
    for path in sorted(folder.rglob("*.pdf")):
        found = by_document.get(hashlib.sha256(path.read_bytes()).hexdigest()[:16], [])
        if len(found) >= least:
            yield from judge(found, conform_file(path))


def labels_by_document(files: Sequence[Path]) -> dict[str, list[Label]]:
    """The labels of the files, by the beginning of the document's id."""
    by_document: dict[str, list[Label]] = defaultdict(list)
    for path in files:
        with path.open(encoding="utf-8", newline="") as file:
            for label in csv.DictReader(file):
                by_document[label["document"]].append(label)
    return by_document


def judge(labels: list[Label], conformed: Conformed) -> Iterator[tuple[Label, str]]:
    """The verdict on each label of one document."""
    statements = {s["statement_id"]: s for s in conformed.statement}
    records: Records = {
        "amount": [s for s in conformed.statement if s["stated_in"] == "narrative"],
        "claim": conformed.claim,
        "statistic": conformed.statistic,
        "project": conformed.project,
    }
    statistics = {s["statistic_id"]: s for s in conformed.statistic}
    for label in labels:
        yield label, _verdict(label, records, statements, statistics)


def _verdict(
    label: Label, records: Records, statements: Mapping[str, Any], statistics: Mapping[str, Any]
) -> str:
    here = {
        role: [record for record in found if _is_at(record, label)]
        for role, found in records.items()
    }
    if label["role"] == "none":
        return "made up" if any(here[role] for role in ROLES) else "left alone"
    found = here[label["role"]]
    if not found:
        return "missed"
    if label["role"] == "amount":
        names = (*COORDINATES, "phase", *(["fiscal_year"] if label.get("fiscal_year") else []))
        return "right" if _has(found[0], label, names) else "wrong"
    if label["role"] == "statistic":
        is_it = _in(found[0]["statistic_code"], label["kind"])
        is_it &= not label["statistic_kind"] or _in(found[0]["kind"] or "", label["statistic_kind"])
        return "right" if is_it and str(found[0]["as_of"] or "") == label["as_of"] else "wrong"
    if label["role"] == "claim":
        return "right" if _is_tied(found[0], label, statements, statistics) else "wrong"
    return "right"


def _is_tied(
    claim: Any, label: Label, statements: Mapping[str, Any], statistics: Mapping[str, Any]
) -> bool:
    """Kind, direction, the amount it is about, the base year and the denominator."""
    about = statements.get(claim["statement_id"])
    told = about["amount_yuan"] if about else None
    if told is None and claim["statistic_id"]:
        told = statistics[claim["statistic_id"]]["value"]
    whole = statements.get(claim["denominator_statement_id"])
    return (
        _in(claim["kind"], label["kind"])
        and _in(claim["direction"] or "", label["direction"])
        and (not label["about_wan"] or claim["kind"] == "driver" or _is(told, label["about_wan"]))
        and (not label["base_year"] or str(claim["base_year"]) == label["base_year"])
        and (
            not label["denominator_wan"]
            or _is(whole and whole["amount_yuan"], label["denominator_wan"])
        )
    )


def _is(amount: Decimal | None, wan: str) -> bool:
    return amount is not None and amount == Decimal(wan) * 10000


def _has(record: Any, label: Label, names: tuple[str, ...]) -> bool:
    return all(_in(str(record[name] or ""), label[name]) for name in names)


def _in(value: str, allowed: str) -> bool:
    return value in allowed.split("|")


def _is_at(record: Any, label: Label) -> bool:
    return str(record["page"]) == label["page"] and all(
        abs(record[name] - float(label[name])) < NEAR for name in ("x0", "top")
    )


def _told(label: Label) -> str:
    shown = (
        "kind",
        *COORDINATES,
        "phase",
        "about_wan",
        "denominator_wan",
        "as_of",
        "statistic_kind",
    )
    return " ".join(label[name] for name in shown if label[name])


def summary(scores: Mapping[str, int]) -> str:
    """The four shares that are asked for."""
    right = {role: scores.get(f"{role} right", 0) for role in ROLES}
    wrong = {role: scores.get(f"{role} wrong", 0) for role in ROLES}
    missed = {role: scores.get(f"{role} missed", 0) for role in ROLES}
    found = sum(right.values()) + sum(wrong.values())
    all_ = found + sum(missed.values())
    shares = {
        "recall": (found, all_),
        "coordinates": (right["amount"], right["amount"] + wrong["amount"]),
        "claims tied": (right["claim"], right["claim"] + wrong["claim"] + missed["claim"]),
        "statistics told apart": (right["statistic"], right["statistic"] + wrong["statistic"]),
    }
    return ", ".join(
        f"{name} {part}/{whole} = {part / max(whole, 1):.1%}"
        for name, (part, whole) in shares.items()
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS)
