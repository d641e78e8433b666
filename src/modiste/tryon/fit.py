"""Which size of a garment to take, and why: ease by zone against the ease it was designed with.

Knows girths of cloth and body, and what a wearer likes; how the cloth was draped is tailoring's. Millimetres.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from modiste.garment import ModisteError

if TYPE_CHECKING:
    from modiste.tailoring import Girth

Preference = Literal["close", "as-designed", "loose"]
Verdict = Literal["pulls", "snug", "right", "roomy", "swims"]
Basis = Literal["pattern", "fitted-to-measures", "fitted-to-chart"]

SHIFT: Mapping[Preference, float] = {"close": -0.35, "as-designed": 0.0, "loose": 0.35}
"""What a wearer likes, as a share of `_LIKED` added to the designed ease."""
_LIKED: Mapping[str, float] = {"chest": 60, "waist": 50, "hip": 50, "thigh": 35, "upper_arm": 25}
TAPE = 10.0
"""Standard deviation of a girth taken with a tape, in millimetres."""
ESTIMATED = 20.0
"""Further deviation of a girth where the pattern was fitted to a size chart instead of drafted."""
_DRAWS = 400
UNSURE = 0.55
"""Below this confidence no single size is recommended."""
_STRAINED = 0.02
"""Stretch over the limit that counts as one tolerance squared."""
_OFF = 6.0
"""What a garment that does not stay on adds to its loss."""
_TOO_FAR = 9.0
"""A loss from which on a size does not fit at all: three tolerances off in one zone."""


@dataclass(frozen=True)
class Zone:
    """One zone of one size on one body.

    Attributes:
        ease_mm: The garment's girth less the body's.
        wanted_mm: The ease it was designed with, and what the wearer likes.
        stretch: Length around the body over length at rest; 1 is slack.
        clearance_mm: Mean distance of the cloth from the skin.
        verdict: What that means.
    """

    ease_mm: float
    wanted_mm: float
    stretch: float
    clearance_mm: float
    verdict: Verdict


@dataclass(frozen=True)
class SizeFit:
    """One size: how well it fits from 0 to 1, its zones, the solver's error, and whether it stays on."""

    size: str
    score: float
    zones: Mapping[str, Zone]
    solver_residual: float
    stays: bool


@dataclass(frozen=True)
class Worn:
    """One size draped: what `advise` judges.

    Attributes:
        size: Its name.
        girths: The zones as draped.
        designed_mm: Each zone's ease by design, in millimetres.
        limit: The stretch beyond which this cloth pulls.
        solver_residual: The strain that the drape's solver left in cloth that hangs free.
        stays: Whether it stays on the body.
    """

    size: str
    girths: Mapping[str, "Girth"]
    designed_mm: Mapping[str, float]
    limit: float
    solver_residual: float = 0.0
    stays: bool = True


@dataclass(frozen=True)
class Advice:
    """Which size to take.

    Attributes:
        sizes: All sizes, in the order given.
        recommended: The size to take, or "" where none can be recommended.
        candidates: The sizes that the reason is about: the one to take, the two between which it is, or the
            nearest where none fits.
        reason: Why, in one sentence.
        confidence: Share of likely bodies, given the tape's error, for which this size is the best.
        basis: Where the girths of the garment come from.
        solver_residual: The best size's.
    """

    sizes: Sequence[SizeFit]
    recommended: str
    candidates: Sequence[str]
    reason: str
    confidence: float
    basis: Basis
    solver_residual: float


def advise(
    worn: Sequence[Worn], preference: Preference = "as-designed", basis: Basis = "pattern", seed: int = 0
) -> Advice:
    """Rank sizes by how near their ease is to what was designed and liked.

    A girth that is too small counts more than one that is too large, a zone with much designed ease less than
    one with little, and cloth stretched beyond its limit most. How sure that is comes from drawing the errors
    of a tape, and of a fitted pattern, again and again.

    Args:
        worn: The sizes, draped on one body.
        preference: What the wearer likes.
        basis: Where the girths come from; a fitted pattern is less sure.
        seed: Of the draws.

    Raises:
        ModisteError: MOD-1601 where there is no size, or none covers a zone.
    """
    if not worn or not any(each.girths for each in worn):
        raise ModisteError("MOD-1601")
    zones = sorted(
        {zone for each in worn for zone in each.girths} & {z for each in worn for z in each.designed_mm}
    )
    wanted = np.array([[_wanted(each, zone, preference) for zone in zones] for each in worn])
    ease = np.array([[_ease(each, zone) for zone in zones] for each in worn])
    beyond = np.array([_beyond(each) for each in worn])
    loss = _loss(ease, wanted) + beyond
    best = int(np.argmin(loss))
    error = np.hypot(TAPE, 0.0 if basis == "pattern" else ESTIMATED)
    draws = np.random.default_rng(seed).normal(0, error, (_DRAWS, 1, len(zones)))
    winners = np.argmin(_loss(ease - draws, wanted) + beyond, axis=1)
    shares = np.bincount(winners, minlength=len(worn)) / _DRAWS
    sizes = [
        SizeFit(
            size=each.size,
            score=round(float(np.exp(-loss[k] / 4)), 4),
            zones={zone: _zone(each, zone, preference) for zone in zones if zone in each.girths},
            solver_residual=each.solver_residual,
            stays=each.stays,
        )
        for k, each in enumerate(worn)
    ]
    candidates, reason = _reasoned(sizes, zones, best, loss, shares)
    return Advice(
        sizes=sizes,
        recommended=candidates[0] if len(candidates) == 1 and loss[best] <= _TOO_FAR else "",
        candidates=candidates,
        reason=reason,
        confidence=round(float(shares[best]), 3),
        basis=basis,
        solver_residual=worn[best].solver_residual,
    )


