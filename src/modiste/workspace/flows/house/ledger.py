"""A house as records of the spine: its garments, prices, orders, returns and stock, ready to be written.

Knows ids, moments and the order in which records refer to each other; what happened is `trade`'s.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import numpy as np

from modiste import tailoring
from modiste.garment import (
    Colourway,
    Cut,
    Entity,
    Fabric,
    Garment,
    Order,
    OrderLine,
    Price,
    Return,
    Sku,
    StockEntry,
    gtin_check_digit,
)
from modiste.workspace.flows.house.assortment import KINDS, LINE_NAMES
from modiste.workspace.flows.house.captions import CLOTHS, FITS
from modiste.workspace.flows.house.fit import Finished
from modiste.workspace.flows.house.palette import COLOURS, START, WEEKS, monday
from modiste.workspace.flows.house.people import Crowd, customer_id
from modiste.workspace.flows.house.plan import Brand, Plan, Planned
from modiste.workspace.flows.house.trade import KINDS_OF_ACT, QUALITY, REASONS, Skus, Trading, asked

SOURCE = "modiste.house"
CURRENCY = "EUR"
SUPPLIER, WAREHOUSE, CUSTOMER, LOSS = "supplier", "warehouse", "customer", "loss"
_WEIGHTS = (1.0, 3.0, 5.0, 8.0)
"""How much an act of each kind tells of liking."""
_OPTIONS = ("neckline", "collar", "sleeve", "length", "fit", "leg", "rise", "front", "pocket", "flare")


def fabrics() -> list[Fabric]:
    """The cloths of the house as the spine knows them."""
    return [each.fabric for each in tailoring.HOUSE_FABRICS.values()]


def attributes(garment: Planned) -> dict[str, str]:
    """What is exactly known of a garment, in words: the truth that taggers are measured on."""
    colours = dict.fromkeys(colour for each in garment.colourings for colour in each.colours)
    return {
        "program": garment.program,
        **{name: str(garment.options[name]) for name in _OPTIONS if name in garment.options},
        "cloth": garment.cloth,
        "print": garment.print,
        "colours": ", ".join(COLOURS[each].english for each in colours),
        "line": LINE_NAMES[garment.line][0],
        "chart": garment.chart,
        "name_zh": garment.name_zh,
        "description_zh": garment.caption_zh,
        "cloth_zh": CLOTHS[garment.cloth][1],
        "fit_zh": FITS[str(garment.options["fit"])][1] or "合体",
        "colours_zh": "、".join(COLOURS[each].chinese for each in colours),
        "line_zh": LINE_NAMES[garment.line][1],
    }


def garment_records(garment: Planned, brand: Brand) -> list[Entity]:
    """A garment, its cut, colourways and SKUs; those referred to come first."""
    at = monday(garment.launch) - timedelta(weeks=6)
    style = Garment(
        id=garment.id,
        name=garment.name,
        category=KINDS[garment.program].category,
        brand=brand.name,
        department=garment.people,
        season=garment.season,
        description=garment.caption,
        attributes=attributes(garment),
        source=SOURCE,
        synthetic=True,
        created_at=at,
        updated_at=at,
    )
    cut = Cut(
        id=garment.id,
        program=garment.program,
        options=garment.options,
        chart=garment.chart,
        fabric=tailoring.house_fabric(garment.cloth).hangs,
        updated_at=at,
    )
    colourways = [
        Colourway(
            id=colourway_id(garment, number),
            garment_id=garment.id,
            colour=" and ".join(COLOURS[colour].english for colour in each.colours),
            colour_hex=COLOURS[each.colours[0]].hex,
            pattern=garment.print,
        )
        for number, each in enumerate(garment.colourings)
    ]
    skus = [
        Sku(
            id=sku_id(garment, colouring, size),
            colourway_id=colourway_id(garment, colouring),
            size_system=f"EU {garment.chart}",
            size=name,
            gtin=_gtin(garment, colouring, size),
        )
        for colouring in range(len(garment.colourings))
        for size, name in enumerate(garment.sizes)
    ]
    return [style, cut, *colourways, *skus]


def colourway_id(garment: Planned, number: int) -> str:
    """The id of a garment's colourway."""
    return f"{garment.id}-{garment.colourings[number].id}"


