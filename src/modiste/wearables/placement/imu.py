"""What a sensor in cloth feels of a body that moves: acceleration with gravity, and turning, in its own axes.

Knows derivatives, the swing and the slip of loose cloth, and a sensor's noise; all of it is simulated.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d
from scipy.signal import lfilter

Floats = NDArray[np.float64]
GRAVITY = 9.80665
NOISE_ACCELERATION, NOISE_TURNING = 0.05, 0.01
"""m/s^2 and rad/s, one deviation: of the order that data sheets of consumer sensors state at 50 Hz."""
DAMPING = 0.25
"""Assumed share of critical damping of a flap of cloth."""
FREE_LENGTH = (0.03, 2.0)
"""Assumed length of the cloth that swings: so many metres, and so many times the gap to the body."""
SLIP_LEVER = 0.06
"""Assumed metres over which a gap lets the sensor tilt."""


def felt(place: Floats, turn: Floats, rate: float) -> Floats:
    """(t, 6) m/s^2 and rad/s of a sensor fixed to (t, 3) places and (t, 3, 3) turns."""
    acceleration = np.gradient(np.gradient(place, 1 / rate, axis=0), 1 / rate, axis=0)
    acceleration[:, 1] += GRAVITY
    spin = np.swapaxes(turn, 1, 2) @ np.gradient(turn, 1 / rate, axis=0)
    turning = np.stack([spin[:, 2, 1], spin[:, 0, 2], spin[:, 1, 0]], 1)
    return np.concatenate([np.einsum("tba,tb->ta", turn, acceleration), turning], 1)


def through_cloth(signal: Floats, ease_cm: float, rate: float, draw: np.random.Generator) -> Floats:
    """What the same sensor feels in cloth with so much ease, with its noise.

    The cloth is a damped pendulum that the body drives: it passes slow motion, swings about its own frequency
    and loses fast motion; besides, it tilts slowly to and fro. That loose cloth changes what is felt this way
    was measured by Michael and Howard (PLoS ONE 12, 2017, e0184642); the numbers here are assumptions.
    """
    gap = ease_cm / 100 / (2 * np.pi)
    loose = min(gap / 0.02, 1.0)
    own = np.sqrt(GRAVITY / (FREE_LENGTH[0] + FREE_LENGTH[1] * gap))
    # (2 d w s + w^2) / (s^2 + 2 d w s + w^2), by s = 2 rate (1 - z^-1) / (1 + z^-1).
    twice, drag, stiff = 2 * rate, 4 * DAMPING * own * rate, own**2
    numerator = [drag + stiff, 2 * stiff, stiff - drag]
    denominator = [twice**2 + drag + stiff, 2 * (stiff - twice**2), twice**2 - drag + stiff]
    mean = signal.mean(0)
    swung = mean + lfilter(numerator, denominator, signal - mean, axis=0)
    mixed = (1 - loose) * signal + loose * swung
    tilt = gaussian_filter1d(draw.normal(0, 1, (len(signal), 3)), 0.5 * rate, axis=0)
    tilt *= np.arctan(gap / SLIP_LEVER) / max(float(tilt.std()), 1e-9)
    tilt += draw.normal(0, np.radians(5), 3)  # no two are sewn on alike
    slipped = np.concatenate([_tilted(mixed[:, :3], tilt), _tilted(mixed[:, 3:], tilt)], 1)
    noise = np.repeat([NOISE_ACCELERATION, NOISE_TURNING], 3)
    return np.asarray(slipped + draw.normal(0, 1, slipped.shape) * noise)


def _tilted(vectors: Floats, tilt: Floats) -> Floats:
    """(t, 3) vectors turned by rotation vectors (Rodrigues)."""
    angle = np.linalg.norm(tilt, axis=1, keepdims=True)
    axis = tilt / np.maximum(angle, 1e-9)
    along = (axis * vectors).sum(1, keepdims=True)
    turned = vectors * np.cos(angle) + np.cross(axis, vectors) * np.sin(angle)
    return np.asarray(turned + axis * along * (1 - np.cos(angle)))
