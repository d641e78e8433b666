"""Whether sizes fit bodies, many at a time: finished girths against the body's, by the ease of the design.

Knows centimetres and the zone that is most off; what a customer does about it is `trade`'s. The tolerances
are those by which try-on calls a zone pulling or swimming.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste import tailoring
from modiste.workspace.flows.house.people import ZONES, Crowd
from modiste.workspace.flows.house.plan import Planned

Floats = NDArray[np.float64]
GIVES = {"jersey": 3.0, "rib": 6.0, "fleece": 2.0}
"""Centimetres by which a knit may be too narrow before it is felt."""


@dataclass(frozen=True)
class Finished:
    """A garment's girths as sewn and as wanted on the body it was drawn for, in centimetres, size by zone.

    Attributes:
        zones: In the order of the columns.
        sizes: In the order of the rows.
        girths: (sizes, zones).
        bodies: (sizes, zones) the girths of the bodies the sizes are drawn for.
    """

    zones: tuple[str, ...]
    sizes: tuple[str, ...]
    girths: Floats
    bodies: Floats


def finished(garment: Planned) -> Finished:
    """The girths of every size a garment is made in, from its patterns."""
    return _finished(garment.program, garment.chart, garment.sizes, tuple(garment.options.items()))


@lru_cache(4096)
def _finished(
    program: str, chart: str, sizes: tuple[str, ...], options: tuple[tuple[str, str | float], ...]
) -> Finished:
    patterns = [tailoring.draft_size(program, chart, size, dict(options)) for size in sizes]
    zones = tuple(zone for zone in ZONES if all(zone in each.girths for each in patterns))
    return Finished(
        zones,
        sizes,
        np.array([[each.girths[zone] for zone in zones] for each in patterns]),
        np.array([[each.body[ZONES[zone]] for zone in zones] for each in patterns]),
    )


def from_plain(given: Mapping[str, Any]) -> Finished:
    """Girths as `plain` wrote them."""
    return Finished(
        tuple(given["zones"]), tuple(given["sizes"]), np.array(given["girths"]), np.array(given["bodies"])
    )


def plain(of: Finished) -> dict[str, Any]:
    """Plain values."""
    return {
        "zones": list(of.zones),
        "sizes": list(of.sizes),
        "girths": of.girths.tolist(),
        "bodies": of.bodies.tolist(),
    }


def felt(of: Finished, cloth: str, people: Crowd, who: NDArray[np.int64], size: NDArray[np.int64]) -> Floats:
    """(k, zones) how far sizes are beyond what is right on bodies, in tolerances: -1 pulls, 1 swims.

    Args:
        of: The garment.
        cloth: Its fabric; a knit gives.
        people: All customers.
        who: (k,) which.
        size: (k,) the row of the size each has on.
    """
    bodies = np.column_stack([people.bodies[ZONES[zone]][who] for zone in of.zones])
    wanted = of.girths[size] - of.bodies[size]
    off = of.bodies[size] - bodies
    less = 1.5 * (2.0 + 0.2 * np.abs(wanted)) + GIVES.get(cloth, 0.0)
    more = 1.8 * (2.6 + 0.25 * np.abs(wanted))
    return np.where(off < 0, off / less, off / more)


def asked_size(of: Finished, people: Crowd, who: NDArray[np.int64]) -> NDArray[np.int64]:
    """(k,) the row of the size people order: the nearest in the chart, as well as they know themselves."""
    leading = [k for k, zone in enumerate(of.zones) if zone in ("chest", "waist", "hip")]
    bodies = np.column_stack([people.bodies[ZONES[of.zones[k]]][who] for k in leading])
    far = np.abs(bodies[:, None, :] - of.bodies[None, :, leading]).mean(2)
    nearest = far.argmin(1)
    off = np.round(people.known[who]).astype(np.int64)
    return np.asarray(np.clip(nearest + off, 0, len(of.sizes) - 1))
