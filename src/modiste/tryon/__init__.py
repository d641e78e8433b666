"""Try-on: whether a garment fits somebody, which size to take, and why. The door is lazy.

Knows advice; bodies, patterns and cloth are tailoring's.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modiste.tryon.fit import SHIFT as SHIFT
    from modiste.tryon.fit import Advice as Advice
    from modiste.tryon.fit import Basis as Basis
    from modiste.tryon.fit import Preference as Preference
    from modiste.tryon.fit import SizeFit as SizeFit
    from modiste.tryon.fit import Worn as Worn
    from modiste.tryon.fit import Zone as Zone
    from modiste.tryon.fit import advise as advise

_HOMES = dict.fromkeys(("SHIFT", "Advice", "Basis", "Preference", "SizeFit", "Worn", "Zone", "advise"), "fit")
__all__ = ["SHIFT", "Advice", "Basis", "Preference", "SizeFit", "Worn", "Zone", "advise"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.tryon' has no attribute {name!r}")
    return getattr(import_module(f"modiste.tryon.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
