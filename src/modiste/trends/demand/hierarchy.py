"""Forecasts that add up: leaves, what they sum to, and reconciliation by least squares, never below zero.

Knows sums and weights; who forecast each node, and how wrong it was, is the caller's. Everything is sparse
or of low rank, so that twenty thousand leaves are no trouble. Sources: Wickramasuriya, Athanasopoulos and
Hyndman, Optimal forecast reconciliation (2019); for values that may not fall below zero, Wickramasuriya,
Turlach and Hyndman (2020), by block principal pivoting (Kim and Park, 2011).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
from scipy import linalg, sparse

from modiste.garment import ModisteError
from modiste.trends.panel import Flags, Floats, Panel
from modiste.trends.periods import Ints

Method = Literal["bottom_up", "top_down", "ols", "structural", "variance", "shrinkage"]
METHODS: tuple[Method, ...] = ("bottom_up", "top_down", "ols", "structural", "variance", "shrinkage")
TOTAL = "total"
_ROUNDS, _PATIENCE = 100, 10


@dataclass(frozen=True, eq=False)
class Hierarchy:
    """What sums to what. Nodes are the sums first, the widest before the narrower, then the leaves.

    Attributes:
        ids: (m,) names of the nodes; a leaf's is its series'.
        levels: (m,) of which columns each is one value, such as "State"; "total" and "series" at both ends.
        sums: (a, n) sparse, which of the n leaves each of the a sums holds.
    """

    ids: tuple[str, ...]
    levels: tuple[str, ...]
    sums: "sparse.csr_matrix"

    @classmethod
    def of(cls, ids: Sequence[str], columns: Mapping[str, Sequence[str]]) -> "Hierarchy":
        """A hierarchy over leaves by what they are of.

        The total, the values of each column, and of the columns from the first on; what says the same twice,
        or each leaf by itself, stands once. A column inside another, as a city in a region, needs no more.

        Args:
            ids: the leaves' names.
            columns: (n,) each: values by column, from the widest on.

        Raises:
            ModisteError: MOD-2411 where a column says nothing of a leaf, or a sum would be called as a leaf.
        """
        names = list(columns)
        for name, values in columns.items():
            if "" in values:
                reason = f"{ids[list(values).index('')]!r} has no value of {name!r}"
                raise ModisteError("MOD-2411", columns=", ".join(names), reason=reason)
        groups = [
            (),
            *((name,) for name in names),
            *(tuple(names[:size]) for size in range(2, len(names) + 1)),
        ]
        made, labels, levels, seen = [], [], [], {tuple(range(len(ids)))}
        for group in groups:
            keys = list(zip(*(columns[name] for name in group), strict=True)) if group else [()] * len(ids)
            order = sorted(set(keys))
            codes = _codes(keys, order)
            first: dict[int, int] = {}
            parting = tuple(first.setdefault(code, len(first)) for code in codes.tolist())
            if parting in seen:
                continue
            seen.add(parting)
            ones = np.ones(len(ids))
            made.append(sparse.csr_matrix((ones, (codes, np.arange(len(ids)))), shape=(len(order), len(ids))))
            labels += [_label(group, key) for key in order]
            levels += [" x ".join(group) or TOTAL] * len(order)
        again = set(labels) & set(ids)
        if again:
            raise ModisteError(
                "MOD-2411", columns=", ".join(names), reason=f"a series is called {min(again)!r}"
            )
        sums = sparse.vstack(made).tocsr() if made else sparse.csr_matrix((0, len(ids)))
        return cls((*labels, *ids), (*levels, *["series"] * len(ids)), sums)

    @property
    def n_sums(self) -> int:
        """How many nodes are sums."""
        return int(self.sums.shape[0])

    @cached_property
    def sizes(self) -> Floats:
        """(m,) how many leaves each node holds."""
        return np.concatenate([np.asarray(self.sums.sum(1)).ravel(), np.ones(self.sums.shape[1])])

    def summed(self, leaves: Floats) -> Floats:
        """(m, ...) of leaves (n, ...): the sums, then the leaves as they are."""
        return np.concatenate([np.asarray(self.sums @ leaves), leaves])

    def incoherence(self, values: Floats) -> float:
        """By how much values (m, h) fail to add up, at most, as a share of the largest."""
        gap = np.abs(values[: self.n_sums] - self.sums @ values[self.n_sums :])
        return float(gap.max(initial=0.0) / max(float(np.abs(values).max(initial=0.0)), 1e-300))

    def whole(self, leaves: Panel) -> Panel:
        """The panel of all nodes. A leaf adds nothing before it begins or after it ends; a hole makes one.

        What is known ahead of a sum is its leaves' mean; what it is of, where they agree.
        """
        known = np.isfinite(leaves.y)
        begun = np.maximum.accumulate(known, axis=1)
        going = np.maximum.accumulate(known[:, ::-1], axis=1)[:, ::-1]
        holes = (self.sums @ (begun & going & ~known).astype(float)) > 0
        nobody = (self.sums @ known.astype(float)) == 0
        sums = np.where(holes | nobody, np.nan, self.sums @ np.where(known, leaves.y, 0.0))
        ahead = {name: np.concatenate([self._mean(values), values]) for name, values in leaves.known.items()}
        static = {name: (*self._agreed(values), *values) for name, values in leaves.static.items()}
        censored = leaves.censored
        if censored is not None:
            censored = np.concatenate([(self.sums @ censored.astype(float)) > 0, censored])
        y = np.concatenate([sums, leaves.y])
        then = leaves.stood
        stood = None if then is None else lambda length: self.whole(then(length))
        made = replace(leaves, ids=self.ids, y=y, known=ahead, static=static, censored=censored)
        return replace(made, stood=stood)

    def _mean(self, values: Floats) -> Floats:
        known = np.isfinite(values)
        count = self.sums @ known.astype(float)
        total = self.sums @ np.where(known, values, 0.0)
        return np.where(count > 0, total / np.maximum(count, 1), np.nan)

    def _agreed(self, values: Sequence[str]) -> list[str]:
        words, codes = np.unique(np.array(values, object).astype(str), return_inverse=True)
        indices, starts = self.sums.indices, self.sums.indptr
        low = np.minimum.reduceat(codes[indices], starts[:-1]) if self.n_sums else np.empty(0, np.int64)
        high = np.maximum.reduceat(codes[indices], starts[:-1]) if self.n_sums else np.empty(0, np.int64)
        return [str(words[a]) if a == b else "" for a, b in zip(low, high, strict=True)]


def _codes(keys: Sequence[tuple[str, ...]], order: Sequence[tuple[str, ...]]) -> Ints:
    places = {key: place for place, key in enumerate(order)}
    return np.array([places[key] for key in keys], np.int64)


def _label(group: Sequence[str], key: Sequence[str]) -> str:
    return ", ".join(f"{name}={value}" for name, value in zip(group, key, strict=True)) or TOTAL


def reconcile(
    hierarchy: Hierarchy,
    said: Floats,
    method: Method = "variance",
    *,
    errors: Floats | None = None,
    past: Floats | None = None,
    at_least_zero: bool = True,
) -> Floats:
    """Forecasts (m, h) that add up, as near as can be to what was said of each node.

    Args:
        hierarchy: what sums to what.
        said: (m, h) each node's own forecast.
        method: `bottom_up` sums the leaves; `top_down` parts the total by shares of the past; the others are
            least squares (MinTrace) with weights: `ols` all alike, `structural` by leaves a node holds,
            `variance` by its errors, `shrinkage` with correlations of errors too, shrunk as the data tell.
        errors: (m, k) of earlier forecasts, for the last two; NaN where unknown.
        past: (n, t) of the leaves, for `top_down`.
        at_least_zero: whether no leaf may fall below zero. With `shrinkage` the nearest such values by
            variance are taken, with the others the optimum is exact.

    Raises:
        ModisteError: MOD-2412 where the method lacks what it needs.
    """
    if method not in METHODS:
        raise ModisteError("MOD-2412", method=method, reason=f"known are {', '.join(METHODS)}")
    split = hierarchy.n_sums
    if method == "bottom_up":
        leaves = said[split:]
        return hierarchy.summed(np.maximum(leaves, 0.0) if at_least_zero else leaves)
    if method == "top_down":
        return hierarchy.summed(_shares(hierarchy, past)[:, None] * said[0])
    weights, together = _weights(hierarchy, method, errors)
    made = _adjusted(hierarchy, said, weights, together)
    if not at_least_zero or made[split:].min() >= 0:
        return hierarchy.summed(made[split:])
    wanted = made if len(together[0]) else said
    return hierarchy.summed(_at_least_zero(hierarchy, wanted, made, weights))


def _shares(hierarchy: Hierarchy, past: Floats | None) -> Floats:
    if past is None or not hierarchy.n_sums:
        raise ModisteError("MOD-2412", method="top_down", reason="it needs the leaves' past and a total")
    total = np.nansum(past, axis=1)
    whole = total.sum()
    return total / whole if whole > 0 else np.full(len(total), 1 / len(total))


def _weights(
    hierarchy: Hierarchy, method: Method, errors: Floats | None
) -> tuple[Floats, tuple[Floats, float]]:
    """(m,) variances of nodes, and what errors share: a factor (m, k) or (0, 0) of the covariance."""
    nothing = (np.empty((0, 0)), 0.0)
    if method == "ols":
        return np.ones(len(hierarchy.ids)), nothing
    if method == "structural":
        return hierarchy.sizes, nothing
    if errors is None or errors.shape[0] != len(hierarchy.ids) or errors.shape[1] < 2:
        raise ModisteError(
            "MOD-2412", method=method, reason="it needs errors of earlier forecasts of every node"
        )
    known = np.isfinite(errors)
    filled = np.where(known, errors, 0.0)
    variance = (filled**2).sum(1) / np.maximum(known.sum(1), 1)
    # A node that was never wrong, or of which nothing is known, is believed as much as the middle one.
    positive = variance > 0
    middle = float(np.median(variance[positive])) if positive.any() else 1.0
    floor = 1e-6 * middle
    variance = np.where(known.any(1) & positive, np.maximum(variance, floor), middle)
    if method == "variance":
        return variance, nothing
    keep = 1 - _shrinkage(filled / np.sqrt(variance)[:, None])
    factor = np.sqrt(keep / errors.shape[1]) * filled
    return variance * (1 - keep), (factor, keep)


def _shrinkage(scaled: Floats) -> float:
    """How far correlations are drawn to nought (Schafer and Strimmer, 2005), from k scaled errors (m, k).

    Sums over all pairs of nodes are had from (k, k) matrices, so that no (m, m) one is made.
    """
    k = scaled.shape[1]
    squares = scaled**2
    gram = scaled.T @ scaled
    correlation = float((gram**2).sum()) / k**2 - float((squares.mean(1) ** 2).sum())
    products = (float((squares.sum(0) ** 2).sum()) - float((squares**2).sum())) / k
    if correlation <= 0:
        return 1.0
    return float(min(max((products - correlation) / (k - 1) / correlation, 0.0), 1.0))


def _adjusted(hierarchy: Hierarchy, said: Floats, variance: Floats, together: tuple[Floats, float]) -> Floats:
    """Said - W C' (C W C')^-1 C said with C = [I, -sums]: what least squares changes in every node."""
    split = hierarchy.n_sums
    if not split:
        return said
    variance = np.maximum(variance, 1e-12 * float(variance.max(initial=1.0)))
    gap = said[:split] - hierarchy.sums @ said[split:]
    inner = _inner(hierarchy.sums, variance[:split], variance[split:])
    factor = together[0]
    pulled: Floats | None = None
    if len(factor):
        pulled = factor[:split] - hierarchy.sums @ factor[split:]
        inner = inner + pulled @ pulled.T
    multiplier = linalg.cho_solve(linalg.cho_factor(inner), gap)
    back = np.concatenate([multiplier, -(hierarchy.sums.T @ multiplier)])
    change = variance[:, None] * back
    if pulled is not None:
        change = change + factor @ (pulled.T @ multiplier)
    return np.asarray(said - change)


def _inner(sums: "sparse.csr_matrix", of_sums: Floats, of_leaves: Floats) -> Floats:
    """(a, a) C W C' for independent errors."""
    made = (sums.multiply(of_leaves[None, :]).tocsr() @ sums.T).toarray()
    made[np.diag_indices_from(made)] += of_sums
    return np.asarray(made)


