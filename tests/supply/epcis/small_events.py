"""Small events to build tests from."""

from typing import Any

CONTEXT = ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", {"ex": "https://ex.example/"}]
GTIN = "https://id.gs1.org/01/09506000134352"
BOX = "https://id.gs1.org/00/095060001343520001"
NOW = 1_800_000_000_000
"""15 January 2027, 08:00 UTC."""


def item(serial: object) -> str:
    return f"{GTIN}/21/{serial}"


def event(kind: str = "ObjectEvent", hour: float = 0, **more: Any) -> dict[str, Any]:
    """An event so many hours after midnight of 2 January 2026."""
    minutes = round(hour * 60)
    day, minute = divmod(minutes, 1440)
    at = f"2026-01-{2 + day:02d}T{minute // 60:02d}:{minute % 60:02d}:00Z"
    made = {"type": kind, "eventTime": at, "eventTimeZoneOffset": "+00:00", "action": "OBSERVE", **more}
    if kind == "TransformationEvent":
        made.pop("action")
    return made


def seen(*serials: object, hour: float = 0, **more: Any) -> dict[str, Any]:
    return event(hour=hour, epcList=[item(each) for each in serials], **more)


def packed(action: str, *serials: object, hour: float = 0, box: str = BOX) -> dict[str, Any]:
    children = {"childEPCs": [item(each) for each in serials]} if serials else {}
    return event("AggregationEvent", hour, action=action, parentID=box, **children)


def part(number: int, before: float = 0, after: float = 0, hour: float = 0, **more: Any) -> dict[str, Any]:
    """A part of one transformation: kilograms of yarn that went in, and of cloth that came out."""
    lists = {
        name: [{"epcClass": f"urn:epc:class:lgtin:4012345.01234{kind}.L", "quantity": kilos, "uom": "KGM"}]
        for name, kind, kilos in (("inputQuantityList", 5, before), ("outputQuantityList", 6, after))
        if kilos
    }
    name = {"eventID": f"urn:x:part:{number}", "transformationID": "urn:x:run:1"}
    return event("TransformationEvent", hour, **name, **lists, **more)


def document(*events: dict[str, Any]) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2026-01-02T00:00:00Z",
        "epcisBody": {"eventList": list(events)},
    }
