"""The passport: proof of a garment's life that anyone can check without trusting its issuer. Lazy.

Knows the log, credentials, bundles and what stands behind them; rows and faces are others'.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modiste.passport.canonical import canonical as canonical

_HOMES = {
    "canonical": "canonical",
}

__all__ = ["canonical"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.passport' has no attribute {name!r}")
    return getattr(import_module(f"modiste.passport.{_HOMES[name]}"), name)
