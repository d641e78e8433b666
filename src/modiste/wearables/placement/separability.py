"""What sensors at some sites tell of activities: right answers about people that nothing was learned from.

Knows features of windows and a linear classifier; which sites to choose is `selection`'s.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SECONDS = 2.0
BANDS_HZ = ((0.3, 1.2), (1.2, 2.5), (2.5, 6.0))
FOLDS = 4
RIDGE = 3.0
"""Of standardised features: so many windows' worth of nothing."""


def features(windows: Floats, rate: float) -> Floats:
    """(n, 30) of windows (n, t, 6): of each axis mean, spread and pace, of each sensor bands and peak."""
    spread = windows.std(1)
    parts = [windows.mean(1), spread, np.abs(np.diff(windows, axis=1)).mean(1)]
    frequency = np.fft.rfftfreq(windows.shape[1], 1 / rate)
    for axes in (slice(0, 3), slice(3, 6)):
        size = np.linalg.norm(windows[..., axes], axis=2)
        power = np.abs(np.fft.rfft(size - size.mean(1, keepdims=True), axis=1)) ** 2
        bands = [power[:, (frequency >= low) & (frequency < high)].sum(1) for low, high in BANDS_HZ]
        parts.append(np.log1p(np.stack(bands, 1)))
        parts.append(np.stack([size.mean(1), size.std(1), size.max(1)], 1))
    return np.concatenate(parts, 1)


def each_second(series: Floats, rate: float) -> tuple[Floats, Ints]:
    """Windows (n, t, ...) of two seconds about every second of a series (steps, ...), and their middles."""
    half = round(SECONDS * rate / 2)
    middles = np.arange(half, len(series) - half, round(rate))
    return np.stack([series[middle - half : middle + half] for middle in middles]), middles


class Judge:
    """Judges sets of sites on the same windows and the same folds of people.

    A ridge regression on class indicators, which is a linear discriminant with shrinkage; all sums of
    products are taken once, so that a set of sites costs one small solution a fold.
    """

    def __init__(self, seen: Floats, targets: Ints, people: Ints) -> None:
        """Prepare.

        Args:
            seen: (n, sites, features).
            targets: (n,) classes.
            people: (n,) whose window it is.
        """
        count, self._sites, self._width = seen.shape
        flat = seen.reshape(count, -1)
        self.targets, self.people = targets, people
        classes = int(targets.max()) + 1
        truth = np.eye(classes)[targets]
        self._folds = []
        for fold in range(FOLDS):
            out = people % FOLDS == fold
            mean, spread = flat[~out].mean(0), flat[~out].std(0) + 1e-9
            inside, outside = (flat[~out] - mean) / spread, (flat[out] - mean) / spread
            share = truth[~out].mean(0)
            self._folds.append((out, outside, inside.T @ inside, inside.T @ (truth[~out] - share), share))

    def right(self, chosen: Sequence[int]) -> NDArray[np.bool_]:
        """(n,) whether each window was told right, by sites at these places, from people not learned from."""
        columns = (np.array(chosen)[:, None] * self._width + np.arange(self._width)).ravel()
        said = np.empty(len(self.targets), np.int64)
        for out, outside, gram, product, share in self._folds:
            own = gram[np.ix_(columns, columns)] + RIDGE * np.eye(len(columns))
            weight = np.linalg.solve(own, product[columns])
            said[out] = (outside[:, columns] @ weight + share).argmax(1)
        return np.asarray(said == self.targets)

    def score(self, chosen: Sequence[int]) -> float:
        """The mean over classes of the share told right."""
        right = self.right(chosen)
        return float(np.mean([right[self.targets == each].mean() for each in np.unique(self.targets)]))

    def spread(self, chosen: Sequence[int]) -> tuple[float, float]:
        """The range that 95 % of resampled groups of people give for the share told right."""
        right = self.right(chosen)
        each = np.array([right[self.people == person].mean() for person in np.unique(self.people)])
        draws = np.random.default_rng(0).integers(0, len(each), (1000, len(each)))
        low, high = np.percentile(each[draws].mean(1), (2.5, 97.5))
        return float(low), float(high)
