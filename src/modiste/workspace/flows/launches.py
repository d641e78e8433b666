"""New garments of a shop: what will sell in the first weeks, by garments that were launched before.

Knows the shop's rows, its pictures' vectors and the protocol's settings; forecasts are the trends room's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from modiste.collect import decode
from modiste.garment import Colourway, Garment, ModisteError, Order, OrderLine, Price, Sku
from modiste.trends import (
    GarmentFeatures,
    LaunchBook,
    LaunchModel,
    is_visuelle,
    known_at_launch,
    launch_worth,
    read_launches,
    read_visuelle,
)
from modiste.workspace.cycles import Answer, Asked, Cycle
from modiste.workspace.flows.encoding import encoder_of
from modiste.workspace.flows.launch_sizes import LaunchSizes, launch_sizes

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

PROTOCOL = "time"
WEEKS = 8
OF_VISUELLE = 12
MOST_WEEKS = 52
BURN_IN_DAYS = 35
_LEVELS = (0.05, 0.1, 0.5, 0.9, 0.95)
_PARTS = ("latest", "earlier", "all")
_NEIGHBOURS = 5
_DAY = 7
_TOLD = ("line", "cloth", "fabric", "print", "neckline", "sleeve", "length", "fit")
"""Attributes of a garment that tell how it sells, beside category, colour and season."""


@dataclass(frozen=True)
class LaunchWeek:
    """A week since launch: its first day, what was sold where it is over, the forecast and its 80 % band."""

    week: int
    begins: date
    sold: float | None
    forecast: float
    low: float
    high: float


@dataclass(frozen=True)
class Kin:
    """An earlier garment that is like the new one: how much (0 to 1), and what it sold in the same weeks."""

    garment: str
    name: str
    likeness: float
    sold: float | None


@dataclass(frozen=True)
class LaunchForecast:
    """What a new garment will sell.

    Attributes:
        garment: its id.
        launched: its first day on sale, known or planned.
        seen: weeks of sales that the forecast knows already.
        weeks: one row a week.
        total: pieces over all weeks, those sold included; its 80 and 90 % bands follow.
        band_80: low and high.
        band_90: low and high.
        kin: the most alike, the most alike first.
        learned_from: how many earlier launches.
        way: how the volume was found.
        gain: by which share of their surprise first weeks moved the rest; 0 before sales.
        synthetic: whether the shop's garment is.
        sizes: its pieces by size, and whose sales tell the curve.
        en: why, in English.
        zh: the same in Chinese.
    """

    garment: str
    launched: date
    seen: int
    weeks: tuple[LaunchWeek, ...]
    total: float
    band_80: tuple[float, float]
    band_90: tuple[float, float]
    kin: tuple[Kin, ...]
    learned_from: int
    way: str
    gain: float
    synthetic: bool
    sizes: LaunchSizes
    en: str
    zh: str

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        made = asdict(self)
        made["launched"] = self.launched.isoformat()
        for row in made["weeks"]:
            row["begins"] = row["begins"].isoformat()
        return made


def forecast_launch(
    shop: "Shop", garment_id: str, weeks: int = WEEKS, launch: date | None = None, now: datetime | None = None
) -> LaunchForecast:
    """Forecast a garment's first weeks, and with its first sales where there are some.

    Args:
        shop: where.
        garment_id: the garment.
        weeks: how many from launch.
        launch: the planned day, of a garment that has not been sold yet; by default today.
        now: nothing after it counts; by default the day after the last order.

    Raises:
        ModisteError: MOD-1103 for a garment that is not there, MOD-2472 and MOD-2476 where too little was
            sold, MOD-2474 for weeks that it does not take.
    """
    if not 1 <= weeks <= MOST_WEEKS:
        raise ModisteError("MOD-2474", name="weeks", value=weeks, reason=f"1 to {MOST_WEEKS} are taken")
    garment = shop.store.rows.get(Garment, garment_id)
    book = shop_launches(shop, {garment_id: launch})
    moment = np.datetime64(now.date(), "D") if now else book.last + 1
    place = np.array([book.ids.index(garment_id)])
    known = known_at_launch(book, [_Pictures(shop)], moment=moment)
    began = known.moments[place[0]]
    model = LaunchModel(book, known, min(began, moment), weeks)
    before = model.y_hat(place)
    sold = book.weekly(place, weeks, moment)
    seen = int(np.isfinite(sold[0]).sum())
    done = sold[:, :seen] if seen else None
    band = model.band(moment)
    values = before if done is None else band.updated(before, done)
    by_week = band.quantiles(values, _LEVELS, done, summed=False)[0]
    in_all = band.quantiles(values, _LEVELS, done, summed=True)[0, -1]
    launched = book.launched[place[0]]
    rows = tuple(
        LaunchWeek(
            week + 1,
            (launched + _DAY * week).astype(date),
            float(sold[0, week]) if week < seen else None,
            round(float(values[0, week]), 1),
            round(float(by_week[week, 1]), 1),
            round(float(by_week[week, 3]), 1),
        )
        for week in range(weeks)
    )
    kin = _kin(shop, book, model, place, moment)
    gain = band.first_weeks(seen).gain if seen else 0.0
    en, zh = _why(model, kin, seen, gain)
    until = datetime.fromisoformat(str(moment)).replace(tzinfo=UTC)
    alike = [each.garment for each in kin]
    sizes = launch_sizes(shop, garment_id, garment.category, alike, float(values.sum()), until)
    return LaunchForecast(
        garment_id,
        launched.astype(date),
        seen,
        rows,
        round(float(values.sum()), 1),
        (round(float(in_all[1]), 1), round(float(in_all[3]), 1)),
        (round(float(in_all[0]), 1), round(float(in_all[4]), 1)),
        kin,
        model.n_past,
        model.way,
        round(gain, 3),
        garment.synthetic,
        sizes,
        en,
        zh,
    )


def shop_launches(shop: "Shop", coming: Mapping[str, date | None] | None = None) -> LaunchBook:
    """The shop's garments and orders as a launch book; what nobody has bought is in it only where it comes.

    Args:
        shop: whose.
        coming: garments without sales that are meant as well, with their planned day; None: the day after
            the last order.

    Raises:
        ModisteError: MOD-2476 where nothing was ordered.
    """
    rows, coming = shop.store.rows, coming or {}
    colourways = {each.id: each for each in rows.scan(Colourway)}
    of_sku = {each.id: colourways[each.colourway_id].garment_id for each in rows.scan(Sku)}
    orders = {each.id: each.at for each in rows.scan(Order)}
    lines = [
        (of_sku[each.sku_id], orders[each.order_id], float(each.quantity), float(each.unit_price))
        for each in rows.scan(OrderLine)
        if each.sku_id in of_sku and each.order_id in orders
    ]
    if not lines:
        raise ModisteError("MOD-2476", path=shop.root)
    lines.sort(key=lambda line: line[1])
    first: dict[str, tuple[datetime, float]] = {}
    for garment, at, _, price in lines:
        first.setdefault(garment, (at, price))
    garments = [each for each in rows.scan(Garment) if each.id in first or each.id in coming]
    place = {each.id: number for number, each in enumerate(garments)}
    last = np.datetime64(lines[-1][1].date(), "D")
    launched = np.array(
        [
            np.datetime64(first[each.id][0].date(), "D")
            if each.id in first
            else _planned(coming[each.id], last)
            for each in garments
        ]
    )
    colours: dict[str, str] = {}
    for colourway in colourways.values():
        colours.setdefault(colourway.garment_id, colourway.colour)
    asked = _asked(shop, [each for each in coming if each not in first])
    days = np.array([np.datetime64(line[1].date(), "D") for line in lines])
    sold = np.array([each.id in first for each in garments])
    return LaunchBook(
        tuple(place),
        launched,
        tuple(each.name for each in garments),
        np.array([place[line[0]] for line in lines]),
        days,
        np.array([line[2] for line in lines]),
        {
            "category": tuple(each.category for each in garments),
            "colour": tuple(colours.get(each.id, "") for each in garments),
            "season": tuple(each.season for each in garments),
            **{name: tuple(each.attributes.get(name, "") for each in garments) for name in _TOLD},
        },
        np.array(
            [first[each.id][1] if each.id in first else asked.get(each.id, np.nan) for each in garments]
        ),
        sold & ((launched - days[0]).astype(int) < BURN_IN_DAYS),
        last,
    )


def judge(asked: Asked) -> Answer:
    """What forecasts of new garments are worth on a file of sales lines, VISUELLE's folder or the shop's own.

    `--set weeks=N` from launch, `--set part=latest|earlier|all` of the launches, `--set after=N` first weeks
    of the file that are learned from only, `--set price=yes|no` whether prices at launch are used.

    Raises:
        ModisteError: MOD-2470, 2471 and 2475 for the data, MOD-2473 for too few launches, MOD-2474 for a
            setting, MOD-2470 where there are neither data nor a shop.
    """
    data, shop = asked.data, asked.shop
    weeks, part, after, priced = _settings(asked.settings, OF_VISUELLE if is_visuelle(Path(data)) else WEEKS)
    views: Sequence[GarmentFeatures] = ()
    if str(data) and is_visuelle(Path(data)):
        book, pictures = read_visuelle(data)
        views = [_Files(shop, pictures)] if (Path(data) / "images").is_dir() else ()
    elif str(data):
        book = read_launches(data)
    elif shop is not None:
        book, views = shop_launches(shop), [_Pictures(shop)]
    else:
        raise ModisteError("MOD-2470", path="nothing", reason="neither data nor a shop are given")
    worth = launch_worth(
        book,
        weeks,
        part=part,
        after=after,
        views=views,
        priced=priced,
        progress=asked.progress,
        should_stop=asked.should_stop,
    )
    return Answer(worth.n, worth.metrics, worth.extras)


CYCLE = Cycle((PROTOCOL,), judge)


class _Pictures:
    """Vectors of the shop's pictures, where they are indexed."""

    name = "pictures"

    def __init__(self, shop: "Shop") -> None:
        self._shop = shop

    def vectors(self, ids: Sequence[str]) -> NDArray[np.float64]:
        """(n, width) unit rows; NaN where a garment has no picture in the index."""
        found = self._shop.finding.vectors(ids)
        width = len(next(iter(found.values()))) if found else 1
        nothing = np.full(width, np.nan)
        return np.stack([np.asarray(found.get(each, nothing), np.float64) for each in ids])


