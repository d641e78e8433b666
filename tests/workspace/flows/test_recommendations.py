"""Recommendations in a shop: sizes bought, stock, what is new, candidates in shadow, what was shown."""

import threading
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from modiste.garment import (
    Colourway,
    Consent,
    Customer,
    Garment,
    Interaction,
    ModisteError,
    Order,
    OrderLine,
    Price,
    Sku,
    StockEntry,
)
from modiste.store import log_records
from modiste.workspace import Shop, Worker, open_shop
from modiste.workspace.flows import Wish, retrain
from modiste.workspace.flows.bought_sizes import BoughtSizes
from modiste.workspace.flows.impressions import IMPRESSIONS, Impressions, new_id
from modiste.workspace.flows.merchandising import RuleBook
from modiste.workspace.flows.recommend_answers import only_of
from modiste.workspace.flows.recommend_models import drift_of, learned_ranking, read_acts, registered
from modiste.workspace.flows.recommendations import ShopRecommender
from modiste.workspace.flows.shop_shelf import ShopShelf, folded

NOW = datetime.now(UTC).replace(microsecond=0)
EARLIER = NOW - timedelta(days=20)


def garment(number: int, **said: object) -> Garment:
    kind = ("coat", "dress")[number % 2]
    plain = {"name": f"{kind} {number}", "category": kind, "created_at": EARLIER, "updated_at": EARLIER}
    return Garment(**{"id": f"g-{number}", "attributes": {"sleeve": "long"}, **plain, **said})


def fill(shop: Shop, customers: int = 12) -> None:
    """Sixteen garments in two sizes; S of `g-0` is gone; customers who go from one garment to the next."""
    for number in range(16):
        shop.garments.put(garment(number))
        way = Colourway(id=f"w-{number}", garment_id=f"g-{number}", colour="red" if number % 3 else "blue")
        skus = [Sku(id=f"s-{number}-{size.lower()}", colourway_id=way.id, size=size) for size in ("S", "M")]
        stock = [
            StockEntry(
                id=f"e-{sku.id}",
                sku_id=sku.id,
                quantity=3,
                from_location="supplier",
                to_location="warehouse",
                at=EARLIER,
            )
            for sku in skus
            if sku.id != "s-0-s"
        ]
        costs = [
            Price(
                id=f"p-{sku.id}",
                sku_id=sku.id,
                amount=Decimal(20 + number),
                currency="EUR",
                valid_from=EARLIER,
                recorded_at=EARLIER,
            )
            for sku in skus
        ]
        shop.store.rows.put([way, *skus, *costs, *stock])
    acts = []
    for customer in range(customers):
        shop.store.rows.put(
            [
                Customer(id=f"c-{customer}", created_at=EARLIER),
                Consent(
                    id=f"b-{customer}", customer_id=f"c-{customer}", purpose="behaviour", granted_at=EARLIER
                ),
            ]
        )
        acts += [
            Interaction(
                id=f"a-{customer}-{step}",
                customer_id=f"c-{customer}",
                garment_id=f"g-{(customer + step) % 16}",
                kind="view_item",
                at=EARLIER + timedelta(hours=customer, minutes=step),
            )
            for step in range(5)
        ]
    log_records(shop.store.events, acts)
    order = Order(id="o", customer_id="c-0", at=EARLIER, currency="EUR")
    shop.store.rows.put(
        [order, OrderLine(id="l", order_id="o", sku_id="s-2-s", quantity=1, unit_price=Decimal(9))]
    )


@pytest.fixture
def filled(shop: Shop) -> Shop:
    fill(shop)
    return shop


