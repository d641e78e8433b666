"""Concepts moved, mixed and steered: ends are the concepts themselves, a step moves its own measure."""

import numpy as np
import pytest

from modiste.design import open_generator
from modiste.design.generate.editing import Concept, directions, measures, mixed, steered, walk

WISHES = np.eye(3, dtype=np.float32)


@pytest.fixture
def pair(gan):
    latents = gan.latents(2, 7)
    return Concept(latents[0], WISHES[0]), Concept(latents[1], WISHES[2])


def alone(gan, concept):
    return gan.paint(concept.latent[None], concept.wish[None])[0]


def test_a_walk_goes_from_one_concept_to_the_other(gan, pair):
    way = walk(gan, *pair, 5)
    assert way.shape == (5, 1, 16, 16)
    assert np.allclose(way[:1], alone(gan, pair[0]), atol=1e-5)
    assert np.allclose(way[-1:], alone(gan, pair[1]), atol=1e-5)
    steps = np.abs(np.diff(way, axis=0)).mean((1, 2, 3))
    assert steps.max() < np.abs(way[-1] - way[0]).mean()


def test_mixing_from_the_first_level_on_is_the_other_and_past_the_last_itself(gan, pair):
    assert np.allclose(mixed(gan, *pair, 0), alone(gan, pair[1]), atol=1e-5)
    assert np.allclose(mixed(gan, *pair, gan.levels), alone(gan, pair[0]), atol=1e-5)
    between = mixed(gan, *pair, 1)
    assert not np.allclose(between, alone(gan, pair[0]), atol=1e-6, rtol=0)
    assert not np.allclose(between, alone(gan, pair[1]), atol=1e-6, rtol=0)


def test_measures_tell_light_wide_long_and_lively():
    pictures = np.full((4, 1, 20, 20), -1, np.float32)
    pictures[0, 0, 8:12, 2:18] = 0
    pictures[1, 0, 2:18, 8:12] = 0
    pictures[2, 0, 8:12, 2:18] = 1
    pictures[3, 0, 8:12, 2:18:2] = 0
    told = measures(pictures)
    assert told["wide"][0] > told["wide"][1]
    assert told["long"][1] > told["long"][0]
    assert told["light"][2] == pytest.approx(2 * told["light"][0])
    assert told["lively"][3] > told["lively"][0]


def test_a_step_moves_its_own_measure_most(plain_generator):
    generator = open_generator(plain_generator)
    wish = np.eye(10, dtype=np.float32)[3]
    found = directions(generator, wish, lambda pictures: np.zeros(len(pictures), np.int64))
    assert [each.name for each in found] == ["light", "wide", "long", "lively"]
    assert all(each.kept == 1 for each in found)
    # Three styles cannot move four measures apart; the first does what it says.
    assert found[0].moved > 0.3
    concept = Concept(generator.latents(1, 0)[0], wish)
    there = steered(generator, concept, {1.0: found[0].step})
    assert measures(there)["light"] != measures(alone(generator, concept))["light"]
