import numpy as np
import pytest

from modiste.design import motif
from modiste.design.print.layouts import Copies, Wish, laid_out
from modiste.design.print.torus import layers, placed

DOT = motif("dot")


def share(copies: Copies, size: tuple[int, int] = (40, 40)) -> np.ndarray:
    ((_, made),) = layers([(DOT, copies)], size, (40.0, 40.0))
    return made


def test_a_layers_area_is_that_of_its_copies_wherever_the_torus_brings_them() -> None:
    for at in ((0.5, 0.5), (0.0, 0.0), (0.99, 0.3)):
        (copies,) = laid_out("p1", [Wish(size=10, at=at)], 40, 40)
        assert share(copies).sum() == pytest.approx(np.pi * 25, rel=5e-3)


def test_moving_by_whole_pixels_moves_the_layer() -> None:
    one, other = (laid_out("p1", [Wish(size=10, at=at)], 40, 40)[0] for at in ((0.5, 0.5), (0.05, 0.9)))
    assert np.roll(share(one), (16, -18), (0, 1)) == pytest.approx(share(other), abs=1e-6)


def test_two_copies_on_one_place_are_painted_once() -> None:
    (copies,) = laid_out("p1", [Wish(size=10, at=(0.3, 0.3))], 40, 40)
    twice = Copies(np.concatenate([copies.turns] * 2), np.concatenate([copies.places] * 2))
    assert np.array_equal(share(twice), share(copies))


def test_a_motif_that_found_no_room_paints_nothing() -> None:
    copies = laid_out("toss", [Wish(size=40), Wish(size=40)], 40, 40)
    assert len(copies[1].places) == 0
    assert list(layers([(DOT, copies[1])], (40, 40), (40.0, 40.0))) == []


def test_placed_takes_the_motifs_middle_to_its_copy() -> None:
    (copies,) = laid_out("p2", [Wish(size=10, at=(0.25, 0.1), turn=30)], 40, 40)
    for (a, b, c, d, e, f), place in zip(placed(motif("bird"), copies), copies.places, strict=True):
        x, y = motif("bird").box().mean(0)
        assert (a * x + c * y + e, b * x + d * y + f) == pytest.approx(tuple(place))
