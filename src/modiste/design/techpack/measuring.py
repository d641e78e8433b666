"""Points of measure: where a tape lies on the finished garment, under the trade's names, in every size.

Knows lengths by construction, from the panels; what was sewn may differ, which is what tolerances are for.
They are the trade's usual ones, rounded; no standard stands behind them.
"""

import string
from collections.abc import Callable, Mapping

from modiste import tailoring
from modiste.design.techpack.pack import Measurement, Said
from modiste.tailoring import Panel, Pattern

_Rule = tuple[Said, Said, float, Callable[["Sewn"], float | None]]


class Sewn:
    """A pattern by its pieces' stems: "front" of a shirt's two fronts, "back" of a dress's bodice."""

    def __init__(self, pattern: Pattern) -> None:
        self.girths = pattern.girths
        self._panels = {panel.name: panel for panel in pattern.panels}
        self.front = self._one("front", "front_left", "bodice_front")
        self.back = self._one("yoke", "back", "back_left", "bodice_back_left")
        self.lower = self._one("skirt_front", "front", "front_left")
        self.sleeve = self._one("sleeve_left")

    def _one(self, *names: str) -> Panel | None:
        return next((self._panels[name] for name in names if name in self._panels), None)

    def high(self, name: str) -> float:
        """The height of a band or rib, 0 where there is none."""
        panel = self._panels.get(name)
        if panel is None:
            return 0.0
        ys = [point[1] for point in tailoring.polyline(panel)]
        return max(ys) - min(ys)

    def long(self, name: str, edge: str) -> float | None:
        """The length of one edge of a piece."""
        return run(self._panels[name], edge) if name in self._panels else None


def run(panel: Panel, stem: str) -> float | None:
    """The length of all edges of one hand whose name begins with a stem, or None."""
    found = [
        curve.length()
        for edge, curve in zip(panel.edges, tailoring.curves(panel), strict=True)
        if edge.name.startswith(stem) and not edge.name.endswith("_right")
    ]
    return sum(found) if found else None


def measurements(patterns: Mapping[str, Pattern]) -> tuple[Measurement, ...]:
    """The points of measure that a garment has, by size, to a millimetre.

    Args:
        patterns: Every size's pattern, in order.
    """
    sewn = {size: Sewn(pattern) for size, pattern in patterns.items()}
    program = next(iter(patterns.values())).program
    made = []
    for name, way, tolerance, value in _rules(program):
        values = {size: value(each) for size, each in sewn.items()}
        if all(each is not None and each > 0.0 for each in values.values()):
            made.append(
                (name, way, tolerance, {size: round(each or 0.0, 1) for size, each in values.items()})
            )
    return tuple(
        Measurement(code=code, name=name, way=way, minus=tolerance, plus=tolerance, values=values)
        for code, (name, way, tolerance, values) in zip(string.ascii_uppercase, made, strict=False)
    )


def _rules(program: str) -> tuple[_Rule, ...]:
    if program in ("trousers", "shorts"):
        return _TROUSERS
    return _SKIRT if program.startswith("skirt") else _TOP


def _half(zone: str) -> Callable[[Sewn], float | None]:
    return lambda sewn: sewn.girths[zone] / 2.0 if zone in sewn.girths else None


def _corner(panel: Panel | None, one: str, other: str) -> tuple[float, float] | None:
    """Where two edges of one hand meet, by their stems."""
    if panel is None:
        return None
    for before, edge in zip((panel.edges[-1], *panel.edges), panel.edges, strict=False):
        stems = {_stem(before.name), _stem(edge.name)}
        if stems == {one, other}:
            return edge.start
    return None


def _stem(name: str) -> str:
    for hand in ("_left", "_right"):
        name = name.removesuffix(hand)
    return name.rstrip("_0123456789")


def _neck_width(sewn: Sewn) -> float | None:
    at = _corner(sewn.front, "neck", "shoulder")
    return None if at is None else 2.0 * abs(at[0])


def _across(sewn: Sewn) -> float | None:
    at = _corner(sewn.front, "shoulder", "armhole")
    return None if at is None else 2.0 * abs(at[0])


