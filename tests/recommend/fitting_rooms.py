"""A made-up trade whose truth is known: bodies want a size, garments run small or large, people say so."""

import numpy as np

from modiste.recommend import Wearings


def worn(n=1500, customers=300, garments=40, seed=3, noise=0.8):
    """Wearings whose outcome follows from the size, the body and how the garment runs; and how each runs."""
    chance = np.random.default_rng(seed)
    wanted = chance.normal(40, 3, customers)
    runs = chance.normal(0, 2.0, garments)
    who, what = chance.integers(0, customers, n), chance.integers(0, garments, n)
    size = np.round(wanted[who] + chance.normal(0, 1.5, n))
    off = size - wanted[who] - runs[what] + chance.normal(0, noise, n)
    outcome = np.where(off < -1.5, "small", np.where(off > 1.5, "large", "fit"))
    rows = [
        {
            "customer": f"c{who[k]:03d}",
            "garment": f"g{what[k]:02d}",
            "category": f"k{what[k] % 4}",
            "size": size[k],
            "day": 18_000 + k // 4,
            "body": {"waist": 2 * wanted[who[k]] + chance.normal(0, 2)} if k % 5 else {},
            "traits": {"body_type": ("pear", "apple")[who[k] % 2]},
            "outcome": str(outcome[k]),
        }
        for k in range(n)
    ]
    return Wearings.of(rows), runs
