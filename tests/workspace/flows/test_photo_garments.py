"""A garment known by a picture alone: read, cut to what is stated, put on, and called estimated."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from modiste import tailoring, tryon
from modiste.design import length_of
from modiste.garment import Garment, ModisteError
from modiste.workspace import Shop, flows, open_shop

FRONT = Path(__file__).parents[3] / "examples" / "tryon" / "front.png"
MEASURES = {"height": 170, "bust": 88, "waist": 70, "hip": 96}


def encoded(pixels: np.ndarray) -> bytes:
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()


@pytest.fixture(scope="module")
def striped() -> bytes:
    """A striped T-shirt as it hangs, nobody in it."""
    figure = tailoring.average_figure("women")
    pattern = tailoring.draft_size("t-shirt", "women", "40")
    drape = tailoring.drape_garment(pattern, figure, "jersey", edge=0.026)
    cloth = tailoring.Stripe("#e8e2d4", "#23406e", 4.0, 2.0)
    look = tailoring.appearance_of(tailoring.house_fabric("jersey"), cloth)
    return encoded(tailoring.photograph(drape, look, tailoring.Scene(kind="ghost"), (320, 400)).pixels)


@pytest.fixture(scope="module")
def read(striped: bytes) -> flows.PhotoGarment:
    return flows.read_photo_garment(striped, "striped.png")


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with open_shop(tmp_path / "shop") as opened:
        yield opened


def kept(shop: Shop, id: str, category: str, photo: bytes) -> None:
    at = datetime.now(UTC)
    words = {"id": id, "name": id, "category": category, "created_at": at, "updated_at": at}
    shop.garments.put(Garment.model_validate(words))
    shop.garments.add_photo(id, photo, "a.png")


def test_the_program_its_lengths_and_its_print_are_read(read: flows.PhotoGarment) -> None:
    told = read.told()
    assert told["program"] == "t-shirt" and told["program_confidence"] > 0.4
    assert {each["name"] for each in told["lengths"]} == {"length_cm", "sleeve_cm"}
    assert all(each["how"] == "predicted" and each["low"] < each["high"] for each in told["lengths"])
    pattern = read.pattern("42")
    assert pattern.size == "42"
    printed = read.printed(pattern)
    assert not printed.is_plain and "front" in printed.lays
    shades = printed.look.colour.reshape(-1, 3).astype(int)
    assert (shades[:, 2] - shades[:, 0] > 40).mean() > 0.2 and (shades.min(1) > 170).mean() > 0.2


def test_stated_measures_are_the_pattern_s_own_and_are_graded(striped: bytes) -> None:
    stated = {"chest": 112.0, "length": 66.0}
    read = flows.read_photo_garment(striped, "a.png", size="40", stated=stated)
    pattern = read.pattern("40")
    assert pattern.girths["chest"] == pytest.approx(112, abs=0.2)
    assert length_of(pattern) == pytest.approx(66, abs=0.3)
    plain = [tailoring.draft_size("t-shirt", "women", size) for size in ("40", "44")]
    grown = plain[1].girths["chest"] - plain[0].girths["chest"]
    assert read.pattern("44").girths["chest"] == pytest.approx(112 + grown, abs=1)
    assert read.told()["stated_cm"] == stated


@pytest.mark.parametrize(
    ("stated", "code"),
    [({"collar": 40}, "MOD-2031"), ({"chest": "wide"}, "MOD-1501"), ({"length": 900}, "MOD-1501")],
)
def test_what_is_stated_wrongly_is_told(stated: dict[str, object], code: str) -> None:
    with pytest.raises(ModisteError, match=code):
        flows.checked_measures(stated)


def test_it_is_put_on_and_every_answer_says_that_it_is_estimated(striped: bytes) -> None:
    if not tryon.networks_fetched():
        pytest.skip("the networks are missing: modiste tryon fetch")
    with Image.open(FRONT) as image:
        person = encoded(np.array(image.convert("RGB").resize((240, 360))))
    steps: list[str] = []
    wish = flows.PhotoWish("", MEASURES, "40", shown=("striped.png", striped))
    made = flows.try_on_photo(None, person, wish, progress=lambda event: steps.append(event.message))
    assert made.refused is None and made.told["basis"] == "photo" and made.told["estimated"] is True
    assert made.told["read"]["print"] == "laid" and "garment" in steps
    plain = flows.try_on_photo(None, person, flows.PhotoWish("t-shirt", MEASURES, "40"))
    with Image.open(io.BytesIO(made.png)) as one, Image.open(io.BytesIO(plain.png)) as other:
        ours, usual = (np.array(each.convert("RGB")).astype(int) for each in (one, other))
    chest = ours[130:180, 108:132]
    assert chest.mean(2).std() > 2.5 * usual[130:180, 108:132].mean(2).std()  # its stripes are there
    assert (ours[-12:, :130] != usual[-12:, :130]).any()  # the mark that is seen says so, too


def test_a_picture_that_says_nothing_is_an_answer_with_the_reason(striped: bytes, tmp_path: Path) -> None:
    with Image.open(io.BytesIO(striped)) as image:
        one = np.array(image.convert("RGB"))
    for data, code in (
        (np.full((200, 160, 3), 128, np.uint8), "MOD-2764"),
        (np.concatenate([one, one], 1), "MOD-3028"),
    ):
        wish = flows.PhotoWish("", MEASURES, shown=("a.png", encoded(data)))
        made = flows.try_on_photo(None, FRONT.read_bytes(), wish)
        assert made.told["status"] == "refused" and made.told["code"] == code
        assert made.told["of"] == "garment" and made.told["estimated"] is True
        assert made.told["reason"] and made.told["retake"]
        assert "file" not in flows.write_photo_try_on(made, tmp_path / "worn.png")
    with pytest.raises(ModisteError, match="MOD-1203"):
        flows.try_on_photo(None, FRONT.read_bytes(), flows.PhotoWish("", {}, shown=("a.png", b"garbage")))


def test_a_garment_of_the_shop_without_a_cut_is_read_from_its_own_pictures(
    shop: Shop, striped: bytes
) -> None:
    kept(shop, "unnamed", "Oberteil", striped)
    found = flows.photo_garment_of(shop, "unnamed")
    assert found is not None and found.cut.id == "unnamed" and found.cut.program == "t-shirt"
    assert flows.cut_seen(shop, "unnamed").program == "t-shirt"
    # What people call it goes before what a network takes it for.
    kept(shop, "trousers", "Trousers", striped)
    assert flows.photo_garment_of(shop, "trousers") is None
    assert flows.cut_seen(shop, "trousers").program == "trousers"
    assert flows.photo_garment_of(shop, "t-shirt") is None and flows.photo_garment_of(None, "x") is None
    with pytest.raises(ModisteError, match="MOD-2030"):
        flows.cut_seen(shop, "nobody")
