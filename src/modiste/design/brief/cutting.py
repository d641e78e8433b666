"""From a spec to a pattern: which program is drafted with which options, and what an asked-for length means.

Knows how fields become a cut; drafting is tailoring's.
"""

from dataclasses import dataclass

from modiste import tailoring
from modiste.design.brief.spec import GarmentSpec, Remark
from modiste.garment import ModisteError
from modiste.tailoring import Pattern, Range

_LONGER = "longer"


@dataclass(frozen=True)
class CutSpec:
    """How a spec is cut.

    Attributes:
        program: Of the pattern.
        options: All of its options.
        chart: Whose bodies.
        size: The base size.
        cloth: A house fabric, or "".
        remarks: What could not be had as asked for.
    """

    program: str
    options: dict[str, str | float]
    chart: str
    size: str
    cloth: str
    remarks: tuple[Remark, ...] = ()

    def draft(self) -> Pattern:
        """The pattern in the base size."""
        return tailoring.draft_size(self.program, self.chart, self.size, self.options)


def cut_of(spec: GarmentSpec) -> CutSpec:
    """How a spec is cut.

    Raises:
        ModisteError: MOD-2763 where nothing says which garment it is, MOD-153x where it cannot be drawn.
    """
    program = str(spec.value("program"))
    if not program:
        raise ModisteError("MOD-2763", known=", ".join(tailoring.programs()))
    made = tailoring.program_named(program)
    chart = str(spec.value("chart", made.people))
    size = str(spec.value("size", tailoring.size_chart(chart).base))
    given = {option.name: spec.value(option.name, option.default) for option in made.options}
    cut = CutSpec(program, made.read(given), chart, size, str(spec.value("cloth")))
    wanted = spec.value("length_cm")
    return _lengthened(cut, float(wanted)) if wanted else cut


def length_of(pattern: Pattern) -> float:
    """The length of a garment in centimetres, as people ask for it, by construction.

    A top's or dress's from the middle of the back neckline, a skirt's and trousers' from the upper edge, both
    straight down to the hem.
    """
    shell = [panel for panel in pattern.panels if panel.layer == "shell"]
    lows, highs = [], []
    for panel in shell:
        if panel.name == "hem_rib" or panel.placement.wrap not in ("torso", "left_leg", "right_leg"):
            continue
        ys = [point[1] for point in tailoring.polyline(panel)]
        if panel.name == "waistband":
            highs.append(max(ys))
            continue
        lows.append(min(ys))
        if any(edge.name.startswith("neck") for edge in panel.edges):
            middle = min(
                (
                    (abs(p[0]), p[1])
                    for e, c in zip(panel.edges, tailoring.curves(panel), strict=True)
                    if e.name.startswith("neck")
                    for p in (c.start, c.end)
                )
            )
            highs.append(middle[1])
    ribs = [panel for panel in shell if panel.name == "hem_rib"]
    rib = max(
        (
            max(p[1] for p in tailoring.polyline(each)) - min(p[1] for p in tailoring.polyline(each))
            for each in ribs
        ),
        default=0.0,
    )
    return round(max(highs) - min(lows) + rib, 2)


def _lengthened(cut: CutSpec, wanted: float) -> CutSpec:
    """The same cut, as long as asked for where its program can be; else as near as it comes, and told."""
    option = next(each for each in tailoring.program_options(cut.program) if each.name == _LONGER)
    assert isinstance(option, Range)
    plain = CutSpec(cut.program, {**cut.options, _LONGER: 0.0}, cut.chart, cut.size, cut.cloth)
    needed = round(wanted - length_of(plain.draft()), 2)
    longer = min(max(needed, option.low), option.high)
    remarks = cut.remarks
    if longer != needed:
        nearest = wanted - needed + longer
        remarks = (
            *remarks,
            Remark(
                en=f"{wanted:g} cm is out of reach of this cut; it is {nearest:.1f} cm. Choose another length.",
                zh=f"该版型无法做到 {wanted:g} 厘米，取 {nearest:.1f} 厘米；请另选长度选项。",
            ),
        )
    return CutSpec(cut.program, {**cut.options, _LONGER: longer}, cut.chart, cut.size, cut.cloth, remarks)
