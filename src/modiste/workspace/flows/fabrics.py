"""Cloths of the fabric lab in a shop: kept, predicted, costed, drawn, and handed to the drape and the spine.

Knows which room gives what of a cloth; its physics is the fabric room's, hanging is tailoring's.
"""

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modiste.fabric import (
    CLIMATE_SOURCE,
    FIBRE_SOURCES,
    FOOTPRINT_SOURCE,
    LANGUAGES,
    PAIRS,
    PROPERTIES,
    MeasuredTable,
    Predicted,
    Surrogate,
    Yarn,
    YarnSystem,
    agreement_of,
    agreements,
    care,
    care_text,
    cloth_pdf,
    composition_text,
    drawn_plan,
    fabric_svg,
    fibre_factor,
    footprint,
    held,
    longest_float,
    measured_table,
    predict,
    print_blend,
    print_gauge,
    print_sett,
    print_yarn,
    published_cloths,
    read_gauge,
    read_measured,
    read_spec,
    spec_from,
    status_of,
    surrogate,
)
from modiste.fabric import FabricSpec as FabricSpec  # noqa: PLC0414 - the door of flows opens it
from modiste.garment import Fabric, ModisteError
from modiste.store import write_whole

if TYPE_CHECKING:
    from modiste.store import Store
    from modiste.tailoring import Drapery

_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
_FRICTION = 0.4


def read_fabric(path: Path) -> FabricSpec:
    """A cloth's TOML file."""
    return read_spec(path)


def fabric_from(tree: Mapping[str, Any]) -> FabricSpec:
    """A cloth of plain values, as the API has them."""
    return spec_from(dict(tree))


def fabric_sheet(spec: FabricSpec) -> dict[str, Any]:
    """What is predicted of a cloth, each number with its interval, how it was obtained, and its source."""
    predicted = predict(spec)
    return {
        "name": spec.name,
        "how": "predicted",
        "construction": construction(spec),
        "composition": _shares(spec),
        "properties": {name: _shown(each) for name, each in predicted.items()},
        "drape": asdict(_drapery(predicted)),
        "fibre_sources": dict(FIBRE_SOURCES),
    }


def construction(spec: FabricSpec) -> dict[str, Any]:
    """How a cloth is made, in the notations of the trade."""
    lines: dict[str, Any] = {"blend": print_blend(spec.composition, codes=True)}
    if spec.woven is not None:
        lines |= {
            "structure": "woven",
            "sett": print_sett(spec.woven),
            "sett_per_inch": print_sett(spec.woven, "in"),
            "lift_plan": drawn_plan(spec.woven.plan),
            "longest_float": longest_float(spec.woven.plan),
            "warp": _yarn(spec.woven.warp),
            "weft": _yarn(spec.woven.weft),
        }
    else:
        assert spec.knit is not None
        wales, courses = spec.knit.sett
        lines |= {
            "structure": "knit",
            "stitch": spec.knit.name,
            "courses_per_cm": round(courses, 4),
            "wales_per_cm": round(wales, 4),
            "loop_mm": spec.knit.loop,
            "tightness_factor": round(spec.knit.tightness, 3),
            "yarn": _yarn(spec.knit.yarn),
            "gauge": print_gauge(read_gauge(spec.knit.gauge)) if spec.knit.gauge else None,
        }
    return lines | {"finish": list(spec.finish), "coating_gsm": spec.coating}


