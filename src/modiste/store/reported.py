"""What devices reported, as the spine's own records: supply events and readings, each once.

Knows which of an EPCIS event's words are columns; the events themselves are the supply room's.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.dialects import postgresql, sqlite

from modiste.garment import Reading, SupplyEvent
from modiste.store.tables import TABLES

_DEVICE = "urn:modiste:device:"


class Reported:
    """A book of events in the tables of the spine; it takes part in its caller's transaction."""

    def add(self, connection: Connection, events: Sequence[Mapping[str, Any]], recorded_at: int) -> int:
        """Write the events that are new, with their readings; returns how many events were.

        Args:
            connection: The transaction.
            events: EPCIS 2.0 events as JSON objects, each with its eventID.
            recorded_at: Milliseconds since 1970.
        """
        recorded = datetime.fromtimestamp(recorded_at / 1000, UTC)
        rows, readings = [], []
        for event in events:
            id_ = hashlib.sha256(event["eventID"].encode()).hexdigest()
            rows.append(
                {
                    "id": id_,
                    "kind": event["type"].removesuffix("Event").lower(),
                    "at": datetime.fromisoformat(event["eventTime"]),
                    "recorded_at": recorded,
                    "action": event.get("action", ""),
                    "business_step": event.get("bizStep", ""),
                    "disposition": event.get("disposition", ""),
                    "read_point": event.get("readPoint", {}).get("id", ""),
                    "business_location": event.get("bizLocation", {}).get("id", ""),
                    "item_ids": list(event.get("epcList", ())),
                }
            )
            readings += _readings(id_, event)
        _add(connection, TABLES[Reading], readings)
        return _add(connection, TABLES[SupplyEvent], rows)


def _readings(event_id: str, event: Mapping[str, Any]) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for element in event.get("sensorElementList", ()):
        about = element.get("sensorMetadata", {})
        device = str(about.get("deviceID", ""))
        if not device.startswith(_DEVICE):
            continue
        for report in element["sensorReport"]:
            if "value" in report:
                made.append(
                    {
                        "id": f"{event_id}-{len(made)}",
                        "device_id": device.removeprefix(_DEVICE),
                        "at": datetime.fromisoformat(about.get("time", event["eventTime"])),
                        "quantity": report.get("type", ""),
                        "value": report["value"],
                        "unit": report.get("uom", ""),
                    }
                )
    return made


def _add(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    if not rows:
        return 0
    ids = [row["id"] for row in rows]
    known = set(connection.execute(select(table.c.id).where(table.c.id.in_(ids))).scalars())
    fresh = {row["id"]: row for row in rows if row["id"] not in known}
    if fresh:
        new = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(table)
        connection.execute(new.on_conflict_do_nothing(index_elements=["id"]), list(fresh.values()))
    return len(fresh)
