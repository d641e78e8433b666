"""A body with the sites of a garment on it, before and behind: the chosen ones numbered in their order.

Knows marks and numbers; drawing bodies is the tailoring room's.
"""

import io
from itertools import pairwise
from typing import cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from modiste.garment import Cut
from modiste.tailoring import (
    Figure,
    Limb,
    Surface,
    average_figure,
    mover,
    picture,
    seen_at,
    skin_point,
)
from modiste.wearables.placement.selection import Placement, chart_of
from modiste.wearables.placement.sites import sites_of

SIZE = (420, 720)
SKIN, CHOSEN, FREE, CLOSED = (0.84, 0.82, 0.80), (0.16, 0.36, 0.72), (0.62, 0.65, 0.70), (0.90, 0.88, 0.86)
RADIUS = 0.024
_ROUND = 12


def site_points(cut: Cut) -> tuple[Figure, dict[str, NDArray[np.float64]]]:
    """The average body of a cut's people, arms down, and where on its skin each site of the cut lies.

    Returns:
        The body; a site's id to `(3,)` metres.

    Raises:
        ModisteError: MOD-2950 for a garment without sites.
    """
    chart = chart_of(cut)
    figure = average_figure(chart, "down")
    still = mover(np.zeros(len(figure.shape)), chart)
    skin = np.asarray(figure.vertices, float)
    return figure, {
        site.id: skin[skin_point(still, cast(Limb, site.limb), site.between, site.towards)]
        for site in sites_of(cut)
    }


def placement_picture(made: Placement) -> bytes:
    """A PNG of the average body of the cut's people; blue is chosen, grey was possible, pale is ruled out."""
    figure, points = site_points(made.cut)
    body = Surface(np.asarray(figure.vertices, float), figure.faces, np.array(SKIN))
    numbers = {name: number for number, name in enumerate(made.chosen, 1)}
    balls, labelled = [], []
    for each in made.rated:
        at = points[each.site.id]
        number = numbers.get(each.site.id)
        colour = CHOSEN if number else FREE if each.allowed else CLOSED
        balls.append(_ball(at, RADIUS if number else 0.6 * RADIUS, colour))
        if number:
            labelled.append((at, number))
    surfaces = [body, *balls]
    sheet = Image.new("RGB", (2 * SIZE[0], SIZE[1]))
    pen = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(22)
    for column, azimuth in enumerate((20.0, 200.0)):
        sheet.paste(Image.fromarray(picture(surfaces, azimuth, SIZE)), (column * SIZE[0], 0))
        for at, number in labelled:
            x, y, is_before = seen_at(surfaces, at, azimuth, SIZE)
            if is_before:
                aside = 18 if x > SIZE[0] / 2 else -18
                pen.text((column * SIZE[0] + x + aside, y), str(number), (20, 45, 95), font, anchor="mm")
    out = io.BytesIO()
    sheet.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _ball(at: NDArray[np.float64], radius: float, colour: tuple[float, float, float]) -> Surface:
    """A sphere of latitudes and longitudes."""
    polar, around = np.linspace(0, np.pi, _ROUND), np.linspace(0, 2 * np.pi, _ROUND, endpoint=False)
    ring = np.stack([np.cos(around), np.zeros(_ROUND), np.sin(around)], 1)
    rows = [np.sin(a) * ring + [0, np.cos(a), 0] for a in polar]
    faces = []
    for upper, lower in pairwise(range(_ROUND)):
        for i in range(_ROUND):
            j = (i + 1) % _ROUND
            a, b, c, d = (row * _ROUND + k for row, k in ((upper, i), (upper, j), (lower, i), (lower, j)))
            faces += [(a, b, c), (b, d, c)]
    return Surface(at + radius * np.concatenate(rows), np.array(faces, np.int32), np.array(colour))
