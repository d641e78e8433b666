"""The large model at the centre: one space for pictures, words and histories, that every domain draws on.

Knows the space and how it is learned; whose pictures they are is the rooms'. The door is lazy: torch is
loaded only where a network is built.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modiste.foundation.adaptation import Adaptation as Adaptation
    from modiste.foundation.adaptation import AdaptedEncoder as AdaptedEncoder
    from modiste.foundation.adaptation import adapt as adapt
    from modiste.foundation.adaptation import read_adaptation as read_adaptation
    from modiste.foundation.behaviour import write_histories as write_histories
    from modiste.foundation.behaviour_tower import build_memory as build_memory
    from modiste.foundation.bundled import BundledEncoder as BundledEncoder
    from modiste.foundation.bundled import bundled_encoder as bundled_encoder
    from modiste.foundation.bundled import steps_of as steps_of
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
    from modiste.foundation.encoder import Encoder as Encoder
    from modiste.foundation.encoder import EncoderCard as EncoderCard
    from modiste.foundation.encoder import Preprocessing as Preprocessing
    from modiste.foundation.encoder import Seen as Seen
    from modiste.foundation.encoder import pooled as pooled
    from modiste.foundation.facts import Facts as Facts
    from modiste.foundation.hub import open_hub_encoder as open_hub_encoder
    from modiste.foundation.lessons import sentences as sentences
    from modiste.foundation.lessons import taught as taught
    from modiste.foundation.lite0 import build_lite0 as build_lite0
    from modiste.foundation.retrieval import Retrieved as Retrieved
    from modiste.foundation.retrieval import own_ranks as own_ranks
    from modiste.foundation.retrieval import retrieval_worth as retrieval_worth
    from modiste.foundation.towers import build_towers as build_towers
    from modiste.foundation.wording import caption as caption
    from modiste.foundation.wording import class_caption as class_caption

_HOMES = {
    "Adaptation": "adaptation",
    "AdaptedEncoder": "adaptation",
    "BundledEncoder": "bundled",
    "Corpus": "corpus",
    "Encoder": "encoder",
    "EncoderCard": "encoder",
    "Entry": "corpus",
    "Facts": "facts",
    "KINDS": "corpus",
    "Preprocessing": "encoder",
    "Retrieved": "retrieval",
    "SIDE": "corpus",
    "Seen": "encoder",
    "adapt": "adaptation",
    "build_lite0": "lite0",
    "build_memory": "behaviour_tower",
    "build_towers": "towers",
    "bundled_encoder": "bundled",
    "caption": "wording",
    "class_caption": "wording",
    "colour_examples": "colours",
    "colour_names": "colours",
    "lab": "colours",
    "measured_colours": "colours",
    "of_hex": "colours",
    "open_hub_encoder": "hub",
    "own_ranks": "retrieval",
    "pooled": "encoder",
    "read_adaptation": "adaptation",
    "retrieval_worth": "retrieval",
    "sentences": "lessons",
    "steps_of": "bundled",
    "taught": "lessons",
    "write_corpus": "corpus",
    "write_histories": "behaviour",
    "write_lessons": "corpus",
}
__all__ = [
    "KINDS",
    "SIDE",
    "Adaptation",
    "AdaptedEncoder",
    "BundledEncoder",
    "Corpus",
    "Encoder",
    "EncoderCard",
    "Entry",
    "Facts",
    "Preprocessing",
    "Retrieved",
    "Seen",
    "adapt",
    "build_lite0",
    "build_memory",
    "build_towers",
    "bundled_encoder",
    "caption",
    "class_caption",
    "colour_examples",
    "colour_names",
    "lab",
    "measured_colours",
    "of_hex",
    "open_hub_encoder",
    "own_ranks",
    "pooled",
    "read_adaptation",
    "retrieval_worth",
    "sentences",
    "steps_of",
    "taught",
    "write_corpus",
    "write_histories",
    "write_lessons",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.foundation' has no attribute {name!r}")
    return getattr(import_module(f"modiste.foundation.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
