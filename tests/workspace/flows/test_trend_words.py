"""Values in Chinese: by the trade's words beside their attribute, two colours as one, a house's own first."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from modiste.garment import Garment
from modiste.workspace import open_shop
from modiste.workspace.flows.trend_words import chinese_value, house_values

AT = datetime(2025, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("attribute", "value", "chinese"),
    [
        ("neckline", "boat", "一字领"),
        ("neckline", "v", "V领"),
        ("sleeve", "none", "无袖"),
        ("sleeve", "short", "短袖"),
        ("length", "short", "短款"),
        ("length", "knee", "及膝"),
        ("silhouette", "slim", "修身"),
        ("fabric", "denim", "丹宁"),
        ("print", "stripe", "条纹"),
        ("category", "t-shirts", "T恤"),
        ("colour", "navy", "藏青"),
        ("colour", "white and navy", "白拼藏青"),
        ("colour", "white and gloom", ""),
        ("colour", "stripe", ""),
        ("mood", "red", ""),
    ],
)
def test_a_value_is_named_as_its_attribute_means_it(attribute: str, value: str, chinese: str) -> None:
    assert chinese_value(attribute, value) == chinese


def test_a_house_says_what_most_of_its_garments_say(tmp_path: Path) -> None:
    said = [("Jersey", "汗布"), ("jersey", "棉平纹针织"), ("jersey", "棉平纹针织"), ("crepe", ""), ("", "无")]
    garments = [
        Garment(
            id=f"g-{number}",
            name="g",
            attributes={name: text for name, text in (("cloth", cloth), ("cloth_zh", zh)) if text},
            created_at=AT,
            updated_at=AT,
        )
        for number, (cloth, zh) in enumerate(said)
    ]
    with open_shop(tmp_path / "shop") as shop:
        shop.store.rows.put(garments)
        found = house_values(shop, {"fabric": ("fabric", "cloth"), "length": ("length",)})
    assert found == {("fabric", "jersey"): "棉平纹针织"}