def _at_least_zero(hierarchy: Hierarchy, said: Floats, made: Floats, variance: Floats) -> Floats:
    """(n, h) leaves, none below zero, that are nearest to what was said; a step ahead at a time."""
    split = hierarchy.n_sums
    leaves = made[split:].copy()
    for step in np.flatnonzero(leaves.min(0) < 0):
        leaves[:, step] = _pivoted(hierarchy.sums, said[:, step], leaves[:, step], variance)
    return leaves


def _pivoted(sums: "sparse.csr_matrix", said: Floats, begun: Floats, variance: Floats) -> Floats:
    """Weighted least squares over leaves at or above zero, by block principal pivoting.

    Leaves are free or held at zero; those that break the conditions of an optimum change sides together, and
    one by one where that does not come to an end.
    """
    split = sums.shape[0]
    scale = max(float(np.abs(said).max()), 1e-300)
    free = begun >= 0
    fewest, patience = len(begun) + 1, _PATIENCE
    leaves = begun
    for _ in range(_ROUNDS + len(begun)):
        leaves = _of_free(sums, said, variance, free)
        gap = sums @ leaves - said[:split]
        slope = sums.T @ (gap / variance[:split]) + (leaves - said[split:]) / variance[split:]
        broken = (free & (leaves < -1e-12 * scale)) | (~free & (slope * variance[split:] < -1e-10 * scale))
        count = int(broken.sum())
        if not count:
            break
        if count < fewest:
            fewest, patience = count, _PATIENCE
        else:
            patience -= 1
        if patience > 0:
            free = free ^ broken
        else:
            free[np.flatnonzero(broken)[-1]] ^= True
    return np.maximum(leaves, 0.0)


def _of_free(sums: "sparse.csr_matrix", said: Floats, variance: Floats, free: Flags) -> Floats:
    split = sums.shape[0]
    of_leaves = np.where(free, variance[split:], 0.0)
    wanted = np.where(free, said[split:], 0.0)
    inner = _inner(sums, variance[:split], of_leaves)
    multiplier = linalg.cho_solve(linalg.cho_factor(inner), said[:split] - sums @ wanted)
    return np.asarray(wanted + of_leaves * (sums.T @ multiplier))
