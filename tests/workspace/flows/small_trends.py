"""A small shop of two years in which red comes up in sales, looks and articles, and navy goes."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import numpy as np

from modiste.garment import Colourway, Garment, Image, Interaction, Mention, Order, OrderLine, Sku
from modiste.store import log_records
from modiste.workspace import Shop

START = datetime(2024, 1, 1, tzinfo=UTC)
END = START + timedelta(weeks=104)
TURN = 60
"""The week after which it happens."""
GARMENTS = (("tee", "red", "solid"), ("shirt", "navy", "stripe"), ("dress", "olive", "dot"))
TEE_PICTURES = ("tee-white", "tee-red")


def rise_in(shop: Shop) -> Shop:
    """Fill an empty shop; the tee also comes in white, which nobody buys: a picture of each."""
    chance = np.random.default_rng(6)
    records: list[object] = []
    for name, colour, print_ in GARMENTS:
        given = {
            "attributes": {"cloth": "jersey", "cloth_zh": "棉平纹针织", "fit": "slim"},
            "category": f"{name}/top",
            "synthetic": True,
        }
        records += [
            Garment(id=name, name=name, created_at=START, updated_at=START, **given),
            Colourway(id=f"{name}-c", garment_id=name, colour=colour, pattern=print_),
            Sku(id=f"{name}-m", colourway_id=f"{name}-c", size="M"),
        ]
    records.append(Colourway(id="tee-w", garment_id="tee", colour="white", pattern="solid"))
    for id_, colourway in zip(TEE_PICTURES, ("tee-w", "tee-c"), strict=True):
        blob = id_.encode().hex().zfill(64)
        told = {"garment_id": "tee", "colourway_id": colourway, "blob": blob, "media_type": "image/webp"}
        records.append(Image(id=id_, width=3, height=4, **told))
    acts, articles = [], []
    for week in range(104):
        at = START + timedelta(weeks=week, hours=9)
        rates = {"tee": 4 + 8 * (week > TURN), "shirt": 12 - 7 * (week > TURN), "dress": 8}
        for name, rate in rates.items():
            if pieces := int(chance.poisson(rate)):
                id_ = f"{week}-{name}"
                records.append(Order(id=f"o-{id_}", at=at, currency="EUR"))
                line = {"order_id": f"o-{id_}", "sku_id": f"{name}-m", "quantity": pieces}
                records.append(OrderLine(id=f"l-{id_}", unit_price=Decimal(40), **line))
            acts += [
                Interaction(id=f"a-{week}-{name}-{number}", garment_id=name, kind="view_item", at=at)
                for number in range(int(chance.poisson(rate)))
            ]
        for value in ("red", "blue"):
            count = int(chance.poisson(10 + 12 * (value == "red" and week > TURN)))
            told = {"address": f"https://magazine.example/{week}", "attribute": "colour", "value": value}
            articles.append(Mention(id=f"m-{week}-{value}", at=at, count=max(count, 1), **told))
    shop.store.rows.put(records)  # type: ignore[arg-type] # records of several kinds
    log_records(shop.store.events, acts)
    log_records(shop.store.events, articles)
    return shop
