"""What cloth gives back of the studio's light."""

import numpy as np
import pytest

from modiste.tailoring import Appearance
from modiste.tailoring.render.cloth_light import cloth_light

KEY = np.array([0.0, 0.0, 1.0], np.float32)


def shone(turn: float, light: tuple[float, float, float], *, sheen: float = 0.0, cloth: bool = True) -> float:
    """The light of grey cloth whose normal is turned so many degrees from the key and from the camera."""
    look = Appearance(
        np.full((1, 1, 3), 128, np.uint8), np.zeros((1, 1), np.float32), 1, 1, 0.9, sheen, (0.5, 0.5, 0.5)
    )
    angle = np.radians(turn)
    normal = np.array([[np.sin(angle), 0, np.cos(angle)]], np.float32)
    made = cloth_light(
        np.full((1, 3), 0.2, np.float32),
        normal,
        normal,
        -KEY,
        np.array([light], np.float32),
        KEY,
        look,
        tint=np.ones(3, np.float32),
        fill=np.float32(1),
        cloth=np.full(1, cloth),
    )
    assert made.shape == (1, 3) and np.ptp(made) == pytest.approx(0, abs=1e-6)
    return float(made[0, 0])


def test_cloth_is_brightest_towards_the_light_and_never_quite_black() -> None:
    open_, shaded = (1.0, 0.5, 0.5), (0.0, 0.0, 0.0)
    assert shone(0, open_) > shone(40, open_) > shone(80, open_) > shone(0, shaded) > 0
    # Lambert's cosine is what the key alone adds.
    key = [shone(turn, (1.0, 0, 0), cloth=False) - shone(turn, shaded, cloth=False) for turn in (0, 60)]
    assert key[1] / key[0] == pytest.approx(0.5, abs=0.01)


def test_fuzz_catches_light_at_the_edge_and_only_on_cloth() -> None:
    sky = (0.0, 1.0, 0.0)
    at_edge, ahead = (shone(turn, sky, sheen=0.5) - shone(turn, sky) for turn in (80, 5))
    assert at_edge > 0.02 > 1e-4 > ahead
    assert shone(80, sky, sheen=0.5, cloth=False) == pytest.approx(shone(80, sky, cloth=False))


def lustrous(turn: float, grain: tuple[float, float, float], lustre: float = 0.8) -> float:
    """The light of satin turned about the upright axis, threads along `grain`; the key is at the camera."""
    look = Appearance(
        np.full((1, 1, 3), 128, np.uint8),
        np.zeros((1, 1), np.float32),
        1,
        1,
        0.5,
        0.0,
        (0.5, 0.5, 0.5),
        lustre=lustre,
    )
    angle = np.radians(turn)
    normal = np.array([[np.sin(angle), 0, np.cos(angle)]], np.float32)
    made = cloth_light(
        np.full((1, 3), 0.2, np.float32),
        normal,
        normal,
        -KEY,
        np.array([(1.0, 0.0, 0.0)], np.float32),
        KEY,
        look,
        tint=np.ones(3, np.float32),
        fill=np.float32(1),
        cloth=np.full(1, True),
        grain=np.array([grain], np.float32),
    )
    return float(made[0, 0])


def test_satin_shines_broadly_around_its_threads_and_narrowly_along_them() -> None:
    upright, across = (0.0, 1.0, 0.0), (1.0, 0.0, 0.0)
    # A fold that runs with the threads turns the light around them: its highlight is the broad one.
    assert lustrous(0, upright) == pytest.approx(lustrous(0, across), rel=1e-5)
    assert lustrous(35, upright) > lustrous(35, across)
    assert lustrous(0, upright) > lustrous(0, upright, 0.0)
    # Where it turns away it is darker than dull cloth, which is what makes it look like satin.
    assert lustrous(70, upright) < lustrous(70, upright, 0.0)


def test_only_what_is_lustrous_asks_for_the_threads() -> None:
    assert lustrous(20, (0.0, 1.0, 0.0), 0.0) == pytest.approx(lustrous(20, (1.0, 0.0, 0.0), 0.0))
