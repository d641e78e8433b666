"""Joints and mask of the example person; nobody in an empty picture; two people are two."""

import numpy as np
import pytest
from numpy.typing import NDArray

from modiste.tryon.person.landmarks import detected, find_person

pytestmark = pytest.mark.usefixtures("networks")
Pixels = NDArray[np.uint8]


def test_the_person_is_found_where_it_stands(front: Pixels) -> None:
    person = find_person(front)
    assert person is not None and person.sure > 0.9 and person.others == 0
    high, wide = front.shape[:2]
    shoulder, other = person.at("shoulder_left"), person.at("shoulder_right")
    # The wearer's left is on the picture's right; the example stands in the middle.
    assert shoulder[0] > other[0]
    assert (shoulder[0] + other[0]) / 2 == pytest.approx(wide / 2, abs=0.03 * wide)
    assert person.at("ankle_left")[1] > 0.82 * high
    order = [person.at(f"{name}_left")[1] for name in ("eye", "shoulder", "hip", "knee", "ankle")]
    assert order == sorted(order)


def test_the_mask_is_the_person_and_not_the_wall(front: Pixels) -> None:
    person = find_person(front)
    assert person is not None
    ground = front[:10].reshape(-1, 3).mean(0)
    truly = np.abs(front.astype(float) - ground).max(-1) > 30
    high = int(0.9 * len(front))  # the floor's shadow lies below
    ours = person.mask[:high] > 0.5
    assert (ours & truly[:high]).sum() / (ours | truly[:high]).sum() > 0.9


def test_where_nobody_is_nobody_is_found() -> None:
    noise = np.random.default_rng(0).integers(0, 255, (240, 160, 3), dtype=np.uint8)
    assert find_person(noise) is None
    assert find_person(np.full((50, 400, 3), 128, np.uint8)) is None


def test_two_people_are_two(front: Pixels) -> None:
    both = np.concatenate([front, front], axis=1)
    assert len(detected(both)) == 2
    person = find_person(both)
    assert person is not None and person.others == 1 and person.largest > 0.8


def test_points_follow_a_picture_that_is_moved_and_made_larger(front: Pixels) -> None:
    once = find_person(front)
    large = np.repeat(np.repeat(np.pad(front, ((0, 0), (40, 0), (0, 0)), mode="edge"), 2, 0), 2, 1)
    again = find_person(large)
    assert once is not None and again is not None
    torso = np.linalg.norm(once.at("shoulder_left") - once.at("hip_left"))
    for name in ("shoulder_left", "hip_right", "wrist_left"):
        off = np.linalg.norm(again.at(name) / 2 - (40, 0) - once.at(name))
        assert off < 0.06 * torso, name
