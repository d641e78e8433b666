"""A shop's demand as series: by week for each SKU, colourway, garment, category, or for the shop as a whole.

Knows how a shop's books become a panel, and what is held to be cut off by stock; forecasting is the trends
room's.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from modiste.garment import Colourway, Garment, ModisteError
from modiste.trends import Panel
from modiste.workspace.flows.shop_books import Books, Flags, Floats, Ints, filled

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

By = Literal["sku", "colourway", "garment", "category", "all"]
SEASON = 52
MISSED = 0.15
"""A week is cut off by stock when what was missing in it usually sells so large a share: a day of a SKU's."""
FADE = 0.85
"""What a week tells of the sales of missing sizes weighs so much less in the week after it."""


def demand_panel(
    shop: "Shop", books: Books, by: By = "garment", *, net: bool = False, lifted: bool = False
) -> Panel:
    """The books as series of pieces sold.

    A series begins with the first week that one of its SKUs was on sale and ends when none is any more; what
    never was on sale has no series. Price and promotion are known ahead, as planned at the books' end; the
    panel as of an earlier week (`Panel.until`) is made of what was known then.

    Args:
        shop: whose garments these are.
        books: what was sold.
        by: what one series is of.
        net: less what came back, in the week in which it came; never below nothing.
        lifted: and what would have been sold besides of the SKUs that were missing, going by those that were
            there. Only weeks in which nothing was there count as cut off then.

    Raises:
        ModisteError: MOD-2486 for another `by`.
    """
    if by not in get_args(By):
        raise ModisteError("MOD-2486", by=by, known=", ".join(get_args(By)))
    names = _names(books, by)
    made, live, group = _counted(books, names, net=net, lifted=lifted)
    whole = replace(made, static=_static(shop, books, live, group, len(made), by))

    @cache
    def stood(weeks: int) -> Panel:
        return _aligned(_counted(books.until(weeks), names, net=net, lifted=lifted)[0], whole)

    return replace(whole, stood=stood)


def _counted(books: Books, names: tuple[str, ...], *, net: bool, lifted: bool) -> tuple[Panel, Ints, Ints]:
    """The series, which SKUs are in them, and in which row each."""
    live = np.flatnonzero((books.begins < books.weeks) & (books.ends > books.begins))
    ids = sorted({names[place] for place in live.tolist()})
    row_of = {name: row for row, name in enumerate(ids)}
    group = np.array([row_of[names[place]] for place in live.tolist()], np.int64)
    weeks = np.arange(books.weeks)
    on_sale = (weeks >= books.begins[live, None]) & (weeks < books.ends[live, None])
    pieces = books.sold[live] - (books.back[live] if net else 0.0)
    summed = _added(np.where(on_sale, pieces, 0.0), group, len(ids))
    lives = _added(on_sale.astype(float), group, len(ids)) > 0
    y = np.where(lives, np.maximum(summed, 0.0), np.nan)
    rates = _rates(np.where(on_sale, books.sold[live], 0.0), np.where(on_sale, 1.0 - books.out[live], 0.0))
    usual = _added(np.where(on_sale, rates, 0.0), group, len(ids))
    missed = _added(np.where(on_sale, rates * books.out[live], 0.0), group, len(ids))
    there = 1.0 - missed / np.maximum(usual, 1e-9)
    censored = lives & (there <= 1.0 - MISSED)
    if lifted:
        pace = _pace(np.where(lives, y, 0.0), np.where(lives, there, 0.0))
        y = np.where(lives, y + (1.0 - there) * pace, y)
        censored &= there <= 1e-6
    dates = np.datetime64(books.monday.date(), "D") + 7 * weeks
    known = _known(books, live, group, len(ids), on_sale)
    return Panel(tuple(ids), dates, y, "week", SEASON, known, censored=censored), live, group


def _aligned(then: Panel, now: Panel) -> Panel:
    """An earlier panel with the series of a later one: empty where one had not begun, without what ended."""
    place_of = {id_: place for place, id_ in enumerate(then.ids)}
    rows = np.array([place_of.get(id_, -1) for id_ in now.ids], np.int64)
    usual = {name: np.median(values) for name, values in then.known.items()}
    assert then.censored is not None
    return replace(
        then,
        ids=now.ids,
        y=_with_last(then.y, np.nan)[rows],
        known={name: _with_last(values, usual[name])[rows] for name, values in then.known.items()},
        static=now.static,
        censored=_with_last(then.censored, 0.0)[rows].astype(bool),
    )


