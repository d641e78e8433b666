"""Motifs: what a print repeats, as closed shapes in millimetres, each in one ink.

Knows the built-in ones and how large one is; a user's own is read by `motif_files`.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from modiste.design.print.outlines import Rule, outlines
from modiste.garment import ModisteError

Floats = NDArray[np.float64]


class MotifShape(BaseModel):
    """One closed shape of a motif.

    Attributes:
        path: SVG path data.
        ink: Its colour's place in the palette; 0 is the ground.
        rule: What is inside where its outlines lie over each other.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: Annotated[str, Field(min_length=1, max_length=100_000)]
    ink: Annotated[int, Field(ge=0, le=23)] = 1
    rule: Rule = "nonzero"


class Motif(BaseModel):
    """Shapes, painted in their order, about the origin; y runs down."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=80)]
    shapes: Annotated[tuple[MotifShape, ...], Field(min_length=1, max_length=2000)]

    def box(self) -> Floats:
        """Least and largest corner, (2, 2)."""
        # A cubic lies within the box of its four points.
        points = np.concatenate([each.reshape(-1, 2) for s in self.shapes for each in outlines(s.path)])
        return np.stack([points.min(0), points.max(0)])


@cache
def motifs() -> dict[str, Motif]:
    """The built-in motifs by name."""
    data = tomllib.loads((Path(__file__).parent / "motifs.toml").read_text(encoding="utf-8"))
    return {
        name: Motif(name=name, shapes=tuple(MotifShape(**each) for each in shapes))
        for name, shapes in data.items()
    }


def motif(name: str) -> Motif:
    """A built-in motif.

    Raises:
        ModisteError: MOD-2721 for another name.
    """
    if name not in motifs():
        raise ModisteError("MOD-2721", what="motif", name=name, known=", ".join(motifs()))
    return motifs()[name]
