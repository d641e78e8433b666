"""One shop, opened: its garments, models and jobs behind one handle.

Knows how rooms work together on one shop; the rooms themselves know nothing of it, and faces only show it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modiste.collect import cache_folder as cache_folder
    from modiste.store import Card as Card
    from modiste.store import CardSort as CardSort
    from modiste.store import CardState as CardState
    from modiste.store import Held as Held
    from modiste.store import Page as Page
    from modiste.workspace.catalogue_export import CatalogueFile as CatalogueFile
    from modiste.workspace.catalogue_export import export_catalogue as export_catalogue
    from modiste.workspace.catalogue_export import rewrite_like as rewrite_like
    from modiste.workspace.catalogue_export import write_catalogue as write_catalogue
    from modiste.workspace.catalogue_export import write_like as write_like
    from modiste.workspace.doctor import Check as Check
    from modiste.workspace.doctor import examine as examine
    from modiste.workspace.edits import Edit as Edit
    from modiste.workspace.edits import Edits as Edits
    from modiste.workspace.edits import Selection as Selection
    from modiste.workspace.evaluations import Example as Example
    from modiste.workspace.evaluations import Kept as Kept
    from modiste.workspace.fitting_room import FittingRoom as FittingRoom
    from modiste.workspace.garments import FILTERS as FILTERS
    from modiste.workspace.garments import Garments as Garments
    from modiste.workspace.garments import Photo as Photo
    from modiste.workspace.home import Home as Home
    from modiste.workspace.home import Need as Need
    from modiste.workspace.home import look_around as look_around
    from modiste.workspace.intake import ImportReport as ImportReport
    from modiste.workspace.jobs import Job as Job
    from modiste.workspace.jobs import JobEvent as JobEvent
    from modiste.workspace.jobs import JobKind as JobKind
    from modiste.workspace.jobs import Jobs as Jobs
    from modiste.workspace.keeping import kept_up as kept_up
    from modiste.workspace.keeping import settled as settled
    from modiste.workspace.recipes import form_of as form_of
    from modiste.workspace.runs import run_behind as run_behind
    from modiste.workspace.settings import Loaded as Loaded
    from modiste.workspace.settings import Settings as Settings
    from modiste.workspace.settings import load_settings as load_settings
    from modiste.workspace.settings_file import change_settings as change_settings
    from modiste.workspace.settings_file import shown_settings as shown_settings
    from modiste.workspace.shop import Shop as Shop
    from modiste.workspace.shop import is_shop as is_shop
    from modiste.workspace.shop import open_shop as open_shop
    from modiste.workspace.streaming import streamed as streamed
    from modiste.workspace.study import read_study as read_study
    from modiste.workspace.telemetry import log_file as log_file
    from modiste.workspace.telemetry import log_lines as log_lines
    from modiste.workspace.telemetry import logger as logger
    from modiste.workspace.worker import Worker as Worker
    from modiste.workspace.worker import start_worker as start_worker
    from modiste.workspace.worker import work as work

_HOMES = {
    "Card": "modiste.store",
    "CardSort": "modiste.store",
    "CardState": "modiste.store",
    "Check": "modiste.workspace.doctor",
    "Edit": "modiste.workspace.edits",
    "Edits": "modiste.workspace.edits",
    "FILTERS": "modiste.workspace.garments",
    "FittingRoom": "modiste.workspace.fitting_room",
    "Garments": "modiste.workspace.garments",
    "Home": "modiste.workspace.home",
    "CatalogueFile": "modiste.workspace.catalogue_export",
    "export_catalogue": "modiste.workspace.catalogue_export",
    "rewrite_like": "modiste.workspace.catalogue_export",
    "settled": "modiste.workspace.keeping",
    "streamed": "modiste.workspace.streaming",
    "write_catalogue": "modiste.workspace.catalogue_export",
    "write_like": "modiste.workspace.catalogue_export",
    "Held": "modiste.store",
    "ImportReport": "modiste.workspace.intake",
    "Job": "modiste.workspace.jobs",
    "JobEvent": "modiste.workspace.jobs",
    "JobKind": "modiste.workspace.jobs",
    "Jobs": "modiste.workspace.jobs",
    "Loaded": "modiste.workspace.settings",
    "Need": "modiste.workspace.home",
    "Page": "modiste.store",
    "Photo": "modiste.workspace.garments",
    "Selection": "modiste.workspace.edits",
    "Settings": "modiste.workspace.settings",
    "Shop": "modiste.workspace.shop",
    "Worker": "modiste.workspace.worker",
    "cache_folder": "modiste.collect",
    "examine": "modiste.workspace.doctor",
    "is_shop": "modiste.workspace.shop",
    "kept_up": "modiste.workspace.keeping",
    "load_settings": "modiste.workspace.settings",
    "log_file": "modiste.workspace.telemetry",
    "log_lines": "modiste.workspace.telemetry",
    "logger": "modiste.workspace.telemetry",
    "look_around": "modiste.workspace.home",
    "open_shop": "modiste.workspace.shop",
    "start_worker": "modiste.workspace.worker",
    "work": "modiste.workspace.worker",
    "Example": "modiste.workspace.evaluations",
    "Kept": "modiste.workspace.evaluations",
    "form_of": "modiste.workspace.recipes",
    "run_behind": "modiste.workspace.runs",
    "read_study": "modiste.workspace.study",
    "change_settings": "modiste.workspace.settings_file",
    "shown_settings": "modiste.workspace.settings_file",
}
__all__ = [
    "FILTERS",
    "Card",
    "CardSort",
    "CardState",
    "CatalogueFile",
    "Check",
    "Edit",
    "Edits",
    "Example",
    "FittingRoom",
    "Garments",
    "Held",
    "Home",
    "ImportReport",
    "Job",
    "JobEvent",
    "JobKind",
    "Jobs",
    "Kept",
    "Loaded",
    "Need",
    "Page",
    "Photo",
    "Selection",
    "Settings",
    "Shop",
    "Worker",
    "cache_folder",
    "change_settings",
    "examine",
    "export_catalogue",
    "form_of",
    "is_shop",
    "kept_up",
    "load_settings",
    "log_file",
    "log_lines",
    "logger",
    "look_around",
    "open_shop",
    "read_study",
    "rewrite_like",
    "run_behind",
    "settled",
    "shown_settings",
    "start_worker",
    "streamed",
    "work",
    "write_catalogue",
    "write_like",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.workspace' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
