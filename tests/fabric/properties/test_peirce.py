"""Peirce's geometry: exact, inverted, and where it jams."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fabric.small_cloths import woven

from modiste.fabric import jam, rows_of
from modiste.fabric.properties.peirce import crimp_of, weaving


@given(st.floats(0.05, 1.2), st.floats(0.05, 0.8), st.floats(0.0, 2.0))
def test_crimp_is_peirces(angle: float, total: float, straight: float) -> None:
    """From a thread's angle and length its spacing and wave follow (Peirce, equations 3 and 4), and back."""
    length = straight + total * angle
    spacing = straight * math.cos(angle) + total * math.sin(angle)
    wave = straight * math.sin(angle) + total * (1 - math.cos(angle))
    if wave > total:
        return
    found = crimp_of(np.array(wave), np.array(spacing), np.array(total))
    assert float(found) == pytest.approx(length / spacing - 1, abs=1e-9)


def test_equal_threads_share_the_wave() -> None:
    threads = weaving(rows_of([woven(crimp=None)]))
    assert threads.wave[0] == pytest.approx(threads.wave[1])
    assert threads.wave.sum(0) == pytest.approx(threads.height.sum(0))
    assert threads.crimp[0] == pytest.approx(threads.crimp[1])


def test_a_flat_thread_keeps_its_area() -> None:
    yarn = {"tex": 20, "packing": 0.6, "flatness": 0.5}
    threads = weaving(rows_of([woven(warp=yarn)]))
    high, wide = threads.height[0, 0], threads.width[0, 0]
    area = math.pi / 4 * high**2 + (wide - high) * high  # Kemp's race-track
    assert area == pytest.approx(math.pi / 4 * threads.round[0, 0] ** 2, abs=1e-12)
    assert high / wide == pytest.approx(0.5)


def test_a_square_plain_weave_jams_where_peirce_says() -> None:
    """Equal round threads are jammed both ways at a spacing of √3 diameters, a cover factor of 1/√3 each."""
    diameter = float(weaving(rows_of([woven()])).round[0, 0])
    limit = 10 / (math.sqrt(3) * diameter)
    assert jam(rows_of([woven(ends=limit * 0.999, picks=limit * 0.999)]))[0] < 1
    assert jam(rows_of([woven(ends=limit * 1.001, picks=limit * 1.001)]))[0] > 1
    twill = rows_of([woven(ends=limit * 1.2, picks=limit * 1.2, weave="2/2 twill")])
    assert jam(twill)[0] < 1
