"""What of a photographed person is skin, hair, old top and old bottom, by colour and place on the body.

Knows small Gaussians in linear light's logarithms; which of it goes is `removal`'s.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_dilation, binary_opening, distance_transform_edt, gaussian_filter, label

from modiste.tailoring import Layers
from modiste.tryon.person.landmarks import Person

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]

_LEAST = 24
_SURE = 0.9
_NEITHER = 0.02
_APART = 4.0
"""What counts for none of them: borders between two colours are of a third."""


@dataclass(frozen=True, eq=False)
class Parts:
    """Shares of each pixel, (h, w) in [0, 1], and the skin's own colour.

    Attributes:
        skin: Bare skin.
        hair: Hair.
        top: The old garment above the waist.
        bottom: The old one below.
        tone: (3,) what skin gives back of white light.
        below: (3,) what the old bottom gives back.
    """

    skin: Floats
    hair: Floats
    top: Floats
    bottom: Floats
    tone: Floats
    below: Floats


def parts_of(light: Floats, person: Person, bare: Layers, waist: float, crotch: float) -> Parts:
    """Tell a person's parts apart.

    Args:
        light: (h, w, 3) the photograph in linear light.
        person: Where the person is.
        bare: Layers of the fitted body alone, with white skin.
        waist: Height of the waist over the soles, in metres.
        crotch: Height of the crotch.
    """
    inside = person.mask > 0.5
    limb, height = _extended(bare)
    sure = (person.mask > _SURE) & (bare.body > _SURE)
    torso, head = limb == 1, limb == 2
    arms, legs = (limb == 3) | (limb == 4), limb >= 5
    chest = sure & torso & (height > waist + 0.03) & (height < waist + 0.24)
    thighs = sure & (legs | (torso & (height < crotch + 0.03))) & (height > 0.55 * crotch)
    models = {
        "skin": _model(light, _face(person, light.shape[:2]) & inside),
        "hair": _model(light, _scalp(person, light.shape[:2]) & inside & ~_face(person, light.shape[:2])),
        "top": _model(light, chest),
        "bottom": _model(light, thighs),
    }
    logs = _logs(light)
    off = {name: _off(logs, model) for name, model in models.items()}
    shares = {name: np.exp(-0.5 * np.minimum(each, 60)) for name, each in off.items()}
    # Where on the body a colour can be: a top is no leg, hair is near the head.
    near_head = _near(person, light.shape[:2])
    place = {
        "skin": np.where(torso & (height < waist + 0.2), 0.02, 1.0),
        "hair": np.where(near_head & (head | (bare.body < 0.5) | (height > waist + 0.2)), 0.6, 0.0),
        "top": np.where(legs & (height < crotch - 0.12), 0.0, np.where(head, 0.0, 1.0)),
        "bottom": np.where(arms | head | (torso & (height > waist + 0.06)), 0.0, 1.0),
    }
    total = sum(shares[name] * place[name] for name in shares) + _NEITHER
    found = {
        name: (gaussian_filter(shares[name] * place[name] / total, 0.8) * inside).astype(np.float32)
        for name in shares
    }
    # Hair of the skin's colour, or none, is not told from it: then none is seen.
    apart = float((((models["hair"][0] - models["skin"][0]) / 0.3) ** 2).sum())
    if apart < _APART:
        found["hair"][:] = 0
    found["hair"] = _grown_from(found["hair"], _scalp(person, light.shape[:2]))
    return Parts(
        **found,
        tone=_tone(light, bare, sure & (found["skin"] > 0.5), (0.45, 0.29, 0.21)),
        below=_tone(light, bare, thighs, (0.2, 0.2, 0.2)),
    )


def _extended(bare: Layers) -> tuple[NDArray[np.uint8], Floats]:
    """Limb and height of every pixel: beside the body those of its nearest place."""
    rows, columns = distance_transform_edt(bare.body < 0.5, return_distances=False, return_indices=True)
    return bare.limb[rows, columns], bare.height[rows, columns]


def _grown_from(share: Floats, seed: Mask) -> Floats:
    """A share's places that hang together with some of the seed's."""
    numbers, _ = label(binary_opening(share > 0.5))
    held = np.unique(numbers[seed & (numbers > 0)])
    return np.where(binary_dilation(np.isin(numbers, held[held > 0]), iterations=2), share, 0).astype(
        np.float32
    )


def _logs(light: Floats) -> Floats:
    """(h, w, 3) lightness and two differences of colour, which shading changes less."""
    log = np.log(light + 0.01)
    mean = log.mean(-1)
    return np.stack([0.6 * mean, 2.0 * (log[..., 0] - log[..., 1]), 2.0 * (log[..., 2] - log[..., 1])], -1)


def _model(light: Floats, where: Mask) -> tuple[Floats, Floats]:
    if where.sum() < _LEAST:
        return np.full(3, 50.0, np.float32), np.ones(3, np.float32)
    values = _logs(light)[where]
    middle = np.median(values, axis=0)
    spread = 1.4826 * np.median(np.abs(values - middle), axis=0)
    return middle.astype(np.float32), np.clip(spread, 0.08, 0.5).astype(np.float32)


def _off(logs: Floats, model: tuple[Floats, Floats]) -> Floats:
    return np.asarray((((logs - model[0]) / (1.5 * model[1])) ** 2).sum(-1), np.float32)


def _disk(size: tuple[int, int], middle: NDArray[np.float64], radius: float) -> Mask:
    rows, columns = np.ogrid[: size[0], : size[1]]
    return np.asarray((columns - middle[0]) ** 2 + (rows - middle[1]) ** 2 < radius**2)


def _span(person: Person) -> float:
    """Pixels between the ears, at least those of a face seen from the side."""
    ears = float(np.linalg.norm(person.at("ear_left") - person.at("ear_right")))
    eyes = float(np.linalg.norm(person.at("eye_left") - person.at("eye_right")))
    return max(ears, 1.9 * eyes, 4.0)


def _face(person: Person, size: tuple[int, int]) -> Mask:
    """The cheeks and the nose: skin, if anything is."""
    nose, span = person.at("nose"), _span(person)
    return _disk(size, nose + np.array([0, 0.05 * span]), 0.3 * span)


def _scalp(person: Person, size: tuple[int, int]) -> Mask:
    """Above the forehead."""
    eyes = (person.at("eye_left") + person.at("eye_right")) / 2
    up = eyes - (person.at("mouth_left") + person.at("mouth_right")) / 2
    rows, columns = np.mgrid[: size[0], : size[1]]
    off = np.stack([columns, rows], -1) - eyes
    along = off @ up / max(float(up @ up), 1.0)
    beside = np.abs(off @ np.array([-up[1], up[0]])) / max(float(up @ up), 1.0)
    return np.asarray((along > 1.2) & (along < 2.6) & (beside < 1.0))


def _near(person: Person, size: tuple[int, int]) -> Mask:
    """As far from the face as hair reaches."""
    return _disk(size, person.at("nose") + np.array([0, 0.6 * _span(person)]), 1.9 * _span(person))


def _tone(light: Floats, bare: Layers, where: Mask, usual: tuple[float, float, float]) -> Floats:
    if where.sum() < _LEAST:
        return np.array(usual, np.float32)
    return np.median(light[where] / np.maximum(bare.skin[where], 0.05), axis=0).astype(np.float32)
