"""Previews are what training would do: the operation alone, and the chain, from a seed."""

import numpy as np

from modiste.learning import Part, Recipe
from modiste.learning.augment import OPERATIONS, SERIES
from modiste.learning.augment_preview import CHAIN, preview_augment

RECIPE = Recipe(
    name="modiste.test.v1",
    network=Part(name="cnn"),
    augment=(Part(name="mirror", chance=1.0), Part(name="noise")),
)


def test_an_operation_is_shown_alone_and_in_the_chain() -> None:
    x = np.random.default_rng(0).integers(0, 256, (3, 1, 8, 8), dtype=np.uint8)
    mirror, noise, chain = preview_augment(RECIPE, x, rounds=2)
    assert (mirror.name, noise.name, chain.name) == ("mirror", "noise", CHAIN)
    assert mirror.text == "Mirror left and right."
    assert dict(mirror.parameters) == {"chance": 1.0}
    assert np.array_equal(mirror.rounds[1], x[..., ::-1])
    assert not np.array_equal(chain.rounds[0], chain.rounds[1])
    assert np.array_equal(preview_augment(RECIPE, x, rounds=2)[2].rounds[1], chain.rounds[1])


def test_series_get_the_operations_of_series() -> None:
    x = np.random.default_rng(0).standard_normal((2, 40, 3)).astype(np.float32)
    plain = Recipe(name="modiste.test.v1", network=Part(name="rnn"))
    made = preview_augment(plain, x, rounds=1, everything=True)
    assert [each.name for each in made] == list(SERIES)
    assert all(each.rounds[0].shape == x.shape for each in made)
    assert all(OPERATIONS[each.name] for each in made)
