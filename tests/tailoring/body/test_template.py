"""The baked figure: closed, symmetric, carried by its skeleton, small."""

import numpy as np
import pytest

from modiste.tailoring.body.figure import LANDMARKS, LIMBS, Chart
from modiste.tailoring.body.template import ASSET, JOINTS, parent_of, template

CHARTS: tuple[Chart, ...] = ("women", "men")


def test_the_asset_is_small() -> None:
    assert ASSET.stat().st_size < 2_000_000


@pytest.mark.parametrize("chart", CHARTS)
def test_the_skin_is_one_closed_sphere_without_inner_parts(chart: Chart) -> None:
    body = template(chart)
    edges = np.concatenate([body.faces[:, [0, 1]], body.faces[:, [1, 2]], body.faces[:, [2, 0]]])
    directed = {(int(a), int(b)) for a, b in edges}
    assert len(directed) == len(edges), "no edge is walked twice in one direction"
    assert all((b, a) in directed for a, b in directed), "every edge has a face on both sides"
    assert np.unique(body.faces).size == body.vertices, "no vertex without a face"
    # Euler's formula: one piece without handles has V - E + F = 2.
    assert body.vertices - len(edges) // 2 + len(body.faces) == 2


@pytest.mark.parametrize("chart", CHARTS)
def test_faces_look_outward(chart: Chart) -> None:
    body = template(chart)
    corner = body.mean[body.faces].astype(float)
    volume = np.einsum("na,na->n", corner[:, 0], np.cross(corner[:, 1], corner[:, 2])).sum() / 6
    assert 0.045 < volume < 0.1, "cubic metres, positive"


@pytest.mark.parametrize("chart", CHARTS)
def test_both_halves_are_alike_in_every_way_in_which_bodies_differ(chart: Chart) -> None:
    body = template(chart)
    for points in (body.mean, body.mean + body.basis[0], body.mean + body.basis[7] * 2):
        skin = np.round(points[: body.vertices].astype(float), 4)
        other = skin * [-1, 1, 1]
        order, twin = (each[np.lexsort(np.round(each, 3).T)] for each in (skin, other))
        far = np.linalg.norm(order.mean(0) - twin.mean(0))
        assert far < 2e-4
        assert np.abs(np.sort(skin[:, 0]) - np.sort(other[:, 0])).max() < 4e-4


def test_the_wearers_left_is_at_positive_x_and_the_face_looks_along_z() -> None:
    body = template("women")
    limb = np.array(LIMBS)[body.limb]
    skin = body.mean[: body.vertices]
    assert skin[limb == "left_arm", 0].min() > 0.05
    assert skin[limb == "right_leg", 0].max() < 0.02
    assert body.place(body.mean, "bust_left")[2] > body.place(body.mean, "waist_back")[2] + 0.1


def test_every_vertex_is_carried_whole() -> None:
    body = template("men")
    assert np.abs(body.weights.sum(1) - 1).max() < 1e-6
    assert body.bones.max() < len(JOINTS)


def test_every_joint_but_the_pelvis_hangs_on_one_before_it() -> None:
    for place, joint in enumerate(JOINTS):
        above = parent_of(joint)
        assert (above == "") == (joint == "pelvis")
        assert not above or JOINTS.index(above) < place


def test_every_landmark_has_its_place() -> None:
    body = template("women")
    missing = set(LANDMARKS) - set(body.marks)
    assert not missing
    height = {mark: float(body.place(body.mean, mark)[1]) for mark in LANDMARKS}
    order = (
        "crown",
        "nape",
        "shoulder_left",
        "armpit_left",
        "elbow_left",
        "crotch",
        "knee_left",
        "ankle_left",
    )
    assert sorted(order, key=height.__getitem__, reverse=True) == list(order)


def test_ways_move_the_skin_by_millimetres_to_centimetres() -> None:
    for chart in CHARTS:
        sizes = np.abs(template(chart).basis).max((1, 2))
        assert sizes.max() > 0.02
        assert sizes.max() < 0.2
        assert np.isfinite(sizes).all()