class _Files:
    """Vectors of picture files by the encoder, each file looked at once."""

    name = "pictures"

    def __init__(self, shop: "Shop | None", files: Mapping[str, Path]) -> None:
        self._shop, self._files = shop, files

    def vectors(self, ids: Sequence[str]) -> NDArray[np.float64]:
        """(n, width) unit rows; NaN where there is no file."""
        encoder = encoder_of(self._shop)
        there = [each for each in ids if self._files[each].is_file()]
        made: dict[str, NDArray[np.float32]] = {}
        for start in range(0, len(there), 32):
            some = there[start : start + 32]
            images = [decode(self._files[each], near=256) for each in some]
            made |= dict(zip(some, encoder.embed_images(images), strict=True))
        width = len(next(iter(made.values()))) if made else 1
        return np.stack([np.asarray(made.get(each, np.full(width, np.nan)), np.float64) for each in ids])


def _settings(settings: Mapping[str, str], weeks: int) -> tuple[int, Any, int, bool]:
    given = {"weeks": str(weeks), "part": "latest", "after": "20", "price": "yes", **settings}
    for name, value in given.items():
        if name not in ("weeks", "part", "after", "price"):
            reason = "weeks, part, after and price are known"
            raise ModisteError("MOD-2474", name=name, value=value, reason=reason)
    for name in ("weeks", "after"):
        if not given[name].isdecimal() or not 1 <= int(given[name]) <= MOST_WEEKS:
            raise ModisteError(
                "MOD-2474", name=name, value=given[name], reason=f"1 to {MOST_WEEKS} are taken"
            )
    for name, known in (("part", _PARTS), ("price", ("yes", "no"))):
        if given[name] not in known:
            raise ModisteError("MOD-2474", name=name, value=given[name], reason=f"it is one of {known}")
    return int(given["weeks"]), given["part"], int(given["after"]), given["price"] == "yes"


