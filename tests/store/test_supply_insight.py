"""Streams, hours, alarms and their mark are kept together, on both databases."""

from typing import Any

import pytest

from modiste.garment import ModisteError
from modiste.store import KeptHour, KeptStream, Store

ALARM: dict[str, Any] = {
    "id": "a", "device": "hall", "quantity": "Temperature", "unit": "CEL", "kind": "shift",
    "severity": "info",
    "since": 1, "raised_at": 2, "ended_at": 0, "size": 3.0, "value": 27.0, "normal": 25.0,
    "acknowledged_by": "", "acknowledged_at": 0, "note": "",
}  # fmt: skip


def test_hours_add_up_and_streams_are_as_they_are_now(store: Store) -> None:
    insight = store.supply_insight
    for number, hour in enumerate(
        (KeptHour("hall", "T", 7, 2, 1.0, 4.0, 3.0, 3.0), KeptHour("hall", "T", 7, 1, 0.5, 0.5, 0.5, 0.5))
    ):
        with insight.database.writing() as connection:
            insight.begin(connection)
            insight.add_hours(connection, [hour])
            insight.put_streams(
                connection, [KeptStream("hall", "T", "CEL", number, hour.last, {"n": number})]
            )
            insight.put_mark(connection, 40 + number)
    assert insight.hours("hall", "T", 0, 8) == [KeptHour("hall", "T", 7, 3, 0.5, 4.5, 3.0, 0.5)]
    assert insight.streams(device="hall") == [KeptStream("hall", "T", "CEL", 1, 0.5, {"n": 1})]
    assert insight.streams(device="x") == [] and insight.mark() == 41


def test_who_acknowledged_an_alarm_stays_while_it_grows(store: Store) -> None:
    insight = store.supply_insight
    with insight.database.writing() as connection:
        insight.put_alarms(connection, [ALARM, {**ALARM, "id": "b", "ended_at": 9, "raised_at": 8}])
    assert insight.acknowledge("a", "ann", 5, "I go and look.")["note"] == "I go and look."
    with insight.database.writing() as connection:
        insight.put_alarms(connection, [{**ALARM, "severity": "critical"}])
        assert [each["id"] for each in insight.open_alarms(connection)] == ["a"]
    first, second = insight.alarms()
    assert (first["id"], first["severity"], first["acknowledged_by"], second["id"]) == (
        "a",
        "critical",
        "ann",
        "b",
    )
    assert [each["id"] for each in insight.alarms(lasting=True, device="hall")] == ["a"]
    with pytest.raises(ModisteError, match="MOD-1103"):
        insight.acknowledge("z", "ann", 5, "")
