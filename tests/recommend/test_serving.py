"""From a history to an answer: sources, sizes, stock, rules, chance, reasons; what and who is new."""

import threading
from datetime import UTC, datetime

import numpy as np
import pytest

from modiste.recommend import (
    Asked,
    History,
    Interactions,
    Likeness,
    Manner,
    Neighbours,
    Rule,
    Serving,
    Shelf,
    Shelved,
    SizeSaid,
    Source,
    Trending,
    Visits,
    history_of,
)
from modiste.recommend.regions import WHOLE, Regions

NOW = datetime(2026, 11, 1, tzinfo=UTC)
SECONDS = int(NOW.timestamp())
PLAIN = Manner(diversity=0.0, explore=0.0)


def shelf_of(count: int = 40) -> Shelf:
    shelf = Shelf()
    shelf.put(
        [
            Shelved(
                f"g-{number}",
                f"Garment {number}",
                (f"category=c{number % 4}", f"brand=b{number % 2}", f"colour=k{number % 5}"),
                20.0 + number,
                SECONDS - number * 86_400,
                {"S": number % 3, "M": 1},
            )
            for number in range(count)
        ]
    )
    return shelf


def history(*codes: int) -> History:
    return history_of((SECONDS + place, code, 1.0) for place, code in enumerate(codes))


class Everybody:
    """Says one size for all."""

    def __init__(self, size: str) -> None:
        self._size = size

    def said(self, customer: str, garments: list[str]) -> list[SizeSaid]:
        return [SizeSaid(self._size, 0.9, 0.1, "model")] * len(garments)


def serving(shelf: Shelf, manner: Manner = PLAIN, oracle: Everybody | None = None) -> Serving:
    held = Interactions.of(
        [f"c-{customer}" for customer in range(30) for _ in range(4)],
        [f"g-{(customer + step * 4) % 20}" for customer in range(30) for step in range(4)],
        [SECONDS - 1000 + step for _ in range(30) for step in range(4)],
    )
    likeness, trending = Likeness(shelf), Trending(shelf.items)
    trending.take(np.array([3, 3, 5], np.int32), np.array([SECONDS] * 3, np.int64), np.ones(3, np.float32))
    sources = (
        Source(Neighbours.fit(held), "history", shelf),
        Source(likeness, "alike"),
        Source(trending, "trending"),
    )
    return Serving(shelf, likeness, sources, manner=manner, oracle=oracle)


def asked(of: History, k: int = 5, **more: object) -> Asked:
    return Asked(of, k, NOW, **{"hidden": frozenset(of.codes.tolist()), "customer": "c-1", **more})


def ids(answer: object) -> list[str]:
    return [each.garment for each in answer.results]


def test_sources_are_merged_and_each_garment_says_why() -> None:
    answer, features = serving(shelf_of()).answer(asked(history(0, 4)))
    assert len(set(ids(answer))) == 5
    assert not {"g-0", "g-4"} & set(ids(answer))
    best = answer.results[0]
    assert best.score == 1.0 and best.propensity == 1.0
    assert {reason.kind for reason in best.reasons} >= {"history"}
    assert best.reasons[0].garment in ("g-0", "g-4")
    assert sum(reason.share for reason in best.reasons) <= 1.0001
    assert features.shape == (5, 10)
    assert answer.candidates["knn"] > 0 and answer.candidates["alike"] > 0


def test_nobody_known_is_shown_what_is_wanted() -> None:
    answer, _ = serving(shelf_of()).answer(asked(history(), customer=""))
    assert ids(answer)[:2] == ["g-3", "g-5"]
    assert answer.results[0].reasons[0].kind == "trending"


def test_a_garment_is_recommended_from_the_moment_it_is_shelved() -> None:
    shelf = shelf_of()
    made = serving(shelf)
    before, _ = made.answer(asked(history(0), k=10))
    new = Shelved("new", "New", shelf.tags_of(0), 20.0, SECONDS, {"M": 1})
    shelf.put([new])
    after, _ = made.answer(asked(history(0), k=10))
    assert "new" in ids(after) and "new" not in ids(before)
    told = next(each for each in after.results if each.garment == "new")
    assert told.reasons[0].kind == "alike" and told.reasons[0].garment == "g-0"
    shelf.remove(["new"])
    assert "new" not in ids(made.answer(asked(history(0), k=10))[0])


