"""What another way to recommend would have earned: a shop's log replayed where chance chose what was shown.

Knows what the shop showed by chance, what came of it and who had done what before; the estimate is the
recommend room's. Nothing that happened after an impression is learned from or asked with.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.learning import ModelEntry
from modiste.recommend import (
    LEAVE_ONE_OUT,
    History,
    Impression,
    Interactions,
    Making,
    Recommender,
    make,
    open_recommender,
    replayed,
    split,
)
from modiste.workspace.cycles import Answer, Asked
from modiste.workspace.event_intake import GOALS, RESPONSES
from modiste.workspace.flows.impressions import moment_of
from modiste.workspace.flows.merchandising import WITHIN
from modiste.workspace.flows.recommend_models import Acts, read_acts
from modiste.workspace.flows.shop_shelf import ShopShelf

if TYPE_CHECKING:
    from modiste.recommend import Shelf
    from modiste.workspace.shop import Shop

REPLAY = "replay"
OWN = "the shop's own impressions"
GOAL = "goal"
_RANK = {"click": 0, "cart": 1, "purchase": 2}


@dataclass(frozen=True)
class Drawn:
    """A garment that chance put in its place, all that it drew from, and what came of it."""

    at: datetime
    customer: str
    garment: str
    among: Sequence[str]
    reward: float


@dataclass(frozen=True, eq=False)
class Carried:
    """A recommender with codes of its own, asked with the shelf's; what it does not know scores least."""

    recommender: Recommender
    items: tuple[str, ...]

    def scores(self, histories: Sequence[History]) -> NDArray[np.float32]:
        """Float32 (n, items) in the shelf's order."""
        places = {name: code for code, name in enumerate(self.recommender.items)}
        own = np.array([places.get(each, -1) for each in self.items], np.int64)
        asked = []
        for each in histories:
            codes = own[each.codes]
            known = codes >= 0
            asked.append(History(codes[known].astype(np.int32), each.at[known], each.weights[known]))
        made = np.full((len(histories), len(self.items)), -np.inf, np.float32)
        made[:, own >= 0] = self.recommender.scores(asked)[:, own[own >= 0]]
        return made


def replay(asked: Asked, entry: ModelEntry | None = None) -> Answer:
    """What a recommender would have earned an impression in the places that the shop left to chance.

    A kind is fitted on the acts before the first of them; a version is replayed on those that were shown
    after it was made.

    Raises:
        ModisteError: MOD-2309 where nothing was shown by chance, or data are given; MOD-2306 for settings,
            MOD-2304 where too little was done before.
    """
    if asked.shop is None or str(asked.data):
        raise ModisteError("MOD-2309", reason="a shop replays what it has shown itself, and no file")
    goal = asked.settings.get(GOAL, "click")
    if goal not in _RANK:
        raise ModisteError("MOD-2306", name=GOAL, value=goal, reason=f"a goal is one of {', '.join(_RANK)}")
    settings = {name: value for name, value in asked.settings.items() if name != GOAL}
    if entry is not None and settings:
        name, value = min(settings.items())
        raise ModisteError("MOD-2306", name=name, value=value, reason="nothing is fitted")
    shelves = ShopShelf(asked.shop)
    shelves.catch_up()
    drawn = drawn_of(asked.shop, goal, entry.created_at if entry else None)
    if not drawn:
        after = f" after {entry.name}@{entry.version} was made" if entry else ""
        raise ModisteError("MOD-2309", reason=f"chance put nothing before a customer who is known{after}")
    held = read_acts(asked.shop, shelves.shelf)
    impressions = impressions_of(drawn, held, shelves.shelf)
    told: dict[str, Any] = {}
    if entry is None:
        recommender, told = _fitted(asked, held.interactions, int(drawn[0].at.timestamp()), settings)
    else:
        recommender = open_recommender(entry.folder)
    found = replayed(Carried(recommender, tuple(shelves.shelf.items)), impressions)
    return Answer(
        len(impressions),
        found,
        {
            "goal": goal,
            "from": drawn[0].at.isoformat(),
            "until": drawn[-1].at.isoformat(),
            "left_out": len(drawn) - len(impressions),
            "stated": {
                "shown": "garments that chance put there, each of a part of those behind the answer alike",
                "reward": f"1 where a {goal} or more followed from it within a week",
                "estimate": "self-normalised inverse propensities; reward_logged is what chance earned",
                "ties": "go to the garment that the ranking of then had before",
            },
            **told,
        },
        data=OWN,
    )