def _middle(panel: Panel) -> float | None:
    """The height of the neckline's middle."""
    ends = [
        (abs(point[0]), point[1])
        for edge, curve in zip(panel.edges, tailoring.curves(panel), strict=True)
        if _stem(edge.name) == "neck"
        for point in (curve.start, curve.end)
    ]
    return min(ends)[1] if ends else None


def _drop(of: Callable[[Sewn], Panel | None]) -> Callable[[Sewn], float | None]:
    def value(sewn: Sewn) -> float | None:
        panel = of(sewn)
        at = _corner(panel, "neck", "shoulder")
        low = _middle(panel) if panel else None
        return None if at is None or low is None else at[1] - low

    return value


def _length(sewn: Sewn) -> float | None:
    """From the middle of the back neckline to the hem, ribs included."""
    if sewn.back is None or sewn.lower is None:
        return None
    top = _middle(sewn.back)
    hem = sewn.lower.levels.get("hem")
    return None if top is None or hem is None else top - hem + sewn.high("hem_rib")


def _sleeve_length(sewn: Sewn) -> float | None:
    if sewn.sleeve is None:
        return None
    ys = [point[1] for point in tailoring.polyline(sewn.sleeve)]
    return max(ys) - min(ys) + sewn.high("cuff_left")


def _sleeve_opening(sewn: Sewn) -> float | None:
    return sewn.girths.get("wrist", sewn.girths.get("sleeve_hem", 0.0)) / 2.0


