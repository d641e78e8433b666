"""The door of the room: everything it lists is there, and what is not installed is named."""

import sys

import pytest

from modiste import tailoring
from modiste.garment import ModisteError


@pytest.mark.parametrize("name", tailoring.__all__)
def test_what_the_door_lists_is_there(name: str) -> None:
    assert getattr(tailoring, name) is not None


def test_without_its_packages_the_room_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [each for each in sys.modules if each.startswith("modiste.tailoring.drape")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "numba", None)
    with pytest.raises(ModisteError, match="MOD-2014") as refused:
        _ = tailoring.drape_garment
    assert "modiste[tailoring]" in refused.value.remedy


def test_nothing_else_is_at_the_door() -> None:
    with pytest.raises(AttributeError):
        _ = tailoring.haberdashery
