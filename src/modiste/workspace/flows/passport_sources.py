"""Facts for passports from a shop's own rows: the garment, its cloth, the item's journey, the meters.

Knows where a shop keeps what a field asks; what nobody wrote down stays missing, and what comes of a
synthetic garment or a simulated site says so.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from modiste.garment import Colourway, Fabric, Garment, ModisteError, Sku
from modiste.passport import FactSource, How, PassportField, Profile, fact
from modiste.workspace.flows.supply_facts import order_of

if TYPE_CHECKING:
    from modiste.store import SupplyPlace

_STAGES = {
    "fibre_producer": "fibre",
    "spinning_mill": "spinning",
    "weaving_mill": "fabric",
    "knitting_mill": "fabric",
    "dye_house": "dyeing",
    "sewing_factory": "making_up",
}
"""A site's kind, and the stage that is made there."""
_SYNTHETIC = frozenset(
    ["acrylic", "elastane", "nylon", "polyamide", "polyester", "polypropylene", "polyurethane"]
)
_NATURAL = frozenset(["cotton", "linen", "hemp", "silk", "wool", "cashmere", "alpaca", "mohair", "jute"])
_GLN = "https://id.gs1.org/414/"
_LOT = "/10/"


@dataclass(frozen=True)
class SpineFacts:
    """A SKU with what it is of, and its cloth if that is known."""

    garment: Garment
    colourway: Colourway
    sku: Sku
    fabric: Fabric | None


@dataclass(frozen=True)
class JourneyFacts:
    """What a journey says, and the order that it is the journey of, or ""."""

    facts: tuple[PassportField, ...]
    order: str


def spine_facts(profile: Profile, of: SpineFacts) -> Iterator[PassportField]:
    """What the garment's own rows say."""
    garment, fabric = of.garment, of.fabric
    how: How = "simulated" if garment.synthetic else "declared"
    record = FactSource("garment", garment.id, garment.updated_at.date().isoformat(), garment.source)
    said = {
        "identity.gtin": of.sku.gtin,
        "identity.name": garment.name,
        "identity.description": garment.description[: profile.limits["text"]],
        "identity.category": garment.category,
        "identity.brand": garment.brand,
        "identity.model_number": garment.id,
        "identity.colour": of.colourway.colour,
        "identity.size": f"{of.sku.size_system} {of.sku.size}".strip(),
        "care.instructions": garment.attributes.get("care", ""),
    }
    for id_, value in said.items():
        yield from _known(profile, id_, value, record, how)
    symbols = garment.attributes.get("care_symbols", "").replace(",", " ").split()
    yield from _known(profile, "care.symbols", symbols, record, how)
    if fabric is None:
        return
    sheet = FactSource("fabric", fabric.id, "", fabric.name)
    shares = {fibre: Decimal(str(share)) * 100 for fibre, share in fabric.composition.items()}
    fibres = [{"fibre": fibre, "share": str(share)} for fibre, share in shares.items()]
    yield from _known(profile, "composition.fibres", fibres, sheet, how)
    yield from _known(profile, "composition.fabric_weight", fabric.weight_gsm, sheet, how)
    structure = "" if fabric.structure == "unknown" else fabric.structure
    yield from _known(profile, "composition.structure", structure, sheet, how)
    if shares and set(shares) <= _SYNTHETIC | _NATURAL:
        share = sum((each for fibre, each in shares.items() if fibre in _SYNTHETIC), Decimal())
        source = FactSource("derived", "composition.fibres")
        derived: How = "simulated" if garment.synthetic else "derived"
        yield from _known(profile, "composition.synthetic_share", str(share), source, derived)


