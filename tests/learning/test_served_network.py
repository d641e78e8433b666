"""A served model, asked as a torch network, answers what it serves."""

import numpy as np

from modiste.learning import Served, shipped_models
from modiste.learning.served_network import ServedNetwork, batch_of


def test_a_normalised_picture_gives_the_served_probabilities() -> None:
    served = Served.load(shipped_models()["fashion-mnist"])
    picture = np.random.default_rng(0).integers(0, 256, (28, 28, 1), dtype=np.uint8)
    batch = batch_of(picture, served.card.input)
    assert batch.shape == (1, 1, 28, 28)
    np.testing.assert_allclose(
        ServedNetwork(served)(batch).exp().numpy(), served.predict([picture]), atol=1e-6
    )
