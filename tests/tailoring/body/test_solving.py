"""Bodies from measures: met to a fifth of a millimetre, likely in the rest, refused with the reason."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.garment import ModisteError
from modiste.tailoring import MEASURES, average_figure, solve_body
from modiste.tailoring.body.figure import Chart
from modiste.tailoring.body.shape import figure_of
from modiste.tailoring.body.template import template

STRANGERS = Path(__file__).resolve().parents[3] / "benchmarks" / "bodies" / "strangers.csv"
GIRTHS = ("height", "bust", "under_bust", "waist", "hip", "thigh", "neck")
WOMEN = [(168, 80 + 4 * step, 64 + 4 * step, 88 + 4 * step) for step in range(8)]
MEN = [(168 + 2 * step, 88 + 4 * step, 76 + 4 * step, 92 + 3 * step) for step in range(8)]


def met(chart: Chart, measures: dict[str, float]) -> float:
    """The greatest difference, in centimetres, between what was asked for and what the tape reads."""
    figure = solve_body(measures, chart)
    return max(abs(figure.measures[name] - value) for name, value in measures.items())


@pytest.mark.parametrize("sizes", [("women", WOMEN), ("men", MEN)], ids=["women 34-48", "men 44-58"])
def test_every_size_of_the_charts_has_its_body(sizes: tuple[Chart, list[tuple[float, ...]]]) -> None:
    for row in sizes[1]:
        assert met(sizes[0], dict(zip(("height", "bust", "waist", "hip"), row, strict=True))) < 0.05


def test_strangers_are_met_within_two_millimetres() -> None:
    """Bodies of MakeHuman's full space, which the solver's ways cannot make exactly; every tenth here."""
    with STRANGERS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[::10]
    assert {row["kind"] for row in rows} >= {"typical"}
    for row in rows:
        chart: Chart = "women" if row["chart"] == "women" else "men"
        assert met(chart, {name: float(row[name]) for name in GIRTHS}) < 0.2, row


@settings(max_examples=12, deadline=None)
@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from(["women", "men"]),
    st.sets(st.sampled_from(list(MEASURES)), min_size=1, max_size=5),
)
def test_any_subset_of_a_likely_bodys_measures_is_met(seed: int, chart: Chart, names: set[str]) -> None:
    ways = len(template(chart).basis)
    somebody = figure_of(np.random.default_rng(seed).normal(size=ways) * 0.6, chart)
    assert met(chart, {name: somebody.measures[name] for name in sorted(names)}) < 0.1


def test_nothing_asked_for_is_the_average() -> None:
    assert np.array_equal(solve_body({}).vertices, average_figure("women").vertices)


def test_what_is_not_given_follows_what_is() -> None:
    slim, full = solve_body({"bust": 84}), solve_body({"bust": 112})
    for name in ("waist", "hip", "under_bust", "thigh", "upper_arm", "weight"):
        assert full.measures[name] > slim.measures[name] * 1.05, name
    assert full.measures["height"] == pytest.approx(slim.measures["height"], abs=6)
    tall = solve_body({"height": 182})
    for name in ("inseam", "arm_length", "back_length"):
        assert tall.measures[name] > average_figure("women").measures[name] + 1, name


def test_the_same_measures_give_the_same_body() -> None:
    one, other = (solve_body({"waist": 80, "hip": 104}, "women", "down") for _ in range(2))
    assert np.array_equal(one.vertices, other.vertices)


@pytest.mark.parametrize(
    ("measures", "named"),
    [
        ({"hip": 60, "waist": 110}, ("hip 60", "waist 110")),
        ({"height": 150, "weight": 200}, ("weight 200", "height 150")),
        ({"height": 168, "bust": 92, "waist": 74, "hip": 170}, ("hip 170",)),
        ({"inseam": 110, "height": 150}, ("inseam 110", "height 150")),
        ({"neck": 65}, ("neck 65",)),
    ],
)
def test_what_no_body_has_is_refused_by_the_conflict_with_the_nearest_body(
    measures: dict[str, float], named: tuple[str, ...]
) -> None:
    with pytest.raises(ModisteError) as refused:
        solve_body(measures)
    assert refused.value.code == "MOD-1504"
    assert all(each in refused.value.detail for each in named)
    near = dict(
        each.split() for each in refused.value.remedy.rpartition("body has ")[2].rstrip(".").split(", ")
    )
    assert list(near) == list(measures)
    assert met("women", {name: float(value) for name, value in near.items()}) < 0.1, "the nearest body exists"


def test_bad_values_are_refused_before_any_search() -> None:
    with pytest.raises(ModisteError) as refused:
        solve_body({"bust": float("nan")})
    assert refused.value.code == "MOD-1501"
