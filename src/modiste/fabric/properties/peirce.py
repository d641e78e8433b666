"""The geometry of woven threads: crimp from a thread's wave, and where cloth jams.

Knows Peirce's plain weave of round threads (10.1080/19447023708658809), Kemp's race-track threads
(10.1080/19447025808660119) and floats between interlacings; masses and pores are `structure`'s. Millimetres.
"""

from dataclasses import dataclass

import numpy as np

from modiste.fabric.rows import Array, Rows
from modiste.fabric.yarn import diameter


@dataclass(frozen=True, eq=False)
class Weaving:
    """The threads of woven cloths; arrays are (2, n), warp and weft.

    Attributes:
        round: Diameter of the round thread of the same area.
        height: Of the thread's cross-section.
        width: Of the thread's cross-section.
        spacing: Of the thread's own neighbours.
        wave: Height of the thread's wave, from centre to centre.
        crimp: By how much the thread is longer than the cloth, as a share.
        jam: (n,) above 1 the threads have no room: by so much waves or threads would have to shrink.
    """

    round: Array
    height: Array
    width: Array
    spacing: Array
    wave: Array
    crimp: Array
    jam: Array


def weaving(rows: Rows) -> Weaving:
    """The threads of woven cloths; a knit's columns hold numbers without meaning.

    The two waves together are as high as both threads. They share it so that the energy of bending is least,
    threads being elastic beams between crossings, as far as jamming leaves room.
    """
    round_ = diameter(rows.tex, rows.density, rows.packing)
    # A race-track: a circle of the thread's height, cut in two by a rectangle.
    height = round_ * np.sqrt(np.pi / 4 / (np.pi / 4 + 1 / rows.flatness - 1))
    width = height / rows.flatness
    spacing = 10 / rows.sett
    across = spacing[::-1]  # a warp thread waves over picks, which stand the weft's spacing apart
    total = height.sum(0)
    room = np.maximum(across - (width - height)[::-1], 1e-6)  # what Kemp's flat part leaves of it
    most = _highest(room, height[::-1], rows.interlacing, total)
    stiffness = rows.tex * rows.modulus * rows.fibre_mm**2 / across**3
    wanted = total * stiffness[1] / stiffness.sum(0)
    told = rows.told_crimp
    if not np.isnan(told).all():
        waves = across * np.sqrt(np.clip(told, 0, None))
        wanted = np.where(np.isnan(told[0]), wanted, total * waves[0] / np.maximum(waves.sum(0), 1e-12))
    first = np.clip(wanted, total - most[1], np.maximum(most[0], total - most[1]))
    wave = np.stack([first, total - first])
    reckoned = crimp_of(wave, room, total) * rows.interlacing * room / across
    crimp = np.where(np.isnan(told), reckoned, told)
    beside = (height / spacing).max(0)  # where threads change sides they stand side by side
    jam = np.maximum(total / np.maximum(most.sum(0), 1e-12), beside)
    return Weaving(round_, height, width, spacing, wave, crimp, jam)


def crimp_of(wave: Array, spacing: Array, total: Array) -> Array:
    """Peirce's crimp, exactly: a thread of arcs of diameter `total` and straight pieces between.

    With D the sum of the threads' diameters, p the spacing and h the wave, a straight piece is
    √(p² + h² - 2hD) long and stands at the angle atan(D, straight) - atan(D - h, p).

    Example:
        >>> round(float(crimp_of(np.array(0.15), np.array(0.5), np.array(0.3))), 9)
        0.046865707
    """
    spacing = np.maximum(spacing, np.sqrt(np.clip(wave * (2 * total - wave), 0, None)))
    straight = np.sqrt(np.clip(spacing**2 + wave**2 - 2 * wave * total, 0, None))
    angle = np.arctan2(total, straight) - np.arctan2(total - wave, spacing)
    crimp: Array = (straight + total * angle) / spacing - 1
    return crimp


def _highest(room: Array, other: Array, interlacing: Array, total: Array) -> Array:
    """The highest wave that has room: √(h(2D-h)) at an interlacing, the other thread's height in a float.

    Love, 1954, Text. Res. J. 24, 1073.
    """
    free = (room - (1 - interlacing) * other) / interlacing
    return np.where(
        free >= total, total, total - np.sqrt(np.clip(total**2 - np.clip(free, 0, None) ** 2, 0, None))
    )
