"""Skin that cloth hides is gone; a mannequin has a round neck cut level, and under a hood a plain head."""

import numpy as np
import pytest

from modiste import tailoring
from modiste.tailoring.body.neck import neck_of
from modiste.tailoring.render.skin import mannequin, uncovered
from modiste.tailoring.render.tracing import Rays


@pytest.mark.parametrize("people", ["women", "men"])
def test_the_neck_is_cut_level_and_nothing_stands_above_it(people: str) -> None:
    figure = tailoring.average_figure(people)
    made, out = mannequin(figure, 1.3)
    neck = tailoring.tape_lines(figure)["neck"]
    assert neck[:, 1].max() < made[:, 1].max() < neck[:, 1].max() + 0.05
    top = made[made[:, 1] == made[:, 1].max()]
    # No wider than the neck itself: the jaw is gone.
    across = np.ptp(top[:, [0, 2]], axis=0)
    assert (across <= np.ptp(neck[:, [0, 2]], axis=0) + 0.002).all()
    np.testing.assert_allclose(np.linalg.norm(out, axis=1), 1, atol=1e-6)


def test_under_a_hood_there_is_a_plain_head() -> None:
    figure = tailoring.average_figure("women")
    made, out = mannequin(figure, figure.vertices[:, 1].max())
    neck = tailoring.tape_lines(figure)["neck"][:, 1].max()
    head = made[made[:, 1] > neck + 0.08]
    assert np.ptp(head[:, 1]) > 0.1
    # Left and right alike, and without a nose: the front is as smooth as the back.
    middle = (head.min(0) + head.max(0)) / 2
    half = np.ptp(made[made[:, 1] > neck + 0.05], axis=0) / 2
    assert half[0] < figure.vertices[figure.vertices[:, 1] > neck + 0.08][:, 0].max()
    assert ((out[made[:, 1] > neck + 0.08] * (head - middle)).sum(1) > 0).all()


def test_head_and_neck_stay_inside_of_a_tight_hood() -> None:
    figure = tailoring.average_figure("men")
    column, wide, sides = neck_of(figure), 0.05, 64
    turns = np.arange(sides) * 2 * np.pi / sides
    rings = [
        column.middle + np.stack([wide * np.cos(turns), np.full(sides, high), wide * np.sin(turns)], axis=1)
        for high in (-0.1, 0.5)
    ]
    low, high = (np.arange(sides) + start for start in (0, sides))
    faces = np.concatenate(
        [[low, np.roll(low, -1), high], [np.roll(low, -1), np.roll(high, -1), high]], axis=1
    )
    hood = Rays(np.concatenate(rings)[faces.T])
    highest = float(figure.vertices[:, 1].max())
    made, plain = (mannequin(figure, highest, cloth)[0] for cloth in (hood, None))
    away = [np.linalg.norm((each - column.middle)[:, ::2], axis=1) for each in (made, plain)]
    changed = (plain != figure.vertices).any(1)
    assert away[1][changed].max() > wide > away[0][changed].max()


def test_the_body_below_stays_as_it_is() -> None:
    figure = tailoring.average_figure("men")
    made, _ = mannequin(figure, 1.3)
    below = figure.vertices[:, 1] < 1.3
    np.testing.assert_array_equal(made[below], figure.vertices[below].astype(np.float64))


@pytest.mark.parametrize("edge", [0.03, 0.015])
def test_skin_below_cloth_is_gone_drawn_in_at_its_rim_and_the_rest_stays(edge: float) -> None:
    figure = tailoring.average_figure("women")
    skirt = tailoring.drape_garment(
        tailoring.draft_size("skirt-straight", "women", "40"), figure, "twill", edge=edge
    )
    skin = uncovered(skirt, face=True)
    moved = np.linalg.norm(skin.places - figure.vertices, axis=1)
    assert 0.003 < moved.max() < 0.2 * edge + 0.004
    head = figure.vertices[:, 1] > figure.landmarks["nape"][1]
    assert moved[head].max() == 0
    seen = np.zeros(len(figure.vertices), bool)
    seen[skin.faces] = True
    assert seen[head].all()
    assert 80 < (~seen).sum() < (~np.isin(np.arange(len(seen)), uncovered(skirt, near=0.03).faces)).sum()


def test_no_face_of_a_cut_neck_is_missing_above_a_collar() -> None:
    figure = tailoring.average_figure("women", "down")
    shirt = tailoring.drape_garment(
        tailoring.draft_size("shirt", "women", "40", {"collar": "stand"}), figure, "poplin", edge=0.03
    )
    places, _ = mannequin(figure, float(shirt.places[:, 1].max()))
    of_neck = (places != figure.vertices).any(1)[figure.faces].any(1)
    kept = {tuple(face) for face in uncovered(shirt).faces}
    assert of_neck.sum() > 100
    assert all(tuple(face) in kept for face in figure.faces[of_neck])
