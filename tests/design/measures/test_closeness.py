"""A picture is close to its own copies, mirrored, darker, or on another ground, and not to other garments."""

import numpy as np
import pytest

from modiste.design.measures.closeness import TOO_CLOSE, closest, signatures


@pytest.fixture(scope="module")
def real(fashion_mnist):
    from modiste.collect import open_data

    learned, unseen = (open_data(f"fashion-mnist:{part}").pixels for part in ("train", "test"))
    return [list(each[:400].transpose(0, 2, 3, 1)) for each in (learned, unseen)]


def test_copies_are_too_close_and_other_garments_are_not(real):
    learned, unseen = real
    known = signatures(learned)
    for name, least, change in (
        ("exact", 1.0, lambda picture: picture),
        ("mirrored", 1.0, lambda picture: picture[:, ::-1]),
        ("framed", 0.9, lambda picture: np.pad(picture, ((9, 3), (4, 8), (0, 0)))),
        ("in colours", 0.95, lambda picture: np.repeat(picture, 3, 2)),
        ("darker", 0.7, lambda picture: (picture * 0.7).astype(np.uint8)),
    ):
        rows, likeness = closest([change(picture) for picture in learned[:60]], known)
        assert (likeness >= TOO_CLOSE).mean() >= least, name
        assert (rows == np.arange(60)).mean() >= 0.9, name
    assert (closest(unseen, known)[1] >= TOO_CLOSE).mean() <= 0.02


def test_a_picture_of_nothing_is_like_nothing():
    blank = np.full((40, 30, 3), 250, np.uint8)
    made = signatures([blank])
    assert np.isfinite(made).all()
    assert closest([blank], made)[1][0] < 0.1
