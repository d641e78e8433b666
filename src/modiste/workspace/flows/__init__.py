"""Where rooms meet: one file a flow that needs more than one of them, on one shop.

Knows which room does what, by the tables of `plugins`; each room knows nothing of the others.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modiste.workspace.flows.compression import Compressed as Compressed
    from modiste.workspace.flows.compression import compress as compress
    from modiste.workspace.flows.demo import DEMO_SHOP as DEMO_SHOP
    from modiste.workspace.flows.demo import Demo as Demo
    from modiste.workspace.flows.demo import demonstrate as demonstrate
    from modiste.workspace.flows.evaluations import evaluate as evaluate
    from modiste.workspace.flows.evaluations import picture_source as picture_source
    from modiste.workspace.flows.explanations import Explained as Explained
    from modiste.workspace.flows.explanations import explain as explain
    from modiste.workspace.flows.kinds import import_from as import_from
    from modiste.workspace.flows.life_cycle import Trained as Trained
    from modiste.workspace.flows.life_cycle import Tuning as Tuning
    from modiste.workspace.flows.life_cycle import list_recipes as list_recipes
    from modiste.workspace.flows.life_cycle import recipe_named as recipe_named
    from modiste.workspace.flows.life_cycle import train as train
    from modiste.workspace.flows.life_cycle import tune as tune
    from modiste.workspace.flows.models import Exported as Exported
    from modiste.workspace.flows.models import described as described
    from modiste.workspace.flows.models import export_model as export_model
    from modiste.workspace.flows.models import find_model as find_model
    from modiste.workspace.flows.models import list_models as list_models
    from modiste.workspace.flows.models import predict as predict
    from modiste.workspace.flows.models import shop_registry as shop_registry
    from modiste.workspace.flows.runs import Run as Run
    from modiste.workspace.flows.runs import list_compressions as list_compressions
    from modiste.workspace.flows.runs import list_runs as list_runs
    from modiste.workspace.flows.runs import read_run as read_run
    from modiste.workspace.flows.tagging import Alike as Alike
    from modiste.workspace.flows.tagging import Looked as Looked
    from modiste.workspace.flows.tagging import Tagged as Tagged
    from modiste.workspace.flows.tagging import alike as alike
    from modiste.workspace.flows.tagging import default_model as default_model
    from modiste.workspace.flows.tagging import look_up as look_up
    from modiste.workspace.flows.tagging import tag as tag
    from modiste.workspace.flows.tagging import tag_garment as tag_garment

_HOMES = {
    "Alike": "tagging",
    "Looked": "tagging",
    "Tagged": "tagging",
    "alike": "tagging",
    "default_model": "tagging",
    "look_up": "tagging",
    "tag": "tagging",
    "tag_garment": "tagging",
    "picture_source": "evaluations",
    "Run": "runs",
    "list_runs": "runs",
    "read_run": "runs",
    "list_compressions": "runs",
    "DEMO_SHOP": "demo",
    "Compressed": "compression",
    "Demo": "demo",
    "Explained": "explanations",
    "Exported": "models",
    "Trained": "life_cycle",
    "Tuning": "life_cycle",
    "compress": "compression",
    "demonstrate": "demo",
    "described": "models",
    "evaluate": "evaluations",
    "explain": "explanations",
    "export_model": "models",
    "find_model": "models",
    "import_from": "kinds",
    "list_models": "models",
    "list_recipes": "life_cycle",
    "predict": "models",
    "recipe_named": "life_cycle",
    "shop_registry": "models",
    "train": "life_cycle",
    "tune": "life_cycle",
}
__all__ = [
    "DEMO_SHOP",
    "Alike",
    "Compressed",
    "Demo",
    "Explained",
    "Exported",
    "Looked",
    "Run",
    "Tagged",
    "Trained",
    "Tuning",
    "alike",
    "compress",
    "default_model",
    "demonstrate",
    "described",
    "evaluate",
    "explain",
    "export_model",
    "find_model",
    "import_from",
    "list_compressions",
    "list_models",
    "list_recipes",
    "list_runs",
    "look_up",
    "picture_source",
    "predict",
    "read_run",
    "recipe_named",
    "shop_registry",
    "tag",
    "tag_garment",
    "train",
    "tune",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.workspace.flows' has no attribute {name!r}")
    return getattr(import_module(f"modiste.workspace.flows.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
