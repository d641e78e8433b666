"""Stock replayed on real demand, period by period, where what is not there is not sold.

Knows deliveries, shelves and lost sales of many series at once; how much to order is a policy's.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from modiste.garment import ModisteError
from modiste.trends.panel import Floats


class Policy(Protocol):
    """How much to order. What it may know ahead of a period, it holds."""

    def orders(self, period: int, on_hand: Floats, coming: Floats) -> Floats:
        """(n,) pieces to order at the beginning of a period, before its demand.

        Args:
            period: Place of the period in the demand that is replayed.
            on_hand: (n,) pieces on the shelf, this period's delivery among them.
            coming: (lead - 1, n) what was ordered and arrives in the next periods, or (0, n).
        """


@dataclass(frozen=True, eq=False)
class Replay:
    """What became of a policy. All arrays (n, t), in pieces.

    Attributes:
        demand: what customers wanted.
        sold: what they got.
        ended: what lay on the shelf when each period ended.
        ordered: what was ordered when each period began.
    """

    demand: Floats
    sold: Floats
    ended: Floats
    ordered: Floats

    @property
    def fill(self) -> float:
        """Share of demand that was sold; 1 where there was none."""
        wanted = float(self.demand.sum())
        return float(self.sold.sum()) / wanted if wanted else 1.0

    @property
    def holding(self) -> float:
        """Mean stock at the end of a period, in periods of mean demand; NaN without demand."""
        wanted = float(self.demand.sum())
        return float(self.ended.sum()) / wanted if wanted else float("nan")


def replay(
    demand: Floats, policy: Policy, lead: int, start: Floats | None = None, uncounted: int = 0
) -> Replay:
    """Replay demand against a policy: weekly review, deliveries after `lead` periods, lost sales.

    A period begins with its delivery, then the policy orders; what it orders in period t is on the shelf when
    period t + lead begins. Then customers come. Nothing is kept for a customer who left.

    Args:
        demand: (n, t) pieces wanted, finite and not negative.
        policy: What orders; it sees shelf and what is on the way, never the demand to come.
        lead: Periods from order to delivery; 0 arrives before this period's customers.
        start: (n,) pieces on the shelf at first; none for a mean period's demand for each period until the
            first delivery.
        uncounted: So many first periods run but are left out of the result, so that the start fades.

    Raises:
        ModisteError: MOD-2450 where numbers are negative or not finite, or nothing is left to count.
    """
    count, length = demand.shape
    if not count or length <= uncounted or lead < 0:
        raise ModisteError("MOD-2450", reason=f"{count} series of {length} periods, lead time {lead}")
    if not np.isfinite(demand).all() or (demand < 0).any():
        raise ModisteError("MOD-2450", reason="demand holds gaps, infinite or negative numbers")
    shelf = demand.mean(1) * (lead + 1) if start is None else start.astype(float)
    coming = np.zeros((max(lead, 1), count))
    sold, ended, ordered = (np.zeros(demand.shape) for _ in range(3))
    for period in range(length):
        if lead:
            shelf = shelf + coming[0]
            coming = np.concatenate([coming[1:], np.zeros((1, count))])
        order = policy.orders(period, shelf, coming[: max(lead - 1, 0)])
        if not np.isfinite(order).all() or (order < 0).any():
            raise ModisteError("MOD-2450", reason=f"a policy orders negative or unknown pieces in {period}")
        if lead:
            coming[lead - 1] = order
        else:
            shelf = shelf + order
        sold[:, period] = np.minimum(shelf, demand[:, period])
        shelf = shelf - sold[:, period]
        ended[:, period] = shelf
        ordered[:, period] = order
    counted = slice(uncounted, None)
    return Replay(demand[:, counted], sold[:, counted], ended[:, counted], ordered[:, counted])


@dataclass(frozen=True)
class Frontier:
    """What fill costs in stock: one policy at rising service levels.

    Attributes:
        levels: (k,) service levels that were asked for, rising.
        fills: (k,) share of demand that was sold.
        holdings: (k,) mean stock in periods of demand.
    """

    levels: tuple[float, ...]
    fills: tuple[float, ...]
    holdings: tuple[float, ...]

    def holding_at(self, fill: float) -> float:
        """Stock at a fill, straight between the two levels around it; NaN beyond what was replayed."""
        order = np.argsort(self.fills)
        fills, holdings = np.array(self.fills)[order], np.array(self.holdings)[order]
        return float(np.interp(fill, fills, holdings, left=np.nan, right=np.nan))
