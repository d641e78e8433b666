"""Augmented reality: a garment's files, its page and what is said of them, as one package. The door is lazy.

Knows packages and pages; geometry and its files are tailoring's.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modiste.ar.package import Package as Package
    from modiste.ar.package import packaged as packaged
    from modiste.ar.package import write_package as write_package
    from modiste.ar.page import page_of as page_of
    from modiste.ar.page import page_policy as page_policy

_HOMES = {
    "Package": "package",
    "packaged": "package",
    "page_of": "page",
    "page_policy": "page",
    "write_package": "package",
}
__all__ = ["Package", "packaged", "page_of", "page_policy", "write_package"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.ar' has no attribute {name!r}")
    return getattr(import_module(f"modiste.ar.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
