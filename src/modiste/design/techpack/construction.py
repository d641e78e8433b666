"""Construction: which stitch joins which seam, and in which order a garment is sewn.

Knows stitch types of ISO 4915 and the seam types of ISO 4916 that are beyond doubt, by what a seam is and
whether the cloth is knit or woven; what else a factory has is its own choice. All of it is a proposal.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from modiste import tailoring
from modiste.design.techpack.pack import Operation, Said, Seaming
from modiste.tailoring import Panel, Pattern

PLAIN, HEM, TURNED, BOUND = "1.01.01", "6.02.01", "6.03.01", "3.05.01"
"""ISO 4916:1991: superimposed, hemmed once, hemmed with the raw edge turned in, bound."""
THREAD: Mapping[str, float] = {"301": 2.5, "406": 18.0, "504": 14.0, "514": 20.0}
"""Metres of thread for a metre of stitching, as the thread trade tables them; before waste."""
_HANDS = ("_left", "_right", "_front", "_back")


class _Kind(NamedTuple):
    """A kind of seam: its words, and stitch and seam type in knits and in wovens."""

    what: Said
    knit: tuple[str, str]
    woven: tuple[str, str]


def _kind(en: str, zh: str, knit: tuple[str, str], woven: tuple[str, str]) -> _Kind:
    return _Kind(Said(en=en, zh=zh), knit, woven)


_JOIN = ("514", PLAIN), ("301 + 504", PLAIN)
_BAND = ("514", PLAIN), ("301", PLAIN)
_FOLD = ("301", ""), ("301", "")
_SHUT = ("301", ""), ("301", "")
_KINDS: Mapping[str, _Kind] = {
    "dart": _kind("Darts", "省道", *_FOLD),
    "pleat": _kind("Pleats, held", "褶裥固定", *_FOLD),
    "shoulder": _kind("Shoulder seams", "肩缝", *_JOIN),
    "side": _kind("Side seams", "侧缝", *_JOIN),
    "underarm": _kind("Underarm seams", "袖底缝", *_JOIN),
    "armhole": _kind("Armholes", "袖窿", *_JOIN),
    "waist": _kind("Waist seam", "腰节缝", *_JOIN),
    "middle": _kind("Centre back seam", "后中缝", *_JOIN),
    "crotch": _kind("Front crotch", "前裆缝", *_JOIN),
    "seat": _kind("Seat seam", "后裆缝", *_JOIN),
    "inseam": _kind("Inseams", "内缝", *_JOIN),
    "hood_crown": _kind("Hood's crown", "帽中缝", *_JOIN),
    "hood": _kind("Hood to neckline", "上帽", *_BAND),
    "yoke": _kind("Yoke", "过肩", *_BAND),
    "neckband": _kind("Neckband", "领口罗纹", *_BAND),
    "collar": _kind("Collar to stand", "翻领上领座", *_BAND),
    "collar_stand": _kind("Collar stand", "上领座", *_BAND),
    "cuff": _kind("Cuffs", "袖克夫", *_BAND),
    "hem_rib": _kind("Hem rib", "下摆罗纹", *_BAND),
    "waistband": _kind("Waistband", "腰头", *_BAND),
    "zip": _kind("Zip", "拉链", *_SHUT),
    "fly": _kind("Fly zip", "门襟拉链", *_SHUT),
    "buttons": _kind("Button closure", "门襟钉扣", *_SHUT),
    "hem": _kind("Hem", "下摆与袖口卷边", ("406", HEM), ("301", TURNED)),
    "binding": _kind("Bindings", "滚边", ("406", BOUND), ("301", BOUND)),
    "pocket": _kind("Pocket", "口袋", _FOLD[0], _FOLD[1]),
}
_LOCK, _OVER, _COVER = ("Lockstitch", "平缝机"), ("Overlock", "包缝机"), ("Coverstitch", "绷缝机")
_STEPS: tuple[tuple[tuple[str, ...], tuple[str, str]], ...] = (
    (("dart",), ("Sew and press the darts", "缝合并熨烫省道")),
    (("pleat",), ("Fold and hold the pleats", "折叠并固定褶裥")),
    (("pocket",), ("Turn the pocket's edges and topstitch it to the front", "折烫袋口并车缝于前片")),
    (("yoke",), ("Join yoke and back", "缝合过肩与后片")),
    (("shoulder",), ("Join the shoulders", "缝合肩缝")),
    (
        ("neckband",),
        ("Close the neckband, stretch it in evenly between the notches", "接合领圈罗纹，按刀口均匀拉伸上领"),
    ),
    (
        ("collar", "collar_stand"),
        ("Make the collar, set it with its stand to the neckline", "做领，连领座上领"),
    ),
    (("hood_crown", "hood"), ("Close the hood's crown, set the hood to the neckline", "缝合帽中缝并上帽")),
    (("waist",), ("Join bodice and skirt", "缝合上身与裙片")),
    (("zip",), ("Set the zip", "上拉链")),
    (("middle",), ("Close the centre back below the zip", "缝合拉链以下后中缝")),
    (("fly", "crotch"), ("Set the fly zip, close the front crotch", "上门襟拉链，缝合前裆")),
    (("seat",), ("Close the seat", "缝合后裆")),
    (("armhole",), ("Set the sleeves, flat, between the notches", "平绱袖，对刀口")),
    (
        ("side", "underarm"),
        (
            "Close the sides, in one run with the sleeves where there are any",
            "缝合侧缝，有袖则与袖底缝连续缝合",
        ),
    ),
    (("inseam",), ("Close the inseams", "缝合内缝")),
    (("binding",), ("Bind the free edges of neck and armholes", "领口袖窿滚边")),
    (("cuff",), ("Make the cuffs and set them", "做袖克夫并绱")),
    (("hem_rib",), ("Close the hem rib, stretch it in evenly", "接合下摆罗纹并均匀拉伸上摆")),
    (("waistband",), ("Set the waistband, turn and topstitch it", "上腰头，翻折并压线")),
    (("hem",), ("Turn up the hems and stitch them", "折边并车缝下摆袖口")),
    (("buttons",), ("Sew buttonholes and buttons", "锁眼钉扣")),
)


def construction(pattern: Pattern, *, is_knit: bool) -> tuple[tuple[Seaming, ...], tuple[Operation, ...]]:
    """The seams of a garment, and its order of operations.

    Args:
        pattern: In the base size.
        is_knit: Whether its cloth is knit.
    """
    found = _found(pattern)
    seams = []
    for name, (length, allowance) in found.items():
        kind = _KINDS[name]
        stitch, seam_type = kind.knit if is_knit else kind.woven
        seams.append(
            Seaming(
                name=name,
                what=kind.what,
                stitch=stitch,
                seam_type=seam_type,
                allowance=round(allowance, 2),
                length=round(length, 1),
            )
        )
    steps = [(names, words) for names, words in _STEPS if any(name in found for name in names)]
    made = {seam.name: seam for seam in seams}
    operations = tuple(
        Operation(
            number=10 * number,
            what=Said(en=words[0], zh=words[1]),
            machine=_machine([made[name].stitch for name in names if name in made]),
            seams=tuple(name for name in names if name in made),
        )
        for number, (names, words) in enumerate(steps, 1)
    )
    return tuple(seams), operations


def thread(seams: Iterable[Seaming]) -> float:
    """Metres of thread that these seams take, with 15 per cent of waste."""
    return 1.15 * sum(
        seam.length / 100.0 * THREAD[stitch] for seam in seams for stitch in seam.stitch.split(" + ")
    )


def _found(pattern: Pattern) -> dict[str, tuple[float, float]]:
    """Each kind of seam that a pattern has: its length on both hands, and its allowance."""
    panels = {panel.name: panel for panel in pattern.panels}
    found: dict[str, tuple[float, float]] = {}

    def add(name: str, length: float, allowance: float) -> None:
        found[name] = found.get(name, (0.0, 0.0))[0] + length, allowance

    sewn: set[tuple[str, str]] = set()
    for seam, walked in zip(pattern.seams, tailoring.seam_walk(pattern), strict=True):
        sewn |= {*seam.one.edges, *seam.other.edges}
        name, edge = seam.one.edges[0]
        add(_stem(seam.name, seam.kind), walked.one, _allowance(panels[name], edge))
    for panel in pattern.panels:
        if "binding" in panel.name:
            add("binding", sum(_lengths(panel, "lower")), 1.0)
        elif panel.name == "pocket":
            add("pocket", sum(_lengths(panel, "")), 1.0)
        elif panel.layer == "shell":
            for each in panel.edges:
                if (panel.name, each.name) not in sewn and each.name.startswith(("hem", "face")):
                    add("hem", sum(_lengths(panel, each.name)), each.allowance)
    return {name: found[name] for name in _KINDS if name in found}


def _stem(name: str, kind: str) -> str:
    """Which kind of seam a name of a program is: "skirt_side_left" is a "side"."""
    name = name.removesuffix("_ends").removeprefix("skirt_")
    if kind in ("dart", "pleat"):
        return kind
    for hand in _HANDS:
        name = name.removesuffix(hand)
    for hand in _HANDS:
        name = name.removesuffix(hand)
    return name


def _allowance(panel: Panel, name: str) -> float:
    return next(edge.allowance for edge in panel.edges if edge.name == name)


def _lengths(panel: Panel, stem: str) -> list[float]:
    return [
        curve.length()
        for edge, curve in zip(panel.edges, tailoring.curves(panel), strict=True)
        if edge.name.startswith(stem)
    ]


def _machine(stitches: list[str]) -> Said:
    """The machines that make these stitches."""
    known = {"301": _LOCK, "504": _OVER, "514": _OVER, "406": _COVER}
    kinds = dict.fromkeys(known[each] for stitch in stitches for each in stitch.split(" + "))
    return Said(en=" and ".join(each[0] for each in kinds), zh="、".join(each[1] for each in kinds))
