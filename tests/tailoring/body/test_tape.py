"""The tape on shapes whose girths are known, and its pulls against finite differences."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.tailoring.body.measures import MEASURES
from modiste.tailoring.body.shape import points_of, tape_of
from modiste.tailoring.body.tape import DENSITY, GIRTHS, Tape
from modiste.tailoring.body.template import template

BODY = template("women")
MEAN = np.asarray(BODY.mean, float)


def test_the_tape_knows_every_measure() -> None:
    assert set(tape_of("women").read(MEAN)) == set(MEASURES)


def test_the_girth_of_an_ellipse_is_known() -> None:
    """A body pressed onto an elliptic cylinder of half axes 0.20 and 0.12 m, Ramanujan's formula."""
    a, b = 0.20, 0.12
    skin = MEAN.copy()
    limb = BODY.limb
    trunk = np.flatnonzero(np.isin(limb, (0, 4, 5)))
    middle = MEAN[trunk].mean(0)
    angle = np.arctan2((MEAN[trunk, 2] - middle[2]) / b, MEAN[trunk, 0] / a)
    skin[trunk, 0] = a * np.cos(angle)
    skin[trunk, 2] = b * np.sin(angle)
    h = ((a - b) / (a + b)) ** 2
    girth = 100 * np.pi * (a + b) * (1 + 3 * h / (10 + np.sqrt(4 - 3 * h)))
    for name in ("waist", "under_bust"):
        read = tape_of("women").read(skin, (name,))[name].value
        assert read == pytest.approx(girth, rel=0.004)
        assert read < girth, "chords are shorter than the curve"


@pytest.mark.parametrize("name", list(MEASURES))
def test_the_pull_is_the_measures_rate(name: str) -> None:
    tape = tape_of("women")
    shape = np.zeros(len(BODY.basis))
    for way in (0, 1, 5):
        ends = []
        for step in (-0.004, 0.004):
            shape[way] = step
            ends.append(tape.read(points_of(BODY, shape), (name,))[name].value)
        shape[way] = 0.0
        read = tape.read(points_of(BODY, shape), (name,))[name]
        told = float(np.einsum("pc,pc->", read.pull, BODY.basis[way][read.points].astype(float)))
        assert told == pytest.approx((ends[1] - ends[0]) / 0.008, abs=0.02 + 0.03 * abs(told))


@settings(max_examples=10, deadline=None)
@given(st.floats(0.7, 1.4), st.floats(-0.5, 0.5), st.floats(-0.5, 0.5))
def test_lengths_grow_with_the_body_and_do_not_care_where_it_stands(size: float, x: float, z: float) -> None:
    tape = tape_of("women")
    before = tape.read(MEAN)
    after = tape.read(MEAN * size + [x, 0.0, z])
    for name, measure in MEASURES.items():
        power = 3 if measure.unit == "kg" else 1
        assert after[name].value == pytest.approx(before[name].value * size**power, rel=1e-6)


def test_a_girth_is_a_closed_convex_line_in_its_plane() -> None:
    for name in GIRTHS:
        line = tape_of("women").read(MEAN, (name,))[name].line
        middle = line.mean(0)
        side = np.cross(line - middle, np.roll(line, -1, 0) - middle)
        normal = side.sum(0) / np.linalg.norm(side.sum(0))
        assert np.abs((line - middle) @ normal).max() < 1e-9, "flat"
        turn = np.cross(np.roll(line, -1, 0) - line, np.roll(line, -2, 0) - np.roll(line, -1, 0)) @ normal
        assert (turn > -1e-12).all(), "convex: a tape bridges hollows"


def test_the_arms_are_not_in_the_girth_of_the_bust() -> None:
    line = tape_of("women").read(MEAN, ("bust",))["bust"].line
    elbow = BODY.place(MEAN, "elbow_left")[0]
    assert np.abs(line[:, 0]).max() < 0.6 * elbow


def test_weight_is_volume_times_density() -> None:
    corner = MEAN[BODY.faces]
    volume = np.einsum("na,na->", corner[:, 0], np.cross(corner[:, 1], corner[:, 2])) / 6
    assert tape_of("women").read(MEAN, ("weight",))["weight"].value == pytest.approx(DENSITY * volume)


def test_levels_come_in_order_and_above_the_soles() -> None:
    levels = Tape(replace(BODY)).levels(MEAN)
    order = ("bust", "under_bust", "waist", "hip", "crotch", "thigh", "knee")
    assert sorted(order, key=levels.__getitem__, reverse=True) == list(order)
    assert 0.4 < levels["knee"] < 0.6
