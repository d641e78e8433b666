"""What changed between two packs: nothing, a measure, a seam that is new or gone."""

from dataclasses import replace

from modiste.design import Subject, differences
from modiste.design.techpack.building import build


def test_a_pack_does_not_differ_from_itself(skirt: Subject) -> None:
    pack = build(skirt)
    assert differences(pack, pack.model_copy(update={"version": 2, "date": "2025-02-01"})) == ()


def test_a_changed_measure_and_a_lost_seam_are_told_in_both_languages(skirt: Subject) -> None:
    before = build(skirt)
    base = skirt.style.base_size
    waist = before.measurements[0]
    wider = waist.model_copy(update={"values": {**waist.values, base: 50.0}})
    after = before.model_copy(
        update={"measurements": (wider, *before.measurements[1:]), "seams": before.seams[1:]}
    )
    changes = differences(before, after)
    assert changes[0].words == f"Waist, half, {base}: {waist.values[base]:.1f} became 50.0"
    assert changes[0].words_zh.startswith(f"腰围（半），{base}：")
    assert changes[1].words.startswith("Seam, darts: stitch 301") and changes[1].words.endswith("is gone")
    assert len(changes) == 2


def test_another_cloth_is_another_material(skirt: Subject) -> None:
    lighter = replace(skirt, fabric=skirt.fabric.model_copy(update={"weight_gsm": 300.0}))
    changes = differences(build(skirt), build(lighter))
    assert [change.where for change in changes] == ["Material, shell, all pieces"]
    assert "300 g/m²" in changes[0].after
