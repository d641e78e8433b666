"""Alarms: one for one fault, graver with size and time, and said in two languages."""

import pytest

from modiste.supply import LIMITS, Finding, alarm_words, beyond, grown, raised
from modiste.supply.insight.alarms import HOUR, severity

STREAM = ("sim-hall-1", "Temperature", "CEL")


def test_an_alarm_grows_and_never_shrinks() -> None:
    alarm = raised("a", STREAM, Finding("shift", 2.0, 27.0, 25.0, 0), 2 * HOUR)
    assert (alarm.severity, alarm.ended_at) == ("info", 0)
    worse = grown(alarm, Finding("shift", -9.0, 16.0, 25.0, 0), 3 * HOUR)
    assert (worse.severity, worse.value, worse.id) == ("critical", 16.0, "a")
    assert grown(worse, Finding("shift", 1.0, 26.0, 25.0, 0), 4 * HOUR) == worse


@pytest.mark.parametrize("kind", ["spike", "shift", "noise", "stuck", "silence", "limit"])
def test_every_kind_has_words_with_its_numbers(kind) -> None:
    alarm = raised("a", STREAM, Finding("shift", 3.5, 27.5, 25.0, 0), 30 * HOUR, kind)
    told = alarm_words(alarm)
    assert any(sign > "\u4e00" for sign in told["zh"]) and told["en"].endswith(".")
    assert "{" not in told["en"] + told["zh"]
    if kind != "silence":
        assert "27.5 °C" in told["en"] and "27.5 °C" in told["zh"]
    assert severity(kind, 3.5, 30 * HOUR) == ("warning" if kind == "noise" else "critical")


def test_goods_on_their_way_have_limits() -> None:
    assert beyond(LIMITS["RelativeHumidity"], 85.0, 1) is None and "Power" not in LIMITS
    wet = beyond(LIMITS["RelativeHumidity"], 91.0, 1)
    assert wet is not None and (wet.size, wet.normal) == (6.0, 85.0)
    assert beyond(LIMITS["Temperature"], -20.0, 1).size == -10  # type: ignore[union-attr]
