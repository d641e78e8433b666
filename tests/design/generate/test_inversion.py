"""A reference that a generator can make is found again; a flow's variations keep what likeness asks."""

from dataclasses import replace

import numpy as np
import pytest

from modiste.design.generate.inversion import found_like, varied

WISHES = np.eye(3, dtype=np.float32)


def test_a_picture_of_its_own_is_found_again(gan):
    latents = gan.latents(1, 99)
    reference = gan.paint(latents, WISHES[1:2])[0][0]
    where = found_like(gan, reference, WISHES)
    drawn = gan.paint(where.concept.latent[None], where.concept.wish[None])[0][0]
    before = float(np.sqrt(np.square(drawn - reference).mean()))
    assert where.error < before / 2
    again = gan.paint(where.concept.latent[None], where.concept.wish[None], where.change[None])[0][0]
    assert np.allclose(again, where.picture, atol=1e-5)
    assert where.error == pytest.approx(float(np.sqrt(np.square(again - reference).mean())), abs=1e-4)


def test_likeness_keeps_the_reference(flow):
    reference = np.full((1, 16, 16), 0.5, np.float32)
    near, far = (varied(flow, reference, WISHES, likeness) for likeness in (0.95, 0.1))
    assert near.shape == (3, 1, 16, 16)
    assert np.abs(near - reference).mean() < np.abs(far - reference).mean()
    assert np.allclose(varied(replace(flow, steps=3), reference, WISHES, 1.0), reference)
