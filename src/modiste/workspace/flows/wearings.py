"""What a shop's own orders and returns say of sizes: as wearings, and as the size model learned from them.

Knows the shop's rows and when the model is behind them; what is learned is the recommend room's. Measures are
used of those alone who agreed, and whoever was erased is in no model made afterwards.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from modiste import tailoring
from modiste.garment import (
    BodyMeasures,
    Colourway,
    Consent,
    Customer,
    Cut,
    Garment,
    ModisteError,
    Order,
    OrderLine,
    Return,
    Sku,
)
from modiste.learning import Event, Progress, silent
from modiste.recommend import SizeModel, Wearings, fit_sizes, open_size_model
from modiste.store import exclusive, write_whole
from modiste.workspace.flows.made_models import promoted

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

OUTCOMES = ("kept", "small", "large", "other")
"""What becomes of an order line: it stays, or comes back as too small, too large, or for another reason."""
KEPT, SMALL, LARGE, OTHER = OUTCOMES
MEASURES = ("height", "weight", "chest", "under_bust", "waist", "hip", "thigh")
SETTLED_DAYS = 30
"""So many days after an order what has not come back stays; younger lines are not learned from."""
FOLDER, MODEL, STAMP = "recommend", "sizes.npz", "sizes.json"
_SMALL = re.compile(r"\b(?:tight|small|narrow|short)\b|太小|偏小|过小|太紧|偏紧|窄")
_LARGE = re.compile(r"\b(?:loose|large|big|wide|long)\b|太大|偏大|过大|太松|偏松|宽")
_GIRTHS = ("bust", "waist", "hip")
_LETTERS = {"XXS": 32, "XS": 34, "S": 36, "M": 40, "L": 44, "XL": 48, "XXL": 52, "2XL": 52, "3XL": 56}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_USUAL_GIRTH = 94.0
_SOME = 400
_IMPERIAL = (("height", "height_in", 1 / 2.54), ("weight", "weight_lbs", 1 / 0.45359237))
"""Numbers of the body as some published files have them."""


def outcome_of(reason: str) -> str:
    """What a return's reason says of the size.

    Example:
        >>> outcome_of("too tight at the waist"), outcome_of("too loose at the hip"), outcome_of("taste")
        ('small', 'large', 'other')
    """
    said = reason.lower()
    if _SMALL.search(said):
        return SMALL
    return LARGE if _LARGE.search(said) else OTHER


def size_number(size: str, chart: str = "") -> float:
    """A size on one scale for the whole shop: the mean girth in centimetres of the body it is made for.

    Args:
        size: its name.
        chart: the bodies it is graded for; without one, letters and European numbers are taken as such.

    Example:
        >>> size_number("M") == size_number("40")
        True
    """
    if chart in tailoring.size_charts() and size in (sizes := tailoring.size_charts()[chart].sizes):
        girths = [sizes[size][name] for name in _GIRTHS if name in sizes[size]]
        return float(sum(girths) / len(girths))
    return _USUAL_GIRTH + 2.0 * (label_number(size) - 40)


def label_number(size: str) -> float:
    """The number that a size's name says, as files of wearings have it; European ones for letters.

    Example:
        >>> label_number("M"), label_number("12")
        (40.0, 12.0)
    """
    name = size.strip().upper()
    found = _NUMBER.search(name)
    return float(_LETTERS.get(name, found[0] if found else 40))


def sizes_made(shop: "Shop", garment_id: str) -> list[str]:
    """The sizes in which a garment of the shop is ordered and stocked, the smallest first."""
    colourways = [each.id for each in shop.store.rows.scan(Colourway, where={"garment_id": garment_id})]
    named = {each.size for each in shop.store.rows.scan(Sku, where={"colourway_id": colourways})}
    chart = chart_of(shop, garment_id)
    return sorted(named, key=lambda size: (size_number(size, chart), size))


def chart_of(shop: "Shop", garment_id: str) -> str:
    """The bodies a garment of the shop is graded for, where its cut says."""
    cut = shop.store.rows.find(Cut, [garment_id])
    return cut[garment_id].chart if cut else ""


def measures_of(shop: "Shop", customers: Sequence[str]) -> dict[str, dict[str, float]]:
    """The newest measures of customers who agree that they are kept, in centimetres and kilograms."""
    rows, now = shop.store.rows, datetime.now(UTC)
    found: dict[str, BodyMeasures] = {}
    for some in _groups(customers):
        consents = rows.scan(Consent, where={"customer_id": some, "purpose": "body_measures"})
        agreed = [
            each.customer_id
            for each in consents
            if each.granted_at <= now and (each.withdrawn_at is None or each.withdrawn_at > now)
        ]
        for each in rows.scan(BodyMeasures, where={"customer_id": agreed}) if agreed else ():
            assert each.customer_id is not None
            before = found.get(each.customer_id)
            if before is None or each.measured_at >= before.measured_at:
                found[each.customer_id] = each
    return {
        id_: {name: value for name in MEASURES if (value := getattr(each, name)) is not None}
        for id_, each in found.items()
    }


def shop_wearings(shop: "Shop") -> Wearings:
    """Every order line of a shop that had time to come back, with what became of it."""
    rows = shop.store.rows
    orders = {each.id: (each.customer_id or "", each.at) for each in rows.scan(Order)}
    newest = max((at for _, at in orders.values()), default=datetime.now(UTC))
    back = {
        each.order_line_id: outcome_of(each.reason)
        for each in rows.scan(Return)
        if each.order_line_id is not None
    }
    garment_of = {each.id: each.garment_id for each in rows.scan(Colourway)}
    charts = {each.id: each.chart for each in rows.scan(Cut)}
    skus = {
        each.id: (garment, size_number(each.size, charts.get(garment, "")))
        for each in rows.scan(Sku)
        if (garment := garment_of.get(each.colourway_id, ""))
    }
    categories = {each.id: each.category for each in rows.scan(Garment)}
    bodies = measures_of(shop, sorted({customer for customer, _ in orders.values() if customer}))
    told = []
    for line in rows.scan(OrderLine):
        customer, at = orders[line.order_id]
        if line.sku_id not in skus or (newest - at).days < SETTLED_DAYS:
            continue
        garment, size = skus[line.sku_id]
        told.append(
            {
                "customer": customer,
                "garment": garment,
                "category": categories.get(garment, ""),
                "size": size,
                "day": int(at.timestamp()) // 86_400,
                "body": bodies.get(customer, {}),
                "outcome": back.get(line.id, KEPT),
            }
        )
    return Wearings.of(told, OUTCOMES)


class ShopSizes:
    """A shop's size model as an oracle: what sizes of its garments do for its customers.

    Args:
        shop: whose garments and customers are asked about.
        model: learned from the shop's trade, or from a file of wearings.
        name: of a promoted model, as `size@3`; "" for the one that follows the shop's trade by itself.
    """

    def __init__(self, shop: "Shop", model: SizeModel, name: str = "") -> None:
        self._shop, self.model, self.name = shop, model, name
        self.labels = tuple({"fit": KEPT}.get(each, each) for each in model.labels)
        """What can come of it, in the order of what the model says; `other` only where it knows of it."""

    def asked(
        self, customer: str, body: Mapping[str, float], garment: Garment, sizes: Sequence[str], chart: str
    ) -> list[dict[str, Any]]:
        """The wearings that the model is asked about: sizes of a garment on a customer, today.

        A model of a file has the file's sizes, and of bodies what the file had.
        """
        from_file = self.model.labels != OUTCOMES
        if from_file:
            body = {**body, **{to: body[name] * by for name, to, by in _IMPERIAL if name in body}}
        day = int(datetime.now(UTC).timestamp()) // 86_400
        return [
            {
                "customer": customer,
                "garment": garment.id,
                "category": garment.category,
                "size": label_number(size) if from_file else size_number(size, chart),
                "day": day,
                "body": body,
            }
            for size in sizes
        ]

    def outcomes(
        self, customer: str, garment: str, sizes: Sequence[str], measures: Mapping[str, float] | None = None
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """(sizes, outcomes) how likely each of `labels` is, and (sizes, outcomes, 2) their intervals.

        Args:
            customer: whose; "" for somebody new.
            garment: which.
            sizes: their names.
            measures: the body's, where others than those that are kept are meant.

        Raises:
            ModisteError: MOD-1103 for a garment that the shop does not have.
        """
        found = self._shop.store.rows.get(Garment, garment)
        body = dict(measures) if measures else measures_of(self._shop, [customer]).get(customer, {})
        asked = self.asked(customer, body, found, sizes, chart_of(self._shop, garment))
        chances = self.model.chances(Wearings.of(asked, self.model.labels))
        return chances, self.model.intervals(chances)


def shop_sizes(
    shop: "Shop",
    progress: Progress = silent,
    should_stop: Callable[[], bool] = lambda: False,
    *,
    learn: bool = True,
) -> ShopSizes:
    """The shop's size model: the promoted one, else one that is learned anew where the trade has changed.

    A promoted model that knows none of the shop's garments is not used, with a line in the log.

    Args:
        shop: whose.
        progress: told the steps of learning.
        should_stop: asked between them.
        learn: whether to learn; False: an older model answers too, and none is an error.

    Raises:
        ModisteError: MOD-2351 where the shop sold too little, MOD-2358 where there is no model and none is to
            be learned, MOD-2352 for a damaged file, MOD-2014 without LightGBM, MOD-2018 when stopped.
    """
    if (chosen := _promoted_sizes(shop)) is not None:
        return chosen
    folder = shop.root / FOLDER
    if not learn:
        if not (folder / MODEL).is_file():
            raise ModisteError("MOD-2358")
    elif not _is_as(folder, stamp := _stamp(shop)):
        with exclusive(folder / "sizes.lock"):
            if not _is_as(folder, stamp):
                _learn(shop, stamp, progress, should_stop)
    return ShopSizes(shop, SizeModel.load(folder / MODEL))


def learned_at(shop: "Shop") -> int:
    """When the shop's own size model was learned: another number with every learning, 0 for never."""
    try:
        return (shop.root / FOLDER / MODEL).stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _promoted_sizes(shop: "Shop") -> ShopSizes | None:
    entry = promoted(shop, "wearing")
    if entry is None:
        return None
    try:
        model = open_size_model(entry.folder)
    except ModisteError as error:
        shop.log.warning("size model not used", model=entry.name, reason=error.detail)
        return None
    known = model.columns.garments.tolist()
    if not any(shop.store.rows.find(Garment, some) for some in _groups(known)):
        shop.log.warning("size model not used", model=entry.name, reason="it knows no garment of the shop")
        return None
    return ShopSizes(shop, model, f"{entry.name}@{entry.version}")


