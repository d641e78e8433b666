"""Copies are told from pictures that are only alike, whatever was done to them; the alarm rests on others."""

import numpy as np
import pytest

from modiste.design.measures.copies import Usual, crops, outlines, ratios, tones, usual

LOOKS = (outlines, tones)


@pytest.fixture(scope="module")
def real(fashion_mnist):
    from modiste.collect import open_data

    learned = open_data("fashion-mnist:train").pixels[:800]
    unseen = open_data("fashion-mnist:test").pixels[:600]
    return learned, unseen


def test_planted_copies_are_caught_and_fresh_pictures_are_not(real):
    learned, unseen = real
    others, known, fresh = unseen[:300], unseen[300:450], unseen[450:]
    what_is_usual = usual(ratios(known, learned, others, LOOKS))
    some = learned[100:140]
    planted = {
        "copies": some,
        "mirrored": some[..., ::-1],
        "cropped": list(crops(some))[7],
        "recoloured": (some.astype(np.float32) * 0.7 + 20).astype(np.uint8),
    }
    for name, copies in planted.items():
        caught = what_is_usual.flags(ratios(copies, learned, others, LOOKS)).mean()
        assert caught >= 0.95, name
    assert what_is_usual.flags(ratios(fresh, learned, others, LOOKS)).mean() <= 0.05


def test_looks_do_not_mind_gain_and_are_of_unit_length(real):
    some = real[0][:20]
    darker = (some * 0.5).astype(np.uint8)
    for look in LOOKS:
        first, second = look(some), look(darker)
        assert np.allclose(np.linalg.norm(first, axis=1), 1, atol=1e-3)
        assert (first * second).sum(1).min() > 0.95


def test_crops_are_the_picture_and_what_is_left_of_it_at_its_own_size():
    picture = np.arange(100, dtype=np.uint8).reshape(1, 1, 10, 10)
    made = list(crops(picture))
    assert len(made) == 1 + 4 + 4
    assert all(each.shape == picture.shape for each in made)
    assert np.array_equal(made[0], picture)
    assert made[1][0, 0, -1, -1] < made[4][0, 0, -1, -1] == 99


def test_any_look_raises_the_alarm():
    told = Usual((0.5, 0.2))
    assert told.flags(np.array([[0.4, 0.9], [0.9, 0.1], [0.9, 0.9]], np.float32)).tolist() == [
        True,
        True,
        False,
    ]
    assert usual(np.linspace(0, 1, 101, dtype=np.float32)[:, None], 0.1).least == pytest.approx((0.1,))