def test_the_size_that_was_bought_decides_what_can_be_had(filled: Shop) -> None:
    shelf = ShopShelf(filled)
    assert shelf.catch_up() == 16 and shelf.catch_up() == 0
    sizes = BoughtSizes(filled, shelf.shelf)
    said = sizes.said("c-0", ["g-0", "nothing"])
    assert (said[0].size, said[0].basis, said[1].size) == ("S", "bought", "")
    assert sizes.said("c-1", ["g-0"])[0].size == "" and sizes.last("c-0") == "S"
    assert shelf.shelf.in_stock("S").sum() == 15 and shelf.shelf.prices()[0] == 20.0
    assert shelf.shelf.with_tag("colour=blue").sum() == 6
    passing = only_of(shelf.shelf, ["price=20..22", "size=S"])
    assert passing is not None
    assert {shelf.shelf.items[code] for code in np.flatnonzero(passing)} == {"g-1", "g-2"}
    assert only_of(shelf.shelf, []) is None
    answer = filled.recommend("c-0", k=14)
    assert "g-0" not in answer.garments and all(each["size"] == "S" for each in answer.results)
    other = filled.recommend("c-5", k=14)
    assert {each["size"] for each in other.results} == {""}
    assert filled.recommending.size_advice("s", "g-1")["size"] == ""


def test_reasons_name_what_others_took_up(filled: Shop) -> None:
    answer = filled.recommend("c-3", k=4)
    assert answer.model == "blend" and answer.candidates["knn"] > 0
    assert not {f"g-{number}" for number in range(3, 8)} & set(answer.garments)
    assert answer.results[0]["reasons"][0]["kind"] in ("history", "alike")
    with pytest.raises(ModisteError, match="MOD-1103"):
        filled.recommend("nobody")
    assert isinstance(filled.recommending, ShopRecommender)
    assert isinstance(filled.recommending.rules, RuleBook)


def test_a_garment_can_be_recommended_the_moment_it_is_catalogued(filled: Shop) -> None:
    filled.recommend("c-3")
    filled.recommending._checked = -1e9
    filled.garments.put(garment(98, name="new coat", created_at=NOW))
    answer = filled.recommend(garment="g-0", k=10, filters=["category=coat"])
    assert "g-98" in answer.garments
    told = next(each for each in answer.results if each["garment"] == "g-98")
    assert told["reasons"][0]["kind"] in ("alike", "explored")


def test_what_sells_out_elsewhere_is_recommended_no_more(filled: Shop) -> None:
    recommending = filled.recommending
    shelves, code = recommending._shelves, recommending.shelf.code("g-9")
    assert shelves.shelf.in_stock("M")[code] and not shelves.is_behind()
    with open_shop(filled.root, create=False) as other:
        sold = {"sku_id": "s-9-m", "quantity": 3, "from_location": "warehouse", "to_location": "customer"}
        other.store.rows.put([StockEntry(id="sold", at=NOW, **sold)])
    shelves._looked = recommending._checked = -1e9
    recommending.state()
    for thread in threading.enumerate():
        if thread.name == "recommend-stock":
            thread.join(30)
    assert not shelves.shelf.in_stock("M")[code]


def test_what_another_process_wrote_is_in_the_model_that_is_built_next(filled: Shop) -> None:
    recommending = filled.recommending
    assert recommending.state()["acts"] == 60
    with open_shop(filled.root, create=False) as other:
        act = Interaction(id="x", customer_id="c-1", garment_id="g-9", kind="purchase", at=NOW)
        log_records(other.store.events, [act])
    recommending.build()
    assert recommending.state()["acts"] == 61
    assert recommending.history("c-1", 1)[0]["kind"] == "purchase"


def test_a_candidate_answers_in_shadow_and_is_served_once_promoted(filled: Shop) -> None:
    made = retrain(filled, "knn", {"reach": "4", "decay": "0.5"})
    assert made["stage"] == "candidate" and made["acts"] == 60
    served, shadows = registered(filled)
    assert served == [] and [each.label for each in shadows] == [made["model"]]
    recommending = filled.recommending
    assert recommending.state()["shadow"] == made["model"]
    shown = recommending.recommend(Wish("c-3", k=3))
    assert shown.model == "blend"
    recommending.close()
    rows = recommending.impressions.rows(("model", "garment_id"), "is_shadow")
    assert len(rows) == 3 and {row[0] for row in rows} == {made["model"]}
    assert len(recommending.impressions.rows(("model",))) == 3
    filled.registry.promote("recommend-knn", "1")
    recommending.build()
    assert recommending.state()["shadow"] == ""
    knn = recommending._serving["blend"].sources[0].recommender
    assert knn.settings.reach == 4  # type: ignore[attr-defined] # it is the co-occurrence model


