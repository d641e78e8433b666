"""What a shop's customers did, read from the log, and the models fitted on it.

Knows which acts count and by how much; fitting is the recommend room's.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from modiste.garment import Interaction, ModisteError
from modiste.learning import Progress, silent
from modiste.recommend import (
    ENOUGH_SHOWN,
    FEATURES,
    Drift,
    Interactions,
    Making,
    Ranking,
    Recommender,
    drifted,
    learned,
    make,
    mixed,
    open_recommender,
    restrained,
    split,
    write_recommender,
)
from modiste.store import LOGGED
from modiste.workspace.event_intake import RESPONSES, WEIGHTS
from modiste.workspace.flows.shop_shelf import ShopShelf
from modiste.workspace.flows.wearings import shop_sizes

if TYPE_CHECKING:
    from modiste.learning import ModelEntry
    from modiste.recommend import Shelf
    from modiste.workspace.flows.impressions import Impressions
    from modiste.workspace.shop import Shop

LAST = 100


@dataclass(frozen=True, eq=False)
class Acts:
    """Interactions with the shelf's codes, whose place is where, and of how many rows of the log they are."""

    interactions: Interactions
    places: dict[str, int]
    rows: int = 0

    @classmethod
    def empty(cls) -> "Acts":
        """Nobody's."""
        return cls(Interactions.of((), ()), {})

    def acts(self, who: str) -> list[tuple[int, int, float]]:
        """The last acts of a customer: seconds, code, weight; oldest first."""
        place = self.places.get(who)
        if place is None:
            return []
        held = self.interactions.history(place)
        rows = (held.at[-LAST:].tolist(), held.codes[-LAST:].tolist(), held.weights[-LAST:].tolist())
        return list(zip(*rows, strict=True))


def read_acts(shop: "Shop", shelf: "Shelf") -> Acts:
    """What the shop's customers took up, as far as it may be learned from; codes are the shelf's."""
    table = LOGGED[Interaction]
    if table not in shop.store.events.tables():
        return Acts(Interactions.of((), (), catalogue=shelf.items), {})
    held = shop.store.events.scan(table)
    count = held.count("*").fetchall()[0][0]
    rows = (
        held.filter("customer_id IS NOT NULL AND garment_id IS NOT NULL")
        .select('customer_id, garment_id, kind, CAST(floor(epoch("at")) AS BIGINT) AS moment, weight')
        .to_arrow_table()
    )
    kinds = rows["kind"].to_pylist()
    garments = rows["garment_id"].to_pylist()
    stated = rows["weight"].to_numpy()
    weights = np.array([max(WEIGHTS.get(kind, 0.0), 0.0) for kind in kinds], np.float32)
    # What a source itself says counts: likes and saves of social exports, the generated house.
    weights = np.where((weights > 0) & (stated > weights), stated, weights).astype(np.float32)
    keep = (weights > 0) & (shelf.codes(garments) >= 0)
    at = rows["moment"].to_numpy()
    customers = np.array(rows["customer_id"].to_pylist(), dtype=object)
    made = Interactions.of(
        customers[keep].tolist(),
        [garment for garment, is_kept in zip(garments, keep.tolist(), strict=True) if is_kept],
        at[keep],
        weights[keep],
        catalogue=list(shelf.items),
    )
    made = restrained(made)
    return Acts(made, {name: place for place, name in enumerate(made.customers)}, int(count))


@dataclass(frozen=True)
class Registered:
    """A recommender of the registry."""

    name: str
    version: str
    recommender: Recommender

    @property
    def label(self) -> str:
        """As `recommend-transformer@2`."""
        return f"{self.name}@{self.version}"


def registered(shop: "Shop") -> tuple[list[Registered], list[Registered]]:
    """The recommenders that were promoted, and the newest candidates that were not: those answer in shadow.

    One whose files cannot be used is left out, with a line in the log: others answer in its place.
    """
    served: list[Registered] = []
    shadows: list[Registered] = []
    for entry in shop.registry.models():
        if entry.stage not in ("production", "candidate") or not _is_recommender(entry):
            continue
        versions = shop.registry.versions(entry.name)
        for stage, into in (("production", served), ("candidate", shadows)):
            newest = max((each for each in versions if each.stage == stage), key=_number, default=None)
            if newest is None:
                continue
            try:
                into.append(Registered(newest.name, newest.version, open_recommender(newest.folder)))
            except ModisteError as error:
                shop.log.warning("recommender not used", model=newest.name, reason=error.detail)
    return served, shadows