def sku_id(garment: Planned, colouring: int, size: int) -> str:
    """The id of one size of a colourway."""
    return f"{colourway_id(garment, colouring)}-{garment.sizes[size]}"


def _gtin(garment: Planned, colouring: int, size: int) -> str:
    """A GTIN among the numbers that GS1 leaves for use inside a house (prefix 200 to 299)."""
    digits = f"20{list(KINDS).index(garment.program)}{garment.number:06d}{colouring}{size:02d}"
    return f"{digits}{gtin_check_digit(digits)}".zfill(14)


def price_records(garment: Planned, brand: Brand) -> Iterator[Price]:
    """What every SKU of a garment costs, bitemporal: each decision is known a few days before it holds.

    A price in full and each reduction hold with an open end until a later decision replaces them; a
    promotion holds for its week and, while it does, replaces them.
    """
    decisions: list[tuple[int, int | None, int, int]] = [(garment.launch, None, garment.price, 42)]
    for week in range(garment.launch, min(garment.ends, WEEKS)):
        now = asked(garment, brand, week)
        if week in garment.reduced:
            decisions.append((week, None, now, 4))
        elif garment.rate(week) == 1.0 and now != garment.price:
            decisions.append((week, week + 1, now, 10))
    for colouring in range(len(garment.colourings)):
        for size in range(len(garment.sizes)):
            sku = sku_id(garment, colouring, size)
            for week, until, amount, ahead in decisions:
                yield Price(
                    id=f"{sku}-w{week:03d}{'' if until is None else '-promotion'}",
                    sku_id=sku,
                    amount=Decimal(amount),
                    currency=CURRENCY,
                    valid_from=monday(week),
                    valid_to=None if until is None else monday(until),
                    recorded_at=monday(week) - timedelta(days=ahead),
                )


def moment(second: int) -> datetime:
    """A moment of the trade."""
    return START + timedelta(seconds=int(second))


def sku_names(garments: Sequence[Planned], skus: Skus) -> list[str]:
    """The id of every SKU by its number."""
    return [
        sku_id(garments[garment], int(colouring), int(size))
        for garment, colouring, size in zip(skus.garment, skus.colouring, skus.size, strict=True)
    ]


def reason_of(row: Sequence[int], zones: Sequence[str]) -> str:
    """A return's reason in words: "too tight at the hip".

    Args:
        row: A row of `Trading.returns`.
        zones: The zones of the garment that came back.
    """
    zone = zones[row[3]].replace("_", " ") if row[3] >= 0 else ""
    return REASONS[row[2]].format(zone=zone)


def trade_records(
    plan: Plan, people: Crowd, girths: Sequence[Finished], trading: Trading
) -> Iterator[list[Entity]]:
    """Orders, their lines, returns and stock entries in batches that can each be written whole."""
    names = sku_names(plan.garments, trading.skus)
    for start in range(0, len(trading.arrivals), 2000):
        yield [
            _entry(f"arrival-{start + k:08d}", names[sku], SUPPLIER, WAREHOUSE, pieces, at, "arrived")
            for k, (sku, at, pieces) in enumerate(trading.arrivals[start : start + 2000].tolist())
        ]
    lines = trading.lines.tolist()
    ended = 0
    for start, stop in _whole_orders(trading.lines[:, 0], 1000):
        batch: list[Entity] = []
        for visit, rows in _by_visit(lines, start, stop):
            customer = int(trading.visits[visit])
            batch.append(
                Order(
                    id=_order_id(visit),
                    customer_id=customer_id(customer) if people.shares_acts[customer] else None,
                    at=moment(lines[rows[0]][2]),
                    currency=CURRENCY,
                    channel="online",
                )
            )
            batch += [
                OrderLine(
                    id=_line_id(row),
                    order_id=_order_id(visit),
                    sku_id=names[lines[row][1]],
                    quantity=1,
                    unit_price=Decimal(lines[row][3]),
                )
                for row in rows
            ]
        batch.sort(key=lambda each: isinstance(each, OrderLine))
        batch += [
            _entry(f"sold-{row:08d}", names[lines[row][1]], WAREHOUSE, CUSTOMER, 1, lines[row][2], "sold")
            for row in range(start, stop)
        ]
        ended = stop
        yield batch
    assert ended == len(lines)
    returns = trading.returns.tolist()
    for start in range(0, len(returns), 1000):
        batch = []
        for line, at, reason, zone in returns[start : start + 1000]:
            sku, place = lines[line][1], int(trading.skus.garment[lines[line][1]])
            said = reason_of((line, at, reason, zone), girths[place].zones)
            batch.append(
                Return(
                    id=f"house-return-{line + 1:08d}",
                    order_line_id=_line_id(line),
                    sku_id=names[sku],
                    quantity=1,
                    at=moment(at),
                    reason=said,
                    unit_refund=Decimal(lines[line][3]),
                    currency=CURRENCY,
                )
            )
            to = LOSS if reason == QUALITY else WAREHOUSE
            batch.append(_entry(f"back-{line:08d}", names[sku], CUSTOMER, to, 1, at, said))
        batch.sort(key=lambda each: isinstance(each, StockEntry))
        yield batch


