"""What a shop's own sales say for a campaign: how demand answers to price, and which way it goes.

Knows which elasticity and which trend signal hold for a garment, and when none does; both are worked out by
the trends room.
"""

from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np

from modiste.garment import ModisteError
from modiste.trends import Belief, Elasticity, elasticities, price_weeks
from modiste.workspace.flows.sales_log import open_sales
from modiste.workspace.flows.trend_signals import ATTRIBUTES, judged
from modiste.workspace.flows.trend_words import chinese_value

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

USUAL_ELASTICITY = Belief(-2.0, -3.6, -0.4, "prior")
"""About the mean and spread of price elasticities of goods (Bijmolt et al., J. Marketing Research, 2005)."""
NO_TREND = Belief(0.0, -0.2, 0.2, "nothing")
_YEAR = 52


def elasticity_beliefs(shop: "Shop", moment: datetime) -> dict[str, Belief]:
    """By garment, what the shop's own prices tell; none where they tell no more than is usual in retail.

    A value is used where demand falls as the price rises, and where its interval is no wider than the usual
    one's. A garment whose own price never moved has its category's, or where that is thin the shop's.
    """
    try:
        with open_sales(shop, moment) as log:
            found = elasticities(price_weeks(log))
            category = log.query("SELECT DISTINCT garment_id, category FROM sold").to_pydict()
    except ModisteError:  # nothing sold in a whole week, or no price moved
        return {}
    of = dict(zip(category["garment_id"], category["category"], strict=True))
    known = {each.key for each in found.categories if each.weight > 0}
    made = {}
    for each in found.items:
        if _is_usable(each):
            source = "own" if each.own is not None else "category" if of.get(each.key) in known else "shop"
            made[each.key] = Belief(each.value, *each.ci95, source)  # type: ignore[arg-type] # one of Source
    return made


def trend_beliefs(shop: "Shop", moment: datetime) -> dict[str, Belief]:
    """By garment, the growth a year of the surest attribute of it that rises or fades in what is sold.

    Shares are compared with the same weeks of the year before; of a shorter past season cannot be told from
    trend, and nothing is said.
    """
    try:
        found = judged(shop, moment, sources=("sales",))
    except ModisteError:  # too few weeks to compare
        return {}
    sure = {
        (each.key.attribute, each.key.value): each
        for each in found.signals
        if each.verdict != "steady" and each.growth.apart == _YEAR
    }
    rows = found.observed.select(["item", "attribute", "value"]).to_pylist()
    made: dict[str, tuple[float, Belief]] = {}
    for row in rows:
        signal = sure.get((row["attribute"], row["value"]))
        if signal is None or (row["item"] in made and made[row["item"]][0] <= signal.q):
            continue
        en, zh = ATTRIBUTES[row["attribute"]]
        of, of_zh = row["value"], chinese_value(row["attribute"], row["value"]) or row["value"]
        growth = signal.growth
        belief = Belief(growth.value, *growth.ci95, "signal", f"{en} {of}", f"{zh}“{of_zh}”")
        made[row["item"]] = signal.q, belief
    return {garment: belief for garment, (_, belief) in made.items()}


def _is_usable(each: Elasticity) -> bool:
    low, high = each.ci95
    usual = USUAL_ELASTICITY
    return bool(np.isfinite([low, high]).all() and each.value < 0 and high - low <= usual.high - usual.low)
