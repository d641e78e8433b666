"""Copies are told from pictures that are only alike, whatever was done to them; the alarm rests on others."""

import numpy as np
import pytest

from modiste.design.measures.copies import Usual, outlines, ratios, tones, usual, variants

LOOKS = (outlines, tones)


@pytest.fixture(scope="module")
def real(fashion_mnist):
    from modiste.collect import open_data

    learned = open_data("fashion-mnist:train").pixels[:1500]
    unseen = open_data("fashion-mnist:test").pixels[:1000]
    return learned, unseen


def test_planted_copies_are_caught_and_fresh_pictures_are_not(real):
    learned, unseen = real
    others, known, fresh = unseen[:500], unseen[500:750], unseen[750:]
    what_is_usual = usual(ratios(known, learned, others, LOOKS))
    some = learned[100:160]
    planted = {
        "copies": some,
        "mirrored": some[..., ::-1],
        "recoloured": (some.astype(np.float32) * 0.7 + 20).astype(np.uint8),
    }
    for name, copies in planted.items():
        caught = what_is_usual.flags(ratios(copies, learned, others, LOOKS)).mean()
        assert caught >= 0.95, name
    assert what_is_usual.flags(ratios(fresh, learned, others, LOOKS)).mean() <= 0.03


def test_looks_do_not_mind_gain_and_are_of_unit_length(real):
    some = real[0][:20]
    darker = (some * 0.5).astype(np.uint8)
    for look in LOOKS:
        first, second = look(some), look(darker)
        assert np.allclose(np.linalg.norm(first, axis=1), 1, atol=1e-3)
        assert (first * second).sum(1).min() > 0.95


def test_variants_are_the_picture_its_mirror_and_both_as_crops():
    picture = np.arange(100, dtype=np.uint8).reshape(1, 1, 10, 10)
    made = list(variants(picture))
    assert len(made) == 2 * (1 + 5 + 5)
    assert np.array_equal(made[0], picture)
    assert np.array_equal(made[11], picture[..., ::-1])
    assert made[1][0, 0, -1].max() == 0 < made[1][0, 0, 0].max()


def test_any_look_raises_the_alarm():
    told = Usual((0.5, 0.2))
    assert told.flags(np.array([[0.4, 0.9], [0.9, 0.1], [0.9, 0.9]], np.float32)).tolist() == [
        True,
        True,
        False,
    ]
    assert usual(np.linspace(0, 1, 101, dtype=np.float32)[:, None], 0.1).least == pytest.approx((0.1,))
