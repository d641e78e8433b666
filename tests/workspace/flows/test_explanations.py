"""Why a model says so: figures, pictures, neighbours, and what a model without weights can still be asked."""

import json
from pathlib import Path

import pytest
from PIL import Image

from modiste.garment import ModisteError
from modiste.workspace import Shop
from modiste.workspace.flows import Explained, explain, explain_image


def test_a_model_of_the_shop_is_explained_by_every_method(house: Shop, photos: Path, tmp_path: Path) -> None:
    (made,) = house.explain("tiny", [photos / "bag" / "bag-00.png"], out=tmp_path / "maps")
    assert isinstance(made, Explained)
    assert made.label == "bag"
    assert [row["method"] for row in made.explanations] == ["grad_cam", "integrated_gradients", "occlusion"]
    for row in made.explanations:
        assert "gain" in row["faithfulness"]
        with Image.open(row["picture"]) as picture:
            assert min(picture.size) >= 200
    assert len(made.neighbours) == 5
    assert made.agreement == 1.0
    assert json.dumps(made.to_json())


def test_without_weights_a_model_is_asked_by_occlusion_only(house: Shop, photos: Path) -> None:
    folder = str(house.registry.resolve("tiny").folder)
    (made,) = explain(None, folder, [photos / "bag" / "bag-00.png"])
    assert isinstance(made, Explained)
    (row,) = made.explanations
    assert (row["method"], row["picture"], made.neighbours) == ("occlusion", None, [])
    with pytest.raises(ModisteError) as refused:
        explain(None, folder, [photos / "bag" / "bag-00.png"], ["grad_cam"])
    assert refused.value.code == "MOD-2010"


def test_a_bad_file_is_said_so_and_the_rest_goes_on(house: Shop, photos: Path) -> None:
    bad, good = house.explain("tiny", [photos, photos / "coat" / "coat-00.png"], ["occlusion"])
    assert isinstance(bad, dict)
    assert bad["error"]["code"] == "MOD-1201"
    assert isinstance(good, Explained)


def test_an_unknown_method_is_refused_with_the_known_ones(house: Shop, photos: Path) -> None:
    with pytest.raises(ModisteError) as refused:
        house.explain("tiny", [photos / "bag" / "bag-00.png"], ["tea-leaves"])
    assert refused.value.code == "MOD-1317"
    assert "occlusion" in refused.value.remedy


def test_a_place_that_cannot_be_written_is_refused(house: Shop, photos: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ModisteError) as refused:
        house.explain("tiny", [photos / "bag" / "bag-00.png"], ["occlusion"], out=tmp_path / "file")
    assert refused.value.code == "MOD-2019"


def test_an_image_of_the_shop_is_explained_and_its_pictures_kept(copied: Shop) -> None:
    garment = next(each for each in copied.garments.page().items if each.category == "bag")
    (image,) = copied.garments.images(garment.id)
    told = explain_image(copied, "tiny", image.id, ["occlusion", "grad_cam"])
    assert told["label"] == "bag"
    assert [row["method"] for row in told["explanations"]] == ["occlusion", "grad_cam"]
    for row in told["explanations"]:
        assert row["url"] == f"/api/v1/explanations/{told['id']}/{row['method']}.png"
        assert (copied.root / "explanations" / told["id"] / f"{row['method']}.png").is_file()
        assert set(row["faithfulness"]) >= {"deletion", "insertion", "gain"}
    assert len(told["nearest"]) == 5
    for near in told["nearest"]:
        assert copied.garments.images(near["garment_id"])[0].id == near["image_id"]
        assert near["label"] == copied.garments.get(near["garment_id"]).category
        assert 0 <= near["distance"] <= 2
    assert explain_image(copied, "tiny", image.id, ["occlusion", "grad_cam"])["id"] == told["id"]
    assert json.dumps(told, allow_nan=False)


def test_an_image_that_is_none_is_refused(house: Shop) -> None:
    with pytest.raises(ModisteError) as refused:
        explain_image(house, "tiny", "../../etc/passwd")
    assert refused.value.code == "MOD-1103"
