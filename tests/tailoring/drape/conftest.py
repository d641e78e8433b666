"""A body whose distances are known by heart, cloth whose girth is, and a real garment on a real body."""

import numpy as np
import pytest

from modiste.tailoring import Drape, Figure, Pattern, draft, drape_garment, solve_body
from modiste.tailoring.drape.field import Field, distance_field
from modiste.tailoring.pattern.panel import Edge, Panel, Placement, Seam, Side

RADIUS = 0.14
"""The cylinder's, in metres."""


def tube(girth: float, length: float = 30.0) -> Pattern:
    """Two rectangles sewn into a tube of a girth, in centimetres."""
    half = girth / 4

    def panel(name: str, azimuth: float) -> Panel:
        corners = {
            "hem": (-half, -length),
            "right": (half, -length),
            "top": (half, 0.0),
            "left": (-half, 0.0),
        }
        edges = tuple(Edge(edge, corner) for edge, corner in corners.items())
        return Panel(name, edges, Placement("torso", azimuth, "waist"), levels={"waist": -length / 2})

    seams = (
        Seam("left", Side((("front", "right"),)), Side((("back", "left"),), backward=True)),
        Seam("right", Side((("front", "left"),)), Side((("back", "right"),), backward=True)),
    )
    panels = (panel("front", 0.0), panel("back", 180.0))
    return Pattern("tube", {}, "1", "", {}, panels, seams, {"waist": girth})


def cylinder(radius: float = RADIUS, height: float = 1.0, around: int = 96, up: int = 100) -> Figure:
    """A closed cylinder standing on the floor, with the marks that placing asks for."""
    angle, level = np.linspace(0, 2 * np.pi, around, endpoint=False), np.linspace(0, height, up)
    y, a = np.meshgrid(level, angle, indexing="ij")
    vertices = np.stack([radius * np.sin(a), y, radius * np.cos(a)], axis=-1).reshape(-1, 3)
    vertices = np.vstack([vertices, [[0, 0, 0], [0, height, 0]]])
    row, column = np.meshgrid(np.arange(up - 1), np.arange(around), indexing="ij")
    one, other = row * around + column, row * around + (column + 1) % around
    sides = [np.stack([one, other, other + around], -1), np.stack([one, other + around, one + around], -1)]
    ring, after = np.arange(around), (np.arange(around) + 1) % around
    floor = np.stack([np.full(around, up * around), after, ring], -1)
    top = (up - 1) * around
    lid = np.stack([np.full(around, up * around + 1), top + ring, top + after], -1)
    faces = np.concatenate([*(side.reshape(-1, 3) for side in sides), floor, lid]).astype(np.int32)
    marks = {f"armpit_{side}": np.array([0.0, height - 0.05, 0.0]) for side in ("left", "right")}
    marks |= {f"shoulder_{side}": np.array([0.0, height, 0.0]) for side in ("left", "right")}
    return Figure(
        vertices.astype(np.float32),
        faces,
        np.zeros(len(vertices), np.uint8),
        marks,
        {"waist": 0.7 * height},
        {"waist": 200 * np.pi * radius},
        "women",
        "a",
    )


@pytest.fixture(scope="session")
def post() -> Figure:
    return cylinder()


@pytest.fixture(scope="session")
def post_field(post: Figure) -> Field:
    return distance_field(post)


BODY = {"height": 168.0, "bust": 92.0, "waist": 74.0, "hip": 99.0}


@pytest.fixture(scope="session")
def wearer() -> Figure:
    return solve_body(BODY)


@pytest.fixture(scope="session")
def wearer_field(wearer: Figure) -> Field:
    return distance_field(wearer)


@pytest.fixture(scope="session")
def shirt(wearer: Figure, wearer_field: Field) -> Drape:
    """A T-shirt made to measure, on its wearer."""
    return drape_garment(draft("t-shirt", BODY), wearer, "jersey", edge=0.025, field=wearer_field)
