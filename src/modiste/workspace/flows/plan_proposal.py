"""A decision as it is proposed: its numbers, why, and how it would turn out.

Knows what every kind of decision has in common; the numbers are `plans`', `plan_allocation`'s,
`plan_transfer`'s and `plan_campaign`'s.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from modiste.workspace.flows.plan_ground import Ground
from modiste.workspace.flows.plan_words import PlanKind, plan_words


@dataclass(frozen=True)
class Proposed:
    """A decision as it is proposed.

    Attributes:
        kind: which.
        garment: of which garment; empty for one of the whole shop.
        numbers: what is to be done, by name; `rows` says it SKU by SKU, week by week or location by location.
        why: the sentence in `en` and `zh`, and the `facts` it rests on.
        outcome: what becomes of the coming weeks as they are and with it, simulated; `replayed`, what would
            have become of the last weeks' own demand, sales lost where nothing was left.
        money: what it gains, in the shop's currency, on average.
        inputs: SHA-256 of all it rests on, where that is more than the forecast.
        currency: of the money, where that is another than the forecast's.
    """

    kind: PlanKind
    garment: str
    numbers: Mapping[str, Any]
    why: Mapping[str, Any]
    outcome: Mapping[str, Any]
    money: float
    inputs: str = ""
    currency: str = ""


def sku_row(ground: Ground, place: int) -> dict[str, Any]:
    """What names the SKU at a place among a garment's, and its share of demand."""
    k = int(ground.skus[place])
    kept = ground.kept
    return {"sku": kept.skus[k], "size": kept.sizes[k], "share": round(float(kept.share[k]), 4)}


def why_of(kind: PlanKind, facts: dict[str, Any]) -> dict[str, Any]:
    """The sentence in both languages, and the facts it rests on."""
    return {**plan_words(kind, facts), "facts": facts}