def _with_last(values: Floats | Flags, last: float) -> Floats:
    """(n + 1, t) values with a row more, which stands for what is not there."""
    return np.concatenate([values, np.full((1, values.shape[1]), last)])


def _rates(sold: Floats, there: Floats) -> Floats:
    """(n, t) pieces that each SKU sells in a week in which it is there, as known at the week's end."""
    return np.asarray((sold.cumsum(1) + 0.5) / (there.cumsum(1) + 2.0))


def _pace(sold: Floats, there: Floats) -> Floats:
    """(n, t) pieces a week if all SKUs were there, from what was sold of those that were, older weeks fading.

    Nothing later than a week is looked at for it. Where nothing is there the pace stays as it was.
    """
    pace, pieces, weeks = np.zeros_like(sold), np.zeros(len(sold)), np.zeros(len(sold))
    for week in range(sold.shape[1]):
        pieces = FADE * pieces + sold[:, week]
        weeks = FADE * weeks + there[:, week]
        pace[:, week] = pieces / np.maximum(weeks, 1e-3)
    return pace


def _names(books: Books, by: By) -> tuple[str, ...]:
    return {
        "sku": books.skus,
        "colourway": books.colourways,
        "garment": books.garments,
        "category": books.categories,
        "all": ("all",) * len(books.skus),
    }[by]


def _added(values: Floats, group: Ints, count: int) -> Floats:
    made = np.zeros((count, values.shape[1]))
    np.add.at(made, group, values)
    return made


def _known(books: Books, live: Ints, group: Ints, count: int, on_sale: Flags) -> dict[str, Floats]:
    """Mean price and promotion of each group's SKUs on sale; nothing where the shop knows no price at all."""
    price = books.price[live]
    if np.isnan(price).all():
        return {}
    ahead = np.repeat(on_sale[:, -1:], books.price.shape[1] - books.weeks, axis=1)
    there = np.concatenate([on_sale, ahead], 1) & ~np.isnan(price)
    number = _added(there.astype(float), group, count)
    with np.errstate(invalid="ignore"):
        mean = _added(np.where(there, price, 0.0), group, count) / np.where(number > 0, number, np.nan)
    usual = float(np.nanmedian(price))
    mean = np.array([usual + np.zeros(len(row)) if np.isnan(row).all() else filled(row) for row in mean])
    depth = _added(np.where(there, books.promotion[live], 0.0), group, count) / np.maximum(number, 1.0)
    return {"price": mean, "promotion": depth}


def _static(
    shop: "Shop", books: Books, live: Ints, group: Ints, count: int, by: By
) -> Mapping[str, tuple[str, ...]]:
    """What each series is of, as far as all of its SKUs say the same."""
    garments = {each.id: each for each in shop.store.rows.scan(Garment)}
    colours = {each.id: each for each in shop.store.rows.scan(Colourway)}
    tellers: dict[str, Callable[[int], str]] = {
        "category": lambda k: books.categories[k],
        "brand": lambda k: garments[books.garments[k]].brand,
        "department": lambda k: garments[books.garments[k]].department,
        "season": lambda k: garments[books.garments[k]].season,
        "colour": lambda k: colours[books.colourways[k]].colour,
        "pattern": lambda k: colours[books.colourways[k]].pattern,
        "garment": lambda k: books.garments[k],
        "colourway": lambda k: books.colourways[k],
        "size": lambda k: books.sizes[k],
    }
    said: dict[str, list[set[str]]] = {name: [set() for _ in range(count)] for name in tellers}
    for place, row in zip(live.tolist(), group.tolist(), strict=True):
        for name, tell in tellers.items():
            said[name][row].add(tell(place))
    return {
        name: tuple(next(iter(each)) if len(each) == 1 else "" for each in values)
        for name, values in said.items()
        if by == "sku" or any(len(each) == 1 for each in values)
    }
