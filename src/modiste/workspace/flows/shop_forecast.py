"""What a shop will sell, garment by garment and SKU by SKU: forecast, and kept as a dated file of the shop.

Knows what is kept and how it is read again; the way to forecast is `shop_ways`', what follows for stock is
`plans`'.
"""

import hashlib
import io
import json
import time
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.learning import Event, Progress, silent
from modiste.store import exclusive, telling, write_whole
from modiste.trends import (
    Forecast,
    Panel,
    PriceWeeks,
    elasticities,
    fit_size_curve,
    gamma_quantiles,
    spread,
    stretch,
    thinned,
)
from modiste.workspace.flows.shop_books import Books, Floats, Ints, read_books
from modiste.workspace.flows.shop_demand import demand_panel
from modiste.workspace.flows.shop_ways import ShopTold, Way, chosen_way

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

StopAsked = Callable[[], bool]
FOLDER = "demand"
WEEKS = 13
"""So far ahead it is forecast, unless asked otherwise."""
MOST_WEEKS = 52
LOOKED_BACK = 4
"""So many weeks ago the same way is asked too, to see whether sales went as it would have said."""
KEPT = 8
"""So many forecasts stay; older ones go."""
_LAYOUT = 1
_TRACE = 0.02
_DRAWN = 5.0
"""So many pieces the simple shares count as, beside those sold."""


@dataclass(frozen=True, eq=False)
class KeptForecast:
    """A forecast of a shop as it is kept; n garments on sale, t past weeks, h weeks ahead, s SKUs on sale.

    Attributes:
        said: when and how it was made: `made_at`, `origin`, `horizon`, `inputs`, `net`, `figures`, `seconds`.
        garments: (n,) ids.
        dates: (t + h,) Mondays.
        y: (n, t) pieces sold; NaN before a garment was on sale.
        wanted: (n, t) pieces that would have been sold had every SKU been there, as far as can be told.
        censored: (n, t) where stock cut demand off.
        price: (n, t + h) asked; NaN where unknown.
        promotion: (n, t + h) share below the usual price.
        forecast: of the h weeks ahead.
        naive: the same by the plainest way.
        by: (n,) the way that each garment is forecast by.
        elasticity: (n, 3) per cent of demand for a per cent of price, its low and its high end; NaN where
            the shop's own prices never told it.
        before: (n, 3) of the last `LOOKED_BACK` weeks together: low, value and high as they would have been
            forecast before them; NaN where there was no past yet.
        skus: (s,) ids.
        colourways: (s,) of which colourway each SKU is.
        sizes: (s,) in which size.
        owner: (s,) place of each SKU's garment.
        share: (s,) of its garment's demand, had every SKU always been there.
        raw_share: (s,) of its garment's pieces sold.
    """

    said: Mapping[str, Any]
    garments: tuple[str, ...]
    dates: NDArray[np.datetime64]
    y: Floats
    wanted: Floats
    censored: NDArray[np.bool_]
    price: Floats
    promotion: Floats
    forecast: Forecast
    naive: Forecast
    by: tuple[str, ...]
    elasticity: Floats
    before: Floats
    skus: tuple[str, ...]
    colourways: tuple[str, ...]
    sizes: tuple[str, ...]
    owner: Ints
    share: Floats
    raw_share: Floats

    @property
    def weeks(self) -> int:
        """How many weeks are past."""
        return int(self.y.shape[1])

    @property
    def horizon(self) -> int:
        """How many weeks ahead are forecast."""
        return int(self.forecast.y_hat.shape[1])

    def to_json(self) -> dict[str, Any]:
        """What was made, in plain values: not the series, of which there are many."""
        ways = sorted(set(self.by))
        return {
            **self.said,
            "garments": len(self.garments),
            "skus": len(self.skus),
            "pieces": round(float(self.forecast.y_hat.sum()), 1),
            "by": {way: self.by.count(way) for way in ways},
        }

    def place(self, garment: str) -> int | None:
        """The row of a garment; None where it has no forecast."""
        return self.garments.index(garment) if garment in self.garments else None

    def of_skus(self, mean: Floats, deviation: Floats) -> tuple[Floats, Floats]:
        """Mean and deviation (s,) of SKUs, from those (n,) of their garments."""
        return thinned(mean[self.owner], deviation[self.owner], self.share)


