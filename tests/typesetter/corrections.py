"""A disclosure and its corrected print, typeset into examples/corrections by `make samples`.

The first print is the sample as published; what the second one corrects is made up, and its
sidecar says so.
"""

from pathlib import Path

from tests.typesetter import Disclosure, Narrative, read_disclosure, typeset_disclosure

NAME = "putuo-justice-2026-budget"
FOLDER = Path(__file__).parent / "disclosures" / NAME
CORRECTIONS = Path(__file__).parents[2] / "examples" / "corrections"
# A slip of the published text: the rate printed beside the amount fits the corrected amount.
MISPRINTED, CORRECTED = "43269.3", "3269.3"
_SIDECAR = """# {what}
published_on: {day}
note: {what}; the day of publication is made up
embedded_typefaces:
  name: Noto Serif SC and Noto Sans SC, subsets of their characters with converted outlines
  licence: SIL Open Font License 1.1
  copyright: © 2017-2024 Adobe (http://www.adobe.com/)
"""


def correct_text(disclosure: Disclosure) -> None:
    """Print one amount of the text as it was meant."""
    parts = [part for part in disclosure.parts if isinstance(part, Narrative)]
    (part,) = [part for part in parts if MISPRINTED in part.text]
    part.text = part.text.replace(MISPRINTED, CORRECTED)


def typeset_corrections(folder: Path = CORRECTIONS) -> None:
    """Write both prints and their sidecars."""
    folder.mkdir(parents=True, exist_ok=True)
    disclosure = read_disclosure(FOLDER)
    _put(folder / f"{NAME}.pdf", disclosure, "2026-02-01", "The sample as published")
    correct_text(disclosure)
    what = (
        f"The sample with one amount of its text put right ({MISPRINTED} to {CORRECTED}), made up"
    )
    _put(folder / f"{NAME}-corrected.pdf", disclosure, "2026-03-01", what)


def _put(path: Path, disclosure: Disclosure, day: str, what: str) -> None:
    typeset_disclosure(disclosure, path)
    sidecar = _SIDECAR.format(what=what, day=day)
    path.with_name(f"{path.name}.yaml").write_text(sidecar, encoding="utf-8")
