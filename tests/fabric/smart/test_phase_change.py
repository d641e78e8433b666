"""Melting cloth against the exact solution of Stefan's problem, and as a buffer."""

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.special import erf

from modiste.fabric.smart.phase_change import Slab, buffered


def test_a_front_moves_as_stefan_and_neumann_have_it() -> None:
    slab = Slab(4.0, 0.2, 900.0, 2000.0, latent=200_000.0, melts=(29.99, 30.01))
    made = buffered([slab] * 5, 50.0, lambda _: 30.0, seconds=1200, outer=1e-9, start_c=29.99, every=1200)
    ste = 2000.0 * 20.0 / 200_000.0
    root = brentq(lambda x: x * np.exp(x * x) * erf(x) - ste / np.sqrt(np.pi), 1e-6, 2)
    front = 2 * root * np.sqrt(0.2 / (900.0 * 2000.0) * 1200)
    # Liquid that is warmer than melting counts as more than whole in the sum: compare with that of Neumann.
    sensible = (
        900.0 * 2000.0 * 20.0 * front * (1 - (1 - np.exp(-(root**2))) / (root * np.sqrt(np.pi) * erf(root)))
    )
    taken = 900.0 * 200_000.0 * front + sensible
    assert made.molten[-1] * (900.0 * 200_000.0 + 900.0 * 2000.0 * 0.02) * 0.02 == pytest.approx(
        taken, rel=0.03
    )


def test_without_melting_the_flow_comes_to_rest_at_its_resistances() -> None:
    slabs = [Slab(2.0, 0.05, 200.0), Slab(3.0, 0.04, 150.0)]
    made = buffered(slabs, 33.0, lambda _: 3.0, seconds=1500, outer=10.0)
    assert made.from_skin[-1] == pytest.approx(30.0 / (0.04 + 0.075 + 0.1), rel=1e-3)
    assert (made.molten == 0).all()


def test_what_melted_gives_its_heat_back_in_the_cold() -> None:
    plain = [Slab(3.0, 0.05, 250.0)]
    melting = [Slab(3.0, 0.05, 250.0, latent=60_000.0, melts=(26.0, 30.0))]
    lost = [buffered(each, 33.0, lambda _: 0.0, seconds=300, every=60).from_skin for each in (plain, melting)]
    assert lost[1][2] < 0.8 * lost[0][2]
    long = buffered(melting, 33.0, lambda _: 0.0, seconds=1500).molten
    assert long[0] == 1.0
    assert long[-1] < 0.5
