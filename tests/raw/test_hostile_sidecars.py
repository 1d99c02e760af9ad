"""Sidecars that nobody foresaw: each costs its own file and no other."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.raw.archive_files import pdf
from tests.raw.taking_in import taken_in


def as_folder(sidecar: Path) -> None:
    sidecar.mkdir()


def as_pipe(sidecar: Path) -> None:
    os.mkfifo(sidecar)


def as_large_file(sidecar: Path) -> None:
    sidecar.write_text("note: x\n" * 100_000)


def saying(text: str) -> Callable[[Path], None]:
    def write(sidecar: Path) -> None:
        sidecar.write_bytes(text.encode("utf-8", "surrogatepass"))

    return write


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (as_folder, "not a file"),
        (as_pipe, "not a file"),
        (as_large_file, "larger than 256 KiB"),
        (saying("published_on: 0001-01-01\n"), "line 1: published_on: 0001-01-01 is not"),
        (saying("published_on: 9999-12-31\n"), "line 1: published_on: 9999-12-31 is not"),
        (saying("retrieved_at: 0001-01-01T00:00:00+14:00\n"), "line 1: retrieved_at"),
        (saying("retrieved_at: 9999-12-31T23:59:59-12:00\n"), "line 1: retrieved_at"),
        (saying("vintage: 99999999999\n"), "line 1: vintage: 99999999999 is not"),
        (saying("fiscal_year: 99999999999\n"), "line 1: fiscal_year: 99999999999 is not"),
        (saying("title: x\nnote: '\ud800'\n"), "not UTF-8"),
        (saying('title: x\nnote: "\\ud800"\n'), "line 2: a control character or half"),
        (saying('title: x\nnote: "\\x1b[31m"\n'), "line 2: a control character or half"),
        (saying("note: " + "[" * 5000), "line 1: nested more than 20 deep"),
        (saying("title: &a [x]\nnote: [*a, *a]\n"), "line 2: an alias"),
        (saying("publised_on: 2025-03-01\n"), "line 1: unknown key publised_on; did you mean"),
        (saying("part_of: ../../secret.pdf\n"), "line 1: part_of"),
        (saying("part_of: /dev/zero\n"), "line 1: part_of"),
    ],
)
def test_a_hostile_sidecar_costs_its_own_file_and_no_other(
    folder: Path, make: Callable[[Path], None], told: str
) -> None:
    (folder / "a.pdf").write_bytes(pdf(1))
    make(folder / "a.pdf.yaml")
    report = taken_in(folder)
    (refused,) = report.refused
    assert (Path(refused.place).name, refused.reason_code) == ("a.pdf", "bad_sidecar")
    assert told in refused.reason
    assert "a.pdf.yaml" in refused.reason
