"""A shop is searched as it is: what came a moment ago is found, what went is not; pictures are compared."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from modiste.garment import Colourway, Garment, Image, ModisteError, Price, Sku
from modiste.workspace import Shop, Worker, flows, open_shop
from modiste.workspace.flows.search_documents import caption_of, documents_of
from modiste.workspace.flows.searching import cropped

NOW = datetime.now(UTC)


def garment(id: str, name: str, **more: object) -> Garment:
    return Garment(id=id, name=name, created_at=NOW, updated_at=NOW, **more)  # type: ignore[arg-type]


@pytest.fixture
def shop(tmp_path: Path):
    with open_shop(tmp_path / "shop") as opened:
        opened.garments.put(
            garment(
                "dress-1",
                "Alma dress",
                category="Dresses",
                attributes={
                    "name_zh": "阿尔玛连衣裙",
                    "sleeve": "none",
                    "program": "dress",
                    "colours": "berry, sage",
                },
            )
        )
        opened.garments.put(
            garment("shirt-1", "Bruno shirt", category="Shirts", description="Striped poplin.")
        )
        yield opened


def ids(shop: Shop, text: str, **more: object) -> list[str]:
    """What is found by its words; what only means something near comes after."""
    shop.finding._checked = 0.0  # as if a moment had passed
    found = shop.search(text, **more).results  # type: ignore[arg-type]
    return [each.garment for each in found if each.why.words or not text]


def test_words_find_garments_and_follow_every_change(shop: Shop) -> None:
    assert ids(shop, "frock") == ids(shop, "连衣裙") == ["dress-1"]
    shop.garments.put(garment("g-9", "Clio duffle coat"))
    assert ids(shop, "coat") == ["g-9"]
    shop.garments.put(garment("g-9", "Clio cape"))
    assert ids(shop, "coat") == []
    shop.garments.remove("g-9")
    assert ids(shop, "cape") == []


def test_who_asks_for_a_colour_is_shown_the_garment_in_it(shop: Shop) -> None:
    for number, name in enumerate(("black", "cream and berry", "berry and cream", "sage")):
        shop.store.rows.put([Colourway(id=f"way-{number}", garment_id="dress-1", colour=name)])
        image = Image(
            id=f"image-{number}",
            garment_id="dress-1",
            colourway_id=f"way-{number}",
            blob="0" * 64,
            media_type="image/png",
            width=9,
            height=9,
        )
        shop.store.rows.put([image])

    def shown(*colours: str) -> dict[str, str]:
        return flows.pictures_in(shop.store, {"dress-1": colours})

    assert shown("red") == {"dress-1": "image-2"}  # its ground, before a print's ink
    assert shown("black", "green") == {"dress-1": "image-0"}
    assert shown("blue") == {}


def test_another_process_finds_what_this_one_took_in(shop: Shop) -> None:
    assert ids(shop, "dress") == ["dress-1"]
    with open_shop(shop.root) as other:
        assert ids(other, "dress") == ["dress-1"]


def test_colours_prices_and_sizes_are_facts_of_now(shop: Shop) -> None:
    shop.store.rows.put(
        [
            Colourway(id="c", garment_id="shirt-1", colour="navy/white"),
            Sku(id="s", colourway_id="c", size="M"),
            Price(
                id="old",
                sku_id="s",
                amount=Decimal(80),
                currency="EUR",
                valid_from=NOW - timedelta(9),
                recorded_at=NOW - timedelta(9),
            ),
            Price(
                id="sale",
                sku_id="s",
                amount=Decimal(30),
                currency="EUR",
                valid_from=NOW - timedelta(1),
                valid_to=NOW + timedelta(1),
                recorded_at=NOW - timedelta(2),
            ),
        ]
    )
    assert ids(shop, "", filters=["price=..40"]) == ["shirt-1"]
    assert ids(shop, "shirt over 40 euros") == []
    assert ids(shop, "", filters=["colour=blue", "size=M"]) == ["shirt-1"]
    document = documents_of(shop.store, ["shirt-1"])[0]
    assert [(span.amount, span.end is None) for span in document.prices] == [
        (80, False),
        (30, False),
        (80, True),
    ]
    assert document.facets["colour"] == ["blue", "white"]


def test_a_document_says_what_people_say(shop: Shop) -> None:
    document = documents_of(shop.store, ["dress-1", "nobody"])[0]
    assert document.texts["title"] == "Alma dress. 阿尔玛连衣裙"
    assert document.texts["attributes"] == "no sleeve"
    assert document.facets["sleeve"] == ["none"]
    assert "program" not in document.facets
    assert caption_of(document).startswith("Alma dress")
    assert ids(shop, "sleeveless green dress") == ["dress-1"]


def test_filters_that_are_none_are_refused(shop: Shop) -> None:
    for filters in (["colour"], ["colour'; DROP TABLE garments; --=x"], ["price=cheap"]):
        with pytest.raises(ModisteError, match="MOD-1805"):
            ids(shop, "dress", filters=filters)
    assert len(shop.garments) == 2


def test_an_index_made_again_is_the_same(shop: Shop) -> None:
    before = ids(shop, "dress")
    made = flows.index(shop, again=True)
    assert made.garments == 2 and made.is_whole
    assert ids(shop, "dress") == before


def test_a_damaged_index_is_told_and_made_again(shop: Shop) -> None:
    assert ids(shop, "dress")
    (shop.root / "search" / "words" / "manifest.json").write_text("{")
    with open_shop(shop.root) as other:
        with pytest.raises(ModisteError, match="MOD-1803"):
            ids(other, "dress")
        flows.index(other, again=True)
        assert ids(other, "dress") == ["dress-1"]


def test_the_worker_takes_in_what_comes(shop: Shop) -> None:
    flows.keep_found(shop, lambda: False)
    assert shop.finding.words.cursor() == shop.store.touched.newest()
    job = shop.jobs.submit("index", {})
    Worker(shop).run(until_idle=True)
    assert shop.jobs.get(job.id).state == "done"


def test_stopping_keeps_what_was_taken_in(shop: Shop) -> None:
    with pytest.raises(ModisteError, match="MOD-2018"):
        flows.index(shop, should_stop=lambda: True)
    assert flows.index(shop).is_whole


def test_pictures_are_compared_by_the_encoder_whatever_models_a_shop_has(
    trained: Path, photos: Path, tmp_path: Path
) -> None:
    import shutil

    shutil.copytree(trained, tmp_path / "shop")
    with open_shop(tmp_path / "shop") as shop:
        made = flows.index(shop)
        assert (made.pictures, made.rejected) == (48, 0)
        assert made.embedder.startswith("modiste-encoder")
        file = photos / "coat" / "coat-03.png"
        best = shop.search(image=file, k=5).results
        assert best[0].why.photo == pytest.approx(1.0, abs=1e-3)
        assert {shop.garments[each.garment].category for each in best} == {"coat"}
        alike = shop.similar(best[0].garment, 3)
        assert best[0].garment not in [each.garment for each in alike] and len(alike) == 3
        assert flows.search(shop, image=file, crop="0.1,0.1,0.5,0.5", k=1).results
        with pytest.raises(ModisteError, match="MOD-1203"):
            flows.search(shop, image=b"not a picture at all")
        shop.garments.remove(best[0].garment)
        shop.finding._checked = 0.0
        assert best[0].garment not in [each.garment for each in shop.search(image=file, k=48).results]


@pytest.mark.parametrize(
    "crop", ["", "1,2", "a,b,c,d", "0,0,0,0", "0.5,0.5,0.9,0.9", "nan,0,1,1", "-1,0,1,1"]
)
def test_what_is_no_part_of_a_picture_is_refused(crop: str) -> None:
    with pytest.raises(ModisteError, match="MOD-1808"):
        cropped(np.zeros((10, 10, 3), np.uint8), crop)


def test_a_part_of_a_picture() -> None:
    assert cropped(np.zeros((100, 50, 3), np.uint8), "0.5,0.25,0.5,0.5").shape == (50, 25, 3)
    assert cropped(np.zeros((1, 1, 3), np.uint8), "0.9,0.9,0.1,0.1").shape == (1, 1, 3)
