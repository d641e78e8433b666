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
    from modiste.foundation.behaviour_tower import build_memory as build_memory
    from modiste.foundation.bundled import TowerEncoder as TowerEncoder
    from modiste.foundation.bundled import bundled_encoder as bundled_encoder
    from modiste.foundation.bundled import steps_of as steps_of
    from modiste.foundation.colours import colour_examples as colour_examples
    from modiste.foundation.colours import colour_names as colour_names
    from modiste.foundation.colours import lab as lab
    from modiste.foundation.colours import measured_colours as measured_colours
    from modiste.foundation.colours import of_hex as of_hex
    from modiste.foundation.colours import to_hex as to_hex
    from modiste.foundation.corpus import KINDS as KINDS
    from modiste.foundation.corpus import SIDE as SIDE
    from modiste.foundation.corpus import Corpus as Corpus
    from modiste.foundation.corpus import Entry as Entry
    from modiste.foundation.corpus import kind_of as kind_of
    from modiste.foundation.corpus import write_corpus as write_corpus
    from modiste.foundation.corpus import write_lessons as write_lessons
    from modiste.foundation.encoder import Encoder as Encoder
    from modiste.foundation.encoder import EncoderCard as EncoderCard
    from modiste.foundation.encoder import Floats as Floats
    from modiste.foundation.encoder import Preprocessing as Preprocessing
    from modiste.foundation.encoder import Seen as Seen
    from modiste.foundation.encoder import pooled as pooled
    from modiste.foundation.encoder import unit as unit
    from modiste.foundation.facts import TRUE as TRUE
    from modiste.foundation.facts import Facts as Facts
    from modiste.foundation.facts import agreement as agreement
    from modiste.foundation.facts import verdicts as verdicts
    from modiste.foundation.glossary import LONGEST_PHRASE as LONGEST_PHRASE
    from modiste.foundation.glossary import Concept as Concept
    from modiste.foundation.glossary import chinese_words as chinese_words
    from modiste.foundation.glossary import concepts as concepts
    from modiste.foundation.glossary import narrower as narrower
    from modiste.foundation.glossary import phrases as phrases
    from modiste.foundation.glossary import with_broader as with_broader
    from modiste.foundation.glossary import words_of as words_of
    from modiste.foundation.histories import write_histories as write_histories
    from modiste.foundation.hub import open_hub_encoder as open_hub_encoder
    from modiste.foundation.lessons import sentences as sentences
    from modiste.foundation.lessons import taught as taught
    from modiste.foundation.lite0 import EfficientNetLite0 as EfficientNetLite0
    from modiste.foundation.lite0 import build_lite0 as build_lite0
    from modiste.foundation.lite0 import check_seen as check_seen
    from modiste.foundation.lite0 import conv_unit as conv_unit
    from modiste.foundation.lite0 import imagenet_weights as imagenet_weights
    from modiste.foundation.matches import Match as Match
    from modiste.foundation.matches import explain_match as explain_match
    from modiste.foundation.matches import heat_of as heat_of
    from modiste.foundation.retrieval import Retrieved as Retrieved
    from modiste.foundation.retrieval import own_ranks as own_ranks
    from modiste.foundation.retrieval import retrieval_worth as retrieval_worth
    from modiste.foundation.spelling import HAN as HAN
    from modiste.foundation.spelling import is_chinese as is_chinese
    from modiste.foundation.spelling import spelt as spelt
    from modiste.foundation.spelling import stemmed as stemmed
    from modiste.foundation.towers import build_towers as build_towers
    from modiste.foundation.wording import caption as caption
    from modiste.foundation.wording import class_caption as class_caption

_HOMES = {
    "Adaptation": "adaptation",
    "AdaptedEncoder": "adaptation",
    "Concept": "glossary",
    "Corpus": "corpus",
    "EfficientNetLite0": "lite0",
    "Encoder": "encoder",
    "EncoderCard": "encoder",
    "Entry": "corpus",
    "Facts": "facts",
    "TRUE": "facts",
    "agreement": "facts",
    "verdicts": "facts",
    "Floats": "encoder",
    "HAN": "spelling",
    "KINDS": "corpus",
    "LONGEST_PHRASE": "glossary",
    "Match": "matches",
    "Preprocessing": "encoder",
    "Retrieved": "retrieval",
    "SIDE": "corpus",
    "Seen": "encoder",
    "TowerEncoder": "bundled",
    "adapt": "adaptation",
    "build_lite0": "lite0",
    "build_memory": "behaviour_tower",
    "build_towers": "towers",
    "bundled_encoder": "bundled",
    "caption": "wording",
    "check_seen": "lite0",
    "chinese_words": "glossary",
    "class_caption": "wording",
    "colour_examples": "colours",
    "colour_names": "colours",
    "concepts": "glossary",
    "conv_unit": "lite0",
    "explain_match": "matches",
    "heat_of": "matches",
    "imagenet_weights": "lite0",
    "is_chinese": "spelling",
    "kind_of": "corpus",
    "lab": "colours",
    "measured_colours": "colours",
    "narrower": "glossary",
    "of_hex": "colours",
    "open_hub_encoder": "hub",
    "own_ranks": "retrieval",
    "phrases": "glossary",
    "pooled": "encoder",
    "read_adaptation": "adaptation",
    "retrieval_worth": "retrieval",
    "sentences": "lessons",
    "spelt": "spelling",
    "stemmed": "spelling",
    "steps_of": "bundled",
    "taught": "lessons",
    "to_hex": "colours",
    "unit": "encoder",
    "with_broader": "glossary",
    "words_of": "glossary",
    "write_corpus": "corpus",
    "write_histories": "histories",
    "write_lessons": "corpus",
}
__all__ = [
    "HAN",
    "KINDS",
    "LONGEST_PHRASE",
    "SIDE",
    "TRUE",
    "Adaptation",
    "AdaptedEncoder",
    "Concept",
    "Corpus",
    "EfficientNetLite0",
    "Encoder",
    "EncoderCard",
    "Entry",
    "Facts",
    "Floats",
    "Match",
    "Preprocessing",
    "Retrieved",
    "Seen",
    "TowerEncoder",
    "adapt",
    "agreement",
    "build_lite0",
    "build_memory",
    "build_towers",
    "bundled_encoder",
    "caption",
    "check_seen",
    "chinese_words",
    "class_caption",
    "colour_examples",
    "colour_names",
    "concepts",
    "conv_unit",
    "explain_match",
    "heat_of",
    "imagenet_weights",
    "is_chinese",
    "kind_of",
    "lab",
    "measured_colours",
    "narrower",
    "of_hex",
    "open_hub_encoder",
    "own_ranks",
    "phrases",
    "pooled",
    "read_adaptation",
    "retrieval_worth",
    "sentences",
    "spelt",
    "stemmed",
    "steps_of",
    "taught",
    "to_hex",
    "unit",
    "verdicts",
    "with_broader",
    "words_of",
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
