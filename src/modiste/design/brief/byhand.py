"""A spec edited by hand: values set field by field, held beside a brief, locks taken back.

Knows which values a field takes; words are `reading`'s, what a program makes of an edit is `cutting`'s.
"""

from collections.abc import Iterable, Mapping

from modiste import tailoring
from modiste.design.brief.cutting import fitted
from modiste.design.brief.spec import FIELDS, GarmentSpec, Remark, SpecField, Value
from modiste.design.print.specs import check_palette
from modiste.garment import ModisteError

PRINTS = ("solid", "stripe", "pinstripe", "check", "dot")
LEAST_CM, MOST_CM = 10.0, 200.0
"""Between which a garment's length may be asked for by hand."""


def by_hand(spec: GarmentSpec, edits: Mapping[str, Value], held: Iterable[str] = ()) -> GarmentSpec:
    """The spec with values that a person set.

    A locked field stays, and what was asked for is told. A field that has the value already keeps where it
    comes from. Options that the program does not have are left out.

    Args:
        spec: What stands.
        edits: Values by field.
        held: Fields whose value is held against the brief: where it says otherwise, that is told.

    Raises:
        ModisteError: MOD-2761 for an unknown field, MOD-1530 to 1532, 1586, 2723, 2724 for a value that a
            field does not take.
    """
    fields = dict(spec.fields)
    remarks = list(spec.contradictions)
    for name, value in edits.items():
        if name not in FIELDS:
            raise ModisteError("MOD-2761", name=name, known=", ".join(FIELDS))
        mine = fields.get(name)
        if mine is not None and mine.value == value:
            continue
        if mine is not None and mine.is_locked:
            remarks.append(_told(name, mine.value, value))
            continue
        if name in held and mine is not None and mine.source == "brief":
            remarks.append(_told(name, value, mine.value))
        fields[name] = SpecField(value=value, confidence=1.0, source="edit")
    made = spec.model_copy(
        update={
            "fields": {name: fields[name] for name in FIELDS if name in fields},
            "contradictions": tuple(remarks),
        }
    )
    return fitted(_checked(made, edits))


def unlocked(spec: GarmentSpec, names: Iterable[str]) -> GarmentSpec:
    """The same with these fields free again; one that is not there is free already."""
    wanted = set(names)
    kept = {
        name: field.model_copy(update={"is_locked": field.is_locked and name not in wanted})
        for name, field in spec.fields.items()
    }
    return spec.model_copy(update={"fields": kept})


def _checked(spec: GarmentSpec, edits: Mapping[str, Value]) -> GarmentSpec:
    """What was set is what the field takes; a size that another chart does not have becomes its base."""
    if program := str(spec.value("program")):
        for option in tailoring.program_named(program).options:
            if option.name in edits:
                option.read(spec.value(option.name))
    if "cloth" in edits:
        tailoring.house_fabric(str(spec.value("cloth")))
    if "print" in edits and spec.value("print") not in PRINTS:
        raise ModisteError("MOD-1532", name="print", value=spec.value("print"), known=", ".join(PRINTS))
    if "colours" in edits:
        check_palette(str(spec.value("colours")).split(","), least=1)
    if "length_cm" in edits:
        tailoring.Range("length_cm", 100.0, LEAST_CM, MOST_CM, "").read(spec.value("length_cm"))
    if "chart" in edits or "size" in edits:
        chart = tailoring.size_chart(str(spec.value("chart")))
        size = str(spec.value("size"))
        if size not in chart.sizes:
            if "size" in edits and "chart" not in edits:
                raise ModisteError("MOD-1530", kind="size", name=size, known=", ".join(chart.sizes))
            base = SpecField(value=chart.base, confidence=0.3, source="default")
            return spec.model_copy(update={"fields": {**spec.fields, "size": base}})
    return spec


def _told(name: str, stays: Value, asked: Value) -> Remark:
    return Remark(
        en=f"{name} is locked at {stays}; {asked} was asked for.",
        zh=f"{name} 已锁定为 {stays}，未改为 {asked}。",
    )
