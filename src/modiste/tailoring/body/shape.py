"""A body from its coordinates: how far it departs from the average, in every way in which bodies differ.

Knows how coordinates become points and a `Figure`; which coordinates fit a set of measures is `solving`'s.
"""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from modiste.tailoring.body.figure import LANDMARKS, Chart, Figure, Pose
from modiste.tailoring.body.measures import MEASURES
from modiste.tailoring.body.poses import posed as stood
from modiste.tailoring.body.poses import skinned
from modiste.tailoring.body.tape import Tape
from modiste.tailoring.body.template import Template, template


@lru_cache(maxsize=2)
def tape_of(chart: Chart) -> Tape:
    """The tape of a chart's figure, made once."""
    return Tape(template(chart))


def points_of(body: Template, shape: NDArray[np.floating]) -> NDArray[np.float64]:
    """(vertices + joints, 3) metres of a body in the A-pose, soles on y = 0.

    Args:
        body: The figure.
        shape: (ways,) coordinates; zero is the average, one is a standard deviation.
    """
    points = body.mean + np.tensordot(np.asarray(shape, np.float32), body.basis, 1)
    return np.asarray(points - [0.0, points[: body.vertices, 1].min(), 0.0], float)


def figure_of(shape: NDArray[np.floating], chart: Chart = "women", pose: Pose = "a") -> Figure:
    """The figure of coordinates, measured and in a pose."""
    body = template(chart)
    points = points_of(body, shape)
    return _made(body, points, stood(body, points, pose), shape, pose)


def turned_figure(figure: Figure, turns: Mapping[str, NDArray[np.float64]]) -> Figure:
    """The same body with its joints turned, soles on y = 0.

    Args:
        figure: Whose shape.
        turns: (3, 3) rotation of a joint of `JOINTS` by its name, in its parent's frame, from the A-pose.
    """
    body = template(figure.chart)
    points = points_of(body, np.array(figure.shape))
    placed = skinned(body, points, turns)
    return _made(
        body, points, placed - [0.0, placed[: body.vertices, 1].min(), 0.0], np.array(figure.shape), "own"
    )


def _made(
    body: Template,
    points: NDArray[np.float64],
    placed: NDArray[np.float64],
    shape: NDArray[np.floating],
    pose: Pose,
) -> Figure:
    """A figure measured as it stands in `points` and posed as in `placed`."""
    tape = tape_of(body.chart)
    read = tape.read(points)
    # Bent legs bring the torso down, and with it the heights at which garments hang.
    sunk = float(placed[body.vertices, 1] - points[body.vertices, 1]) if pose == "own" else 0.0
    return Figure(
        vertices=placed[: body.vertices].astype(np.float32),
        faces=body.faces,
        limb=body.limb,
        landmarks={mark: body.place(placed, mark) for mark in LANDMARKS},
        levels={name: height + sunk for name, height in tape.levels(points).items()},
        measures={name: read[name].value for name in MEASURES},
        chart=body.chart,
        pose=pose,
        shape=tuple(float(each) for each in shape),
    )


def average_figure(chart: Chart = "women", pose: Pose = "a") -> Figure:
    """The figure in the middle of the size charts."""
    return figure_of(np.zeros(len(template(chart).basis)), chart, pose)


def posed(figure: Figure, pose: Pose) -> Figure:
    """The same body in another pose."""
    return figure if pose == figure.pose else figure_of(np.array(figure.shape), figure.chart, pose)


def tape_lines(figure: Figure) -> dict[str, NDArray[np.float64]]:
    """Where the tape lies for every measure but the weight: (k, 3) metres on the body in the A-pose.

    Girths are closed (the last point goes on to the first); lengths are open.
    """
    points = points_of(template(figure.chart), np.array(figure.shape))
    read = tape_of(figure.chart).read(points)
    return {name: read[name].line for name in MEASURES if len(read[name].line)}
