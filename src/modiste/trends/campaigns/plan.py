"""A campaign: garment, week, promotion and margin with its interval, each row with why; beside no promotion.

Knows how a choice is told; what a promotion brings is `simulation`'s, which are taken `choice`'s.
"""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from modiste.trends.campaigns.beliefs import Belief
from modiste.trends.campaigns.choice import exact, greedy
from modiste.trends.campaigns.offers import Limits, Promotable, checked
from modiste.trends.campaigns.simulation import DRAWS, Option, Outlook, outlooks
from modiste.trends.panel import Floats

_LITTLE = 0.02


@dataclass(frozen=True)
class Promotion:
    """One row of a plan.

    Attributes:
        garment: its id.
        name: as people call it.
        category: of the garment.
        week: from 1.
        depth: share off the price.
        price: asked in that week.
        extra: pieces more in that week, expected.
        spent: money: discounts given and what promoting costs, expected.
        gain: margin more than without promotion, expected.
        interval: the 95 % interval of the gain.
        chance: that it gains at all.
        elasticity: what is believed of its demand, and from where.
        growth: the same of its trend.
        en: why, in English.
        zh: the same in Chinese.
    """

    garment: str
    name: str
    category: str
    week: int
    depth: float
    price: float
    extra: float
    spent: float
    gain: float
    interval: tuple[float, float]
    chance: float
    elasticity: Belief
    growth: Belief
    en: str
    zh: str


@dataclass(frozen=True)
class CampaignPlan:
    """What to promote.

    Attributes:
        rows: by week, the greatest gain first.
        plain: expected margin of all garments without promotion.
        plain_interval: its 95 % interval.
        gain: expected margin more.
        interval: the 95 % interval of the gain.
        chance: that the plan gains at all.
        spent: expected money for it.
        budget: what may be spent; None where there is no limit.
        method: "exact", or "greedy" where the program found nothing better or ran out of time.
        greedy_gain: what the greedy choice would gain.
        draws: how many times everything was drawn.
    """

    rows: tuple[Promotion, ...]
    plain: float
    plain_interval: tuple[float, float]
    gain: float
    interval: tuple[float, float]
    chance: float
    spent: float
    budget: float | None
    method: str
    greedy_gain: float
    draws: int

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def plan_campaign(
    garments: Sequence[Promotable],
    limits: Limits | None = None,
    *,
    only: Collection[str] | None = None,
    draws: int = DRAWS,
    seed: int = 0,
) -> CampaignPlan:
    """Choose garment, week and depth for the greatest expected margin within limits.

    Args:
        garments: that may be promoted, with what is believed of them.
        limits: to keep to.
        only: ids of those that are looked at, the others only losing what is taken; all by default.
        draws: how many times demand, trend and elasticity are drawn.
        seed: of the draws; the same seed gives the same plan.

    Raises:
        ModisteError: MOD-2477 for an impossible garment, MOD-2478 for an impossible limit.
    """
    limits = limits or Limits()
    checked(garments, limits)
    seen: Sequence[Outlook] = outlooks(garments, limits, draws=draws, seed=seed)
    seen = [each for each, of in zip(seen, garments, strict=True) if only is None or of.id in only]
    options = [
        option for each in seen for option in each.options if (option.gains > 0).mean() >= limits.chance
    ]
    first = greedy(options, garments, limits)
    best = exact(options, garments, limits)
    is_exact = best is not None and _gain(best) >= _gain(first) - 1e-9
    chosen = best if is_exact and best is not None else first
    rows = [_row(each, garments, options, limits) for each in chosen]
    rows.sort(key=lambda row: (row.week, -row.gain, row.garment))
    plain = np.sum([each.plain for each in seen], axis=0)
    gains = np.sum([each.gains for each in chosen], axis=0) if chosen else np.zeros(draws)
    return CampaignPlan(
        tuple(rows),
        round(float(plain.mean()), 2),
        _interval(plain),
        round(float(gains.mean()), 2),
        _interval(gains),
        round(float((gains > 0).mean()), 3),
        round(sum(each.spent for each in chosen), 2),
        float(limits.budget) if np.isfinite(limits.budget) else None,
        "exact" if is_exact else "greedy",
        round(_gain(first), 2),
        draws,
    )


def _gain(chosen: Sequence[Option]) -> float:
    return float(sum(each.gain for each in chosen))


def _interval(values: Floats) -> tuple[float, float]:
    low, high = np.quantile(values, (0.025, 0.975))
    return round(float(low), 2), round(float(high), 2)


def _row(
    option: Option,
    garments: Sequence[Promotable],
    options: Sequence[Option],
    limits: Limits,
) -> Promotion:
    garment = garments[option.garment]
    en, zh = _why(option, garment, options, limits)
    return Promotion(
        garment.id,
        garment.name or garment.id,
        garment.category,
        option.week + 1,
        option.depth,
        round(garment.price * (1 - option.depth), 2),
        round(option.extra, 1),
        round(option.spent, 2),
        round(option.gain, 2),
        _interval(option.gains),
        round(float((option.gains > 0).mean()), 3),
        garment.elasticity,
        garment.growth,
        en,
        zh,
    )


def _why(option: Option, garment: Promotable, options: Sequence[Option], limits: Limits) -> tuple[str, str]:
    """What speaks for a row: (English, Chinese)."""
    own = [each for each in options if each.garment == option.garment]
    best = max(own, key=lambda each: each.gain)
    belief = garment.elasticity
    en = [
        f"{option.depth:.0%} off sells {option.lift:.2f} times as much "
        f"(elasticity {belief.value:.1f}, {belief.low:.1f} to {belief.high:.1f}, {belief.told[0]})"
    ]
    zh = [
        f"降价 {option.depth:.0%} 销量约为 {option.lift:.2f} 倍"
        f"（弹性 {belief.value:.1f}，{belief.low:.1f} 至 {belief.high:.1f}，{belief.told[1]}）"
    ]
    if abs(garment.growth.value) >= _LITTLE:
        change = float(np.expm1(garment.growth.value))
        source = garment.growth.told
        en.append(f"its trend {'grows' if change > 0 else 'fades'} by {abs(change):.0%} a year, {source[0]}")
        zh.append(f"趋势每年{'上升' if change > 0 else '下降'} {abs(change):.0%}（{source[1]}）")
    if garment.worth_left < garment.cost:
        en.append(f"what is left over loses {garment.cost - garment.worth_left:.2f} a piece")
        zh.append(f"剩余每件损失 {garment.cost - garment.worth_left:.2f}")
    if option.sold_out > _LITTLE:
        en.append(f"the stock ends by then in {option.sold_out:.0%} of draws")
        zh.append(f"在 {option.sold_out:.0%} 的模拟中届时售罄")
    if limits.taken and option.extra > 0:
        en.append(f"{limits.taken:.0%} of its extra sales are taken from its category")
        zh.append(f"增量的 {limits.taken:.0%} 来自同品类其他款式")
    if best is option:
        en.append("its best week and depth")
        zh.append("为其最佳周次与幅度")
    else:
        en.append(f"alone it would take week {best.week + 1} at {best.depth:.0%}: limits move it")
        zh.append(f"单独考虑时为第 {best.week + 1} 周、{best.depth:.0%}，因限制而调整")
    return "; ".join(en), "；".join(zh)
