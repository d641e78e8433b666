"""Where a garment's front lies in a picture: rows by height, columns by its width, sleeves left out."""

import numpy as np
import pytest
from numpy.typing import NDArray

from modiste import tailoring
from modiste.garment import ModisteError
from modiste.tryon.garment.front import STEP, fronts_of, whole_garment

TEE = tailoring.draft_size("t-shirt", "women", "40")
TROUSERS = tailoring.draft_size("trousers", "women", "40")


def tee_mask() -> NDArray[np.bool_]:
    """A T-shirt laid flat: a body 120 pixels wide from row 20 to 180, sleeves to row 80 on either side."""
    mask = np.zeros((200, 300), bool)
    mask[20:180, 90:210] = True
    mask[20:80, 40:260] = True
    return mask


def test_a_body_s_front_runs_from_shoulder_to_hem_between_its_sides() -> None:
    (front,) = fronts_of(TEE, tee_mask())
    assert front.names == ("front",)
    assert front.rows[0, 0] == pytest.approx(20, abs=1) and front.rows[-1, 0] == pytest.approx(179, abs=1)
    middle = front.columns.shape[1] // 2
    assert front.columns[:, middle] == pytest.approx(150, abs=1.5)
    low = int(0.9 * len(front.columns))
    ends = front.columns[low, 5], front.columns[low, -6]
    assert 88 < ends[0] < 94 and 206 < ends[1] < 212


def test_sleeves_are_no_part_of_the_front() -> None:
    (front,) = fronts_of(TEE, tee_mask())
    chest = int(0.25 * len(front.columns))
    assert front.columns[chest].min() > 70 and front.columns[chest].max() < 230


def test_each_leg_has_its_own_front_and_the_wearer_s_left_is_on_the_right() -> None:
    mask = np.zeros((220, 160), bool)
    mask[10:60, 40:120] = True
    mask[60:210, 40:75] = True
    mask[60:210, 85:120] = True
    left, right = fronts_of(TROUSERS, mask)
    assert left.names == ("front_left",) and right.names == ("front_right",)
    low = int(0.8 * len(left.columns))
    assert left.columns[low].mean() == pytest.approx(102, abs=3)
    assert right.columns[low].mean() == pytest.approx(57, abs=3)
    high, wide = left.columns.shape
    box = np.array(tailoring.polyline(next(p for p in TROUSERS.panels if p.name == "front_left")))
    assert (wide * STEP, high * STEP) == pytest.approx(np.ptp(box, axis=0), abs=0.3)


def test_what_is_cut_off_or_twice_there_is_refused_and_crumbs_are_not() -> None:
    mask = tee_mask().astype(float)
    mask[2:6, 2:6] = 1
    assert whole_garment(mask)[3, 3] == np.False_ and whole_garment(mask)[100, 150]
    with pytest.raises(ModisteError, match=r"MOD-3027.*bottom"):
        whole_garment(np.pad(mask, ((0, 0), (0, 0)))[:150, 80:220])
    with pytest.raises(ModisteError, match="MOD-3028"):
        whole_garment(np.concatenate([mask, mask], 1))
    assert not whole_garment(np.zeros((4, 4))).any()
