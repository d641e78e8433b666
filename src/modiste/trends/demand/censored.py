"""Demand behind sales that ran out: what would have been sold, where stock was lacking.

Knows expectation and maximisation on the log scale around a seasonal level; when stock was lacking is
`Panel.censored`'s. Source: right-censored values by EM (Dempster, Laird and Rubin, 1977).
"""

from dataclasses import replace

import numpy as np
from scipy import special

from modiste.trends.panel import Flags, Floats, Panel

_ROUNDS, _CLOSE = 60, 1e-5
_FEWEST, _MOST, _NEAR = 8, 3.0, 26


def unconstrained(panel: Panel) -> Panel:
    """The panel with censored values raised to the mean of demand, which was at least so large.

    Logs of values (plus one) are taken as a level that moves slowly, a seasonal profile that all series
    share, and errors that are normal. A series with fewer than eight values that are not censored keeps what
    it has; no value becomes more than what demand reaches in its series three errors above the level. A panel
    without `censored` comes back as it is.
    """
    if panel.censored is None or not panel.censored.any():
        return panel
    hidden = panel.censored & np.isfinite(panel.y)
    seen = np.isfinite(panel.y) & ~hidden & (panel.y >= 0)
    learnable = (seen.sum(1) >= _FEWEST) & hidden.any(1)
    y = panel.y.copy()
    y[learnable] = _raised(panel.y[learnable], hidden[learnable], panel.season)
    return replace(panel, y=y)


def _raised(y: Floats, hidden: Flags, season: int) -> Floats:
    known = np.isfinite(y) & (y >= 0)
    hidden = hidden & known
    logs = np.where(known, np.log1p(np.maximum(np.nan_to_num(y), 0.0)), 0.0)
    filled = logs.copy()
    spread = np.ones(len(y))
    second = np.zeros_like(logs)
    for _ in range(_ROUNDS):
        middle = _level(filled, known, season)
        before = spread
        errors = np.where(known, (filled - middle) ** 2 + second, 0.0)
        spread = np.sqrt(np.maximum(errors.sum(1) / np.maximum(known.sum(1), 1), 1e-12))
        mean, variance = _above(logs, middle, spread[:, None])
        filled = np.where(hidden, mean, logs)
        second = np.where(hidden, variance, 0.0)
        if np.abs(spread - before).max() <= _CLOSE:
            break
    # The mean of a lognormal that is cut below, not the exponential of the mean of its log.
    middle = _level(filled, known, season)
    scale = spread[:, None]
    above = special.log_ndtr(-(logs - middle) / scale + scale) - special.log_ndtr(-(logs - middle) / scale)
    expected = np.expm1(middle + scale**2 / 2 + np.maximum(above, 0.0))
    highest = np.expm1(middle + _MOST * scale)
    return np.asarray(np.where(hidden, np.maximum(np.minimum(expected, highest), y), y))


def _above(least: Floats, middle: Floats, scale: Floats) -> tuple[Floats, Floats]:
    """Mean and variance of a normal value that is known to be above `least`."""
    z = (least - middle) / scale
    hazard = np.exp(-(z**2) / 2 - 0.5 * np.log(2 * np.pi) - special.log_ndtr(-z))
    variance = np.clip(1 + z * hazard - hazard**2, 0.0, 1.0)
    return np.maximum(middle + scale * hazard, least), scale**2 * variance


def _level(values: Floats, known: Flags, season: int) -> Floats:
    """(n, t) each series' moving level and the profile of the season, which all series share."""
    phase = np.arange(values.shape[1]) % season
    profile = np.zeros(season)
    if season > 1 and values.shape[1] >= 2 * season:
        own = values.sum(1) / np.maximum(known.sum(1), 1)
        away = np.where(known, values - own[:, None], 0.0)
        count = np.maximum(np.bincount(phase, known.sum(0), season), 1)
        profile = np.bincount(phase, away.sum(0), season) / (count + 1)
        profile -= profile.mean()
    rest = np.where(known, values - profile[phase], 0.0)
    reach = min(_NEAR, max(values.shape[1] // 4, 3))
    total, count = _near(rest, reach), _near(known.astype(float), reach)
    whole = rest.sum(1) / np.maximum(known.sum(1), 1)
    # Where little is known nearby, the level is drawn to the series' own.
    return np.asarray((total + 4 * whole[:, None]) / (count + 4) + profile[phase])


def _near(values: Floats, reach: int) -> Floats:
    """(n, t) sums over so many periods to both sides."""
    running = np.concatenate([np.zeros((len(values), 1)), np.cumsum(values, axis=1)], axis=1)
    places = np.arange(values.shape[1])
    high, low = np.minimum(places + reach + 1, values.shape[1]), np.maximum(places - reach, 0)
    return np.asarray(running[:, high] - running[:, low])
