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
    from modiste.recommend.outfit_model import Member as Member
    from modiste.recommend.outfit_model import OutfitModel as OutfitModel
    from modiste.recommend.outfits import OUTFIT_PROTOCOLS as OUTFIT_PROTOCOLS
    from modiste.recommend.outfits import PieceVectors as PieceVectors
    from modiste.recommend.outfits import outfit_worth as outfit_worth
    from modiste.recommend.palette import Pairing as Pairing
    from modiste.recommend.palette import pairing as pairing
    from modiste.recommend.popularity import Popularity as Popularity
    from modiste.recommend.popularity import PopularitySettings as PopularitySettings
    from modiste.recommend.protocols import History as History
    from modiste.recommend.protocols import Reason as Reason
    from modiste.recommend.protocols import Recommender as Recommender
    from modiste.recommend.protocols import SizeOracle as SizeOracle
    from modiste.recommend.protocols import Updatable as Updatable
    from modiste.recommend.ranking import figures as figures
    from modiste.recommend.ranking import rank as rank
    from modiste.recommend.replay import Impression as Impression
    from modiste.recommend.replay import replayed as replayed
    from modiste.recommend.sequences import SequenceSettings as SequenceSettings
    from modiste.recommend.size_worth import SIZE_PROTOCOLS as SIZE_PROTOCOLS
    from modiste.recommend.size_worth import judged_sizes as judged_sizes
    from modiste.recommend.sizes import SizeModel as SizeModel
    from modiste.recommend.sizes import fit_sizes as fit_sizes
    from modiste.recommend.splits import LEAVE_ONE_OUT as LEAVE_ONE_OUT
    from modiste.recommend.splits import PROTOCOLS as PROTOCOLS
    from modiste.recommend.splits import TIME as TIME
    from modiste.recommend.splits import Cases as Cases
    from modiste.recommend.splits import split as split
    from modiste.recommend.tables import Reading as Reading
    from modiste.recommend.tables import read_interactions as read_interactions
    from modiste.recommend.wearings import Wearings as Wearings
    from modiste.recommend.wearings import read_wearings as read_wearings

_HOMES = {
    "HOMES": "kinds",
    "LEAVE_ONE_OUT": "splits",
    "OUTFIT_PROTOCOLS": "outfits",
    "PROTOCOLS": "splits",
    "SIZE_PROTOCOLS": "size_worth",
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
    "OutfitModel": "outfit_model",
    "Pairing": "palette",
    "Member": "outfit_model",
    "PieceVectors": "outfits",
    "Popularity": "popularity",
    "PopularitySettings": "popularity",
    "Reading": "tables",
    "Reason": "protocols",
    "Recommender": "protocols",
    "SequenceSettings": "sequences",
    "SizeModel": "sizes",
    "SizeOracle": "protocols",
    "Updatable": "protocols",
    "Wearings": "wearings",
    "checked": "model_files",
    "choose_content": "content",
    "cold_worth": "content",
    "figures": "ranking",
    "fit_sizes": "sizes",
    "judged_sizes": "size_worth",
    "make": "kinds",
    "open_recommender": "model_files",
    "outfit_worth": "outfits",
    "pairing": "palette",
    "rank": "ranking",
    "read_interactions": "tables",
    "read_wearings": "wearings",
    "replayed": "replay",
    "split": "splits",
    "write_recommender": "model_files",
}
_NEEDED = ("implicit", "lightgbm", "scipy", "threadpoolctl")
__all__ = [
    "HOMES",
    "LEAVE_ONE_OUT",
    "OUTFIT_PROTOCOLS",
    "PROTOCOLS",
    "SIZE_PROTOCOLS",
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
    "Member",
    "NeighbourSettings",
    "Neighbours",
    "OutfitModel",
    "Pairing",
    "PieceVectors",
    "Popularity",
    "PopularitySettings",
    "Reading",
    "Reason",
    "Recommender",
    "SequenceSettings",
    "SizeModel",
    "SizeOracle",
    "Updatable",
    "Wearings",
    "checked",
    "choose_content",
    "cold_worth",
    "figures",
    "fit_sizes",
    "judged_sizes",
    "make",
    "open_recommender",
    "outfit_worth",
    "pairing",
    "rank",
    "read_interactions",
    "read_wearings",
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
