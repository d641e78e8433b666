"""A picture of a garment: where its bytes are, how large it is, what it shows, who said so.

Knows no pixels; blobs are the store's, decoding is collect's.
"""

from typing import Literal

from pydantic import Field

from modiste.garment.fields import Entity, Id, Line, Sha256, Word

View = Literal["front", "back", "side", "detail", "flat", "on_model", "unknown"]


class Image(Entity):
    """One picture; `label` is the class a source gave it, `split` the part of a published split it is in."""

    garment_id: Id
    colourway_id: Id | None = None
    blob: Sha256
    media_type: str = Field(pattern=r"^image/[a-z0-9.+-]+$", max_length=60)
    width: int = Field(ge=1, le=100_000)
    height: int = Field(ge=1, le=100_000)
    view: View = "unknown"
    label: Word = ""
    split: Word = ""
    source: Word = ""


class ImageLink(Entity):
    """A picture that lies elsewhere: its address as a source gave it, never fetched; places count from 0."""

    garment_id: Id
    colourway_id: Id | None = None
    address: Line = Field(min_length=1)
    position: int = Field(0, ge=0, le=10_000)
    source: Word = ""
