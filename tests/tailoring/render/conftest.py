"""A T-shirt on the average woman, coarse, draped once."""

import pytest

from modiste.tailoring import Drape, average_figure, draft_size, drape_garment


@pytest.fixture(scope="package")
def shirt() -> Drape:
    return drape_garment(draft_size("t-shirt", "women", "40"), average_figure(), edge=0.03)