def forecast_demand(
    shop: "Shop",
    weeks: int = WEEKS,
    *,
    net: bool = False,
    models: tuple[str, ...] = (),
    way: Way | None = None,
    now: datetime | None = None,
    progress: Progress = silent,
    should_stop: StopAsked = lambda: False,
) -> KeptForecast:
    """Forecast every garment on sale and keep it in the shop; from the same sales it is not made again.

    Args:
        shop: whose.
        weeks: how far ahead, from 1 to 52.
        net: pieces sold less those that came back.
        models: which are compared beside the naive ones; by default all that suit the data.
        way: how to forecast; by default the one that did best on the shop's own past.
        now: as of when; by default the present.
        progress: told every step.
        should_stop: asked between steps.

    Raises:
        ModisteError: MOD-2485 where too little was sold, MOD-2487 for weeks out of range, MOD-2018 when
            stopped, MOD-1110 when the disk refuses.
    """
    if not 1 <= weeks <= MOST_WEEKS:
        raise ModisteError("MOD-2487", name="weeks", value=weeks, least=1, most=MOST_WEEKS)
    begun = time.process_time()
    with exclusive(shop.root / FOLDER / "lock"):
        progress(Event("step", 0, 4, "reading the books"))
        books = read_books(shop, weeks, now=now)
        sold = _live(books, demand_panel(shop, books, net=net))
        panel = _live(books, demand_panel(shop, books, net=net, lifted=True))
        if not len(panel):
            raise ModisteError("MOD-2485", path=shop.root, weeks=books.weeks)
        inputs = _hash(panel, books, weeks, net, models)
        before = newest_forecast(shop)
        if before is not None and before.said["inputs"] == inputs and way is None:
            return before
        _go_on(should_stop)
        progress(Event("step", 1, 4, f"forecasting {len(panel)} garments"))
        chosen = way or partial(chosen_way, models=models)
        told = chosen(panel, weeks, progress, should_stop)
        _go_on(should_stop)
        progress(Event("step", 3, 4, "looking back"))
        held = _kept(panel, books, told, weeks)
        held |= {"y": sold.y, "wanted": panel.y, "censored": sold.censored}
        held["elasticity"] = _elasticities(books, panel)
        held["before"] = _looked_back(panel, told, chosen, should_stop)
        said = {
            "layout": _LAYOUT,
            "made_at": datetime.now(UTC).isoformat(),
            "origin": books.origin.date().isoformat(),
            "horizon": weeks,
            "inputs": inputs,
            "net": net,
            "currency": books.currency,
            "figures": dict(told.figures),
            "seconds": round(time.process_time() - begun, 2),
        }
        made = KeptForecast(said, **held)
        _write(shop, made)
        progress(Event("step", 4, 4, "kept"))
    return made


def newest_forecast(shop: "Shop") -> KeptForecast | None:
    """The forecast that was kept last; None before there is one, or where none can be read any more."""
    for path in sorted((shop.root / FOLDER).glob("forecast-*.npz"), reverse=True):
        try:
            return _read(path)
        except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
            shop.log.warning("forecast not used", path=str(path), reason=str(error)[:200])
    return None


def newest_stamp(shop: "Shop") -> str:
    """The name of the file that was kept last; empty before there is one."""
    return max((path.name for path in (shop.root / FOLDER).glob("forecast-*.npz")), default="")


def _live(books: Books, panel: Panel) -> Panel:
    """The garments that are still on sale."""
    live = {books.garments[place] for place in np.flatnonzero(books.ends >= books.weeks)}
    return panel.only([place for place, id_ in enumerate(panel.ids) if id_ in live])


