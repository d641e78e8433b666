"""Garments for one customer: recommenders, what is served of them, rules, reasons. The door is lazy.

Knows ids, histories and scores; rows are the store's, what sizes fit and what looks alike is lent by the
workspace.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modiste.recommend.answers import Answered as Answered
    from modiste.recommend.answers import Recommended as Recommended
    from modiste.recommend.answers import Trace as Trace
    from modiste.recommend.answers import reason_json as reason_json
    from modiste.recommend.answers import reason_of as reason_of
    from modiste.recommend.arranging import Manner as Manner
    from modiste.recommend.arranging import covered as covered
    from modiste.recommend.experiments import METHOD as METHOD
    from modiste.recommend.experiments import Arm as Arm
    from modiste.recommend.experiments import arm_of as arm_of
    from modiste.recommend.experiments import compared as compared
    from modiste.recommend.experiments import is_uneven as is_uneven
    from modiste.recommend.interactions import Interactions as Interactions
    from modiste.recommend.likeness import Likeness as Likeness
    from modiste.recommend.protocols import History as History
    from modiste.recommend.protocols import Reason as Reason
    from modiste.recommend.protocols import Recommender as Recommender
    from modiste.recommend.protocols import SizeOracle as SizeOracle
    from modiste.recommend.protocols import SizeSaid as SizeSaid
    from modiste.recommend.protocols import Updatable as Updatable
    from modiste.recommend.restraint import Restraint as Restraint
    from modiste.recommend.restraint import restrained as restrained
    from modiste.recommend.rules import Rule as Rule
    from modiste.recommend.rules import rule_of as rule_of
    from modiste.recommend.serving import Asked as Asked
    from modiste.recommend.serving import Serving as Serving
    from modiste.recommend.serving import Source as Source
    from modiste.recommend.shelf import Shelf as Shelf
    from modiste.recommend.shelf import Shelved as Shelved
    from modiste.recommend.trending import Trending as Trending
    from modiste.recommend.visits import Visits as Visits
    from modiste.recommend.visits import history_of as history_of
    from modiste.recommend.weighing import FEATURES as FEATURES
    from modiste.recommend.weighing import Ranking as Ranking
    from modiste.recommend.weighing import learned as learned
    from modiste.recommend.weighing import mixed as mixed
    from modiste.recommend.words import said_of as said_of
    from modiste.recommend.words import told_of as told_of

_HOMES = {
    "Answered": "answers",
    "Arm": "experiments",
    "Asked": "serving",
    "FEATURES": "weighing",
    "History": "protocols",
    "Interactions": "interactions",
    "Likeness": "likeness",
    "METHOD": "experiments",
    "Manner": "arranging",
    "Ranking": "weighing",
    "Reason": "protocols",
    "Recommended": "answers",
    "Recommender": "protocols",
    "Restraint": "restraint",
    "Rule": "rules",
    "Serving": "serving",
    "Shelf": "shelf",
    "Shelved": "shelf",
    "SizeOracle": "protocols",
    "SizeSaid": "protocols",
    "Source": "serving",
    "Trace": "answers",
    "Trending": "trending",
    "Updatable": "protocols",
    "Visits": "visits",
    "arm_of": "experiments",
    "compared": "experiments",
    "covered": "arranging",
    "history_of": "visits",
    "is_uneven": "experiments",
    "learned": "weighing",
    "mixed": "weighing",
    "reason_json": "answers",
    "reason_of": "answers",
    "restrained": "restraint",
    "rule_of": "rules",
    "said_of": "words",
    "told_of": "words",
}
__all__ = [
    "FEATURES",
    "METHOD",
    "Answered",
    "Arm",
    "Asked",
    "History",
    "Interactions",
    "Likeness",
    "Manner",
    "Ranking",
    "Reason",
    "Recommended",
    "Recommender",
    "Restraint",
    "Rule",
    "Serving",
    "Shelf",
    "Shelved",
    "SizeOracle",
    "SizeSaid",
    "Source",
    "Trace",
    "Trending",
    "Updatable",
    "Visits",
    "arm_of",
    "compared",
    "covered",
    "history_of",
    "is_uneven",
    "learned",
    "mixed",
    "reason_json",
    "reason_of",
    "restrained",
    "rule_of",
    "said_of",
    "told_of",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.recommend' has no attribute {name!r}")
    return getattr(import_module(f"modiste.recommend.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
