"""Prints worn on screen: the same garment in one print after another, draped once.

Knows which drapes are held in memory; prints, drapes and photographs are the rooms' of `design_prints`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from modiste import tailoring
from modiste.garment import Cut
from modiste.workspace.flows.ar_package import house_fabric_of, sizes_worn
from modiste.workspace.flows.design_prints import PrintSpec, printed
from modiste.workspace.flows.fitting import sizes_of

if TYPE_CHECKING:
    from modiste.tailoring import Drape, Lay

_HELD = 6
"""Drapes in memory: some megabytes each."""
_RATIO = 1.5


@dataclass(frozen=True)
class WornWish:
    """What wears a print, and how it is looked at.

    Attributes:
        program: What is cut.
        options: Of the program.
        chart: Whose bodies; "" for the program's usual ones.
        size: Of the chart; "" for the middle one.
        cloth: A house fabric; "" for the first that hangs as such garments do.
        azimuth: Degrees around it, 0 in front.
        width: Of the picture, in pixels; it is three high to two wide.
    """

    program: str
    options: Mapping[str, str | float]
    chart: str = ""
    size: str = ""
    cloth: str = ""
    azimuth: float = 0.0
    width: int = 480


def worn_view(spec: PrintSpec, wish: WornWish, lays: "Mapping[str, Lay]") -> bytes:
    """A PNG of a garment in a print at true scale, on a mannequin. It is synthetic.

    Args:
        spec: The print.
        wish: Who wears it.
        lays: How the cloth lies under panels, by their names; "" is all others.

    Raises:
        ModisteError: MOD-1530 and 1532 for a name or an option, MOD-2012 for a size, MOD-1586 for a cloth,
            MOD-1582 for a panel that the garment does not have.
    """
    made = tailoring.program_named(wish.program)
    cut = Cut(
        id="worn",
        program=made.name,
        options=made.read(wish.options),
        chart=tailoring.size_chart(wish.chart or made.people).name,
        updated_at=datetime.fromtimestamp(0, UTC),
    )
    size, _ = sizes_worn(cut, wish.size, "")
    fabric = house_fabric_of(cut, wish.cloth)
    look = tailoring.appearance_of(fabric, printed(spec))
    drape = _draped(json.dumps(cut.model_dump(mode="json"), sort_keys=True), size, fabric.hangs)
    scene = tailoring.Scene(azimuth=wish.azimuth)
    size_px = (wish.width, round(_RATIO * wish.width))
    return tailoring.png_of(tailoring.photograph(drape, look, scene, size_px, lays=lays).pixels)


@lru_cache(maxsize=_HELD)
def _draped(cut_json: str, size: str, hangs: str) -> "Drape":
    cut = Cut.model_validate_json(cut_json)
    pattern = sizes_of(cut, [size])[size]
    main = {name: pattern.body[name] for name in ("height", "bust", "waist", "hip")}
    figure = tailoring.posed(tailoring.solve_body(main, tailoring.size_chart(cut.chart).people), "down")
    return tailoring.drape_garment(pattern, figure, hangs, edge=tailoring.QUICK)
