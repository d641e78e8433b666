"""Frauds planted into simulated shops: how many of those that stand out are frauds, and how many frauds do.

./run bench passport_fraud                              # seeds 1 to 24
./run bench passport_fraud --seeds 1000 1011 --choose   # those that model and thresholds were chosen on

Each shop has 750 items and 60 suppliers, all simulated (`modiste.passport.planted_shop`). Three models of our
own, that see no labels, stand beside the plain rule that tells a scan's reader what is odd.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import record
from modiste.passport import (
    MODELS,
    THRESHOLDS,
    PlantedShop,
    item_table,
    oddities,
    planted_shop,
    scores,
    supplier_table,
)

KINDS: dict[str, Callable[[Any], np.ndarray]] = {"items": item_table, "suppliers": supplier_table}
GRID = np.round(np.geomspace(1, 60, 80), 1)
Judged = tuple[np.ndarray, np.ndarray, list[str]]  # scores, whether a fraud, its kind


def main() -> int:
    """Judge, print, and record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seeds", type=int, nargs=2, default=(1, 24), metavar=("FIRST", "LAST"))
    options.add_argument("--choose", action="store_true", help="print the best thresholds of these seeds")
    options.add_argument("--dry", action="store_true", help="print and do not record")
    given = options.parse_args()
    began = time.process_time()
    shops = [planted_shop(seed) for seed in range(given.seeds[0], given.seeds[1] + 1)]
    for kind, table_of in KINDS.items():
        tables = [table_of(getattr(shop, kind)) for shop in shops]
        for name, model in MODELS.items():
            judged = [
                (scores(model(table)), *_truth(shop, kind)) for shop, table in zip(shops, tables, strict=True)
            ]
            if given.choose:
                best = max(GRID, key=lambda level: _f1(judged, level))
                print(f"{kind:9} {name:9} F1 {_f1(judged, best):.3f} at {best:g}")
                continue
            found = _told(judged, THRESHOLDS[kind][name])
            print(f"{kind:9} {name:9} {_line(found)}")
            print(f"          found by kind: {_by_kind(judged, THRESHOLDS[kind][name])}")
            if not given.dry:
                _record(kind, name, found, len(shops), _by_kind(judged, THRESHOLDS[kind][name]))
        if kind == "items" and not given.choose:
            judged = [(_rule(shop), *_truth(shop, kind)) for shop in shops]
            print(f"{kind:9} {'rule':9} {_line(_told(judged, 0.5))}")
            print(f"          found by kind: {_by_kind(judged, 0.5)}")
    print(f"{len(shops)} simulated shops, {time.process_time() - began:.1f} processor seconds")
    return 0


def _truth(shop: PlantedShop, kind: str) -> tuple[np.ndarray, list[str]]:
    kinds = [shop.frauds.get(each.name, "") for each in getattr(shop, kind)]
    return np.array([bool(each) for each in kinds]), kinds


def _rule(shop: PlantedShop) -> np.ndarray:
    """1 where any scan of an item was answered with a caution."""
    return np.array(
        [
            float(any(oddities(each.scans[: at + 1], each.ended_at) for at in range(len(each.scans))))
            for each in shop.items
        ]
    )


def _f1(judged: list[Judged], level: float) -> float:
    precision, recall = _shares(judged, level)
    return 2 * precision * recall / max(precision + recall, 1e-9)


def _shares(judged: list[Judged], level: float) -> tuple[float, float]:
    hits = sum(int((score >= level)[truth].sum()) for score, truth, _ in judged)
    said = sum(int((score >= level).sum()) for score, _, _ in judged)
    return hits / max(said, 1), hits / max(sum(int(truth.sum()) for _, truth, _ in judged), 1)


def average_precision(score: np.ndarray, truth: np.ndarray) -> float:
    """The mean of the precision at each fraud, from the top; ties by their order in the shop."""
    hit = truth[np.argsort(-score, kind="stable")]
    ranks = np.flatnonzero(hit)
    return float(np.mean((np.arange(len(ranks)) + 1) / (ranks + 1)))


def _told(judged: list[Judged], level: float) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and average precision with 95 % intervals over shops, by the bootstrap."""
    random, count = np.random.default_rng(0), len(judged)
    singles = [average_precision(score, truth) for score, truth, _ in judged]

    def all_of(chosen: np.ndarray) -> tuple[float, float, float]:
        return (
            *_shares([judged[at] for at in chosen], level),
            float(np.mean([singles[at] for at in chosen])),
        )

    here = all_of(np.arange(count))
    drawn = np.array([all_of(random.integers(0, count, count)) for _ in range(1000)])
    low, high = np.quantile(drawn, (0.025, 0.975), axis=0)
    names = ("precision", "recall", "average precision")
    return {name: (here[at], float(low[at]), float(high[at])) for at, name in enumerate(names)}


def _line(found: dict[str, tuple[float, float, float]]) -> str:
    return ", ".join(
        f"{name} {value:.3f} [{low:.3f}, {high:.3f}]" for name, (value, low, high) in found.items()
    )


def _by_kind(judged: list[Judged], level: float) -> str:
    planted, caught = Counter[str](), Counter[str]()
    for score, _, kinds in judged:
        for value, kind in zip(score, kinds, strict=True):
            planted[kind] += bool(kind)
            caught[kind] += bool(kind) and value >= level
    return ", ".join(f"{kind} {caught[kind]}/{count}" for kind, count in sorted(planted.items()) if kind)


def _record(
    kind: str, name: str, found: dict[str, tuple[float, float, float]], shops: int, by_kind: str
) -> None:
    how = f"{shops} simulated shops, seeds unseen; threshold chosen on seeds 1000 to 1011; found: {by_kind}"
    who = {"items": "单件", "suppliers": "供应商"}[kind]
    for metric, metric_zh in (
        ("precision", "精确率"),
        ("recall", "召回率"),
        ("average precision", "平均精确率"),
    ):
        value, low, high = (round(each, 3) for each in found[metric])
        claim = f"Planted frauds of {kind}, {metric}, {name}, simulated"
        record(
            "passport_fraud", claim, value, "", (low, high), how=how,
            extra={"claim_zh": f"模拟店铺植入欺诈：{who}，{metric_zh}（{name}）"},
        )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
