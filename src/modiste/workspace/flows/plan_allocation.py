"""Which location of a shop gets how many pieces or packs of a garment, proposed with how it would turn out.

Knows courses of demand by location and what becomes of stock along them; who gets which piece is the trends
room's to choose, where the house has its locations `shop_places`'.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.trends import decide_allocation, decide_pack_allocation, worth_of
from modiste.workspace.flows.plan_ground import DRAWS, Ground, averaged
from modiste.workspace.flows.plan_proposal import Proposed, sku_row, why_of
from modiste.workspace.flows.shop_books import Floats, Ints
from modiste.workspace.flows.shop_places import Places

ANY_SIZE = "*"
"""In a pack: so many pieces of a size, of whichever."""
_ENDS = (0.05, 0.95)


def allocation(ground: Ground) -> Proposed:
    """What of the depot's stock goes to which location, to last until the next order arrives.

    A location gets a piece where it will be wanted with more than one chance in so many as the terms' service
    leaves open; the others stay where they are. Single pieces go one by one to where the next is worth most;
    packs are chosen by a mixed-integer programme.

    Raises:
        ModisteError: MOD-2491 where nothing is to be given, MOD-2451 for packs of sizes that are not there.
    """
    places, terms = ground.places, ground.terms
    if places is None or not places.stock.any():
        reason = "its locations are not known" if places is None else f"nothing of it lies at {places.depot}"
        raise ModisteError("MOD-2491", kind="allocation", garment=ground.garment, reason=reason)
    weeks = min(terms.window, ground.kept.horizon)
    share = places.shares(wanted_weeks(ground))
    demand = parted(ground.demand[:, :weeks], share)
    here = places.level + places.coming[:, :, :weeks].sum(2)
    needs = np.maximum(demand.sum(1) - here, 0.0)
    most = int(max(1, min(needs.max(), places.stock.max())))
    chance = (needs[..., None] > np.arange(most)).mean(0)
    worth = (ground.price or 1.0) * np.where(chance >= 1.0 - terms.service, chance, 0.0)
    kinds, available = _packs(ground, places)
    if ground.packs:
        made = decide_pack_allocation(worth, kinds, available)
        packs = _needed(worth, made.quantities if made.packs is None else made.packs, kinds)
        given, way = packs @ kinds, "programme"
    else:
        made = decide_allocation(worth, places.stock)
        packs, given, way = made.quantities, made.quantities, "greedy"
    away = np.array([name != places.depot for name in places.names])
    if not given[away].any():
        reason = (
            f"every location has enough for {weeks} weeks, or what lies at {places.depot} is wanted there"
        )
        raise ModisteError("MOD-2491", kind="allocation", garment=ground.garment, reason=reason)
    nothing = np.zeros_like(given)
    sent = given * away[:, None]
    outcome: dict[str, Any] = {
        "basis": "simulated",
        "draws": DRAWS,
        "weeks": weeks,
        "as_is": _simulated(ground, places, nothing, demand),
        "with_it": _simulated(ground, places, sent, demand),
        "even": round(float(made.why.alternatives[1].worth), 2),
        "chosen": round(worth_of(worth, given), 2),
        "gap": made.gap,
    }
    if (past := past_courses(ground, places, share, weeks)) is not None:
        outcome["replayed"] = {
            "weeks": weeks,
            "as_is": _simulated(ground, places, nothing, past),
            "with_it": _simulated(ground, places, sent, past),
        }
    wanted = demand.sum(1)
    low, high = np.quantile(wanted.sum((1, 2)), _ENDS)
    facts = {
        "weeks": weeks,
        "depot": places.depot,
        "stock": int(places.stock.sum()),
        "locations": int(sent.any(1).sum()),
        "pieces": int(sent.sum()),
        "stays": int(places.stock.sum() - sent.sum()),
        "wanted": round(float(wanted.sum((1, 2)).mean()), 1),
        "low": round(float(low), 1),
        "high": round(float(high), 1),
        "percent": round(100 * terms.service),
    }
    numbers = {
        "pieces": int(sent.sum()),
        "packs": int((packs * away[:, None]).sum()) if ground.packs else None,
        "depot": places.depot,
        "stays": facts["stays"],
        "weeks": weeks,
        "way": way,
        "locations": [
            {
                "location": name,
                "share": round(float(share[place]), 4),
                "pieces": int(sent[place].sum()),
                "packs": int(packs[place].sum() * away[place]) if ground.packs else None,
            }
            for place, name in enumerate(places.names)
        ],
        "rows": _rows(ground, places, sent, wanted, packs if ground.packs else None, kinds),
    }
    gained = outcome["with_it"]["margin"] - outcome["as_is"]["margin"]
    why = why_of("allocation", facts)
    seen = f"{ground.kept.said['inputs']}:{places.stamp}:{ground.packs}"
    inputs = hashlib.sha256(seen.encode()).hexdigest()
    return Proposed("allocation", ground.garment, numbers, why, outcome, round(gained, 2), inputs)


def wanted_weeks(ground: Ground) -> Floats:
    """(t, s) pieces of each SKU that were wanted in all of the shop."""
    kept = ground.kept
    return np.asarray(np.nan_to_num(kept.wanted[ground.row])[:, None] * kept.share[ground.skus])


def parted(demand: Floats, share: Floats) -> Floats:
    """(draws, h, l, s) whole pieces by location, from (draws, h, s) of the shop; always the same ones."""
    parts = np.random.default_rng(11).multinomial(demand.astype(np.int64), share)
    return np.asarray(np.swapaxes(parts, 2, 3), float)


def past_courses(ground: Ground, places: Places, share: Floats, weeks: int) -> Floats | None:
    """(1, weeks, l, s) the last weeks as they were wanted, missing sizes added in; None where too few."""
    if ground.past is None or len(places.sold[0]) < weeks:
        return None
    missed = (1.0 - places.there) * wanted_weeks(ground) * share[:, None, None]
    return np.asarray(np.swapaxes((places.sold + missed)[:, -weeks:], 0, 1)[None])


def _simulated(ground: Ground, places: Places, sent: Ints, demand: Floats) -> dict[str, float]:
    """What becomes of courses of demand (draws, h, l, s) with pieces (l, s) sent now, there within the week.

    Customers of a location who find nothing are lost to the others. What the depot keeps it sells where it
    sells; else it lies there.
    """
    keeps = places.stock - sent.sum(0)
    shelf = places.level + sent
    at_depot = [place for place, name in enumerate(places.names) if name == places.depot]
    shelf[at_depot] += keeps
    return along(ground, places, shelf, demand, idle=0 if at_depot else int(keeps.sum()))


def along(
    ground: Ground, places: Places, shelf: Ints, demand: Floats, idle: int = 0, cost: float = 0.0
) -> dict[str, float]:
    """What becomes of courses of demand (draws, h, l, s) with pieces (l, s) on the shelves, on average.

    Args:
        ground: whose price and terms hold.
        places: where it sells, and what comes there.
        shelf: pieces now.
        demand: the courses.
        idle: pieces that lie where nothing is sold.
        cost: of what was done to the shelves, in money.
    """
    lying = np.repeat(shelf[None].astype(float), len(demand), 0)
    sold = np.zeros(len(demand))
    for week in range(demand.shape[1]):
        lying += places.coming[:, :, week]
        went = np.minimum(lying, demand[:, week])
        lying -= went
        sold += went.sum((1, 2))
    left = lying.sum((1, 2)) + idle
    margin = ground.price * (sold + ground.terms.salvage_share * left) - cost
    return averaged(demand.sum((1, 2, 3)), sold, left, margin)


def _packs(ground: Ground, places: Places) -> tuple[Ints, Ints]:
    """(kinds, s) pieces in each kind of pack, one kind a colourway, and (kinds,) how many there are.

    The depot's pieces are counted into packs in the order in which these are named; what fills none stays.
    """
    kept, skus = ground.kept, ground.skus
    colourways = [kept.colourways[k] for k in skus]
    sizes = [kept.sizes[k] for k in skus]
    left = places.stock.copy()
    kinds: list[NDArray[np.int64]] = []
    available: list[int] = []
    for pack in ground.packs:
        if set(pack) - set(sizes) - {ANY_SIZE} or min(pack.values(), default=0) < 1:
            reason = f"{ground.garment} comes in {', '.join(dict.fromkeys(sizes))}, one piece or more a pack"
            value = ",".join(f"{size}={pieces}" for size, pieces in pack.items())
            raise ModisteError("MOD-2451", name="pack", value=value, reason=reason)
        for kind in _kinds(pack, colourways, sizes):
            count = int((left[kind > 0] // kind[kind > 0]).min())
            left -= count * kind
            kinds.append(kind)
            available.append(count)
    return np.array(kinds, np.int64).reshape(-1, len(skus)), np.array(available, np.int64)


def _kinds(pack: Mapping[str, int], colourways: list[str], sizes: list[str]) -> list[NDArray[np.int64]]:
    """(s,) pieces of each kind that a pack stands for."""
    made = []
    if ANY_SIZE in pack:
        made += list(pack[ANY_SIZE] * np.eye(len(sizes), dtype=np.int64))
    named = {size: pieces for size, pieces in pack.items() if size != ANY_SIZE}
    for colourway in dict.fromkeys(colourways) if named else ():
        kind = np.array(
            [
                named.get(size, 0) if of == colourway else 0
                for of, size in zip(colourways, sizes, strict=True)
            ],
            np.int64,
        )
        if set(named) <= {size for of, size in zip(colourways, sizes, strict=True) if of == colourway}:
            made.append(kind)
    return made


def _needed(worth: Floats, packs: Ints, kinds: Ints) -> Ints:
    """Packs less those that bring nothing: the programme does not mind them."""
    packs = packs.copy()
    for place, kind in np.argwhere(packs > 0).tolist():
        while packs[place, kind]:
            fewer = packs.copy()
            fewer[place, kind] -= 1
            if worth_of(worth, fewer @ kinds) < worth_of(worth, packs @ kinds) - 1e-9:
                break
            packs = fewer
    return packs


def _rows(
    ground: Ground, places: Places, sent: Ints, wanted: Floats, packs: Ints | None, kinds: Ints
) -> list[dict[str, Any]]:
    """Location by location, SKU by SKU; with how many packs a piece of it comes in, where it does."""
    made = []
    for place, name in enumerate(places.names):
        if name == places.depot:
            continue
        for sku in range(len(ground.skus)):
            row = {
                "location": name,
                **sku_row(ground, sku),
                "stock": int(places.level[place, sku]),
                "wanted": round(float(wanted[:, place, sku].mean()), 2),
                "pieces": int(sent[place, sku]),
            }
            if packs is not None:
                row["packs"] = int(packs[place][kinds[:, sku] > 0].sum())
            made.append(row)
    return made
