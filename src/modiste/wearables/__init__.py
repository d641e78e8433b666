"""Wearables: from sensor logs to a small model of what somebody does, honest about people it never saw. Lazy.

Knows recordings, signals, windows and models of motion; the life cycle is learning's, rows and faces are others'.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modiste.wearables.activity import SIDECAR as SIDECAR
    from modiste.wearables.activity import Sidecar as Sidecar
    from modiste.wearables.activity import open_grids as open_grids
    from modiste.wearables.activity import quarantined_of as quarantined_of
    from modiste.wearables.activity_fit import Bench as Bench
    from modiste.wearables.activity_fit import cross_validated as cross_validated
    from modiste.wearables.activity_fit import leak_gap as leak_gap
    from modiste.wearables.activity_fit import learn as learn
    from modiste.wearables.edge.package import c_package as c_package
    from modiste.wearables.frame_network import build_frame_network as build_frame_network
    from modiste.wearables.layout import Layout as Layout
    from modiste.wearables.layout import layout_of as layout_of
    from modiste.wearables.network import build_series_cnn as build_series_cnn
    from modiste.wearables.placement.picture import placement_picture as placement_picture
    from modiste.wearables.placement.selection import Placement as Placement
    from modiste.wearables.placement.selection import place_sensors as place_sensors
    from modiste.wearables.quality import Examined as Examined
    from modiste.wearables.quality import Fault as Fault
    from modiste.wearables.quality import Report as Report
    from modiste.wearables.quality import examine as examine
    from modiste.wearables.quality import examine_all as examine_all
    from modiste.wearables.recordings import Recording as Recording
    from modiste.wearables.recordings import Unread as Unread
    from modiste.wearables.recordings import read_recordings as read_recordings
    from modiste.wearables.splits import BY_SUBJECT as BY_SUBJECT
    from modiste.wearables.splits import FOLDS as FOLDS
    from modiste.wearables.splits import LEAKY as LEAKY
    from modiste.wearables.splits import PROTOCOLS as PROTOCOLS
    from modiste.wearables.windows import Grid as Grid
    from modiste.wearables.windows import windows_of as windows_of

_HOMES = {
    "Placement": "placement.selection",
    "place_sensors": "placement.selection",
    "placement_picture": "placement.picture",
    "c_package": "edge.package",
    "BY_SUBJECT": "splits",
    "Bench": "activity_fit",
    "Examined": "quality",
    "FOLDS": "splits",
    "Fault": "quality",
    "Grid": "windows",
    "LEAKY": "splits",
    "Layout": "layout",
    "PROTOCOLS": "splits",
    "Recording": "recordings",
    "Report": "quality",
    "SIDECAR": "activity",
    "Sidecar": "activity",
    "Unread": "recordings",
    "build_frame_network": "frame_network",
    "build_series_cnn": "network",
    "cross_validated": "activity_fit",
    "examine": "quality",
    "examine_all": "quality",
    "layout_of": "layout",
    "leak_gap": "activity_fit",
    "learn": "activity_fit",
    "open_grids": "activity",
    "quarantined_of": "activity",
    "read_recordings": "recordings",
    "windows_of": "windows",
}
__all__ = [
    "BY_SUBJECT",
    "FOLDS",
    "LEAKY",
    "PROTOCOLS",
    "SIDECAR",
    "Bench",
    "Examined",
    "Fault",
    "Grid",
    "Layout",
    "Placement",
    "Recording",
    "Report",
    "Sidecar",
    "Unread",
    "build_frame_network",
    "build_series_cnn",
    "c_package",
    "cross_validated",
    "examine",
    "examine_all",
    "layout_of",
    "leak_gap",
    "learn",
    "open_grids",
    "place_sensors",
    "placement_picture",
    "quarantined_of",
    "read_recordings",
    "windows_of",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.wearables' has no attribute {name!r}")
    return getattr(import_module(f"modiste.wearables.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
