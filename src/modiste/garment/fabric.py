"""What a garment is made of, as far as every room must know it: fibres, weight, structure.

The fabric room's own FabricSpec goes deeper.
"""

from typing import Literal

from pydantic import Field, model_validator

from modiste.garment.fields import Entity, Name, Share, Word

Structure = Literal["woven", "knit", "nonwoven", "leather", "other", "unknown"]


class Fabric(Entity):
    """A cloth. `composition` is the share of each fibre by mass and sums to 1; `weight_gsm` is g/m2."""

    name: Name
    composition: dict[Word, Share] = Field(default_factory=dict, max_length=20)
    weight_gsm: float | None = Field(None, gt=0, lt=5000)
    structure: Structure = "unknown"

    @model_validator(mode="after")
    def _composition_is_whole(self) -> "Fabric":
        total = sum(self.composition.values())
        if self.composition and abs(total - 1) > 0.005:
            raise ValueError(f"the composition's shares sum to {total:.3f}, not to 1")
        return self
