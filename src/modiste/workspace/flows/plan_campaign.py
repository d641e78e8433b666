"""A campaign as a decision: which garments are promoted when and how deep, replayed and with its interval.

Knows how a plan of promotions is told as a decision; what may be promoted is `campaigns`', the choice and
what it brings the trends room's.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from modiste.garment import ModisteError
from modiste.trends import Belief, CampaignPlan, Limits, plan_campaign, replay_campaign
from modiste.workspace.flows.campaigns import WEEKS, Campaign, campaign_of
from modiste.workspace.flows.plan_proposal import Proposed, why_of

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

MODEL = "mean of the last 8 weeks, with trend and elasticity"


@dataclass(frozen=True)
class CampaignWish:
    """What is asked of a campaign.

    Attributes:
        limits: to keep to.
        weeks: how many coming weeks are planned.
        elasticities: that people give, by garment or category; they win over the shop's own.
        trends: the same of growth a year, as a logarithm.
    """

    limits: Limits = field(default_factory=Limits)
    weeks: int = WEEKS
    elasticities: Mapping[str, Belief] = field(default_factory=dict)
    trends: Mapping[str, Belief] = field(default_factory=dict)


def proposed_campaign(
    shop: "Shop",
    garment: str = "",
    wish: CampaignWish | None = None,
    cost_share: float = 0.4,
    now: datetime | None = None,
) -> Proposed:
    """The promotions of the coming weeks for the greatest expected margin, of the shop or of one garment.

    Args:
        shop: where.
        garment: the only one that is promoted; empty for any.
        wish: what is asked; no limits and four weeks by default.
        cost_share: what a piece costs as a share of its price.
        now: nothing after it counts; by default the day after the last order.

    Raises:
        ModisteError: MOD-2491 where no promotion gains; as `campaign_of`.
    """
    wish = wish or CampaignWish()
    limits, weeks = wish.limits, wish.weeks
    campaign = campaign_of(
        shop,
        weeks=weeks,
        cost_share=cost_share,
        elasticities=wish.elasticities,
        trends=wish.trends,
        now=now,
    )
    there = [each.id for each in campaign.garments]
    if garment and garment not in there:
        reason = "it has no stock, no price or no sales in the last weeks"
        raise ModisteError("MOD-2491", kind="campaign", garment=garment, reason=reason)
    plan = plan_campaign(campaign.garments, limits, only={garment} if garment else None)
    if not plan.rows:
        reason = f"no promotion of {weeks} weeks gains with {limits.chance:.0%} chance"
        raise ModisteError("MOD-2491", kind="campaign", garment=garment or "the shop", reason=reason)
    rows = [
        {
            "name": row.name,
            "garment": row.garment,
            "week": str(campaign.weeks[row.week - 1]),
            "promotion": row.depth,
            "price": row.price,
            "pieces": round(row.extra, 1),
            "gain": row.gain,
            "gain_low": row.interval[0],
            "gain_high": row.interval[1],
            "elasticity": asdict(row.elasticity),
            "growth": asdict(row.growth),
            "en": row.en,
            "zh": row.zh,
        }
        for row in plan.rows
    ]
    numbers = {
        "weeks": weeks,
        "spent": plan.spent,
        "budget": plan.budget,
        "way": plan.method,
        "chance": plan.chance,
        "gain_interval": list(plan.interval),
        "rows": rows,
    }
    facts = {
        "garments": len({row.garment for row in plan.rows}),
        "weeks": weeks,
        "gain": round(plan.gain),
        "low": round(plan.interval[0]),
        "high": round(plan.interval[1]),
        "percent": round(100 * plan.chance),
        "spent": round(plan.spent),
        "first": plan.rows[0].name,
        "why_en": plan.rows[0].en,
        "why_zh": plan.rows[0].zh,
    }
    outcome = _outcome(campaign, plan, limits, garment)
    seen = f"{campaign.garments}:{limits}:{weeks}:{garment}".encode()
    inputs = hashlib.sha256(seen).hexdigest()
    why = why_of("campaign", facts)
    return Proposed("campaign", garment, numbers, why, outcome, plan.gain, inputs, campaign.currency)


def _outcome(campaign: Campaign, plan: CampaignPlan, limits: Limits, garment: str) -> dict[str, Any]:
    counted = [each for each in campaign.garments if garment in ("", each.id)]
    before, after = replay_campaign(plan.rows, campaign.garments, campaign.past, limits, counted)
    return {
        "basis": "simulated",
        "draws": plan.draws,
        "weeks": len(campaign.weeks),
        "as_is": {"margin": plan.plain},
        "with_it": {"margin": round(plan.plain + plan.gain, 2)},
        "interval": list(plan.interval),
        "replayed": {
            "weeks": len(campaign.weeks),
            "as_is": _sides(before),
            "with_it": _sides(after),
        },
    }


def _sides(told: Any) -> dict[str, float]:
    made = {name: round(value, 2) for name, value in asdict(told).items()}
    return {**made, "lost": round(made["wanted"] - made["sold"], 2)}
