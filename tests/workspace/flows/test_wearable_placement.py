"""Sites are those of a garment's cut; what is neither garment nor program is refused."""

import pytest

from modiste.garment import ModisteError
from modiste.workspace.flows import sensor_placement


def test_a_program_has_sites_and_a_stranger_has_none() -> None:
    made = sensor_placement(None, "trousers", 1, washes=100)
    assert made.chosen == ("front-pocket",)
    assert sensor_placement(None, "trousers", 1, washes=100) is made
    with pytest.raises(ModisteError, match="MOD-2030"):
        sensor_placement(None, "hat")