def test_a_click_changes_the_next_answer_and_teaches_the_model() -> None:
    made = serving(shelf_of())
    first, _ = made.answer(asked(history(0)))
    second, _ = made.answer(asked(history(0, 7)))
    assert ids(first) != ids(second)
    for _ in range(40):
        made.sources[0].learn(history(0), 17, 5.0)
    taught, _ = made.answer(asked(history(0)))
    assert "g-17" in ids(taught)[:2]


def test_only_what_is_in_stock_in_the_size_and_the_same_in_the_size_instead() -> None:
    shelf = shelf_of()
    answer, _ = serving(shelf, oracle=Everybody("S")).answer(asked(history(0, 4), k=10))
    codes = shelf.codes(ids(answer))
    assert shelf.has_stock(codes, "S").all()
    assert all(each.size == "S" and each.size_basis == "model" for each in answer.results)
    assert answer.candidates["size"] > 0  # g-0 is gone in S
    assert any(trace.effect == "out of stock" for _, trace in answer.left_out)
    assert any(reason.kind == "size" for each in answer.results for reason in each.reasons)


def test_filters_leave_only_what_passes_even_where_no_source_named_it() -> None:
    shelf = shelf_of()
    only = shelf.with_tag("category=c3") & shelf.with_tag("colour=k4")
    answer, _ = serving(shelf).answer(asked(history(0), k=3, only=only))
    assert ids(answer) and all(only[code] for code in shelf.codes(ids(answer)).tolist())


def test_rules_leave_traces() -> None:
    shelf = shelf_of()
    made = serving(shelf)
    plain, _ = made.answer(asked(history(0, 4), k=6))
    rules = [
        Rule("pin", "p", garment="g-30", place=2),
        Rule("exclude", "x", garment=ids(plain)[0]),
        Rule("bury", "b", garment=ids(plain)[1], factor=0.0),
        Rule("cap", "c", category="c0", most=1),
        Rule("boost", "o", brand="b1", factor=3.0),
        Rule("pin", "later", garment="g-31", place=1, starts=datetime(2027, 1, 1, tzinfo=UTC)),
        Rule("pin", "over", garment="g-31", place=1, ends=datetime(2026, 1, 1, tzinfo=UTC)),
        Rule("pin", "there", garment="g-31", place=1, placement="cart"),
    ]
    answer, _ = made.answer(asked(history(0, 4), k=6), rules)
    assert ids(answer)[1] == "g-30" and answer.results[1].traces[0].effect == "pinned"
    assert answer.results[1].reasons[0].kind == "pinned"
    assert "g-31" not in ids(answer)
    assert ids(plain)[0] not in ids(answer)
    assert sum(shelf.with_tag("category=c0")[code] for code in shelf.codes(ids(answer)).tolist()) <= 1
    boosted = [each for each in answer.results if shelf.has_tag(shelf.codes([each.garment]), "brand=b1")[0]]
    assert any(trace.effect == "boosted" and trace.rule == "o" for each in boosted for trace in each.traces)
    effects = {trace.effect for _, trace in answer.left_out}
    assert {"excluded", "capped"} <= effects
    without, _ = serving(shelf, Manner(0.0, 0.0, rules=False)).answer(asked(history(0, 4), k=6), rules)
    assert ids(without) == ids(plain)


def test_each_brand_is_capped() -> None:
    shelf = shelf_of()
    answer, _ = serving(shelf).answer(asked(history(0, 4), k=10), [Rule("cap", "c", brand="*", most=2)])
    brands = shelf.brands()[shelf.codes(ids(answer))].tolist()
    assert len(brands) == 4 and max(brands.count(each) for each in brands) == 2


def test_variety_moves_what_repeats_down() -> None:
    shelf = shelf_of()
    alone, _ = serving(shelf).answer(asked(history(0, 4), k=8))
    spread, _ = serving(shelf, Manner(0.8, 0.0)).answer(asked(history(0, 4), k=8))

    def kinds(answer: object) -> int:
        return len(set(shelf.categories()[shelf.codes(ids(answer))].tolist()))

    assert kinds(spread) >= kinds(alone)
    assert any(trace.effect == "spread" for each in spread.results for trace in each.traces)


