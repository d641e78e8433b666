"""A model card says everything or is refused."""

import datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from modiste.garment import ModisteError
from modiste.learning.card import MAX_CARD_BYTES, Measured, ModelCard, read_card
from modiste.learning.recipe import InputSpec

DAY = datetime.date(2026, 11, 24)
CARD = ModelCard(
    name="fashion-mnist",
    version="v1",
    date=DAY,
    recipe="modiste.vision.fashion_mnist.v1",
    recipe_hash="ab" * 32,
    licence="Apache-2.0",
    data='Fashion-MNIST, "Zalando"\n60,000 pictures',
    data_licence="MIT",
    intended_use="telling ten kinds of garment apart",
    limits="grey 28 x 28 pictures on black only; 衣服",
    parameters=1000,
    embedding_size=64,
    temperature=1.25,
    opset=20,
    size_bytes=4096,
    sha256="0f" * 32,
    golden_tolerance=1e-4,
    labels=("t-shirt", "trouser"),
    input=InputSpec(mirror=True),
    metrics=(
        Measured(
            name="accuracy", value=0.955, ci95=(0.951, 0.959), data="fashion-mnist:test", n=10_000, date=DAY
        ),
        Measured(name="ece", value=0.01, data="fashion-mnist:test", seed=3, n=10_000, date=DAY),
    ),
)


def test_a_card_is_read_back_equal(tmp_path: Path) -> None:
    path = tmp_path / "card.toml"
    path.write_text(CARD.to_toml(), encoding="utf-8")
    assert read_card(path) == CARD


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "field required"),
        (b"name = [", "not TOML"),
        (b"\xff\xfe", "not UTF-8"),
        (b"#" * (MAX_CARD_BYTES + 1), "bytes, over"),
        (CARD.to_toml().replace('"v1"', '"../../etc"').encode(), "version"),
        (CARD.to_toml().replace("temperature = 1.25", "temperature = 0.0").encode(), "temperature"),
        (CARD.to_toml().replace("temperature = 1.25", "temperature = nan").encode(), "temperature"),
        (CARD.to_toml().replace('["t-shirt", "trouser"]', '["same", "same"]').encode(), "labels"),
        (b"surprise = 1\n" + CARD.to_toml().encode(), "surprise"),
    ],
)
def test_what_is_not_a_card_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "card.toml"
    path.write_bytes(content)
    with pytest.raises(ModisteError, match=reason) as caught:
        read_card(path)
    assert caught.value.code == "MOD-1321"


def test_a_missing_card_names_the_folder(tmp_path: Path) -> None:
    with pytest.raises(ModisteError, match="MOD-1320"):
        read_card(tmp_path / "card.toml")


def test_a_measured_number_says_on_what_and_how_many() -> None:
    with pytest.raises(ValidationError, match="data"):
        Measured.model_validate({"name": "accuracy", "value": 0.9, "n": 10, "date": DAY})
