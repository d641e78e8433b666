"""A small shop that sold and took back: one garment runs small, some customers gave measures."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import numpy as np

from modiste.garment import (
    BodyMeasures,
    Colourway,
    Consent,
    Customer,
    Cut,
    Garment,
    Order,
    OrderLine,
    Return,
    Sku,
)
from modiste.workspace import Shop

SIZES = ("36", "38", "40", "42", "44")
START = datetime(2026, 1, 5, tzinfo=UTC)
KINDS = (("skirt-a-line", "Skirts"), ("t-shirt", "Tops"), ("sweatshirt", "Tops"), ("trousers", "Trousers"))
COLOURS = (("black", "#1c1c1e"), ("red", "#c03030"), ("navy", "#203050"))
RUNS_SMALL = "garment-0"


def trade_in(shop: Shop, customers: int = 80, lines: int = 700) -> Shop:
    """Eight garments in five sizes; the first one runs two sizes small."""
    chance = np.random.default_rng(5)
    records = []
    for number in range(8):
        id_ = f"garment-{number}"
        program, category = KINDS[number % 4]
        records.append(
            Garment(
                id=id_,
                name=f"{program} {number}",
                category=category,
                department="women",
                season="SS26",
                attributes={"line": "weekend"},
                created_at=START,
                updated_at=START,
            )
        )
        records.append(Cut(id=id_, program=program, chart="women", updated_at=START))
        colour, hex_ = COLOURS[number % 3]
        records.append(Colourway(id=f"{id_}-c", garment_id=id_, colour=colour, colour_hex=hex_))
        records += [Sku(id=f"{id_}-{size}", colourway_id=f"{id_}-c", size=size) for size in SIZES]
    wanted = chance.integers(0, len(SIZES), customers)
    for who in range(customers):
        id_ = f"customer-{who}"
        records.append(Customer(id=id_, created_at=START))
        if who % 2:
            records.append(Consent(id=f"{id_}-m", customer_id=id_, purpose="body_measures", granted_at=START))
        if who % 4 != 2:  # one in four has measures without having agreed: they are not used
            girth = 84 + 4 * int(wanted[who])
            records.append(
                BodyMeasures(
                    id=f"{id_}-b",
                    customer_id=id_,
                    measured_at=START,
                    height=168,
                    chest=girth,
                    waist=girth - 16,
                    hip=girth + 8,
                )
            )
    for line in range(lines):
        who, what = int(chance.integers(customers)), int(chance.integers(8))
        size = int(np.clip(wanted[who] + chance.integers(-1, 2), 0, 4))
        off = size - wanted[who] - (2 if what == 0 else 0)
        at = START + timedelta(hours=6 * line)
        records.append(Order(id=f"order-{line:04d}", customer_id=f"customer-{who}", at=at, currency="EUR"))
        records.append(
            OrderLine(
                id=f"line-{line:04d}",
                order_id=f"order-{line:04d}",
                sku_id=f"garment-{what}-{SIZES[size]}",
                quantity=1,
                unit_price=Decimal(40),
            )
        )
        reason = "too tight at the hip" if off < 0 else "too loose at the waist" if off > 0 else ""
        if line % 9 == 0:
            reason = "taste"
        if reason and chance.random() < 0.8:
            records.append(
                Return(
                    id=f"return-{line:04d}",
                    order_line_id=f"line-{line:04d}",
                    quantity=1,
                    at=at + timedelta(days=9),
                    reason=reason,
                )
            )
    shop.store.rows.put(records)
    return shop
