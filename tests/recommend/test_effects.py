"""Crossed effects: found where they are, believed little where little was seen, nothing for strangers."""

import numpy as np

from modiste.recommend.effects import Effects, learned_effects


def test_effects_are_found_and_little_evidence_is_believed_little():
    chance = np.random.default_rng(1)
    often, seldom = 20, 200
    truth = np.concatenate([chance.normal(0, 1.5, often), chance.normal(0, 1.5, seldom)])
    keys = np.concatenate([np.repeat(np.arange(often), 200), often + np.arange(seldom)])
    hits = (chance.random(len(keys)) < 1 / (1 + np.exp(-truth[keys]))).astype(np.int64)
    found = learned_effects([(keys, np.ones(len(keys)))], np.zeros((len(keys), 2)), 1 - hits)
    values = found.values[0][0]  # of outcome 0, which is a hit
    assert np.corrcoef(values[:often], truth[:often])[0, 1] > 0.97
    assert np.abs(values[often:]).mean() < 0.6 * np.abs(values[:often]).mean()


def test_who_was_never_seen_and_nobody_add_nothing():
    keys = np.array([0, 0, 1, 1] * 20)
    found = learned_effects([(keys, np.ones(80))], np.zeros((80, 2)), (keys == 0).astype(np.int64))
    asked = (np.array([7, -1, 1]), np.ones(3))
    told = found.of([asked], np.zeros((3, 2))).reshape(3, 2, 2)
    assert (told[:2, :, 0] == 0).all()
    assert told[2, 0, 0] > 0 > told[2, 1, 0]
    again = Effects.from_arrays(found.to_arrays("e_"), "e_", 1)
    assert np.allclose(again.of([asked], np.zeros((3, 2))), told.reshape(3, -1), atol=1e-6)
