"""Building a tech pack: what is known of a garment, put together part by part.

Knows which part needs what; each is found by its own module, files are `archive`'s.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from modiste.design.techpack.care import care
from modiste.design.techpack.construction import construction, thread
from modiste.design.techpack.marker import marker
from modiste.design.techpack.measuring import measurements
from modiste.design.techpack.pack import (
    Colouring,
    Marker,
    Material,
    PatternFile,
    Printing,
    Said,
    Seaming,
    Style,
    TechPack,
)
from modiste.garment import Fabric
from modiste.tailoring import Pattern

WIDTHS: Mapping[str, float] = {"knit": 160.0, "woven": 140.0}
"""Usable widths of cloth that are common, in centimetres."""
_WASTE = 1.03
"""Ends and flaws of a lay: three per cent."""


@dataclass(frozen=True)
class Subject:
    """What a tech pack is made from.

    Attributes:
        style: Which garment.
        patterns: Every size's pattern, in order.
        fabric: Its cloth.
        colourways: Its colours.
        dyed: Kind, period and width of its print in centimetres.
        date: Of its record, YYYY-MM-DD.
        version: Of the pack.
        width: Usable width of the cloth in centimetres; 0 for what is common.
    """

    style: Style
    patterns: Mapping[str, Pattern]
    fabric: Fabric
    colourways: tuple[Colouring, ...]
    dyed: tuple[str, float, float]
    date: str
    version: int = 1
    width: float = 0.0

    @property
    def base(self) -> Pattern:
        """The pattern in the base size."""
        return self.patterns[self.style.base_size]


def build(subject: Subject, files: tuple[PatternFile, ...] = ()) -> TechPack:
    """The tech pack of a garment.

    Args:
        subject: What is known.
        files: The files that go with it.

    Raises:
        ModisteError: MOD-2751 where a piece is wider than the cloth.
    """
    is_knit = subject.fabric.structure == "knit"
    seams, operations = construction(subject.base, is_knit=is_knit)
    lay = marker(subject.base, subject.width or WIDTHS["knit" if is_knit else "woven"])
    return TechPack(
        version=subject.version,
        date=subject.date,
        style=subject.style,
        measurements=measurements(subject.patterns),
        seams=seams,
        operations=operations,
        materials=_materials(subject, lay, seams),
        marker=lay,
        colourways=subject.colourways,
        print=_printing(subject),
        care=care(subject.fabric.composition),
        files=files,
    )


def _materials(subject: Subject, lay: Marker, seams: tuple[Seaming, ...]) -> tuple[Material, ...]:
    fabric, pattern = subject.fabric, subject.base
    fibres = ", ".join(f"{share:.0%} {fibre}" for fibre, share in fabric.composition.items())
    weight = f", {fabric.weight_gsm:g} g/m²" if fabric.weight_gsm else ""
    cloth = f"{fabric.name}, {fibres or 'composition unknown'}{weight}, {lay.width:g} cm"
    found = [_line("Shell, all pieces", "大身面料", cloth, cloth, lay.length / 100 * _WASTE, "m")]
    kinds = {seam.name: seam for seam in pattern.seams if seam.kind == "closure"}
    buttons = sum(name.startswith("button") for panel in pattern.panels[:1] for name in panel.lines)
    buttons += sum(name.endswith("_ends") for name in kinds)
    lengths = {seam.name: seam.length for seam in seams}
    for name, en, zh in (("zip", "Zip", "拉链"), ("fly", "Fly zip", "门襟拉链")):
        if name in lengths:
            long = f"{round(lengths[name]):g} cm"
            found.append(_line(en, zh, long, long, 1, "piece"))
    if buttons:
        size = "18L (11.4 mm), one of them spare", "18L（11.4 mm），含备扣一粒"
        found.append(_line("Buttons", "纽扣", *size, buttons + 1, "piece"))
    stiff = [
        panel.name
        for panel in pattern.panels
        if panel.name.startswith(("collar", "cuff", "placket", "waistband"))
        and not _is_rib(panel.name, subject)
    ]
    if stiff:
        names = ", ".join(stiff).replace("_", " ")
        found.append(_line("Fusible interlining", "粘合衬", names, names, len(stiff), "piece"))
    found.append(
        _line(
            "Sewing thread", "缝纫线", "polyester, 120 / 30 tex", "涤纶，120 支 / 30 tex", thread(seams), "m"
        )
    )
    labels = "brand, size, care and composition", "品牌、尺码、洗护与成分"
    found.append(_line("Labels", "标签", *labels, 3, "piece"))
    return tuple(found)


def _is_rib(name: str, subject: Subject) -> bool:
    return name.startswith("cuff") and subject.fabric.structure == "knit"


def _line(en: str, zh: str, what: str, what_zh: str, quantity: float, unit: str) -> Material:
    return Material.model_validate(
        {
            "use": {"en": en, "zh": zh},
            "what": {"en": what, "zh": what_zh},
            "quantity": round(quantity, 2),
            "unit": unit,
            "how": "estimated" if unit == "m" else "construction",
        }
    )


def _printing(subject: Subject) -> Printing:
    kind, period, width = subject.dyed
    notes = []
    if kind in ("stripe", "check"):
        notes.append(
            ("Match across the side seams and sleeves at the bottom of the armhole", "侧缝与袖在袖窿底处对条")
        )
    if kind in ("pinstripe", "check"):
        notes.append(("Centre a stripe on the centre front and the centre back", "前中、后中居条"))
    if kind == "dot":
        notes.append(("No dot is cut by the neckline at the centre front", "前领中点不切断波点"))
    if kind != "solid":
        notes.append(
            ("Runs along the grain of every piece, all pieces one way", "沿各裁片丝缕，单一方向排料")
        )
    return Printing(
        kind=kind,
        period=period,
        width=width,
        placement=tuple(Said(en=en, zh=zh) for en, zh in notes),
    )
