"""A body is found as it stands from points and an outline that are its own."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from modiste.tailoring import camera, projected, seen_body, solve_body, standing
from modiste.tailoring.body.seen import MEANT

SIZE = (300, 450)
ANGLES = {"shoulder_joint_left": (0.0, 0.0, 18.0), "shoulder_joint_right": (0.0, 0.0, -6.0)}


def meant(figure, eye):
    """Where a perfect network would see the points."""
    places = {}
    for name, (vertex, joint, share) in MEANT.items():
        # Shoulders' and the head's joints are no landmarks: the vertex alone is near enough.
        bone = figure.landmarks.get(joint, figure.vertices[vertex])
        places[name] = (1 - share) * figure.vertices[vertex] + share * bone
    spots = projected(eye, np.array(list(places.values()), float), SIZE)
    return dict(zip(places, spots, strict=True))


def outline(figure, eye):
    image = Image.new("1", SIZE)
    draw = ImageDraw.Draw(image)
    shown = projected(eye, figure.vertices.astype(float), SIZE)
    for face in shown[figure.faces]:
        draw.polygon([(float(x), float(y)) for x, y in face], fill=1)
    return np.asarray(image, np.float32)


@pytest.mark.parametrize("azimuth", [0.0, 14.0])
def test_pose_and_camera_are_found_again(azimuth: float) -> None:
    body = solve_body({"height": 172, "bust": 92, "waist": 76, "hip": 99})
    truth = standing(body, ANGLES)
    eye = camera(truth.vertices.astype(float), azimuth, SIZE[0] / SIZE[1], 2, field=40)
    points = meant(truth, eye)
    found = seen_body(
        body,
        points,
        dict.fromkeys(points, 1.0),
        dict.fromkeys(points, 0.0),
        outline(truth, eye),
        eye.scale,
    )
    names = [name for name in truth.landmarks if name != "crown"]
    one, other = (
        projected(each, np.array([figure.landmarks[name] for name in names]), SIZE)
        for each, figure in ((eye, truth), (found.eye, found.figure))
    )
    assert np.linalg.norm(one - other, axis=1).mean() / found.torso < 0.02
    assert found.off < 0.04
    assert abs(found.yaw) == pytest.approx(azimuth, abs=7)
    assert found.figure.vertices[:, 1].min() == pytest.approx(0, abs=1e-4)


def test_a_body_that_stands_otherwise_keeps_its_measures_and_its_levels() -> None:
    body = solve_body({"height": 165})
    bent = standing(body, {"hip_joint_left": (-30, 0, 0), "knee_left": (60, 0, 0)})
    assert bent.measures == body.measures and bent.pose == "own"
    drop = body.landmarks["nape"][1] - bent.landmarks["nape"][1]
    assert body.levels["waist"] - bent.levels["waist"] == pytest.approx(drop, abs=0.005)
