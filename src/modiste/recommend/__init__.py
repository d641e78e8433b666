"""Garments for a customer, with reasons, at once from the first act. The door is lazy.

Knows interactions, recommenders and what their rankings are worth; rows, stock and faces are others'.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from modiste.garment import ModisteError

if TYPE_CHECKING:
    from modiste.recommend.interactions import Interactions as Interactions
    from modiste.recommend.kinds import HOMES as HOMES
    from modiste.recommend.kinds import Made as Made
    from modiste.recommend.kinds import Making as Making
    from modiste.recommend.kinds import make as make
    from modiste.recommend.neighbours import Neighbours as Neighbours
    from modiste.recommend.neighbours import NeighbourSettings as NeighbourSettings
    from modiste.recommend.outfit_model import OutfitModel as OutfitModel
    from modiste.recommend.outfit_model import Piece as Piece
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
    from modiste.recommend.size_worth import SIZE_PROTOCOLS as SIZE_PROTOCOLS
    from modiste.recommend.size_worth import judged_sizes as judged_sizes
    from modiste.recommend.sizes import SizeModel as SizeModel
    from modiste.recommend.sizes import fit_sizes as fit_sizes
    from modiste.recommend.splits import PROTOCOLS as PROTOCOLS
    from modiste.recommend.splits import Cases as Cases
    from modiste.recommend.splits import split as split
    from modiste.recommend.tables import Reading as Reading
    from modiste.recommend.tables import read_interactions as read_interactions
    from modiste.recommend.wearings import Wearings as Wearings
    from modiste.recommend.wearings import read_wearings as read_wearings

_HOMES = {
    "PieceVectors": "outfits",
    "Pairing": "palette",
    "pairing": "palette",
    "OUTFIT_PROTOCOLS": "outfits",
    "OutfitModel": "outfit_model",
    "Piece": "outfit_model",
    "outfit_worth": "outfits",
    "SIZE_PROTOCOLS": "size_worth",
    "judged_sizes": "size_worth",
    "SizeModel": "sizes",
    "fit_sizes": "sizes",
    "Wearings": "wearings",
    "read_wearings": "wearings",
    "SizeOracle": "protocols",
    "HOMES": "kinds",
    "PROTOCOLS": "splits",
    "Cases": "splits",
    "History": "protocols",
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
    "Updatable": "protocols",
    "figures": "ranking",
    "make": "kinds",
    "rank": "ranking",
    "read_interactions": "tables",
    "split": "splits",
}
_NEEDED = ("scipy", "torch", "implicit", "lightgbm")
__all__ = [
    "HOMES",
    "OUTFIT_PROTOCOLS",
    "PROTOCOLS",
    "SIZE_PROTOCOLS",
    "Cases",
    "History",
    "Interactions",
    "Made",
    "Making",
    "NeighbourSettings",
    "Neighbours",
    "OutfitModel",
    "Pairing",
    "Piece",
    "PieceVectors",
    "Popularity",
    "PopularitySettings",
    "Reading",
    "Reason",
    "Recommender",
    "SizeModel",
    "SizeOracle",
    "Updatable",
    "Wearings",
    "figures",
    "fit_sizes",
    "judged_sizes",
    "make",
    "outfit_worth",
    "pairing",
    "rank",
    "read_interactions",
    "read_wearings",
    "split",
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
