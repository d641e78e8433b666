"""Which pieces of a garment move between a shop's locations, proposed with how it would turn out.

Knows what a piece is worth at each location and what moving it costs; which piece moves is the trends room's
to choose, what the depot gives out `plan_allocation`'s.
"""

import hashlib
from typing import Any

import numpy as np

from modiste.garment import ModisteError
from modiste.trends import decide_transfers
from modiste.workspace.flows.plan_allocation import along, parted, past_courses, wanted_weeks
from modiste.workspace.flows.plan_ground import DRAWS, Ground
from modiste.workspace.flows.plan_proposal import Proposed, sku_row, why_of
from modiste.workspace.flows.plan_words import depot_words
from modiste.workspace.flows.shop_books import Ints
from modiste.workspace.flows.shop_places import Places

_ENDS = (0.05, 0.95)


def transfer(ground: Ground) -> Proposed:
    """What moves between the locations that sell, to be sold within the forecast's weeks.

    A piece is worth its chance of being wanted there in those weeks, at its price less what it fetches when
    left over; it moves where that gains more than the move costs. What lies at a depot that sells nothing is
    not moved.

    Raises:
        ModisteError: MOD-2491 where no move pays.
    """
    places, terms = ground.places, ground.terms
    on_hand = np.zeros((0, 0), np.int64) if places is None else _on_hand(places)
    if places is None or not on_hand.any():
        reason = "its locations are not known" if places is None else "nothing of it lies where it sells"
        raise ModisteError("MOD-2491", kind="transfer", garment=ground.garment, reason=reason)
    weeks, price = ground.kept.horizon, ground.price or 1.0
    share = places.shares(wanted_weeks(ground))
    demand = parted(ground.demand, share)
    needs = np.maximum(demand.sum(1) - places.coming.sum(2), 0.0)
    most = int(max(1, min(needs.max(), on_hand.sum(0).max())))
    chance = (needs[..., None] > np.arange(most)).mean(0)
    worth = price * (1.0 - terms.salvage_share) * chance
    moves = decide_transfers(worth, on_hand, terms.moving_share * price, terms.lane_share * price)
    after = on_hand.copy()
    for each in moves:
        after[each.sender, each.sku] -= each.pieces
        after[each.receiver, each.sku] += each.pieces
    pieces, lanes = sum(each.pieces for each in moves), len({(each.sender, each.receiver) for each in moves})
    cost = ground.price * (terms.moving_share * pieces + terms.lane_share * lanes)
    idle = int(places.stock.sum()) * (places.depot not in places.names)
    as_is = along(ground, places, on_hand, demand, idle)
    with_it = along(ground, places, after, demand, idle, cost)
    gained = with_it["margin"] - as_is["margin"]
    if not moves or (ground.price and gained <= 0):
        reason = f"in {weeks} weeks no piece gains elsewhere what moving it costs"
        raise ModisteError("MOD-2491", kind="transfer", garment=ground.garment, reason=reason)
    outcome: dict[str, Any] = {
        "basis": "simulated",
        "draws": DRAWS,
        "weeks": weeks,
        "as_is": as_is,
        "with_it": with_it,
    }
    if (past := past_courses(ground, places, share, weeks)) is not None:
        outcome["replayed"] = {
            "weeks": weeks,
            "as_is": along(ground, places, on_hand, past, idle),
            "with_it": along(ground, places, after, past, idle, cost),
        }
    wanted = demand.sum(1)
    low, high = np.quantile(wanted.sum((1, 2)), _ENDS)
    facts = {
        "weeks": weeks,
        "wanted": round(float(wanted.sum((1, 2)).mean()), 1),
        "low": round(float(low), 1),
        "high": round(float(high), 1),
        "stock": int(on_hand.sum()),
        "pieces": pieces,
        "lanes": lanes,
        "cost": round(cost, 2),
        "percent": f"{100 * terms.moving_share:g}",
        "lane_percent": f"{100 * terms.lane_share:g}",
        "stays": idle,
        "depot": places.depot,
    }
    why = why_of("transfer", facts)
    if idle:
        why = {**why, **{name: why[name] + text for name, text in depot_words(facts).items()}}
    rows = [
        {
            "sender": places.names[each.sender],
            "receiver": places.names[each.receiver],
            **sku_row(ground, each.sku),
            "stock": int(on_hand[each.sender, each.sku]),
            "stock_there": int(on_hand[each.receiver, each.sku]),
            "wanted": round(float(wanted[:, each.receiver, each.sku].mean()), 2),
            "pieces": each.pieces,
            "gain": round(each.gain * bool(ground.price), 2),
        }
        for each in moves
    ]
    numbers = {"pieces": pieces, "cost": round(cost, 2), "lanes": lanes, "weeks": weeks, "rows": rows}
    inputs = hashlib.sha256(f"{ground.kept.said['inputs']}:{places.stamp}".encode()).hexdigest()
    return Proposed("transfer", ground.garment, numbers, why, outcome, round(gained, 2), inputs)


def _on_hand(places: Places) -> Ints:
    """(l, s) pieces where they sell; a depot that sells has its own."""
    own = np.array([name == places.depot for name in places.names])
    return np.asarray(places.level + own[:, None] * places.stock)
