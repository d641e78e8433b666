"""A moved body keeps its feet on the ground and carries points of its skin as its bones turn."""

import numpy as np
import pytest

from modiste.tailoring import Mover, motion_tracks, mover, skin_point
from modiste.tailoring.body.poses import turned
from modiste.tailoring.body.template import template

RATE, STEPS = 50.0, 40
STILL = np.zeros(STEPS)


@pytest.fixture(scope="module")
def body() -> Mover:
    return mover(np.zeros(64), "women")


def test_a_still_body_stays_where_it_is(body: Mover) -> None:
    wrist = skin_point(body, "left_arm", ("elbow_left", "wrist_left", 0.95), (1, 0, 0))
    track = motion_tracks(body, {}, STILL, [wrist], RATE)[0]
    assert np.ptp(track.place, axis=0) == pytest.approx(0, abs=1e-12)
    assert 0.6 < track.place[0, 1] < 1.0  # the arm hangs
    assert track.place[0, 0] > 0.15  # on the wearer's left


def test_a_point_is_on_the_side_that_is_asked_for(body: Mover) -> None:
    front = skin_point(body, "torso", ("neck_front", "crotch", 0.3), (0, 0, 1))
    back = skin_point(body, "torso", ("neck_front", "crotch", 0.3), (0, 0, -1))
    skin = body.points[: template("women").vertices]
    assert skin[front, 2] > skin[back, 2] + 0.15
    assert skin[front, 1] == pytest.approx(skin[back, 1], abs=0.06)


def test_the_standing_foot_neither_sinks_nor_slides(body: Mover) -> None:
    lift = np.stack([turned("x", -each) for each in np.linspace(0, 40, STEPS)])
    knee = np.stack([turned("x", each) for each in np.linspace(0, 60, STEPS)])
    feet = [skin_point(body, leg, (f"knee_{side}", f"ankle_{side}", 0.95), (0, 0, 1)) for leg, side in SIDES]
    left, right = motion_tracks(body, {"hip_joint_left": lift, "knee_left": knee}, STILL, feet, RATE)
    assert np.ptp(right.place, axis=0) == pytest.approx(0, abs=0.02)
    assert left.place[-1, 1] > left.place[0, 1] + 0.08


SIDES = (("left_leg", "left"), ("right_leg", "right"))


def test_a_turned_body_turns_what_it_carries(body: Mover) -> None:
    chest = skin_point(body, "torso", ("neck_front", "crotch", 0.3), (0, 0, 1))
    track = motion_tracks(body, {}, np.linspace(0, 90, STEPS), [chest], RATE)[0]
    assert track.turn[-1] @ [0, 0, 1] == pytest.approx([1, 0, 0], abs=1e-9)


def test_an_arm_swings_forward_about_the_worlds_axis(body: Mover) -> None:
    wrist = skin_point(body, "left_arm", ("elbow_left", "wrist_left", 0.95), (1, 0, 0))
    swing = np.stack([turned("x", -each) for each in np.linspace(0, 60, STEPS)])
    track = motion_tracks(body, {"shoulder_joint_left": swing}, STILL, [wrist], RATE)[0]
    assert track.place[-1, 2] > track.place[0, 2] + 0.25
    assert np.ptp(track.place[:, 0]) < 0.05
