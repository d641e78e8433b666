"""Wearables: from sensor logs to a small model of what somebody does, honest about people it never saw. Lazy.

Knows recordings, signals, windows and models of motion; the life cycle is learning's, rows and faces are others'.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modiste.wearables.edge.package import c_package as c_package
    from modiste.wearables.network import build_series_cnn as build_series_cnn

_HOMES = {
    "c_package": "edge.package",
    "build_series_cnn": "network",
}
__all__ = [
    "build_series_cnn",
    "c_package",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.wearables' has no attribute {name!r}")
    return getattr(import_module(f"modiste.wearables.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
