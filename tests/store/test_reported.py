"""Events of devices as the spine's records: each once, with its readings, in the caller's transaction."""

from datetime import UTC, datetime

from modiste.garment import Device, Reading, SupplyEvent
from modiste.store import KeptDeviceKey, Reported, Store

EVENT = {
    "eventID": "ni:///sha-256;00?ver=x",
    "type": "ObjectEvent",
    "eventTime": "2026-11-01T00:00:01.500Z",
    "action": "OBSERVE",
    "bizStep": "sensor_reporting",
    "readPoint": {"id": "urn:x:1"},
    "sensorElementList": [
        {
            "sensorMetadata": {"time": "2026-11-01T00:00:01.500Z", "deviceID": "urn:modiste:device:press-07"},
            "sensorReport": [
                {"type": "Temperature", "value": 31.5, "uom": "CEL"},
                {"type": "Temperature", "minValue": 1},
            ],
        },
        {
            "sensorMetadata": {"deviceID": "urn:epc:id:giai:1.2"},
            "sensorReport": [{"type": "Speed", "value": 1}],
        },
    ],
}


def test_an_event_is_kept_once_with_its_readings(store: Store) -> None:
    device = Device(id="press-07", name="p", kind="sensor", registered_at=datetime(2026, 11, 1, tzinfo=UTC))
    store.devices.register(device, KeptDeviceKey("a" * 32, "press-07", "hmac-sha256", b"", 0))
    arrived = {**EVENT, "eventID": "other", "sensorElementList": [], "epcList": ["urn:epc:id:sgtin:1.2.3"]}
    with store.devices.writing() as connection:
        assert Reported().add(connection, [EVENT, arrived], 1_793_491_202_000) == 2
        assert Reported().add(connection, [EVENT], 1_793_491_203_000) == 0
        assert Reported().add(connection, [], 1) == 0
    one, other = sorted(store.rows.scan(SupplyEvent), key=lambda each: each.item_ids)
    assert (one.kind, one.action, one.business_step, one.read_point) == (
        "object", "OBSERVE", "sensor_reporting", "urn:x:1",
    )  # fmt: skip
    assert one.recorded_at == datetime.fromtimestamp(1_793_491_202, UTC)
    assert other.item_ids == ("urn:epc:id:sgtin:1.2.3",)
    (reading,) = store.rows.scan(Reading)
    assert (reading.device_id, reading.quantity, reading.value, reading.unit) == (
        "press-07", "Temperature", 31.5, "CEL",
    )  # fmt: skip
    assert reading.at == datetime(2026, 11, 1, 0, 0, 1, 500_000, UTC)
