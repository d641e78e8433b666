"""What sensors on a body say beside activities: how they are turned, steps, pulse, breath, warmth."""

from modiste.wearables.signals.breath import Breath, breath_of
from modiste.wearables.signals.calibration import Calibration, calibrated, calibration_of
from modiste.wearables.signals.orientation import orientations, tilt
from modiste.wearables.signals.pulse import Pulse, pulse_of, synthetic_ppg
from modiste.wearables.signals.skin import Warmth, warmth_of
from modiste.wearables.signals.steps import Steps, steps_of
from modiste.wearables.signals.summary import signals_of

__all__ = [
    "Breath",
    "Calibration",
    "Pulse",
    "Steps",
    "Warmth",
    "breath_of",
    "calibrated",
    "calibration_of",
    "orientations",
    "pulse_of",
    "signals_of",
    "steps_of",
    "synthetic_ppg",
    "tilt",
    "warmth_of",
]
