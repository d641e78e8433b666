"""Recommending at 100,000 garments on one core: candidates, ranking, rules, reasons; and learning of a click.

Knows a generated catalogue (labelled synthetic) with histories whose lengths and popularity are shaped like
those of real shops: Zipf's popularity, tastes, log-normal lengths. Times are processor seconds.

    ./run bench recommend_serving
"""

import argparse
import resource
import time
from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np

from _record import record
from modiste.recommend import (
    Asked,
    Encoded,
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
    mixed,
)
from modiste.recommend.sequences import SequenceSettings, first_embeddings
from modiste.recommend.transformer import ENCODER, build

GARMENTS, CUSTOMERS, ASKED = 100_000, 60_000, 600
CATEGORIES, BRANDS, COLOURS, SIZES = 60, 400, 12, ("XS", "S", "M", "L", "XL")
NOW = datetime(2026, 11, 1, tzinfo=UTC)
LIMIT = 25.0
"""Milliseconds, the goal of p95."""


class Sizes:
    """A stand-in for a model of sizes: every customer has one."""

    def said(self, customer: str, garments: Sequence[str]) -> list[SizeSaid]:
        """The customer's size for all of them."""
        one = SizeSaid(SIZES[hash(customer) % len(SIZES)], 0.8, 0.2, "model")
        return [one] * len(garments)


def untrained(items: list[str], interactions: Interactions) -> Encoded:
    """The transformer as it begins to be trained: its time is that of a trained one, its answers are not."""
    settings = SequenceSettings()
    begun = first_embeddings(interactions, settings.size, settings.spread, 0)
    weights = {name: value.detach().numpy() for name, value in build(begun, settings).state_dict().items()}
    return Encoded(tuple(items), settings, ENCODER, weights)


def catalogue(garments: int, chance: np.random.Generator) -> Shelf:
    """A synthetic shelf."""
    shelf = Shelf(looks=64)
    looks = chance.standard_normal((garments, 64)).astype(np.float32)
    looks /= np.linalg.norm(looks, axis=1, keepdims=True)
    kinds = chance.integers(0, CATEGORIES, garments)
    brands = np.minimum(chance.zipf(1.4, garments), BRANDS) - 1
    colours = chance.integers(0, COLOURS, garments)
    born = int(NOW.timestamp()) - chance.integers(0, 700 * 86_400, garments)
    stock = chance.random((garments, len(SIZES))) < 0.8
    entries = [
        Shelved(
            f"g-{number}",
            f"Garment {number}",
            (
                f"category=c{kinds[number]}",
                f"brand=b{brands[number]}",
                f"colour=k{colours[number]}",
                f"cloth=f{number % 30}",
                f"sleeve=s{number % 4}",
                "department=women" if kinds[number] % 2 else "department=men",
            ),
            float(20 + number % 180),
            int(born[number]),
            {size: int(there) for size, there in zip(SIZES, stock[number].tolist(), strict=True)},
            looks[number],
        )
        for number in range(garments)
    ]
    shelf.put(entries)
    return shelf


def histories(garments: int, customers: int, chance: np.random.Generator) -> Interactions:
    """Synthetic interactions: popular garments, and those near in number to what was taken up before."""
    lengths = np.clip(np.exp(chance.normal(2.2, 0.9, customers)).astype(int), 1, 200)
    owner = np.repeat(np.arange(customers), lengths)
    popular = (chance.zipf(1.3, len(owner)) - 1) % garments
    home = np.repeat(chance.integers(0, garments, customers), lengths)
    near = (home + np.abs(chance.normal(0, 150, len(owner))).astype(int)) % garments
    codes = np.where(chance.random(len(owner)) < 0.6, near, popular)
    at = int(NOW.timestamp()) - chance.integers(0, 90 * 86_400, len(owner))
    return Interactions.of(
        [f"c-{number}" for number in owner.tolist()],
        [f"g-{code}" for code in codes.tolist()],
        at,
        chance.choice([1.0, 1.0, 1.0, 3.0, 5.0, 8.0], len(owner)),
        catalogue=[f"g-{number}" for number in range(garments)],
    )


