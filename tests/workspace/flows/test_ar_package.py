"""A garment's package: the cloth that suits its cut, and what its labels say."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from modiste.garment import Colourway, Cut, Garment, Image, ModisteError
from modiste.tailoring import Solid, Stripe
from modiste.workspace import open_shop
from modiste.workspace.flows import look_of, make_ar_package
from modiste.workspace.flows.ar_package import Look, house_fabric_of
from modiste.workspace.flows.house import planned
from modiste.workspace.flows.house.fit import finished
from modiste.workspace.flows.house.ledger import garment_records
from modiste.workspace.flows.house.photos import appearance_of
from modiste.workspace.flows.house.truth import truth_bytes, truth_file

SKIRT = Cut(id="skirt", program="skirt-straight", chart="women", updated_at=datetime(2026, 11, 1, tzinfo=UTC))


def test_without_a_cloth_one_is_taken_that_hangs_as_the_cut_says() -> None:
    assert house_fabric_of(SKIRT).fabric.id == "twill"
    assert house_fabric_of(SKIRT.model_copy(update={"fabric": "crepe"})).hangs == "crepe"
    assert house_fabric_of(SKIRT, "linen").fabric.id == "linen"


def test_labels_say_what_was_draped() -> None:
    look = Look("", Stripe("#803030", "#f0f0f0", 2.0, 0.8))
    manifest = make_ar_package(SKIRT, title_zh="裙", size="36", look=look, body=False).manifest
    assert (manifest["garment"], manifest["size"], manifest["cloth"]) == ("skirt", "36", "twill")
    assert (manifest["print"], manifest["ink"], manifest["repeat_cm"]) == ("stripe", "#f0f0f0", 2.0)
    assert manifest["title_zh"] == "裙"
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
        assert look_of(shop, "skirt") == Look("denim", Solid("#111111"))
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
        assert look_of(shop, "skirt") == Look("denim", Solid("#d08a94"))
        assert look_of(shop, "t-shirt") == look_of(None, "skirt") == Look()


def test_another_dye_is_another_ground_of_the_same_print() -> None:
    striped = Look("poplin", Stripe("#803030", "#f0f0f0", 2.0, 0.8), 5)
    assert striped.wanted("", "") == striped
    assert striped.wanted("linen", "#202020") == Look("linen", Stripe("#202020", "#f0f0f0", 2.0, 0.8), 5)
    assert Look().wanted("", "#202020").dyed == Solid("#202020")
    with pytest.raises(ModisteError, match="MOD-1586"):
        Look().wanted("chainmail", "")


def test_a_garment_of_the_house_has_the_very_cloth_of_its_photographs(tmp_path: Path) -> None:
    plan = planned(60, 7)
    garment = next(each for each in plan.garments if each.print not in ("solid", "pinstripe"))
    brand = plan.brand
    with open_shop(tmp_path / "shop") as shop:
        shop.store.rows.put(garment_records(garment, brand))
        truth = truth_bytes(garment, finished(garment), [], "none")
        path = truth_file(shop.root, garment.id)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(truth)
        look = look_of(shop, garment.id)
        cut = shop.store.rows.get(Cut, garment.id)
    shown = [appearance_of(garment, k).colour for k in range(len(garment.colourings))]
    assert any(np.array_equal(look.appearance(cut).colour, each) for each in shown)
    assert look.dyed is not None
    assert look.dyed.repeat != (0, 0)
