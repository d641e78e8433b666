"""How long an order takes to arrive: measured on shipments where there are enough, else the stated weeks.

Knows which of supply's ways bring goods in; how long a way takes is the supply room's, what is ordered is
`plans`'.
"""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

STORES = frozenset(("warehouse", "shop"))
"""Kinds of places where goods are stock; a way between two of them brings nothing in."""
LEAST_SHIPMENTS = 5
LEVEL = 0.8
"""Of the interval: nine of ten shipments come by its end."""
LONGEST_WEEKS = 26
_WEEK_HOURS = 168.0


@dataclass(frozen=True)
class Lead:
    """From an order to its arrival, in weeks.

    Attributes:
        weeks: Whole ones to reckon with.
        basis: What says so: shipments, or nobody but the terms.
        middle: Half of the shipments take longer.
        low: One of ten is quicker.
        high: One of ten is slower.
        count: Shipments.
        origin: Where they left.
        destination: Where they came to.
    """

    weeks: int
    basis: Literal["measured", "assumed"] = "assumed"
    middle: float | None = None
    low: float | None = None
    high: float | None = None
    count: int = 0
    origin: str = ""
    destination: str = ""

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)

    def told(self, lead_weeks: int) -> "Lead":
        """What is reckoned with where other weeks are asked for: nobody measured those."""
        return self if lead_weeks == self.weeks else Lead(lead_weeks)

    @property
    def words(self) -> dict[str, str]:
        """Where the weeks come from, in English and Chinese."""
        ends = f"{self.low or 0:.1f}", f"{self.high or 0:.1f}"
        if self.basis == "assumed":
            en, zh = f"The {self.weeks} weeks to arrival are assumed", f"到货 {self.weeks} 周为假定值"
            if self.count:
                en += f"; {self.count} shipments were {self.middle:.1f} weeks under way"
                en += f" (80 % {ends[0]} to {ends[1]}), without making"
                zh += f"；{self.count} 批货物在途 {self.middle:.1f} 周"
                zh += f"（80 % 为 {ends[0]} 至 {ends[1]} 周），不含生产时间"
            return {"en": f"{en}.", "zh": f"{zh}。"}
        return {
            "en": f"The {self.weeks} weeks to arrival are measured on {self.count} shipments:"
            f" {self.middle:.1f} weeks under way, 80 % of them {ends[0]} to {ends[1]}; making is not in it.",
            "zh": f"到货 {self.weeks} 周按 {self.count} 批货物实测：在途 {self.middle:.1f} 周，"
            f"80 % 为 {ends[0]} 至 {ends[1]} 周；不含生产时间。",
        }


def measured_lead(shop: "Shop", stated: int) -> Lead:
    """The stated weeks, or more where most shipments from outside take longer under way alone.

    A way tells nothing of how long making takes, so fewer weeks than stated are not believed.

    Args:
        shop: Whose.
        stated: Weeks from an order to its arrival.
    """
    stores = {each.id for each in shop.store.supply_places.all() if each.kind in STORES}
    legs = shop.supply_facts.arrivals(LEVEL)["legs"] if stores else []
    coming = [each for each in legs if each["destination"] in stores and each["origin"] not in stores]
    best: Mapping[str, Any] | None = max(coming, key=lambda each: each["hours"]["count"], default=None)
    if best is None or best["hours"]["count"] < LEAST_SHIPMENTS:
        return Lead(stated)
    hours = best["hours"]
    middle, low, high = (round(hours[name] / _WEEK_HOURS, 2) for name in ("middle", "low", "high"))
    weeks = min(math.ceil(high), LONGEST_WEEKS)
    basis: Literal["measured", "assumed"] = "measured" if weeks > stated else "assumed"
    return Lead(
        max(weeks, stated), basis, middle, low, high, hours["count"], best["origin"], best["destination"]
    )
