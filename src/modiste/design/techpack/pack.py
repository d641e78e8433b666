"""What a tech pack says, as plain frozen values: the file `tech_pack.json` and its schema.

Knows shapes and units; each part is found by its own module, `building` puts them together. Whatever is no
more than an estimate or a proposal says so in its `how`. Centimetres unless named otherwise.
"""

import hashlib
import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from modiste.garment import ModisteError, fault_of

FORMAT: Literal["modiste.tech_pack.v1"] = "modiste.tech_pack.v1"
MOST_BYTES = 4_000_000
Centimetres = Annotated[float, Field(ge=-1000.0, le=100_000.0, allow_inf_nan=False)]
Word = Annotated[str, Field(max_length=200)]
How = Literal["construction", "estimated", "proposed", "record"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Said(_Part):
    """A line in both languages."""

    en: Annotated[str, Field(max_length=600)]
    zh: Annotated[str, Field(max_length=600)]


class Style(_Part):
    """Which garment it is, and how it is cut."""

    garment_id: Word
    name: Said
    brand: Word
    season: Word
    department: Word
    category: Word
    program: Word
    options: dict[Word, str | float]
    chart: Word
    base_size: Word
    sizes: tuple[Word, ...]
    is_synthetic: bool


class Measurement(_Part):
    """A point of measure of the finished garment, in every size.

    Attributes:
        code: "A", "B", ...
        name: The trade's name.
        way: How it is measured.
        minus: How much less is accepted.
        plus: How much more.
        values: By size.
    """

    code: Word
    name: Said
    way: Said
    minus: Centimetres
    plus: Centimetres
    values: dict[Word, Centimetres]


class Seaming(_Part):
    """A seam with its stitch (ISO 4915) and seam type (ISO 4916); `length` in the base size."""

    name: Word
    what: Said
    stitch: Word
    seam_type: Word
    allowance: Centimetres
    length: Centimetres
    how: How = "proposed"


class Operation(_Part):
    """A step of making, in order."""

    number: int
    what: Said
    machine: Said
    seams: tuple[Word, ...]


class Material(_Part):
    """A line of the bill of materials; `quantity` is for one garment in the base size, waste included."""

    use: Said
    what: Said
    quantity: Annotated[float, Field(ge=0.0, le=100_000.0)]
    unit: Literal["m", "g", "piece"]
    how: How


class Marker(_Part):
    """How the pieces of one garment lie on the cloth.

    Attributes:
        size: Which size.
        width: Usable cloth width.
        length: Cloth that it takes.
        efficiency: Share of the cloth that becomes garment, 0 to 1.
        pieces: Each piece's name, corner and turn: x, y of its lower left in cm, 0 or 180 degrees.
    """

    size: Word
    width: Centimetres
    length: Centimetres
    efficiency: Annotated[float, Field(ge=0.0, le=1.0)]
    pieces: tuple[tuple[Word, Centimetres, Centimetres, int], ...]
    how: How = "estimated"


class Colouring(_Part):
    """A colourway: its colours as sRGB, the ground first."""

    id: Word
    name: Word
    colours: tuple[Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")], ...]


class Printing(_Part):
    """What is printed or woven in: its repeat, and how it lies on the pieces."""

    kind: Word
    period: Centimetres
    width: Centimetres
    placement: tuple[Said, ...]


class Care(_Part):
    """How it is cared for: codes of ISO 3758 symbols in the standard's order, and the same in words."""

    symbols: tuple[Word, ...]
    words: tuple[Said, ...]
    composition: dict[Word, Annotated[float, Field(ge=0.0, le=1.0)]]
    how: How = "proposed"


class PatternFile(_Part):
    """A file of the pack with the hash of its bytes."""

    name: Word
    what: Said
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class TechPack(_Part):
    """Everything a tech pack says.

    `version` is raised by whoever issues it; `date` is that of the garment's record, so that the same garment
    gives the same bytes.
    """

    format: Literal["modiste.tech_pack.v1"] = FORMAT
    version: Annotated[int, Field(ge=1, le=10_000)] = 1
    date: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]
    style: Style
    measurements: tuple[Measurement, ...]
    seams: tuple[Seaming, ...]
    operations: tuple[Operation, ...]
    materials: tuple[Material, ...]
    marker: Marker
    colourways: tuple[Colouring, ...]
    print: Printing
    care: Care
    files: tuple[PatternFile, ...]

    def to_json(self) -> str:
        """The same pack as the same text."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"

    @property
    def hash(self) -> str:
        """The SHA-256 of its JSON."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()


def read_tech_pack(data: bytes, name: str = "tech_pack.json") -> TechPack:
    """The pack in a JSON file.

    Raises:
        ModisteError: MOD-2752 for what is none.
    """
    if len(data) > MOST_BYTES:
        raise ModisteError("MOD-2752", name=name, reason=f"it is larger than {MOST_BYTES:,} bytes")
    try:
        return TechPack.model_validate_json(data)
    except ValidationError as error:
        raise ModisteError("MOD-2752", name=name, reason=fault_of(error)) from None


def tech_pack_schema() -> dict[str, Any]:
    """The JSON Schema of `tech_pack.json`."""
    schema = TechPack.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": FORMAT, **schema}