def _looked_back(panel: Panel, told: ShopTold, way: Way, should_stop: StopAsked) -> Floats:
    """(n, 3) what the same way would have said of the last weeks."""
    found = np.full((len(panel), 3), np.nan)
    length = panel.length - LOOKED_BACK
    if length < 2 * LOOKED_BACK:
        return found
    young = panel.until(length, LOOKED_BACK)
    old = np.flatnonzero((~np.isnan(young.y)).sum(1) >= LOOKED_BACK)
    if not len(old):
        return found
    before = told.before(length, LOOKED_BACK)
    if before is None:
        found[old] = together(way(young.only(old), LOOKED_BACK, silent, should_stop).forecast)
    else:
        found[old] = together(before)[old]
    return found


def together(forecast: Forecast) -> Floats:
    """(n, 3) of all weeks together: low, value and high, with the outermost levels of the forecast."""
    mean, deviation = stretch(forecast.y_hat, spread(forecast))
    ends = gamma_quantiles(mean, deviation, (forecast.levels[0], forecast.levels[-1]))
    return np.column_stack([ends[:, 0], mean, ends[:, 1]])


def _kept(panel: Panel, books: Books, told: ShopTold, weeks: int) -> dict[str, Any]:
    place_of = {id_: place for place, id_ in enumerate(panel.ids)}
    live = [
        k
        for k in range(len(books.skus))
        if books.garments[k] in place_of and books.begins[k] < books.weeks and books.ends[k] >= books.weeks
    ]
    owner = np.array([place_of[books.garments[k]] for k in live], np.int64)
    sold = books.sold[live].sum(1)
    of_garment = np.bincount(owner, sold, len(panel))[owner]
    rates = books.rates()
    share = np.zeros(len(live))
    for row in range(len(panel)):
        mine = np.flatnonzero(owner == row)
        share[mine] = _shares(books, rates, np.array(live, np.int64)[mine])
    width = panel.length + weeks
    nothing = np.full((len(panel), width), np.nan)
    return {
        "garments": panel.ids,
        "dates": np.concatenate([panel.dates, panel.dates_ahead(weeks)]),
        "price": panel.known["price"][:, :width] if panel.known else nothing,
        "promotion": panel.known["promotion"][:, :width] if panel.known else np.zeros_like(nothing),
        "forecast": told.forecast,
        "naive": told.naive,
        "by": told.by,
        "skus": tuple(books.skus[k] for k in live),
        "colourways": tuple(books.colourways[k] for k in live),
        "sizes": tuple(books.sizes[k] for k in live),
        "owner": owner,
        "share": share,
        "raw_share": sold / np.maximum(of_garment, 1e-9),
    }


def _elasticities(books: Books, panel: Panel) -> Floats:
    """(n, 3) what the shop's own prices tell: value, low and high end; NaN where they tell nothing."""
    found = np.full((len(panel), 3), np.nan)
    if not panel.known:
        return found
    price = panel.known["price"][:, : panel.length]
    item, week = np.nonzero(np.nan_to_num(panel.y, nan=0.0) > 0)
    category = dict(zip(books.garments, books.categories, strict=True))
    rows = PriceWeeks(
        panel.ids,
        item.astype(np.int64),
        tuple(category[id_] for id_ in panel.ids),
        week.astype(np.int64),
        panel.y[item, week],
        price[item, week],
    )
    try:
        told = elasticities(rows)
    except ModisteError:  # no price moved, or all of them together
        return found
    place = {id_: row for row, id_ in enumerate(panel.ids)}
    for each in told.items:
        found[place[each.key]] = (each.value, *each.ci95)
    return found


