"""A person of ours: skin where skin is, clothes where they reach, hair on the head."""

import numpy as np
import pytest

from modiste.tailoring import Person, average_figure, person_colours, with_hair
from modiste.tailoring.body.figure import LIMBS
from modiste.tailoring.colour import rgb

LOOK = Person(skin="#c08060", hair="#101010", top="#00ff00", bottom="#0000ff", sleeve=0.4)


@pytest.mark.parametrize("chart", ["women", "men"])
def test_colours_lie_where_they_belong(chart) -> None:
    figure = average_figure(chart)
    colours = person_colours(figure, LOOK)
    assert colours.shape == figure.vertices.shape and colours.min() >= 0 and colours.max() <= 1
    limb = np.array(LIMBS)[figure.limb]
    height = figure.vertices[:, 1]
    chest = (limb == "torso") & (np.abs(height - figure.levels["bust"]) < 0.03)
    np.testing.assert_allclose(colours[chest].mean(0), rgb("#00ff00"), atol=0.1)
    thigh = np.char.endswith(limb, "leg") & (np.abs(height - figure.levels["knee"]) < 0.05)
    np.testing.assert_allclose(colours[thigh], np.tile(rgb("#0000ff"), (thigh.sum(), 1)), atol=1e-6)
    hand = np.char.endswith(limb, "arm") & (
        np.linalg.norm(figure.vertices - figure.landmarks["wrist_left"], axis=1) < 0.05
    )
    np.testing.assert_allclose(colours[hand].mean(0), rgb("#c08060"), atol=0.02)
    crown = height > height.max() - 0.03
    np.testing.assert_allclose(colours[crown].mean(0), rgb("#101010"), atol=0.1)


def test_hair_stands_off_the_scalp_and_nothing_else_moves_far() -> None:
    figure = average_figure()
    grown = with_hair(figure, Person(hair_cm=2.0))
    off = np.linalg.norm(grown.vertices - figure.vertices, axis=1)
    head = np.array(LIMBS)[figure.limb] == "head"
    assert off[head].max() == pytest.approx(0.02, abs=0.001)
    chest = np.array(LIMBS)[figure.limb] == "torso"
    assert off[~head & ~chest].max() == 0 and 0.002 < off[chest].max() < 0.04
