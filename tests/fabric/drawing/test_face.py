"""A cloth's face as a relief: threads as high, as wide and as far apart as the construction says."""

import numpy as np
import pytest
from tests.fabric.small_cloths import JERSEY, POPLIN, cloth, woven

from modiste.fabric import OPENING, WEFT, cloth_face, predict, repeat_of
from modiste.fabric.drawing.face import LARGEST

TWILL = {"woven": {"sett": "40/25 per cm, 2/1 twill", "warp": "20 tex", "weft": "25 tex"}}
RIB = {"knit": {"stitch": "rib", "loop": 2.9, "yarn": "20 tex", "courses": 16, "wales": 9}}


@pytest.mark.parametrize("of", [POPLIN, TWILL, JERSEY])
def test_yarn_covers_what_is_predicted(of) -> None:
    spec = cloth(of)
    face = cloth_face(spec, (3, 3), 0.015)
    seen = float((face.shown != OPENING).mean())
    assert seen == pytest.approx(predict(spec)["cover"].value, abs=0.12 if spec.is_knit else 0.03)


def test_round_threads_stand_as_high_as_they_are_thick() -> None:
    spec = woven()
    face = cloth_face(spec, (3, 3), 0.01)
    assert (face.width, face.tall) == pytest.approx((3, 3))
    # From the lowest thread's under side to the highest's top is the thickness that the properties have.
    thick = predict(spec)["thickness_mm"].value
    assert float(np.quantile(face.height, 0.99)) == pytest.approx(thick / 2, rel=0.12)
    assert float(np.ptp(face.height)) <= 1.15 * thick


def test_a_warp_faced_twill_shows_warp_and_the_other_side_weft() -> None:
    face = cloth_face(cloth(TWILL), (3, 3), 0.015)
    over = [(face.shown == each).mean() for each in (0, WEFT)]
    assert over[0] > 1.6 * over[1]
    turned = cloth_face(
        cloth({"woven": {**TWILL["woven"], "sett": "40/25 per cm, 1/2 twill"}}), (3, 3), 0.015
    )
    assert (turned.shown == WEFT).mean() > over[1] + 0.1


@pytest.mark.parametrize("of", [POPLIN, JERSEY, RIB])
def test_a_tile_holds_whole_repeats_and_closes(of) -> None:
    spec = cloth(of)
    face = cloth_face(spec, (2, 2), 0.02)
    for long, repeat in zip((face.width, face.tall), repeat_of(spec), strict=True):
        assert long / repeat == pytest.approx(round(long / repeat)) and long >= 2
    # What lies beyond an edge is no farther off than what lies beside any row.
    for axis in (0, 1):
        inside = np.abs(np.diff(face.height, axis=axis)).mean()
        across = np.abs(face.height.take(0, axis) - face.height.take(-1, axis)).mean()
        assert across < 3 * inside + 1e-3


def test_a_rib_has_wales_before_and_behind() -> None:
    face = cloth_face(cloth(RIB), (2, 2), 0.01)
    by_column = face.height.mean(0)
    half = round(len(by_column) / round(face.width / repeat_of(cloth(RIB))[0]) / 2)
    front, back = by_column[:half].mean(), by_column[half : 2 * half].mean()
    assert front > back + 0.02


def test_finishing_changes_the_face() -> None:
    plain = cloth_face(cloth(JERSEY), (2, 2), 0.02)
    pressed = cloth_face(cloth(JERSEY, finish=["calendered"]), (2, 2), 0.02)
    napped = cloth_face(cloth(JERSEY, finish=["brushed"]), (2, 2), 0.02)
    coated = cloth_face(cloth(JERSEY, coating=30), (2, 2), 0.02)
    assert float(pressed.height.max()) < float(plain.height.max())
    rough = [np.abs(np.diff(each.height, axis=1)).mean() for each in (plain, napped)]
    assert rough[1] < rough[0]
    assert (plain.shown == OPENING).any() and not (coated.shown == OPENING).any()


def test_the_same_seed_gives_the_same_face_and_a_huge_repeat_is_drawn_coarser() -> None:
    one, other, third = (cloth_face(cloth(POPLIN), (2, 2), 0.02, seed) for seed in (1, 1, 2))
    assert (one.height == other.height).all() and (one.height != third.height).any()
    assert max(cloth_face(cloth(POPLIN), (80, 80), 0.01).height.shape) <= LARGEST
