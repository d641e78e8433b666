"""A shop's demand as series: by week for each SKU, colourway, garment, category, or for the shop as a whole.

Knows how a shop's books become a panel, and what is held to be cut off by stock; forecasting is the trends
room's.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from modiste.garment import Colourway, Garment, ModisteError
from modiste.trends import Panel
from modiste.workspace.flows.shop_books import Books, Flags, Floats, Ints, filled

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

By = Literal["sku", "colourway", "garment", "category", "all"]
SEASON = 52
WITHOUT = 0.15
"""A SKU's week is cut off when none was left for so much of it: about a day."""
MISSED = 0.2
"""A group's week is cut off when SKUs that usually sell so large a share of it were out of stock."""


def demand_panel(shop: "Shop", books: Books, by: By = "garment", *, net: bool = False) -> Panel:
    """The books as series.

    A series begins with the first week that one of its SKUs was on sale and ends when none is any more; what
    never was on sale has no series. Price and promotion are known ahead, as planned at the books' end.

    Args:
        shop: whose garments these are.
        books: what was sold.
        by: what one series is of.
        net: less what came back, in the week in which it came; never below nothing.

    Raises:
        ModisteError: MOD-2486 for another `by`.
    """
    if by not in get_args(By):
        raise ModisteError("MOD-2486", by=by, known=", ".join(get_args(By)))
    names = _names(books, by)
    live = np.flatnonzero((books.begins < books.weeks) & (books.ends > books.begins))
    ids = sorted({names[place] for place in live})
    row_of = {name: row for row, name in enumerate(ids)}
    group = np.array([row_of[names[place]] for place in live], np.int64)
    weeks = np.arange(books.weeks)
    on_sale = (weeks >= books.begins[live, None]) & (weeks < books.ends[live, None])
    pieces = books.sold[live] - (books.back[live] if net else 0.0)
    summed = _added(np.where(on_sale, pieces, 0.0), group, len(ids))
    lives = _added(on_sale.astype(float), group, len(ids)) > 0
    y = np.where(lives, np.maximum(summed, 0.0), np.nan)
    rates = books.rates()[live, None]
    usual = _added(np.where(on_sale, rates, 0.0), group, len(ids))
    without = np.where(books.out[live] >= WITHOUT, books.out[live], 0.0)
    missed = _added(np.where(on_sale, rates * without, 0.0), group, len(ids))
    limit = WITHOUT if by == "sku" else MISSED
    censored = lives & (missed >= limit * np.maximum(usual, 1e-9))
    return Panel(
        tuple(ids),
        np.datetime64(books.monday.date(), "D") + 7 * weeks,
        y,
        "week",
        SEASON,
        _known(books, live, group, len(ids), on_sale),
        _static(shop, books, live, group, len(ids), by),
        censored,
    )


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
