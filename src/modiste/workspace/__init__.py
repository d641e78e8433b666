"""One shop, opened: its garments, models and jobs behind one handle.

Knows how rooms work together on one shop; the rooms themselves know nothing of it, and faces only show it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modiste.workspace.garments import Facet as Facet
    from modiste.workspace.garments import Garments as Garments
    from modiste.workspace.garments import Page as Page
    from modiste.workspace.garments import Photo as Photo
    from modiste.workspace.intake import ImportReport as ImportReport
    from modiste.workspace.jobs import Job as Job
    from modiste.workspace.jobs import JobEvent as JobEvent
    from modiste.workspace.jobs import Jobs as Jobs
    from modiste.workspace.shop import Shop as Shop
    from modiste.workspace.shop import open_shop as open_shop

_HOMES = {
    "Facet": "garments",
    "Garments": "garments",
    "ImportReport": "intake",
    "Job": "jobs",
    "JobEvent": "jobs",
    "Jobs": "jobs",
    "Page": "garments",
    "Photo": "garments",
    "Shop": "shop",
    "open_shop": "shop",
}
__all__ = [
    "Facet",
    "Garments",
    "ImportReport",
    "Job",
    "JobEvent",
    "Jobs",
    "Page",
    "Photo",
    "Shop",
    "open_shop",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.workspace' has no attribute {name!r}")
    return getattr(import_module(f"modiste.workspace.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
