"""A garment for a mirror: it hangs on the body's joints, and each takes the cloth that lies on it."""

import json
import struct
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from modiste import tailoring
from modiste.garment import ModisteError
from modiste.tailoring.body.template import JOINTS
from modiste.tailoring.export.mirror import carried


def read(glb: bytes) -> tuple[dict, bytes]:
    length = struct.unpack_from("<I", glb, 12)[0]
    return json.loads(glb[20 : 20 + length]), glb[28 + length :]


def array(document: dict, binary: bytes, number: int) -> NDArray[np.generic]:
    accessor = document["accessors"][number]
    view = document["bufferViews"][accessor["bufferView"]]
    kind = {5121: "u1", 5123: "<u2", 5125: "<u4", 5126: "<f4"}[accessor["componentType"]]
    width = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT4": 16}[accessor["type"]]
    data = binary[view["byteOffset"] :][: view["byteLength"]]
    return np.frombuffer(data, kind).reshape(-1, width)[: accessor["count"]]


def test_cloth_and_body_hang_on_the_bodys_joints(
    skirt: tailoring.Drape, fleece: tailoring.Appearance
) -> None:
    glb = tailoring.mirror_glb(skirt, fleece)
    assert glb == tailoring.mirror_glb(skirt, fleece)
    document, binary = read(glb)
    (skin,) = document["skins"]
    joints = [document["nodes"][number] for number in skin["joints"]]
    assert [each["name"] for each in joints] == list(JOINTS)
    assert [node["skin"] for node in document["nodes"] if "mesh" in node] == [0, 0]
    # At rest every joint's matrix brings its own place to the origin.
    back = array(document, binary, skin["inverseBindMatrices"]).reshape(-1, 4, 4)
    homes = np.array([each["translation"] for each in joints])
    assert np.allclose(back[:, 3, :3], -homes, atol=1e-6)
    assert np.allclose(back[:, :3, :3], np.eye(3))
    knee = homes[JOINTS.index("knee_left")]
    assert np.allclose(knee, skirt.figure.landmarks["knee_left"], atol=0.02)
    for mesh in document["meshes"]:
        attributes = mesh["primitives"][0]["attributes"]
        weights = array(document, binary, attributes["WEIGHTS_0"])
        assert np.allclose(weights.sum(1), 1, atol=1e-5)
        assert array(document, binary, attributes["JOINTS_0"]).max() < len(JOINTS)
    assert len(glb) < 2_000_000


def test_a_leg_takes_its_own_side_of_a_skirt(skirt: tailoring.Drape) -> None:
    found = carried(skirt, skirt.places)
    share = np.zeros((len(skirt.places), len(JOINTS)))
    np.put_along_axis(share, found.joints.astype(np.intp), found.weights, 1)
    sides = {
        side: sum(share[:, JOINTS.index(f"{joint}_{side}")] for joint in ("hip_joint", "knee"))
        for side in ("left", "right")
    }
    low = skirt.places[:, 1] < np.quantile(skirt.places[:, 1], 0.3)
    outer = low & (skirt.places[:, 0] > 0.1)
    assert sides["left"][outer].min() > 0.7
    assert sides["right"][outer].max() < 0.2
    high = skirt.places[:, 1] > np.quantile(skirt.places[:, 1], 0.95)
    assert share[high, JOINTS.index("pelvis")].mean() > 0.6


def test_a_body_in_another_pose_is_refused(skirt: tailoring.Drape, fleece: tailoring.Appearance) -> None:
    walking = replace(skirt, figure=replace(skirt.figure, pose="walk"))
    with pytest.raises(ModisteError, match="MOD-1591"):
        tailoring.mirror_glb(walking, fleece)
