"""Modiste: the open fashion-intelligence platform. One garment, its whole life, on one system.

This module is the front door and nothing else; every name is loaded on first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modiste.garment import ModisteError as ModisteError
    from modiste.workspace import Shop as Shop
    from modiste.workspace import open_shop as open  # noqa: A004 - the front door's verb

__version__ = "0.1.0.dev0"

_HOMES = {
    "ModisteError": ("modiste.garment", "ModisteError"),
    "Shop": ("modiste.workspace", "Shop"),
    "open": ("modiste.workspace", "open_shop"),
}
__all__ = ["ModisteError", "Shop", "__version__", "open"]


def __getattr__(name: str) -> object:
    try:
        module, attribute = _HOMES[name]
    except KeyError:
        raise AttributeError(f"module 'modiste' has no attribute {name!r}") from None
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return __all__
