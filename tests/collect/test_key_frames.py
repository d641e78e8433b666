"""Which frames of a clip are kept: one of each view, the sharpest, and no two that show the same."""

import runpy
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from modiste.collect.key_frames import CANDIDATES, KeyFrames, Look, key_frames

FILMING = runpy.run_path(str(Path(__file__).with_name("filming.py")))
Pixels = NDArray[np.uint8]


def scene(seed: int) -> Pixels:
    made: Pixels = FILMING["scene"](seed)
    return made


def blurred(pixels: Pixels) -> Pixels:
    return np.array(Image.fromarray(pixels).filter(ImageFilter.GaussianBlur(1.5)))


def timed(frames: list[Pixels]) -> list[tuple[float, Pixels]]:
    return [(number / 10, pixels) for number, pixels in enumerate(frames)]


def test_a_scene_gives_one_frame_and_it_is_the_sharp_one() -> None:
    frames = [blurred(scene(1))] * 4 + [scene(1)] + [blurred(scene(1))] * 3 + [blurred(scene(2)), scene(2)]
    assert key_frames(timed(frames)) == [0.4, 0.9]


def test_a_still_that_lasts_and_comes_back_is_kept_once() -> None:
    frames = [scene(1)] * 20 + [scene(2)] * 20 + [scene(1)] * 20
    assert len(key_frames(timed(frames))) == 2


def test_a_slow_move_is_a_new_view_once_it_has_led_somewhere_else() -> None:
    wide = np.concatenate([scene(seed) for seed in range(4)], axis=1)
    frames = [wide[:, left : left + 128] for left in range(0, wide.shape[1] - 128 + 1, 4)]
    found = key_frames(timed(frames), most=100)
    looks = [Look.at(second, frames[round(10 * second)]) for second in found]
    assert len(found) >= 4
    assert min(one.far_from(other) for one in looks for other in looks if one is not other) >= 0.05


def test_no_more_than_asked_for_and_the_most_different_first() -> None:
    frames = [scene(seed) for seed in (1, 2, 3, 4, 5)]
    assert len(key_frames(timed(frames), most=3)) == 3
    assert key_frames(timed(frames), most=100) == [0.0, 0.1, 0.2, 0.3, 0.4]


@pytest.mark.parametrize("grey", [0, 10, 128, 250, 255])
def test_a_frame_that_shows_nothing_is_not_kept(grey: int) -> None:
    nothing = np.full((96, 128, 3), grey, np.uint8)
    assert key_frames(timed([nothing] * 5)) == []
    assert key_frames(timed([nothing, scene(1), nothing])) == [0.1]


def test_memory_does_not_grow_with_the_number_of_views() -> None:
    chooser = KeyFrames(4)
    for number in range(2 * CANDIDATES):
        chooser.see(float(number), scene(number % 97))
    assert len(chooser._views) <= CANDIDATES
    assert len(chooser.chosen()) == 4


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(1, 40), st.integers(1, 40)), max_size=12),
    st.integers(1, 5),
)
def test_any_frames_give_some_of_their_own_seconds_in_order(
    made: list[tuple[int, int, int]], most: int
) -> None:
    frames = timed([scene(seed)[:height, :width] for seed, height, width in made])
    found = key_frames(frames, most)
    assert len(found) <= most
    assert found == sorted(set(found))
    assert set(found) <= {second for second, _ in frames}
    assert found == key_frames(frames, most)
