"""Photographs outlined by hand: rings of corners in pixels, and the masks that they enclose.

Knows the file of outlines and checks it against the photographs; it holds no picture. How it was made is told
by the file itself.
"""

import hashlib
import json
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from modiste.garment import ModisteError, fault_of

MAX_BYTES = 8_000_000
_FINE = 4
"""Masks are drawn so many times larger: a pixel that a ring crosses is what more than half of it is."""

Corner = tuple[Annotated[float, Field(ge=0, le=20_000)], Annotated[float, Field(ge=0, le=20_000)]]
Ring = Annotated[tuple[Corner, ...], Field(min_length=3, max_length=4000)]


class Outline(BaseModel):
    """One photograph's item: x to the right and y down, in pixels of the photograph as it lies on disk.

    Attributes:
        photo: Its path inside the data set's folder.
        sha256: Of the file.
        width: In pixels.
        height: In pixels.
        label: What it shows.
        outer: Rings around what is the item.
        holes: Rings around what is not, inside them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    photo: str = Field(pattern=r"^([\w-]+/)*[\w-][\w.-]*$", max_length=200)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    width: int = Field(ge=1, le=20_000)
    height: int = Field(ge=1, le=20_000)
    label: str = Field(min_length=1, max_length=80)
    outer: tuple[Ring, ...] = Field(min_length=1)
    holes: tuple[Ring, ...] = ()

    @model_validator(mode="after")
    def _inside(self) -> "Outline":
        for ring in (*self.outer, *self.holes):
            if any(x > self.width or y > self.height for x, y in ring):
                raise ValueError(f"a corner lies outside {self.width} x {self.height}")
        return self

    def mask(self) -> NDArray[np.bool_]:
        """(height, width) whether a pixel shows the item."""
        image = Image.new("L", (self.width * _FINE, self.height * _FINE))
        drawing = ImageDraw.Draw(image)
        for rings, fill in ((self.outer, 255), (self.holes, 0)):
            for ring in rings:
                drawing.polygon([(x * _FINE, y * _FINE) for x, y in ring], fill=fill)
        return np.asarray(image.reduce(_FINE)) > 127

    def file(self, folder: Path) -> bytes:
        """The photograph's bytes, once they are those that were outlined.

        Raises:
            ModisteError: MOD-1411 when it is missing or another.
        """
        path = folder / self.photo
        try:
            data = path.read_bytes()
        except OSError as error:
            raise ModisteError("MOD-1411", path=path, reason=(error.strerror or str(error)).lower()) from None
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise ModisteError("MOD-1411", path=path, reason="it is not the file that was outlined")
        return data


class Outlines(BaseModel):
    """A file of outlines with how they were chosen and made, in parts: one to judge by, one to choose by."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    format: Literal[1]
    name: str = Field(min_length=1, max_length=80)
    source: str
    choice: str = Field(min_length=1)
    how: str = Field(min_length=1)
    counted: str = Field(min_length=1)
    parts: dict[Literal["test", "validation"], tuple[Outline, ...]]

    @model_validator(mode="after")
    def _once(self) -> "Outlines":
        seen = [outline.sha256 for part in self.parts.values() for outline in part]
        if len(set(seen)) != len(seen):
            raise ValueError("a photograph is outlined twice")
        return self


def read_outlines(path: Path) -> Outlines:
    """Read a file of outlines, strictly.

    Raises:
        ModisteError: MOD-1410 when it is missing, too large, or not such a file.
    """
    try:
        raw = path.read_bytes()
        if len(raw) > MAX_BYTES:
            raise ModisteError("MOD-1410", path=path, reason=f"it has {len(raw)} bytes, over {MAX_BYTES}")
        return Outlines.model_validate(json.loads(raw))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
    except ValidationError as error:
        reason = fault_of(error)
    except (ValueError, RecursionError):
        reason = "it is not JSON"
    raise ModisteError("MOD-1410", path=path, reason=reason)
