"""The large model at the centre: one space for pictures, words and histories, that every domain draws on.

Knows the space and how it is learned; whose pictures they are is the rooms'. The door is lazy: torch is
loaded only where a network is built.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modiste.foundation.colours import colour_examples as colour_examples
    from modiste.foundation.colours import colour_names as colour_names
    from modiste.foundation.colours import lab as lab
    from modiste.foundation.colours import measured_colours as measured_colours
    from modiste.foundation.colours import of_hex as of_hex
    from modiste.foundation.corpus import KINDS as KINDS
    from modiste.foundation.corpus import SIDE as SIDE
    from modiste.foundation.corpus import Corpus as Corpus
    from modiste.foundation.corpus import Entry as Entry
    from modiste.foundation.corpus import write_corpus as write_corpus
    from modiste.foundation.corpus import write_lessons as write_lessons
    from modiste.foundation.facts import Facts as Facts
    from modiste.foundation.hub import open_hub_encoder as open_hub_encoder
    from modiste.foundation.lite0 import build_lite0 as build_lite0
    from modiste.foundation.towers import build_towers as build_towers

_HOMES = {
    "Corpus": "corpus",
    "Entry": "corpus",
    "Facts": "facts",
    "KINDS": "corpus",
    "SIDE": "corpus",
    "build_lite0": "lite0",
    "build_towers": "towers",
    "colour_examples": "colours",
    "colour_names": "colours",
    "lab": "colours",
    "measured_colours": "colours",
    "of_hex": "colours",
    "open_hub_encoder": "hub",
    "write_corpus": "corpus",
    "write_lessons": "corpus",
}
__all__ = [
    "KINDS",
    "SIDE",
    "Corpus",
    "Entry",
    "Facts",
    "build_lite0",
    "build_towers",
    "colour_examples",
    "colour_names",
    "lab",
    "measured_colours",
    "of_hex",
    "open_hub_encoder",
    "write_corpus",
    "write_lessons",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.foundation' has no attribute {name!r}")
    return getattr(import_module(f"modiste.foundation.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
