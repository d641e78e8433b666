"""The shape of a launch: how sales lie over its weeks, from kin, drawn to their kind and to all.

Knows shapes whose mean is one; how much sells is `volume`'s.
"""

import numpy as np

from modiste.trends.panel import Flags, Floats

OF_KIND, OF_ALL = 4.0, 12.0
"""As how many like garments the kind's shape and everybody's count beside those of kin."""


def launch_shapes(alike: Floats, same_kind: Flags, sales: Floats) -> Floats:
    """(m, weeks) shapes of new garments, each with a mean of one, never quite nothing.

    A garment that sold much tells more of a shape than one that sold little, but not in proportion: it
    weighs by the root of what it sold.

    Args:
        alike: (m, k) likeness to garments of the past, 0 to 1.
        same_kind: (m, k) whether they are of one kind.
        sales: (k, weeks) of the past by week since launch, NaN where a week is not over.
    """
    weeks = sales.shape[1]
    whole = np.isfinite(sales).all(1)
    past = sales[whole]
    if not len(past) or not past.sum():
        return np.ones((len(alike), weeks))
    parts = past / np.sqrt(past.sum(1, keepdims=True) + 1.0)
    usual = parts.mean(0)
    near, kind = alike[:, whole] ** 3, same_kind[:, whole].astype(np.float64)
    of_kind = (kind @ parts + OF_KIND * usual) / (kind.sum(1, keepdims=True) + OF_KIND)
    drawn = OF_KIND * of_kind + OF_ALL * usual
    shapes = (near @ parts + drawn) / (near.sum(1, keepdims=True) + OF_KIND + OF_ALL)
    shapes = np.maximum(shapes, 1e-3 * usual.mean())
    return np.asarray(shapes / shapes.mean(1, keepdims=True))
