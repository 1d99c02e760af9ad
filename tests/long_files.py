"""The files of tests that take longest, as measured, the longest first.

They are begun first, so that no worker is left alone with one of them at the end. What needs the
same warehouse or documents stands apart, so that no worker waits for what another is making.
"""

from pathlib import Path

import pytest

LONG_FILES = (
    "publish/test_correction.py",
    "layouts/test_cells.py",
    "test_scanned_disclosure.py",
    "extract/scans/test_scanned_page.py",
    "validate/ties/test_planted.py",
    "conform/narrative/test_national_labels.py",
    "test_corpus_questions.py",
    "typesetter/test_plants.py",
    "test_main_job.py",
    "models/test_models.py",
    "extract/attachments/test_sample_statements.py",
    "publish/test_release.py",
    "test_definitions.py",
    "validate/test_isolation.py",
    "test_examples.py",
    "validate/test_suites.py",
    "validate/ties/test_findings.py",
    "validate/ties/test_parts.py",
    "publish/test_fiscal_package.py",
    "typesetter/test_generated.py",
    "typesetter/test_typesetter.py",
    "conform/narrative/test_sentences.py",
    "extract/test_bad_files.py",
)
HERE = Path(__file__).parent


def longest_first(items: list[pytest.Item]) -> None:
    """Sort in place; the tests of a file stay together and in their order."""
    place = {HERE / name: number for number, name in enumerate(LONG_FILES)}
    items.sort(key=lambda item: place.get(item.path, len(place)))
