"""Charts: the standards' own numbers, sizes that grow, and measures from what is known."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.garment import ModisteError
from modiste.tailoring.pattern.charts import (
    BOUNDS,
    LEADING,
    chart_size,
    size_chart,
    size_charts,
    whole_measures,
)


def test_the_middle_bodies_are_those_of_the_standards() -> None:
    women = chart_size(size_chart("gbt"), "165/88A")  # GB/T 1335.2-2008: 160/84A and one step
    assert {
        name: women[name] for name in ("height", "bust", "waist", "hip", "neck", "shoulder", "arm_length")
    } == {
        "height": 165.0,
        "bust": 88.0,
        "waist": 72.0,
        "hip": 93.6,
        "neck": 34.4,
        "shoulder": 40.4,
        "arm_length": 52.0,
    }
    men = chart_size(size_chart("gbt-men"), "170/88A")  # GB/T 1335.1-2008
    assert (men["waist"], men["hip"], men["neck"], men["shoulder"]) == (74.0, 90.0, 36.8, 43.6)
    assert chart_size(size_chart("women"), "40")["bust"] == 92.0  # EN 13402-3
    assert list(size_chart("men").sizes) == ["44", "46", "48", "50", "52", "54", "56", "58"]


@pytest.mark.parametrize("name", list(size_charts()))
def test_every_size_is_whole_believable_and_larger_than_the_one_before(name: str) -> None:
    chart = size_chart(name)
    assert chart.base in chart.sizes
    assert len(chart.source) > 60
    assert set(LEADING) <= set(chart.listed)
    sizes = list(chart.sizes.values())
    for measure, (low, high) in BOUNDS.items():
        column = [size[measure] for size in sizes]
        assert all(low <= value <= high for value in column), measure
        if measure not in ("height", "inseam"):
            assert column == sorted(column), measure


def test_what_is_given_stays_and_the_rest_is_estimated() -> None:
    body = whole_measures({"height": 168, "bust": 92, "waist": 74, "hip": 99}, "women")
    assert list(body) == list(BOUNDS)
    assert body["waist"] == 74.0
    assert whole_measures({"chest": 100}, "men")["bust"] == 100.0
    assert whole_measures({}, "men")["bust"] == 100.0  # nobody in particular: the reference body


@settings(max_examples=40, deadline=None)
@given(st.floats(70, 150), st.sampled_from(["women", "men"]))
def test_one_girth_tells_the_others_within_reason(bust: float, people: str) -> None:
    body = whole_measures({"bust": bust}, people)  # type: ignore[arg-type]
    assert body["bust"] == bust
    assert body["under_bust"] < body["bust"]
    assert body["wrist"] < body["upper_arm"] < body["thigh"] < body["hip"]


@pytest.mark.parametrize(
    ("measures", "code"),
    [({"bust": 20}, "MOD-1531"), ({"bust": float("nan")}, "MOD-1531"), ({"calf": 36}, "MOD-1530")],
)
def test_absurd_and_unknown_measures_are_refused(measures: dict[str, float], code: str) -> None:
    with pytest.raises(ModisteError, match=code):
        whole_measures(measures, "women")


def test_unknown_charts_and_sizes_name_what_there_is() -> None:
    with pytest.raises(ModisteError, match=r"MOD-1530.*gbt-men"):
        size_chart("kids")
    with pytest.raises(ModisteError, match=r"MOD-1530.*34, 36"):
        chart_size(size_chart("women"), "39")
