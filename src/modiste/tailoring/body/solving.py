"""A body from any of its measures: the likeliest one that the tape reads as wanted.

Knows the search and when there is no such body; what is plausible is the template's Gaussian (coordinates are
independent and of unit spread there), and what the tape reads is `tape`'s. Measures that are not given follow
those that are, as they do in the Gaussian.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.tailoring.body.figure import Chart, Figure, Pose
from modiste.tailoring.body.measures import MEASURES, checked, measure_named
from modiste.tailoring.body.shape import figure_of, points_of, tape_of
from modiste.tailoring.body.tape import Tape
from modiste.tailoring.body.template import Template, template

Floats = NDArray[np.float64]

TOLERANCE = 0.02
"""Centimetres (or kilograms) within which a measure counts as met."""
STEPS = 15
LIKELIEST = 6
"""How many of the steps look for the likeliest body."""
STRIDE = 2.5
"""How far one step may go, in standard deviations: girths are not linear in the coordinates."""
PLAUSIBLE = 7.0
"""Standard deviations from the average beyond which no body is offered."""
NEAR = 5.0
"""How far the body may be that an error offers instead."""


@dataclass(frozen=True, eq=False)
class Solved:
    """Where the search ended.

    Attributes:
        shape: (ways,) coordinates.
        achieved: (wanted,) what the tape reads there.
        rate: (wanted, ways) how it changes.
    """

    shape: Floats
    achieved: Floats
    rate: Floats


def solve_body(measures: Mapping[str, float | str], chart: Chart = "women", pose: Pose = "a") -> Figure:
    """The likeliest body with the given measures.

    Gauss-Newton on the tape's readings: each step goes to the likeliest coordinates that meet the measures
    as they change near the last ones (the mean of a Gaussian under linear conditions).

    Args:
        measures: Centimetres (the weight: kilograms) by the names of `MEASURES` or other words for them,
            as numbers or texts of numbers; none gives the average.
        chart: Whose figure.
        pose: How it stands in the answer; measures are those of the A-pose.

    Raises:
        ModisteError: MOD-1500 to MOD-1503 for measures that cannot be read; MOD-1504 where no plausible body
            has them all, with the two that do not go together and the nearest body's measures.
    """
    wanted = checked(measures)
    body, tape = template(chart), tape_of(chart)
    if not wanted:
        return figure_of(np.zeros(len(body.basis)), chart, pose)
    names, target = list(wanted), np.array(list(wanted.values()))
    found = search(body, tape, names, target)
    missed = np.abs(found.achieved - target).max()
    if missed > 5 * TOLERANCE or np.linalg.norm(found.shape) > PLAUSIBLE:
        raise _conflict(body, tape, wanted, found)
    return figure_of(found.shape, chart, pose)


@dataclass(frozen=True)
class BodyReading:
    """A measure: what was wanted of it (None: nothing) and what the tape finds on the body."""

    target: float | None
    achieved: float
    unit: str


def readings(figure: Figure, wanted: Mapping[str, float | str]) -> dict[str, BodyReading]:
    """Every measure of a body beside what was asked for, under the words that were used."""
    words = {measure_named(word).id: word for word in wanted}
    return {
        words.get(name, name): BodyReading(
            target=float(wanted[words[name]]) if name in words else None,
            achieved=round(float(value), 2),
            unit=MEASURES[name].unit,
        )
        for name, value in figure.measures.items()
    }


def search(body: Template, tape: Tape, names: list[str], target: Floats, doubt: float = 0.004) -> Solved:
    """The likeliest coordinates for measures that are known within a doubt.

    Args:
        body: The figure.
        tape: Its tape.
        names: Measures.
        target: (names,) their values.
        doubt: Standard deviation of the values, in their unit.
    """
    shape = np.zeros(len(body.basis))
    noise = np.eye(len(names)) * doubt**2
    for number in range(STEPS):
        value, rate = _read(body, tape, names, shape)
        if np.abs(value - target).max() < TOLERANCE / 4:
            break
        # The first steps go for the likeliest body; the last only mend what is missing, because the best
        # body may lie on a fold of the readings (a hull that jumps a hollow), across which steps would swing.
        held = shape if number < LIKELIEST else np.zeros_like(shape)
        step = rate.T @ np.linalg.solve(rate @ rate.T + noise, target - value + rate @ held) - held
        if np.linalg.norm(step) < 1e-4:
            break
        shape = shape + step * min(1.0, STRIDE / float(np.linalg.norm(step)))
    value, rate = _read(body, tape, names, shape)
    return Solved(shape, value, rate)


def _read(body: Template, tape: Tape, names: list[str], shape: Floats) -> tuple[Floats, Floats]:
    read = tape.read(points_of(body, shape), tuple(names))
    rates = [
        np.tensordot(body.basis[:, each.points], each.pull.astype(np.float32), 2) for each in read.values()
    ]
    return np.array([each.value for each in read.values()]), np.array(rates, np.float64)


def _conflict(body: Template, tape: Tape, wanted: Mapping[str, float], found: Solved) -> ModisteError:
    """The error that names the measures that disagree most and the nearest plausible body."""
    names, target = list(wanted), np.array(list(wanted.values()))
    value, rate = _read(body, tape, names, np.zeros(len(body.basis)))
    cover = rate @ rate.T
    away = target - value
    alone = away / np.sqrt(np.diag(cover))
    worst, other, surprise = int(np.abs(alone).argmax()), -1, float(np.abs(alone).max())
    expected, spread = value[worst], float(np.sqrt(cover[worst, worst]))
    for i in range(len(names)):
        for j in range(len(names)):
            if i == j:
                continue
            follow = cover[i, j] / cover[j, j]
            left = float(np.sqrt(max(cover[i, i] - follow * cover[i, j], 1e-6)))
            far = abs(away[i] - follow * away[j]) / left
            # Of a pair, the one that is odder by itself is the one to doubt.
            if far > surprise + 1e-9 and abs(alone[i]) >= abs(alone[j]) - 1e-9:
                worst, other, surprise = i, j, far
                expected, spread = value[i] + follow * away[j], left
    # The nearest body lies on the way from the average to what was wanted, as far as is plausible.
    near, _ = _read(body, tape, names, found.shape * min(1.0, NEAR / float(np.linalg.norm(found.shape))))
    unit = MEASURES[names[worst]].unit
    return ModisteError(
        "MOD-1504",
        conflict=f"{names[worst]} {target[worst]:g}"
        + (f" with {names[other]} {target[other]:g}" if other >= 0 else ""),
        low=f"{expected - 3 * spread:.0f}",
        high=f"{expected + 3 * spread:.0f}",
        unit=unit,
        nearest=", ".join(f"{name} {each:.1f}" for name, each in zip(names, near, strict=True)),
    )
