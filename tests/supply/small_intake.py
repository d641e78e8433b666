"""What the intake's tests share: a book that keeps events by name, devices with their keys, a link."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text

from modiste.garment import Device, DeviceKind
from modiste.store import KeptDeviceKey, Store
from modiste.supply import Arrival, Credentials, DeviceClient, Outbox, Writer, issue

AT = 1_796_000_000_000
MOMENT = datetime(2026, 11, 1, tzinfo=UTC)


def name(event: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(event, sort_keys=True).encode()).hexdigest()


class PlainBook:
    """Events in a table of its own, within the caller's transaction; an id that is known changes nothing."""

    def __init__(self, store: Store) -> None:
        self._ledger = store.devices
        with self._ledger.writing() as connection:
            connection.execute(
                text("CREATE TABLE IF NOT EXISTS told (id VARCHAR PRIMARY KEY, said VARCHAR, times INTEGER)")
            )

    def add(self, connection: Any, events: Sequence[Mapping[str, Any]], recorded_at: int) -> int:
        rows = [{"id": each["eventID"], "said": json.dumps(each)} for each in events]
        statement = (
            "INSERT INTO told VALUES (:id, :said, 1) ON CONFLICT (id) DO UPDATE SET times = told.times + 1"
        )
        connection.execute(text(statement), rows)
        return len(rows)

    def all(self) -> list[dict[str, Any]]:
        with self._ledger.writing() as connection:
            return [
                json.loads(row[0]) for row in connection.execute(text("SELECT said FROM told ORDER BY id"))
            ]

    def doubled(self) -> int:
        with self._ledger.writing() as connection:
            query = "SELECT count(*) FROM told WHERE times > 1"
            return int(connection.execute(text(query)).scalar_one())


def register(store: Store, id_: str, kind: DeviceKind = "sensor", now: int = 0) -> Credentials:
    key, credentials = issue(id_, kind, store.devices.secret(), now)
    device = Device(
        id=id_, name=id_, kind=kind, location="urn:epc:id:sgln:4012345.00001.0", registered_at=MOMENT
    )
    store.devices.register(device, KeptDeviceKey(**asdict(key)))
    return credentials


class WriterLink:
    """A link straight into a writer."""

    def __init__(self, writer: Writer, sender: str = "") -> None:
        self.writer, self.sender, self.sent = writer, sender, list[bytes]()
        self._told: Any = None

    def send(self, sealed: bytes) -> None:
        self.sent.append(sealed)
        self.writer.put(Arrival(sealed, self.sender, self._told))

    def on_receipt(self, told: Any) -> None:
        self._told = told

    def close(self) -> None:
        pass


def client_of(writer: Writer, folder: Path, credentials: Credentials, **values: Any) -> DeviceClient:
    outbox = Outbox(folder / credentials.device, credentials.device)
    return DeviceClient(outbox, credentials, WriterLink(writer), **values)
