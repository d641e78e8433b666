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
    from modiste.workspace.flows.explanations import Explained as Explained
    from modiste.workspace.flows.explanations import explain as explain
    from modiste.workspace.flows.imports import DryRun as DryRun
    from modiste.workspace.flows.imports import admit as admit
    from modiste.workspace.flows.imports import dry_run as dry_run
    from modiste.workspace.flows.imports import guesses_of as guesses_of
    from modiste.workspace.flows.imports import import_from as import_from
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

_HOMES = {
    "DEMO_SHOP": "demo",
    "Compressed": "compression",
    "Demo": "demo",
    "DryRun": "imports",
    "Explained": "explanations",
    "Exported": "models",
    "Trained": "life_cycle",
    "Tuning": "life_cycle",
    "admit": "imports",
    "compress": "compression",
    "demonstrate": "demo",
    "described": "models",
    "dry_run": "imports",
    "evaluate": "evaluations",
    "explain": "explanations",
    "export_model": "models",
    "find_model": "models",
    "guesses_of": "imports",
    "import_from": "imports",
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
    "Compressed",
    "Demo",
    "DryRun",
    "Explained",
    "Exported",
    "Trained",
    "Tuning",
    "admit",
    "compress",
    "demonstrate",
    "described",
    "dry_run",
    "evaluate",
    "explain",
    "export_model",
    "find_model",
    "guesses_of",
    "import_from",
    "list_models",
    "list_recipes",
    "predict",
    "recipe_named",
    "shop_registry",
    "train",
    "tune",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.workspace.flows' has no attribute {name!r}")
    return getattr(import_module(f"modiste.workspace.flows.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
