"""Problems whose fronts are known: ZDT1, BNH and OSY (Deb 2001), and one of mixed variables."""

import numpy as np

from modiste.fabric.search.nsga2 import Judged
from modiste.fabric.search.space import Space, Variable


def reals(*bounds):
    return Space(tuple(Variable(f"x{place}", low, high) for place, (low, high) in enumerate(bounds)))


ZDT1 = reals(*[(0.0, 1.0)] * 30)
BNH = reals((0.0, 5.0), (0.0, 3.0))
OSY = reals((0.0, 10.0), (0.0, 10.0), (1.0, 5.0), (0.0, 6.0), (1.0, 5.0), (0.0, 10.0))
MIXED = Space(
    (
        Variable("length", 0.0, 1.0),
        Variable("threads", 1, 40, "stepped"),
        Variable("weave", 0, 2, "choice"),
        Variable("fibre", 0, 4, "choice"),
    )
)


def judged(rows, objectives, limits):
    missed = np.zeros(len(rows)) if not limits else np.maximum(-np.column_stack(limits), 0.0).sum(axis=1)
    return Judged(rows, np.column_stack(objectives), missed)


def zdt1(rows):
    g = 1.0 + 9.0 * rows[:, 1:].mean(axis=1)
    return judged(rows, (rows[:, 0], g * (1.0 - np.sqrt(rows[:, 0] / g))), ())


def bnh(rows):
    x, y = rows.T
    return judged(
        rows,
        (4 * x**2 + 4 * y**2, (x - 5) ** 2 + (y - 5) ** 2),
        (25 - (x - 5) ** 2 - y**2, (x - 8) ** 2 + (y + 3) ** 2 - 7.7),
    )


def osy(rows):
    a, b, c, d, e, f = rows.T
    cost = -(25 * (a - 2) ** 2 + (b - 2) ** 2 + (c - 1) ** 2 + (d - 4) ** 2 + (e - 1) ** 2)
    limits = (
        (a + b - 2) / 2,
        (6 - a - b) / 6,
        (2 + a - b) / 2,
        (2 - a + 3 * b) / 2,
        (4 - (c - 3) ** 2 - d) / 4,
        ((e - 3) ** 2 + f - 4) / 4,
    )
    return judged(rows, (cost, (rows**2).sum(axis=1)), limits)


def mixed(rows):
    length, threads, weave, fibre = rows.T
    worse = (weave != 1) + 2.0 * (fibre != 3)
    return judged(rows, (length + worse, 1.0 - length + np.abs(threads - 17) / 40 + worse), ())


def bnh_front():
    x = np.linspace(0.0, 5.0, 400)
    return bnh(np.column_stack((x, np.minimum(x, 3.0)))).objectives


def osy_front():
    def line(*columns):
        return np.column_stack([np.broadcast_to(np.asarray(each, float), 200) for each in columns])

    def to(low, high):
        return np.linspace(low, high, 200)

    last, first = to(0.0, 1.0), to(4.056, 5.0)
    return osy(
        np.concatenate(
            (
                line(5, 1, to(2, 5), 0, 5, 0),
                line(5, 1, to(2, 5), 0, 1, 0),
                line(first, (first - 2) / 3, 1, 0, 1, 0),
                line(0, 2, to(1, 3.732), 0, 1, 0),
                line(last, 2 - last, 1, 0, 1, 0),
            )
        )
    ).objectives
