"""Scenes by chance: how people photograph clothes at home and in shops, as far as our scenes can.

Knows which settings go together and how often, by judgement; what they do to a picture is `photo`'s.
"""

from collections.abc import Collection
from typing import Any, Literal

import numpy as np

from modiste.garment import ModisteError
from modiste.tailoring.render.scene import Scene

Knob = Literal["composition", "camera", "arrangement", "ground", "light", "lens"]
KNOBS: tuple[Knob, ...] = ("composition", "camera", "arrangement", "ground", "light", "lens")
"""The groups in which a scene is drawn; what is left out stays a calm studio's."""

Chance = np.random.Generator

_KINDS = {"flat": 0.42, "hanger": 0.25, "mannequin": 0.17, "ghost": 0.16}
_CATALOGUE = {"mannequin": 0.6, "ghost": 0.2, "flat": 0.2}
_LYING = {"sheet": 0.3, "wood": 0.27, "carpet": 0.11, "rug": 0.1, "tiles": 0.13, "studio": 0.09}
_STANDING = {"wall": 0.46, "door": 0.2, "wood": 0.1, "sheet": 0.06, "studio": 0.18}
_FLOATING = {"studio": 0.7, "wall": 0.3}
"""What has no body has no floor either."""
_COLOURS = {
    "studio": ("#f7f7f7", "#ffffff", "#ececec", "#d9dadb"),
    "wall": ("#e9e6df", "#dcd6c8", "#cfd6d9", "#f0efec", "#c9bfae", "#b9c2b6", "#8f9aa3", "#d8c3b4"),
    "door": ("#f1efea", "#e4ded2", "#b98f66", "#8a6242", "#cfd1d0"),
    "wood": ("#b48a5e", "#8d6541", "#c9a67c", "#5d432f", "#d8c2a0", "#a8a096", "#6f5a48"),
    "tiles": ("#d9d4ca", "#b9b4ab", "#8e8a86", "#e8e6e2", "#6b6a6a"),
    "carpet": ("#8d8478", "#6d6a68", "#b9ab96", "#59606b", "#c98d8a", "#d8d2c6", "#3f4247"),
    "rug": ("#8a2f2c", "#7c6247", "#3e4a63", "#a58f6f", "#5d6b50", "#b0a594"),
    "sheet": (
        "#f3f1ed",
        "#e7e3dc",
        "#c8d3df",
        "#d9cfc8",
        "#b6bcc4",
        "#eadfd0",
        "#b3262a",
        "#c03a6a",
        "#6d2b46",
    ),
}
_STANDS = ("", "#f2f2f0", "#2b2a2a", "#c9a98c", "#8f6f56", "#e6cdb8")
_HANGERS = ("#b78a5a", "#1e1e1f", "#f4f4f2", "#8f9499", "#5a3d28")


def randomised_scene(generator: Chance, knobs: Collection[Knob] = KNOBS) -> Scene:
    """Draw a scene.

    The same generator draws the same values whatever the knobs are: two scenes of one seed differ in what the
    knobs let through, and in nothing else.

    Args:
        generator: The chance.
        knobs: The groups in which the scene leaves the studio: its composition (how the garment is shown),
            its camera, how the cloth is arranged, the ground, the light, and the lens with all that a cheap
            phone gets wrong.

    Raises:
        ModisteError: MOD-1582 for a knob that is none.

    Example:
        >>> scene = randomised_scene(np.random.default_rng(1), ["light"])
        >>> scene.setting, scene.roll
        ('studio', 0.0)
    """
    for knob in knobs:
        if knob not in KNOBS:
            raise ModisteError("MOD-1582", word="knob", value=repr(knob), allowed=", ".join(KNOBS))
    seed = int(generator.integers(2**31))
    parts = [np.random.default_rng(each) for each in generator.integers(2**63, size=7)]
    drawn = _drawn(parts[0], _KINDS if "composition" in knobs else _CATALOGUE)
    told: dict[str, Any] = {"kind": drawn, "seed": seed, **_composition(parts[1], drawn)}
    flat = drawn == "flat"
    if "camera" in knobs:
        told |= _camera(parts[2], told)
    if "arrangement" in knobs:
        told |= _arrangement(parts[3], drawn)
    if "ground" in knobs:
        told |= _ground(parts[4], drawn)
    if "light" in knobs:
        told |= _light(parts[5], flat=flat)
    if "lens" in knobs:
        told |= _lens(parts[6])
    rounded: dict[str, Any] = {
        word: round(value, 4) if isinstance(value, float) else value for word, value in told.items()
    }
    return Scene(**rounded)


def _composition(chance: Chance, kind: str) -> dict[str, Any]:
    if kind == "flat":
        return {"azimuth": 0.0}
    if kind == "hanger":
        return {"azimuth": float(chance.normal(0, 10)), "gap": 0.015, "stand": _one(chance, _HANGERS)}
    back = chance.random() < 0.15
    return {"azimuth": float(np.clip(chance.normal(0, 22), -60, 60)) + (180.0 if back else 0.0)}