def _shares(books: Books, rates: Floats, skus: Ints) -> Floats:
    """(k,) shares of a garment's SKUs in its demand, weeks without stock counted as what is not known.

    They are drawn to what each SKU sold in a week in which it was there (`rates`), as a few pieces would.
    """
    usual = rates[skus] / rates[skus].sum()
    since = int(books.begins[skus].min())
    sold = books.sold[skus, since:].T
    if not sold.sum() > 0:
        return np.asarray(usual)
    weeks = np.arange(since, books.weeks)[:, None]
    there = np.where(weeks >= books.begins[skus], 1.0 - books.out[skus, since:].T, 0.0)
    # A piece that was sold was there: a week in which it came and went leaves a trace of it.
    there = np.clip(np.where(sold > 0, np.maximum(there, _TRACE), there), 0.0, 1.0)
    curve = fit_size_curve(sold[None], there[None], category=usual, strength=_DRAWN, steps=100)
    return curve.shares


def _hash(panel: Panel, books: Books, weeks: int, net: bool, models: tuple[str, ...]) -> str:
    """SHA-256 of all that the forecast follows from, and of how it is kept."""
    told = f"{_LAYOUT}:{weeks}:{net}:{models}:{panel.ids}:{books.skus}:{books.monday}"
    seen = hashlib.sha256(told.encode())
    for array in (panel.y, panel.censored, *panel.known.values(), books.sold, books.out):
        seen.update(np.ascontiguousarray(array).tobytes())
    return seen.hexdigest()


def _go_on(should_stop: StopAsked) -> None:
    if should_stop():
        raise ModisteError("MOD-2018", what="the forecast")


def _write(shop: "Shop", made: KeptForecast) -> None:
    stream = io.BytesIO()
    np.savez_compressed(
        stream,
        said=np.frombuffer(json.dumps(made.said).encode(), np.uint8),
        garments=np.array(made.garments),
        dates=made.dates.astype("datetime64[D]"),
        y=made.y.astype(np.float32),
        wanted=made.wanted.astype(np.float32),
        censored=made.censored,
        price=made.price.astype(np.float32),
        promotion=made.promotion.astype(np.float32),
        levels=np.array(made.forecast.levels),
        y_hat=made.forecast.y_hat.astype(np.float32),
        quantiles=made.forecast.quantiles.astype(np.float32),
        naive=made.naive.y_hat.astype(np.float32),
        naive_quantiles=made.naive.quantiles.astype(np.float32),
        by=np.array(made.by),
        elasticity=made.elasticity,
        before=made.before,
        skus=np.array(made.skus),
        colourways=np.array(made.colourways),
        sizes=np.array(made.sizes),
        owner=made.owner,
        share=made.share,
        raw_share=made.raw_share,
    )
    folder = shop.root / FOLDER
    at = datetime.fromisoformat(made.said["made_at"]).strftime("%Y%m%dT%H%M%S%f")
    path = folder / f"forecast-{at}.npz"
    with telling(path):
        write_whole(path, stream.getvalue())
        for old in sorted(folder.glob("forecast-*.npz"))[:-KEPT]:
            old.unlink(missing_ok=True)


def _read(path: Path) -> KeptForecast:
    with np.load(path, allow_pickle=False) as held:
        said = json.loads(held["said"].tobytes())
        if said["layout"] != _LAYOUT:
            raise ValueError(f"its layout is {said['layout']}, not {_LAYOUT}")
        ids = tuple(str(each) for each in held["garments"])
        levels = tuple(float(each) for each in held["levels"])
        dates = held["dates"]
        ahead = dates[-said["horizon"] :]

        def forecast(value: str, quantiles: str) -> Forecast:
            return Forecast(ids, ahead, held[value].astype(float), levels, held[quantiles].astype(float))

        return KeptForecast(
            said,
            ids,
            dates,
            held["y"].astype(float),
            held["wanted"].astype(float),
            held["censored"],
            held["price"].astype(float),
            held["promotion"].astype(float),
            forecast("y_hat", "quantiles"),
            forecast("naive", "naive_quantiles"),
            tuple(str(each) for each in held["by"]),
            held["elasticity"],
            held["before"],
            tuple(str(each) for each in held["skus"]),
            tuple(str(each) for each in held["colourways"]),
            tuple(str(each) for each in held["sizes"]),
            held["owner"],
            held["share"],
            held["raw_share"],
        )
