"""A weave drawn to scale: threads as wide as they are, over and under as the lift plan says.

Knows woven cloth seen from its face.
"""

import math

import numpy as np

from modiste.fabric.drawing.svg import PATCH, shaded, sheet, tone
from modiste.fabric.properties.peirce import weaving
from modiste.fabric.rows import rows_of
from modiste.fabric.spec import FabricSpec

WARP, WEFT = (61, 99, 153), (226, 214, 190)


def weave_svg(spec: FabricSpec) -> str:
    """Whole repeats, two at least, over the sheet's patch."""
    assert spec.woven is not None
    plan = spec.woven.plan
    threads = weaving(rows_of([spec]))
    (end_gap, pick_gap), (end_wide, pick_wide) = (
        threads.spacing[:, 0],
        np.minimum(threads.width[:, 0], 0.97 * threads.spacing[:, 0]),
    )
    picks, ends = (
        size * max(2, math.ceil(PATCH / gap / size))
        for size, gap in zip(plan.shape, (pick_gap, end_gap), strict=True)
    )
    width, height = ends * end_gap, picks * pick_gap
    # Row 0 of a plan is the first pick, which is woven at the bottom.
    up = np.tile(plan, (picks // plan.shape[0], ends // plan.shape[1]))[::-1]
    across, along = ((np.arange(ends) + 0.5) * end_gap, (np.arange(picks) + 0.5) * pick_gap)
    dark = pick_wide + 0.5 * (pick_gap - pick_wide) + 0.02
    warp = [_rect(x, height / 2, end_wide, height, 'fill="url(#warp)"') for x in across]
    weft = [_rect(width / 2, y, width, pick_wide, 'fill="url(#weft)"') for y in along]
    under = [_rect(across[e], along[p], end_wide, dark, 'opacity=".35"') for p, e in np.argwhere(~up)]
    floats = []
    for end in range(ends):
        for first, last in _runs(up[:, end]):
            middle, high = (
                (along[first] + along[last]) / 2,
                along[last] - along[first] + 0.9 * pick_gap + 0.1 * pick_wide,
            )
            cast = f'fill="{tone(WARP, 0.25)}" opacity=".55" rx="{0.3 * end_wide:.4f}"'
            floats.append(_rect(across[end], middle, 1.16 * end_wide, high, cast))
            floats.append(
                _rect(across[end], middle, end_wide, high, f'fill="url(#warp)" rx="{0.22 * end_wide:.4f}"')
            )
    defs = shaded("warp", WARP, upright=True) + shaded("weft", WEFT, upright=False)
    return sheet(spec.name, width, height, defs, "\n".join([*warp, *under, *weft, *floats]) + "\n")


def _rect(x: float, y: float, wide: float, high: float, more: str) -> str:
    """A rectangle by its middle."""
    return (
        f'<rect x="{x - wide / 2:.4f}" y="{y - high / 2:.4f}" width="{wide:.4f}" height="{high:.4f}" {more}/>'
    )


def _runs(line: np.ndarray) -> list[tuple[int, int]]:
    """First and last crossing of each stretch where the warp is up."""
    edges = np.flatnonzero(np.diff(np.r_[False, line, False].astype(int)))
    return [(int(first), int(last) - 1) for first, last in zip(edges[::2], edges[1::2], strict=True)]