def test_retraining_is_a_job_and_says_what_is_missing(shop: Shop) -> None:
    shop.garments.put(garment(0))
    with pytest.raises(ModisteError, match="MOD-2378"):
        retrain(shop)
    fill(shop)
    job = shop.jobs.submit("recommend", {"kind": "popularity"})
    Worker(shop).run(until_idle=True)
    done = shop.jobs.get(job.id)
    assert done.state == "done" and done.result is not None
    assert done.result["model"] == "recommend-popularity@1"


def test_what_was_shown_is_found_after_a_restart_and_teaches(filled: Shop) -> None:
    answer = filled.recommend("c-3", k=5)
    filled.recommending.close()
    fresh = Impressions(filled)
    found = fresh.find(answer.id)
    assert [each["garment"] for each in found["results"]] == answer.garments
    assert found["customer_id"] == "c-3"
    assert learned_ranking(filled, fresh).basis == "mix"  # far too little
    shelf = ShopShelf(filled)
    shelf.catch_up()
    assert len(read_acts(filled, shelf.shelf).interactions) == 60
    assert filled.store.events.snapshot(IMPRESSIONS).rows == 5
    assert not drift_of(filled)["garments"].enough
    assert drift_of(filled)["events"].is_raised is False
    with pytest.raises(ModisteError, match="MOD-2371"):
        fresh.find("0" * 32)
    exported = filled.people.export("c-3")
    assert len(exported["impressions"]) == 5 and len(exported["interactions"]) == 5


def test_what_the_disk_refuses_waits_and_is_written_later(
    filled: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = Impressions(filled)
    answer = filled.recommend("c-3", k=5).to_json()

    def refuse(*_: object, **__: object) -> None:
        raise ModisteError("MOD-1110", where="The log", reason="no space left")

    shown._over = True  # nobody writes beside this test
    shown.add({**answer, "id": new_id(NOW)}, [[0.0]] * 5, "c-3", None)
    with monkeypatch.context() as full:
        full.setattr(type(filled.store.events), "append", refuse)
        with pytest.raises(ModisteError, match="MOD-1110"):
            shown.flush()
    filled.recommending.impressions.flush()
    before = filled.store.events.snapshot(IMPRESSIONS).rows
    shown.flush()
    assert filled.store.events.snapshot(IMPRESSIONS).rows == before + 5


def test_likes_and_saves_of_an_export_weigh_what_they_tell_or_what_their_source_says(shop: Shop) -> None:
    fill(shop, customers=1)
    said = {"like": None, "add_to_wishlist": 9.0, "share": 0.5, "search": 9.0}
    acts = [
        Interaction(
            id=f"x-{kind}",
            customer_id="c-0",
            garment_id=f"g-{10 + place}",
            kind=kind,
            at=NOW - timedelta(days=1, minutes=-place),
            **({} if weight is None else {"weight": weight}),
        )
        for place, (kind, weight) in enumerate(said.items())
    ]
    log_records(shop.store.events, acts)
    shelves = ShopShelf(shop)
    shelves.catch_up()
    held = read_acts(shop, shelves.shelf).interactions
    weights = {held.items[code]: weight for code, weight in zip(held.codes, held.weights, strict=True)}
    assert weights["g-0"] == 1.0, "a look"
    assert (weights["g-10"], weights["g-11"], weights["g-12"]) == (3.0, 9.0, 2.0)
    assert "g-13" not in weights, "what tells of no liking is not learned from"


def test_an_empty_shop_answers_with_nothing(tmp_path: Path) -> None:
    with open_shop(tmp_path / "empty") as shop:
        answer = shop.recommend()
        assert answer.garments == [] and answer.notes
        assert shop.recommending.state()["customers"] == 0
        assert shop.recommending.customers(None, 5) == ([], None)


def test_folded_vectors_keep_who_is_near() -> None:
    chance = np.random.default_rng(0)
    one, other = chance.standard_normal((2, 768)).astype(np.float32)
    near = one + 0.2 * chance.standard_normal(768).astype(np.float32)
    made = [folded(each, 64) for each in (one, near, other)]
    assert made[0] @ made[1] > 0.9 > 0.4 > abs(made[0] @ made[2])
