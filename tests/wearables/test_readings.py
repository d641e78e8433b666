"""Readings become columns by moment, in our units; other quantities and units are told."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from modiste.garment import ModisteError, Reading
from modiste.wearables.readings import columns_of

BEGAN = datetime(2026, 11, 1, tzinfo=UTC)


def _reading(row: int, quantity: str, value: float, unit: str) -> Reading:
    at = BEGAN + timedelta(milliseconds=10 * row)
    return Reading(id=f"r{row}", device_id="band-1", at=at, quantity=quantity, value=value, unit=unit)


def test_axes_meet_by_their_moment_in_our_units() -> None:
    acceleration = [_reading(1, "AccX", 1.0, "[g]"), _reading(0, "AccX", 0.5, "[g]")]
    others = [_reading(0, "TurnX", 180, "deg/s"), _reading(0, "Temperature", 30, "CEL")]
    made = columns_of([*acceleration, *others], {"AccX": "ax", "TurnX": "gx"})
    assert made["ax"] == pytest.approx([4.903325, 9.80665])
    assert made["gx"][0] == pytest.approx(np.pi)
    assert np.isnan(made["gx"][1])
    assert np.diff(made["time"]) == pytest.approx([0.01])


def test_a_wrong_unit_and_no_such_quantity_are_refused() -> None:
    with pytest.raises(ModisteError, match="MOD-2905"):
        columns_of([_reading(0, "AccX", 1.0, "CEL")], {"AccX": "ax"})
    with pytest.raises(ModisteError, match="Temperature"):
        columns_of([_reading(0, "Temperature", 1.0, "CEL")], {"AccX": "ax"})
