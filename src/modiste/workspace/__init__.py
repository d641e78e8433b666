"""One shop, opened: its garments, models and jobs behind one handle.

Knows how rooms work together on one shop; the rooms themselves know nothing of it, and faces only show it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modiste.collect import cache_folder as cache_folder
    from modiste.store import Held as Held
    from modiste.store import Page as Page
    from modiste.workspace.catalogue_export import CatalogueFile as CatalogueFile
    from modiste.workspace.catalogue_export import export_catalogue as export_catalogue
    from modiste.workspace.catalogue_export import rewrite_like as rewrite_like
    from modiste.workspace.doctor import Check as Check
    from modiste.workspace.doctor import examine as examine
    from modiste.workspace.garments import FILTERS as FILTERS
    from modiste.workspace.garments import Garments as Garments
    from modiste.workspace.garments import Photo as Photo
    from modiste.workspace.intake import ImportReport as ImportReport
    from modiste.workspace.jobs import Job as Job
    from modiste.workspace.jobs import JobEvent as JobEvent
    from modiste.workspace.jobs import JobKind as JobKind
    from modiste.workspace.jobs import Jobs as Jobs
    from modiste.workspace.settings import Loaded as Loaded
    from modiste.workspace.settings import Settings as Settings
    from modiste.workspace.settings import load_settings as load_settings
    from modiste.workspace.shop import Shop as Shop
    from modiste.workspace.shop import is_shop as is_shop
    from modiste.workspace.shop import open_shop as open_shop
    from modiste.workspace.telemetry import log_file as log_file
    from modiste.workspace.telemetry import logger as logger
    from modiste.workspace.worker import Worker as Worker
    from modiste.workspace.worker import start_worker as start_worker
    from modiste.workspace.worker import work as work

_HOMES = {
    "CatalogueFile": "modiste.workspace.catalogue_export",
    "export_catalogue": "modiste.workspace.catalogue_export",
    "rewrite_like": "modiste.workspace.catalogue_export",
    "FILTERS": "modiste.workspace.garments",
    "Garments": "modiste.workspace.garments",
    "Held": "modiste.store",
    "ImportReport": "modiste.workspace.intake",
    "Job": "modiste.workspace.jobs",
    "JobEvent": "modiste.workspace.jobs",
    "JobKind": "modiste.workspace.jobs",
    "Jobs": "modiste.workspace.jobs",
    "Page": "modiste.store",
    "Photo": "modiste.workspace.garments",
    "Settings": "modiste.workspace.settings",
    "Shop": "modiste.workspace.shop",
    "Worker": "modiste.workspace.worker",
    "cache_folder": "modiste.collect",
    "examine": "modiste.workspace.doctor",
    "Check": "modiste.workspace.doctor",
    "Loaded": "modiste.workspace.settings",
    "is_shop": "modiste.workspace.shop",
    "load_settings": "modiste.workspace.settings",
    "log_file": "modiste.workspace.telemetry",
    "logger": "modiste.workspace.telemetry",
    "open_shop": "modiste.workspace.shop",
    "start_worker": "modiste.workspace.worker",
    "work": "modiste.workspace.worker",
}
__all__ = [
    "FILTERS",
    "CatalogueFile",
    "Check",
    "Garments",
    "Held",
    "ImportReport",
    "Job",
    "JobEvent",
    "JobKind",
    "Jobs",
    "Loaded",
    "Page",
    "Photo",
    "Settings",
    "Shop",
    "Worker",
    "cache_folder",
    "examine",
    "export_catalogue",
    "is_shop",
    "load_settings",
    "log_file",
    "logger",
    "open_shop",
    "rewrite_like",
    "start_worker",
    "work",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.workspace' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
