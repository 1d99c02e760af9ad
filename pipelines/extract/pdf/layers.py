"""Layers (optional content) of a PDF that are switched off: what they hold is not displayed.

Reading the content streams belongs to page_content.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral, literal_name


@dataclass(frozen=True)
class Layers:
    """The object numbers of the layers that are switched off when the document is opened."""

    off: frozenset[int] = frozenset()

    def hides(self, properties: Any) -> bool:
        """Whether content marked with these properties (a reference or a dictionary) is hidden."""
        if isinstance(properties, PDFObjRef) and properties.objid in self.off:
            return True
        entry = resolve1(properties)
        if not isinstance(entry, Mapping) or _name(entry.get("Type")) != "OCMD":
            return False
        return self._membership_hides(entry)

    def _membership_hides(self, entry: Mapping[str, Any]) -> bool:
        members = resolve1(entry.get("OCGs"))
        listed = members if isinstance(members, list) else [entry.get("OCGs")]
        states = [each.objid not in self.off for each in listed if isinstance(each, PDFObjRef)]
        if not states:
            return False
        shown = {
            "AllOn": all(states),
            "AnyOff": not all(states),
            "AllOff": not any(states),
        }.get(_name(entry.get("P")), any(states))
        return not shown


def layers_of(catalog: Mapping[str, Any]) -> Layers:
    """The layers of a document by its catalogue."""
    properties = resolve1(catalog.get("OCProperties"))
    if not isinstance(properties, Mapping):
        return Layers()
    setting = resolve1(properties.get("D"))
    setting = setting if isinstance(setting, Mapping) else {}
    off = set(_numbers(setting.get("OFF")))
    if _name(setting.get("BaseState")) == "OFF":
        off |= set(_numbers(properties.get("OCGs"))) - set(_numbers(setting.get("ON")))
    return Layers(frozenset(off))


def _numbers(listed: Any) -> list[int]:
    references = resolve1(listed)
    if not isinstance(references, list):
        return []
    return [each.objid for each in references if isinstance(each, PDFObjRef)]


def _name(value: Any) -> str:
    value = resolve1(value)
    return literal_name(value) if isinstance(value, PSLiteral) else ""
