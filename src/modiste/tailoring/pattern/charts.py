"""Body size charts, and the whole set of measures that drafting wants from whatever is known.

Knows EU and GB/T sizes and the estimates of what a chart or a person leaves out; garments are `programs`'.
Centimetres. `bust` is the chest girth of men, too.
"""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from modiste.garment import ModisteError

People = Literal["women", "men"]
LEADING = ("height", "bust", "waist", "hip")
"""What the other measures are estimated from."""
BOUNDS: Mapping[str, tuple[float, float]] = {
    "height": (130.0, 220.0),
    "bust": (65.0, 170.0),
    "under_bust": (55.0, 155.0),
    "waist": (45.0, 170.0),
    "hip": (65.0, 180.0),
    "thigh": (35.0, 100.0),
    "neck": (26.0, 60.0),
    "upper_arm": (18.0, 60.0),
    "wrist": (11.0, 28.0),
    "knee": (26.0, 65.0),
    "arm_length": (40.0, 80.0),
    "inseam": (55.0, 105.0),
    "shoulder": (28.0, 62.0),
    "back_length": (30.0, 58.0),
    "front_length": (32.0, 65.0),
    "waist_to_hip": (12.0, 32.0),
    "body_rise": (18.0, 42.0),
}
"""Every measure that drafting knows and what is believable of an adult, in centimetres."""
ALIASES = {"chest": "bust"}


@dataclass(frozen=True)
class Chart:
    """A series of bodies that garments are made for.

    Attributes:
        name: "women", "men", "gbt", "gbt-men".
        people: Whose bodies they are.
        title: What it is called.
        source: Where its numbers come from, and which are derived.
        base: The size in which a pattern is first drawn.
        sizes: Each size's measures, whole, in the chart's order.
        listed: The measures that the chart itself gives; all others are estimated.
    """

    name: str
    people: People
    title: str
    source: str
    base: str
    sizes: Mapping[str, Mapping[str, float]]
    listed: tuple[str, ...]


@cache
def size_charts() -> Mapping[str, Chart]:
    """All charts by name."""
    return {name: _chart(name, given) for name, given in _data().items() if name != "estimates"}


def size_chart(name: str) -> Chart:
    """One chart.

    Raises:
        ModisteError: MOD-1530 where there is none of that name.
    """
    if name not in size_charts():
        raise ModisteError("MOD-1530", kind="chart", name=name, known=", ".join(size_charts()))
    return size_charts()[name]


def chart_size(of: Chart, name: str) -> Mapping[str, float]:
    """One size's measures.

    Raises:
        ModisteError: MOD-1530 where the chart has no such size.
    """
    if name not in of.sizes:
        raise ModisteError("MOD-1530", kind=f"size of chart {of.name}", name=name, known=", ".join(of.sizes))
    return of.sizes[name]


def whole_measures(measures: Mapping[str, float], people: People) -> dict[str, float]:
    """All measures from those that are known: the given ones as they are, the others estimated.

    Example:
        >>> body = whole_measures({"height": 168, "bust": 92, "waist": 74, "hip": 99}, "women")
        >>> body["waist"], round(body["back_length"], 1)
        (74.0, 41.4)

    Raises:
        ModisteError: MOD-1530 for a measure that drafting does not know, MOD-1531 for one that no adult has.
    """
    given: dict[str, float] = {}
    for name, value in measures.items():
        known = ALIASES.get(name, name)
        if known not in BOUNDS:
            raise ModisteError("MOD-1530", kind="measure", name=name, known=", ".join(BOUNDS))
        low, high = BOUNDS[known]
        if not (isinstance(value, int | float) and math.isfinite(value) and low <= value <= high):
            raise ModisteError("MOD-1531", name=name, value=value, low=low, high=high)
        given[known] = float(value)
    estimates = _data()["estimates"][people]
    reference = estimates["reference"]
    body = {name: given[name] if name in given else _leading(name, given, reference) for name in LEADING}
    for name, slopes in estimates["measures"].items():
        guess = slopes["at"] + sum(
            slopes.get(leading, 0.0) * (body[leading] - reference[leading]) for leading in LEADING
        )
        body[name] = given.get(name, round(guess, 2))
    return {name: body[name] for name in BOUNDS}


def _leading(name: str, given: Mapping[str, float], reference: Mapping[str, float]) -> float:
    """A leading measure nobody gave: as far from the reference as the mean of the given girths."""
    if name == "height":
        return float(reference[name])
    shifts = [given[girth] - reference[girth] for girth in LEADING[1:] if girth in given]
    return float(reference[name] + (sum(shifts) / len(shifts) if shifts else 0.0))


def _chart(name: str, given: Mapping[str, Any]) -> Chart:
    columns, order = given["sizes"], given["order"]
    people: People = "men" if given["people"] == "men" else "women"
    sizes = {
        each: whole_measures({measure: values[place] for measure, values in columns.items()}, people)
        for place, each in enumerate(order)
    }
    return Chart(
        name, people, str(given["title"]), str(given["source"]), str(given["base"]), sizes, tuple(columns)
    )


@cache
def _data() -> dict[str, Any]:
    text = files("modiste.tailoring.pattern").joinpath("charts.toml").read_text(encoding="utf-8")
    data: dict[str, Any] = tomllib.loads(text)
    return data