def main() -> None:
    """Measure, and unless it is dry, record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dry", action="store_true", help="measure a little, record nothing")
    parser.add_argument("--garments", type=int, default=GARMENTS)
    parser.add_argument("--customers", type=int, default=CUSTOMERS)
    chosen = parser.parse_args()
    chance = np.random.default_rng(7)
    began = time.process_time()
    shelf = catalogue(chosen.garments, chance)
    shelved = time.process_time() - began
    held = histories(chosen.garments, chosen.customers, chance)
    began = time.process_time()
    knn = Neighbours.fit(held)
    fitted = time.process_time() - began
    likeness, trending = Likeness(shelf), Trending(shelf.items)
    trending.take(held.codes, held.at, held.weights)
    sources = (
        Source(knn, "history", shelf),
        Source(untrained(shelf.items, held), "sequence"),
        Source(likeness, "alike"),
        Source(trending, "trending"),
    )
    serving = Serving(shelf, likeness, sources, mixed(), Manner(), Sizes())
    rules = [
        Rule("boost", "1", category="c3", factor=1.5),
        Rule("cap", "2", brand="*", most=3),
        Rule("exclude", "3", attribute="colour=k1"),
        Rule("pin", "4", garment="g-17", place=2),
    ]
    asked = ASKED // 6 if chosen.dry else ASKED
    who = chance.integers(0, len(held.customers), asked)
    times, learnt, reflected = [], [], 0
    for turn, place in enumerate(who.tolist()):
        history = held.history(place).last(50)
        name = held.customers[place]
        question = Asked(history, 20, NOW, name, "home", None, frozenset(history.codes.tolist()), turn)
        began = time.process_time()
        answer, _ = serving.answer(question, rules)
        times.append((time.process_time() - began) * 1000)
        assert len(answer.results) == 20
        code = shelf.code(answer.results[5].garment)
        assert code is not None
        began = time.process_time()
        for source in sources:
            source.learn(history, code, 1.0)
        trending.take(np.array([code], np.int32), np.array([int(NOW.timestamp())]), np.ones(1, np.float32))
        learnt.append((time.process_time() - began) * 1000)
        more = History(
            np.append(history.codes, np.int32(code)),
            np.append(history.at, 0),
            np.append(history.weights, np.float32(1)),
        )
        after, _ = serving.answer(
            Asked(more, 20, NOW, name, "home", None, frozenset(more.codes.tolist()), turn), rules
        )
        reflected += [each.garment for each in after.results] != [each.garment for each in answer.results]
    times.sort()
    p50, p95, p99 = (float(np.percentile(times, share)) for share in (50, 95, 99))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{chosen.garments:,} garments, {len(held):,} acts: p50 {p50:.1f}, p95 {p95:.1f}, p99 {p99:.1f} ms; "
        f"a click learned in {np.median(learnt):.2f} ms, in the next answer {reflected / asked:.0%}; shelved "
        f"in {shelved:.1f} s, fitted in {fitted:.1f} s; {peak:,.0f} MB"
    )
    if chosen.dry:
        return
    how = (
        f"one core, one thread; {chosen.garments:,} synthetic garments, {len(held):,} synthetic acts of "
        f"{chosen.customers:,} customers, {asked} questions for 20 garments with 4 rules, 4 sources, sizes "
        "and reasons; processor seconds of serving alone, without HTTP"
    )
    extra = {
        "p50_ms": p50,
        "p99_ms": p99,
        "fit_seconds": fitted,
        "peak_mb": peak,
        "learn_ms": float(np.median(learnt)),
    }
    record(
        "recommend_serving",
        "Recommending at 100,000 garments, p95, candidates and reasons included",
        round(p95, 2),
        "ms",
        how=how,
        extra={**extra, "goal_ms": LIMIT, "claim_zh": "十万件服装推荐延迟 p95（含召回与理由）"},
    )
    record(
        "recommend_serving",
        "Answers that the click before changed",
        round(100 * reflected / asked, 1),
        "%",
        how=how,
        extra={"readme": False},
    )


if __name__ == "__main__":
    main()