def drawn_of(shop: "Shop", goal: str, since: datetime | None = None) -> list[Drawn]:
    """What chance put before customers that may be known, in the order of time."""
    rows = shop.recommending.impressions.rows(
        ("recommendation_id", "customer_id", "garment_id", "said"),
        "NOT is_shadow AND customer_id IS NOT NULL AND contains(said, '\"drawn\"')",
    )
    reached = _reached(shop, goal)
    made = []
    for recommendation, customer, garment, said in rows:
        at = moment_of(recommendation)
        if at is None or (since is not None and at <= since):
            continue
        shown = int(at.timestamp() * 1e6)
        then = reached.get((recommendation, garment), ())
        reward = float(any(shown <= moment <= shown + WITHIN for moment in then))
        made.append(Drawn(at, customer, garment, json.loads(said)["drawn"], reward))
    return made


def impressions_of(drawn: Sequence[Drawn], held: Acts, shelf: "Shelf") -> list[Impression]:
    """What can be replayed of it: with the history of then, among what is still there."""
    made = []
    for each in drawn:
        codes = shelf.codes(each.among)
        shown = shelf.code(each.garment)
        eligible = codes[codes >= 0]
        if shown is None or shown not in eligible or len(eligible) < 2:
            continue
        made.append(Impression(_before(held, each), eligible, int(shown), 1.0 / len(eligible), each.reward))
    return made


def _before(held: Acts, drawn: Drawn) -> History:
    """What a customer had done by then; what happened in the same second is left out."""
    place = held.places.get(drawn.customer)
    if place is None:
        return History(np.zeros(0, np.int32), np.zeros(0, np.int64), np.zeros(0, np.float32))
    whole = held.interactions.history(place)
    end = int(np.searchsorted(whole.at, int(drawn.at.timestamp())))
    return History(whole.codes[:end], whole.at[:end], whole.weights[:end])


def _reached(shop: "Shop", goal: str) -> Mapping[tuple[str, str], list[int]]:
    """By recommendation and garment, when the goal or more was reached, in microseconds."""
    log = shop.store.events
    made: dict[tuple[str, str], list[int]] = {}
    if RESPONSES not in log.tables():
        return made
    rows = log.scan(RESPONSES).select('recommendation_id, garment_id, kind, epoch_us("at")').fetchall()
    for recommendation, garment, kind, at in rows:
        if kind in GOALS and _RANK[GOALS[kind]] >= _RANK[goal]:
            made.setdefault((recommendation, garment), []).append(at)
    return made


def _fitted(
    asked: Asked, held: Interactions, since: int, settings: Mapping[str, str]
) -> tuple[Recommender, dict[str, Any]]:
    learned = held.where(held.at < since)
    parts = split(learned, LEAVE_ONE_OUT)
    # What would be kept for judging is learned from, too: it was done before anything that is replayed.
    made = make(
        asked.model.partition(".")[2],
        Making(parts.train, parts.choosing, learned, settings, asked.progress, asked.should_stop),
    )
    told = {
        "n_interactions": len(learned),
        "fit_seconds": round(made.cpu_seconds, 2),
        "settings": dict(made.settings),
        "validation_ndcg_at_10": round(made.chosen_by, 5),
    }
    return made.recommender, told
