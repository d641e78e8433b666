"""Precision, recall, density, coverage: the same kinds score high, missing kinds and strangers low."""

import numpy as np
import pytest

from modiste.design.measures.neighbourhoods import neighbourhoods

CHANCE = np.random.default_rng(1)


def cloud(*centres, each=150):
    rows = [CHANCE.normal(size=(each, 4)) + centre for centre in centres]
    return np.concatenate(rows).astype(np.float32)


def test_two_halves_of_one_cloud_are_near_one():
    found = neighbourhoods(cloud(0, 9), cloud(0, 9))
    assert min(found.precision, found.recall, found.coverage) > 0.85
    assert found.density == pytest.approx(1, abs=0.15)


def test_a_missing_kind_costs_recall_and_coverage_alone():
    found = neighbourhoods(cloud(0, 30), cloud(0, each=300))
    assert found.precision > 0.85
    assert found.recall < 0.55
    assert found.coverage < 0.55


def test_strangers_have_nothing_in_common():
    found = neighbourhoods(cloud(0), cloud(50))
    assert (found.precision, found.recall, found.density, found.coverage) == (0, 0, 0, 0)


def test_it_agrees_with_the_definitions_spelled_out():
    real, made, k = cloud(0, each=40), cloud(1, each=30), 3
    far = lambda a, b: np.linalg.norm(a[:, None] - b[None], axis=2)  # noqa: E731
    reach = np.sort(far(real, real), 1)[:, k]
    made_reach = np.sort(far(made, made), 1)[:, k]
    within = far(real, made) <= reach[:, None]
    found = neighbourhoods(real, made, k)
    assert found.precision == pytest.approx(within.any(0).mean())
    assert found.density == pytest.approx(within.sum() / (k * len(made)))
    assert found.coverage == pytest.approx(within.any(1).mean())
    assert found.recall == pytest.approx((far(real, made) <= made_reach).any(1).mean())


def test_too_few_have_no_neighbours():
    with pytest.raises(ValueError, match="5 features"):
        neighbourhoods(cloud(0, each=5), cloud(0))
