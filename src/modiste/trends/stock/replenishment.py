"""How much to order every period: textbook safety stock, past windows, (s, S), and paths of demand ahead.

Knows policies and what each needs of the past; replaying is `lost_sales`', promotions `window_demand`'s.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from modiste.garment import ModisteError
from modiste.trends.panel import Floats
from modiste.trends.stock.looking_back import running_mean
from modiste.trends.stock.lost_sales import Frontier, Policy, replay
from modiste.trends.stock.why import Alternative, Why


@dataclass(frozen=True, eq=False)
class OrderUpTo:
    """Order up to a level every period, or only below a reorder point.

    Attributes:
        levels: (n, t) pieces on shelf and on the way, together, after ordering.
        points: (n, t) order only where there are no more pieces than that; None to order every period.
    """

    levels: Floats
    points: Floats | None = None

    def orders(self, period: int, on_hand: Floats, coming: Floats) -> Floats:
        """See `Policy`."""
        position = on_hand + coming.sum(0)
        order = np.asarray(np.maximum(self.levels[:, period] - position, 0))
        if self.points is None:
            return order
        return np.where(position <= self.points[:, period], order, 0.0)


def textbook_levels(history: Floats, first: int, lead: int, service: float, window: int = 13) -> Floats:
    """Order-up-to levels by mean and standard deviation of the last weeks, demand taken as normal.

    Args:
        history: (n, t) demand; level p sees the columns before it alone.
        first: The first period that needs a level.
        lead: Periods from order to delivery; with the review that makes lead + 1 periods to protect.
        service: Probability that a window's demand is met.
        window: Periods that mean and deviation look back.

    Returns:
        (n, t - first) levels, never negative.
    """
    _check_service(service)
    protected = lead + 1
    safety = ndtri(service) * np.sqrt(protected)
    levels = []
    for origin in range(first, history.shape[1]):
        seen = history[:, max(origin - window, 0) : origin]
        levels.append(protected * np.nanmean(seen, 1) + safety * np.nanstd(seen, 1, ddof=1))
    return np.asarray(np.maximum(np.stack(levels, 1), 0))


def empirical_levels(history: Floats, first: int, lead: int, service: float, window: int = 52) -> Floats:
    """Order-up-to levels by the quantile of past sums over the protected window; as `textbook_levels`."""
    _check_service(service)
    sums = np.lib.stride_tricks.sliding_window_view(history, lead + 1, axis=1).sum(-1)
    levels = []
    for origin in range(first, history.shape[1]):
        done = origin - lead
        levels.append(np.nanquantile(sums[:, max(done - window, 0) : done], service, axis=1))
    return np.stack(levels, 1)


def _check_service(service: float) -> None:
    if not 0 < service < 1:
        raise ModisteError("MOD-2451", name="service level", value=service, reason="it lies between 0 and 1")


def tuned_points(
    history: Floats, first: int, lead: int, penalty: float, window: int = 13
) -> tuple[Floats, Floats]:
    """Reorder points and order-up-to levels in multiples of the mean, chosen for each series on its past.

    Each pair of multiples is replayed, with lost sales, over the weeks before `first`; the cheapest stays.

    Args:
        history: (n, t) demand; choosing sees the columns before `first` alone.
        first: The first period that needs levels.
        lead: Periods from order to delivery.
        penalty: What a lost piece costs, where a piece held for a period costs 1.
        window: Periods that the mean looks back.

    Returns:
        Points and levels, (n, t - first) each.
    """
    means = np.nan_to_num(running_mean(history, window)[:, 4:-1])
    past, multiples = np.nan_to_num(history[:, 4:first]), means[:, : first - 4]
    best = np.full(len(history), np.inf)
    point, level = np.zeros(len(history)), np.zeros(len(history))
    for low in np.arange(0.5, 1 + 3.0 * (lead + 1), 0.5):
        for extra in (0.25, 0.75, 1.5, 3.0):
            pair = OrderUpTo((low + extra) * multiples, low * multiples)
            run = replay(past, pair, lead)
            cost = run.ended.sum(1) + penalty * (run.demand - run.sold).sum(1)
            better = cost < best
            best = np.where(better, cost, best)
            point, level = np.where(better, low, point), np.where(better, low + extra, level)
    ahead = means[:, first - 4 :]
    return point[:, None] * ahead, level[:, None] * ahead


@dataclass(frozen=True, eq=False)
class AlongPaths:
    """Order what the delivery's own week will lack, along paths of demand until then, sales lost on the way.

    An order-up-to level counts demand twice that a bare shelf never serves; a path does not (Zipkin 2008,
    Old and new methods for lost-sales inventory systems: myopic policies beat order-up-to ones).

    Attributes:
        paths: (n, t, lead + 1, draws) demands of the weeks from each period on, drawn together.
        service: Probability that the week of the delivery lacks nothing.
    """

    paths: Floats
    service: float

    def orders(self, period: int, on_hand: Floats, coming: Floats) -> Floats:
        """See `Policy`."""
        lacking = lacking_at_delivery(self.paths[:, period], on_hand, coming)
        return np.maximum(np.quantile(lacking, self.service, axis=1), 0)


def lacking_at_delivery(paths: Floats, on_hand: Floats, coming: Floats) -> Floats:
    """(n, draws) demand of the delivery's week less what is left by then; negative where plenty is left.

    Args:
        paths: (n, lead + 1, draws) demands of this week and the next ones.
        on_hand: (n,) pieces on the shelf.
        coming: (lead - 1, n) deliveries of the weeks between.
    """
    left = np.repeat(on_hand[:, None], paths.shape[-1], 1)
    for week in range(paths.shape[1] - 1):
        left = np.maximum(left - paths[:, week], 0)
        if week < len(coming):
            left = left + coming[week][:, None]
    return np.asarray(paths[:, -1] - left)


@dataclass(frozen=True, eq=False)
class Orders:
    """What to order now, and why.

    Attributes:
        quantities: (n,) pieces, whole packs.
        lost: (n, 3) pieces expected to be lost in the delivery's week: ordering nothing, so, and a pack more.
        left: (n, 3) pieces expected to be left after it, likewise.
        why: What it all rests on; the alternatives are nothing and the median's need.
    """

    quantities: Floats
    lost: Floats
    left: Floats
    why: Why


def decide_orders(
    paths: Floats, on_hand: Floats, coming: Floats, service: float, pack: float = 1.0
) -> Orders:
    """What to order of every series now, for deliveries after the paths' last week but one.

    Args:
        paths: (n, lead + 1, draws) demands of this week and the next ones.
        on_hand: (n,) pieces on the shelf.
        coming: (lead - 1, n) deliveries of the weeks between.
        service: Probability that the delivery's week lacks nothing.
        pack: Pieces are ordered in multiples of it.

    Raises:
        ModisteError: MOD-2451 where a setting is refused, MOD-2450 where stock is negative.
    """
    _check_service(service)
    if not pack > 0:
        raise ModisteError("MOD-2451", name="pack", value=pack, reason="a pack holds at least one piece")
    if (on_hand < 0).any() or (coming < 0).any() or not np.isfinite(paths).all():
        raise ModisteError("MOD-2450", reason="stock is negative or a path unknown")
    lacking = lacking_at_delivery(paths, on_hand, coming)

    def in_packs(wanted: Floats) -> Floats:
        return np.asarray(np.ceil(np.maximum(wanted, 0) / pack - 1e-9) * pack)

    chosen = in_packs(np.quantile(lacking, service, axis=1))
    ways = np.stack([np.zeros(len(chosen)), chosen, chosen + pack], 1)
    after = lacking[:, None, :] - ways[:, :, None]
    lost, left = np.maximum(after, 0).mean(2), np.maximum(-after, 0).mean(2)
    median = in_packs(np.median(lacking, axis=1))
    at_median = float(np.maximum(lacking - median[:, None], 0).mean(1).sum())
    wanted = float(paths[:, -1].mean(1).sum())
    why = Why(
        {
            "service": service,
            "pack": pack,
            "on_hand": float(on_hand.sum()),
            "coming": float(coming.sum()),
            "demand_until_delivery": float(paths[:, :-1].mean(2).sum()),
            "demand_of_delivery_week": wanted,
        },
        wanted - float(lost[:, 1].sum()),
        "pieces sold",
        (
            Alternative("nothing", 0.0, wanted - float(lost[:, 0].sum())),
            Alternative("median", float(median.sum()), wanted - at_median),
            Alternative("a_pack_more", float(ways[:, 2].sum()), wanted - float(lost[:, 2].sum())),
        ),
    )
    return Orders(chosen, lost, left, why)


def frontier(
    demand: Floats,
    policies: Sequence[tuple[float, Policy]],
    lead: int,
    uncounted: int = 0,
) -> Frontier:
    """Replay one kind of policy at rising service levels: (level, policy) pairs."""
    runs = [replay(demand, policy, lead, uncounted=uncounted) for _, policy in policies]
    return Frontier(
        tuple(level for level, _ in policies),
        tuple(run.fill for run in runs),
        tuple(run.holding for run in runs),
    )
