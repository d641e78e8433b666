"""Another way to recommend is valued on what the shop showed by chance, with what was known then."""

import json
from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest
from tests.workspace.flows.test_recommendations import EARLIER, fill

from modiste.garment import Interaction, ModisteError
from modiste.store import log_records
from modiste.workspace import Shop
from modiste.workspace.event_intake import _RESPONSE, RESPONSES
from modiste.workspace.flows import Wish, evaluate, retrain
from modiste.workspace.flows.impressions import new_id
from modiste.workspace.flows.replaying import drawn_of

ROUNDS = 240


@pytest.fixture
def shown(shop: Shop) -> Shop:
    """Customers go round sixteen garments; chance shows one of four, and the next one on is clicked."""
    fill(shop)
    chance = np.random.default_rng(1)
    responses = []
    begun = datetime.now(UTC) - timedelta(days=2)
    for turn in range(ROUNDS):
        customer = turn % 12
        after = (customer + 5) % 16
        among = [f"g-{(after + step) % 16}" for step in (0, 5, 7, 9)]
        chance.shuffle(among)
        garment = among[int(chance.integers(4))]
        at = begun + timedelta(seconds=30 * turn)
        answer = answered(at, garment, among)
        shop.recommending.impressions.add(answer, [[0.0]], f"c-{customer}", None)
        if garment == f"g-{after}":
            kind = "add_to_cart" if turn % 2 else "select_item"
            late = at + timedelta(days=9 if turn < 24 else 0, minutes=1)
            responses.append((f"r-{turn}", answer["id"], garment, kind, late, f"c-{customer}", None))
    log(shop, responses)
    return shop


def answered(at: datetime, garment: str, among: list[str]) -> dict[str, object]:
    """An answer of one place, which chance filled."""
    told = {"reasons": [], "rules": [], "sources": {}, "size_basis": "", "drawn": among}
    result = {"garment": garment, "place": 9, "score": 0.1, "propensity": 0.05, "size": "", **told}
    plain = {"placement": "home", "model": "blend", "experiment": None}
    return {"id": new_id(at), "at": at, **plain, "results": [result]}


def log(shop: Shop, responses: list[tuple[object, ...]]) -> None:
    rows = [dict(zip(_RESPONSE.names, each, strict=True)) for each in responses]
    shop.store.events.append(RESPONSES, pa.Table.from_pylist(rows, schema=_RESPONSE), at="at")


def replayed(shop: Shop, model: str, **settings: str):
    return evaluate(shop, model, "", "replay", settings, lambda _: None)


def test_who_chooses_what_is_wanted_earns_more_than_chance(shown: Shop) -> None:
    found = replayed(shown, "recommend.knn", reach="4")
    figures = found.metrics
    assert found.n == ROUNDS and found.extras["n_interactions"] == 60
    late = 1 - 24 / ROUNDS  # clicks nine days later are not counted
    assert figures["reward"].value == pytest.approx(late, abs=0.1)
    assert figures["reward_logged"].value == pytest.approx(late / 4, abs=0.08)
    assert figures["matched"].value == pytest.approx(0.25, abs=0.08)
    assert figures["effective_n"].value == pytest.approx(figures["matched"].value * ROUNDS)
    assert figures["reward"].ci95 is not None and figures["reward"].ci95[0] > figures["reward_logged"].value
    carts = replayed(shown, "recommend.knn", reach="4", goal="cart").metrics["reward"].value
    assert 0.15 < carts < 0.55 < figures["reward"].value


def test_what_was_done_afterwards_is_neither_learned_from_nor_asked_with(shown: Shop) -> None:
    before = replayed(shown, "recommend.knn", reach="4").metrics["reward"].value
    acts = [
        Interaction(
            id=f"later-{customer}-{step}", customer_id=f"c-{customer}", garment_id=f"g-{(3 * step) % 16}",
            kind="purchase", at=datetime.now(UTC) - timedelta(hours=1) + timedelta(seconds=step),
        )
        for customer in range(12)
        for step in range(8)
    ]  # fmt: skip
    log_records(shown.store.events, acts)
    again = replayed(shown, "recommend.knn", reach="4")
    assert again.metrics["reward"].value == before and again.extras["n_interactions"] == 60
    assert datetime.fromisoformat(again.extras["from"]) > EARLIER


def test_a_version_is_replayed_on_what_was_shown_after_it_was_made(shown: Shop) -> None:
    made = retrain(shown, "knn", {"reach": "4"})
    with pytest.raises(ModisteError, match="MOD-2309"):
        replayed(shown, made["model"])
    later = datetime.now(UTC) + timedelta(seconds=5)
    for turn in range(4):
        answer = answered(later + timedelta(seconds=turn), "g-8", ["g-15", "g-8"])
        shown.recommending.impressions.add(answer, [[0.0]], "c-3", None)
    found = replayed(shown, made["model"])
    assert found.n == 4 and found.metrics["matched"].value == 1.0
    with pytest.raises(ModisteError, match="MOD-2306"):
        replayed(shown, made["model"], reach="3")


def test_what_a_shop_shows_by_chance_is_logged_with_all_that_it_drew_from(shop: Shop) -> None:
    fill(shop)
    for customer in range(12):
        for _ in range(4):
            shop.recommending.recommend(Wish(f"c-{customer}", k=5))
    shop.recommending.recommend(Wish("", k=5))
    drawn = drawn_of(shop, "click")
    assert drawn, "one place in twenty is left to chance"
    told = shop.recommending.impressions.rows(
        ("garment_id", "propensity", "said"), "contains(said, '\"drawn\"')"
    )
    for each in drawn:
        assert each.garment in each.among and each.reward == 0.0
        assert len(set(each.among)) == len(each.among)
    share = min(0.5, 0.05 * 5 / 1)
    for garment, propensity, said in told:
        among = json.loads(said)["drawn"]
        assert garment in among and propensity == pytest.approx(share / len(among), abs=1e-6)


def test_nothing_to_replay_and_wrong_wishes_are_refused(shop: Shop) -> None:
    fill(shop)
    for model, data, settings, code in (
        ("recommend.knn", "", {}, "MOD-2309"),
        ("recommend.knn", "acts.csv", {}, "MOD-2309"),
        ("recommend.knn", "", {"goal": "fame"}, "MOD-2306"),
    ):
        with pytest.raises(ModisteError, match=code):
            evaluate(shop, model, data, "replay", settings, lambda _: None)
    with pytest.raises(ModisteError, match="MOD-2309"):
        evaluate(None, "recommend.knn", "", "replay", {}, lambda _: None)
