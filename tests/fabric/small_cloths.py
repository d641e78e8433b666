"""Small cloths that the tests of the fabric lab share."""

from typing import Any

from modiste.fabric import FabricSpec, spec_from

POPLIN: dict[str, Any] = {"woven": {"sett": "52/30 per cm, plain", "warp": "2/100 Ne", "weft": "Ne 40"}}
JERSEY: dict[str, Any] = {"knit": {"loop": 2.75, "yarn": "20 tex"}}


def cloth(of: dict[str, Any], **more: Any) -> FabricSpec:
    """A cloth with some fields more."""
    return spec_from({**of, **more})


def woven(**more: Any) -> FabricSpec:
    """Round 20 tex cotton threads, 20 each way, whose crimp is told."""
    yarn = {"tex": 20, "packing": 0.6, "flatness": 1.0}
    plain = {"ends": 20, "picks": 20, "warp": yarn, "weft": yarn, "crimp": [0.1, 0.05]}
    return spec_from({"woven": {**plain, **more}})