def retrain(
    shop: "Shop",
    kind: str = "knn",
    settings: Mapping[str, str] | None = None,
    progress: Progress = silent,
    should_stop: Callable[[], bool] = lambda: False,
) -> dict[str, Any]:
    """Choose settings on each customer's last act but one, fit on everything, and register as a candidate.

    A candidate answers in shadow beside what is served; promote it as any other model. Sizes are learned anew
    with it, where enough was sold.

    Raises:
        ModisteError: MOD-2306 and 2307 for a kind or a setting that is none, MOD-2378 where nobody did much,
            MOD-2018 when stopped.
    """
    shelves = ShopShelf(shop)
    shelves.catch_up()
    held = read_acts(shop, shelves.shelf).interactions
    if not len(held) or int(np.diff(held.starts).max()) < 3:
        raise ModisteError(
            "MOD-2378", name=kind, reason="no customer did three things that can be learned from"
        )
    parts = split(held, "leave-one-out")
    # What would be kept for judging is learned from, too: it is the customers' newest act.
    made = make(kind, Making(parts.train, parts.choosing, held, settings or {}, progress, should_stop))
    name = f"recommend-{kind}"
    folder = write_recommender(
        shop.runs(name),
        made.recommender,
        [held.history(place) for place in range(min(64, len(held.customers)))],
        name=name,
        data=f"{len(held):,} acts of {len(held.customers):,} customers of this shop",
    )
    entry = shop.registry.register(folder, name)
    return {
        "sizes": _sizes_learned(shop, progress, should_stop),
        "model": f"{entry.name}@{entry.version}",
        "stage": entry.stage,
        "acts": len(held),
        "customers": len(held.customers),
        "garments": len(held.items),
        "validation_ndcg_at_10": round(made.chosen_by, 5),
        "settings": dict(made.settings),
        "cpu_seconds": round(made.cpu_seconds, 2),
    }


def _sizes_learned(shop: "Shop", progress: Progress, should_stop: Callable[[], bool]) -> bool:
    """Whether the shop has a size model of its orders as they are now."""
    try:
        shop_sizes(shop, progress, should_stop)
    except ModisteError as error:
        if error.code not in ("MOD-2351", "MOD-2014"):
            raise
        return False
    return True


def learned_ranking(shop: "Shop", impressions: "Impressions") -> Ranking:
    """The ranking that shown and clicked garments teach; the stated mix where that is too little or worse."""
    shown = impressions.rows(
        ("recommendation_id", "garment_id", "place", "propensity", "features"),
        "NOT is_shadow AND len(features) > 0 AND place > 0",
    )
    if len(shown) < ENOUGH_SHOWN or RESPONSES not in shop.store.events.tables():
        return mixed()
    acted = shop.store.events.scan(RESPONSES).select("recommendation_id", "garment_id").distinct().fetchall()
    hits = set(acted)
    clicked = np.array([(row[0], row[1]) in hits for row in shown])
    features = np.array([row[4] for row in shown], np.float32)
    if features.shape[1] != len(FEATURES):
        return mixed()
    places = np.array([row[2] for row in shown], np.int64)
    return learned(features, places, np.array([row[3] for row in shown], np.float32), clicked)


def drift_of(shop: "Shop") -> dict[str, Drift]:
    """The last week against the four before it, by the newest act in the log."""
    table = LOGGED[Interaction]
    if table not in shop.store.events.tables():
        return {}
    found = (
        shop.store.events.scan(table)
        .filter("garment_id IS NOT NULL")
        .query(
            "acts",
            """SELECT garment_id, kind, "at" >= newest - INTERVAL 7 DAY AS is_new, count(*) FROM acts,
            (SELECT max("at") AS newest FROM acts) WHERE "at" >= newest - INTERVAL 35 DAY GROUP BY ALL""",
        )
    )
    rows = found.fetchall() if found is not None else []
    made = {}
    for what, place in (("garments", 0), ("events", 1)):
        counts: tuple[dict[str, int], dict[str, int]] = ({}, {})
        for row in rows:
            side = counts[bool(row[2])]
            side[row[place]] = side.get(row[place], 0) + int(row[3])
        made[what] = drifted(counts[0], counts[1], what)
    return made


def _is_recommender(entry: "ModelEntry") -> bool:
    try:
        return entry.card.input.kind == "history"
    except ModisteError:
        return False


def _number(entry: "ModelEntry") -> int:
    return int(entry.version) if entry.version.isdecimal() else -1
