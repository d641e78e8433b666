"""What people do, as joint angles over time: sit, rise, walk, turn, sit down; after published curves.

Knows angles and how people differ in them; where the body then goes is the tailoring room's.

Source: Perry, Burnfield, Gait Analysis (2010), and Winter, Biomechanics and Motor Control of Human Movement
(2009), for hip, knee and ankle over a stride; Schenkman et al., Whole-body movements during rising to
standing (Physical Therapy 70, 1990), for the trunk. Key points read off the curves, with periodic splines.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline
from scipy.ndimage import gaussian_filter1d

Floats = NDArray[np.float64]

ACTIVITIES = ("sitting", "standing_up", "walking", "turning", "sitting_down")
"""As in the recordings that it is checked against (sp-sw-har's Timed Up and Go)."""
RATE_HZ = 50
MARKED_S = 0.15
"""Assumed deviation of labels that are set by hand."""
_PHASES = (
    "sitting",
    "standing_up",
    "walking",
    "turning",
    "walking",
    "turning",
    "sitting_down",
    "sitting",
)
_STRIDE = {
    "hip": ((0, 25), (12, 22), (31, 0), (50, -12), (62, 0), (75, 20), (87, 28), (100, 25)),
    "knee": ((0, 5), (12, 18), (31, 8), (40, 6), (50, 12), (62, 38), (73, 60), (85, 30), (95, 4), (100, 5)),
    "ankle": ((0, 0), (7, -6), (31, 8), (45, 10), (62, -18), (75, -2), (87, 1), (100, 0)),
}
"""Percent of a stride from heel strike, degrees of flexion."""
_CURVES = {
    joint: CubicSpline(*np.array(points, float).T, bc_type="periodic") for joint, points in _STRIDE.items()
}


@dataclass(frozen=True)
class Habit:
    """How one person moves.

    Attributes:
        stride_hz: strides a second.
        reach: size of a stride beside the published curves'.
        swing: degrees of the arms to each side.
        elbow: degrees it is bent in walking.
        seat: degrees of hip and knee in sitting.
        lap: degrees of shoulder and elbow in sitting.
        lean: degrees of the trunk in rising.
        rise: seconds to stand up or to sit down.
        turn: seconds to turn about.
    """

    stride_hz: float
    reach: float
    swing: float
    elbow: float
    seat: tuple[float, float]
    lap: tuple[float, float]
    lean: float
    rise: float
    turn: float


def habit(draw: np.random.Generator) -> Habit:
    """A person by chance: spreads between adults of all ages (cadence: Winter, 2009)."""
    return Habit(
        stride_hz=float(draw.normal(0.92, 0.08)),
        reach=float(draw.normal(0.95, 0.12)),
        swing=float(draw.uniform(6, 24)),
        elbow=float(draw.uniform(10, 40)),
        seat=(float(draw.normal(85, 5)), float(draw.normal(90, 8))),
        lap=(float(draw.normal(25, 8)), float(draw.normal(65, 15))),
        lean=float(draw.normal(38, 7)),
        rise=float(draw.normal(1.9, 0.3)),
        turn=float(draw.normal(2.2, 0.3)),
    )


@dataclass(frozen=True, eq=False)
class Motion:
    """A recording that nobody made.

    Attributes:
        turns: (t, 3, 3) rotation by joint.
        heading: (t,) degrees.
        labels: (t,) places in `ACTIVITIES`.
    """

    turns: dict[str, Floats]
    heading: Floats
    labels: NDArray[np.int64]


def timed_up_and_go(who: Habit, draw: np.random.Generator) -> Motion:
    """Rise, walk, turn, walk back, turn, sit down (Podsiadlo, Richardson, 1991), a rest before and after."""
    pause, there, back = draw.uniform(1.5, 3), draw.uniform(2.5, 4.5), draw.uniform(2.5, 4.5)
    lengths = np.array([pause, who.rise, there, who.turn, back, 0.8 * who.turn, who.rise, pause])
    begin = np.concatenate([[0], np.cumsum(lengths)])
    time = np.arange(0, begin[-1], 1 / RATE_HZ)
    done = [_eased((time - start) / length) for start, length in zip(begin, lengths, strict=False)]
    seated = 1 - done[1] + done[6]
    heading = 180 * (done[3] + done[5]) * draw.choice([-1, 1])
    turning = 4 * (done[3] * (1 - done[3]) + done[5] * (1 - done[5]))
    pace = _eased((time - begin[2] + 0.2) / 0.8) * (1 - _eased((time - begin[6] + 0.6) / 0.6))
    angles = _moved(time * who.stride_hz, pace * (1 - 0.45 * turning), seated, who)
    for joint in (*angles, "neck"):
        size = 2.0 if joint.startswith(("shoulder", "elbow", "neck")) else 0.6
        noise = gaussian_filter1d(draw.normal(0, 1, (len(time), 3)), 0.3 * RATE_HZ, axis=0)
        angles[joint] = angles.get(joint, np.zeros((len(time), 3))) + size * noise / noise.std()
    phase = np.searchsorted(begin[1:-1] + draw.normal(0, MARKED_S, len(lengths) - 1), time, side="right")
    labels = np.array([ACTIVITIES.index(each) for each in _PHASES])[phase]
    return Motion({joint: _turns(each) for joint, each in angles.items()}, heading, labels)


def _moved(cycles: Floats, pace: Floats, seated: Floats, who: Habit) -> dict[str, Floats]:
    """Degrees (t, 3) by joint: a stride of so much pace on a body that sits so much."""
    lean = who.lean * np.sin(np.pi * np.clip(seated, 0, 1)) + 4 * seated
    angles = {
        "pelvis": _about(
            x=lean + pace * (3 + 1.5 * np.cos(4 * np.pi * cycles)), y=5 * pace * np.cos(2 * np.pi * cycles)
        )
    }
    for side, offset in (("left", 0.0), ("right", 0.5)):
        percent = 100 * ((cycles + offset) % 1)
        size = who.reach * pace
        hip, knee, ankle = (size * _CURVES[joint](percent) for joint in ("hip", "knee", "ankle"))
        arm = -who.swing * pace * np.cos(2 * np.pi * (cycles + offset))
        # Hands push off on the thighs as the trunk leans.
        shoulder = arm + who.lap[0] * seated + 0.5 * lean
        elbow = 12 + who.lap[1] * seated + pace * who.elbow + np.maximum(arm, 0)
        turns = {
            "hip_joint": -(hip + who.seat[0] * seated + lean),
            "knee": knee + who.seat[1] * seated,
            "ankle": -ankle,
            "shoulder_joint": -shoulder,
            "elbow": -elbow,
        }
        angles |= {f"{joint}_{side}": _about(x=degrees) for joint, degrees in turns.items()}
    return angles


def _eased(share: Floats) -> Floats:
    """From 0 to 1 with the least jerk (Flash, Hogan, 1985)."""
    s = np.clip(share, 0, 1)
    return np.asarray(s**3 * (10 - 15 * s + 6 * s**2))


def _about(x: Floats, y: Floats | float = 0.0) -> Floats:
    """(t, 3) degrees about the axes."""
    return np.stack(np.broadcast_arrays(x, y, 0.0), 1).astype(float)


def _turns(degrees: Floats) -> Floats:
    """(t, 3, 3) rotations about y, then x, then z of (t, 3) degrees."""
    x, y, z = np.radians(degrees).T
    made = np.broadcast_to(np.eye(3), (len(x), 3, 3))
    for axis, angle in ((1, y), (0, x), (2, z)):
        j, k = (axis + 1) % 3, (axis + 2) % 3
        one = np.zeros((len(x), 3, 3))
        one[:, axis, axis] = 1
        one[:, j, j] = one[:, k, k] = np.cos(angle)
        one[:, k, j], one[:, j, k] = np.sin(angle), -np.sin(angle)
        made = made @ one
    return made
