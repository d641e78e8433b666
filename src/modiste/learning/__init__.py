"""The model life cycle: recipe > augment > fit > evaluate > explain > compress > export > registry.

Knows how a model comes to be and what it is worth; data come from collect and the rooms. This door is lazy,
so that serving needs onnxruntime and not torch.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modiste.learning.data import ArrayExamples as ArrayExamples
    from modiste.learning.data import Examples as Examples
    from modiste.learning.data import Subset as Subset
    from modiste.learning.data import limited as limited
    from modiste.learning.data import split as split
    from modiste.learning.networks import NETWORKS as NETWORKS
    from modiste.learning.networks import Builder as Builder
    from modiste.learning.networks import build_network as build_network
    from modiste.learning.objectives import Distilled as Distilled
    from modiste.learning.progress import Event as Event
    from modiste.learning.progress import Progress as Progress
    from modiste.learning.progress import silent as silent
    from modiste.learning.recipe import InputSpec as InputSpec
    from modiste.learning.recipe import Part as Part
    from modiste.learning.recipe import Recipe as Recipe
    from modiste.learning.recipe import find_recipe as find_recipe
    from modiste.learning.recipe import load_recipe as load_recipe
    from modiste.learning.recipe import shipped_recipes as shipped_recipes
    from modiste.learning.training import Fit as Fit
    from modiste.learning.training import fit as fit
    from modiste.learning.training import load_weights as load_weights
    from modiste.learning.training import logits_of as logits_of
    from modiste.learning.training import normalise as normalise
    from modiste.learning.tuning import Tuned as Tuned
    from modiste.learning.tuning import parse_space as parse_space
    from modiste.learning.tuning import tune as tune

_HOMES = {
    "ArrayExamples": "data",
    "Builder": "networks",
    "Distilled": "objectives",
    "Event": "progress",
    "Examples": "data",
    "Fit": "training",
    "InputSpec": "recipe",
    "NETWORKS": "networks",
    "Part": "recipe",
    "Progress": "progress",
    "Recipe": "recipe",
    "Subset": "data",
    "build_network": "networks",
    "find_recipe": "recipe",
    "fit": "training",
    "limited": "data",
    "load_recipe": "recipe",
    "load_weights": "training",
    "logits_of": "training",
    "normalise": "training",
    "shipped_recipes": "recipe",
    "silent": "progress",
    "split": "data",
    "Tuned": "tuning",
    "parse_space": "tuning",
    "tune": "tuning",
}
__all__ = [
    "NETWORKS",
    "ArrayExamples",
    "Builder",
    "Distilled",
    "Event",
    "Examples",
    "Fit",
    "InputSpec",
    "Part",
    "Progress",
    "Recipe",
    "Subset",
    "Tuned",
    "build_network",
    "find_recipe",
    "fit",
    "limited",
    "load_recipe",
    "load_weights",
    "logits_of",
    "normalise",
    "parse_space",
    "shipped_recipes",
    "silent",
    "split",
    "tune",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.learning' has no attribute {name!r}")
    return getattr(import_module(f"modiste.learning.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
