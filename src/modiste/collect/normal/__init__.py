"""Values as the world writes them to values that compare: sizes, colours, materials, money, names, moments.

Every function takes any text and gives a value or None, never an exception; what is doubtful is told. The raw
value is kept by the caller. The same text gives the same value, and is looked up only once.
"""

from modiste.collect.normal.brands import brand, brand_key, one_spelling
from modiste.collect.normal.codes import country, language
from modiste.collect.normal.colours import BASES, Colour, colour
from modiste.collect.normal.conversions import Conversion, convert
from modiste.collect.normal.currencies import CODES, DECIMALS, Price, currency, price
from modiste.collect.normal.dates import Moment, day_first_in, moment
from modiste.collect.normal.figures import Number, number
from modiste.collect.normal.materials import Composition, composition, fibre
from modiste.collect.normal.sizes import Size, size
from modiste.collect.normal.spelling import folded
from modiste.collect.normal.units import UNITS, Quantity, quantity

__all__ = [
    "BASES",
    "CODES",
    "DECIMALS",
    "UNITS",
    "Colour",
    "Composition",
    "Conversion",
    "Moment",
    "Number",
    "Price",
    "Quantity",
    "Size",
    "brand",
    "brand_key",
    "colour",
    "composition",
    "convert",
    "country",
    "currency",
    "day_first_in",
    "fibre",
    "folded",
    "language",
    "moment",
    "number",
    "one_spelling",
    "price",
    "quantity",
    "size",
]
