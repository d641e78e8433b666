"""A cloth's way to the drape, to the spine and into the shop's folder."""

import pytest

from modiste.garment import Fabric, ModisteError
from modiste.workspace import flows


def test_a_stated_cloth_hangs_as_predicted() -> None:
    spec = flows.fabric_from({"knit": {"loop": 2.75, "yarn": "20 tex"}})
    hangs = flows.drapery_of(spec)
    sheet = flows.fabric_sheet(spec)
    assert hangs.weight == sheet["properties"]["mass_gsm"]["value"]
    assert sheet["drape"]["bending"] == hangs.bending
    assert 1.02 <= hangs.limit < 2 and min(hangs.warp, hangs.weft, hangs.shear) > 0
    woven = flows.drapery_of(
        flows.fabric_from({"woven": {"sett": "52/30 per cm, plain", "warp": "Ne 50", "weft": "Ne 40"}})
    )
    assert woven.warp > hangs.warp and woven.limit < hangs.limit


def test_the_spine_takes_mass_and_composition() -> None:
    spec = flows.fabric_from(
        {"name": "Tee", "blend": "60% CO 40% recycled PES", "knit": {"loop": 2.75, "yarn": "20 tex"}}
    )
    fabric = flows.spine_fabric(spec, "tee-cloth")
    assert fabric.composition == {"cotton": 0.6, "polyester": 0.4}
    assert (fabric.structure, fabric.weight_gsm) == ("knit", pytest.approx(168, abs=0.1))


def test_a_garment_is_tried_on_in_a_stated_cloth() -> None:
    hangs = flows.drapery_of(
        flows.fabric_from({"woven": {"sett": "52/30 per cm, plain", "warp": "Ne 50", "weft": "Ne 40"}})
    )
    made = flows.fit(flows.cut_named("dress-shift"), {}, sizes=("38",), drapery=hangs)
    assert made.drapes["38"].fabric == hangs


def test_kept_cloths_come_back(shop) -> None:
    kept = shop.fabrics
    spec = flows.fabric_from(
        {"blend": {"wool": 1.0}, "knit": {"loop": 5, "yarn": "2/28 Nm"}, "finish": ["brushed"]}
    )
    assert kept.all() == {}
    kept.keep("wool", spec)
    assert kept.all() == {"wool": spec} and kept.find("wool") == spec
    assert kept.send("wool").composition == {"wool": 1.0}
    assert shop.store.rows.get(Fabric, "wool").structure == "knit"
    kept.remove("wool")
    for call in (kept.find, kept.remove):
        with pytest.raises(ModisteError, match="MOD-2814"):
            call("wool")
