"""What sensors felt on an item's way, as curves of few points: each with the least, the mean and the most.

Knows which step of a way a reading stands below, and how a curve is thinned without losing a peak; ways are
the workspace's.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from modiste.supply.insight.readings import readings_in

_PLACES = ("Longitude", "Latitude")
_REPORTS = "sensor_reporting"


def thinned_way(steps: Sequence[Mapping[str, Any]], most: int) -> list[dict[str, Any]]:
    """The steps of a way with their sensors' curves instead of every reading.

    Readings stand below the last step before them, which has no more of its own; a declared error's are left
    out, and what was felt before any step keeps its first report.

    Args:
        steps: The oldest first, each with "step", "is_void", "at" and "sensors".
        most: Points of a curve.
    """
    made: list[dict[str, Any]] = []
    felt: list[list[Mapping[str, Any]]] = []
    below = 0
    for step in steps:
        if made and step["step"] == _REPORTS and not step["is_void"]:
            felt[below].append(step)
            continue
        if not step["is_void"]:
            below = len(made)
        made.append({**step, "sensors": []})
        felt.append([] if step["is_void"] else [step])
    for step, mine in zip(made, felt, strict=True):
        step["curves"], step["track"] = _curves(mine, most)
    return made


def thinned(values: Sequence[tuple[int, float]], most: int) -> list[tuple[int, float, float, float]]:
    """At most so many rows of a moment, the least, the mean and the most of what it stands for.

    Args:
        values: Moments in milliseconds since 1970 and values, by moment.
        most: Rows.
    """
    size = max(-(-len(values) // most), 1)
    rows = []
    for start in range(0, len(values), size):
        part = values[start : start + size]
        numbers = [value for _, value in part]
        mean = sum(numbers) / len(numbers)
        rows.append(((part[0][0] + part[-1][0]) // 2, min(numbers), _short(mean), max(numbers)))
    return rows


def _curves(
    steps: Sequence[Mapping[str, Any]], most: int
) -> tuple[list[dict[str, Any]], list[tuple[float, float]]]:
    values: dict[tuple[str, str, str], list[tuple[int, float]]] = {}
    for at, device, quantity, value, unit in _readings(steps):
        values.setdefault((device, quantity, unit), []).append((at, value))
    curves = [
        {
            "device": device,
            "quantity": quantity,
            "unit": unit,
            "readings": len(rows),
            "points": thinned(sorted(rows), most),
        }
        for (device, quantity, unit), rows in values.items()
        if quantity not in _PLACES
    ]
    east, north = (
        sorted(row for key, rows in values.items() if key[1] == name for row in rows) for name in _PLACES
    )
    spots = [(there, here) for (_, there), (_, here) in zip(east, north, strict=False)]
    return curves, spots[:: max(-(-len(spots) // most), 1)]


def _readings(steps: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, str, str, float, str]]:
    for step in steps:
        yield from readings_in({"eventTime": step["at"], "sensorElementList": step["sensors"]})


def _short(value: float) -> float:
    """Five figures: more than a sensor tells."""
    return float(f"{value:.5g}")
