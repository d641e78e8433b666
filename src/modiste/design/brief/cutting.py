"""From a spec to a pattern: which program is drafted with which options, and what an asked-for length means.

Knows how fields become a cut; drafting is tailoring's.
"""

from dataclasses import dataclass, replace

from modiste import tailoring
from modiste.design.brief.spec import FIELDS, GarmentSpec, Remark, SpecField
from modiste.garment import ModisteError
from modiste.tailoring import Choice, Panel, Pattern, Range


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
    if not wanted:
        return cut
    told = spec.fields.get("length")
    return _lengthened(cut, float(wanted), is_free=told is None or told.source == "default")


def fitted(spec: GarmentSpec) -> GarmentSpec:
    """The spec with options that its program takes: after an edit another garment may be wished for.

    What the program does not have is left out, a value that it does not take becomes its default and is told.
    """
    program = tailoring.programs().get(str(spec.value("program")))
    if program is None:
        return spec
    options = {option.name: option for each in tailoring.programs().values() for option in each.options}
    own = {option.name: option for option in program.options}
    fields = {name: field for name, field in spec.fields.items() if name in own or name not in options}
    remarks = list(spec.contradictions)
    for name, option in own.items():
        if name not in fields:
            if name != "longer":
                fields[name] = SpecField(value=option.default, confidence=0.3, source="default")
            continue
        try:
            option.read(fields[name].value)
        except ModisteError:
            remarks.append(
                Remark(
                    en=f"{name} of {program.name} is {option.known}: {option.default} is taken.",
                    zh=f"{program.name} 的 {name} 可为 {option.known}，取 {option.default}。",
                )
            )
            fields[name] = SpecField(value=option.default, confidence=0.3, source="default")
    ordered = {name: fields[name] for name in FIELDS if name in fields}
    return spec.model_copy(update={"fields": ordered, "contradictions": tuple(remarks)})


def length_of(pattern: Pattern) -> float:
    """The length of a garment in centimetres, as people ask for it, by construction.

    A top's or dress's from the middle of the back neckline, a skirt's and trousers' from the upper edge, both
    straight down to the hem.
    """
    body = [
        panel
        for panel in pattern.panels
        if panel.layer == "shell" and panel.placement.wrap in ("torso", "left_leg", "right_leg")
    ]
    neck = [
        (abs(point[0]), point[1])
        for panel in body
        if panel.placement.azimuth == 180.0
        for edge, curve in zip(panel.edges, tailoring.curves(panel), strict=True)
        if edge.name.startswith("neck")
        for point in (curve.start, curve.end)
    ]
    top = min(neck)[1] if neck else max(_span(panel)[1] for panel in body)
    ribs = sum(high - low for low, high in (_span(panel) for panel in body if panel.name == "hem_rib"))
    hems = [_span(panel)[0] for panel in body if panel.name not in ("hem_rib", "waistband")]
    return round(top - min(hems) + ribs, 2)


def sleeve_of(pattern: Pattern) -> float:
    """The length of a sleeve in centimetres, from the top of its cap to its end; 0 where there is none."""
    arms = [each for each in pattern.panels if each.layer == "shell" and each.placement.wrap == "left_arm"]
    caps = [each for each in arms if any(edge.name.startswith("cap") for edge in each.edges)]
    if not caps:
        return 0.0
    spans = [_span(each) for each in arms if each in caps or each.name.startswith(("cuff", "sleeve_rib"))]
    return round(sum(high - low for low, high in spans), 2)


def _span(panel: Panel) -> tuple[float, float]:
    ys = [point[1] for point in tailoring.polyline(panel)]
    return min(ys), max(ys)


def _lengthened(cut: CutSpec, wanted: float, *, is_free: bool) -> CutSpec:
    """The same cut, as long as asked for; where its program cannot be, as near as it comes, and told.

    Args:
        cut: As the spec has it.
        wanted: Centimetres.
        is_free: Whether the length's word may change: nobody asked for one.
    """
    by_name = {option.name: option for option in tailoring.program_options(cut.program)}
    longer, length = by_name["longer"], by_name["length"]
    assert isinstance(longer, Range)
    assert isinstance(length, Choice)
    plain = {
        word: replace(cut, options={**cut.options, "length": word, "longer": 0.0})
        for word in (length.choices if is_free else (str(cut.options["length"]),))
    }
    missing = {word: round(wanted - length_of(each.draft()), 2) for word, each in plain.items()}
    word = min(missing, key=lambda each: abs(missing[each]))
    by = min(max(missing[word], longer.low), longer.high)
    made = replace(plain[word], options={**plain[word].options, "longer": by})
    if by == missing[word]:
        return made
    nearest = wanted - missing[word] + by
    remark = Remark(
        en=f"{wanted:g} cm is out of reach of this cut; {nearest:.1f} cm is the nearest.",
        zh=f"该版型无法做到 {wanted:g} 厘米，最接近为 {nearest:.1f} 厘米。",
    )
    return replace(made, remarks=(*made.remarks, remark))
