"""Ids: readable slugs, GS1's numbers, the links and tags that carry them, and serials nobody guesses.

Knows how an id is made, checked and written; no input or output.
"""

from modiste.garment.ids.keys import GTIN_LENGTHS, Sgtin, gln, gtin, gtin_check_digit, sgtin, sscc
from modiste.garment.ids.serials import new_serial
from modiste.garment.ids.slugs import content_id, key_id, slug

__all__ = [
    "GTIN_LENGTHS",
    "Sgtin",
    "content_id",
    "gln",
    "gtin",
    "gtin_check_digit",
    "key_id",
    "new_serial",
    "sgtin",
    "slug",
    "sscc",
]