def fabric_footprint(spec: FabricSpec, country: str = "") -> dict[str, Any]:
    """What a kilogram and a square metre of a cloth cost, by stage, and what its label says.

    Raises:
        ModisteError: MOD-2812 for a country whose electricity is not known.
    """
    made = footprint(spec, country)
    mass = predict(spec)["mass_gsm"].value
    total = made.ecs
    return {
        "name": spec.name,
        "how": "predicted",
        "country": country or None,
        "ecs_upt_per_kg": asdict(total) if total else None,
        "ecs_upt_per_m2": asdict(total.times(mass / 1000)) if total else None,
        "mass_gsm": mass,
        "missing": list(made.missing),
        "fibres": [
            {"name": name, "share": share, "ecs_upt_per_kg": asdict(factor) if factor else None}
            for name, share in spec.composition.items()
            for factor in [fibre_factor(name)]
        ],
        "stages": [
            {
                "name": each.name,
                "kilograms": each.kilograms,
                "electricity_mj": asdict(each.electricity),
                "heat_mj": asdict(each.heat),
                "ecs_upt": asdict(each.ecs),
                "factors": list(each.factors),
            }
            for each in made.stages
        ],
        "climate_kg_co2e_per_kg_fibre": dict(made.climate),
        "water_m3_per_kg_fibre": dict(made.water),
        "sources": {"ecs": FOOTPRINT_SOURCE, "climate and water": CLIMATE_SOURCE},
        "labels": {
            language: {
                "composition": composition_text(spec.composition, language),
                "care": care_text(care(spec.composition), language),
            }
            for language in LANGUAGES
        },
        "care": list(care(spec.composition)),
    }


def hold_fabrics(path: Path) -> dict[str, Any]:
    """A table of measured cloths beside what is predicted for them, and what was refused of it.

    Raises:
        ModisteError: MOD-2811 for a file that is no such table.
    """
    return _held(read_measured(path))