def _planned(day: date | None, last: np.datetime64) -> np.datetime64:
    """The day of a launch to come: as planned, else the day after the last order."""
    return last + 1 if day is None else np.datetime64(day, "D")


def _asked(shop: "Shop", garments: Sequence[str]) -> dict[str, float]:
    """The newest price of garments that nobody bought yet."""
    made: dict[str, float] = {}
    for garment in garments:
        colourways = [each.id for each in shop.store.rows.scan(Colourway, where={"garment_id": garment})]
        skus = [each.id for each in shop.store.rows.scan(Sku, where={"colourway_id": colourways})]
        prices = sorted(
            shop.store.rows.scan(Price, where={"sku_id": skus}), key=lambda each: each.recorded_at
        )
        if prices:
            made[garment] = float(prices[-1].amount)
    return made


def _kin(
    shop: "Shop", book: LaunchBook, model: LaunchModel, place: NDArray[np.int64], moment: np.datetime64
) -> tuple[Kin, ...]:
    near = model.neighbours(place, _NEIGHBOURS)[0]
    names = shop.store.rows.find(Garment, [book.ids[each] for each, _ in near])
    made = []
    for each, likeness in near:
        sold = book.weekly(np.array([each]), model.weeks, moment)[0]
        total = float(sold.sum()) if np.isfinite(sold).all() else None
        made.append(Kin(book.ids[each], names[book.ids[each]].name, round(likeness, 3), total))
    return tuple(made)


_WAYS = {
    "kin": ("by what its kin sold", "依据相似款式的销量"),
    "line": ("by a line through what is known at launch", "依据上市时已知信息的线性模型"),
    "trees": ("by boosted trees over what is known at launch", "依据上市时已知信息的提升树模型"),
    "line+trees": ("by a line and boosted trees, their mean", "取线性模型与提升树模型的平均"),
}


def _why(model: LaunchModel, kin: Sequence[Kin], seen: int, gain: float) -> tuple[str, str]:
    """The forecast in words: (English, Chinese)."""
    way, way_zh = _WAYS[model.way]
    en = [f"learned from {model.n_past} earlier launches, {way}"]
    zh = [f"由 {model.n_past} 个先前上市的款式学得，{way_zh}"]
    if kin:
        en.append(f"most like {kin[0].name}")
        zh.append(f"与“{kin[0].name}”最相似")
    if seen:
        en.append(f"{seen} weeks of sales move the rest by {gain:.0%} of their surprise")
        zh.append(f"已有 {seen} 周销售，其偏差的 {gain:.0%} 计入其余各周")
    return "; ".join(en), "；".join(zh)
