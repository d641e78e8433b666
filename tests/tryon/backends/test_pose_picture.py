"""The grey figure of a pose: what is drawn where, and nothing of what is not seen."""

import numpy as np

from modiste.tryon.backends.pose_picture import pose_picture

ARMS = {"shoulder_left": (60.0, 40.0), "shoulder_right": (20.0, 40.0), "elbow_left": (60.0, 90.0)}


def test_limbs_and_joints_have_their_own_grey() -> None:
    drawn = pose_picture(ARMS, 80, 120)
    assert drawn.shape == (120, 80) and drawn.dtype == np.uint8
    greys = np.linspace(20, 240, 18).astype(np.uint8)
    assert drawn[65, 60] == int(0.6 * greys[4])  # left upper arm, the fifth limb
    assert drawn[40, 60] == int(1.3 * greys[1])  # left shoulder, of the second limb
    assert drawn[40, 40] == int(1.3 * greys[0])  # the neck, between the shoulders
    assert drawn[110, 20] == 0


def test_a_limb_whose_end_is_not_seen_is_not_drawn() -> None:
    drawn = pose_picture({name: at for name, at in ARMS.items() if name != "shoulder_left"}, 80, 120)
    assert drawn[65, 60] == 0 and drawn[90, 60] > 0
    assert not pose_picture({}, 10, 10).any()