def hold_stated(trees: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The same for cloths of plain values, as the API has them."""
    return _held(measured_table(trees))


@cache
def fabric_validation(path: Path | None = None) -> dict[str, Any]:
    """Every property with what it was held against: the published cloths that are shipped, and a table's own.

    Raises:
        ModisteError: MOD-2811 for a file that is no such table.
    """
    shipped, own = published_cloths(), read_measured(path) if path else MeasuredTable((), ())
    cloths = (*shipped.cloths, *own.cloths)
    found = agreements(held(cloths))
    told = _held(MeasuredTable(cloths, own.refused))
    by_name = {each["of"]: each for each in told["agreements"]}
    properties = []
    for name, each in PROPERTIES.items():
        agreed = agreement_of(name, found)
        properties.append(
            {
                "of": name,
                "en": each.en,
                "zh": each.zh,
                "unit": each.unit,
                "rule": each.source.title,
                "rule_doi": each.source.doi or None,
                "status": status_of(agreed),
                "held_as": agreed.of if agreed else None,
                "agreement": by_name[agreed.of] if agreed else None,
            }
        )
    return {"properties": properties, "rows": told["rows"], "refused": told["refused"], "means": dict(PAIRS)}


def fabric_picture(spec: FabricSpec) -> str:
    """A cloth's face to scale, as SVG."""
    return fabric_svg(spec)


def fabric_data_sheet(spec: FabricSpec) -> bytes:
    """A cloth's data sheet as PDF: its prediction, its footprint and its label."""
    return cloth_pdf(fabric_sheet(spec), fabric_footprint(spec))


def drapery_of(spec: FabricSpec) -> "Drapery":
    """How a cloth hangs, for the drape: its predicted mass, stretch and bending."""
    return _drapery(predict(spec))


def spine_fabric(spec: FabricSpec, id: str) -> Fabric:
    """The spine's fabric, whose composition the passport reads."""
    return spec.to_spine(id, round(predict(spec)["mass_gsm"].value, 1))


class ShopFabrics:
    """The cloths that a shop keeps: a JSON file each in its folder `fabrics`."""

    def __init__(self, root: Path, store: "Store") -> None:
        self._root, self._store = root / "fabrics", store

    def all(self) -> dict[str, FabricSpec]:
        """Every cloth by id, in the order of ids."""
        return {path.stem: _kept(path) for path in sorted(self._root.glob("*.json"))}

    def find(self, id: str) -> FabricSpec:
        """A cloth.

        Raises:
            ModisteError: MOD-2814 when there is none of this id.
        """
        path = self._path(id)
        if not path.is_file():
            raise ModisteError("MOD-2814", id=id[:80])
        return _kept(path)

    def keep(self, id: str, spec: FabricSpec) -> None:
        """Keep a cloth under an id; a newer one takes its place.

        Raises:
            ModisteError: MOD-2814 for an id that is none.
        """
        tree = spec.model_dump(mode="json", exclude_defaults=True)
        write_whole(self._path(id), json.dumps(tree, ensure_ascii=False, indent=1).encode())

    def remove(self, id: str) -> None:
        """Forget a cloth.

        Raises:
            ModisteError: MOD-2814 when there is none of this id.
        """
        self.find(id)
        self._path(id).unlink()

    def send(self, id: str) -> Fabric:
        """Make a kept cloth the shop's fabric of its id: passports read its composition, mass and structure.

        Raises:
            ModisteError: MOD-2814 when there is none of this id.
        """
        fabric = spine_fabric(self.find(id), id)
        self._store.rows.put([fabric])
        return fabric

    def _path(self, id: str) -> Path:
        if not _ID.fullmatch(id):
            raise ModisteError("MOD-2814", id=id[:80])
        return self._root / f"{id}.json"


def _held(table: MeasuredTable) -> dict[str, Any]:
    values = held(table.cloths)
    found = agreements(values)
    learned = {each.of: surrogate(table.cloths, each.of) for each in found}
    return {
        "rows": [
            asdict(each) | {"factor": each.factor, "error_pct": each.error_pct, "is_covered": each.is_covered}
            for each in values
        ],
        "agreements": [
            asdict(each)
            | {"surrogate": "used" if learned[each.of].wins else "not used"}
            | {"physics_error": learned[each.of].physics_error, "surrogate_error": _finite(learned[each.of])}
            for each in found
        ],
        "refused": [{"row": number, "reason": reason} for number, reason in table.refused],
    }


def _finite(learned: Surrogate) -> float | None:
    """The surrogate's error by sources left out, or None with fewer than two."""
    return learned.corrected_error if math.isfinite(learned.corrected_error) else None


def _kept(path: Path) -> FabricSpec:
    return spec_from(json.loads(path.read_bytes()))


def _drapery(predicted: Mapping[str, Predicted]) -> "Drapery":
    """Tailoring's parameters; shear is a twentieth of the softer stiffness, as in its own table."""
    from modiste.tailoring import Drapery  # noqa: PLC0415 - a spec that is not draped needs no tailoring

    values = {name: each.value for name, each in predicted.items()}
    warp, weft = values["stiffness_warp_n_m"], values["stiffness_weft_n_m"]
    bending = (values["bending_warp_n_m"] * values["bending_weft_n_m"]) ** 0.5
    give = min(values["stretch_warp_pct"], values["stretch_weft_pct"]) / 100
    return Drapery(
        values["mass_gsm"], warp, weft, min(warp, weft) / 20, bending, _FRICTION, 1 + max(give, 0.02)
    )


def _shown(each: Predicted) -> dict[str, Any]:
    of = each.property
    return {
        "en": of.en,
        "zh": of.zh,
        "value": each.value,
        "interval": [each.low, each.high],
        "unit": of.unit,
        "how": each.how,
        "status": each.status,
        "valid": list(of.valid),
        "is_within": each.is_within,
        "source": of.source.title,
        "doi": of.source.doi or None,
    }


def _shares(spec: FabricSpec) -> dict[str, Any]:
    return {
        "shares": spec.composition,
        **{each: composition_text(spec.composition, each) for each in LANGUAGES},
    }


def _yarn(yarn: Yarn) -> dict[str, Any]:
    systems: tuple[YarnSystem, ...] = ("tex", "Nm", "Ne") if yarn.is_spun else ("tex", "dtex", "den")
    return {
        **{each: print_yarn(yarn, each) for each in systems},
        "total_tex": yarn.total,
        "twist_per_m": round(yarn.turns, 1),
        "twist_factor": round(yarn.twist_factor),
    }
