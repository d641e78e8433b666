"""The garments of a shop as one collection."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from modiste.garment import Colourway, Garment, ModisteError
from modiste.workspace import FILTERS, Shop

THEN = datetime(2026, 1, 1, tzinfo=UTC)


def garment(name: str, category: str = "coat") -> Garment:
    return Garment(id=name, name=name.title(), category=category, created_at=THEN, updated_at=THEN)


@pytest.fixture
def stocked(shop: Shop) -> Shop:
    for number in range(5):
        shop.garments.put(garment(f"coat-{number}"))
    shop.garments.put(garment("dress-0", "dress"))
    return shop


def refusal(do: object) -> str:
    with pytest.raises(ModisteError) as refused:
        do()  # type: ignore[operator]
    return refused.value.code


def test_pages_go_through_all_in_the_order_of_ids(stocked: Shop) -> None:
    seen: list[str] = []
    after = None
    while True:
        page = stocked.garments.page(after, 2)
        seen += [each.id for each in page.items]
        after = page.next_after
        if after is None:
            break
    assert seen == ["coat-0", "coat-1", "coat-2", "coat-3", "coat-4", "dress-0"]


def test_filters_search_and_counts_agree(stocked: Shop) -> None:
    assert len(stocked.garments) == 6
    assert stocked.garments.count({"category": "dress"}) == 1
    assert stocked.garments.count(search="coat-3") == 1
    assert [each.id for each in stocked.garments.page(filters={"category": "dress"}).items] == ["dress-0"]
    assert stocked.garments.facets()["category"] == {"coat": 5, "dress": 1}
    assert set(stocked.garments.facets({"category": "dress"})) == set(FILTERS)


def test_an_unknown_filter_is_refused(stocked: Shop) -> None:
    assert refusal(lambda: stocked.garments.page(filters={"1=1; --": "x"})) == "MOD-2011"


def test_a_change_keeps_when_it_was_made_and_says_when_it_was_changed(stocked: Shop) -> None:
    changed = stocked.garments.put(
        garment("coat-0", "jacket").model_copy(update={"created_at": datetime.now(UTC)})
    )
    assert stocked.garments["coat-0"] == changed
    assert changed.created_at == THEN
    assert changed.updated_at > THEN


def test_what_is_not_there_is_said_so(stocked: Shop) -> None:
    assert "coat-0" in stocked.garments
    assert "coat-9" not in stocked.garments
    assert 9 not in stocked.garments
    for do in (
        stocked.garments.get,
        stocked.garments.remove,
        stocked.garments.images,
        stocked.garments.photo,
    ):
        assert refusal(lambda do=do: do("coat-9")) == "MOD-1103"


def test_photos_are_looked_at_before_they_are_kept(stocked: Shop, photos: Path) -> None:
    data = (photos / "coat" / "coat-00.png").read_bytes()
    image = stocked.garments.add_photo("coat-0", data, "coat.png")
    assert stocked.garments.add_photo("coat-0", data, "other.png") == image
    assert stocked.garments.images("coat-0") == (image,)
    assert stocked.garments.photo(image.id).data == data
    assert refusal(lambda: stocked.garments.add_photo("coat-0", data[:200], "cut.png")) == "MOD-1206"
    assert refusal(lambda: stocked.garments.add_photo("coat-0", b"", "../../etc/passwd")) == "MOD-1202"
    assert refusal(lambda: stocked.garments.add_photo("coat-9", data, "coat.png")) == "MOD-1103"
    assert len(stocked.garments.images("coat-0")) == 1


def test_removing_takes_the_images_and_refuses_what_is_in_use(stocked: Shop, photos: Path) -> None:
    image = stocked.garments.add_photo("coat-0", (photos / "bag" / "bag-00.png").read_bytes(), "b.png")
    stocked.garments.remove("coat-0")
    assert "coat-0" not in stocked.garments
    assert refusal(lambda: stocked.garments.photo(image.id)) == "MOD-1103"
    stocked.store.rows.put([Colourway(id="coat-1-red", garment_id="coat-1", colour="red")])
    kept = stocked.garments.add_photo("coat-1", (photos / "bag" / "bag-01.png").read_bytes(), "b.png")
    assert refusal(lambda: stocked.garments.remove("coat-1")) == "MOD-1105"
    assert stocked.garments.images("coat-1") == (kept,)
