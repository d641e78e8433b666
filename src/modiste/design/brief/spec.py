"""A garment as wished for: typed fields, each with its confidence, its source and what else it may be.

Knows values and locks; words are `reading`'s, pictures `seeing`'s, the pattern `cutting`'s. A locked field
never changes under a later edit.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from modiste.garment import ModisteError, fault_of

FORMAT: Literal["modiste.garment_spec.v1"] = "modiste.garment_spec.v1"
FIELDS: tuple[str, ...] = (
    *("program", "chart", "size", "neckline", "collar", "sleeve", "length", "longer", "length_cm"),
    *("flare", "fit", "leg", "rise", "front", "pocket", "cloth", "print", "colours"),
)
"""Every field that a spec may have, in the order in which it is told."""
MOST_BYTES = 200_000
Value = str | float
Source = Literal["brief", "picture", "edit", "implied", "default"]
_SAYS: Mapping[Source, int] = {"brief": 2, "picture": 2, "edit": 2, "implied": 1, "default": 0}
"""What was said goes before what follows from it, and that before what is usual."""
Share = Annotated[float, Field(ge=0.0, le=1.0)]
Word = Annotated[str, Field(max_length=200)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(_Part):
    """The words of a brief from which a field was read: characters `start` to `end` of its text."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    text: Word


class SpecField(_Part):
    """One field.

    Attributes:
        value: A word, a number, or colours as "#rrggbb" with commas.
        confidence: From 0 to 1: words that say it are near 1, defaults low.
        source: From where.
        evidence: The words that say it.
        alternatives: What else may be meant, with how likely that is.
        is_locked: Whether later edits leave it.
    """

    value: Value
    confidence: Share = 1.0
    source: Source = "edit"
    evidence: Evidence | None = None
    alternatives: tuple[tuple[Value, Share], ...] = ()
    is_locked: bool = False


class Remark(_Part):
    """Something a person should know, in both languages."""

    en: Annotated[str, Field(max_length=400)]
    zh: Annotated[str, Field(max_length=400)]


class GarmentSpec(_Part):
    """A garment as wished for."""

    format: Literal["modiste.garment_spec.v1"] = FORMAT
    text: Annotated[str, Field(max_length=4000)] = ""
    fields: Mapping[Word, SpecField] = Field(default_factory=dict)
    unknown: tuple[Evidence, ...] = ()
    contradictions: tuple[Remark, ...] = ()

    @field_validator("fields")
    @classmethod
    def _in_order(cls, fields: Mapping[str, SpecField]) -> dict[str, SpecField]:
        return dict(
            sorted(fields.items(), key=lambda each: FIELDS.index(each[0]) if each[0] in FIELDS else 99)
        )

    def value(self, name: str, default: Value = "") -> Value:
        """A field's value."""
        return self.fields[name].value if name in self.fields else default

    def locked(self, names: Iterable[str]) -> "GarmentSpec":
        """The same with these fields locked.

        Raises:
            ModisteError: MOD-2761 for a name that is no field of the spec.
        """
        wanted = set(names)
        for name in wanted:
            if name not in self.fields:
                raise ModisteError("MOD-2761", name=name, known=", ".join(self.fields) or "none")
        kept = {
            name: field.model_copy(update={"is_locked": field.is_locked or name in wanted})
            for name, field in self.fields.items()
        }
        return self.model_copy(update={"fields": kept})

    def edited(self, later: "GarmentSpec") -> "GarmentSpec":
        """This spec with what a later one says; a locked field stays, and what was asked is told."""
        fields = dict(self.fields)
        remarks = list(later.contradictions)
        for name, field in later.fields.items():
            mine = fields.get(name)
            if mine is None or (not mine.is_locked and _SAYS[field.source] >= max(1, _SAYS[mine.source])):
                fields[name] = field
            elif mine.is_locked and mine.value != field.value and _SAYS[field.source] == _SAYS["brief"]:
                remarks.append(
                    Remark(
                        en=f"{name} is locked at {mine.value}; {field.value} was asked for.",
                        zh=f"{name} 已锁定为 {mine.value}，未改为 {field.value}。",
                    )
                )
        ordered = {name: fields[name] for name in FIELDS if name in fields}
        return later.model_copy(update={"fields": ordered, "contradictions": tuple(remarks)})

    def to_json(self) -> str:
        """The same spec as the same text."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"

    @property
    def hash(self) -> str:
        """The SHA-256 of its JSON."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()


def read_spec(data: bytes, name: str = "spec.json") -> GarmentSpec:
    """The spec in a JSON file.

    Raises:
        ModisteError: MOD-2760 for what is none.
    """
    if len(data) > MOST_BYTES:
        raise ModisteError("MOD-2760", name=name, reason=f"it is larger than {MOST_BYTES:,} bytes")
    try:
        spec = GarmentSpec.model_validate_json(data)
    except ValidationError as error:
        raise ModisteError("MOD-2760", name=name, reason=fault_of(error)) from None
    for field in spec.fields:
        if field not in FIELDS:
            raise ModisteError("MOD-2761", name=field, known=", ".join(FIELDS))
    return spec
