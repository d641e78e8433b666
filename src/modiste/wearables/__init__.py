"""Wearables: from sensor logs to a small model of what somebody does, told of people it never saw. Lazy.

Knows recordings, signals, windows and models of motion; the life cycle is learning's, faces are others'.
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
    from modiste.wearables.corrections import Span as Span
    from modiste.wearables.corrections import read_corrected as read_corrected
    from modiste.wearables.corrections import write_corrections as write_corrections
    from modiste.wearables.curves import LabelRun as LabelRun
    from modiste.wearables.curves import label_runs as label_runs
    from modiste.wearables.curves import thinned as thinned
    from modiste.wearables.edge.package import c_package as c_package
    from modiste.wearables.edge.updates import DeviceModels as DeviceModels
    from modiste.wearables.edge.updates import signed_update as signed_update
    from modiste.wearables.frame_network import build_frame_network as build_frame_network
    from modiste.wearables.layout import DECLARED as DECLARED
    from modiste.wearables.layout import Layout as Layout
    from modiste.wearables.layout import layout_of as layout_of
    from modiste.wearables.minirocket import build_minirocket as build_minirocket
    from modiste.wearables.network import build_series_cnn as build_series_cnn
    from modiste.wearables.personal import personalised as personalised
    from modiste.wearables.placement.drawing import placement_picture as placement_picture
    from modiste.wearables.placement.energy import NOTE as NOTE
    from modiste.wearables.placement.energy import read_budget as read_budget
    from modiste.wearables.placement.sampling import sampled as sampled
    from modiste.wearables.placement.selection import Placement as Placement
    from modiste.wearables.placement.selection import place_sensors as place_sensors
    from modiste.wearables.quality import Examined as Examined
    from modiste.wearables.quality import Fault as Fault
    from modiste.wearables.quality import Report as Report
    from modiste.wearables.quality import examine as examine
    from modiste.wearables.quality import examine_all as examine_all
    from modiste.wearables.readings import columns_of as columns_of
    from modiste.wearables.recordings import Recording as Recording
    from modiste.wearables.recordings import Unread as Unread
    from modiste.wearables.recordings import read_recordings as read_recordings
    from modiste.wearables.signals import signals_of as signals_of
    from modiste.wearables.splits import BY_SUBJECT as BY_SUBJECT
    from modiste.wearables.splits import FOLDS as FOLDS
    from modiste.wearables.splits import LEAKY as LEAKY
    from modiste.wearables.splits import PROTOCOLS as PROTOCOLS
    from modiste.wearables.stream import Stream as Stream
    from modiste.wearables.tables import ENDINGS as ENDINGS
    from modiste.wearables.why import explain_window as explain_window
    from modiste.wearables.windows import RATE_HZ as RATE_HZ
    from modiste.wearables.windows import STRIDE as STRIDE
    from modiste.wearables.windows import UNKNOWN as UNKNOWN
    from modiste.wearables.windows import Grid as Grid
    from modiste.wearables.windows import gridded as gridded
    from modiste.wearables.windows import windows_of as windows_of

_HOMES = {
    "DeviceModels": "edge.updates",
    "signed_update": "edge.updates",
    "NOTE": "placement.energy",
    "read_budget": "placement.energy",
    "sampled": "placement.sampling",
    "Placement": "placement.selection",
    "place_sensors": "placement.selection",
    "placement_picture": "placement.drawing",
    "c_package": "edge.package",
    "BY_SUBJECT": "splits",
    "Bench": "activity_fit",
    "DECLARED": "layout",
    "ENDINGS": "tables",
    "Examined": "quality",
    "FOLDS": "splits",
    "Fault": "quality",
    "Grid": "windows",
    "LEAKY": "splits",
    "LabelRun": "curves",
    "Layout": "layout",
    "PROTOCOLS": "splits",
    "RATE_HZ": "windows",
    "Recording": "recordings",
    "Report": "quality",
    "SIDECAR": "activity",
    "STRIDE": "windows",
    "Sidecar": "activity",
    "Span": "corrections",
    "Stream": "stream",
    "UNKNOWN": "windows",
    "Unread": "recordings",
    "build_frame_network": "frame_network",
    "build_minirocket": "minirocket",
    "build_series_cnn": "network",
    "columns_of": "readings",
    "cross_validated": "activity_fit",
    "examine": "quality",
    "examine_all": "quality",
    "explain_window": "why",
    "gridded": "windows",
    "label_runs": "curves",
    "layout_of": "layout",
    "leak_gap": "activity_fit",
    "learn": "activity_fit",
    "open_grids": "activity",
    "personalised": "personal",
    "quarantined_of": "activity",
    "read_corrected": "corrections",
    "read_recordings": "recordings",
    "signals_of": "signals",
    "thinned": "curves",
    "windows_of": "windows",
    "write_corrections": "corrections",
}
__all__ = [
    "BY_SUBJECT",
    "DECLARED",
    "ENDINGS",
    "FOLDS",
    "LEAKY",
    "NOTE",
    "PROTOCOLS",
    "RATE_HZ",
    "SIDECAR",
    "STRIDE",
    "UNKNOWN",
    "Bench",
    "DeviceModels",
    "Examined",
    "Fault",
    "Grid",
    "LabelRun",
    "Layout",
    "Placement",
    "Recording",
    "Report",
    "Sidecar",
    "Span",
    "Stream",
    "Unread",
    "build_frame_network",
    "build_minirocket",
    "build_series_cnn",
    "c_package",
    "columns_of",
    "cross_validated",
    "examine",
    "examine_all",
    "explain_window",
    "gridded",
    "label_runs",
    "layout_of",
    "leak_gap",
    "learn",
    "open_grids",
    "personalised",
    "place_sensors",
    "placement_picture",
    "quarantined_of",
    "read_budget",
    "read_corrected",
    "read_recordings",
    "sampled",
    "signals_of",
    "signed_update",
    "thinned",
    "windows_of",
    "write_corrections",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.wearables' has no attribute {name!r}")
    return getattr(import_module(f"modiste.wearables.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
