"""Which sites of a garment to give a sensor: simulated people, every set of sites within the limits compared.

Knows the search and its limits; motion, cloth and what a set tells are its neighbours'.
"""

import re
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal, cast

import numpy as np

from modiste.garment import Cut, ModisteError
from modiste.tailoring import Limb, motion_tracks, mover, skin_point
from modiste.wearables.placement.imu import felt, through_cloth
from modiste.wearables.placement.motions import ACTIVITIES, RATE_HZ, habit, timed_up_and_go
from modiste.wearables.placement.separability import Judge, each_second, features
from modiste.wearables.placement.sites import Site, sites_of

PEOPLE, RECORDINGS = 16, 4
BODIES = 0.7
"""Deviation of simulated bodies, of the body's own: the outermost are hardly ever measured."""
MOST_SENSORS = 4
"""More would be more sets than are compared one by one."""
METHOD = (
    "synthetic: joint angles after published curves on this software's body, cloth as a damped pendulum; "
    "a linear classifier judged on simulated people it did not learn from"
)


@dataclass(frozen=True)
class Rated:
    """A site with its ease, what it tells alone, and whether the limits let it be chosen."""

    site: Site
    ease_cm: float
    score: float
    allowed: bool


@dataclass(frozen=True)
class Placement:
    """The answer: every site, the chosen ones in the order in which they add, and what they tell together."""

    cut: Cut
    rated: tuple[Rated, ...]
    chosen: tuple[str, ...]
    score: float
    ci95: tuple[float, float]
    steps: tuple[float, ...]
    people: int
    seed: int

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        by_id = {each.site.id: each.site for each in self.rated}
        sites = [
            {
                "id": each.site.id,
                "title": each.site.title,
                "title_zh": each.site.title_zh,
                "ease_cm": each.ease_cm,
                "score": round(each.score, 4),
                "cost_eur": each.site.cost_eur,
                "washes": each.site.washes,
                "is_allowed": each.allowed,
                "is_chosen": each.site.id in self.chosen,
                "real": each.site.real and each.site.real.model_dump(mode="json"),
            }
            for each in self.rated
        ]
        return {
            "garment": self.cut.id,
            "program": self.cut.program,
            "chosen": list(self.chosen),
            "score": {"value": round(self.score, 4), "ci95": [round(each, 4) for each in self.ci95]},
            "score_steps": [round(each, 4) for each in self.steps],
            "cost_eur": sum(by_id[name].cost_eur for name in self.chosen),
            "washes": min(by_id[name].washes for name in self.chosen),
            "activities": list(ACTIVITIES),
            "people": self.people,
            "seed": self.seed,
            "method": METHOD,
            "sites": sites,
        }


def place_sensors(
    cut: Cut,
    sensors: int,
    *,
    cost_eur: float = float("inf"),
    washes: int = 0,
    people: int = PEOPLE,
    recordings: int = RECORDINGS,
    seed: int = 0,
) -> Placement:
    """The best set of at most so many sites, by comparing all that the limits allow.

    A set tells more with each sensor or not: where fewer tell as much, fewer are chosen.

    Args:
        cut: The garment's.
        sensors: From 1 to 4.
        cost_eur: Together they may cost so much.
        washes: Each must last for so many.
        people: Simulated wearers, of the cut's chart.
        recordings: Of each wearer.
        seed: Of the simulation.

    Raises:
        ModisteError: MOD-2950 for a garment without sites, MOD-2951 where no set is within the limits.
    """
    table = sites_of(cut)
    names = list(table)
    allowed = [
        place for place, site in enumerate(names) if site.washes >= washes and site.cost_eur <= cost_eur
    ]
    if not 1 <= sensors <= MOST_SENSORS or not allowed:
        raise ModisteError(
            "MOD-2951", name=cut.id, sensors=sensors, most=MOST_SENSORS, washes=washes, cost=cost_eur
        )
    judge = simulated(cut, table, people, recordings, seed)
    best = max(
        (
            (judge.score(chosen), -len(chosen), chosen)
            for size in range(1, sensors + 1)
            for chosen in combinations(allowed, size)
            if sum(names[each].cost_eur for each in chosen) <= cost_eur
        ),
    )
    ordered, steps = _in_order(judge, best[2])
    rated = tuple(
        Rated(site, table[site], judge.score([number]), number in allowed)
        for number, site in enumerate(names)
    )
    chosen = tuple(names[each].id for each in ordered)
    return Placement(cut, rated, chosen, best[0], judge.spread(ordered), tuple(steps), people, seed)


def simulated(cut: Cut, table: dict[Site, float], people: int, recordings: int, seed: int) -> Judge:
    """Sensors at all sites of simulated people of the cut's chart, ready to be judged."""
    draw = np.random.default_rng(seed)
    chart = chart_of(cut)
    seen, targets, whose = [], [], []
    for person in range(people):
        body = mover(draw.normal(0, BODIES, 64), chart)
        skin = [skin_point(body, cast(Limb, site.limb), site.between, site.towards) for site in table]
        who = habit(draw)
        for _ in range(recordings):
            made = timed_up_and_go(who, draw)
            moved = motion_tracks(body, made.turns, made.heading, skin, RATE_HZ)
            each = [
                through_cloth(felt(track.place, track.turn, RATE_HZ), ease, RATE_HZ, draw)
                for track, ease in zip(moved, table.values(), strict=True)
            ]
            windows, middles = each_second(np.stack(each, 1), RATE_HZ)
            seen.append(np.stack([features(windows[:, :, site], RATE_HZ) for site in range(len(each))], 1))
            targets.append(made.labels[middles])
            whose += [person] * len(middles)
    return Judge(np.concatenate(seen), np.concatenate(targets), np.array(whose))


def chart_of(cut: Cut) -> Literal["women", "men"]:
    """Whose figures a cut is made for."""
    return "men" if re.fullmatch(r"(.*-)?men", cut.chart) else "women"


def _in_order(judge: Judge, chosen: tuple[int, ...]) -> tuple[list[int], list[float]]:
    """Chosen places so that each adds the most to those before it, and the score after each."""
    ordered: list[int] = []
    steps: list[float] = []
    while len(ordered) < len(chosen):
        score, each = max((judge.score([*ordered, each]), -each) for each in chosen if each not in ordered)
        ordered.append(-each)
        steps.append(score)
    return ordered, steps
