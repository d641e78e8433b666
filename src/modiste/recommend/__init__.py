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
    from modiste.recommend.fitted_files import Origin as Origin
    from modiste.recommend.fitted_files import checked_outfits as checked_outfits
    from modiste.recommend.fitted_files import checked_sizes as checked_sizes
    from modiste.recommend.fitted_files import open_outfit_model as open_outfit_model
    from modiste.recommend.fitted_files import open_size_model as open_size_model
    from modiste.recommend.fitted_files import outfit_words as outfit_words
    from modiste.recommend.fitted_files import wearing_words as wearing_words
    from modiste.recommend.fitted_files import write_outfit_model as write_outfit_model
    from modiste.recommend.fitted_files import write_size_model as write_size_model
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
    from modiste.recommend.outfits import OutfitWorth as OutfitWorth
    from modiste.recommend.outfits import PieceVectors as PieceVectors
    from modiste.recommend.outfits import outfit_figures as outfit_figures
    from modiste.recommend.outfits import outfit_worth as outfit_worth
    from modiste.recommend.outfits import read_outfits as read_outfits
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
    from modiste.recommend.ranking import Ranked as Ranked
    from modiste.recommend.ranking import figures as figures
    from modiste.recommend.ranking import rank as rank
    from modiste.recommend.replay import Impression as Impression
    from modiste.recommend.replay import replayed as replayed
    from modiste.recommend.restraint import Restraint as Restraint
    from modiste.recommend.restraint import restrained as restrained
    from modiste.recommend.rules import Rule as Rule
    from modiste.recommend.rules import rule_of as rule_of
    from modiste.recommend.seen import Seen as Seen
    from modiste.recommend.seen import read_seen as read_seen
    from modiste.recommend.seen import row_words as row_words
    from modiste.recommend.seen import unseen as unseen
    from modiste.recommend.sequences import SequenceSettings as SequenceSettings
    from modiste.recommend.serving import Asked as Asked
    from modiste.recommend.serving import Feature as Feature
    from modiste.recommend.serving import Serving as Serving
    from modiste.recommend.serving import Source as Source
    from modiste.recommend.shelf import Shelf as Shelf
    from modiste.recommend.shelf import Shelved as Shelved
    from modiste.recommend.size_worth import SIZE_PROTOCOLS as SIZE_PROTOCOLS
    from modiste.recommend.size_worth import held_sizes as held_sizes
    from modiste.recommend.size_worth import judged_sizes as judged_sizes
    from modiste.recommend.size_worth import size_figures as size_figures
    from modiste.recommend.size_worth import split_rows as split_rows
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
    "Origin": "fitted_files",
    "OutfitModel": "outfit_model",
    "OutfitWorth": "outfits",
    "PROTOCOLS": "splits",
    "Pairing": "palette",
    "PieceVectors": "outfits",
    "Popularity": "popularity",
    "PopularitySettings": "popularity",
    "Ranked": "ranking",
    "Ranking": "weighing",
    "Reading": "tables",
    "Reason": "protocols",
    "Recommended": "answers",
    "Recommender": "protocols",
    "Restraint": "restraint",
    "Rule": "rules",
    "SIZE_PROTOCOLS": "size_worth",
    "Seen": "seen",
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
    "checked_outfits": "fitted_files",
    "checked_sizes": "fitted_files",
    "choose_content": "content",
    "cold_worth": "content",
    "compared": "experiments",
    "covered": "arranging",
    "drifted": "drift",
    "figures": "ranking",
    "fit_sizes": "sizes",
    "held_sizes": "size_worth",
    "history_of": "visits",
    "is_uneven": "experiments",
    "judged_sizes": "size_worth",
    "learned": "weighing",
    "make": "kinds",
    "mixed": "weighing",
    "open_outfit_model": "fitted_files",
    "open_recommender": "model_files",
    "open_size_model": "fitted_files",
    "outfit_figures": "outfits",
    "outfit_words": "fitted_files",
    "outfit_worth": "outfits",
    "pairing": "palette",
    "rank": "ranking",
    "read_interactions": "tables",
    "read_outfits": "outfits",
    "read_seen": "seen",
    "read_wearings": "wearings",
    "reason_json": "answers",
    "reason_of": "answers",
    "replayed": "replay",
    "restrained": "restraint",
    "row_words": "seen",
    "rule_of": "rules",
    "said_of": "words",
    "size_figures": "size_worth",
    "split": "splits",
    "split_rows": "size_worth",
    "told_of": "words",
    "unseen": "seen",
    "wearing_words": "fitted_files",
    "write_outfit_model": "fitted_files",
    "write_recommender": "model_files",
    "write_size_model": "fitted_files",
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
    "Origin",
    "OutfitModel",
    "OutfitWorth",
    "Pairing",
    "PieceVectors",
    "Popularity",
    "PopularitySettings",
    "Ranked",
    "Ranking",
    "Reading",
    "Reason",
    "Recommended",
    "Recommender",
    "Restraint",
    "Rule",
    "Seen",
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
    "checked_outfits",
    "checked_sizes",
    "choose_content",
    "cold_worth",
    "compared",
    "covered",
    "drifted",
    "figures",
    "fit_sizes",
    "held_sizes",
    "history_of",
    "is_uneven",
    "judged_sizes",
    "learned",
    "make",
    "mixed",
    "open_outfit_model",
    "open_recommender",
    "open_size_model",
    "outfit_figures",
    "outfit_words",
    "outfit_worth",
    "pairing",
    "rank",
    "read_interactions",
    "read_outfits",
    "read_seen",
    "read_wearings",
    "reason_json",
    "reason_of",
    "replayed",
    "restrained",
    "row_words",
    "rule_of",
    "said_of",
    "size_figures",
    "split",
    "split_rows",
    "told_of",
    "unseen",
    "wearing_words",
    "write_outfit_model",
    "write_recommender",
    "write_size_model",
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
