"""How a garment is cut: the program that draws its pattern, or the measures its pattern was fitted to.

Knows names and numbers only; drawing is the tailoring room's.
"""

from typing import Literal

from pydantic import Field

from modiste.garment.fields import Entity, Moment, Word

CutBasis = Literal["pattern", "finished-measures", "size-chart", "category"]


class Cut(Entity):
    """The cut of one garment, whose id it bears.

    `options` are the program's own; `chart` names a series of bodies. `basis` says where it comes from: the
    house's `pattern`; a program fitted to `sizes`, each size's finished girths or the bodies of a shop's
    `size-chart`, in centimetres; or no more than the garment's `category`. `fabric` names how the cloth
    hangs.
    """

    program: Word
    options: dict[Word, str | float] = Field(default_factory=dict, max_length=40)
    chart: Word
    fabric: Word = ""
    basis: CutBasis = "pattern"
    sizes: dict[Word, dict[Word, float]] = Field(default_factory=dict, max_length=40)
    updated_at: Moment
