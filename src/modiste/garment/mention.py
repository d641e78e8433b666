"""What is written about clothes: which attribute a text mentions, when, and how often.

Knows no text itself; how words become attributes is collect's, how mentions become trends the trends room's.
"""

from typing import Literal

from pydantic import Field

from modiste.garment.fields import Entity, Line, Moment, Word

Attribute = Literal["colour", "material", "category", "pattern", "brand"]


class Mention(Entity):
    """One attribute in one article or post: `attribute` and `value` ("colour", "red"), `count` times."""

    address: Line = ""
    at: Moment
    attribute: Attribute
    value: Word = Field(min_length=1)
    count: int = Field(1, ge=1, le=10_000)
    language: Word = ""
    source: Word = ""
