"""Size curves: the share of each size in demand, from sales that stock-outs cut off.

Knows censored maximum likelihood and how far a curve is drawn to its category's; stock rows are the flows'.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import gammainc, gammaln

from modiste.garment import ModisteError
from modiste.trends.panel import Flags, Floats
from modiste.trends.stock.why import Alternative, Why


@dataclass(frozen=True, eq=False)
class SizeCurve:
    """Shares of demand by size.

    Attributes:
        shares: (k,) that sum to 1.
        errors: (k,) their standard errors, stock-outs counted as what is not known; before shrinkage.
        raw: (k,) shares of what was sold, for comparison.
        demand: (k,) pieces wanted, sold or not, by size.
        locations: (l,) demand of each location in a mean week, all sizes.
        why: Pieces sold and missed, how strongly the category draws; alternatives are raw and category.
    """

    shares: Floats
    errors: Floats
    raw: Floats
    demand: Floats
    locations: Floats
    why: Why


def fit_size_curve(
    sold: Floats,
    on_sale: Floats | None = None,
    sold_out: Flags | None = None,
    category: Floats | None = None,
    strength: float = 0.0,
    steps: int = 500,
) -> SizeCurve:
    """Maximum likelihood of Poisson demand = location x week x size, of which sales saw a part; by EM.

    A size that was on sale for part of a week counts with that part. A size that sold out at a moment nobody
    noted counts as demand of at least what was sold. Both leave location and week free, so that a size which
    sold out early is not taken for a small one (Vulcano, van Ryzin, Ratliff 2012 fill up sales likewise).

    Args:
        sold: (locations, weeks, sizes) pieces, not negative.
        on_sale: (locations, weeks, sizes) the part of the week, 0 to 1, that a size was there; None for all.
        sold_out: (locations, weeks, sizes) where what was there sold out, the moment unknown.
        category: (sizes,) shares of like garments, to which the curve is drawn.
        strength: Pieces of demand that the category counts as (see `category_strength`).
        steps: At most so many rounds; fewer where the shares stand still.

    Raises:
        ModisteError: MOD-2455 where nothing was sold or numbers cannot be.
    """
    sold, on_sale, sold_out, prior = _checked(sold, on_sale, sold_out, category, strength)
    size = (sold.sum((0, 1)) + prior + 0.5) / (sold.sum() + prior.sum() + 0.5 * sold.shape[2])
    week = np.full(sold.shape[1], 1.0)
    location = sold.sum((1, 2)) / sold.shape[1] + 1e-9
    wanted = sold
    for _ in range(steps):
        mean = location[:, None, None] * week[None, :, None] * size
        wanted = _wanted(mean, sold, on_sale, sold_out)
        before = size
        size = wanted.sum((0, 1)) + prior
        size = size / size.sum()
        location = wanted.sum((1, 2)) / week.sum()
        week = np.maximum(wanted.sum((0, 2)) / max(location.sum(), 1e-12), 1e-12)
        location, week = location * week.mean(), week / week.mean()
        if np.abs(size - before).max() < 1e-9:
            break
    mean = location[:, None, None] * week[None, :, None] * size
    raw = sold.sum((0, 1)) / sold.sum()
    demand = wanted.sum((0, 1))
    others = [Alternative("raw", float(sold.sum()), _fit(raw, demand))]
    if category is not None:
        others.append(Alternative("category", strength, _fit(prior / max(prior.sum(), 1e-12), demand)))
    why = Why(
        {
            "sold": float(sold.sum()),
            "missed": float(demand.sum() - sold.sum()),
            "cells_cut_off": float(((on_sale < 1) | sold_out).mean()),
            "strength": strength,
        },
        _fit(size, demand),
        "log likelihood per piece",
        tuple(others),
    )
    return SizeCurve(size, _errors(mean, size, sold, on_sale, sold_out), raw, demand, location, why)


def category_strength(demand: Floats, category: Floats) -> float:
    """How many pieces a category's curve is worth: how alike its garments are (Dirichlet-multinomial).

    Args:
        demand: (garments, sizes) pieces wanted, as `SizeCurve.demand` tells.
        category: (sizes,) their shares together.

    Returns:
        The concentration of the largest likelihood, from 1 to 100,000; strong where garments hardly differ.
    """
    if demand.ndim != 2 or demand.shape[1] != len(category) or not demand.sum() > 0 or (category <= 0).any():
        raise ModisteError("MOD-2455", reason=f"demand {demand.shape} for a curve of {len(category)} sizes")
    shares = category / category.sum()
    totals = demand.sum(1)

    def against(log_strength: float) -> float:
        drawn = np.exp(log_strength) * shares
        each = gammaln(demand + drawn).sum(1) - gammaln(drawn).sum()
        whole = gammaln(drawn.sum()) - gammaln(totals + drawn.sum())
        return -float((each + whole).sum())

    return float(np.exp(minimize_scalar(against, bounds=(0, np.log(1e5)), method="bounded").x))


def total_variation(one: Floats, other: Floats) -> float:
    """Half the sum of absolute differences of two curves: the share of pieces in the wrong size."""
    return float(np.abs(one - other).sum() / 2)


def _checked(
    sold: Floats, on_sale: Floats | None, sold_out: Flags | None, category: Floats | None, strength: float
) -> tuple[Floats, Floats, Flags, Floats]:
    """What was given, with what was left out filled in."""
    reason = ""
    sold = np.asarray(sold, float)
    if sold.ndim != 3 or 0 in sold.shape:
        reason = f"sales have the shape {sold.shape}, not locations, weeks and sizes"
    elif not np.isfinite(sold).all() or (sold < 0).any():
        reason = "sales are negative or not finite"
    elif not sold.sum():
        reason = "nothing was sold"
    elif any(each is not None and each.shape != sold.shape for each in (on_sale, sold_out)):
        reason = f"stock-outs are not told for each of {sold.shape}"
    elif on_sale is not None and not ((on_sale >= 0) & (on_sale <= 1)).all():
        reason = "a part of a week lies outside 0 to 1"
    elif on_sale is not None and (sold[on_sale == 0] > 0).any():
        reason = "a size sold that was not there"
    elif category is not None and (
        category.shape != sold.shape[2:] or (category < 0).any() or not category.sum()
    ):
        reason = f"the category's curve {category} is none for {sold.shape[2]} sizes"
    elif strength < 0:
        reason = f"the strength {strength} is negative"
    if reason:
        raise ModisteError("MOD-2455", reason=reason)
    part = np.ones(sold.shape) if on_sale is None else np.asarray(on_sale, float)
    out = np.zeros(sold.shape, bool) if sold_out is None else sold_out
    prior = np.zeros(sold.shape[2]) if category is None else strength * category / category.sum()
    return sold, part, out, prior


def _at_least(count: Floats, mean: Floats) -> Floats:
    """Probability that a Poisson number is at least `count`."""
    return np.where(count > 0, gammainc(np.maximum(count, 1e-9), mean), 1.0)


def _wanted(mean: Floats, sold: Floats, on_sale: Floats, sold_out: Flags) -> Floats:
    """Demand to expect in each cell, given what was seen of it."""
    if not sold_out.any():
        return np.asarray(sold + mean * (1 - on_sale))
    seen = np.maximum(mean * on_sale, 1e-12)
    beyond = seen * _at_least(sold - 1, seen) / np.maximum(_at_least(sold, seen), 1e-300)
    return np.asarray(np.where(sold_out, np.maximum(beyond, sold), sold) + mean * (1 - on_sale))


def _errors(mean: Floats, size: Floats, sold: Floats, on_sale: Floats, sold_out: Flags) -> Floats:
    """Standard errors of shares: the observed information of location + week + size, in logarithms.

    Where a count is known its information is its mean; where only a least is known, the mean less the
    variance that is left (Louis 1982).
    """
    seen = np.maximum(mean * on_sale, 1e-12)
    sure = np.maximum(_at_least(sold, seen), 1e-300)
    first = seen * _at_least(sold - 1, seen) / sure
    spread = seen**2 * _at_least(sold - 2, seen) / sure + first - first**2
    told = np.where(sold_out, np.clip(seen - spread, 0, None), seen)
    count = told.shape
    bounds = np.cumsum([0, *count])
    information = np.zeros((bounds[-1], bounds[-1]))
    for one in range(3):
        for other in range(3):
            rest = tuple(axis for axis in range(3) if axis not in (one, other))
            block = told.sum(rest) if rest else told
            block = np.diag(block) if one == other else (block if one < other else block.T)
            information[bounds[one] : bounds[one + 1], bounds[other] : bounds[other + 1]] = block
    covariance = np.linalg.pinv(information, rcond=1e-10, hermitian=True)[bounds[2] :, bounds[2] :]
    slope = np.diag(size) - size[:, None] * size
    return np.sqrt(np.maximum(np.diag(slope @ covariance @ slope), 0))


def _fit(shares: Floats, demand: Floats) -> float:
    """Mean logarithm of the share of a wanted piece's size."""
    return float((demand * np.log(np.maximum(shares, 1e-12))).sum() / demand.sum())
