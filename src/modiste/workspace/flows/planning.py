"""A shop's demand, stock and decisions, ready to be asked: the newest forecast, what wants a look first.

Knows what is kept in memory and when it is made anew; numbers are `shop_forecast`'s, `shop_stock`'s and
`plans`'. Threads may share it.
"""

import bisect
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import numpy as np

from modiste.garment import Garment, ModisteError, StockEntry
from modiste.store import DecisionEvent, KeptDecision
from modiste.workspace.flows.plan_campaign import MODEL, CampaignWish, proposed_campaign
from modiste.workspace.flows.plan_ground import Ground, ground_of, repriced
from modiste.workspace.flows.plan_proposal import Proposed
from modiste.workspace.flows.plan_words import ORDER_KINDS, concern_words
from modiste.workspace.flows.plans import proposed
from modiste.workspace.flows.shop_concerns import CONCERN_KINDS, Concern, concerns_of
from modiste.workspace.flows.shop_forecast import KeptForecast, newest_forecast, newest_stamp
from modiste.workspace.flows.shop_lead import Lead, measured_lead
from modiste.workspace.flows.shop_places import places_of
from modiste.workspace.flows.shop_stock import (
    Position,
    Terms,
    cover,
    outlook,
    position_of,
    price_now,
    sku_rows,
)

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

T = TypeVar("T")
_LARGEST = 10**18
FRESH_SECONDS = 10.0
"""Stock that moved in another process is known so late."""


