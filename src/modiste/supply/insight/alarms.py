"""An alarm's life: raised by a finding, grown with it, acknowledged by a person, ended by calm; its words.

Knows one alarm for one fault, how grave it is and how it reads in two languages; what is wrong is `watch`'s,
rows are the store's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from modiste.supply.insight.watch import Finding, FindingKind

AlarmKind = FindingKind | Literal["limit"]
Severity = Literal["info", "warning", "critical"]
HOUR = 3_600_000
LIMITS: Mapping[str, tuple[float, float]] = {
    "RelativeHumidity": (0.0, 85.0),
    "Acceleration": (0.0, 20.0),
    "Temperature": (-10.0, 55.0),
}
"""What goods in a container may see: no mould, no blow of 2 g, no scorching; rules of thumb."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """One fault of one stream; moments in milliseconds since 1970.

    Attributes:
        id: Its name.
        device: Whose.
        quantity: Of what; "" for a device that is silent.
        unit: Of the quantity.
        kind: What is wrong.
        severity: How grave, which only grows.
        since: When it began, as far as is seen.
        raised_at: When it was seen, by the device's time.
        ended_at: When it was over; 0 while it lasts.
        size: The most so far: in spreads, in the unit beyond a limit, times the usual for stuck and silence.
        value: The reading with that.
        normal: What would have been normal, or the limit.
        acknowledged_by: Who has seen it, or "".
        acknowledged_at: When.
        note: What they wrote.
    """

    id: str
    device: str
    quantity: str
    unit: str
    kind: AlarmKind
    severity: Severity
    since: int
    raised_at: int
    ended_at: int
    size: float
    value: float
    normal: float
    acknowledged_by: str = ""
    acknowledged_at: int = 0
    note: str = ""


def raised(
    id_: str, stream: tuple[str, str, str], found: Finding, at: int, kind: AlarmKind | None = None
) -> Alarm:
    """A new alarm.

    Args:
        id_: Its name.
        stream: Device, quantity, unit.
        found: What was found.
        at: When.
        kind: Where it is not the finding's own.
    """
    what: AlarmKind = kind or found.kind
    grave = severity(what, found.size, at - found.since)
    return Alarm(id_, *stream, what, grave, found.since, at, 0, found.size, found.value, found.normal)


def grown(alarm: Alarm, found: Finding, at: int) -> Alarm:
    """The same alarm after another finding."""
    if alarm.kind == "spike":  # one that lasts is a shift
        alarm = replace(alarm, kind="shift")
    grave = max(alarm.severity, severity(alarm.kind, found.size, at - alarm.since), key=_GRAVE.index)
    if abs(found.size) <= abs(alarm.size):
        return replace(alarm, severity=grave)
    return replace(alarm, severity=grave, size=found.size, value=found.value, normal=found.normal)


def severity(kind: AlarmKind, size: float, lasts: int) -> Severity:
    """How grave: a day of it is critical, a single odd reading is information."""
    if lasts >= 24 * HOUR and kind != "noise":
        return "critical"
    if kind == "spike" or (kind == "shift" and abs(size) < 3 and lasts < 6 * HOUR):
        return "info"
    return "critical" if kind == "shift" and abs(size) >= 8 else "warning"


def beyond(limits: tuple[float, float], value: float, at: int) -> Finding | None:
    """What is beyond limits: those of goods on their way, or those that somebody set."""
    low, high = limits
    if low <= value <= high:
        return None
    limit = low if value < low else high
    return Finding("shift", value - limit, value, limit, at)


def alarm_words(alarm: Alarm) -> dict[str, str]:
    """Why, as a sentence in English and Chinese."""
    hours = max(((alarm.ended_at or alarm.raised_at) - alarm.since) / HOUR, 0.0)
    facts: dict[str, Any] = {
        "value": f"{alarm.value:g} {_UNITS.get(alarm.unit, alarm.unit)}".strip(),
        "normal": f"{alarm.normal:.4g} {_UNITS.get(alarm.unit, alarm.unit)}".strip(),
        "size": f"{abs(alarm.size):.1f}",
        "times": f"{abs(alarm.size):.0f}",
        "hours": f"{hours:.1f}",
        "quantity": QUANTITIES.get(alarm.quantity, (alarm.quantity, alarm.quantity))[0],
        "zh_quantity": QUANTITIES.get(alarm.quantity, (alarm.quantity, alarm.quantity))[1],
    }
    english, chinese = _WORDS[alarm.kind]
    return {"en": english.format_map(facts), "zh": chinese.format_map(facts)}


_GRAVE: tuple[Severity, ...] = ("info", "warning", "critical")
_UNITS = {"CEL": "°C", "P1": "%", "MSK": "m/s²", "KWT": "kW", "KWH": "kWh", "LTR": "l", "DD": "°", "C62": ""}
QUANTITIES = {
    "Temperature": ("Temperature", "温度"),
    "RelativeHumidity": ("Relative humidity", "相对湿度"),
    "Acceleration": ("Vibration", "振动"),
    "Power": ("Power", "功率"),
    "Energy": ("Energy", "能耗"),
    "Volume": ("Volume", "用量"),
    "Count": ("Count", "计数"),
}
_WORDS: Mapping[AlarmKind, tuple[str, str]] = {
    "spike": (
        "{quantity} was {value} once, {size} spreads off the {normal} that is normal then.",
        "{zh_quantity}出现一次 {value}，而此时正常值为 {normal}，偏离 {size} 个标准差。",
    ),
    "shift": (
        "{quantity} was off its normal for {hours} h: {value} where {normal} is normal ({size} spreads).",
        "{zh_quantity}偏离正常值已 {hours} 小时：实测 {value}，正常应为 {normal}（{size} 个标准差）。",
    ),
    "noise": (
        "{quantity} has scattered more than usual for {hours} h; the last was {value}, {normal} is normal.",
        "{zh_quantity}波动异常增大已 {hours} 小时；最近读数 {value}，正常应为 {normal}。",
    ),
    "stuck": (
        "{quantity} has read {value} {times} times in a row, for {hours} h: the sensor may be stuck.",
        "{zh_quantity}连续 {times} 次读数均为 {value}，已 {hours} 小时：传感器可能卡死。",
    ),
    "silence": (
        "Nothing was heard for {hours} h, {times} times the usual interval.",
        "已 {hours} 小时没有上报，为正常间隔的 {times} 倍。",
    ),
    "limit": (
        "{quantity} was {value}, beyond its limit of {normal}.",
        "{zh_quantity}达到 {value}，超出限值 {normal}。",
    ),
}