def _learn(
    shop: "Shop", stamp: Mapping[str, Any], progress: Progress, should_stop: Callable[[], bool]
) -> None:
    def go_on(step: str) -> None:
        if should_stop():
            raise ModisteError("MOD-2018", what="Learning sizes")
        progress(Event("note", message=f"sizes from orders and returns: {step}"))

    model = fit_sizes(shop_wearings(shop), threads=shop.settings.threads, go_on=go_on)
    model.save(shop.root / FOLDER / MODEL)
    write_whole(shop.root / FOLDER / STAMP, (json.dumps(stamp) + "\n").encode())


def _stamp(shop: "Shop") -> dict[str, Any]:
    """What the model follows from; where it has changed, so must the model."""
    rows = shop.store.rows
    return {
        "lines": rows.count(OrderLine),
        "returns": rows.count(Return),
        "measures": rows.count(BodyMeasures),
        "customers": rows.count(Customer, where={"erased_at": None}),
        "consents": rows.count(Consent, where={"withdrawn_at": None, "purpose": "body_measures"}),
    }


def _is_as(folder: Any, stamp: Mapping[str, Any]) -> bool:
    try:
        kept = json.loads((folder / STAMP).read_bytes())
    except (OSError, ValueError):
        return False
    return bool(kept == stamp) and (folder / MODEL).is_file()


def _groups(ids: Iterable[str]) -> Iterable[list[str]]:
    listed = list(ids)
    for start in range(0, len(listed), _SOME):
        yield listed[start : start + _SOME]