def _wanted(each: Worn, zone: str, preference: Preference) -> float:
    return each.designed_mm.get(zone, 0.0) + SHIFT[preference] * _LIKED.get(zone, 30.0)


def _ease(each: Worn, zone: str) -> float:
    return each.girths[zone].ease_mm if zone in each.girths else each.designed_mm.get(zone, 0.0)


def _beyond(each: Worn) -> float:
    """What stretch beyond the cloth's limit, and sliding off, add to the loss."""
    taut = sum(max(0.0, (girth.stretch - each.limit) / _STRAINED) for girth in each.girths.values())
    return taut + (0.0 if each.stays else _OFF)


def _tolerances(wanted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How much less and how much more ease than wanted is still right, in millimetres."""
    room = np.abs(wanted)
    return 20 + 0.2 * room, 26 + 0.25 * room


def _loss(ease: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Squared tolerances off, summed over zones (the last axis)."""
    off = ease - wanted
    less, more = _tolerances(wanted)
    return np.asarray((np.where(off < 0, off / less, off / more) ** 2).sum(axis=-1))


def _zone(each: Worn, zone: str, preference: Preference) -> Zone:
    girth, wanted = each.girths[zone], _wanted(each, zone, preference)
    off = girth.ease_mm - wanted
    less, more = (float(each) for each in _tolerances(np.array(wanted)))
    verdict: Verdict = (
        "pulls"
        if girth.stretch > each.limit or off < -1.5 * less
        else "snug"
        if off < -0.6 * less
        else "swims"
        if off > 1.8 * more
        else "roomy"
        if off > 0.7 * more
        else "right"
    )
    return Zone(
        round(girth.ease_mm, 1),
        round(wanted, 1),
        round(girth.stretch, 4),
        round(girth.clearance_mm, 1),
        verdict,
    )


def _reasoned(
    sizes: Sequence[SizeFit], zones: Sequence[str], best: int, loss: np.ndarray, shares: np.ndarray
) -> tuple[tuple[str, ...], str]:
    """The sizes in question, and why: one to take, two to choose from, or the nearest."""
    chosen = sizes[best]
    if loss[best] > _TOO_FAR:
        return (chosen.size,), f"no size fits: nearest is {chosen.size}, {_told(chosen, zones)}"
    others = [int(k) for k in np.argsort(-shares, kind="stable") if k != best]
    if others and shares[best] < UNSURE:
        low, high = (sizes[k] for k in sorted((best, others[0])))
        told = [f"{each.size} ({_told(each, zones)})" for each in (low, high)]
        return (low.size, high.size), f"between {told[0]} and {told[1]}"
    reason = f"{chosen.size}: {_told(chosen, zones)}"
    beside = _neighbour(sizes, best, loss)
    if beside is not None:
        reason = f"{beside.size}: {_told(beside, zones)}; take {reason}"
    return (chosen.size,), reason


def _neighbour(sizes: Sequence[SizeFit], best: int, loss: np.ndarray) -> SizeFit | None:
    """The better of the sizes beside the best: whoever reads this has that one in mind, too."""
    near = [k for k in (best - 1, best + 1) if 0 <= k < len(sizes)]
    return sizes[min(near, key=lambda k: float(loss[k]))] if near else None


_WORDS: Mapping[Verdict, str] = {
    "pulls": "pulls at the {zone}",
    "snug": "snug at the {zone}",
    "roomy": "roomy at the {zone}",
    "swims": "too wide at the {zone}",
}


def _told(size: SizeFit, zones: Sequence[str]) -> str:
    """Like "chest +2 cm, hip -3 cm: pulls at the hip": each zone's ease against what is wanted."""
    parts = []
    worst: tuple[float, str] = (0.0, "")
    for zone in zones:
        if zone not in size.zones:
            continue
        found = size.zones[zone]
        off = found.ease_mm - found.wanted_mm
        parts.append(f"{zone.replace('_', ' ')} {off / 10:+.0f} cm")
        if found.verdict != "right" and abs(off) > worst[0]:
            worst = (abs(off), _WORDS[found.verdict].format(zone=zone.replace("_", " ")))
    return ", ".join(parts) + (f": {worst[1]}" if worst[1] else ": as designed")
