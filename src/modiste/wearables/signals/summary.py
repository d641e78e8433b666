"""What the columns of one recording allow to tell, and nothing that they do not.

Knows which signal needs which column; how each is found stands in its own file.
"""

import math
from typing import Any

import numpy as np

from modiste.wearables.recordings import Recording
from modiste.wearables.signals.breath import breath_of
from modiste.wearables.signals.calibration import calibrated, calibration_of
from modiste.wearables.signals.orientation import orientations, tilt
from modiste.wearables.signals.pulse import pulse_of
from modiste.wearables.signals.skin import warmth_of
from modiste.wearables.signals.steps import steps_of

_TURNING = 6


def signals_of(recording: Recording) -> dict[str, Any]:
    """Plain values, None for what cannot be told: of motion, and of `ppg`, `breath` and `skin` where given.

    Motion is calibrated first where the recording has a still second.
    """
    rate, calibration = recording.clock.rate_hz, calibration_of(recording)
    own = calibrated(recording, calibration) if calibration else recording
    steps = steps_of(own.values[:, :3], rate)
    turned = tilt(orientations(own.values, rate)) if own.values.shape[1] == _TURNING else None
    more = recording.more
    pulse = pulse_of(more["ppg"], rate) if "ppg" in more else None
    breath = breath_of(more["breath"], rate) if "breath" in more else None
    skin = warmth_of(more["skin"], rate) if "skin" in more else None
    return {
        "recording": recording.name,
        "subject": recording.subject,
        "gravity_m_s2": _told(calibration.gravity if calibration else None),
        "steps": len(steps.seconds),
        "cadence_per_min": _told(steps.cadence),
        "tilt_degrees": None if turned is None else np.percentile(turned, (5, 95)).round(2).tolist(),
        "heart_rate_per_min": _told(pulse.rate if pulse else None),
        "sdnn_ms": _told(pulse.sdnn_ms if pulse else None),
        "rmssd_ms": _told(pulse.rmssd_ms if pulse else None),
        "pulse_trusted": _told(pulse.trusted if pulse else None),
        "breaths_per_min": _told(breath.rate if breath else None),
        "skin_celsius": _told(skin.settles_at if skin else None),
    }


def _told(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else round(value, 3)
