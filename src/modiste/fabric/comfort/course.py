"""A wearer through a scenario, minute by minute: 17 segments by JOS-3, sensation by the two-node body.

Knows order of work and units; words for it are `feeling`'s.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pythermalcomfort import models

from modiste.fabric.comfort.insulation import Clothing, Layer, clothing
from modiste.fabric.comfort.movement import moved, walking_speed
from modiste.fabric.comfort.scenario import Phase, Scenario
from modiste.fabric.comfort.segments import SEGMENTS
from modiste.fabric.comfort.two_node import Body, Climate, two_node
from modiste.fabric.comfort.wearer import Wearer

Values = NDArray[np.float64]

_CHUNK = 15
"""Minutes after which it is told how far it is."""
_LATENT = 2430.0
"""Joules that evaporate a gram of sweat at skin temperature."""


@dataclass(frozen=True, eq=False)
class Course:
    """How one wearer fared; n minutes, each told at its end.

    Attributes:
        skin_c: (n,) mean skin temperature.
        core_c: (n,) core temperature, of the pelvis.
        wettedness: (n,) mean share of the skin that is wet.
        sweat_g_h: (n,) sweat that evaporates, grams an hour.
        shivering_w: (n,) heat made by shivering of the two-node body, watts a square metre.
        sensation: (n,) TSENS of the two-node body.
        discomfort: (n,) DISC of the two-node body.
        skin_c_by_segment: (n, 17).
        wettedness_by_segment: (n, 17).
        clothed: By phase, what is worn as it insulates in that phase's wind and motion.
    """

    skin_c: Values
    core_c: Values
    wettedness: Values
    sweat_g_h: Values
    shivering_w: Values
    sensation: Values
    discomfort: Values
    skin_c_by_segment: Values
    wettedness_by_segment: Values
    clothed: tuple[Clothing, ...]

    def curves(self) -> dict[str, Values]:
        """All but the clothing, by name: what a file keeps of it."""
        return {name: values for name, values in vars(self).items() if name != "clothed"}


def kept_course(scenario: Scenario, layers: Sequence[Layer], curves: Mapping[str, Values]) -> Course:
    """A course of its kept curves; see `Course.curves`."""
    named = {layer.name: layer for layer in layers}
    return Course(**curves, clothed=tuple(worn_in(phase, named) for phase in scenario.phases))


def climate_of(phase: Phase) -> Climate:
    """What is around the wearer, sunshine as a rise of the radiant temperature (ASHRAE 55, appendix C)."""
    radiant = phase.air_c if phase.radiant_c is None else phase.radiant_c
    if phase.sun:
        postures = {"standing": "standing", "sitting": "sitting", "lying": "supine"}
        gained = models.solar_gain(
            sol_altitude=phase.sun_altitude,
            sharp=90,
            sol_radiation_dir=max(phase.sun, 1.0),
            sol_transmittance=1,
            f_svv=1,
            f_bes=1,
            floor_reflectance=0.2,
            posture=postures[phase.posture],
        )
        radiant += float(gained.delta_mrt)
    return Climate(phase.air_c, radiant, phase.humidity, max(phase.wind, 0.1))


def worn_in(phase: Phase, layers: Mapping[str, Layer]) -> Clothing:
    """What is worn in a phase, in its wind and motion; layers keep the scenario's order."""
    still = clothing([layer for name, layer in layers.items() if name in phase.wear])
    walk = walking_speed(phase.met) if phase.walk is None else phase.walk
    return moved(still, max(phase.wind, walk), walk)


def course(
    scenario: Scenario, layers: Sequence[Layer], lived: Callable[[int], None] = lambda minutes: None
) -> Course:
    """Live a scenario through.

    Args:
        scenario: Who, and the phases.
        layers: The scenario's layers with the resistances of their cloths, in its order.
        lived: Told how many minutes are over, about each quarter of an hour; may raise to stop.
    """
    who = scenario.wearer
    body = Wearer(height=who.height_m, weight=who.weight_kg, fat=who.fat_percent, age=who.age, sex=who.sex)
    named = {layer.name: layer for layer in layers}
    clothed, nodes = list[Any](), list[Any]()
    node: Body | None = None
    for phase in scenario.phases:
        around, worn = climate_of(phase), worn_in(phase, named)
        clothed.append(worn)
        body.tdb, body.tr, body.rh, body.v = (
            around.air_c,
            around.radiant_c,
            around.humidity,
            around.wind,
        )
        body.posture = phase.posture
        body.dress(worn)
        body.work(phase.met)
        for minute in range(phase.minutes):
            if minute % _CHUNK == 0:
                lived(len(nodes))
                body.simulate(times=min(_CHUNK, phase.minutes - minute), dtime=60)
            node = two_node(
                worn.whole_rcl,
                worn.whole_recl,
                around,
                phase.met,
                minutes=1,
                sitting=phase.posture == "sitting",
                start=node,
            )
            nodes.append(node)
    told = body.results()
    sweat = np.stack([getattr(told.e_sweat, name)[1:] for name in SEGMENTS]).sum(axis=0)
    return Course(
        skin_c=np.asarray(told.t_skin_mean[1:], float),
        core_c=np.asarray(told.t_core.pelvis[1:], float),
        wettedness=np.asarray(told.w_mean[1:], float),
        sweat_g_h=sweat / _LATENT * 3600,
        shivering_w=_of(nodes, "shivering"),
        sensation=_of(nodes, "sensation"),
        discomfort=_of(nodes, "discomfort"),
        skin_c_by_segment=np.stack([getattr(told.t_skin, name)[1:] for name in SEGMENTS], axis=1),
        wettedness_by_segment=np.stack([getattr(told.w, name)[1:] for name in SEGMENTS], axis=1),
        clothed=tuple(clothed),
    )


def _of(nodes: Sequence[Body], name: str) -> Values:
    return np.array([float(getattr(node, name)) for node in nodes])
