"""A watched stream: five kinds of faults are found, a calm one is left alone, a restart changes nothing."""

import json

import numpy as np
import pytest

from modiste.supply import Fleet, Thresholds, Watch, planted_faults
from modiste.supply.insight.watch import Finding

QUARTER, DAY = 900_000, 86_400_000
RULES = Thresholds()
CALM = 14 * 96


def stream(days: int = 21) -> np.ndarray:
    turns = np.arange(days * 96)
    return 20 + 3 * np.sin(2 * np.pi * turns / 96) + 0.2 * np.random.default_rng(3).normal(size=len(turns))


def found(values: np.ndarray, watch: Watch | None = None, start: int = 0) -> list[tuple[int, Finding]]:
    watch = watch or Watch.new()
    each = [
        (turn, watch.read((turn + 1) * QUARTER, float(value), RULES))
        for turn, value in enumerate(values, start)
    ]
    return [(turn, one) for turn, one in each if one is not None]


def test_a_calm_stream_is_left_alone() -> None:
    assert found(stream()) == []


@pytest.mark.parametrize(
    ("kind", "fault"),
    [
        ("spike", lambda values: np.where(np.arange(len(values)) == 0, values + 3, values)),
        ("shift", lambda values: values + 0.9),
        ("shift", lambda values: values - np.linspace(0, 2, len(values))),
        ("noise", lambda values: values + 0.9 * np.random.default_rng(5).normal(size=len(values))),
        ("stuck", lambda values: np.full(len(values), values[0])),
    ],
)
def test_a_fault_is_found_and_named(kind: str, fault) -> None:
    values = stream()
    values[CALM:] = fault(values[CALM:])
    seen = found(values)
    assert seen and seen[0][0] >= CALM and kind in {one.kind for _, one in seen}
    assert seen[0][1].since >= (CALM - 96) * QUARTER


def test_silence_is_told_by_the_usual_interval() -> None:
    watch = Watch.new()
    found(stream(2), watch)
    assert watch.silence(watch.last_at + 3 * QUARTER, RULES) is None
    assert watch.silence(watch.last_at + 8 * QUARTER, RULES).size == pytest.approx(8, rel=0.1)  # type: ignore[union-attr]


def test_written_and_read_again_it_goes_on_as_if_nothing_was() -> None:
    values = stream()
    values[CALM + 50 :] += 1.0
    whole = found(values)
    first = Watch.new()
    half = found(values[:CALM], first)
    rest = found(values[CALM:], Watch.of(json.loads(json.dumps(first.to_json()))), CALM)
    assert half + rest == whole and whole
    assert first.read(5, 99.0, RULES) is None  # older than the newest


def test_most_faults_of_a_simulated_fleet_are_found_with_few_false_alarms() -> None:
    begins, caught, faults_, false = 1_793_232_000_000, 0, 0, 0
    for seed in (1, 2):
        plain = Fleet(12, seed, begins)
        faults = planted_faults(plain, seed, begins, begins + 21 * DAY)
        fleet = Fleet(12, seed, begins, faults)
        for device in fleet.devices:
            for quantity in ("Temperature", "RelativeHumidity"):
                readings = fleet.sensed(device.id, begins, begins + 21 * DAY)
                watch, raised = Watch.new(moves="tracker" in device.id), []
                for one in readings:
                    was = watch.is_wrong
                    if one.quantity == quantity and watch.read(one.at, one.value, RULES) and not was:
                        raised.append(one.at)
                mine = [each for each in faults if (each.device, each.quantity) == (device.id, quantity)]
                hits = [any(each.begins_ms <= at < each.ends_ms + DAY for at in raised) for each in mine]
                caught, faults_ = caught + sum(hits), faults_ + len(hits)
                around = [(each.begins_ms, each.ends_ms + DAY) for each in mine]
                false += sum(not any(low <= at < high for low, high in around) for at in raised)
    assert faults_ >= 5 and caught / faults_ >= 0.6 and false <= 6
