"""The Fréchet distance of two sets of features, each taken for a normal distribution.

Knows means and covariances; which features is the caller's to say, as distances of different ones do not
compare. Source: Heusel et al., GANs trained by a two time-scale update rule (NeurIPS 2017).
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]


def frechet(first: Floats, second: Floats) -> float:
    """`|m - n|^2 + tr(S + T - 2 (S T)^(1/2))` of features (n, d) and (m, d), reckoned in float64.

    Example:
        >>> rows = np.random.default_rng(0).normal(size=(50, 3))
        >>> round(frechet(rows, rows + 2), 6)
        12.0
    """
    means, covariances = [], []
    for rows in (first, second):
        wide = rows.astype(np.float64)
        means.append(wide.mean(0))
        covariances.append(np.atleast_2d(np.cov(wide, rowvar=False)))
    # tr (S T)^(1/2) is the sum of the roots of the eigenvalues of S^(1/2) T S^(1/2), which is symmetric.
    values, vectors = np.linalg.eigh(covariances[0])
    root = (vectors * np.sqrt(values.clip(0))) @ vectors.T
    shared = np.sqrt(np.linalg.eigvalsh(root @ covariances[1] @ root).clip(0)).sum()
    distance = np.square(means[0] - means[1]).sum() + np.trace(covariances[0] + covariances[1]) - 2 * shared
    return float(max(distance, 0.0))