class ShopPlanning:
    """Demand, stock and decisions of one shop."""

    def __init__(self, shop: "Shop") -> None:
        self._shop = shop
        self._lock = threading.Lock()
        self._stamp = ""
        self._kept: KeptForecast | None = None
        self._moves = -1
        self._looked = -1e9
        self._position: Position | None = None
        self._concerns: tuple[Terms, list[Concern]] | None = None
        self._lead: tuple[int, Lead] | None = None

    @property
    def terms(self) -> Terms:
        """On which the shop buys, where nothing else is asked."""
        return Terms(lead_weeks=self.lead.weeks)

    @property
    def lead(self) -> Lead:
        """How long an order takes, as supply's shipments say, or as assumed."""
        number = self._shop.store.supply_events.last_number()
        if self._lead is None or self._lead[0] != number:
            self._lead = number, measured_lead(self._shop, Terms().lead_weeks)
        return self._lead[1]

    def forecast(self) -> KeptForecast:
        """The newest forecast.

        Raises:
            ModisteError: MOD-2488 when there is none yet.
        """
        return self._now()[0]

    def concerns(self, kind: str = "") -> list[Concern]:
        """What wants a look, the one with the most money at stake first."""
        kept, position = self._now()
        with self._lock:
            if self._concerns is None or self._concerns[0] != self.terms:
                self._concerns = self.terms, concerns_of(kept, position, self.terms)
            return [each for each in self._concerns[1] if kind in ("", each.kind)]

    def ground(self, garment: str, terms: Terms | None = None) -> Ground:
        """What decisions of a garment rest on.

        Raises:
            ModisteError: MOD-2488 and MOD-2489 where nothing is forecast.
        """
        kept, position = self._now()
        return ground_of(kept, position, terms or self.terms, garment)

    def garment(self, garment: str) -> dict[str, Any]:
        """History, forecast, the plainest forecast beside it, SKUs, concerns and stock of a garment.

        Raises:
            ModisteError: MOD-2488 and MOD-2489 where nothing is forecast.
        """
        ground = self.ground(garment)
        kept, row = ground.kept, ground.row
        seen = outlook(kept, ground.position, kept.horizon)
        lived = np.flatnonzero(~np.isnan(kept.y[row]))
        since = int(lived[0]) if len(lived) else kept.weeks
        return {
            "garment": garment,
            **self.about(),
            "synthetic": self._shop.garments.get(garment).synthetic,
            "model": kept.by[row],
            "history": history_rows(kept, row, since),
            "forecast": ahead_rows(kept, row, kept.forecast.y_hat, kept.forecast.quantiles),
            "naive": [round(float(value), 3) for value in kept.naive.y_hat[row]],
            "levels": list(kept.forecast.levels),
            "skus": sku_rows(kept, ground.skus.tolist(), ground.position, seen),
            "stock": self._stock_row(kept, ground.position, row),
            "concerns": [concern_json(each) for each in self.concerns() if each.garment == garment],
        }

    def stock(self) -> list[dict[str, Any]]:
        """Stock of every garment on sale beside its forecast, the shortest cover first."""
        kept, position = self._now()
        rows = [self._stock_row(kept, position, row) for row in range(len(kept.garments))]
        return sorted(rows, key=stock_mark)

    def about(self) -> dict[str, Any]:
        """How the numbers were obtained."""
        kept = self.forecast()
        return {
            "made_at": kept.said["made_at"],
            "origin": kept.said["origin"],
            "horizon": kept.horizon,
            "currency": kept.said["currency"],
            "net": kept.said["net"],
            "figures": kept.said["figures"],
        }

    def state(self) -> dict[str, Any]:
        """What was forecast last, how good that way was, and how much wants a look."""
        terms, lead = self.terms.to_json(), self.lead.to_json()
        try:
            kept = self.forecast()
        except ModisteError as error:
            if error.code != "MOD-2488":
                raise
            return {"made_at": None, "terms": terms, "lead": lead}
        told = kept.to_json()
        found = self.concerns()
        counts = [
            {
                "kind": kind,
                "count": sum(each.kind == kind for each in found),
                "money": round(sum(each.money for each in found if each.kind == kind), 2),
            }
            for kind in CONCERN_KINDS
        ]
        shown = {name: told[name] for name in ("garments", "skus", "by")}
        return {
            **self.about(),
            **shown,
            "synthetic": self._is_synthetic(),
            "terms": terms,
            "lead": lead,
            "concerns": counts,
        }

    def what_if(
        self,
        garment: str,
        *,
        price: float | None = None,
        promotion: float | None = None,
        promotion_weeks: int = 2,
        **terms: Any,
    ) -> dict[str, Any]:
        """A garment's forecast and the buy that follows, as they are and with another price or other terms.

        Raises:
            ModisteError: MOD-2487 for terms out of range, MOD-2488 and MOD-2489 where nothing is forecast.
        """
        ground = self.ground(garment, self.terms.changed(**terms))
        changed = repriced(ground, price, promotion, promotion_weeks)
        value, low, high, basis = ground.elasticity
        return {
            "garment": garment,
            "currency": ground.kept.said["currency"],
            "terms": ground.terms.to_json(),
            "lead": self.lead.told(ground.terms.lead_weeks).to_json(),
            "elasticity": round(value, 3),
            "elasticity_ends": [round(low, 3), round(high, 3)],
            "elasticity_basis": basis,
            "before": _side(self.ground(garment)),
            "after": _side(changed),
        }

    def propose(
        self,
        kind: str,
        garment: str,
        who: str,
        terms: Terms | None = None,
        note: str = "",
        packs: Sequence[Mapping[str, int]] = (),
        wish: CampaignWish | None = None,
    ) -> dict[str, Any]:
        """Propose a decision, simulated, and keep it.

        Args:
            kind: one of `PLAN_KINDS`.
            garment: on which; empty for a campaign of the whole shop.
            who: proposes it.
            terms: on which is bought; the shop's own by default.
            note: for colleagues.
            packs: of an allocation: pieces by size of each kind of pack that is given whole.
            wish: what is asked of a campaign.

        Raises:
            ModisteError: MOD-2488 and MOD-2489 where nothing is forecast, MOD-2012 for an unknown kind,
                MOD-2491 where there is nothing to decide, MOD-2492 where there is nowhere to allocate to;
                of a campaign as `proposed_campaign`.
        """
        if kind == "campaign":
            asked = wish or CampaignWish()
            return self._proposed_campaign(garment, who, note, terms or self.terms, asked)
        ground = self.ground(garment, terms)
        if kind in ("allocation", "transfer"):
            places = places_of(self._shop, ground.kept, ground.skus, gives=kind == "allocation")
            ground = replace(ground, places=places, packs=tuple(packs))
        made = proposed(ground, kind)
        lead = self.lead.told(ground.terms.lead_weeks) if kind in ORDER_KINDS else None
        if lead is not None:
            why = {name: f"{made.why[name]} {text}" for name, text in lead.words.items()}
            made = replace(made, why={**made.why, **why})
        said = {
            "lead": lead and lead.to_json(),
            "currency": ground.kept.said["currency"],
            "terms": ground.terms.to_json(),
            "inputs": made.inputs or ground.kept.said["inputs"],
            "forecast_made_at": ground.kept.said["made_at"],
            "model": ground.kept.by[ground.row],
            "note": note,
        }
        return self._keep(made, said, who)

    def _proposed_campaign(
        self, garment: str, who: str, note: str, terms: Terms, wish: CampaignWish
    ) -> dict[str, Any]:
        """A campaign needs no forecast: its demand is the last weeks', with trend and elasticity."""
        made = proposed_campaign(self._shop, garment, wish, terms.cost_share)
        said = {
            "currency": made.currency,
            "terms": {"cost_share": terms.cost_share, "weeks": wish.weeks},
            "inputs": made.inputs,
            "forecast_made_at": None,
            "model": MODEL,
            "note": note,
        }
        return self._keep(made, said, who)

    def _keep(self, made: Proposed, said: Mapping[str, Any], who: str) -> dict[str, Any]:
        whole = {
            "numbers": made.numbers,
            "why": made.why,
            "outcome": made.outcome,
            "money": made.money,
            **said,
        }
        return self._shown(self._shop.store.decisions.propose(made.kind, made.garment, whole, who))

    def decide(
        self, id_: str, version: int, state: Literal["approved", "refused"], who: str, note: str = ""
    ) -> dict[str, Any]:
        """Approve or refuse a decision that was looked at in this version.

        Raises:
            ModisteError: MOD-1103 when there is none, MOD-2490 when it is not proposed any more.
        """
        found = self._shop.store.decisions.decide(id_, version, state, who, note)
        if found is None:
            now = self._shop.store.decisions.get(id_)
            raise ModisteError("MOD-2490", id=id_, state=now.state)
        return self._shown(found)

    def decision(self, id_: str) -> dict[str, Any]:
        """One decision with its steps.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        return self._shown(self._shop.store.decisions.get(id_))

    def decisions(
        self, after: int | None = None, limit: int = 50, *, state: str = "", kind: str = "", garment: str = ""
    ) -> tuple[list[dict[str, Any]], int | None]:
        """Some decisions, the newest first, and where the next ones begin."""
        store = self._shop.store.decisions
        found = store.page(after, limit + 1, state=state, kind=kind, garment_id=garment)
        steps = store.events([each.id for each in found[:limit]])
        rows = [decision_json(each, steps[each.id]) for each in found[:limit]]
        return rows, found[limit - 1].number if len(found) > limit else None

    def _shown(self, kept: KeptDecision) -> dict[str, Any]:
        return decision_json(kept, self._shop.store.decisions.events([kept.id])[kept.id])

    def _now(self) -> tuple[KeptForecast, Position]:
        """The newest forecast and the stock now, read again where either changed."""
        with self._lock:
            stamp = newest_stamp(self._shop)
            if self._kept is None or stamp != self._stamp:
                kept = newest_forecast(self._shop)
                if kept is None:
                    raise ModisteError("MOD-2488", path=self._shop.root)
                self._kept, self._stamp, self._position = kept, stamp, None
            moment = time.monotonic()
            if self._position is None or moment - self._looked > FRESH_SECONDS:
                moves = self._shop.store.rows.count(StockEntry)
                if self._position is None or moves != self._moves:
                    self._position = position_of(self._shop, self._kept)
                    self._moves, self._concerns = moves, None
                self._looked = moment
            return self._kept, self._position

    def _is_synthetic(self) -> bool:
        kept = self.forecast()
        some = self._shop.store.rows.find(Garment, kept.garments[:20])
        return any(each.synthetic for each in some.values())

    def _stock_row(self, kept: KeptForecast, position: Position, row: int) -> dict[str, Any]:
        mine = kept.owner == row
        level, coming = int(position.level[mine].sum()), int(position.coming[mine].sum())
        weeks = cover(kept.forecast.y_hat[row], float(level))
        recent = np.nan_to_num(kept.y[row, -kept.horizon :])
        price = float(price_now(kept)[row])
        return {
            "garment": kept.garments[row],
            "level": level,
            "coming": coming,
            "skus": int(mine.sum()),
            "skus_out": int((mine & (position.level <= 0)).sum()),
            "weekly": round(float(kept.forecast.y_hat[row].mean()), 2),
            "sold": int(recent.sum()),
            "cover_weeks": None if weeks is None else round(weeks, 1),
            "stock_out_days": None if weeks is None else int(7 * weeks),
            "price": price or None,
            "value": round(price * level, 2) if price else None,
        }


def history_rows(kept: KeptForecast, row: int, since: int = 0) -> list[dict[str, Any]]:
    """The past weeks of a garment as plain values."""
    return [
        {
            "week": str(kept.dates[week]),
            "sold": None if np.isnan(kept.y[row, week]) else round(float(kept.y[row, week]), 3),
            "wanted": None if np.isnan(kept.y[row, week]) else round(float(kept.wanted[row, week]), 2),
            "censored": bool(kept.censored[row, week]),
            "price": _money(kept.price[row, week]),
            "promotion": round(float(kept.promotion[row, week]), 3),
        }
        for week in range(since, kept.weeks)
    ]


def ahead_rows(kept: KeptForecast, row: int, y_hat: Any, quantiles: Any) -> list[dict[str, Any]]:
    """The coming weeks of a garment as plain values."""
    return [
        {
            "week": str(kept.dates[kept.weeks + step]),
            "value": round(float(y_hat[row, step]), 3),
            "quantiles": [round(float(value), 3) for value in quantiles[row, step]],
            "price": _money(kept.price[row, kept.weeks + step]),
            "promotion": round(float(kept.promotion[row, kept.weeks + step]), 3),
        }
        for step in range(kept.horizon)
    ]


def concern_json(each: Concern) -> dict[str, Any]:
    """A concern as faces show it."""
    words = concern_words(each.kind, each.facts)
    return {
        "kind": each.kind,
        "garment": each.garment,
        "money": each.money,
        "facts": each.facts,
        "en": words["en"],
        "zh": words["zh"],
    }


def decision_json(kept: KeptDecision, steps: Sequence[DecisionEvent]) -> dict[str, Any]:
    """A decision as faces show it."""
    said: Mapping[str, Any] = kept.said
    return {
        "id": kept.id,
        "number": kept.number,
        "kind": kept.kind,
        "garment": kept.garment_id,
        "state": kept.state,
        "version": kept.version,
        "made_at": kept.made_at,
        "made_by": kept.made_by,
        **said,
        "steps": [
            {"version": each.version, "state": each.state, "at": each.at, "who": each.who, "note": each.note}
            for each in steps
        ],
    }


def past_mark(
    rows: Sequence[T], mark_of: Callable[[T], str], mark: str | None, limit: int
) -> tuple[list[T], str | None]:
    """The next rows of an ordered list behind a mark, and the mark of the last where more follow.

    A mark holds a row's order and name, so that rows that come or go before it never shift a page.
    """
    marks = [mark_of(each) for each in rows]
    start = 0 if mark is None else bisect.bisect_right(marks, mark)
    page = list(rows[start : start + limit])
    more = start + limit < len(rows)
    return page, marks[start + limit - 1] if more else None


def concern_mark(each: Concern) -> str:
    """A text that sorts as concerns are ordered: the most money first."""
    return f"{_LARGEST - round(100 * each.money):020d} {each.garment} {each.kind}"


def stock_mark(row: Mapping[str, Any]) -> str:
    """A text that sorts as stock is ordered: the shortest cover first."""
    cover_weeks = row["cover_weeks"]
    return f"{_LARGEST if cover_weeks is None else round(10 * cover_weeks):020d} {row['garment']}"


def _side(ground: Ground) -> dict[str, Any]:
    kept, row = ground.kept, ground.row
    prices = np.nan_to_num(kept.price[row, kept.weeks :], nan=0.0)
    revenue = float((kept.forecast.y_hat[row] * prices).sum())
    try:
        made = proposed(ground, "buy")
    except ModisteError as error:
        if error.code != "MOD-2491":
            raise
        pieces, cost, outcome = 0, 0.0, {}
    else:
        pieces, cost, outcome = made.numbers["pieces"], made.numbers["cost"], dict(made.outcome)
    return {
        "forecast": ahead_rows(kept, row, kept.forecast.y_hat, kept.forecast.quantiles),
        "pieces_wanted": round(float(kept.forecast.y_hat[row].sum()), 2),
        "revenue": round(revenue, 2),
        "pieces": pieces,
        "cost": cost,
        "outcome": outcome,
    }


def _money(value: Any) -> float | None:
    return None if np.isnan(value) else round(float(value), 2)
