"""A garment's files: true scale along the grain, one light across seams, light enough, always the same."""

import dataclasses
import time

import numpy as np
import pytest
from tests.tailoring.export.test_glb import read

from modiste import tailoring
from modiste.garment import ModisteError
from modiste.tailoring.drape.cloth import grain_turns
from modiste.tailoring.export import garment
from modiste.tailoring.export.garment import cloth_mesh, garment_glb, garment_usdz
from modiste.tailoring.export.repeat import repeat_of


def test_the_tile_lies_at_true_scale_and_unmirrored(skirt, fleece) -> None:
    made = cloth_mesh(skirt, repeat_of(fleece, 64))
    laid = made.uv[made.faces] * (fleece.width, fleece.height)
    one, other = laid[:, 1] - laid[:, 0], laid[:, 2] - laid[:, 0]
    area = (one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]) / 2
    assert (area > 0).all()
    worn = made.vertices[made.faces]
    hung = np.linalg.norm(np.cross(worn[:, 1] - worn[:, 0], worn[:, 2] - worn[:, 0]), axis=1).sum() / 2
    assert area.sum() == pytest.approx(hung, rel=0.08)  # cloth stretches, no more


def test_the_grain_runs_up_the_tile_on_a_waistband_too(skirt, fleece) -> None:
    cloth = skirt.cloth
    band = next(k for k, each in enumerate(cloth.panels) if each.grain[0][1] == each.grain[1][1])
    (x0, _), (x1, _) = cloth.panels[band].grain
    turned = cloth.flat[cloth.panel == band] @ grain_turns(cloth.panels)[band]
    assert np.allclose(turned[..., 1], cloth.flat[cloth.panel == band][..., 0] * np.sign(x1 - x0))


def test_light_knows_no_seams(skirt, fleece) -> None:
    made = cloth_mesh(skirt, repeat_of(fleece, 64))
    assert len(made.vertices) > skirt.cloth.count
    places, where = np.unique(made.vertices, axis=0, return_inverse=True)
    first = np.zeros((len(places), 3))
    first[where.ravel()] = made.normals
    assert np.allclose(made.normals, first[where.ravel()])


def test_equal_garments_give_equal_bytes_within_two_seconds_and_a_megabyte(skirt, fleece) -> None:
    for make in (garment_glb, garment_usdz):
        begun = time.process_time()
        made = make(skirt, fleece, body=True)
        assert time.process_time() - begun < 2
        assert make(skirt, fleece, body=True) == made
    assert len(garment_glb(skirt, fleece, body=True)) <= 1_000_000


def test_skin_that_nobody_sees_is_left_out(skirt, fleece) -> None:
    document, arrays = read(garment_glb(skirt, fleece, body=True))
    assert [each["name"] for each in document["nodes"]] == ["body", "garment"]
    body = arrays[document["meshes"][0]["primitives"][0]["attributes"]["POSITION"]]
    assert 0.7 * len(skirt.figure.vertices) < len(body) < len(skirt.figure.vertices)


def test_what_no_phone_loads_is_refused(skirt, fleece, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garment, "MOST_BYTES", 10_000)
    with pytest.raises(ModisteError, match="MOD-1590") as refused:
        garment_glb(skirt, fleece)
    assert "longer edges" in refused.value.remedy


def test_a_coarser_tile_is_taken_before_anything_is_refused(
    skirt, fleece, monkeypatch: pytest.MonkeyPatch
) -> None:
    fine = garment_glb(skirt, fleece)
    monkeypatch.setattr(garment, "MOST_BYTES", len(fine) - 1)
    assert len(garment_glb(skirt, fleece)) < len(fine)


def test_sheen_is_said_only_where_there_is_some(skirt, fleece) -> None:
    document, _ = read(garment_glb(skirt, fleece))
    assert document["extensionsUsed"] == ["KHR_materials_sheen"]
    dull, _ = read(garment_glb(skirt, dataclasses.replace(fleece, sheen=0.0)))
    assert "extensionsUsed" not in dull
    assert tailoring.garment_glb is garment_glb


def test_every_vertex_says_how_it_is_worn_and_every_panel_in_numbers(skirt, fleece) -> None:
    document, arrays = read(garment_glb(skirt, fleece))
    mesh = document["meshes"][0]
    worn = arrays[mesh["primitives"][0]["attributes"]["_WORN"]]
    about = mesh["extras"]
    assert [each["name"] for each in about["panels"]] == [each.name for each in skirt.cloth.panels]
    assert about["limit"] == pytest.approx(skirt.fabric.limit - 1, abs=1e-4)
    # A vertex of several panels stands once in each: every face lies in one.
    corners = arrays[mesh["primitives"][0]["indices"]].reshape(-1, 3)
    assert np.array_equal(worn[corners, 2], np.repeat(skirt.cloth.panel[:, None], 3, 1))
    far = worn[corners, 1] / 255 * about["widest_mm"]
    true = np.clip(1000 * skirt.clearance[skirt.cloth.faces], 0, about["widest_mm"])
    assert np.abs(far - true).max() < 0.13
    stretch = worn[corners, 0] / 255 * about["limit"]
    told = np.clip(tailoring.by_vertex(skirt)[skirt.cloth.faces], 0, about["limit"])
    assert np.abs(stretch - told).max() <= about["limit"] / 500
    assert max(each["stretch"] for each in about["panels"]) > 0


def test_relief_stays_longer_than_what_readers_can_work_out(
    skirt, fleece, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, _ = read(garment_glb(skirt, fleece))
    assert "TANGENT" in whole["meshes"][0]["primitives"][0]["attributes"]
    monkeypatch.setattr(garment, "_SIDES", garment._SIDES[2:])
    spare, _ = read(garment_glb(skirt, fleece))
    assert "TANGENT" not in spare["meshes"][0]["primitives"][0]["attributes"]
    assert "normalTexture" in spare["materials"][0]
