"""What a garment is before it is one piece: the style, its colourways, its SKUs, and the single item.

Knows the catalogue's own facts; pictures, fabrics, prices and stock have files of their own.
"""

from pydantic import Field, field_validator

from modiste.garment.errors import ModisteError
from modiste.garment.fields import Entity, HexColour, Id, Line, Moment, Name, Text, Word
from modiste.garment.ids import gtin as checked


class Garment(Entity):
    """A style: the coat as designed, in all its colours and sizes. The spine everything else hangs on."""

    name: Name
    category: Word = ""
    brand: Word = ""
    department: Word = ""
    season: Word = ""
    description: Text = ""
    attributes: dict[Word, Line] = Field(default_factory=dict, max_length=200)
    source: Word = ""
    synthetic: bool = False
    created_at: Moment
    updated_at: Moment


class Colourway(Entity):
    """One colour of a style."""

    garment_id: Id
    colour: Word
    colour_hex: HexColour | None = None
    pattern: Word = ""


class Sku(Entity):
    """One size of one colourway: what is ordered, priced and stocked. `gtin` is a GTIN-14 or None."""

    colourway_id: Id
    size_system: Word = ""
    size: Word
    gtin: str | None = Field(None, pattern=r"^[0-9]{14}$")

    @field_validator("gtin")
    @classmethod
    def _check_digit_is_right(cls, gtin: str | None) -> str | None:
        try:
            return gtin and checked(gtin)
        except ModisteError as error:
            raise ValueError(error.detail) from None


class Item(Entity):
    """One piece of cloth you can hold: a SKU with a serial number."""

    sku_id: Id
    serial: Word
    made_at: Moment | None = None
