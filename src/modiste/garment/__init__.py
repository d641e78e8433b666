"""The spine: what a garment is, from idea to passport, as plain values.

Knows the words and the shapes of the trade; no input or output, no database, no torch. The door is
lazy, so that a command line's help need not load pydantic.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from modiste.garment.errors import ModisteError
from modiste.garment.problems import CATALOGUE, Problem

if TYPE_CHECKING:
    from modiste.garment import columns as columns
    from modiste.garment.commerce import Order as Order
    from modiste.garment.commerce import OrderLine as OrderLine
    from modiste.garment.commerce import Price as Price
    from modiste.garment.commerce import Return as Return
    from modiste.garment.customer import BodyMeasures as BodyMeasures
    from modiste.garment.customer import Consent as Consent
    from modiste.garment.customer import Customer as Customer
    from modiste.garment.customer import Interaction as Interaction
    from modiste.garment.customer import InteractionKind as InteractionKind
    from modiste.garment.cut import Cut as Cut
    from modiste.garment.cut import CutBasis as CutBasis
    from modiste.garment.fabric import Fabric as Fabric
    from modiste.garment.fields import Entity as Entity
    from modiste.garment.fields import Id as Id
    from modiste.garment.fields import Line as Line
    from modiste.garment.fields import Name as Name
    from modiste.garment.fields import Record as Record
    from modiste.garment.fields import Text as Text
    from modiste.garment.fields import Word as Word
    from modiste.garment.ids import GTIN_LENGTHS as GTIN_LENGTHS
    from modiste.garment.ids import Sgtin as Sgtin
    from modiste.garment.ids import content_id as content_id
    from modiste.garment.ids import gln as gln
    from modiste.garment.ids import gtin as gtin
    from modiste.garment.ids import gtin_check_digit as gtin_check_digit
    from modiste.garment.ids import key_id as key_id
    from modiste.garment.ids import new_serial as new_serial
    from modiste.garment.ids import sgtin as sgtin
    from modiste.garment.ids import slug as slug
    from modiste.garment.ids import sscc as sscc
    from modiste.garment.ids.digital_link import DigitalLink as DigitalLink
    from modiste.garment.ids.digital_link import element_string as element_string
    from modiste.garment.ids.digital_link import item_link as item_link
    from modiste.garment.ids.digital_link import read_link as read_link
    from modiste.garment.ids.digital_link import written_link as written_link
    from modiste.garment.ids.epc import SgtinTag as SgtinTag
    from modiste.garment.ids.epc import canonical_id as canonical_id
    from modiste.garment.ids.epc import item_urn as item_urn
    from modiste.garment.ids.epc import read_item_urn as read_item_urn
    from modiste.garment.ids.epc import read_tag as read_tag
    from modiste.garment.ids.epc import tag_bytes as tag_bytes
    from modiste.garment.image import Image as Image
    from modiste.garment.image import ImageLink as ImageLink
    from modiste.garment.mention import Mention as Mention
    from modiste.garment.stock import StockEntry as StockEntry
    from modiste.garment.stock import StockLevel as StockLevel
    from modiste.garment.stock import stock_levels as stock_levels
    from modiste.garment.style import Colourway as Colourway
    from modiste.garment.style import Garment as Garment
    from modiste.garment.style import Item as Item
    from modiste.garment.style import Sku as Sku
    from modiste.garment.supply import Device as Device
    from modiste.garment.supply import DeviceKind as DeviceKind
    from modiste.garment.supply import PassportLink as PassportLink
    from modiste.garment.supply import Reading as Reading
    from modiste.garment.supply import SupplyEvent as SupplyEvent

_HOMES = {
    "BodyMeasures": "customer",
    "Colourway": "style",
    "Consent": "customer",
    "Customer": "customer",
    "Cut": "cut",
    "CutBasis": "cut",
    "Device": "supply",
    "DeviceKind": "supply",
    "Entity": "fields",
    "Fabric": "fabric",
    "Garment": "style",
    "Id": "fields",
    "Image": "image",
    "ImageLink": "image",
    "Interaction": "customer",
    "InteractionKind": "customer",
    "Item": "style",
    "Line": "fields",
    "Mention": "mention",
    "Name": "fields",
    "Order": "commerce",
    "OrderLine": "commerce",
    "PassportLink": "supply",
    "Price": "commerce",
    "Reading": "supply",
    "Record": "fields",
    "Return": "commerce",
    "Sku": "style",
    "StockEntry": "stock",
    "StockLevel": "stock",
    "SupplyEvent": "supply",
    "Text": "fields",
    "Word": "fields",
    "content_id": "ids",
    "GTIN_LENGTHS": "ids",
    "gtin": "ids",
    "gtin_check_digit": "ids",
    "key_id": "ids",
    "slug": "ids",
    "stock_levels": "stock",
    "DigitalLink": "ids.digital_link",
    "Sgtin": "ids",
    "SgtinTag": "ids.epc",
    "canonical_id": "ids.epc",
    "element_string": "ids.digital_link",
    "gln": "ids",
    "item_link": "ids.digital_link",
    "item_urn": "ids.epc",
    "new_serial": "ids",
    "read_item_urn": "ids.epc",
    "read_link": "ids.digital_link",
    "read_tag": "ids.epc",
    "sgtin": "ids",
    "sscc": "ids",
    "tag_bytes": "ids.epc",
    "written_link": "ids.digital_link",
}
__all__ = [
    "CATALOGUE",
    "GTIN_LENGTHS",
    "BodyMeasures",
    "Colourway",
    "Consent",
    "Customer",
    "Cut",
    "CutBasis",
    "Device",
    "DeviceKind",
    "DigitalLink",
    "Entity",
    "Fabric",
    "Garment",
    "Id",
    "Image",
    "ImageLink",
    "Interaction",
    "InteractionKind",
    "Item",
    "Line",
    "Mention",
    "ModisteError",
    "Name",
    "Order",
    "OrderLine",
    "PassportLink",
    "Price",
    "Problem",
    "Reading",
    "Record",
    "Return",
    "Sgtin",
    "SgtinTag",
    "Sku",
    "StockEntry",
    "StockLevel",
    "SupplyEvent",
    "Text",
    "Word",
    "canonical_id",
    "columns",
    "content_id",
    "element_string",
    "gln",
    "gtin",
    "gtin_check_digit",
    "item_link",
    "item_urn",
    "key_id",
    "new_serial",
    "read_item_urn",
    "read_link",
    "read_tag",
    "sgtin",
    "slug",
    "sscc",
    "stock_levels",
    "tag_bytes",
    "written_link",
]


def __getattr__(name: str) -> object:
    if name == "columns":
        return import_module("modiste.garment.columns")
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.garment' has no attribute {name!r}")
    return getattr(import_module(f"modiste.garment.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
