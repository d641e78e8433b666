"""Designs: content-hashed, a tree of parents, branched under locks, cut into files; damage is seen."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from modiste.design import read_brief
from modiste.garment import ModisteError
from modiste.workspace import Shop, open_shop
from modiste.workspace.flows import read_spec_file, spec_of, spec_told, write_spec_pattern


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with open_shop(tmp_path / "shop") as opened:
        yield opened


def test_a_tree_grows_and_locks_hold(shop: Shop) -> None:
    first = shop.designs.keep(spec_of("V neck tee, navy", ["neckline"]))
    assert shop.designs.keep(spec_of("V neck tee, navy", ["neckline"])) == first
    second = shop.designs.branch(first.id[:6], "crew neck, long sleeves")
    third = shop.designs.branch(second.id, "a dress, 3 cm longer", ["colours"])
    assert [(each.id, each.parent) for each in shop.designs.listing()] == [
        (first.id, ""),
        (second.id, first.id),
        (third.id, second.id),
    ]
    assert (second.spec.value("neckline"), second.spec.value("sleeve")) == ("v", "long")
    told = spec_told(third.spec)
    assert told["locked"] == ["neckline", "colours"]
    assert third.spec.value("program") == "dress-a-line"


def test_unknown_and_damaged_designs_are_refused(shop: Shop) -> None:
    made = shop.designs.keep(read_brief("tee"))
    for name in ("ffffffff", made.id[:3]):
        with pytest.raises(ModisteError, match="MOD-2770"):
            shop.designs.get(name)
    path = shop.root / "designs" / f"{made.id}.json"
    path.write_text(path.read_text("utf-8").replace("t-shirt", "hoodie"), "utf-8")
    with pytest.raises(ModisteError, match="MOD-2760"):
        shop.designs.get(made.id)


def test_a_spec_becomes_a_folder_of_patterns(tmp_path: Path) -> None:
    spec = spec_of("straight skirt, 70 cm long, EU 38")
    told = write_spec_pattern(spec, tmp_path / "out")
    assert (told["program"], told["size"], told["length_cm"]) == ("skirt-straight", "38", 70.0)
    assert set(told["files"]) == {path.name for path in (tmp_path / "out").iterdir()}
    assert read_spec_file(tmp_path / "out" / "spec.json") == spec
    assert json.loads((tmp_path / "out" / "pattern.json").read_text("utf-8"))["size"] == "38"


def test_a_missing_spec_and_an_unknown_lock_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModisteError, match="MOD-2760"):
        read_spec_file(tmp_path / "none.json")
    with pytest.raises(ModisteError, match="MOD-2761"):
        spec_of("tee", ["wings"])
