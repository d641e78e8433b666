"""Figures from coordinates: every field filled, in metres and centimetres."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.tailoring import MEASURES, average_figure, tape_lines
from modiste.tailoring.body.figure import LANDMARKS, LEVELS
from modiste.tailoring.body.shape import figure_of, points_of, tape_of
from modiste.tailoring.body.template import template


def test_a_figure_has_everything_that_others_ask_for() -> None:
    figure = average_figure("men")
    assert figure.vertices.dtype == np.float32
    assert figure.faces.dtype == np.int32
    assert figure.limb.shape == (len(figure.vertices),)
    assert set(figure.limb.tolist()) == set(range(6))
    assert tuple(figure.landmarks) == LANDMARKS
    assert set(figure.levels) == set(LEVELS)
    assert list(figure.measures) == list(MEASURES)
    assert (figure.chart, figure.pose) == ("men", "a")


def test_the_average_is_in_the_middle_of_the_charts() -> None:
    """168-92-75-99 and 178-100-86-100: EU 40 and EU 50, by recipes/body."""
    women, men = average_figure("women").measures, average_figure("men").measures
    assert [women[name] for name in ("height", "bust", "waist", "hip")] == pytest.approx(
        [168, 92, 75, 99], abs=0.2
    )
    assert [men[name] for name in ("height", "bust", "waist", "hip")] == pytest.approx(
        [178, 100, 86, 100], abs=0.2
    )


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_likely_bodies_have_likely_measures_and_stand_on_the_ground(seed: int) -> None:
    body = template("women")
    shape = np.random.default_rng(seed).normal(size=len(body.basis)) * 0.7
    figure = figure_of(shape, "women")
    assert figure.shape == tuple(shape)
    assert figure.vertices[:, 1].min() == pytest.approx(0.0, abs=1e-6)
    for name, value in figure.measures.items():
        assert MEASURES[name].low < value < MEASURES[name].high
    assert figure.measures["under_bust"] < figure.measures["bust"] + 4
    assert figure.measures["inseam"] + figure.measures["body_rise"] < figure.measures["height"] * 0.72


def test_tape_lines_lie_on_the_body_in_the_a_pose() -> None:
    figure = average_figure("women", "walk")
    lines = tape_lines(figure)
    assert set(lines) == set(MEASURES) - {"weight"}
    points = points_of(template("women"), np.array(figure.shape))
    assert lines["waist"][:, 1] == pytest.approx(figure.levels["waist"], abs=1e-6)
    closed = np.concatenate([lines["hip"], lines["hip"][:1]])
    assert 100 * np.linalg.norm(np.diff(closed, axis=0), axis=1).sum() == pytest.approx(
        figure.measures["hip"]
    )
    assert tape_of("women").read(points)["hip"].value == pytest.approx(figure.measures["hip"])
