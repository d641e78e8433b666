"""A network of resistances and supplies, solved by modified nodal analysis.

Knows Kirchhoff's and Ohm's laws; what conducts, and where, is told.

Source: Ho, Ruehli and Brennan, IEEE Transactions on Circuits and Systems 22 (1975) 504-509,
10.1109/TCS.1975.1084079.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import splu

from modiste.garment import ModisteError


@dataclass(frozen=True)
class Resistor:
    """What conducts between two nodes."""

    name: str
    one: str
    other: str
    ohm: float


@dataclass(frozen=True)
class Supply:
    """A source of voltage with its inner resistance."""

    name: str
    plus: str
    minus: str
    volt: float
    inner_ohm: float = 0.0


@dataclass(frozen=True)
class Solved:
    """A network at work.

    Attributes:
        volt: Potential of each node over the first supply's minus.
        ampere: Current through each resistor from its one end to the other; of each supply, out of its plus.
        watt: Heat in each resistor.
    """

    volt: Mapping[str, float]
    ampere: Mapping[str, float]
    watt: Mapping[str, float]


def solve(resistors: Sequence[Resistor], supplies: Sequence[Supply]) -> Solved:
    """Potentials, currents and heat.

    Raises:
        ModisteError: MOD-2831 for a resistance that is none, MOD-2832 for what hangs on no supply, MOD-2833
            for supplies that are joined without resistance.

    Example:
        >>> parts = [Resistor("a", "+", "m", 2.0), Resistor("b", "m", "-", 4.0)]
        >>> found = solve(parts, [Supply("u", "+", "-", 6.0)])
        >>> found.volt["m"], found.ampere["u"], found.watt["b"]
        (4.0, 1.0, 4.0)
    """
    for part in resistors:
        if not 0 < part.ohm < np.inf:
            raise ModisteError("MOD-2831", name=part.name, ohm=f"{part.ohm:g}")
    ends = [(each.one, each.other) for each in resistors] + [(each.plus, each.minus) for each in supplies]
    nodes = {name: number for number, name in enumerate(dict.fromkeys(end for pair in ends for end in pair))}
    pairs = np.array([[nodes[one], nodes[other]] for one, other in ends], int).reshape(-1, 2)
    _check_joined(nodes, pairs, supplies)
    count, ground = len(nodes), nodes[supplies[0].minus]
    size = count + len(supplies)
    rows, columns, values = [], [], []

    def add(row: int, column: int, value: float) -> None:
        rows.append(row)
        columns.append(column)
        values.append(value)

    given = np.zeros(size)
    for part, (one, other) in zip(resistors, pairs, strict=False):
        for here, there in ((one, other), (other, one)):
            add(here, here, 1 / part.ohm)
            add(here, there, -1 / part.ohm)
    for number, supply in enumerate(supplies):
        plus, minus = pairs[len(resistors) + number]
        line = count + number
        for node, sign in ((plus, 1.0), (minus, -1.0)):
            add(node, line, -sign)
            add(line, node, sign)
        add(line, line, supply.inner_ohm)
        given[line] = supply.volt
    kept = np.flatnonzero(np.arange(size) != ground)
    matrix = coo_matrix((values, (rows, columns)), (size, size)).tocsc()[kept][:, kept]
    found = np.zeros(size)
    try:
        found[kept] = splu(matrix).solve(given[kept])
    except RuntimeError:
        raise ModisteError("MOD-2833") from None
    currents = {
        part.name: float(found[one] - found[other]) / part.ohm
        for part, (one, other) in zip(resistors, pairs, strict=False)
    }
    heat = {part.name: currents[part.name] ** 2 * part.ohm for part in resistors}
    currents |= {supply.name: float(found[count + number]) for number, supply in enumerate(supplies)}
    return Solved({name: float(found[number]) for name, number in nodes.items()}, currents, heat)


def _check_joined(nodes: Mapping[str, int], pairs: np.ndarray, supplies: Sequence[Supply]) -> None:
    if not supplies:
        raise ModisteError("MOD-2832", node=next(iter(nodes), "the network"))
    joins = coo_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), (len(nodes), len(nodes)))
    group = connected_components(joins, directed=False)[1]
    for name, number in nodes.items():
        if group[number] != group[nodes[supplies[0].minus]]:
            raise ModisteError("MOD-2832", node=name)
