"""Poses: what moves, what stays, and what touches the ground."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.tailoring import average_figure, posed, solve_body
from modiste.tailoring.body.figure import LIMBS, Chart, Figure, Pose
from modiste.tailoring.body.poses import between, skinned, turned
from modiste.tailoring.body.shape import points_of
from modiste.tailoring.body.template import template

BODY = template("women")
POINTS = points_of(BODY, np.zeros(len(BODY.basis)))
LARGE = {"height": 165, "bust": 128, "waist": 112, "hip": 132}


def part(figure: Figure, limb: str) -> np.ndarray:
    return figure.vertices[np.array(LIMBS)[figure.limb] == limb]


def test_without_turns_nothing_moves() -> None:
    assert np.abs(skinned(BODY, POINTS, {}) - POINTS).max() < 1e-6


def test_turning_the_pelvis_turns_everything_rigidly() -> None:
    turn = turned("y", 30.0)
    pelvis = POINTS[BODY.vertices]
    assert (
        np.abs(skinned(BODY, POINTS, {"pelvis": turn}) - ((POINTS - pelvis) @ turn.T + pelvis)).max() < 1e-6
    )


def test_an_elbow_moves_its_forearm_and_nothing_of_the_other_side() -> None:
    moved = np.linalg.norm(skinned(BODY, POINTS, {"elbow_left": turned("x", -60.0)}) - POINTS, axis=1)
    assert moved[: BODY.vertices][POINTS[: BODY.vertices, 0] < 0].max() < 1e-6
    far = np.linalg.norm(POINTS[: BODY.vertices] - BODY.place(POINTS, "wrist_left"), axis=1) < 0.05
    assert moved[: BODY.vertices][far].min() > 0.1


def test_a_part_of_the_skin_moves_as_the_whole_does() -> None:
    rows = np.arange(100, 4000, 7)
    turns = {"hip_joint_left": turned("x", -20.0), "shoulder_joint_right": turned("z", 25.0)}
    whole = skinned(BODY, POINTS, turns)
    assert np.abs(skinned(BODY, POINTS, turns, rows)[: len(rows)] - whole[rows]).max() < 1e-12


@given(st.tuples(*[st.floats(-1, 1)] * 3), st.tuples(*[st.floats(-1, 1)] * 3))
@settings(max_examples=40)
def test_between_is_the_rotation_of_one_direction_to_another(
    one: tuple[float, float, float], other: tuple[float, float, float]
) -> None:
    a, b = np.array(one), np.array(other)
    if min(np.linalg.norm(a), np.linalg.norm(b)) < 0.1:
        return
    a, b = a / np.linalg.norm(a), b / np.linalg.norm(b)
    if a @ b < -0.99:
        return
    turn = between(a, b)
    assert np.allclose(turn @ a, b, atol=1e-9)
    assert np.allclose(turn @ turn.T, np.eye(3), atol=1e-9)
    assert np.linalg.det(turn) > 0


@pytest.mark.parametrize("chart", ["women", "men"])
@pytest.mark.parametrize("pose", ["a", "down", "walk"])
def test_a_figure_stands_on_the_ground(chart: Chart, pose: Pose) -> None:
    figure = average_figure(chart, pose)
    assert figure.vertices[:, 1].min() == pytest.approx(0.0, abs=1e-6)
    assert part(figure, "left_leg")[:, 1].min() < 0.004
    assert part(figure, "right_leg")[:, 1].min() < 0.004
    assert figure.vertices[:, 1].max() == pytest.approx(figure.measures["height"] / 100, abs=0.06)


def test_arms_hang_beside_the_body_and_clear_of_it() -> None:
    for measures in ({}, LARGE):
        figure = solve_body(measures, "women", "down")
        shoulder, elbow = figure.landmarks["shoulder_left"], figure.landmarks["elbow_left"]
        out = np.degrees(np.arctan2(elbow[0] - shoulder[0], shoulder[1] - elbow[1]))
        assert 5.0 < out < 40.0
        wrist = figure.landmarks["wrist_left"]
        beside = figure.vertices[np.abs(figure.vertices[:, 1] - wrist[1]) < 0.02]
        arms = np.array(LIMBS)[figure.limb][np.abs(figure.vertices[:, 1] - wrist[1]) < 0.02]
        assert beside[arms == "left_arm", 0].min() > beside[~np.char.endswith(arms, "arm"), 0].max() + 0.005


def test_inner_thighs_do_not_touch_on_an_average_body() -> None:
    for chart in ("women", "men"):
        figure = average_figure(chart)
        below = part(figure, "left_leg")
        below = below[below[:, 1] < figure.levels["crotch"] - 0.03]
        assert below[:, 0].min() > 0.003


def test_in_a_stride_the_feet_are_apart_and_the_arms_swing_against_them() -> None:
    figure = average_figure("men", "walk")
    marks = figure.landmarks
    assert marks["ankle_left"][2] - marks["ankle_right"][2] > 0.4
    assert marks["wrist_right"][2] > marks["wrist_left"][2] + 0.2


def test_a_pose_keeps_the_body() -> None:
    figure = solve_body({"waist": 80}, "women", "walk")
    again = posed(posed(figure, "down"), "walk")
    assert again.measures == figure.measures
    assert np.abs(again.vertices - figure.vertices).max() < 1e-6
    assert posed(figure, "walk") is figure
