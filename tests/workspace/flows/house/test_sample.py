"""A packed house opens as what was made, byte for byte; what is no packed house is refused in words."""

import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest
from tests.workspace.flows.house.test_making import SIZE, acts, tables, truths

from modiste.garment import Garment, Image, ModisteError
from modiste.workspace import Shop, open_shop
from modiste.workspace.flows.house import generate, open_sample, pack, planned, read_truth

LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def made_shop(tmp_path_factory: pytest.TempPathFactory, stand_in: ModuleType) -> Iterator[Shop]:
    """A house of two garments with pictures, made once. Tests only read it."""
    how = {"programs": ["skirt-straight"], "photographer": stand_in.photograph, "size": SIZE}
    with open_shop(tmp_path_factory.mktemp("made") / "shop") as shop:
        generate(shop, 2, 7, processes=1, **how)
        yield shop


@pytest.fixture(scope="module")
def packed(made_shop: Shop, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same house as one file. Tests only read it."""
    out = tmp_path_factory.mktemp("packed") / "house.zip"
    assert pack(made_shop, out) == out.stat().st_size
    return out


def test_it_opens_as_what_was_made(made_shop: Shop, packed: Path, tmp_path: Path) -> None:
    shop = made_shop
    with open_shop(tmp_path / "other") as other:
        made = open_sample(other, path=packed)
        assert (made.garments, made.photos) == (2, shop.store.rows.count(Image))
        assert tables(other) == tables(shop)
        assert truths(other) == truths(shop)
        assert acts(other) == acts(shop)
        for image in other.store.rows.scan(Image):
            assert other.store.blobs.get(image.blob) == shop.store.blobs.get(image.blob)
        # Packed again it is the same file, and opened again it changes nothing.
        again = tmp_path / "again.zip"
        pack(other, again)
        assert again.read_bytes() == packed.read_bytes()
        assert open_sample(other, path=packed).photos == made.photos


def test_a_shop_with_garments_of_its_own_is_left_alone(packed: Path, tmp_path: Path) -> None:
    with open_shop(tmp_path / "mine") as mine:
        mine.store.rows.put(
            [Garment(id="mine", name="Mine", category="dress", created_at=LONG_AGO, updated_at=LONG_AGO)]
        )
        with pytest.raises(ModisteError, match="1 garments of its own") as refused:
            open_sample(mine, path=packed)
        assert refused.value.code == "MOD-2042"
        assert mine.store.rows.count(Garment) == 1


@pytest.mark.parametrize("damage", ["missing", "no zip", "no stamp", "another plan", "a lost picture"])
def test_what_is_no_packed_house_is_refused(packed: Path, tmp_path: Path, damage: str) -> None:
    bad = tmp_path / "bad.zip"
    if damage == "no zip":
        bad.write_bytes(b"PK" + bytes(100))
    elif damage != "missing":
        with zipfile.ZipFile(packed) as whole, zipfile.ZipFile(bad, "w") as into:
            for name in whole.namelist():
                data = whole.read(name)
                if damage == "no stamp" and name == "house.json":
                    continue
                if damage == "another plan" and name.startswith("truth/"):
                    data = data.replace(b'"price"', b'"prize"')
                if damage == "a lost picture" and name.startswith("pictures/"):
                    continue
                into.writestr(name, data)
    with open_shop(tmp_path / "other") as other:
        with pytest.raises(ModisteError) as refused:
            open_sample(other, path=bad)
        assert refused.value.code == "MOD-2046"
        assert str(bad) in refused.value.detail
        assert other.store.rows.count(Garment) == 0


def test_a_shop_without_a_house_cannot_be_packed(shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(ModisteError) as refused:
        pack(shop, tmp_path / "none.zip")
    assert refused.value.code == "MOD-2041"
    assert not (tmp_path / "none.zip").exists()


def test_the_sample_that_is_shipped_is_what_its_seed_plans(tmp_path: Path) -> None:
    with open_shop(tmp_path / "sample") as other:
        made = open_sample(other)
        assert made.garments == 120
        assert made.unphotographed <= 1
        assert 500 <= made.photos == other.store.rows.count(Image)
        assert all(each.synthetic for each in other.store.rows.scan(Garment))
        first = planned(made.garments, made.seed).garments[0]
        truth = read_truth(other.root, first.id)
        assert len(truth["photos"]) == len(first.shots)
