"""Volumes by kin, line and trees: near what was made, and only kin where little is known."""

import numpy as np

from modiste.trends.launches.volume import WAYS, volumes


def test_every_way_finds_what_follows_from_one_column() -> None:
    chance = np.random.default_rng(0)
    past, new = chance.uniform(0, 4, (200, 3)), chance.uniform(0.5, 3.5, (30, 3))
    logs = past[:, 0] + chance.normal(0, 0.1, 200)
    alike = np.exp(-5 * np.abs(new[:, :1] - past[:, 0]))
    found = volumes(past, logs, np.ones(200), alike, new)
    assert set(found) == set(WAYS)
    for way, guess in found.items():
        assert np.abs(guess - new[:, 0]).mean() < 0.35, way


def test_a_few_launches_are_asked_for_their_likeness_only() -> None:
    found = volumes(np.ones((6, 2)), np.arange(6.0), np.ones(6), np.eye(6)[:1], np.ones((1, 2)))
    assert set(found) == {"kin"}
    assert found["kin"][0] < 1