def test_propensities_are_those_with_which_garments_stand_there() -> None:
    made = serving(shelf_of(), Manner(0.0, 0.1))
    draws = 400
    stood: dict[tuple[int, str], int] = {}
    said: dict[tuple[int, str], float] = {}
    for seed in range(draws):
        answer, _ = made.answer(asked(history(0, 4), k=10, seed=seed))
        for place, each in enumerate(answer.results):
            key = (place, each.garment)
            stood[key] = stood.get(key, 0) + 1
            said[key] = each.propensity
    assert sum(value for key, value in said.items() if key[0] == 9) == pytest.approx(1.0, abs=0.3)
    for key, count in stood.items():
        spread = 4.5 * (said[key] * (1 - said[key]) / draws) ** 0.5 + 1e-9
        assert abs(count / draws - said[key]) <= spread, key
    assert all(said[key] == 1.0 for key in said if key[0] < 8)


def test_garments_may_be_added_while_others_are_recommended() -> None:
    shelf = shelf_of()
    made = serving(shelf)
    problems: list[BaseException] = []

    def ask() -> None:
        try:
            for turn in range(60):
                made.answer(asked(history(0, turn % 20)))
                made.sources[0].learn(history(0), turn % 20, 1.0)
        except BaseException as error:  # told below, in the test's own thread
            problems.append(error)

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(1500):
        shelf.put([Shelved(f"n-{number}", "N", ("category=c9",), None, SECONDS, {f"{number % 50}": 1})])
    for thread in threads:
        thread.join()
    assert problems == [] and len(shelf) == 1540


def test_of_very_many_rows_those_near_are_looked_at() -> None:
    chance = np.random.default_rng(0)
    centres = chance.standard_normal((40, 16)).astype(np.float32)
    rows = np.repeat(centres, 500, 0) + 0.1 * chance.standard_normal((20_000, 16)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    regions = Regions(lambda places: rows[places])
    assert regions.near(rows[0], WHOLE) is None
    hits = 0
    for row in range(0, 20_000, 1000):
        near = regions.near(rows[row], 19_000)
        assert near is not None and len(near) < 12_000
        best = np.argsort(-(rows[:19_000] @ rows[row]))[:20]
        hits += int(np.isin(best, near).sum())
    assert hits >= 0.95 * 400
    later = regions.near(rows[19_500], 20_000)
    assert later is not None and 19_500 in later


def test_visits_are_in_order_bounded_and_forgotten() -> None:
    now = [0.0]
    visits = Visits(most=2, clock=lambda: now[0])
    visits.take("a", [(5, 1, 1.0), (3, 2, 1.0), (5, 1, 1.0)])
    assert visits.acts("a") == [(3, 2, 1.0), (5, 1, 1.0)]
    visits.take("b", [(at, 1, 1.0) for at in range(500)])
    assert len(visits.acts("b")) == 100 and visits.acts("b")[-1][0] == 499
    visits.take("c", [(1, 1, 1.0)])
    assert len(visits) == 2 and visits.acts("a") == []
    visits.forget("c")
    assert visits.acts("c") == []
    now[0] = 7201.0
    assert visits.acts("b") == []
    kept = history_of([(1, 4, 1.0), (2, 4, 5.0), (3, 5, 1.0)])
    assert kept.codes.tolist() == [4, 5] and kept.weights.tolist() == [5.0, 1.0]


def test_trends_fall_by_half_whatever_the_order() -> None:
    day = 86_400
    trends = [Trending(["a", "b", "c"], half_life=day) for _ in range(2)]
    acts = [(0, 10 * day, 1.0), (1, 12 * day, 1.0), (0, 12 * day, 0.5)]
    for made, rows in zip(trends, (acts, acts[::-1]), strict=True):
        for code, at, weight in rows:
            made.take(np.array([code], np.int32), np.array([at], np.int64), np.array([weight], np.float32))
    one, other = (made.scores([history()])[0] for made in trends)
    assert np.allclose(one, other, atol=1e-6)
    assert one.tolist() == pytest.approx([0.75**0.5, 1.0, 0.0], abs=1e-6)
    far = Trending(["a", "b"], half_life=1.0)
    for at in (0, 5000, 5001):
        far.take(np.array([at % 2], np.int32), np.array([at], np.int64), np.ones(1, np.float32))
    assert np.isfinite(far.scores([history()])).all()
