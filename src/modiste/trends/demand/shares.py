"""Demand of a part and of a stretch of weeks, from a forecast of the whole week by week.

Knows sums of weeks whose errors go together, thinning by a share, and what a stock leaves; all as gammas.
"""

from collections.abc import Sequence

import numpy as np
from scipy.special import gammainc, gammaincinv, ndtr, ndtri

from modiste.trends.panel import Flags, Floats
from modiste.trends.protocols import Forecast

TOGETHER = 0.6
"""How alike the errors of two neighbouring weeks are taken to be; of weeks k apart, its k-th power."""
_NOTHING = 1e-9
"""Pieces below which nothing is wanted."""


def spread(forecast: Forecast) -> Floats:
    """(n, h) standard deviations: of bell curves as wide as between each pair of quantiles, the middle one.

    A single quantile that ran away, as of a short series' outermost one, does not move it.
    """
    levels, pairs = forecast.levels, len(forecast.levels) // 2
    widths = [
        np.maximum(forecast.quantiles[:, :, -1 - each] - forecast.quantiles[:, :, each], 0.0)
        / (ndtri(levels[-1 - each]) - ndtri(levels[each]))
        for each in range(pairs)
    ]
    return np.asarray(np.median(np.stack(widths), axis=0))


def stretch(mean: Floats, deviation: Floats, together: float = TOGETHER) -> tuple[Floats, Floats]:
    """Mean and standard deviation (n,) of the sum over all weeks of (n, h) means and deviations."""
    weeks = np.arange(mean.shape[1])
    alike = together ** np.abs(weeks[:, None] - weeks[None, :])
    variance = np.einsum("ni,ij,nj->n", deviation, alike, deviation)
    return mean.sum(1), np.sqrt(np.maximum(variance, 0.0))


def thinned(mean: Floats, deviation: Floats, share: Floats) -> tuple[Floats, Floats]:
    """Mean and standard deviation of a part: each piece of the whole is one of it with chance `share`.

    The shapes go by numpy's broadcasting. A piece is whole, so even where the whole is sure its part is not.

    Example:
        >>> mean, deviation = thinned(np.array(100.0), np.array(0.0), np.array(0.5))
        >>> float(mean), float(deviation)
        (50.0, 5.0)
    """
    variance = share**2 * deviation**2 + share * (1.0 - share) * mean
    return share * mean, np.sqrt(np.maximum(variance, 0.0))


def gamma_quantiles(mean: Floats, deviation: Floats, levels: Sequence[float]) -> Floats:
    """(..., q) quantiles of gammas; a mean itself where it does not vary, never below nothing."""
    mean = np.maximum(np.asarray(mean, float), 0.0)
    shape, scale, sure = _gammas(mean, deviation)
    found = gammaincinv(shape[..., None], np.asarray(levels, float)) * scale[..., None]
    return np.asarray(np.where(sure[..., None], mean[..., None], found))


def lost_and_left(mean: Floats, deviation: Floats, stock: Floats) -> tuple[Floats, Floats]:
    """Pieces that are wanted beyond a stock, and pieces that are left of it, on average; demand a gamma's.

    Source: the gamma's partial expectation, E[D; D <= s] = mean * F(s; shape + 1).
    """
    mean, stock = np.maximum(np.asarray(mean, float), 0.0), np.maximum(np.asarray(stock, float), 0.0)
    shape, scale, sure = _gammas(mean, deviation)
    at = stock / scale
    lost = mean * (1.0 - gammainc(shape + 1.0, at)) - stock * (1.0 - gammainc(shape, at))
    least = np.maximum(mean - stock, 0.0)
    lost = np.where(sure, least, np.clip(lost, least, mean))
    return lost, lost + stock - mean


def drawn_weeks(
    mean: Floats, deviation: Floats, draws: int, chance: np.random.Generator, together: float = TOGETHER
) -> Floats:
    """(draws, h) courses of one series' weeks: gammas whose errors go together as `stretch` takes them."""
    weeks = np.arange(len(mean))
    alike = together ** np.abs(weeks[:, None] - weeks[None, :])
    bells = chance.standard_normal((draws, len(mean))) @ np.linalg.cholesky(alike).T
    levels = np.clip(ndtr(bells), 1e-6, 1.0 - 1e-6)
    shape, scale, sure = _gammas(mean, deviation)
    return np.asarray(np.where(sure, np.maximum(mean, 0.0), gammaincinv(shape, levels) * scale))


def drawn_parts(weeks: Floats, shares: Floats, chance: np.random.Generator) -> Floats:
    """(draws, h, s) whole pieces of each part, from courses (draws, h) and shares (s,) that sum to 1."""
    whole = np.floor(weeks + chance.random(weeks.shape)).astype(np.int64)
    return np.asarray(chance.multinomial(whole, shares / shares.sum()), float)


def _gammas(mean: Floats, deviation: Floats) -> tuple[Floats, Floats, Flags]:
    """Shapes, scales, and where nothing varies or there is nothing; there shape and scale are 1."""
    mean, deviation = np.asarray(mean, float), np.asarray(deviation, float)
    sure = (mean <= _NOTHING) | (deviation <= 1e-6 * mean)
    shape = np.where(sure, 1.0, mean**2 / np.where(sure, 1.0, deviation) ** 2)
    return shape, np.where(sure, 1.0, mean / shape), sure
