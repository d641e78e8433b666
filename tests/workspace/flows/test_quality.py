"""One shop with known dirt: every check finds what was planted, figures are kept, nothing is changed."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Picture

from modiste.garment import BodyMeasures, Colourway, Garment, Image, ModisteError, Price, Sku
from modiste.learning import silent
from modiste.store import Counts
from modiste.workspace import Shop, flows
from modiste.workspace.flows import import_from
from modiste.workspace.flows.picture_facts import picture_facts
from modiste.workspace.flows.quality import newest_quality, quality_of, quality_trend
from modiste.workspace.flows.quality_page import write_quality_page

THEN = datetime(2026, 10, 1, tzinfo=UTC)


def shapes(seed: int, size: tuple[int, int] = (420, 560)) -> Picture.Image:
    """A picture with edges all over, its own for every seed."""
    chance = np.random.default_rng(seed)
    pixels = np.asarray(
        Picture.fromarray(chance.integers(70, 190, (9, 7, 3), dtype=np.uint8)).resize(size)
    ).astype(int)
    for _ in range(60):
        top, left = chance.integers(0, size[1]), chance.integers(0, size[0])
        pixels[top : top + chance.integers(9, 80), left : left + chance.integers(9, 80)] += chance.integers(
            -80, 80, 3
        )
    return Picture.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


@pytest.fixture
def dirty(shop: Shop, tmp_path: Path) -> Shop:
    """Twelve photos of two classes, an edited copy, a dark one, a cut-off one."""
    folder = tmp_path / "photos"
    for number in range(12):
        label = folder / ("coat" if number % 2 else "dress")
        label.mkdir(parents=True, exist_ok=True)
        shapes(number).save(label / f"p{number}.jpg", quality=90)
    left, top, right, bottom = 20, 30, 400, 530
    shapes(3).crop((left, top, right, bottom)).transpose(Picture.Transpose.FLIP_LEFT_RIGHT).save(
        folder / "coat" / "copy.jpg", quality=70
    )
    Picture.fromarray((np.asarray(shapes(50)) * 0.15).astype(np.uint8)).save(folder / "coat" / "night.png")
    (folder / "dress" / "cut.jpg").write_bytes((folder / "dress" / "p0.jpg").read_bytes()[:4000])
    shop.garments.add_photos(folder)
    return shop


def named(shop: Shop, ids: tuple[str, ...]) -> set[str]:
    images = shop.store.rows.find(Image, list(ids))
    return {
        shop.garments[image.garment_id].attributes["file"].rpartition("/")[2] for image in images.values()
    }


def test_what_was_planted_in_photos_is_found(dirty: Shop) -> None:
    found = quality_of(dirty, silent, use_models=False).findings
    (group,) = found.near
    assert named(dirty, group.images) == {"p3.jpg", "copy.jpg"}
    assert group.edits == ("mirrored",)
    assert named(dirty, found.flaws["dark"]) == {"night.png"}
    assert found.refused == {"MOD-1206": 1}
    assert (found.garments, found.images, found.examined) == (14, 14, 14)
    assert {each.field for each in found.completeness if each.share == 0} >= {
        "brand",
        "season",
        "description",
    }


def test_a_second_report_remembers_and_shows_the_trend(dirty: Shop) -> None:
    first = quality_of(dirty, silent, use_models=False)
    heard: list[int] = []
    second = quality_of(dirty, lambda event: heard.append(event.total), use_models=False)
    assert max(heard) == 0  # no picture was looked at twice
    assert dict(second.figures) == dict(first.figures)
    trend = quality_trend(dirty)
    assert [value for _, value in trend["complete"]] == [first.figures["complete"]] * 2
    newest = newest_quality(dirty)
    assert newest["at"] == second.at.isoformat()
    assert newest["trend"]["complete"][0][1] == first.figures["complete"]
    json.dumps(newest, allow_nan=False)


def test_nothing_in_the_shop_is_changed(dirty: Shop) -> None:
    before = tuple(dirty.store.rows.scan(Garment)), tuple(dirty.store.rows.scan(Image))
    quality_of(dirty, silent, use_models=False)
    assert (tuple(dirty.store.rows.scan(Garment)), tuple(dirty.store.rows.scan(Image))) == before


def test_a_stop_is_heard_and_what_was_done_is_kept(dirty: Shop) -> None:
    with pytest.raises(ModisteError) as stopped:
        quality_of(dirty, silent, lambda: True)
    assert stopped.value.code == "MOD-2018"
    with pytest.raises(ModisteError):
        newest_quality(dirty)


def test_an_empty_shop_has_a_report_without_figures(shop: Shop) -> None:
    made = quality_of(shop, silent)
    assert made.figures == {}
    assert made.fixes == ()


def garment(id_: str, at: datetime, source: str, **values: str) -> Garment:
    return Garment(**{"id": id_, "name": id_, "created_at": at, "updated_at": at, "source": source, **values})  # type: ignore[arg-type]


def test_prices_twins_drift_and_diversity_come_from_the_rows(shop: Shop) -> None:
    later = THEN + timedelta(hours=1)
    coat = {"category": "coat", "brand": "Acme"}
    rows: list[object] = [
        garment(f"a{n:02d}", THEN, "shop", name=f"Wool coat model {n}", **coat) for n in range(30)
    ]
    rows.append(garment("b00", later, "feed", name="Acme wool coat model 7", **coat))
    rows += [
        garment(f"b{n:02d}", later, "feed", name=f"Silk dress {100 + n}", category="dress", brand="Acme")
        for n in range(1, 25)
    ]
    ids = [row.id for row in rows]  # type: ignore[attr-defined]
    rows += [Colourway(id=f"{id_}-c", garment_id=id_, colour="navy") for id_ in ids]
    rows += [Sku(id=f"{id_}-s", colourway_id=f"{id_}-c", size="M" if id_ < "b" else "XXL") for id_ in ids]
    rows += [
        Price(
            id=f"{id_}-p",
            sku_id=f"{id_}-s",
            amount="9900" if id_ == "a03" else f"{100 + number}",  # type: ignore[arg-type]
            currency="EUR",
            valid_from=THEN,
            recorded_at=THEN if id_ < "b" else later,
        )
        for number, id_ in enumerate(ids)
    ]
    rows += [BodyMeasures(id=f"m{n}", measured_at=THEN, height=165 if n < 6 else 199) for n in range(7)]
    shop.store.rows.put(rows)  # type: ignore[arg-type]
    for at, source in ((THEN, "shopify:shop.csv"), (later, "google:feed.tsv")):
        shop.store.imports.note("any", source, Counts(), at, 1.0)
    found = quality_of(shop, silent, use_models=False).findings
    assert [each.id for each in found.outliers] == ["a03"]
    assert ("a07", "b00") in {(twin.one, twin.other) for twin in found.twins}
    assert [run[1:] for run in found.runs] == [("shop.csv", 30), ("feed.tsv", 25)]
    assert found.compared == later.isoformat()
    drift = {each.column: each for each in found.drift}
    assert drift["category"].verdict == "large"
    assert drift["brand"].verdict == "steady"
    traits = {each.trait: each for each in found.coverage}
    assert dict(traits["size"].counts) == {"M": 30, "XXL": 25}
    assert traits["season"].is_absent
    # One tall person is not told apart.
    assert dict(traits["body"].counts) == {"160-170 cm": 6, "other": 1}


def feed(tmp_path: Path, name: str, first: int, rows: int, category: str, price: int = 20) -> str:
    lines = [
        f"{number}\tThing {number}\thttps://s.example\t\t{price + number % 7} EUR\tin_stock\t{category}"
        for number in range(first, first + rows)
    ]
    head = "id\ttitle\tlink\timage_link\tprice\tavailability\tproduct_type"
    (tmp_path / name).write_text("\n".join([head, *lines]) + "\n")
    return str(tmp_path / name)


def test_drift_is_about_what_an_import_brought_by_the_ledger(shop: Shop, tmp_path: Path) -> None:
    """Two imports within one minute, of one source, are two; what the shop knew already is no news."""
    import_from(shop, feed(tmp_path, "feed.tsv", 0, 40, "Coat"))
    assert quality_of(shop, silent, use_models=False).findings.drift == ()
    import_from(shop, feed(tmp_path, "feed.tsv", 0, 70, "Coat"))
    found = quality_of(shop, silent, use_models=False).findings
    assert [run[1:] for run in found.runs] == [("feed.tsv", 40), ("feed.tsv", 30)]
    drift = {each.column: each for each in found.drift}
    assert (drift["category"].before, drift["category"].now) == (40, 30)
    assert {drift[name].verdict for name in ("category", "price")} == {"steady"}
    import_from(shop, feed(tmp_path, "feed.tsv", 0, 70, "Coat"))
    assert quality_of(shop, silent, use_models=False).findings.runs == found.runs


def test_a_feed_with_other_prices_of_known_garments_drifts(shop: Shop, tmp_path: Path) -> None:
    import_from(shop, feed(tmp_path, "feed.tsv", 0, 90, "Coat"))
    import_from(shop, feed(tmp_path, "feed.tsv", 0, 30, "Coat", price=2000))
    single = feed(tmp_path, "one.tsv", 500, 1, "Hat")
    import_from(shop, single)
    report = quality_of(shop, silent, use_models=False)
    assert [run[2] for run in report.findings.runs] == [90, 30, 1]
    assert report.findings.compared == report.findings.runs[1][0]
    drift = {each.column: each for each in report.findings.drift}
    assert (drift["price"].before, drift["price"].now, drift["price"].verdict) == (60, 30, "large")
    assert drift["category"].verdict == "steady"
    write_quality_page(shop, report, tmp_path / "page.html", "en")
    assert "What the import of feed.tsv at" in (tmp_path / "page.html").read_text()


def test_a_folder_of_photos_is_an_import_as_well(shop: Shop, photos: Path) -> None:
    shop.garments.add_photos(photos / "bag")
    shop.garments.add_photos(photos)
    assert [(run.source, run.counts.added) for run in shop.store.imports.page()] == [
        (f"photos:{photos.name}", 32),
        ("photos:bag", 16),
    ]
    runs = quality_of(shop, silent, use_models=False).findings.runs
    # The folder above gives the sixteen a category that they had not.
    assert [run[1:] for run in runs] == [("bag", 16), (photos.name, 48)]


def test_a_model_lent_to_the_labels_doubts_what_was_mislabelled(copied: Shop) -> None:
    """The tiny model tells colours; a red bag called a dress is doubted first."""
    bag = next(each for each in copied.store.rows.scan(Garment) if each.category == "bag")
    copied.garments.put(bag.model_copy(update={"category": "dress"}))
    found = quality_of(copied, silent).findings
    assert found.audited == 48
    assert found.how_labels
    image = copied.garments.images(bag.id)[0]
    assert (found.doubts[0].image, found.doubts[0].given, found.doubts[0].likelier) == (
        image.id,
        "dress",
        "bag",
    )
    without = quality_of(copied, silent, use_models=False).findings
    assert without.how_labels == "nearest others by colours"
    assert image.id in {each.image for each in without.doubts}


def test_the_page_shows_pictures_in_both_languages(dirty: Shop, tmp_path: Path) -> None:
    quality_of(dirty, silent, use_models=False)
    report = quality_of(dirty, silent, use_models=False)
    english = write_quality_page(dirty, report, tmp_path / "q.html").read_text()
    chinese = write_quality_page(dirty, report, tmp_path / "zh.html", "zh-CN").read_text()
    assert "What to do first" in english
    assert "优先处理" in chinese
    for page in (english, chinese):
        assert page.count("data:image/jpeg;base64,") >= 2
        assert "<polyline" in page  # the trend
        assert "http" not in page.replace("http-equiv", "")
    with pytest.raises(ModisteError) as refused:
        write_quality_page(dirty, report, tmp_path)
    assert refused.value.code == "MOD-1316"


def test_a_picture_whose_bytes_are_gone_is_damaged(dirty: Shop) -> None:
    images = tuple(dirty.store.rows.scan(Image))
    lost = images[0].model_copy(update={"id": "lost", "blob": "0" * 64})
    dirty.store.rows.put([lost])
    found = quality_of(dirty, silent, use_models=False).findings
    assert found.damaged == ("lost",)
    facts, damaged = picture_facts(dirty, [*images, lost], silent, lambda: False)
    assert set(damaged) == {"0" * 64}
    assert len(facts) == len({image.blob for image in images})


def test_the_door_gives_the_flow() -> None:
    assert flows.quality_of is quality_of