def _camera(chance: Chance, told: dict[str, Any]) -> dict[str, Any]:
    flat = told["kind"] == "flat"
    near = chance.random() < (0.12 if flat else 0.25)
    return {
        "field": float(chance.uniform(30, 68)),
        "elevation": float(np.clip(chance.normal(6, 8), -15, 40)),
        "tilt": float(min(abs(chance.normal(0, 14)), 45)),
        "roll": float(chance.normal(0, 3.5)),
        "zoom": float(chance.uniform(1.25, 1.7) if near else chance.uniform(0.92, 1.25)),
        "right": float(np.clip(chance.normal(0, 0.05), -0.2, 0.2)),
        "down": float(np.clip(chance.normal(0, 0.05), -0.2, 0.2)),
    }


def _arrangement(chance: Chance, kind: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "crease": float(chance.uniform(0.1, 0.7)),
        "crumple": float(chance.beta(1.3, 2.6)) if kind in ("flat", "hanger") else 0.0,
    }
    turn, lying = float(chance.normal(0, 18)), chance.random()
    over, share = float(chance.choice([0, 180, 270, 300, 240])), float(chance.uniform(0.06, 0.24))
    if kind == "flat":
        # Most lie about upright, some anyhow.
        told["azimuth"] = turn if lying < 0.8 else float(360 * (lying - 0.8) / 0.2 - 180)
        if chance.random() < 0.3:
            told |= {"fold": over + float(chance.normal(0, 10)), "folded": share}
    return told


def _ground(chance: Chance, kind: str) -> dict[str, Any]:
    setting = _drawn(chance, {"flat": _LYING, "ghost": _FLOATING}.get(kind, _STANDING))
    told: dict[str, Any] = {
        "setting": setting,
        "ground": _tinged(chance, _one(chance, _COLOURS[setting])),
        "askew": float(np.clip(chance.normal(0, 10), -40, 40)),
    }
    if kind in ("mannequin", "ghost"):
        told["gap"] = float(chance.uniform(0.05, 1.6 if kind == "mannequin" else 0.3))
    if kind == "mannequin":
        told["stand"] = _one(chance, _STANDS)
    return told


def _light(chance: Chance, *, flat: bool) -> dict[str, Any]:
    """A window from a side, a hard lamp above, or both at odds; now and then an even sky."""
    side = float(chance.choice([-1.0, 1.0]))
    sort = _drawn(chance, {"window": 0.42, "lamp": 0.26, "mixed": 0.2, "even": 0.12})
    low, high = {"window": (14, 45), "lamp": (48, 80), "mixed": (25, 65), "even": (50, 80)}[sort]
    soft = {"window": (26, 70), "lamp": (3, 14), "mixed": (8, 40), "even": (70, 88)}[sort]
    warm = {"window": (-25, 15), "lamp": (10, 70), "mixed": (20, 90), "even": (-10, 10)}[sort]
    fill = {"window": (0.35, 1.1), "lamp": (0.35, 0.9), "mixed": (0.7, 1.6), "even": (1.2, 2.0)}[sort]
    return {
        "light": side * float(chance.uniform(10, 95)),
        "lift": float(chance.uniform(low, high)) + (12.0 if flat and sort == "window" else 0.0),
        "softness": float(chance.uniform(*soft)),
        "fill": float(chance.uniform(*fill)),
        "warmth": float(chance.uniform(*warm)),
        "falloff": float(chance.uniform(0, 0.6)),
    }


def _lens(chance: Chance) -> dict[str, Any]:
    blurred, moved = chance.random() < 0.45, chance.random() < 0.25
    return {
        "exposure": float(np.clip(chance.normal(-0.25, 0.45), -1.5, 1.0)),
        "balance": float(np.clip(chance.normal(6, 20), -45, 70)),
        "tint": float(np.clip(chance.normal(0, 0.06), -0.2, 0.2)),
        "defocus": float(abs(chance.normal(0, 0.003))) if blurred else 0.0,
        "motion": float(chance.uniform(0.003, 0.014)) if moved else 0.0,
        "shake": float(chance.uniform(0, 180)),
    }


def _drawn(chance: Chance, weights: dict[str, float]) -> str:
    shares = np.cumsum(list(weights.values()))
    return list(weights)[int(np.searchsorted(shares / shares[-1], chance.random(), side="right"))]


def _one(chance: Chance, of: tuple[str, ...]) -> str:
    return of[int(chance.integers(len(of)))]


def _tinged(chance: Chance, colour: str) -> str:
    """A colour a little lighter, darker or off its hue."""
    values = np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)]) * chance.normal(1, 0.05)
    values = np.clip(np.round(values + chance.normal(0, 5, 3)), 0, 255).astype(int)
    return "#" + "".join(f"{each:02x}" for each in values)
