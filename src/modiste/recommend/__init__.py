"""Garments for a customer, with reasons, at once from the first act. The door is lazy.

Knows interactions, recommenders and what their rankings are worth; rows, stock and faces are others'.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from modiste.garment import ModisteError

if TYPE_CHECKING:
    from modiste.recommend.blend import Blend as Blend
    from modiste.recommend.blend import BlendSettings as BlendSettings
    from modiste.recommend.content import ContentModel as ContentModel
    from modiste.recommend.content import ContentSettings as ContentSettings
    from modiste.recommend.content import choose_content as choose_content
    from modiste.recommend.content import cold_worth as cold_worth
    from modiste.recommend.encoders import Encoded as Encoded
    from modiste.recommend.interactions import Interactions as Interactions
    from modiste.recommend.kinds import HOMES as HOMES
    from modiste.recommend.kinds import Made as Made
    from modiste.recommend.kinds import Making as Making
    from modiste.recommend.kinds import make as make
    from modiste.recommend.model_files import checked as checked
    from modiste.recommend.model_files import open_recommender as open_recommender
    from modiste.recommend.model_files import write_recommender as write_recommender
    from modiste.recommend.neighbours import Neighbours as Neighbours
    from modiste.recommend.neighbours import NeighbourSettings as NeighbourSettings
    from modiste.recommend.popularity import Popularity as Popularity
    from modiste.recommend.popularity import PopularitySettings as PopularitySettings
    from modiste.recommend.protocols import History as History
    from modiste.recommend.protocols import Reason as Reason
    from modiste.recommend.protocols import Recommender as Recommender
    from modiste.recommend.protocols import Updatable as Updatable
    from modiste.recommend.ranking import figures as figures
    from modiste.recommend.ranking import rank as rank
    from modiste.recommend.replay import Impression as Impression
    from modiste.recommend.replay import replayed as replayed
    from modiste.recommend.sequences import SequenceSettings as SequenceSettings
    from modiste.recommend.splits import LEAVE_ONE_OUT as LEAVE_ONE_OUT
    from modiste.recommend.splits import PROTOCOLS as PROTOCOLS
    from modiste.recommend.splits import TIME as TIME
    from modiste.recommend.splits import Cases as Cases
    from modiste.recommend.splits import split as split
    from modiste.recommend.tables import Reading as Reading
    from modiste.recommend.tables import read_interactions as read_interactions

_HOMES = {
    "HOMES": "kinds",
    "LEAVE_ONE_OUT": "splits",
    "PROTOCOLS": "splits",
    "TIME": "splits",
    "Blend": "blend",
    "BlendSettings": "blend",
    "Cases": "splits",
    "ContentModel": "content",
    "ContentSettings": "content",
    "Encoded": "encoders",
    "History": "protocols",
    "Impression": "replay",
    "Interactions": "interactions",
    "Made": "kinds",
    "Making": "kinds",
    "NeighbourSettings": "neighbours",
    "Neighbours": "neighbours",
    "Popularity": "popularity",
    "PopularitySettings": "popularity",
    "Reading": "tables",
    "Reason": "protocols",
    "Recommender": "protocols",
    "SequenceSettings": "sequences",
    "Updatable": "protocols",
    "checked": "model_files",
    "choose_content": "content",
    "cold_worth": "content",
    "figures": "ranking",
    "make": "kinds",
    "open_recommender": "model_files",
    "rank": "ranking",
    "read_interactions": "tables",
    "replayed": "replay",
    "split": "splits",
    "write_recommender": "model_files",
}
_NEEDED = ("implicit", "scipy", "threadpoolctl")
__all__ = [
    "HOMES",
    "LEAVE_ONE_OUT",
    "PROTOCOLS",
    "TIME",
    "Blend",
    "BlendSettings",
    "Cases",
    "ContentModel",
    "ContentSettings",
    "Encoded",
    "History",
    "Impression",
    "Interactions",
    "Made",
    "Making",
    "NeighbourSettings",
    "Neighbours",
    "Popularity",
    "PopularitySettings",
    "Reading",
    "Reason",
    "Recommender",
    "SequenceSettings",
    "Updatable",
    "checked",
    "choose_content",
    "cold_worth",
    "figures",
    "make",
    "open_recommender",
    "rank",
    "read_interactions",
    "replayed",
    "split",
    "write_recommender",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.recommend' has no attribute {name!r}")
    try:
        return getattr(import_module(f"modiste.recommend.{_HOMES[name]}"), name)
    except ModuleNotFoundError as error:
        if error.name not in _NEEDED:
            raise
        needed = {"what": "Recommending", "package": error.name, "extra": "recommend"}
        raise ModisteError("MOD-2014", **needed) from None


def __dir__() -> list[str]:
    return __all__
