"""The networks that find a person, and the example photo with a garment on in two sizes, dressed once."""

import os
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.tryon.asked import wanted

from modiste import tryon
from modiste.collect import decode

FRONT = Path(__file__).parents[2] / "examples" / "tryon" / "front.png"


@pytest.fixture(scope="session")
def networks() -> None:
    if tryon.networks_fetched():
        return
    if os.environ.get("MODISTE_REQUIRE_DATA"):
        pytest.fail("the networks are missing: modiste tryon fetch")
    pytest.skip("the networks are missing: modiste tryon fetch")


@pytest.fixture(scope="session")
def front() -> NDArray[np.uint8]:
    """The example photo, half as large."""
    return np.ascontiguousarray(decode(FRONT)[::2, ::2])


@pytest.fixture(scope="session")
def dressed(networks: None, front: NDArray[np.uint8]) -> dict[str, tryon.Dressed]:
    return {size: tryon.dress(front, wanted(size)) for size in ("36", "44")}
