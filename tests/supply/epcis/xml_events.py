"""EPCIS documents in XML as the JSON events they say, to the extent that the hash vectors need it."""

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

_VALUES = {"gs1:": "https://gs1.org/voc/", "cbv:": "https://ref.gs1.org/cbv/"}
_TEXTS = {"epcList": "epc", "inputEPCList": "epc", "outputEPCList": "epc", "childEPCs": "epc"}


def xml_events(path: Path) -> list[dict[str, Any]]:
    text = re.sub(r"</?(?:extension|baseExtension)>", "", path.read_text(encoding="utf-8"))
    root = ElementTree.fromstring(text)  # our own test vectors
    return [_object(event, {"type": event.tag}) for event in root.find(".//EventList") or ()]


def _object(element: ElementTree.Element, made: dict[str, Any] | None = None) -> dict[str, Any]:
    made = {**(made or {}), **{name: _spelt(value) for name, value in element.items()}}
    for child in element:
        if child.tag in _TEXTS:
            value: Any = [(each.text or "").strip() for each in child]
        elif child.tag in ("bizTransactionList", "sourceList", "destinationList"):
            value = [{each.tag: (each.text or "").strip(), **_object(each)} for each in child]
        elif child.tag.endswith("List") and not child.tag.startswith("{"):
            value = [_object(each) for each in child]
        elif len(child) or child.items():
            value = _object(child)
        else:
            value = _spelt((child.text or "").strip())
        if child.tag in made:
            before = made[child.tag]
            made[child.tag] = [*(before if isinstance(before, list) else [before]), value]
        else:
            made[child.tag] = value
    if len(element) == 0 and (element.text or "").strip() and element.items():
        made["#text"] = (element.text or "").strip()
    return made


def _spelt(value: str) -> str:
    for prefix, whole in _VALUES.items():
        if value.startswith(prefix):
            return whole + value.removeprefix(prefix)
    return value
