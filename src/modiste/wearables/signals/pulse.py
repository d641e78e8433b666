"""Heart rate and its variability from a light sensor's curve (PPG), and a synthetic curve to check them by.

Knows beats and intervals between them; it is no medical device, and says how much of the curve it trusts.

Source: peaks after Elgendi et al., Systolic peak detection in acceleration photoplethysmograms (PLoS ONE 8,
2013): two moving averages of the squared curve; figures of variability after the Task Force of the ESC and
NASPE (Circulation 93, 1996).
"""

from dataclasses import dataclass

import numpy as np
from scipy.signal import butter, sosfiltfilt

from modiste.wearables.quality import runs
from modiste.wearables.recordings import Floats

BAND_HZ = (0.5, 8.0)
_PEAK, _BEAT, _OFFSET = 0.111, 0.667, 0.02
LIKELY = (0.3, 2.0)
"""Seconds between beats of 200 and of 30 a minute."""
ODD_SHARE = 0.25
"""An interval that far from the median of those around it is an artefact (Berntson et al., 1990)."""


@dataclass(frozen=True, eq=False)
class Pulse:
    """What the beats say.

    Attributes:
        beats: `(n,)` moments in seconds.
        rate: beats a minute, by the median interval; NaN with fewer than three good intervals.
        sdnn_ms: standard deviation of good intervals.
        rmssd_ms: root mean square of differences of good intervals that follow each other.
        pnn50: share of such differences above 50 ms.
        trusted: share of intervals that are good.
    """

    beats: Floats
    rate: float
    sdnn_ms: float
    rmssd_ms: float
    pnn50: float
    trusted: float


def pulse_of(ppg: Floats, rate_hz: float) -> Pulse:
    """Beats of a curve `(n,)`, at least three seconds of it, in any unit."""
    band = butter(2, BAND_HZ, "bandpass", fs=rate_hz, output="sos")
    curve = sosfiltfilt(band, ppg - ppg.mean())
    power = np.maximum(curve, 0) ** 2
    short, long = (_mean(power, max(round(width * rate_hz), 1)) for width in (_PEAK, _BEAT))
    blocks = runs(short > long + _OFFSET * power.mean())
    long_enough = [each for each in blocks if each[1] - each[0] >= _PEAK * rate_hz]
    places = [start + int(curve[start:end].argmax()) for start, end in long_enough]
    beats = np.array([_between(curve, place) for place in places]) / rate_hz
    gaps = np.diff(beats)
    good = _good(gaps)
    if good.sum() < 3:
        return Pulse(beats, *([float("nan")] * 4), float(good.mean()) if len(gaps) else 0.0)
    intervals = gaps[good]
    both = good[1:] & good[:-1]
    changes = np.diff(gaps)[both] * 1000
    return Pulse(
        beats,
        float(60 / np.median(intervals)),
        float(intervals.std(ddof=1) * 1000),
        float(np.sqrt((changes**2).mean())) if len(changes) else float("nan"),
        float((np.abs(changes) > 50).mean()) if len(changes) else float("nan"),
        float(good.mean()),
    )


def synthetic_ppg(beats: Floats, rate_hz: float, noise: float = 0.05, seed: int = 0) -> Floats:
    """A synthetic curve with a beat at each moment: a systolic and a weaker dicrotic wave, and noise."""
    moments = np.arange(0, beats[-1] + 1, 1 / rate_hz)
    curve = noise * np.random.default_rng(seed).standard_normal(len(moments))
    for beat in beats:
        curve += np.exp(-(((moments - beat) / 0.09) ** 2)) + 0.35 * np.exp(
            -(((moments - beat - 0.28) / 0.1) ** 2)
        )
    return curve


def _good(gaps: Floats) -> Floats:
    likely = (gaps > LIKELY[0]) & (gaps < LIKELY[1])
    around = np.array([np.median(gaps[max(row - 4, 0) : row + 5]) for row in range(len(gaps))])
    return np.asarray(likely & (np.abs(gaps / np.maximum(around, 1e-9) - 1) < ODD_SHARE))


def _between(curve: Floats, place: int) -> float:
    """Where the top of a peak lies between samples: of the parabola through three."""
    if not 0 < place < len(curve) - 1:
        return float(place)
    before, top, after = curve[place - 1 : place + 2]
    bend = before - 2 * top + after
    return place + (0.5 * (before - after) / bend if bend else 0.0)


def _mean(values: Floats, width: int) -> Floats:
    return np.asarray(np.convolve(values, np.full(width, 1 / width), "same"))
