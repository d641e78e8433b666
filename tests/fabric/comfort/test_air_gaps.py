"""What cloth covers of a real body's segments, and how far off it is."""

from types import SimpleNamespace

import numpy as np
import pytest

from modiste import tailoring
from modiste.fabric.comfort.air_gaps import air_under, segment_of
from modiste.fabric.comfort.segments import AREAS, SEGMENTS


@pytest.fixture(scope="module")
def figure() -> "tailoring.Figure":
    return tailoring.average_figure("women", "a")


def test_segments_are_about_as_large_as_jos3s(figure: "tailoring.Figure") -> None:
    part = segment_of(figure)
    corners = figure.vertices[figure.faces].astype(float)
    area = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1) / 2
    shares = np.bincount(part[figure.faces[:, 0]], area, len(SEGMENTS)) / area.sum()
    large = AREAS > 0.06
    np.testing.assert_allclose(shares[large], (AREAS / AREAS.sum())[large], rtol=0.35)
    left, right = (
        shares[[SEGMENTS.index(f"{side}_{name}") for name in ("arm", "thigh", "foot")]]
        for side in ("left", "right")
    )
    np.testing.assert_allclose(left, right, rtol=0.05)


def test_a_shell_around_chest_and_back_is_told_with_its_distance(figure: "tailoring.Figure") -> None:
    part = segment_of(figure)
    skin = figure.vertices.astype(float)
    trunk = skin[np.isin(part, [SEGMENTS.index("chest"), SEGMENTS.index("back")])]
    off = trunk * [1, 0, 1] - trunk.mean(axis=0) * [1, 0, 1]
    shell = trunk + 0.01 * off / np.linalg.norm(off, axis=1, keepdims=True)
    drape = SimpleNamespace(
        figure=figure, places=shell, clearance=np.full(len(shell), 0.01), cloth=SimpleNamespace(edge=0.01)
    )
    air = air_under(drape)  # type: ignore[arg-type] # a drape as far as it is looked at
    assert air.covers["chest"] > 0.9 and air.covers["back"] > 0.9
    assert isinstance(air.gap_mm, dict)
    assert air.gap_mm["chest"] == pytest.approx(10.0)
    assert "left_foot" not in air.covers and "head" not in air.covers
