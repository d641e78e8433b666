"""A garment's package: the cloth that suits its cut, and what its labels say."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from modiste.garment import Colourway, Cut, Garment, Image, ModisteError
from modiste.workspace import open_shop
from modiste.workspace.flows import look_of, make_ar_package
from modiste.workspace.flows.ar_package import house_fabric_of

SKIRT = Cut(id="skirt", program="skirt-straight", chart="women", updated_at=datetime(2026, 11, 1, tzinfo=UTC))


def test_without_a_cloth_one_is_taken_that_hangs_as_the_cut_says() -> None:
    assert house_fabric_of(SKIRT).fabric.id == "twill"
    assert house_fabric_of(SKIRT.model_copy(update={"fabric": "crepe"})).hangs == "crepe"
    assert house_fabric_of(SKIRT, "linen").fabric.id == "linen"


def test_labels_say_what_was_draped() -> None:
    manifest = make_ar_package(SKIRT, size="36", colour="#803030", body=False).manifest
    assert (manifest["garment"], manifest["size"], manifest["cloth"]) == ("skirt", "36", "twill")
    assert manifest["body"] == "not shown"


def test_a_size_it_is_not_made_in_is_refused() -> None:
    with pytest.raises(ModisteError, match="MOD-2012"):
        make_ar_package(SKIRT, size="99")


def test_a_garment_looks_as_its_first_picture_shows_it(tmp_path: Path) -> None:
    at = SKIRT.updated_at
    with open_shop(tmp_path / "shop") as shop:
        shop.store.rows.put(
            [
                Garment(
                    id="skirt", name="Skirt", attributes={"cloth": "denim"}, created_at=at, updated_at=at
                ),
                Colourway(id="skirt-black", garment_id="skirt", colour="black", colour_hex="#111111"),
                Colourway(id="skirt-rose", garment_id="skirt", colour="rose", colour_hex="#d08a94"),
            ]
        )
        assert look_of(shop, "skirt") == ("denim", "#111111")
        blob = shop.store.blobs.put(b"a picture")
        shop.store.rows.put(
            [
                Image(
                    id="skirt-1-rose",
                    garment_id="skirt",
                    colourway_id="skirt-rose",
                    blob=blob,
                    media_type="image/webp",
                    width=1,
                    height=1,
                )
            ]
        )
        assert look_of(shop, "skirt") == ("denim", "#d08a94")
        assert look_of(shop, "t-shirt") == look_of(None, "skirt") == ("", "")
