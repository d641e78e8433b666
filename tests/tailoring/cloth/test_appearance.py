"""A tile's colour and relief belong together."""

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.tailoring import Appearance


@pytest.mark.parametrize("shape", [(4, 5), (0, 4), (5000, 4)])
def test_a_tile_of_another_size_than_its_relief_or_of_none_is_refused(shape: tuple[int, int]) -> None:
    relief = np.zeros((4, 4), np.float32) if shape == (4, 5) else np.zeros(shape, np.float32)
    with pytest.raises(ModisteError, match="MOD-1585"):
        Appearance(np.zeros((*shape, 3), np.uint8), relief, 0.1, 0.1, 0.8, 0.1, (0.5, 0.5, 0.5))
