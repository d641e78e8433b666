"""The model life cycle: recipe > augment > fit > evaluate > explain > compress > export > registry.

Knows how a model comes to be and what it is worth; data come from collect and the rooms. This door is lazy,
so that serving needs onnxruntime and not torch.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modiste.learning.augment_preview import Preview as Preview
    from modiste.learning.augment_preview import preview_augment as preview_augment
    from modiste.learning.calibration import Calibration as Calibration
    from modiste.learning.calibration import temperature_scaling as temperature_scaling
    from modiste.learning.card import About as About
    from modiste.learning.card import Measured as Measured
    from modiste.learning.card import ModelCard as ModelCard
    from modiste.learning.card import read_card as read_card
    from modiste.learning.compression import Row as Row
    from modiste.learning.compression import compare as compare
    from modiste.learning.data import ArrayExamples as ArrayExamples
    from modiste.learning.data import Examples as Examples
    from modiste.learning.data import Subset as Subset
    from modiste.learning.data import limited as limited
    from modiste.learning.data import split as split
    from modiste.learning.distillation import Teacher as Teacher
    from modiste.learning.distillation import distil as distil
    from modiste.learning.distillation import open_run as open_run
    from modiste.learning.evaluation import Evaluation as Evaluation
    from modiste.learning.evaluation import classification as classification
    from modiste.learning.explanation import explain as explain
    from modiste.learning.exporting import default_name as default_name
    from modiste.learning.exporting import export as export
    from modiste.learning.graph import network_nodes as network_nodes
    from modiste.learning.graph import norms_to_convolutions as norms_to_convolutions
    from modiste.learning.heat import Explanation as Explanation
    from modiste.learning.heat import overlay as overlay
    from modiste.learning.intervals import bootstrap as bootstrap
    from modiste.learning.intervals import percentile as percentile
    from modiste.learning.intervals import wilson as wilson
    from modiste.learning.metrics import calibration_error as calibration_error
    from modiste.learning.metrics import equal_width_bins as equal_width_bins
    from modiste.learning.metrics import softmax as softmax
    from modiste.learning.model_folder import add_files as add_files
    from modiste.learning.model_folder import put_folder as put_folder
    from modiste.learning.model_folder import read_golden as read_golden
    from modiste.learning.model_folder import read_model as read_model
    from modiste.learning.model_folder import write_model_folder as write_model_folder
    from modiste.learning.neighbours import Bank as Bank
    from modiste.learning.neighbours import Neighbourhood as Neighbourhood
    from modiste.learning.neighbours import nearest_examples as nearest_examples
    from modiste.learning.networks import NETWORKS as NETWORKS
    from modiste.learning.networks import Builder as Builder
    from modiste.learning.networks import build_network as build_network
    from modiste.learning.objectives import Distilled as Distilled
    from modiste.learning.outcomes import Outcomes as Outcomes
    from modiste.learning.progress import Event as Event
    from modiste.learning.progress import Progress as Progress
    from modiste.learning.progress import silent as silent
    from modiste.learning.pruning import prune as prune
    from modiste.learning.quantisation import Quantised as Quantised
    from modiste.learning.quantisation import quantise as quantise
    from modiste.learning.recipe import InputSpec as InputSpec
    from modiste.learning.recipe import Part as Part
    from modiste.learning.recipe import Recipe as Recipe
    from modiste.learning.recipe import find_recipe as find_recipe
    from modiste.learning.recipe import load_recipe as load_recipe
    from modiste.learning.recipe import shipped_recipes as shipped_recipes
    from modiste.learning.registry import ModelEntry as ModelEntry
    from modiste.learning.registry import Registry as Registry
    from modiste.learning.registry import StageChange as StageChange
    from modiste.learning.registry import folder_entry as folder_entry
    from modiste.learning.registry import shipped_models as shipped_models
    from modiste.learning.report import html_report as html_report
    from modiste.learning.report import page_css as page_css
    from modiste.learning.report import write_page as write_page
    from modiste.learning.result import Metric as Metric
    from modiste.learning.result import Result as Result
    from modiste.learning.result import measured as measured
    from modiste.learning.served_network import ServedNetwork as ServedNetwork
    from modiste.learning.served_network import batch_of as batch_of
    from modiste.learning.serving import Answer as Answer
    from modiste.learning.serving import Served as Served
    from modiste.learning.signature import defaults_in as defaults_in
    from modiste.learning.signature import parameters_of as parameters_of
    from modiste.learning.thumbnails import Thumbnail as Thumbnail
    from modiste.learning.thumbnails import thumbnail as thumbnail
    from modiste.learning.toml_text import toml_literal as toml_literal
    from modiste.learning.training import Fit as Fit
    from modiste.learning.training import fit as fit
    from modiste.learning.training import load_weights as load_weights
    from modiste.learning.training import logits_of as logits_of
    from modiste.learning.training import normalise as normalise
    from modiste.learning.tuning import Trial as Trial
    from modiste.learning.tuning import Tuned as Tuned
    from modiste.learning.tuning import parse_space as parse_space
    from modiste.learning.tuning import tune as tune

_HOMES = {
    "calibration_error": "metrics",
    "equal_width_bins": "metrics",
    "About": "card",
    "Answer": "serving",
    "ArrayExamples": "data",
    "Bank": "neighbours",
    "Builder": "networks",
    "Calibration": "calibration",
    "Distilled": "objectives",
    "Evaluation": "evaluation",
    "Event": "progress",
    "Examples": "data",
    "Explanation": "heat",
    "Fit": "training",
    "InputSpec": "recipe",
    "Measured": "card",
    "Metric": "result",
    "ModelCard": "card",
    "ModelEntry": "registry",
    "NETWORKS": "networks",
    "Neighbourhood": "neighbours",
    "Outcomes": "outcomes",
    "Part": "recipe",
    "Progress": "progress",
    "Quantised": "quantisation",
    "Recipe": "recipe",
    "Registry": "registry",
    "Result": "result",
    "Row": "compression",
    "Served": "serving",
    "ServedNetwork": "served_network",
    "StageChange": "registry",
    "batch_of": "served_network",
    "Subset": "data",
    "Teacher": "distillation",
    "Trial": "tuning",
    "Tuned": "tuning",
    "build_network": "networks",
    "classification": "evaluation",
    "compare": "compression",
    "default_name": "exporting",
    "distil": "distillation",
    "explain": "explanation",
    "export": "exporting",
    "find_recipe": "recipe",
    "fit": "training",
    "folder_entry": "registry",
    "html_report": "report",
    "page_css": "report",
    "write_page": "report",
    "Thumbnail": "thumbnails",
    "thumbnail": "thumbnails",
    "preview_augment": "augment_preview",
    "Preview": "augment_preview",
    "limited": "data",
    "load_recipe": "recipe",
    "load_weights": "training",
    "logits_of": "training",
    "bootstrap": "intervals",
    "measured": "result",
    "percentile": "intervals",
    "nearest_examples": "neighbours",
    "network_nodes": "graph",
    "normalise": "training",
    "norms_to_convolutions": "graph",
    "defaults_in": "signature",
    "parameters_of": "signature",
    "open_run": "distillation",
    "overlay": "heat",
    "parse_space": "tuning",
    "prune": "pruning",
    "add_files": "model_folder",
    "put_folder": "model_folder",
    "read_golden": "model_folder",
    "read_model": "model_folder",
    "write_model_folder": "model_folder",
    "quantise": "quantisation",
    "read_card": "card",
    "shipped_models": "registry",
    "shipped_recipes": "recipe",
    "silent": "progress",
    "softmax": "metrics",
    "split": "data",
    "temperature_scaling": "calibration",
    "toml_literal": "toml_text",
    "tune": "tuning",
    "wilson": "intervals",
}
__all__ = [
    "NETWORKS",
    "About",
    "Answer",
    "ArrayExamples",
    "Bank",
    "Builder",
    "Calibration",
    "Distilled",
    "Evaluation",
    "Event",
    "Examples",
    "Explanation",
    "Fit",
    "InputSpec",
    "Measured",
    "Metric",
    "ModelCard",
    "ModelEntry",
    "Neighbourhood",
    "Outcomes",
    "Part",
    "Preview",
    "Progress",
    "Quantised",
    "Recipe",
    "Registry",
    "Result",
    "Row",
    "Served",
    "ServedNetwork",
    "StageChange",
    "Subset",
    "Teacher",
    "Thumbnail",
    "Trial",
    "Tuned",
    "add_files",
    "batch_of",
    "bootstrap",
    "build_network",
    "calibration_error",
    "classification",
    "compare",
    "default_name",
    "defaults_in",
    "distil",
    "equal_width_bins",
    "explain",
    "export",
    "find_recipe",
    "fit",
    "folder_entry",
    "html_report",
    "limited",
    "load_recipe",
    "load_weights",
    "logits_of",
    "measured",
    "nearest_examples",
    "network_nodes",
    "normalise",
    "norms_to_convolutions",
    "open_run",
    "overlay",
    "page_css",
    "parameters_of",
    "parse_space",
    "percentile",
    "preview_augment",
    "prune",
    "put_folder",
    "quantise",
    "read_card",
    "read_golden",
    "read_model",
    "shipped_models",
    "shipped_recipes",
    "silent",
    "softmax",
    "split",
    "temperature_scaling",
    "thumbnail",
    "toml_literal",
    "tune",
    "write_model_folder",
    "write_page",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.learning' has no attribute {name!r}")
    return getattr(import_module(f"modiste.learning.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
