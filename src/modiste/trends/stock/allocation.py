"""Which location gets how many pieces: greedy where that is best, whole numbers by HiGHS with packs.

Knows worths of pieces, packs, least and most; where demand comes from is the callers'.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.special import betainc, gammainc

from modiste.garment import ModisteError
from modiste.trends.panel import Floats
from modiste.trends.stock.why import Alternative, Why

Whole = NDArray[np.int64]
Limit = float | Floats | Whole


@dataclass(frozen=True, eq=False)
class Allocation:
    """Who gets what.

    Attributes:
        quantities: (locations, skus) pieces.
        worth: What they are expected to bring, in the unit of the worths given.
        next_worth: (skus,) what one piece more of each SKU would bring; 0 where all are served.
        gap: How far, at most, from the best possible, as a share; 0 for proven.
        why: Pieces and worth; the alternatives are shares of expected demand, and even shares.
        packs: (locations, kinds) packs; None where single pieces were given.
    """

    quantities: Whole
    worth: float
    next_worth: Floats
    gap: float
    why: Why
    packs: Whole | None = None


def marginal_sales(means: Floats, most: int, variance_ratio: float = 1.0) -> Floats:
    """(locations, skus, most) sales of the first, second, ... piece: the chance that demand reaches it.

    Args:
        means: (locations, skus) demand until the next delivery.
        most: Pieces for which it is told.
        variance_ratio: Variance over mean; 1 for Poisson, above for negative binomial.
    """
    if means.ndim != 2 or not np.isfinite(means).all() or (means < 0).any() or most < 1 or variance_ratio < 1:
        raise ModisteError("MOD-2456", reason=f"means {means.shape}, {most} pieces, ratio {variance_ratio}")
    count = np.arange(1.0, most + 1)
    mean = np.maximum(means[..., None], 1e-12)
    if variance_ratio == 1:
        return np.asarray(gammainc(count, mean))
    successes = mean / (variance_ratio - 1)
    return np.asarray(betainc(count, successes, 1 - 1 / variance_ratio))


def decide_allocation(worth: Floats, stock: Whole, least: Whole | None = None) -> Allocation:
    """Give each piece where it is worth most; the best of all allocations, as worths fall piece by piece.

    Args:
        worth: (locations, skus, pieces) of the first, second, ... piece, never rising along the pieces.
        stock: (skus,) pieces to give.
        least: (locations, skus) pieces that each location shows in any case.

    Raises:
        ModisteError: MOD-2456 where shapes disagree, worths rise or there is less than the least.
    """
    locations, skus, most = _checked(worth, stock, least)
    shown = np.zeros((locations, skus), np.int64) if least is None else least.astype(np.int64)
    free = stock - shown.sum(0)
    if (free < 0).any():
        sku = int(np.argmin(free))
        raise ModisteError(
            "MOD-2456", reason=f"SKU {sku} has {stock[sku]} pieces, {shown[:, sku].sum()} to show"
        )
    open_worth = np.where(np.arange(most) >= shown[..., None], worth, -np.inf)
    flat = np.moveaxis(open_worth, 1, 0).reshape(skus, -1)
    order = np.argsort(-flat, axis=1, kind="stable")
    ranked = np.take_along_axis(flat, order, 1)
    taken = (np.arange(ranked.shape[1]) < free[:, None]) & (ranked > 0)
    given = np.zeros(flat.shape, np.int64)
    np.put_along_axis(given, order, taken.astype(np.int64), 1)
    quantities = shown + given.reshape(skus, locations, most).sum(2).T
    after = np.minimum(taken.sum(1), ranked.shape[1] - 1)
    following = ranked[np.arange(skus), after]
    following = np.where(np.isfinite(following) & (taken.sum(1) < ranked.shape[1]), following, 0)
    return _told(worth, stock, quantities, np.maximum(following, 0), 0.0)


def decide_pack_allocation(
    worth: Floats,
    packs: Whole,
    available: Whole,
    least: Whole | None = None,
    capacity: Whole | None = None,
    garments: Whole | None = None,
    sizes_least: int = 0,
    seconds: float = 30.0,
) -> Allocation:
    """Give whole packs, with room, presentation and size sets kept; a mixed-integer program (HiGHS).

    Args:
        worth: (locations, skus, pieces) of the first, second, ... piece, never rising along the pieces.
        packs: (kinds, skus) pieces of each SKU in each kind of pack; the identity for single pieces.
        available: (kinds,) packs to give.
        least: (locations, skus) pieces that each location shows in any case.
        capacity: (locations,) pieces that fit; None for any number.
        garments: (skus,) which garment each SKU is a size of; needed for `sizes_least`.
        sizes_least: A location that gets any of a garment gets so many of its sizes.
        seconds: When to stop with the best so far; `Allocation.gap` says how far it may be from the best.

    Raises:
        ModisteError: MOD-2456 where shapes disagree or no allocation keeps all limits.
    """
    stock = available @ packs
    locations, skus, most = _checked(worth, stock, least)
    kinds = len(packs)
    if sizes_least and garments is None:
        raise ModisteError("MOD-2456", reason="size sets need to know which garment each SKU is of")
    places = locations * skus
    groups = int(garments.max()) + 1 if garments is not None and sizes_least else 0
    # columns: packs by location and kind; worths by location, SKU and piece; and, for size sets, whether a
    # location has a SKU at all and whether it has the garment
    widths = (locations * kinds, places * most, places if groups else 0, locations * groups)
    by_sku = sparse.kron(sparse.eye(locations), sparse.csr_matrix(packs.T), format="csr")
    told = sparse.kron(sparse.eye(places), np.ones((1, most)), format="csr")
    rows: list[tuple[list[sparse.csr_matrix | None], Limit, Limit]] = [
        ([by_sku, -told, None, None], 0, np.inf),
        ([sparse.kron(np.ones((1, locations)), sparse.eye(kinds)), None, None, None], -np.inf, available),
    ]
    if least is not None:
        rows.append(([by_sku, None, None, None], least.ravel(), np.inf))
    if capacity is not None:
        room = sparse.kron(sparse.eye(locations), packs.sum(1)[None, :])
        rows.append(([room, None, None, None], -np.inf, capacity))
    if groups:
        assert garments is not None
        reach = np.tile(stock, locations).astype(float)
        of = sparse.csr_matrix((np.ones(skus), (garments, np.arange(skus))), (groups, skus))
        has, enough = sparse.eye(places), sizes_least * sparse.eye(locations * groups)
        member = sparse.kron(sparse.eye(locations), of.T)
        rows += [
            ([by_sku, None, -sparse.diags(reach), None], -np.inf, 0),
            ([by_sku, None, -has, None], 0, np.inf),
            ([None, None, has, -member], -np.inf, 0),
            ([None, None, member.T, -enough], 0, np.inf),
        ]
    constraints = []
    for blocks, low, high in rows:
        height = next(each.shape[0] for each in blocks if each is not None)
        filled = [
            sparse.csr_matrix((height, width)) if each is None else each
            for each, width in zip(blocks, widths, strict=True)
        ]
        constraints.append(LinearConstraint(sparse.hstack(filled, format="csr"), low, high))
    upper = np.concatenate(
        [
            np.tile(available, locations).astype(float),
            np.ones(places * most + widths[2] + widths[3]),
        ]
    )
    cost = np.concatenate([np.zeros(widths[0]), -worth.ravel(), np.zeros(widths[2] + widths[3])])
    kind = np.concatenate([np.ones(widths[0]), np.zeros(widths[1]), np.ones(widths[2] + widths[3])])
    found = milp(
        cost,
        integrality=kind,
        bounds=Bounds(0, upper),
        constraints=constraints,
        options={"time_limit": seconds, "mip_rel_gap": 1e-9},
    )
    if found.x is None:
        raise ModisteError("MOD-2456", reason="no allocation keeps every limit, or none was found in time")
    given = np.rint(found.x[: widths[0]]).astype(np.int64).reshape(locations, kinds)
    gap = float(found.mip_gap or 0.0)
    return replace(_told(worth, stock, given @ packs, np.zeros(skus), gap), packs=given)


@dataclass(frozen=True)
class Transfer:
    """Pieces of a SKU that go from one location to another, with what they gain there beyond here."""

    sku: int
    sender: int
    receiver: int
    pieces: int
    gain: float


def decide_transfers(
    worth: Floats, on_hand: Whole, cost: float, lane_cost: float = 0.0
) -> tuple[Transfer, ...]:
    """Move pieces from where the last is worth least to where the next is worth most, while that pays.

    For each SKU this is the best there is, as worths fall piece by piece; with a cost a lane, lanes that do
    not earn it are left out, which is good but not always best.

    Args:
        worth: (locations, skus, pieces) of the first, second, ... piece, never rising along the pieces.
        on_hand: (locations, skus) pieces now.
        cost: Of moving a piece, in the unit of the worths.
        lane_cost: Of anything that goes from one location to another.

    Raises:
        ModisteError: MOD-2456 where shapes disagree or a cost is negative.
    """
    locations, skus, most = _checked(worth, on_hand.sum(0), on_hand)
    if cost < 0 or lane_cost < 0:
        raise ModisteError("MOD-2456", reason=f"moving costs {cost} a piece and {lane_cost} a lane")
    padded = np.concatenate([worth, np.zeros((locations, skus, 1))], 2)
    moves: dict[tuple[int, int, int], tuple[int, float]] = {}
    for sku in range(skus):
        now = on_hand[:, sku].copy()
        every = np.arange(locations)
        while True:
            following = padded[every, sku, np.minimum(now, most)]
            last = np.where(now > 0, padded[every, sku, np.clip(now - 1, 0, most)], np.inf)
            sender, receiver = int(np.argmin(last)), int(np.argmax(following))
            gain = float(following[receiver] - last[sender]) - cost
            if sender == receiver or not gain > 1e-12:
                break
            now[sender] -= 1
            now[receiver] += 1
            pieces, gained = moves.get((sku, sender, receiver), (0, 0.0))
            moves[sku, sender, receiver] = (pieces + 1, gained + gain)
    lanes: dict[tuple[int, int], float] = {}
    for (_, sender, receiver), (_, gained) in moves.items():
        lanes[sender, receiver] = lanes.get((sender, receiver), 0.0) + gained
    return tuple(
        Transfer(sku, sender, receiver, pieces, gained)
        for (sku, sender, receiver), (pieces, gained) in moves.items()
        if lanes[sender, receiver] > lane_cost
    )


def worth_of(worth: Floats, quantities: Whole) -> float:
    """What quantities bring: the worths of their pieces, none beyond those told."""
    return float(np.where(np.arange(worth.shape[2]) < quantities[..., None], worth, 0).sum())


def _checked(worth: Floats, stock: Whole, least: Whole | None) -> tuple[int, int, int]:
    reason = ""
    if worth.ndim != 3 or 0 in worth.shape or stock.shape != (worth.shape[1],):
        reason = f"worths {worth.shape} for stock {stock.shape}"
    elif not np.isfinite(worth).all() or (np.diff(worth, axis=2) > 1e-9).any():
        reason = "a later piece is worth more than an earlier one, or a worth is not finite"
    elif (stock < 0).any():
        reason = "stock is negative"
    elif least is not None and (least.shape != worth.shape[:2] or (least < 0).any()):
        reason = f"the least {least.shape} is not given for each of {worth.shape[:2]}, or negative"
    if reason:
        raise ModisteError("MOD-2456", reason=reason)
    return worth.shape


def _told(worth: Floats, stock: Whole, quantities: Whole, following: Floats, gap: float) -> Allocation:
    expected = worth.sum(2)
    totals = quantities.sum(0)
    found = worth_of(worth, quantities)
    others = []
    for name, weights in (("by_demand", expected), ("even", np.ones(expected.shape))):
        shared = _rounded(weights, totals)
        others.append(Alternative(name, float(shared.sum()), worth_of(worth, shared)))
    inputs = {
        "locations": float(worth.shape[0]),
        "skus": float(worth.shape[1]),
        "stock": float(stock.sum()),
        "kept_back": float(stock.sum() - quantities.sum()),
    }
    return Allocation(quantities, found, following, gap, Why(inputs, found, "worth given", tuple(others)))


def _rounded(weights: Floats, totals: Whole) -> Whole:
    """(locations, skus) whole pieces in proportion to weights, largest remainders first."""
    exact = weights / np.maximum(weights.sum(0), 1e-12) * totals
    whole = np.floor(exact).astype(np.int64)
    ranks = np.argsort(np.argsort(-(exact - whole), axis=0, kind="stable"), axis=0)
    return np.asarray(whole + (ranks < totals - whole.sum(0)))
