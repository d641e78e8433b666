"""How a sensor is turned, from acceleration and turning: the filter of Madgwick, without a compass.

Knows quaternions (w, x, y, z) that turn the sensor's axes into the earth's; its heading drifts.

Source: Madgwick, Harrison, Vaidyanathan, Estimation of IMU and MARG orientation using a gradient descent
algorithm (IEEE ICORR 2011), equations 11, 25, 26, 33.
"""

import numpy as np

from modiste.wearables.recordings import Floats

GAIN = 0.05
"""How fast gravity pulls the gyroscope's drift back, rad/s."""


def orientations(values: Floats, rate_hz: float, gain: float = GAIN) -> Floats:
    """Unit quaternions `(n, 4)` of values `(n, 6)` in m/s² and rad/s; the first lies as gravity says."""
    made = np.empty((len(values), 4))
    now = _lying(values[0, :3])
    step = 1.0 / rate_hz
    for row, (ax, ay, az, gx, gy, gz) in enumerate(values.tolist()):
        w, x, y, z = now
        turn = 0.5 * np.array(
            [
                -x * gx - y * gy - z * gz,
                w * gx + y * gz - z * gy,
                w * gy - x * gz + z * gx,
                w * gz + x * gy - y * gx,
            ]
        )
        length = (ax * ax + ay * ay + az * az) ** 0.5
        if length > 0:
            off = (
                2 * (x * z - w * y) - ax / length,
                2 * (w * x + y * z) - ay / length,
                2 * (0.5 - x * x - y * y) - az / length,
            )
            slope = np.array(
                [
                    -2 * y * off[0] + 2 * x * off[1],
                    2 * z * off[0] + 2 * w * off[1] - 4 * x * off[2],
                    -2 * w * off[0] + 2 * z * off[1] - 4 * y * off[2],
                    2 * x * off[0] + 2 * y * off[1],
                ]
            )
            steep = np.linalg.norm(slope)
            turn -= gain * slope / steep if steep > 1e-12 else 0.0
        now = now + turn * step
        now = now / np.linalg.norm(now)
        made[row] = now
    return made


def tilt(quaternions: Floats) -> Floats:
    """Angle in degrees `(n,)` between the sensor's third axis and the vertical."""
    _, x, y, _ = quaternions.T
    return np.asarray(np.rad2deg(np.arccos(np.clip(1 - 2 * (x * x + y * y), -1, 1))))


def _lying(acceleration: Floats) -> Floats:
    """The smallest turn that puts gravity along the third axis."""
    down = acceleration / max(float(np.linalg.norm(acceleration)), 1e-12)
    made = np.array([1 + down[2], down[1], -down[0], 0.0])
    length = float(np.linalg.norm(made))
    return made / length if length > 1e-9 else np.array([0.0, 1.0, 0.0, 0.0])