def interactions(
    plan: Plan, people: Crowd, trading: Trading, size: int = 50_000
) -> Iterator[list[tuple[Any, ...]]]:
    """What customers did, as plain values in the order of an `Interaction`'s fields, oldest first."""
    names = sku_names(plan.garments, trading.skus)
    owners = [plan.garments[garment].id for garment in trading.skus.garment.tolist()]
    visitors, shares = trading.visits.tolist(), people.shares_acts.tolist()
    order = np.argsort(trading.acts[:, 3], kind="stable")
    paid: Mapping[tuple[int, int], int] = {
        (visit, sku): price for visit, sku, _, price in trading.lines.tolist()
    }
    for start in range(0, len(order), size):
        batch = []
        chosen = order[start : start + size]
        for number, (visit, sku, kind, at) in zip(
            chosen.tolist(), trading.acts[chosen].tolist(), strict=True
        ):
            customer = visitors[visit]
            known = shares[customer]
            price = paid[visit, sku] if kind == 3 else None
            batch.append(
                (
                    f"house-act-{number + 1:09d}",
                    customer_id(customer) if known else None,
                    f"house-visit-{visit + 1:08d}" if known else None,
                    owners[sku],
                    names[sku] if kind >= 2 else None,
                    KINDS_OF_ACT[kind],
                    "",
                    moment(at),
                    1,
                    None if price is None else Decimal(price),
                    None if price is None else CURRENCY,
                    "",
                    "",
                    SOURCE,
                    _WEIGHTS[kind],
                    None,
                )
            )
        yield batch


def _entry(id: str, sku: str, come: str, go: str, pieces: int, at: int, why: str) -> StockEntry:
    return StockEntry(
        id=f"house-{id}",
        sku_id=sku,
        from_location=come,
        to_location=go,
        quantity=pieces,
        at=moment(at),
        reason=why,
    )


def _order_id(visit: int) -> str:
    return f"house-order-{visit + 1:08d}"


def _line_id(row: int) -> str:
    return f"house-line-{row + 1:08d}"


def _whole_orders(visits: np.ndarray, size: int) -> Iterator[tuple[int, int]]:
    """Ranges of lines that lie in one week's order of moments, cut where no order is cut."""
    # Between the lines of one visit may lie lines of others: all of them stay in one batch.
    last: dict[int, int] = {visit: row for row, visit in enumerate(visits.tolist())}
    start = reach = 0
    for row, visit in enumerate(visits.tolist()):
        reach = max(reach, last[visit])
        if row == reach and row + 1 - start >= size:
            yield start, row + 1
            start = row + 1
    if start < len(visits):
        yield start, len(visits)


def _by_visit(lines: Sequence[Sequence[int]], start: int, stop: int) -> Iterator[tuple[int, list[int]]]:
    found: dict[int, list[int]] = {}
    for row in range(start, stop):
        found.setdefault(lines[row][0], []).append(row)
    yield from found.items()