def _armhole(sewn: Sewn) -> float | None:
    one, other = _corner(sewn.front, "shoulder", "armhole"), _corner(sewn.front, "armhole", "side_waist")
    return (
        None if one is None or other is None else ((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5
    )


def _hem(sewn: Sewn) -> float | None:
    return (sewn.long("hem_rib", "lower") or sewn.girths.get("hem", 0.0)) / 2.0


def _legs(stem: str, band: bool = False) -> Callable[[Sewn], float | None]:
    def value(sewn: Sewn) -> float | None:
        length = run(sewn.front, stem) if sewn.front else None
        return None if length is None else length + (sewn.high("waistband") if band else 0.0)

    return value


def _front_rise(sewn: Sewn) -> float | None:
    if sewn.front is None:
        return None
    return (run(sewn.front, "fly") or 0.0) + (run(sewn.front, "crotch") or 0.0) + sewn.high("waistband")


def _back_rise(sewn: Sewn) -> float | None:
    if sewn.back is None:
        return None
    return (run(sewn.back, "seat") or 0.0) + (run(sewn.back, "crotch") or 0.0) + sewn.high("waistband")


def _skirt_side(sewn: Sewn) -> float | None:
    side = run(sewn.front, "side_") if sewn.front else None
    return None if side is None else side + sewn.high("waistband")


def _rule(
    en: str, zh: str, way: str, way_zh: str, tolerance: float, value: Callable[[Sewn], float | None]
) -> _Rule:
    return Said(en=en, zh=zh), Said(en=way, zh=way_zh), tolerance, value


_WAIST = _rule(
    "Waist, half",
    "腰围（半）",
    "along the waistband's middle, laid flat",
    "腰头居中平量",
    1.0,
    _half("waist"),
)
_HIP = _rule(
    "Hip, half",
    "臀围（半）",
    "at the hip line, straight across, laid flat",
    "臀围线处平量",
    1.0,
    _half("hip"),
)
_BAND = _rule(
    "Waistband height",
    "腰头宽",
    "straight down at the centre front",
    "前中垂直量",
    0.3,
    lambda sewn: sewn.high("waistband"),
)
_TOP: tuple[_Rule, ...] = (
    _rule(
        "Chest, half",
        "胸围（半）",
        "straight across at the bottom of the armhole, laid flat",
        "袖窿底处平量",
        1.0,
        _half("chest"),
    ),
    _rule(
        "Waist, half",
        "腰围（半）",
        "straight across at the waist line, laid flat",
        "腰围线处平量",
        1.0,
        _half("waist"),
    ),
    _HIP,
    _rule("Hem, half", "下摆（半）", "along the hem, relaxed, laid flat", "下摆自然平量", 1.0, _hem),
    _rule(
        "Centre back length",
        "后中长",
        "from the neck seam at the centre back straight down to the hem",
        "后领中点垂直量至下摆",
        1.0,
        _length,
    ),
    _rule(
        "Across shoulder",
        "肩宽",
        "from shoulder point to shoulder point, straight",
        "左右肩点直量",
        1.0,
        _across,
    ),
    _rule(
        "Shoulder seam",
        "小肩宽",
        "along the seam from neck to shoulder point",
        "沿肩缝从领侧量至肩点",
        0.5,
        lambda sewn: run(sewn.front, "shoulder") if sewn.front else None,
    ),
    _rule(
        "Armhole, straight",
        "袖窿直量",
        "from shoulder point to the bottom of the armhole, straight",
        "肩点直量至袖窿底",
        0.5,
        _armhole,
    ),
    _rule(
        "Sleeve length",
        "袖长",
        "from shoulder point along the middle of the sleeve to its hem",
        "肩点沿袖中线量至袖口",
        1.0,
        _sleeve_length,
    ),
    _rule(
        "Bicep, half",
        "袖肥（半）",
        "at the bottom of the armhole, square to the sleeve",
        "袖窿底处垂直袖中量",
        0.5,
        _half("upper_arm"),
    ),
    _rule(
        "Sleeve opening, half",
        "袖口（半）",
        "along the sleeve's edge, laid flat",
        "袖口平量",
        0.5,
        _sleeve_opening,
    ),
    _rule(
        "Neck width",
        "领宽",
        "from neck point to neck point, straight, seam to seam",
        "左右领侧点直量",
        0.5,
        _neck_width,
    ),
    _rule(
        "Front neck drop",
        "前领深",
        "from the line of the neck points to the neck seam at the centre front",
        "领侧点连线至前领中点",
        0.5,
        _drop(lambda sewn: sewn.front),
    ),
    _rule(
        "Back neck drop",
        "后领深",
        "from the line of the neck points to the neck seam at the centre back",
        "领侧点连线至后领中点",
        0.3,
        _drop(lambda sewn: sewn.back),
    ),
)
_SKIRT: tuple[_Rule, ...] = (
    _WAIST,
    _HIP,
    _rule("Hem, half", "下摆（半）", "along the hem, laid flat", "下摆平量", 1.0, _hem),
    _rule(
        "Side length",
        "侧长",
        "along the side seam from the top of the waistband to the hem",
        "沿侧缝从腰头上沿量至下摆",
        1.0,
        _skirt_side,
    ),
    _BAND,
)
_TROUSERS: tuple[_Rule, ...] = (
    _WAIST,
    _HIP,
    _rule(
        "Thigh, half",
        "腿围（半）",
        "at the crotch, straight across one leg",
        "裆底处平量单腿",
        0.7,
        _half("thigh"),
    ),
    _rule(
        "Knee, half",
        "膝围（半）",
        "at the knee line, straight across one leg",
        "膝围线处平量单腿",
        0.7,
        _half("knee"),
    ),
    _rule(
        "Leg opening, half",
        "裤口（半）",
        "along the hem of one leg, laid flat",
        "单腿裤口平量",
        0.5,
        _half("leg_hem"),
    ),
    _rule(
        "Inseam", "内长", "along the inseam from crotch to hem", "沿内缝从裆底量至裤口", 1.0, _legs("inseam_")
    ),
    _rule(
        "Outseam",
        "外长",
        "along the side seam from the top of the waistband to the hem",
        "沿侧缝从腰头上沿量至裤口",
        1.0,
        _legs("side_", band=True),
    ),
    _rule(
        "Front rise",
        "前浪",
        "along the seam from crotch to the top of the waistband",
        "沿缝从裆底量至腰头上沿",
        0.7,
        _front_rise,
    ),
    _rule(
        "Back rise",
        "后浪",
        "along the seam from crotch to the top of the waistband",
        "沿缝从裆底量至腰头上沿",
        0.7,
        _back_rise,
    ),
    _BAND,
)
