"""An item's attributes, by whatever spelling, land in the spine's fields or under their own names."""

import pytest

from modiste.collect.merchant import attribute, catalogue_row


@pytest.mark.parametrize("name", ["image_link", "g:image_link", "Image Link", " image-link "])
def test_an_attribute_is_the_same_however_it_is_spelled(name: str) -> None:
    assert attribute(name) == "image_link"


def test_an_item_of_no_group_is_a_style_of_its_own() -> None:
    row = catalogue_row("item 1", {"id": "a", "title": "Hat"})
    assert (row.style, row.sku, row.pictures) == ("a", "a", ("",))


def test_the_shops_own_type_goes_before_googles_and_the_last_step_is_the_category() -> None:
    item = {"id": "a", "product_type": "Home > Hats", "google_product_category": "Apparel > Headwear"}
    row = catalogue_row("item 1", item)
    assert row.category == "Hats"
    assert row.attributes == {"product_type": "Home > Hats", "google_product_category": "Apparel > Headwear"}
