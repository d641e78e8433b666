"""Garments for a customer, with reasons, at once from the first act. The door is lazy.

Knows interactions, recommenders, what their rankings are worth and how they are served; rows, stock and faces
are others'.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from modiste.garment import ModisteError

if TYPE_CHECKING:
    from modiste.recommend.answers import Answered as Answered
    from modiste.recommend.answers import Recommended as Recommended
    from modiste.recommend.answers import Trace as Trace
    from modiste.recommend.answers import reason_json as reason_json
    from modiste.recommend.answers import reason_of as reason_of
    from modiste.recommend.arranging import Manner as Manner
    from modiste.recommend.arranging import covered as covered
    from modiste.recommend.blend import Blend as Blend
    from modiste.recommend.blend import BlendSettings as BlendSettings
    from modiste.recommend.content import ContentModel as ContentModel
    from modiste.recommend.content import ContentSettings as ContentSettings
    from modiste.recommend.content import choose_content as choose_content
    from modiste.recommend.content import cold_worth as cold_worth
    from modiste.recommend.drift import Drift as Drift
    from modiste.recommend.drift import drifted as drifted
    from modiste.recommend.encoders import Encoded as Encoded
    from modiste.recommend.experiments import METHOD as METHOD
    from modiste.recommend.experiments import Arm as Arm
    from modiste.recommend.experiments import arm_of as arm_of
    from modiste.recommend.experiments import compared as compared
    from modiste.recommend.experiments import is_uneven as is_uneven
    from modiste.recommend.interactions import Interactions as Interactions
    from modiste.recommend.kinds import HOMES as HOMES
    from modiste.recommend.kinds import Made as Made
    from modiste.recommend.kinds import Making as Making
    from modiste.recommend.kinds import make as make
    from modiste.recommend.likeness import Likeness as Likeness
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
    from modiste.recommend.protocols import SizeSaid as SizeSaid
    from modiste.recommend.protocols import Updatable as Updatable
    from modiste.recommend.ranking import figures as figures
    from modiste.recommend.ranking import rank as rank
    from modiste.recommend.replay import Impression as Impression
    from modiste.recommend.replay import replayed as replayed
    from modiste.recommend.restraint import Restraint as Restraint
    from modiste.recommend.restraint import restrained as restrained
    from modiste.recommend.rules import Rule as Rule
    from modiste.recommend.rules import rule_of as rule_of
    from modiste.recommend.sequences import SequenceSettings as SequenceSettings
    from modiste.recommend.serving import Asked as Asked
    from modiste.recommend.serving import Feature as Feature
    from modiste.recommend.serving import Serving as Serving
    from modiste.recommend.serving import Source as Source
    from modiste.recommend.shelf import Shelf as Shelf
    from modiste.recommend.shelf import Shelved as Shelved
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
    from modiste.recommend.trending import Trending as Trending
    from modiste.recommend.visits import Visits as Visits
    from modiste.recommend.visits import history_of as history_of
    from modiste.recommend.wearings import Wearings as Wearings
    from modiste.recommend.wearings import read_wearings as read_wearings
    from modiste.recommend.weighing import ENOUGH_SHOWN as ENOUGH_SHOWN
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
    "Blend": "blend",
    "BlendSettings": "blend",
    "Cases": "splits",
    "ContentModel": "content",
    "ContentSettings": "content",
    "Drift": "drift",
    "ENOUGH_SHOWN": "weighing",
    "Encoded": "encoders",
    "FEATURES": "weighing",
    "Feature": "serving",
    "HOMES": "kinds",
    "History": "protocols",
    "Impression": "replay",
    "Interactions": "interactions",
    "LEAVE_ONE_OUT": "splits",
    "Likeness": "likeness",
    "METHOD": "experiments",
    "Made": "kinds",
    "Making": "kinds",
    "Manner": "arranging",
    "Member": "outfit_model",
    "NeighbourSettings": "neighbours",
    "Neighbours": "neighbours",
    "OUTFIT_PROTOCOLS": "outfits",
    "OutfitModel": "outfit_model",
    "PROTOCOLS": "splits",
    "Pairing": "palette",
    "PieceVectors": "outfits",
    "Popularity": "popularity",
    "PopularitySettings": "popularity",
    "Ranking": "weighing",
    "Reading": "tables",
    "Reason": "protocols",
    "Recommended": "answers",
    "Recommender": "protocols",
    "Restraint": "restraint",
    "Rule": "rules",
    "SIZE_PROTOCOLS": "size_worth",
    "SequenceSettings": "sequences",
    "Serving": "serving",
    "Shelf": "shelf",
    "Shelved": "shelf",
    "SizeModel": "sizes",
    "SizeOracle": "protocols",
    "SizeSaid": "protocols",
    "Source": "serving",
    "TIME": "splits",
    "Trace": "answers",
    "Trending": "trending",
    "Updatable": "protocols",
    "Visits": "visits",
    "Wearings": "wearings",
    "arm_of": "experiments",
    "checked": "model_files",
    "choose_content": "content",
    "cold_worth": "content",
    "compared": "experiments",
    "covered": "arranging",
    "drifted": "drift",
    "figures": "ranking",
    "fit_sizes": "sizes",
    "history_of": "visits",
    "is_uneven": "experiments",
    "judged_sizes": "size_worth",
    "learned": "weighing",
    "make": "kinds",
    "mixed": "weighing",
    "open_recommender": "model_files",
    "outfit_worth": "outfits",
    "pairing": "palette",
    "rank": "ranking",
    "read_interactions": "tables",
    "read_wearings": "wearings",
    "reason_json": "answers",
    "reason_of": "answers",
    "replayed": "replay",
    "restrained": "restraint",
    "rule_of": "rules",
    "said_of": "words",
    "split": "splits",
    "told_of": "words",
    "write_recommender": "model_files",
}
_NEEDED = ("implicit", "lightgbm", "scipy", "threadpoolctl")
__all__ = [
    "ENOUGH_SHOWN",
    "FEATURES",
    "HOMES",
    "LEAVE_ONE_OUT",
    "METHOD",
    "OUTFIT_PROTOCOLS",
    "PROTOCOLS",
    "SIZE_PROTOCOLS",
    "TIME",
    "Answered",
    "Arm",
    "Asked",
    "Blend",
    "BlendSettings",
    "Cases",
    "ContentModel",
    "ContentSettings",
    "Drift",
    "Encoded",
    "Feature",
    "History",
    "Impression",
    "Interactions",
    "Likeness",
    "Made",
    "Making",
    "Manner",
    "Member",
    "NeighbourSettings",
    "Neighbours",
    "OutfitModel",
    "Pairing",
    "PieceVectors",
    "Popularity",
    "PopularitySettings",
    "Ranking",
    "Reading",
    "Reason",
    "Recommended",
    "Recommender",
    "Restraint",
    "Rule",
    "SequenceSettings",
    "Serving",
    "Shelf",
    "Shelved",
    "SizeModel",
    "SizeOracle",
    "SizeSaid",
    "Source",
    "Trace",
    "Trending",
    "Updatable",
    "Visits",
    "Wearings",
    "arm_of",
    "checked",
    "choose_content",
    "cold_worth",
    "compared",
    "covered",
    "drifted",
    "figures",
    "fit_sizes",
    "history_of",
    "is_uneven",
    "judged_sizes",
    "learned",
    "make",
    "mixed",
    "open_recommender",
    "outfit_worth",
    "pairing",
    "rank",
    "read_interactions",
    "read_wearings",
    "reason_json",
    "reason_of",
    "replayed",
    "restrained",
    "rule_of",
    "said_of",
    "split",
    "told_of",
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
