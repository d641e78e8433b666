"""The generated house: one fictional brand with garments, pictures, customers and trade, every label known.

Knows the way in: `generate` makes a house, `planned` only decides it, `read_truth` tells what is known of it.
The door is lazy, so that a process that makes garments loads no store.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modiste.workspace.flows.house.making import House as House
    from modiste.workspace.flows.house.making import generate as generate
    from modiste.workspace.flows.house.photos import Photo as Photo
    from modiste.workspace.flows.house.photos import Photographer as Photographer
    from modiste.workspace.flows.house.photos import dyed_of as dyed_of
    from modiste.workspace.flows.house.photos import mask_of as mask_of
    from modiste.workspace.flows.house.photos import panels_of as panels_of
    from modiste.workspace.flows.house.plan import Plan as Plan
    from modiste.workspace.flows.house.plan import Planned as Planned
    from modiste.workspace.flows.house.plan import planned as planned
    from modiste.workspace.flows.house.sample import open_sample as open_sample
    from modiste.workspace.flows.house.sample import pack as pack
    from modiste.workspace.flows.house.truth import read_truth as read_truth

_HOMES = {
    "House": "making",
    "Photo": "photos",
    "Photographer": "photos",
    "Plan": "plan",
    "Planned": "plan",
    "dyed_of": "photos",
    "generate": "making",
    "mask_of": "photos",
    "open_sample": "sample",
    "pack": "sample",
    "panels_of": "photos",
    "planned": "plan",
    "read_truth": "truth",
}
__all__ = [
    "House",
    "Photo",
    "Photographer",
    "Plan",
    "Planned",
    "dyed_of",
    "generate",
    "mask_of",
    "open_sample",
    "pack",
    "panels_of",
    "planned",
    "read_truth",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.workspace.flows.house' has no attribute {name!r}")
    return getattr(import_module(f"modiste.workspace.flows.house.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
