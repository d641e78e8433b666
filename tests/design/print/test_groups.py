"""That each print has its group's symmetries and none beyond: asked of the pixels, not of the tables."""

from math import sqrt
from typing import get_args

import numpy as np
import pytest
from scipy.ndimage import map_coordinates

from modiste.design import MotifSpec, MotifUse, made_repeat, motif
from modiste.design.print.groups import POSITIONS, Group, cell, operations

ROOT = sqrt(3)
# Isometries in widths of the repeat: 2 x 2 and shift. What a print of another group may have, too.
TURN = {}
for n in (2, 3, 4, 6):
    c, s = np.cos(2 * np.pi / n), np.sin(2 * np.pi / n)
    TURN[n] = np.array([[c, -s], [s, c]])
MIRROR_X, MIRROR_Y = np.diag([-1.0, 1.0]), np.diag([1.0, -1.0])
SQUARE = {
    "half turn": (TURN[2], (0, 0)),
    "quarter turn": (TURN[4], (0, 0)),
    "mirror x": (MIRROR_X, (0, 0)),
    "mirror y": (MIRROR_Y, (0, 0)),
    "mirror x at 1/4": (MIRROR_X, (0.5, 0)),
    "glide y": (MIRROR_X, (0, 0.5)),
    "glide y at 1/4": (MIRROR_X, (0.5, 0.5)),
    "glide x at 1/4": (MIRROR_Y, (0.5, 0.5)),
    "diagonal": (np.array([[0.0, 1], [1, 0]]), (0, 0)),
    "centring": (np.eye(2), (0.5, 0.5)),
}
HEXAGONAL = {
    "centring": (np.eye(2), (0.5, ROOT / 2)),
    "third turn": (TURN[3], (0, 0)),
    "sixth turn": (TURN[6], (0, 0)),
    "half turn": (TURN[2], (0, 0)),
    "mirror x": (MIRROR_X, (0, 0)),
    "mirror y": (MIRROR_Y, (0, 0)),
}
HAS = {
    "p1": set(),
    "p2": {"half turn"},
    "pm": {"mirror x"},
    "pg": {"glide y"},
    "cm": {"mirror x", "centring", "glide y at 1/4"},
    "pmm": {"half turn", "mirror x", "mirror y"},
    "pmg": {"half turn", "mirror x at 1/4"},
    "pgg": {"half turn", "glide y at 1/4", "glide x at 1/4"},
    "cmm": {"half turn", "mirror x", "mirror y", "centring", "glide y at 1/4", "glide x at 1/4"},
    "p4": {"half turn", "quarter turn"},
    "p4m": {"half turn", "quarter turn", "mirror x", "mirror y", "diagonal"},
    "p4g": {"half turn", "quarter turn", "glide y at 1/4", "glide x at 1/4"},
    "p3": {"centring", "third turn"},
    "p3m1": {"centring", "third turn", "mirror x"},
    "p31m": {"centring", "third turn", "mirror y"},
    "p6": {"centring", "third turn", "sixth turn", "half turn"},
    "p6m": set(HEXAGONAL),
}


def moved(pixels: np.ndarray, turn: np.ndarray, shift: tuple[float, float]) -> np.ndarray:
    """The repeat as an isometry brings it onto itself, taken between pixels."""
    rows, columns = pixels.shape[:2]
    y, x = np.mgrid[:rows, :columns] + 0.5
    places = np.stack([x, y], -1) / columns @ turn.T + np.array(shift)
    at = places[..., ::-1] * columns - 0.5
    return np.stack(
        [
            map_coordinates(pixels[..., k], np.moveaxis(at, -1, 0), order=1, mode="grid-wrap")
            for k in range(3)
        ],
        -1,
    )


@pytest.mark.parametrize("group", get_args(Group))
def test_a_print_has_the_symmetries_of_its_group_and_no_others(group: Group) -> None:
    # A width whose hexagonal height is nearly whole: 150 x 259.81 pixels.
    pixels = made_repeat(MotifSpec(layout=group, width_mm=50.8, dpi=75)).pixels.astype(float)
    candidates = HEXAGONAL if cell(group) == "hexagonal" else SQUARE
    spread = np.abs(pixels - np.roll(pixels, pixels.shape[1] // 3, 1)).mean()
    off = {name: np.abs(moved(pixels, *each) - pixels).mean() / spread for name, each in candidates.items()}
    assert {name for name, value in off.items() if value < 0.25} == HAS[group], off
    assert all(value > 0.5 for name, value in off.items() if name not in HAS[group]), off


def test_square_mirrors_and_turns_are_exact_in_pixels() -> None:
    pixels = made_repeat(MotifSpec(layout="p4m", dpi=100)).pixels.astype(int)
    for other in (pixels[::-1], pixels[:, ::-1], pixels.transpose(1, 0, 2), np.rot90(pixels)):
        assert np.abs(other - pixels).max() <= 1


@pytest.mark.parametrize("group", get_args(Group))
def test_operations_close_under_composition(group: Group) -> None:
    done = operations(group)
    size = np.array([1, done.ratio])
    for turn, shift in zip(done.turns, done.shifts, strict=True):
        turns, shifts = turn @ done.turns, done.shifts @ turn.T + shift
        for each, at in zip(turns, shifts, strict=True):
            step = (done.shifts - at + size / 2) % size - size / 2
            assert ((np.abs(done.turns - each).max((1, 2)) < 1e-9) & (np.abs(step).max(1) < 1e-9)).sum() == 1


def test_there_are_17() -> None:
    assert len(POSITIONS) == 17
    assert len(operations("p6m").turns) == 24


def test_a_symmetric_motif_would_not_tell_p4_from_p4m() -> None:
    dots = (MotifUse(motif=motif("dot"), at=(0.25, 0.25), size_mm=10),)
    p4, p4m = (made_repeat(MotifSpec(layout=each, motifs=dots, dpi=60)).pixels for each in ("p4", "p4m"))
    assert np.abs(p4.astype(int) - p4m).max() <= 1
