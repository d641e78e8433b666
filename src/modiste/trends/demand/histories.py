"""Each series' past as a model takes it: from its first period to its last, without a hole.

Knows gaps, lack of stock and series that end early; what is made of them is each forecaster's.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.trends.panel import Flags, Floats, Panel

Places = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Histories:
    """The pasts of all series of a panel.

    Attributes:
        values: (n, t) finite from `starts` to before `stops`, NaN outside; holes are filled.
        starts: (n,) where each series begins.
        stops: (n,) where it ends: one after the last period of which something is known.
        seen: (n, t) where a value was observed and is not filled in.
    """

    values: Floats
    starts: Places
    stops: Places
    seen: Flags

    @property
    def lengths(self) -> Places:
        """(n,) how many periods each series has."""
        return self.stops - self.starts

    def steps_ahead(self, horizon: int) -> Places:
        """(n, horizon) how many steps after its own end each period after the panel is."""
        late = self.values.shape[1] - self.stops
        return np.asarray(late[:, None] + np.arange(1, horizon + 1))

    def last(self) -> Floats:
        """(n,) the last value of each series."""
        return np.asarray(self.values[np.arange(len(self.stops)), self.stops - 1])

    def ahead_of(self, told: Floats, horizon: int) -> Floats:
        """(n, horizon) the periods after the panel, of values (n, steps) from each series' end on."""
        return np.take_along_axis(told, self.steps_ahead(horizon) - 1, axis=1)


def histories(panel: Panel) -> Histories:
    """The past of each series, its holes filled along a straight line between their neighbours.

    A period without stock is a hole, as its demand is unknown; what was sold is the least it is filled with.
    A series of nothing but such periods is taken as it was observed; one never observed is a nought.
    """
    observed = np.isfinite(panel.y)
    seen = observed
    if panel.censored is not None:
        seen = observed & ~panel.censored
        seen = np.where(seen.any(axis=1, keepdims=True), seen, observed)
    values = np.where(seen, panel.y, np.nan)
    never = ~seen.any(axis=1)
    values[never, -1] = 0.0
    known = np.isfinite(values)
    length = values.shape[1]
    starts = np.argmax(known, axis=1)
    stops = length - np.argmax(known[:, ::-1], axis=1)
    rows, columns = np.nonzero(~known)
    inside = (columns > starts[rows]) & (columns < stops[rows])
    rows, columns = rows[inside], columns[inside]
    if len(rows):
        places = np.arange(length)
        before = np.maximum.accumulate(np.where(known, places, 0), axis=1)[rows, columns]
        backward = np.minimum.accumulate(np.where(known, places, length)[:, ::-1], axis=1)
        after = backward[:, ::-1][rows, columns]
        share = (columns - before) / (after - before)
        line = (1 - share) * values[rows, before] + share * values[rows, after]
        least = np.where(observed[rows, columns], panel.y[rows, columns], -np.inf)
        values[rows, columns] = np.maximum(line, least)
    return Histories(values, starts, stops, seen)
