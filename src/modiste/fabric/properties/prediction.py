"""Cloths' properties predicted, with intervals: arrays for a search, words and sources for a person.

Knows how an interval comes about and what "validated" means; the physics is the other files'.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from modiste.fabric.properties.assumed import ASSUMED, Constants, drawn, typical
from modiste.fabric.properties.catalogue import PROPERTIES, Property
from modiste.fabric.properties.heat import LEWIS
from modiste.fabric.properties.structure import structure_of
from modiste.fabric.rows import Array, Rows, rows_of
from modiste.fabric.spec import FabricSpec
from modiste.garment import ModisteError

DRAWS = 512
"""Cloths with other assumed numbers by which an interval is made."""


@dataclass(frozen=True)
class Predicted:
    """One property of one cloth.

    Attributes:
        property: Which.
        value: With every assumed number at its typical value.
        low: Below it lie 2.5 % of the cloths that the assumed ranges allow.
        high: Above it lie 2.5 %.
        how: How the interval was obtained.
        status: "unvalidated", or what it was held against.
        is_within: Whether the value lies where the rule was meant.
    """

    property: Property
    value: float
    low: float
    high: float
    how: str
    status: str
    is_within: bool


def predict_rows(rows: Rows, names: Collection[str] = ()) -> dict[str, Array]:
    """Properties of N cloths as arrays (n,), by key; all of them where none are named."""
    return _values(rows, typical(), names)


def predict(spec: FabricSpec) -> Mapping[str, Predicted]:
    """Every property of a cloth with its interval; with layers below it, of all that lies together.

    Masses, thicknesses and resistances add up, air passes one after the other; hand and wear are the
    outer cloth's.

    Raises:
        ModisteError: MOD-2808 where the cloth, or a layer, jams.
    """
    typical_, drawn_ = [], []
    for number, layer in enumerate((spec, *spec.layers)):
        check_room(layer)
        rows = rows_of([layer])
        typical_.append(predict_rows(rows))
        drawn_.append(_values(rows.times(DRAWS), drawn(DRAWS, seed=number)))
    values, spread = _together(typical_), _together(drawn_)
    made = {}
    for name, each in PROPERTIES.items():
        low, high = np.quantile(spread[name], (0.025, 0.975))
        value = float(values[name][0])
        why = "; ".join(ASSUMED[part].why for part in each.rests)
        made[name] = Predicted(
            each,
            value,
            min(float(low), value),
            max(float(high), value),
            f"95 % of {DRAWS} cloths with other assumed numbers ({why})",
            each.status,
            each.valid[0] <= value <= each.valid[1],
        )
    return made


def jam(rows: Rows) -> Array:
    """(n,) above 1 where a cloth cannot be made: threads without room, loops tighter than machines knit."""
    tight = 10 * np.sqrt(rows.tex[0]) / rows.loop / TIGHTEST
    return np.where(rows.is_knit > 0, tight, structure_of(rows).weaving.jam)


TIGHTEST, LOOSEST = 20.0, 7.0
"""Tightness factors beyond which no weft knit is made: most of apparel lie between 9 and 19."""


def check_room(spec: FabricSpec) -> None:
    """Whether threads and loops have room.

    Raises:
        ModisteError: MOD-2808 with the nearest cloth that can be made.
    """
    if spec.knit is not None:
        knit = spec.knit
        if LOOSEST <= knit.tightness <= TIGHTEST:
            return
        edge = TIGHTEST if knit.tightness > TIGHTEST else LOOSEST
        why = (
            "its needles cannot pull the yarn through"
            if edge == TIGHTEST
            else "its loops hold nothing and would run"
        )
        raise ModisteError(
            "MOD-2808",
            what=f"a {knit.name} of {knit.yarn.total:.4g} tex with loops of {knit.loop:g} mm",
            reason=f"its tightness factor is {knit.tightness:.1f}, and {why}",
            near=f"a loop length of {10 * np.sqrt(knit.yarn.total) / edge:.2f} mm",
        )
    assert spec.woven is not None
    if jam(rows_of([spec]))[0] <= 1:
        return
    raise ModisteError(
        "MOD-2808",
        what=f"{spec.woven.ends:g} ends and {spec.woven.picks:g} picks a cm",
        reason="the threads are thicker than the room that their neighbours leave where they interlace",
        near=_looser(spec),
    )


def _looser(spec: FabricSpec) -> str:
    """The same cloth with as many picks as have room; with fewer ends too where no pick has."""
    assert spec.woven is not None
    for ends in spec.woven.ends * np.linspace(1, 0.05, 39):
        picks = spec.woven.picks * np.linspace(0.02, 1, 99)
        rows = rows_of([spec]).times(len(picks))
        rows.sett[0], rows.sett[1] = ends, picks
        room = picks[jam(rows) <= 1]
        if len(room):
            return f"{ends:.3g} ends and {room.max():.3g} picks a cm of the same yarns"
    return "one of much finer yarns"


def _values(rows: Rows, given: Constants, names: Collection[str] = ()) -> dict[str, Array]:
    lies = structure_of(rows, given)
    return {
        name: np.broadcast_to(PROPERTIES[name].physics(rows, lies, given), (len(rows),)).astype(float)
        for name in names or PROPERTIES
    }


def _together(layers: Sequence[dict[str, Array]]) -> dict[str, Array]:
    """The properties of cloths that lie on one another, the outer one first."""
    made = dict(layers[0])
    if len(layers) > 1:
        for name in ("mass_gsm", "thickness_mm", "rct_m2k_w", "ret_m2pa_w"):
            made[name] = np.sum([each[name] for each in layers], axis=0)
        flows = [np.maximum(each["air_permeability_mm_s"], 1e-9) for each in layers]
        made["air_permeability_mm_s"] = 1 / np.sum([1 / each for each in flows], axis=0)
        made["cover"] = 1 - np.prod([1 - each["cover"] for each in layers], axis=0)
        airy = [each["porosity"] * each["thickness_mm"] for each in layers]
        made["porosity"] = np.sum(airy, axis=0) / made["thickness_mm"]
        made["imt"] = np.clip(LEWIS * made["rct_m2k_w"] / made["ret_m2pa_w"], 0, 1)
    return made
