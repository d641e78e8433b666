"""The spine: what a garment is, from idea to passport, as plain values.

Knows the words and the shapes of the trade; no input or output, no database, no torch.
"""

from modiste.garment import columns
from modiste.garment.commerce import Order, OrderLine, Price, Return
from modiste.garment.customer import BodyMeasures, Consent, Customer, Interaction
from modiste.garment.errors import CATALOGUE, ModisteError, Problem
from modiste.garment.fabric import Fabric
from modiste.garment.fields import Record
from modiste.garment.ids import content_id, gtin, gtin_check_digit, slug
from modiste.garment.image import Image
from modiste.garment.stock import StockEntry, StockLevel, stock_levels
from modiste.garment.style import Colourway, Garment, Item, Sku
from modiste.garment.supply import Device, PassportLink, Reading, SupplyEvent

__all__ = [
    "CATALOGUE",
    "BodyMeasures",
    "Colourway",
    "Consent",
    "Customer",
    "Device",
    "Fabric",
    "Garment",
    "Image",
    "Interaction",
    "Item",
    "ModisteError",
    "Order",
    "OrderLine",
    "PassportLink",
    "Price",
    "Problem",
    "Reading",
    "Record",
    "Return",
    "Sku",
    "StockEntry",
    "StockLevel",
    "SupplyEvent",
    "columns",
    "content_id",
    "gtin",
    "gtin_check_digit",
    "slug",
    "stock_levels",
]
