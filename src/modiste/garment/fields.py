"""The kinds of value the spine is made of: names, ids, moments, money, measures, with their limits.

Knows what a single value may be; which values belong together is each record's own file.
"""

import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Unicode's category Cc but for the line end and the tabulator."""


class Record(BaseModel):
    """What every spine record is: frozen, closed to unknown fields, equal by value."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def fault_of(error: ValidationError) -> str:
    """The first value that a model does not take: its place, and why.

    Example:
        >>> try:
        ...     Record.model_validate({"colour": "red"})
        ... except ValidationError as error:
        ...     fault_of(error)
        'colour: extra inputs are not permitted'
    """
    first = error.errors(include_url=False, include_input=False)[0]
    reason = first["msg"].removeprefix("Value error, ")[:200]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: " * bool(where) + reason[:1].lower() + reason[1:]


def _utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("it lies outside the years 1 to 9999 in UTC") from None


def _no_control_characters(text: str) -> str:
    if _CONTROL.search(text):
        raise ValueError("control characters are not allowed")
    return text


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._:-]*$", max_length=120)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(_no_control_characters)]
Word = Annotated[str, StringConstraints(max_length=120), AfterValidator(_no_control_characters)]
Line = Annotated[str, StringConstraints(max_length=2000), AfterValidator(_no_control_characters)]
Text = Annotated[str, StringConstraints(max_length=20_000), AfterValidator(_no_control_characters)]
Moment = Annotated[AwareDatetime, AfterValidator(_utc)]
Money = Annotated[Decimal, Field(max_digits=14, decimal_places=4)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Centimetres = Annotated[float, Field(gt=0, lt=400)]
Kilograms = Annotated[float, Field(gt=0, lt=500)]
Share = Annotated[float, Field(ge=0, le=1)]
HexColour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]


class Entity(Record):
    """A record that is kept under an id of its own."""

    id: Id
