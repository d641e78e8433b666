"""Readings of a device, one value at a time, as the columns of a recording.

Knows the spine's readings and UCUM units; where they come from is the caller's, as the supply room's intake.
"""

from collections.abc import Iterable, Mapping

import numpy as np

from modiste.garment import ModisteError, Reading
from modiste.wearables.recordings import GRAVITY
from modiste.wearables.tables import Column

AXES = ("ax", "ay", "az", "gx", "gy", "gz")
_FACTORS = {"m/s2": 1.0, "[g]": GRAVITY, "rad/s": 1.0, "deg/s": np.pi / 180}


def columns_of(readings: Iterable[Reading], quantities: Mapping[str, str]) -> dict[str, Column]:
    """Columns `ax` to `gz` in m/s² and rad/s, and `time` in seconds; NaN where a moment has no value.

    Args:
        readings: of one device, in any order.
        quantities: by the device's name of a quantity, the axis that it is.

    Raises:
        ModisteError: MOD-2903 where no reading is of a wanted quantity, MOD-2905 for a unit of another.
    """
    values: dict[float, dict[str, float]] = {}
    seen = set()
    for reading in readings:
        seen.add(reading.quantity)
        if (axis := quantities.get(reading.quantity)) is None:
            continue
        if reading.unit not in _FACTORS:
            reason = f"{reading.quantity} comes in {reading.unit or 'no unit'}, not in {', '.join(_FACTORS)}"
            raise ModisteError("MOD-2905", path=reading.device_id, reason=reason)
        values.setdefault(reading.at.timestamp(), {})[axis] = reading.value * _FACTORS[reading.unit]
    wanted = [axis for axis in AXES if axis in quantities.values()]
    if not values:
        known = ", ".join(sorted(seen)) or "none"
        raise ModisteError("MOD-2903", path="readings", column=", ".join(quantities), known=known)
    moments = sorted(values)
    table = {axis: np.array([values[at].get(axis, np.nan) for at in moments]) for axis in wanted}
    return {**table, "time": np.array(moments)}
