"""The rows that a shop's books are made of, read once: sales, returns, moves of stock, and prices.

Knows rows, SKUs by number and moments as weeks; what they say by week, as of a moment, is `shop_books`'.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from modiste.garment import Colourway, Garment, ModisteError, Sku
from modiste.workspace.flows.shop_shelf import OUTSIDE

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

EPOCH = datetime(1970, 1, 5, tzinfo=UTC)
"""A Monday."""
_WEEK = 7 * 86_400.0


class Skus(NamedTuple):
    """Every SKU of a shop, side by side; each (n,)."""

    ids: tuple[str, ...]
    garments: tuple[str, ...]
    colourways: tuple[str, ...]
    sizes: tuple[str, ...]
    categories: tuple[str, ...]


class Pieces(NamedTuple):
    """Some pieces of a SKU at a moment; less than none where they left."""

    sku: int
    week: float
    pieces: int


class Asked(NamedTuple):
    """A price: which SKU's, how much, in force from and until, and since when it is known."""

    sku: int
    amount: float
    since: float
    until: float | None
    recorded: float


class Paid(NamedTuple):
    """What a piece was sold for."""

    sku: int
    week: float
    amount: float


@dataclass(frozen=True, eq=False)
class ShopRows:
    """All rows of a shop's trade in the order of time, moments in weeks since `EPOCH`.

    Attributes:
        skus: of which they may be.
        sold: pieces ordered up to now.
        back: pieces that came back.
        moves: what came to the place that is looked at, or left it; later ones are announced.
        ledger: SKUs of which the ledger says anything.
        asked: prices in the shop's currency, the last recorded last.
        paid: in the same currency.
        currency: of the prices, or empty.
        first: when the first sale or move was.
        newest: when the last one was, up to now.
        now: as of when.
    """

    skus: Skus
    sold: Sequence[Pieces]
    back: Sequence[Pieces]
    moves: Sequence[Pieces]
    ledger: frozenset[int]
    asked: Sequence[Asked]
    paid: Sequence[Paid]
    currency: str
    first: datetime
    newest: datetime
    now: datetime


def read_rows(shop: "Shop", location: str = "", now: datetime | None = None) -> ShopRows:
    """Read them.

    Args:
        shop: whose.
        location: of one location's own ledger; by default of all orders and of stock wherever it lies.
        now: no sale after it counts; by default the present.

    Raises:
        ModisteError: MOD-2485 where nothing was sold.
    """
    now = now or datetime.now(UTC)
    skus = _skus(shop)
    place_of = {sku: place for place, sku in enumerate(skus.ids)}
    trade = shop.store.trade
    moves = [row for row in trade.moved() if row[0] in place_of]
    lines = [row for row in trade.sold() if row[0] in place_of and row[1] <= now]
    if location:
        sales = [(s, at, n) for s, a, b, at, n in moves if a == location and b == "customer" and at <= now]
    else:
        sales = [(sku, at, pieces) for sku, at, pieces, _, _ in lines]
    if not sales:
        raise ModisteError("MOD-2485", path=shop.root, weeks=0)
    asked = trade.asked(now)
    currencies = [row[2] for row in asked] or [row[4] for row in lines]
    currency = max(sorted(set(currencies)), key=currencies.count, default="")
    return ShopRows(
        skus,
        sold=[Pieces(place_of[sku], weeks_to(at), n) for sku, at, n in sales],
        back=[Pieces(place_of[sku], weeks_to(at), n) for sku, at, n in trade.came_back() if sku in place_of],
        moves=[
            Pieces(place_of[sku], weeks_to(at), n * gained)
            for sku, source, target, at, n in moves
            if (gained := _is_here(target, location) - _is_here(source, location))
        ],
        ledger=frozenset(place_of[row[0]] for row in moves),
        asked=[
            Asked(
                place_of[sku],
                float(amount),
                weeks_to(since),
                None if until is None else weeks_to(until),
                weeks_to(recorded),
            )
            for sku, amount, of, since, until, recorded in asked
            if of == currency and sku in place_of
        ],
        paid=[Paid(place_of[sku], weeks_to(at), float(p)) for sku, at, _, p, of in lines if of == currency],
        currency=currency,
        first=min([sales[0][1], *(at for *_, at, _ in moves[:1])]),
        newest=max([sales[-1][1], *(at for *_, at, _ in moves if at <= now)]),
        now=now,
    )


def weeks_to(at: datetime) -> float:
    """Weeks since `EPOCH`, also parts of one."""
    return (at - EPOCH).total_seconds() / _WEEK


def _skus(shop: "Shop") -> Skus:
    rows = shop.store.rows
    owner = {each.id: each.garment_id for each in rows.scan(Colourway)}
    category = {each.id: each.category for each in rows.scan(Garment)}
    found = [
        (each.id, owner[each.colourway_id], each.colourway_id, each.size, category[owner[each.colourway_id]])
        for each in rows.scan(Sku)
    ]
    return Skus(*zip(*found, strict=True)) if found else Skus((), (), (), (), ())


def _is_here(place: str, location: str) -> bool:
    return place == location if location else place not in OUTSIDE
