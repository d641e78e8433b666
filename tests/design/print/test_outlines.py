from math import pi

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.design.print.outlines import coverage, outlines, straightened
from modiste.garment import ModisteError


def area(path: str, rule: str = "nonzero", scale: float = 1.0) -> float:
    lines = [straightened(each * scale, 0.01) for each in outlines(path)]
    return float(coverage(lines, rule)[2].sum()) / scale**2  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("M10 10h20v20h-20z", 400),
        ("M.5.25L10.3 3 4 9.7Z", 41.4925),
        ("m5 5 10 0 0 10 -10 0", 100),
        ("M0 0H8V8H0ZM2 2V6H6V2Z", 48),
        ("M0 0 10 0 10 10zm20 0h5v5h-5z", 75),
    ],
)
def test_the_covered_area_is_exact(path: str, wanted: float) -> None:
    assert area(path) == pytest.approx(wanted, abs=1e-9)


def test_overlaps_count_once_or_not_at_all_by_the_rule() -> None:
    twice = "M0 0h10v10h-10zM5 0h10v10h-10z"
    assert area(twice) == pytest.approx(150)
    assert area(twice, "evenodd") == pytest.approx(100)


def test_arcs_and_their_flags_without_spaces() -> None:
    assert area("M30 10a20 20 0 1 0 .001 0z", scale=4) == pytest.approx(pi * 400, rel=1e-3)
    assert area("M30 10a20 20 0 10.001 0z", scale=4) == pytest.approx(pi * 400, rel=1e-3)
    quarter = area("M0 0L10 0A10 10 0 0 1 0 10Z", scale=8)
    assert quarter == pytest.approx(pi * 25, rel=1e-3)
    assert area("M0 0L10 0A10 10 0 0 0 0 10Z", scale=8) == pytest.approx(100 - pi * 25, rel=1e-3)
    assert area("M0 0A2 1 0 0 1 40 0Z", scale=4) == pytest.approx(pi * 200 / 2, rel=1e-3)


def test_smooth_curves_mirror_the_handle_before() -> None:
    assert area("M0 0C0 4 6 4 6 0S12-4 12 0Z") == pytest.approx(area("M0 0C0 4 6 4 6 0C6-4 12-4 12 0Z"))
    assert area("M0 0Q3 6 6 0T12 0Z") == pytest.approx(area("M0 0Q3 6 6 0Q9-6 12 0Z"))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-30, 30), st.floats(-30, 30)), min_size=3, max_size=9),
    st.floats(-3, 3),
    st.floats(-3, 3),
)
def test_moving_an_outline_keeps_its_area(points: list[tuple[float, float]], x: float, y: float) -> None:
    corners = np.array(points)
    ring = np.sort(np.arctan2(*corners.T))
    corners = 10 * np.column_stack([np.cos(ring), np.sin(ring)])
    x1, y1 = np.roll(corners, -1, axis=0).T
    wanted = abs(np.sum(corners[:, 0] * y1 - corners[:, 1] * x1)) / 2
    share = coverage([corners + np.array([x, y])])[2]
    assert share.sum() == pytest.approx(wanted, abs=1e-6)
    assert share.min() >= 0 and share.max() <= 1


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("10 10L5 5", "begins with a number"),
        ("L5 5", "begin with M"),
        ("M1", "lacks a number"),
        ("M0 0B3", "command 'B'"),
        ("M0 0A1 1 0 2 0 3 3", "lacks a number"),
        ("M0 0L1 1e9Z", "million"),
        ("M0 0L" + "1 2 " * 20_001, "pieces"),
        ("M0 0 !", "no path data"),
    ],
)
def test_what_is_no_path_is_refused_with_its_reason(path: str, reason: str) -> None:
    with pytest.raises(ModisteError, match=f"MOD-2722.*{reason}"):
        outlines(path)
