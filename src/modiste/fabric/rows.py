"""Cloths as rows of numbers: what the physics reads of a spec, one column a cloth.

Knows how specs become arrays, and what of a cloth is assumed rather than told; the physics is `properties`'.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from modiste.fabric.blend import fibres_of, mass_mean, volume_mean
from modiste.fabric.knit import STITCHES
from modiste.fabric.spec import FabricSpec
from modiste.fabric.weave import interlacing
from modiste.fabric.yarn import Yarn

Array = NDArray[np.float64]
SPUN_PACKING, FILAMENT_PACKING = 0.60, 0.65
"""Share of a yarn's cross-section that is fibre where a spec does not say: ring-spun, and filament."""
FLATNESS = 0.7
"""Height by width of a thread in woven cloth where no spec says (Turan and Okur, 2013, IJFTR 38, 251)."""


@dataclass(frozen=True, eq=False)
class Rows:
    """N cloths. Arrays are (n,); those of two thread systems (2, n): warp and weft, a knit's yarn twice.

    Attributes:
        is_knit: 1 for a knit, 0 for a woven cloth.
        tex: (2, n) linear density of the whole yarn.
        density: (2, n) of its fibre, g/cm³.
        packing: (2, n) share of its cross-section that is fibre.
        flatness: (2, n) height by width of its cross-section.
        twist: (2, n) turns a metre.
        is_spun: (2, n) 1 for staple yarns.
        modulus: (2, n) of its fibre, N/tex.
        tenacity: (2, n) of its fibre, N/tex.
        extension: (2, n) of its fibre at break, a share.
        fibre_mm: (2, n) diameter of its fibres.
        sett: (2, n) threads a cm: ends and picks; of a knit wales and courses.
        interlacing: (2, n) changes of side by crossings, see `weave.interlacing`.
        told_crimp: (2, n) what the spec says, or NaN.
        loop: (n,) loop length, mm; 1 for woven cloth.
        faces: (n,) sides with loops; 1 for woven cloth.
        layers: (n,) a knit's thickness by yarn diameters.
        give: (n,) see `knit.Stitch`.
        conductivity: (n,) of the fibres, across, W/(m K).
        regain: (n,) %, of the blend.
        angle: (n,) water's contact angle, degrees.
        elastane: (n,) share by mass.
        loft: (n,) thickness after finishing, by that before.
        coating: (n,) g/m².
    """

    is_knit: Array
    tex: Array
    density: Array
    packing: Array
    flatness: Array
    twist: Array
    is_spun: Array
    modulus: Array
    tenacity: Array
    extension: Array
    fibre_mm: Array
    sett: Array
    interlacing: Array
    told_crimp: Array
    loop: Array
    faces: Array
    layers: Array
    give: Array
    conductivity: Array
    regain: Array
    angle: Array
    elastane: Array
    loft: Array
    coating: Array

    def __len__(self) -> int:
        return len(self.is_knit)

    def times(self, count: int) -> "Rows":
        """Each cloth so many times in a row, to be varied."""
        return replace(
            self, **{each.name: np.repeat(getattr(self, each.name), count, -1) for each in fields(self)}
        )


LOFT = {"brushed": 1.45, "calendered": 0.8}
"""What finishing does to thickness: usual of the trade, to a quarter either way."""
REPELLENT_ANGLE = 110.0


def rows_of(specs: Sequence[FabricSpec]) -> Rows:
    """The rows of specs, in their order; layers below are left to whoever stacks them."""
    made = [_row(spec) for spec in specs]
    return Rows(**{each.name: np.stack([row[each.name] for row in made], -1) for each in fields(Rows)})


def _row(spec: FabricSpec) -> dict[str, Array]:
    yarns = [_yarn(spec, yarn) for yarn in spec.yarns]
    row = {name: np.array([each[name] for each in yarns]) for name in yarns[0]}
    whole = spec.composition
    parts = {
        "is_knit": float(spec.is_knit),
        "conductivity": volume_mean(whole, "conductivity"),
        "regain": mass_mean(whole, "regain"),
        "angle": REPELLENT_ANGLE if "water-repellent" in spec.finish else volume_mean(whole, "angle"),
        "elastane": sum(share for each, share in fibres_of(whole) if each.name == "elastane"),
        "loft": float(np.prod([LOFT.get(each, 1.0) for each in spec.finish])),
        "coating": spec.coating,
        "loop": 1.0,
        "faces": 1.0,
        "layers": 1.0,
        "give": 1.0,
    }
    if spec.woven is not None:
        row["sett"] = np.array([spec.woven.ends, spec.woven.picks])
        row["interlacing"] = np.array(interlacing(spec.woven.plan))
        row["told_crimp"] = np.array(spec.woven.crimp or (np.nan, np.nan), dtype=float)
    else:
        assert spec.knit is not None
        stitch = STITCHES[spec.knit.name]
        row["sett"] = np.array(spec.knit.sett)
        row["interlacing"] = np.ones(2)
        row["told_crimp"] = np.full(2, np.nan)
        parts |= {"loop": spec.knit.loop, "faces": stitch.faces, "layers": stitch.layers, "give": stitch.give}
    return row | {name: np.array(value, dtype=float) for name, value in parts.items()}


def _yarn(spec: FabricSpec, yarn: Yarn) -> dict[str, float]:
    shares = spec.blend_of(yarn)
    density = volume_mean(shares, "density")
    fibre = volume_mean(shares, "diameter") / 1000
    if not yarn.is_spun:  # a filament's mass a length gives its diameter
        fibre = 10 * float(np.sqrt(4e-5 * yarn.tex / yarn.filaments / (np.pi * density)))
    return {
        "tex": yarn.total,
        "density": density,
        "packing": yarn.packing or (SPUN_PACKING if yarn.is_spun else FILAMENT_PACKING),
        "flatness": yarn.flatness or FLATNESS,
        "twist": yarn.turns,
        "is_spun": float(yarn.is_spun),
        "modulus": mass_mean(shares, "modulus"),
        "tenacity": mass_mean(shares, "tenacity"),
        "extension": mass_mean(shares, "extension"),
        "fibre_mm": fibre,
    }
