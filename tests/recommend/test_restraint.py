"""Bots: a customer with 100,000 clicks, one garment with all clicks; drift; and a ranking that is learned."""

import numpy as np

from modiste.recommend import (
    Interactions,
    Neighbours,
    Restraint,
    Trending,
    drifted,
    history_of,
    learned,
    mixed,
    restrained,
)
from modiste.recommend.weighing import FEATURES

DAY = 86_400


def people() -> tuple[list[str], list[str], list[int]]:
    """Two hundred customers who take up two neighbours each."""
    who, what, when = [], [], []
    for customer in range(200):
        for step in range(2):
            who.append(f"c-{customer}")
            what.append(f"g-{(customer % 50) * 2 + step}")
            when.append(DAY * 10 + customer * 100 + step)
    return who, what, when


def test_a_customer_with_100_000_clicks_neither_breaks_nor_dominates() -> None:
    who, what, when = people()
    catalogue = [f"g-{number}" for number in range(100)]
    plain = Neighbours.fit(restrained(Interactions.of(who, what, when, catalogue=catalogue)))
    bots = 100_000
    chance = np.random.default_rng(0)
    clicked = chance.integers(0, 2, bots)
    held = Interactions.of(
        who + ["bot"] * bots,
        what + ["g-0" if each else "g-99" for each in clicked],
        when + (DAY * 10 + np.arange(bots) % 500).tolist(),
        catalogue=catalogue,
    )
    kept = restrained(held)
    place = kept.customers.index("bot")
    assert len(kept.history(place)) == 4
    assert len(kept) - len(kept.history(place)) == len(who)
    taught = Neighbours.fit(kept)
    history = history_of([(1, 0, 1.0)])
    assert plain.candidates(history, 1)[0][0] == taught.candidates(history, 1)[0][0] == 1


def test_a_bot_that_clicks_live_counts_as_little() -> None:
    restraint = Restraint()
    trends = Trending([f"g-{number}" for number in range(10)])
    counted = 0.0
    for click in range(5000):
        weight = restraint.weight("bot", f"g-{click % 2}", DAY * 3 + click, 1.0)
        counted += weight
        one = np.array([click % 2], np.int32)
        trends.take(one, np.array([DAY * 3 + click], np.int64), np.array([weight], np.float32))
    assert counted == 4.0
    for customer in range(30):
        assert restraint.weight(f"c-{customer}", "g-5", DAY * 3, 1.0) == 1.0
        trends.take(np.array([5], np.int32), np.array([DAY * 3], np.int64), np.ones(1, np.float32))
    assert trends.candidates(history_of([]), 1)[0][0] == 5
    assert restraint.weight("bot", "g-0", DAY * 3, 8.0) == 8.0  # a purchase tells more than all looks
    assert restraint.weight("bot", "g-0", DAY * 4, 1.0) == 1.0  # another day


def test_one_garment_with_all_the_clicks_leaves_room() -> None:
    held = restrained(Interactions.of([f"c-{n}" for n in range(5000)], ["g-0"] * 5000, list(range(5000))))
    made = Neighbours.fit(held)
    assert len(made.candidates(history_of([(1, 0, 1.0)]), 5)[0]) == 0
    trends = Trending(["g-0", "g-1"])
    trends.take(np.zeros(5000, np.int32), np.arange(5000, dtype=np.int64), np.ones(5000, np.float32))
    trends.take(np.ones(1, np.int32), np.array([5000], np.int64), np.ones(1, np.float32))
    assert 0 < trends.scores([history_of([])])[0, 1] < 1
    assert restrained(Interactions.of((), ())).codes.tolist() == []


def test_drift_is_told_of_what_changed_and_of_nothing_else() -> None:
    before = {f"g-{number}": 100 for number in range(50)}
    same = drifted(before, {f"g-{number}": 25 for number in range(50)}, "garments")
    assert not same.is_raised and same.enough
    taken_over = drifted(before, {"g-7": 2000, "g-1": 100}, "garments")
    assert taken_over.is_raised and taken_over.most[0] == "g-7" and taken_over.value > taken_over.threshold
    assert not drifted(
        {"view_item": 900, "purchase": 100}, {"view_item": 930, "purchase": 70}, "events"
    ).is_raised
    assert drifted(
        {"view_item": 900, "purchase": 100}, {"view_item": 300, "purchase": 700}, "events"
    ).is_raised
    assert not drifted({"a": 3}, {"b": 3}, "garments").enough
    chance = np.random.default_rng(0)
    for _ in range(20):
        draws = chance.multinomial(2000, np.ones(300) / 300, 2)
        sides = [{str(place): int(count) for place, count in enumerate(row)} for row in draws]
        assert not drifted(sides[0], sides[1], "garments").is_raised


def test_a_ranking_is_learned_once_enough_was_shown_and_only_if_it_is_better() -> None:
    chance = np.random.default_rng(3)
    features = chance.random((8000, len(FEATURES))).astype(np.float32)
    places = chance.integers(1, 11, 8000)
    truth = 3.0 * features[:, FEATURES.index("price")] - 0.8 * np.log(places) - 3.0
    clicked = chance.random(8000) < 1 / (1 + np.exp(-truth))
    chances = np.ones(8000, np.float32)
    made = learned(features, places, chances, clicked)
    assert made.basis == "learned" and made.facts is not None
    assert max(made.by_name(), key=lambda name: made.by_name()[name]) == "price"
    assert made.facts["log_loss"] < made.facts["log_loss_of_mix"]
    few = learned(features[:500], places[:500], chances[:500], clicked[:500])
    assert few.basis == "mix" and few.by_name() == mixed().by_name()


def test_propensities_undo_that_some_were_shown_more() -> None:
    chance = np.random.default_rng(5)
    features = np.zeros((6000, len(FEATURES)), np.float32)
    column = FEATURES.index("fresh")
    features[:, column] = chance.random(6000)
    shown = np.where(features[:, column] > 0.5, 0.9, 0.1)
    kept = chance.random(6000) < shown
    clicked = chance.random(6000) < np.where(features[:, column] > 0.5, 0.25, 0.15)
    made = learned(
        features[kept], np.ones(int(kept.sum()), int), shown[kept].astype(np.float32), clicked[kept]
    )
    assert made.basis in ("learned", "mix")
    scores = mixed().scores(features[:10])
    assert scores.max() == 1.0 and scores.min() >= 0.0
