"""A camera's faults: light is kept, spread as far as is said, and a neutral camera changes nothing."""

import numpy as np
import pytest

from modiste.tailoring import Scene
from modiste.tailoring.render.optics import developed, warmed


def point(side: int = 41) -> np.ndarray:
    light = np.zeros((side, side, 3))
    light[side // 2, side // 2] = 1.0
    return light


def test_a_neutral_camera_gives_the_light_back() -> None:
    light = point()
    assert developed(light, Scene()) is light


def test_a_disk_spreads_a_point_evenly_and_keeps_its_light() -> None:
    made = developed(point(), Scene(defocus=0.05))[..., 0]
    assert made.sum() == pytest.approx(1)
    rows, columns = np.nonzero(made > 1e-9)
    far = np.hypot(rows - 20, columns - 20)
    assert far.max() == pytest.approx(2.05, abs=0.8)
    inside = made[19:22, 19:22]
    assert inside.max() == pytest.approx(inside.min())


def test_motion_runs_along_its_direction_only() -> None:
    made = developed(point(), Scene(motion=0.1, shake=0))[..., 1]
    assert made.sum() == pytest.approx(1)
    assert np.count_nonzero(made.sum(0) > 1e-9) >= 4
    assert made[20].sum() == pytest.approx(1)
    upright = developed(point(), Scene(motion=0.1, shake=90))[..., 1]
    assert upright[:, 20].sum() == pytest.approx(1)


def test_a_stop_doubles_and_warmth_reddens_without_brightening() -> None:
    grey = np.full((2, 2, 3), 0.25)
    assert developed(grey, Scene(exposure=1)) == pytest.approx(0.5)
    warm = developed(grey, Scene(balance=60))[0, 0]
    assert warm[0] > warm[1] > warm[2]
    assert warm @ [0.2126, 0.7152, 0.0722] == pytest.approx(0.25)
    assert warmed(0.0) == pytest.approx(1)
    cold = warmed(-60)
    assert cold[0] < 1 < cold[2]


def test_a_lamp_at_2856_kelvin_has_its_colour() -> None:
    # xy of CIE illuminant A and of the Planckian radiator at 6504 K (CIE 15), as light in linear sRGB.
    lamp, day = (
        np.array([[3.2405, -1.5371, -0.4985], [-0.9693, 1.8760, 0.0416], [0.0556, -0.2040, 1.0572]])
        @ np.array([x / y, 1.0, (1 - x - y) / y])
        for x, y in ((0.44757, 0.40745), (0.3134, 0.3235))
    )
    wanted = lamp / day
    made = warmed(1e6 / 2856 - 1e6 / 6504)
    assert made / made[1] == pytest.approx(wanted / wanted[1], rel=0.05, abs=0.02)


def test_falloff_brightens_the_side_of_the_light() -> None:
    made = developed(np.ones((8, 8, 3)), Scene(light=-90, falloff=0.5))
    assert made[4, 0, 0] > 1.2 > made[4, -1, 0] + 0.3
