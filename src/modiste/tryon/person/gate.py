"""Whether a photograph will do for a try-on, the reason where it will not, and how to take a better one.

Knows what is asked of the person in it; how the body fits is told to it. Every refusal is a numbered error.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.tryon.person.landmarks import Person

LEAST_TORSO = 60.0
"""Pixels from shoulders to hips below which folds cannot be seen."""
SURE, SEEN = 0.6, 0.5
ANOTHER = 0.45
"""A second person this large beside the first makes it unclear who is meant."""
MOST_TURNED = 38.0
"""Degrees away from the camera."""
MOST_OFF = 0.075
"""Root mean square of landmarks against the fitted body, in torso lengths."""
MOST_LOOSE = 0.22
"""Share of the body's own area by which the old clothes stand off it."""
_NEEDED = {
    "top": ("shoulder_left", "shoulder_right", "elbow_left", "elbow_right", "hip_left", "hip_right"),
    "bottom": ("hip_left", "hip_right", "knee_left", "knee_right"),
}


@dataclass(frozen=True)
class Quality:
    """What was seen of a photograph, refused or not; None where it did not come so far.

    Attributes:
        sure: How likely there is a person.
        torso_px: Pixels from the shoulders to the hips.
        turned_deg: How far the body is turned away.
        off: How far the landmarks are from the fitted body, in torso lengths.
        loose: How much of the body's area the old clothes stand off it.
    """

    sure: float | None = None
    torso_px: float | None = None
    turned_deg: float | None = None
    off: float | None = None
    loose: float | None = None


def check_person(person: Person | None, size: tuple[int, int], zones: tuple[str, ...]) -> Person:
    """Let a person through whom a garment of these zones (`top`, `bottom`) can be put on.

    Raises:
        ModisteError: MOD-3010 to MOD-3015.
    """
    if person is None or person.sure < SURE:
        raise ModisteError("MOD-3010")
    if person.others and person.largest > ANOTHER:
        raise ModisteError("MOD-3011", count=person.others + 1)
    torso = torso_of(person)
    if torso < LEAST_TORSO:
        raise ModisteError("MOD-3013", torso=f"{torso:.0f}", least=f"{LEAST_TORSO:.0f}")
    if person.at("shoulder_left")[0] <= person.at("shoulder_right")[0] or person.sees("nose") < SEEN:
        raise ModisteError("MOD-3012", turned="180")
    wide, high = size
    for zone in zones:
        for name in _NEEDED[zone]:
            x, y = person.at(name)
            if person.sees(name) < SEEN or not (0 <= x < wide and 0 <= y < high):
                raise ModisteError("MOD-3014", part=" ".join(reversed(name.split("_"))))
    if "top" in zones:
        _check_arms(person, torso)
    return person


def torso_of(person: Person) -> float:
    """Pixels from the shoulders' middle to the hips'."""
    upper = (person.at("shoulder_left") + person.at("shoulder_right")) / 2
    return float(np.linalg.norm(upper - (person.at("hip_left") + person.at("hip_right")) / 2))


def _check_arms(person: Person, torso: float) -> None:
    """Arms hang or stand off: raised or crossed ones hide what is asked for."""
    for side in ("left", "right"):
        shoulder, elbow = person.at(f"shoulder_{side}"), person.at(f"elbow_{side}")
        if elbow[1] < shoulder[1] - 0.1 * torso:
            raise ModisteError("MOD-3015", what=f"the {side} arm is raised")
        other = person.at(f"shoulder_{'right' if side == 'left' else 'left'}")
        wrist = person.at(f"wrist_{side}")
        low = max(person.at("hip_left")[1], person.at("hip_right")[1])
        share = (wrist - shoulder) @ (other - shoulder) / max(float(((other - shoulder) ** 2).sum()), 1.0)
        if share > 0.25 and wrist[1] < low - 0.25 * torso:
            raise ModisteError("MOD-3015", what=f"the {side} arm lies before the body")


def check_fit(turned: float, off: float, loose: float | None = None) -> None:
    """Let a fitted body through.

    Raises:
        ModisteError: MOD-3012 turned too far, MOD-3016 clothes too loose, MOD-3017 no body stands like that.
    """
    if abs(turned) > MOST_TURNED:
        raise ModisteError("MOD-3012", turned=f"{abs(turned):.0f}")
    if off > MOST_OFF:
        raise ModisteError("MOD-3017", off=f"{100 * off:.0f}", most=f"{100 * MOST_OFF:.0f}")
    if loose is not None and loose > MOST_LOOSE:
        raise ModisteError("MOD-3016", loose=f"{100 * loose:.0f}", most=f"{100 * MOST_LOOSE:.0f}")


def looseness(mask: NDArray[np.floating], body: NDArray[np.bool_], rows: tuple[int, int]) -> float:
    """The area of a person's mask that stands off the fitted body between two rows, by the body's area."""
    part = slice(max(0, rows[0]), max(rows[1], rows[0] + 1))
    over = (mask[part] > 0.5) & ~body[part]
    return float(over.sum() / max(1, int(body[part].sum())))