def journey_facts(
    profile: Profile,
    journey: Mapping[str, Any],
    events: Mapping[int, Mapping[str, Any]],
    places: Mapping[str, "SupplyPlace"],
) -> JourneyFacts:
    """What the events of an item and of what it was made of say.

    Args:
        profile: The passport's.
        journey: As `ShopSupplyEvents.journey` has it.
        events: The journey's events by number.
        places: The shop's places by name.
    """
    made, order = list[PassportField](), ""
    by_stage: dict[str, list[tuple[Mapping[str, Any], Mapping[str, Any], SupplyPlace | None]]] = {}
    for step in journey["steps"]:
        event = events.get(step["number"], {})
        if step["is_void"] or not (step["step"] == "commissioning" or "certificationInfo" in event):
            continue
        place = places.get(step["site"])
        how: How = "simulated" if place is not None and place.is_simulated else "measured"
        source = FactSource("event", step["event_id"], step["at"])
        made += _certificates(profile, event, source, how)
        if step["step"] != "commissioning":
            continue
        stage = _STAGES.get(place.kind if place else "")
        if step["thing"] == journey["item"]:
            order = order_of(event)
            stage = stage or "making_up"
            made += _known(profile, "identity.made_on", step["at"], source, how)
            made += _known(profile, "identity.lot", order.rpartition(":")[2], source, how)
        if stage:
            by_stage.setdefault(stage, []).append((step, event, place))
    for stage, steps in by_stage.items():
        made += _stage(profile, stage, steps)
    return JourneyFacts(tuple(made), order)


def footprint_facts(
    profile: Profile, found: Mapping[str, Any], order: str, days: Sequence[str], *, is_simulated: bool
) -> Iterator[PassportField]:
    """What the meters say of a piece of an order.

    Args:
        profile: The passport's.
        found: As `ShopSupplyFacts.footprint` has it.
        order: The order's name in events.
        days: When the order was on machines, in ISO 8601.
        is_simulated: Whether the machines are.
    """
    mine = next((each for each in found["orders"] if order and each["order"] == order), None)
    piece = mine["a_piece"] if mine else None
    if piece is None:
        return
    source = FactSource("meter", order, max(days, default=""), "energy and water meters of the machines")
    span = {"from": min(days, default=None), "until": max(days, default=None)}
    about = {"method": "machines' meters, by the hours and mass of the order", **span}
    basis = {"basis": "power and water of the machines that made it; no other stage"}
    factor = found["factor"]
    carbon = {"value": piece["kg_co2e"], "low": piece["kg_co2e_low"], "high": piece["kg_co2e_high"]}
    said = {
        "footprint.energy": ({"value": piece["kwh"]}, "measured"),
        "footprint.water": ({"value": piece["litres"]}, "measured"),
        "footprint.carbon": ({**carbon, "factor": str(factor["source"])}, "derived"),
    }
    for id_, (value, how) in said.items():
        record = {name: each for name, each in {**value, **about, **basis}.items() if each is not None}
        yield from _known(profile, id_, record, source, "simulated" if is_simulated else how)  # type: ignore[arg-type]


def _known(profile: Profile, id_: str, value: Any, source: FactSource, how: How) -> Iterable[PassportField]:
    """A fact, none where there is no value or the shop's rows have what the field cannot be."""
    if value in (None, "", [], {}):
        return ()
    try:
        return (fact(profile, id_, value, source, how),)
    except ModisteError:
        return ()


def _stage(
    profile: Profile,
    stage: str,
    steps: Sequence[tuple[Mapping[str, Any], Mapping[str, Any], "SupplyPlace | None"]],
) -> Iterator[PassportField]:
    """Who did a stage, and in which country where the events say one."""
    records = dict[str, dict[str, Any]]()
    for step, _event, place in steps:
        gln = step["site"].removeprefix(_GLN) if step["site"].startswith(_GLN) else None
        lot = step["thing"].partition(_LOT)[2] or None
        record = {"gln": gln, "name": place.name if place else None, "at": step["at"][:10], "lot": lot}
        if place is not None and place.is_simulated:
            record["simulated"] = True
        records[str(record)] = {name: each for name, each in record.items() if each is not None}
    step, event, place = steps[-1]
    how: How = "simulated" if place is not None and place.is_simulated else "measured"
    source = FactSource("event", step["event_id"], step["at"])
    yield from _known(profile, f"origin.{stage}.facilities", list(records.values()), source, how)
    country = event.get("ilmd", {}).get("cbvmda:countryOfOrigin", "")
    yield from _known(profile, f"origin.{stage}.country", country, source, "declared")


def _certificates(
    profile: Profile, event: Mapping[str, Any], source: FactSource, how: How
) -> Iterator[PassportField]:
    named = event.get("certificationInfo", [])
    links = [{"link": each} for each in ([named] if isinstance(named, str) else named)]
    declared: How = "simulated" if how == "simulated" else "declared"
    yield from _known(profile, "certificates.held", links, source, declared)
