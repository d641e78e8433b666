"""The demonstration's steps about making: a brief cut and printed, a cloth foretold, sensors placed.

Knows what is asked and what to say of it; each answer is that of the verb that users call.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from modiste import tryon
from modiste.workspace.flows.design_prints import print_spec, write_print
from modiste.workspace.flows.designs import spec_of, spec_told, write_spec_pattern
from modiste.workspace.flows.fabrics import fabric_footprint, fabric_from, fabric_sheet
from modiste.workspace.flows.photo_tryon import PhotoWish, example_file, try_on_photo, write_photo_try_on
from modiste.workspace.flows.wearable_placement import sensor_placement, sensor_placement_picture

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

BRIEF = "A knee-length A-line skirt in navy cotton, EU 40, 3 cm longer"
REPEAT: dict[str, Any] = {"kind": "motifs", "layout": "p4m", "width_mm": 64.0, "height_mm": 64.0}
POPLIN = {
    "name": "poplin",
    "blend": "100% cotton",
    "woven": {"sett": "133/72, plain", "warp": "40 Ne", "weft": "40 Ne"},
}
WEARER = {"height": 170.0, "bust": 88.0, "waist": 70.0, "hip": 96.0}
WIRED, SENSORS = "trousers", 3


def design(shop: "Shop") -> tuple[str, dict[str, Any]]:
    """A brief becomes a spec and a pattern, kept in the tree of designs; a print is made beside it."""
    folder = shop.root / "designs-demo"
    spec = spec_of(BRIEF)
    kept, cut = shop.designs.keep(spec), write_spec_pattern(spec, folder)
    made = write_print(print_spec(REPEAT), folder / "print.png")
    said = (
        f"“{BRIEF}”: {cut['program']}, {cut['length_cm']:.1f} cm long, in {len(cut['sizes'])} sizes; "
        f"{made['group']} of {made['width_px']} x {made['height_px']} pixels, its seam at "
        f"{made['seam_z']:.1f} where 4 would show; files in {folder}"
    )
    return said, {"design": kept.to_json(), "spec": spec_told(spec), "pattern": cut, "print": made}


def cloth() -> tuple[str, dict[str, Any]]:
    """What follows from a stated cloth, with intervals, and what it costs the environment."""
    spec = fabric_from(POPLIN)
    sheet, cost = fabric_sheet(spec), fabric_footprint(spec)
    mass, warmth = sheet["properties"]["mass_gsm"], sheet["properties"]["rct_m2k_w"]
    square = cost["ecs_upt_per_m2"]
    said = (
        f"a stated poplin: {mass['value']:.0f} g/m² [{mass['interval'][0]:.0f}, {mass['interval'][1]:.0f}], "
        f"{warmth['value']:.4f} m²K/W [{warmth['interval'][0]:.4f}, {warmth['interval'][1]:.4f}], predicted; "
        f"{square['value']:.0f} µPt/m² [{square['low']:.0f}, {square['high']:.0f}]"
    )
    return said, {"sheet": sheet, "footprint": cost}


def sensors(shop: "Shop") -> tuple[str, dict[str, Any]]:
    """Where trousers should carry sensors, by simulated people, with a picture of the body."""
    placed = sensor_placement(None, WIRED, SENSORS)
    picture: Path = shop.root / "sensors.png"
    picture.write_bytes(sensor_placement_picture(placed))
    told = placed.to_json()
    said = f"at most {SENSORS} on {WIRED}: {', '.join(placed.chosen)}, by simulated people; {picture}"
    return said, told


def on_a_photo(shop: "Shop") -> tuple[str, dict[str, Any]]:
    """A T-shirt in two words and a picture: on the synthetic person of the examples."""
    person = example_file()
    if person is None or not tryon.networks_fetched():
        return "skipped: it needs examples/ and `modiste tryon fetch`", {"status": "skipped"}
    wish = PhotoWish("t-shirt", WEARER, "40")
    made = try_on_photo(shop, person.read_bytes(), wish, name=person.name)
    told = write_photo_try_on(made, shop.root / "on-a-photo.png")
    if made.refused is not None:
        return f"refused: {told['reason']}", told
    seen = told["quality"]
    said = (
        f"t-shirt in 40 on {person.name}, a synthetic person: joints {100 * seen['off']:.1f} % of the torso "
        f"off the fitted body; {told['file']}"
    )
    return said, told
