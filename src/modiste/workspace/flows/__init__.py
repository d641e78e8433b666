"""Where rooms meet: one file a flow that needs more than one of them, on one shop.

Knows which room does what, by the tables of `plugins`; each room knows nothing of the others.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modiste.trends import Belief as Belief
    from modiste.trends import Limits as Limits
    from modiste.workspace.flows.ar_package import ArPackage as ArPackage
    from modiste.workspace.flows.ar_package import appearance_for as appearance_for
    from modiste.workspace.flows.ar_package import look_of as look_of
    from modiste.workspace.flows.ar_package import make_ar_package as make_ar_package
    from modiste.workspace.flows.ar_package import titles_of as titles_of
    from modiste.workspace.flows.ar_package import write_ar_package as write_ar_package
    from modiste.workspace.flows.ar_shelf import ArWish as ArWish
    from modiste.workspace.flows.ar_shelf import ar_file as ar_file
    from modiste.workspace.flows.ar_shelf import ar_job as ar_job
    from modiste.workspace.flows.ar_shelf import ar_page as ar_page
    from modiste.workspace.flows.ar_shelf import sweep_ar as sweep_ar
    from modiste.workspace.flows.attributes import Described as Described
    from modiste.workspace.flows.attributes import UnsureTag as UnsureTag
    from modiste.workspace.flows.attributes import corrected_tagger as corrected_tagger
    from modiste.workspace.flows.attributes import describe as describe
    from modiste.workspace.flows.attributes import explain_tag as explain_tag
    from modiste.workspace.flows.attributes import learn_attributes as learn_attributes
    from modiste.workspace.flows.attributes import unsure_tags as unsure_tags
    from modiste.workspace.flows.attributes import value_of as value_of
    from modiste.workspace.flows.augment_previews import AugmentPreviews as AugmentPreviews
    from modiste.workspace.flows.augment_previews import preview_augment as preview_augment
    from modiste.workspace.flows.augment_previews import write_preview_page as write_preview_page
    from modiste.workspace.flows.campaigns import campaign_of as campaign_of
    from modiste.workspace.flows.campaigns import plan_shop_campaign as plan_shop_campaign
    from modiste.workspace.flows.campaigns import plan_table_campaign as plan_table_campaign
    from modiste.workspace.flows.compression import Compressed as Compressed
    from modiste.workspace.flows.compression import compress as compress
    from modiste.workspace.flows.cutouts import CutOut as CutOut
    from modiste.workspace.flows.cutouts import cut_out as cut_out
    from modiste.workspace.flows.cutouts import write_cut_outs as write_cut_outs
    from modiste.workspace.flows.demo import Demo as Demo
    from modiste.workspace.flows.demo import demonstrate as demonstrate
    from modiste.workspace.flows.demo import study_beside as study_beside
    from modiste.workspace.flows.device_intake import ShopDevices as ShopDevices
    from modiste.workspace.flows.encoder_corpus import Collected as Collected
    from modiste.workspace.flows.encoder_corpus import collect_corpus as collect_corpus
    from modiste.workspace.flows.encoding import Remembered as Remembered
    from modiste.workspace.flows.encoding import adapt as adapt
    from modiste.workspace.flows.encoding import collect_histories as collect_histories
    from modiste.workspace.flows.encoding import encoder_of as encoder_of
    from modiste.workspace.flows.encoding import explain_match_of as explain_match_of
    from modiste.workspace.flows.encoding import unadapt as unadapt
    from modiste.workspace.flows.evaluations import evaluate as evaluate
    from modiste.workspace.flows.explanations import Explained as Explained
    from modiste.workspace.flows.explanations import explain as explain
    from modiste.workspace.flows.explanations import explain_image as explain_image
    from modiste.workspace.flows.exports import Exported as Exported
    from modiste.workspace.flows.exports import edge_cost as edge_cost
    from modiste.workspace.flows.exports import export_model as export_model
    from modiste.workspace.flows.fitting import Fitting as Fitting
    from modiste.workspace.flows.fitting import Preference as Preference
    from modiste.workspace.flows.fitting import cut_named as cut_named
    from modiste.workspace.flows.fitting import draped_finely as draped_finely
    from modiste.workspace.flows.fitting import fit as fit
    from modiste.workspace.flows.fitting import fit_report as fit_report
    from modiste.workspace.flows.fitting import keep_cut as keep_cut
    from modiste.workspace.flows.fitting import middle_size as middle_size
    from modiste.workspace.flows.fitting import read_pattern as read_pattern
    from modiste.workspace.flows.fitting import read_sizes as read_sizes
    from modiste.workspace.flows.fitting import size_names as size_names
    from modiste.workspace.flows.fitting import sizes_of as sizes_of
    from modiste.workspace.flows.forecasting import Forecasted as Forecasted
    from modiste.workspace.flows.forecasting import forecast as forecast
    from modiste.workspace.flows.house.making import House as House
    from modiste.workspace.flows.house.making import generate as generate
    from modiste.workspace.flows.house.sample import open_sample as open_sample
    from modiste.workspace.flows.house.sample import pack as pack
    from modiste.workspace.flows.imports import DryRun as DryRun
    from modiste.workspace.flows.imports import admit as admit
    from modiste.workspace.flows.imports import dry_run as dry_run
    from modiste.workspace.flows.imports import guesses_of as guesses_of
    from modiste.workspace.flows.imports import import_from as import_from
    from modiste.workspace.flows.kept_trends import ShopTrends as ShopTrends
    from modiste.workspace.flows.kept_trends import trend_mark as trend_mark
    from modiste.workspace.flows.launch_sizes import LaunchSizes as LaunchSizes
    from modiste.workspace.flows.launches import LaunchForecast as LaunchForecast
    from modiste.workspace.flows.launches import forecast_launch as forecast_launch
    from modiste.workspace.flows.life_cycle import Trained as Trained
    from modiste.workspace.flows.life_cycle import Tuning as Tuning
    from modiste.workspace.flows.life_cycle import list_recipes as list_recipes
    from modiste.workspace.flows.life_cycle import recipe_named as recipe_named
    from modiste.workspace.flows.life_cycle import run_of as run_of
    from modiste.workspace.flows.life_cycle import train as train
    from modiste.workspace.flows.life_cycle import tune as tune
    from modiste.workspace.flows.models import described as described
    from modiste.workspace.flows.models import find_model as find_model
    from modiste.workspace.flows.models import list_models as list_models
    from modiste.workspace.flows.models import predict as predict
    from modiste.workspace.flows.models import shop_registry as shop_registry
    from modiste.workspace.flows.outfits import OutfitMade as OutfitMade
    from modiste.workspace.flows.outfits import complete_outfit as complete_outfit
    from modiste.workspace.flows.passport_anchors import ShopAnchors as ShopAnchors
    from modiste.workspace.flows.passport_facts import EnteredFile as EnteredFile
    from modiste.workspace.flows.passport_facts import ShopPassportFacts as ShopPassportFacts
    from modiste.workspace.flows.passport_facts import import_passport_file as import_passport_file
    from modiste.workspace.flows.passport_facts import passport_fields as passport_fields
    from modiste.workspace.flows.passport_facts import passport_shown as passport_shown
    from modiste.workspace.flows.passport_files import read_bundle as read_bundle
    from modiste.workspace.flows.passport_files import read_trust_file as read_trust_file
    from modiste.workspace.flows.passport_files import serving_witness as serving_witness
    from modiste.workspace.flows.passport_files import until as until
    from modiste.workspace.flows.passport_files import verification_page as verification_page
    from modiste.workspace.flows.passport_files import verify_bundle as verify_bundle
    from modiste.workspace.flows.passport_files import write_file as write_file
    from modiste.workspace.flows.passport_log import LOG_FOLDER as LOG_FOLDER
    from modiste.workspace.flows.passport_log import LogAudit as LogAudit
    from modiste.workspace.flows.passport_log import ShopLog as ShopLog
    from modiste.workspace.flows.passport_restricted import read_restricted as read_restricted
    from modiste.workspace.flows.passport_restricted import restricted_token as restricted_token
    from modiste.workspace.flows.passport_scans import ClaimAnswer as ClaimAnswer
    from modiste.workspace.flows.passport_scans import ScanAnswer as ScanAnswer
    from modiste.workspace.flows.passport_scans import ShopScans as ShopScans
    from modiste.workspace.flows.passport_scans import write_codes as write_codes
    from modiste.workspace.flows.passports import IssuedPassport as IssuedPassport
    from modiste.workspace.flows.passports import ShopPassports as ShopPassports
    from modiste.workspace.flows.plan_allocation import ANY_SIZE as ANY_SIZE
    from modiste.workspace.flows.plan_campaign import CampaignWish as CampaignWish
    from modiste.workspace.flows.plan_words import PLAN_KINDS as PLAN_KINDS
    from modiste.workspace.flows.planning import ShopPlanning as ShopPlanning
    from modiste.workspace.flows.planning import concern_json as concern_json
    from modiste.workspace.flows.planning import concern_mark as concern_mark
    from modiste.workspace.flows.planning import past_mark as past_mark
    from modiste.workspace.flows.planning import stock_mark as stock_mark
    from modiste.workspace.flows.quality import newest_quality as newest_quality
    from modiste.workspace.flows.quality import quality_of as quality_of
    from modiste.workspace.flows.quality import quality_trend as quality_trend
    from modiste.workspace.flows.quality_page import write_quality_page as write_quality_page
    from modiste.workspace.flows.randomised import Randomised as Randomised
    from modiste.workspace.flows.randomised import randomised_pictures as randomised_pictures
    from modiste.workspace.flows.randomised import write_randomised as write_randomised
    from modiste.workspace.flows.recipes import builder_parameters as builder_parameters
    from modiste.workspace.flows.recipes import recipe_file as recipe_file
    from modiste.workspace.flows.recommend_answers import Recommendation as Recommendation
    from modiste.workspace.flows.recommend_answers import Wish as Wish
    from modiste.workspace.flows.recommend_models import retrain as retrain
    from modiste.workspace.flows.recommendations import ShopRecommender as ShopRecommender
    from modiste.workspace.flows.sales_log import keep_sales as keep_sales
    from modiste.workspace.flows.sales_log import open_sales as open_sales
    from modiste.workspace.flows.sales_log import tell_sales as tell_sales
    from modiste.workspace.flows.search_documents import pictures_in as pictures_in
    from modiste.workspace.flows.searching import Answer as Answer
    from modiste.workspace.flows.searching import Found as Found
    from modiste.workspace.flows.searching import Indexed as Indexed
    from modiste.workspace.flows.searching import ShopSearch as ShopSearch
    from modiste.workspace.flows.searching import index as index
    from modiste.workspace.flows.searching import keep_found as keep_found
    from modiste.workspace.flows.searching import search as search
    from modiste.workspace.flows.shop_concerns import CONCERN_KINDS as CONCERN_KINDS
    from modiste.workspace.flows.shop_forecast import KeptForecast as KeptForecast
    from modiste.workspace.flows.shop_forecast import forecast_demand as forecast_demand
    from modiste.workspace.flows.shop_stock import Terms as Terms
    from modiste.workspace.flows.size_advice import SizeAdvice as SizeAdvice
    from modiste.workspace.flows.size_advice import advise_size as advise_size
    from modiste.workspace.flows.size_advice import return_risk as return_risk
    from modiste.workspace.flows.supply_control import ShopControl as ShopControl
    from modiste.workspace.flows.supply_events import Behaviour as Behaviour
    from modiste.workspace.flows.supply_events import Captured as Captured
    from modiste.workspace.flows.supply_events import FoundEvents as FoundEvents
    from modiste.workspace.flows.supply_events import ShopSupplyEvents as ShopSupplyEvents
    from modiste.workspace.flows.supply_events import item_label as item_label
    from modiste.workspace.flows.supply_events import judge_document as judge_document
    from modiste.workspace.flows.supply_events import read_supply_document as read_supply_document
    from modiste.workspace.flows.supply_events import read_supply_json as read_supply_json
    from modiste.workspace.flows.supply_events import read_supply_query as read_supply_query
    from modiste.workspace.flows.supply_events import supply_answer as supply_answer
    from modiste.workspace.flows.supply_facts import ShopSupplyFacts as ShopSupplyFacts
    from modiste.workspace.flows.supply_fleet import Simulated as Simulated
    from modiste.workspace.flows.supply_fleet import simulate as simulate
    from modiste.workspace.flows.supply_insight import CaughtUp as CaughtUp
    from modiste.workspace.flows.supply_insight import ShopInsight as ShopInsight
    from modiste.workspace.flows.supply_items import Contents as Contents
    from modiste.workspace.flows.supply_items import KnownItem as KnownItem
    from modiste.workspace.flows.supply_items import contents_of as contents_of
    from modiste.workspace.flows.supply_items import items_of_garment as items_of_garment
    from modiste.workspace.flows.supply_places import ShopSupplyPlaces as ShopSupplyPlaces
    from modiste.workspace.flows.supply_telling import SupplyTelling as SupplyTelling
    from modiste.workspace.flows.tagging import Alike as Alike
    from modiste.workspace.flows.tagging import Looked as Looked
    from modiste.workspace.flows.tagging import Tagged as Tagged
    from modiste.workspace.flows.tagging import alike as alike
    from modiste.workspace.flows.tagging import default_model as default_model
    from modiste.workspace.flows.tagging import look_up as look_up
    from modiste.workspace.flows.tagging import tag as tag
    from modiste.workspace.flows.tagging import tag_garment as tag_garment
    from modiste.workspace.flows.trend_signals import TREND_SOURCES as TREND_SOURCES
    from modiste.workspace.flows.trend_signals import shop_trends as shop_trends
    from modiste.workspace.flows.wearable_check import check_recordings as check_recordings
    from modiste.workspace.flows.wearable_check import recording_signals as recording_signals
    from modiste.workspace.flows.wearable_energy import energy_budget as energy_budget
    from modiste.workspace.flows.wearable_placement import sensor_placement as sensor_placement
    from modiste.workspace.flows.wearable_placement import (
        sensor_placement_picture as sensor_placement_picture,
    )
    from modiste.workspace.flows.wearable_sets import ShopRecordings as ShopRecordings
    from modiste.workspace.flows.wearable_updates import install_model_update as install_model_update
    from modiste.workspace.flows.wearable_updates import list_device_models as list_device_models
    from modiste.workspace.flows.wearable_updates import roll_back_model as roll_back_model
    from modiste.workspace.flows.wearable_updates import send_model as send_model
    from modiste.workspace.flows.wearable_updates import sign_model_update as sign_model_update
    from modiste.workspace.flows.wearings import shop_sizes as shop_sizes
    from modiste.workspace.flows.wearings import shop_wearings as shop_wearings

_HOMES = {
    "energy_budget": "wearable_energy",
    "sign_model_update": "wearable_updates",
    "install_model_update": "wearable_updates",
    "roll_back_model": "wearable_updates",
    "list_device_models": "wearable_updates",
    "edge_cost": "exports",
    "send_model": "wearable_updates",
    "sensor_placement": "wearable_placement",
    "sensor_placement_picture": "wearable_placement",
    "read_restricted": "passport_restricted",
    "restricted_token": "passport_restricted",
    "ShopAnchors": "passport_anchors",
    "EnteredFile": "passport_facts",
    "ShopPassportFacts": "passport_facts",
    "import_passport_file": "passport_facts",
    "passport_fields": "passport_facts",
    "passport_shown": "passport_facts",
    "read_bundle": "passport_files",
    "read_trust_file": "passport_files",
    "serving_witness": "passport_files",
    "until": "passport_files",
    "verification_page": "passport_files",
    "verify_bundle": "passport_files",
    "write_file": "passport_files",
    "LOG_FOLDER": "passport_log",
    "LogAudit": "passport_log",
    "ShopLog": "passport_log",
    "ClaimAnswer": "passport_scans",
    "ScanAnswer": "passport_scans",
    "ShopScans": "passport_scans",
    "write_codes": "passport_scans",
    "IssuedPassport": "passports",
    "ShopPassports": "passports",
    "Behaviour": "supply_events",
    "Captured": "supply_events",
    "FoundEvents": "supply_events",
    "ShopSupplyEvents": "supply_events",
    "SupplyTelling": "supply_telling",
    "item_label": "supply_events",
    "judge_document": "supply_events",
    "read_supply_document": "supply_events",
    "read_supply_json": "supply_events",
    "read_supply_query": "supply_events",
    "supply_answer": "supply_events",
    "Simulated": "supply_fleet",
    "simulate": "supply_fleet",
    "Contents": "supply_items",
    "KnownItem": "supply_items",
    "contents_of": "supply_items",
    "items_of_garment": "supply_items",
    "ShopSupplyPlaces": "supply_places",
    "CaughtUp": "supply_insight",
    "ShopControl": "supply_control",
    "ShopSupplyFacts": "supply_facts",
    "ShopInsight": "supply_insight",
    "ShopDevices": "device_intake",
    "TREND_SOURCES": "trend_signals",
    "shop_trends": "trend_signals",
    "tell_sales": "sales_log",
    "keep_sales": "sales_log",
    "open_sales": "sales_log",
    "Belief": "campaigns",
    "Limits": "campaigns",
    "campaign_of": "campaigns",
    "plan_shop_campaign": "campaigns",
    "plan_table_campaign": "campaigns",
    "CONCERN_KINDS": "shop_concerns",
    "KeptForecast": "shop_forecast",
    "ANY_SIZE": "plan_allocation",
    "CampaignWish": "plan_campaign",
    "PLAN_KINDS": "plan_words",
    "ShopPlanning": "planning",
    "ShopTrends": "kept_trends",
    "trend_mark": "kept_trends",
    "concern_json": "planning",
    "stock_mark": "planning",
    "past_mark": "planning",
    "concern_mark": "planning",
    "Terms": "shop_stock",
    "forecast_demand": "shop_forecast",
    "LaunchForecast": "launches",
    "LaunchSizes": "launch_sizes",
    "forecast_launch": "launches",
    "OutfitMade": "outfits",
    "complete_outfit": "outfits",
    "SizeAdvice": "size_advice",
    "advise_size": "size_advice",
    "return_risk": "size_advice",
    "check_recordings": "wearable_check",
    "recording_signals": "wearable_check",
    "ShopRecordings": "wearable_sets",
    "shop_sizes": "wearings",
    "shop_wearings": "wearings",
    "explain_match_of": "encoding",
    "value_of": "attributes",
    "unsure_tags": "attributes",
    "UnsureTag": "attributes",
    "learn_attributes": "attributes",
    "corrected_tagger": "attributes",
    "Described": "attributes",
    "describe": "attributes",
    "explain_tag": "attributes",
    "Remembered": "encoding",
    "collect_histories": "encoding",
    "adapt": "encoding",
    "unadapt": "encoding",
    "encoder_of": "encoding",
    "Collected": "encoder_corpus",
    "collect_corpus": "encoder_corpus",
    "ArPackage": "ar_package",
    "ArWish": "ar_shelf",
    "appearance_for": "ar_package",
    "ar_file": "ar_shelf",
    "ar_job": "ar_shelf",
    "sweep_ar": "ar_shelf",
    "titles_of": "ar_package",
    "look_of": "ar_package",
    "make_ar_package": "ar_package",
    "ar_page": "ar_shelf",
    "write_ar_package": "ar_package",
    "Answer": "searching",
    "Recommendation": "recommend_answers",
    "retrain": "recommend_models",
    "ShopRecommender": "recommendations",
    "Wish": "recommend_answers",
    "pictures_in": "search_documents",
    "Found": "searching",
    "Indexed": "searching",
    "ShopSearch": "searching",
    "index": "searching",
    "keep_found": "searching",
    "search": "searching",
    "Alike": "tagging",
    "Looked": "tagging",
    "Tagged": "tagging",
    "alike": "tagging",
    "default_model": "tagging",
    "look_up": "tagging",
    "tag": "tagging",
    "tag_garment": "tagging",
    "Compressed": "compression",
    "Demo": "demo",
    "DryRun": "imports",
    "Fitting": "fitting",
    "Forecasted": "forecasting",
    "forecast": "forecasting",
    "Preference": "fitting",
    "cut_named": "fitting",
    "draped_finely": "fitting",
    "fit": "fitting",
    "keep_cut": "fitting",
    "fit_report": "fitting",
    "middle_size": "fitting",
    "read_pattern": "fitting",
    "read_sizes": "fitting",
    "size_names": "fitting",
    "sizes_of": "fitting",
    "Explained": "explanations",
    "Exported": "exports",
    "Trained": "life_cycle",
    "Tuning": "life_cycle",
    "builder_parameters": "recipes",
    "House": "house",
    "generate": "house",
    "open_sample": "house",
    "pack": "house",
    "admit": "imports",
    "compress": "compression",
    "CutOut": "cutouts",
    "cut_out": "cutouts",
    "write_cut_outs": "cutouts",
    "demonstrate": "demo",
    "study_beside": "demo",
    "described": "models",
    "dry_run": "imports",
    "evaluate": "evaluations",
    "explain": "explanations",
    "explain_image": "explanations",
    "export_model": "exports",
    "find_model": "models",
    "guesses_of": "imports",
    "import_from": "imports",
    "list_models": "models",
    "list_recipes": "life_cycle",
    "newest_quality": "quality",
    "predict": "models",
    "quality_of": "quality",
    "quality_trend": "quality",
    "AugmentPreviews": "augment_previews",
    "preview_augment": "augment_previews",
    "write_preview_page": "augment_previews",
    "write_quality_page": "quality_page",
    "Randomised": "randomised",
    "randomised_pictures": "randomised",
    "write_randomised": "randomised",
    "recipe_file": "recipes",
    "recipe_named": "life_cycle",
    "run_of": "life_cycle",
    "shop_registry": "models",
    "train": "life_cycle",
    "tune": "life_cycle",
}
__all__ = [
    "ANY_SIZE",
    "CONCERN_KINDS",
    "LOG_FOLDER",
    "PLAN_KINDS",
    "TREND_SOURCES",
    "Alike",
    "Answer",
    "ArPackage",
    "ArWish",
    "AugmentPreviews",
    "Behaviour",
    "Belief",
    "CampaignWish",
    "Captured",
    "CaughtUp",
    "ClaimAnswer",
    "Collected",
    "Compressed",
    "Contents",
    "CutOut",
    "Demo",
    "Described",
    "DryRun",
    "EnteredFile",
    "Explained",
    "Exported",
    "Fitting",
    "Forecasted",
    "Found",
    "FoundEvents",
    "House",
    "Indexed",
    "IssuedPassport",
    "KeptForecast",
    "KnownItem",
    "LaunchForecast",
    "LaunchSizes",
    "Limits",
    "LogAudit",
    "Looked",
    "OutfitMade",
    "Preference",
    "Randomised",
    "Recommendation",
    "Remembered",
    "ScanAnswer",
    "ShopAnchors",
    "ShopControl",
    "ShopDevices",
    "ShopInsight",
    "ShopLog",
    "ShopPassportFacts",
    "ShopPassports",
    "ShopPlanning",
    "ShopRecommender",
    "ShopRecordings",
    "ShopScans",
    "ShopSearch",
    "ShopSupplyEvents",
    "ShopSupplyFacts",
    "ShopSupplyPlaces",
    "ShopTrends",
    "Simulated",
    "SizeAdvice",
    "SupplyTelling",
    "Tagged",
    "Terms",
    "Trained",
    "Tuning",
    "UnsureTag",
    "Wish",
    "adapt",
    "admit",
    "advise_size",
    "alike",
    "appearance_for",
    "ar_file",
    "ar_job",
    "ar_page",
    "builder_parameters",
    "campaign_of",
    "check_recordings",
    "collect_corpus",
    "collect_histories",
    "complete_outfit",
    "compress",
    "concern_json",
    "concern_mark",
    "contents_of",
    "corrected_tagger",
    "cut_named",
    "cut_out",
    "default_model",
    "demonstrate",
    "describe",
    "described",
    "draped_finely",
    "dry_run",
    "edge_cost",
    "encoder_of",
    "energy_budget",
    "evaluate",
    "explain",
    "explain_image",
    "explain_match_of",
    "explain_tag",
    "export_model",
    "find_model",
    "fit",
    "fit_report",
    "forecast",
    "forecast_demand",
    "forecast_launch",
    "generate",
    "guesses_of",
    "import_from",
    "import_passport_file",
    "index",
    "install_model_update",
    "item_label",
    "items_of_garment",
    "judge_document",
    "keep_cut",
    "keep_found",
    "keep_sales",
    "learn_attributes",
    "list_device_models",
    "list_models",
    "list_recipes",
    "look_of",
    "look_up",
    "make_ar_package",
    "middle_size",
    "newest_quality",
    "open_sales",
    "open_sample",
    "pack",
    "passport_fields",
    "passport_shown",
    "past_mark",
    "pictures_in",
    "plan_shop_campaign",
    "plan_table_campaign",
    "predict",
    "preview_augment",
    "quality_of",
    "quality_trend",
    "randomised_pictures",
    "read_bundle",
    "read_pattern",
    "read_restricted",
    "read_sizes",
    "read_supply_document",
    "read_supply_json",
    "read_supply_query",
    "read_trust_file",
    "recipe_file",
    "recipe_named",
    "recording_signals",
    "restricted_token",
    "retrain",
    "return_risk",
    "roll_back_model",
    "run_of",
    "search",
    "send_model",
    "sensor_placement",
    "sensor_placement_picture",
    "serving_witness",
    "shop_registry",
    "shop_sizes",
    "shop_trends",
    "shop_wearings",
    "sign_model_update",
    "simulate",
    "size_names",
    "sizes_of",
    "stock_mark",
    "study_beside",
    "supply_answer",
    "sweep_ar",
    "tag",
    "tag_garment",
    "tell_sales",
    "titles_of",
    "train",
    "trend_mark",
    "tune",
    "unadapt",
    "unsure_tags",
    "until",
    "value_of",
    "verification_page",
    "verify_bundle",
    "write_ar_package",
    "write_codes",
    "write_cut_outs",
    "write_file",
    "write_preview_page",
    "write_quality_page",
    "write_randomised",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.workspace.flows' has no attribute {name!r}")
    return getattr(import_module(f"modiste.workspace.flows.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
