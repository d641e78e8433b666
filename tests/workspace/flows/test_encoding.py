"""The encoder as a shop uses it: opened, tuned, undone; histories written without names."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from modiste.foundation import Adaptation
from modiste.foundation.histories import Histories
from modiste.garment import Garment, ModisteError
from modiste.learning import shipped_models, silent
from modiste.workspace import Shop, flows, open_shop
from modiste.workspace.flows.encoding import encoder_mark, plain_encoder
from modiste.workspace.flows.models import classifies


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generated house without pictures: garments, customers, what they did."""
    root = tmp_path_factory.mktemp("house") / "shop"
    with open_shop(root, create=True) as shop:
        flows.generate(shop, 8, 3, pictures=False, processes=1)
    return root


def turned(shop: Shop) -> Adaptation:
    """A turn that turns nothing, kept as if it had been learned."""
    plain = flows.encoder_of(None)
    same = np.eye(plain.dimension, dtype=np.float32)
    made = Adaptation(same, same[::-1].copy(), plain.fingerprint, 0.1, 0.2, (0.1, 0.05, 0.15), 10, 30)
    (shop.root / "encoder").mkdir(exist_ok=True)
    (shop.root / "encoder" / "adapted.npz").write_bytes(made.to_bytes())
    return made


def test_red_is_nearer_to_red_in_both_languages() -> None:
    encoder = flows.encoder_of(None)
    red, also, other = encoder.embed_texts(["red dress", "红色连衣裙", "black trousers"])
    assert red @ also > 0.5 > red @ other


def test_a_shop_too_small_is_not_adapted_to(house: Path) -> None:
    with open_shop(house) as shop:
        with pytest.raises(ModisteError, match="MOD-1907"):
            shop.adapt()
        assert encoder_mark(shop)[0] == 0
        assert not flows.unadapt(shop)


@pytest.mark.slow
def test_the_sample_house_gains_by_being_adapted_to_and_keeps_it(tmp_path: Path) -> None:
    with open_shop(tmp_path / "shop", create=True) as shop:
        flows.open_sample(shop)
        before = flows.encoder_of(shop)
        made = shop.adapt()
        assert made.gain[1] > 0.05 and made.held_out > 100
        after = flows.encoder_of(shop)
        assert after.fingerprint != before.fingerprint
        said, other = after.embed_texts(["rose crepe dress", "navy hoodie"])
        assert said @ other < 0.9


def test_an_adapted_shop_has_another_space_and_goes_back(house: Path) -> None:
    with open_shop(house) as shop:
        before = flows.encoder_of(shop)
        turned(shop)
        after = flows.encoder_of(shop)
        assert after.name == f"{before.name}-adapted" and after.fingerprint != before.fingerprint
        assert shop.finding.space() == after.fingerprint[:16]
        assert flows.unadapt(shop)
        assert shop.finding.space() == before.fingerprint[:16]
        (shop.root / "encoder" / "adapted.npz").write_bytes(b"damaged")
        assert flows.encoder_of(shop).fingerprint == before.fingerprint
        flows.unadapt(shop)


def test_histories_hold_no_names_and_can_be_learned_from(house: Path, tmp_path: Path) -> None:
    with open_shop(house) as shop:
        made = flows.collect_histories(shop, tmp_path / "h.npz")
        acts = shop.store.events.scan("interactions").filter("customer_id IS NOT NULL")
        someone = acts.select("customer_id").limit(1).fetchall()[0][0]
    learned = Histories(tmp_path / "h.npz", chosen=False)
    assert made.garments == 8 and made.people > 0 and len(learned) > made.people / 2
    assert (learned.kinds >= 0).all()
    assert str(someone).encode() not in (tmp_path / "h.npz").read_bytes()


def test_a_shop_where_nobody_did_anything_has_none(tmp_path: Path) -> None:
    with open_shop(tmp_path / "shop", create=True) as shop, pytest.raises(ModisteError, match="MOD-1909"):
        flows.collect_histories(shop, tmp_path / "h.npz")


def test_an_encoder_that_the_shop_trained_is_its_own_when_both_towers_are_there(tmp_path: Path) -> None:
    shipped = shipped_models()
    with open_shop(tmp_path / "shop", create=True) as shop:
        mark = encoder_mark(shop)
        for name in ("encoder", "encoder-text"):
            assert plain_encoder(shop).name == flows.encoder_of(None).name
            shop.registry.register(shipped[name], name)
            assert encoder_mark(shop) == mark or name == "encoder-text"  # a trial takes nothing over
            shop.registry.promote(name, "1")
        assert encoder_mark(shop) != mark
        assert flows.encoder_of(shop).embed_texts(["red"]).shape == (1, 256)


def test_an_encoder_is_judged_by_retrieval_and_no_tower_alone(tmp_path: Path) -> None:
    for label in ("dress", "shirt"):
        (tmp_path / label).mkdir()
        for number in range(2):
            Image.new("RGB", (64, 64), (90 + 60 * number, 40, 40)).save(tmp_path / label / f"{number}.png")
    told = flows.evaluate(None, "encoder", tmp_path, "", {}, silent)
    assert told.protocol == "retrieval" and told.n == 4
    with pytest.raises(ModisteError, match="MOD-1906"):
        flows.evaluate(None, "encoder-text", tmp_path, "", {}, silent)


def test_no_encoder_stands_for_a_shops_categories(tmp_path: Path) -> None:
    with open_shop(tmp_path / "shop", create=True) as shop:
        at = datetime(2026, 11, 1, tzinfo=UTC)
        for kind in ("trousers", "hoodie", "sweater", "outerwear"):
            shop.garments.put(Garment(id=kind, name=kind, category=kind, created_at=at, updated_at=at))
        assert classifies(shop.registry.resolve(flows.default_model(shop)))
        others = [shop.registry.resolve(name) for name in ("encoder", "encoder-text", "segmenter")]
        assert not any(map(classifies, others))
