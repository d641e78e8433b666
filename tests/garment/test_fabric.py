"""A cloth's composition is whole or unknown."""

import pytest
from pydantic import ValidationError

from modiste.garment import Fabric


def test_a_composition_is_whole_or_unknown() -> None:
    assert Fabric(id="f", name="Jersey", composition={"cotton": 0.95, "elastane": 0.05})
    assert Fabric(id="f", name="Jersey").composition == {}
    with pytest.raises(ValidationError, match=r"sum to 0\.950"):
        Fabric(id="f", name="Jersey", composition={"cotton": 0.95})
