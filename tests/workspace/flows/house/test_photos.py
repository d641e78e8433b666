"""Pictures and their truth: masks and landmarks lie on the garment, measures are the pattern's own."""

import json
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from modiste import tailoring
from modiste.garment import ModisteError, content_id
from modiste.workspace.flows.house import mask_of, panels_of, read_truth
from modiste.workspace.flows.house.fit import finished
from modiste.workspace.flows.house.landmarks import landmarks, measures
from modiste.workspace.flows.house.photos import (
    Taken,
    appearance_of,
    dressed,
    house_photographer,
    image_id,
    photographed,
)
from modiste.workspace.flows.house.plan import Planned, garment_of
from modiste.workspace.flows.house.truth import truth_bytes, truth_file

SIZE = (96, 128)


@pytest.fixture(scope="module")
def skirt() -> Planned:
    return next(
        made
        for number in range(60)
        if (made := garment_of(7, "skirt-a-line", number)).options["length"] == "mini"
        and len(made.colourings) == 2
    )


@pytest.fixture
def taken(skirt: Planned, stand_in: ModuleType) -> list[Taken]:
    return photographed(skirt, 7, stand_in.photograph, SIZE)


def test_a_garment_is_photographed_as_planned_and_twice_the_same(
    skirt: Planned, taken: list[Taken], stand_in: ModuleType
) -> None:
    assert [each.image.id for each in taken] == [image_id(skirt, shot) for shot in skirt.shots]
    assert len({each.image.id for each in taken}) == 5
    assert {each.image.colourway_id for each in taken} == {
        f"{skirt.id}-{each.id}" for each in skirt.colourings
    }
    again = photographed(skirt, 7, stand_in.photograph, SIZE)
    assert [each.image.blob for each in again] == [each.image.blob for each in taken]
    assert [each.truth for each in again] == [each.truth for each in taken]
    assert all(each.image.blob == content_id(each.data, 64) for each in taken)


def test_the_truth_is_whole(skirt: Planned, taken: list[Taken]) -> None:
    for each, shot in zip(taken, skirt.shots, strict=True):
        truth = json.loads(json.dumps(each.truth))
        mask, panels = mask_of(truth), panels_of(truth)
        assert mask.shape == panels.shape == (128, 96)
        assert mask.any() and ((panels > 0) == mask).all()
        assert panels.max() <= len(truth["panel_names"])
        assert truth["synthetic"] is True
        assert truth["seeds"] == {"house": 7, "garment": skirt.seed, "shot": shot.seed}
        assert truth["camera"]["kind"] == shot.kind and truth["camera"]["width"] == 96
        assert truth["caption"], truth["caption_zh"] == skirt.said(shot.colouring)
        assert truth["colours"][0]["hex"].startswith("#")
        seen = {name: place for name, place in truth["landmarks"].items() if place["visible"]}
        assert len(seen) >= 3
        for place in seen.values():
            column, row = int(place["x"]), int(place["y"])
            assert mask[max(0, row - 5) : row + 6, max(0, column - 5) : column + 6].any()
    front = taken[0].truth["landmarks"]
    assert front["front_waist_left"]["y"] < front["front_hem_left"]["y"]
    assert front["front_hem_left"]["x"] > front["front_hem_right"]["x"]  # the wearer's left


def test_measures_are_the_patterns_own(taken: list[Taken]) -> None:
    pattern = tailoring.draft_size("t-shirt", "women", "40")
    told = measures(pattern)
    assert told["girths"]["chest"] == pytest.approx(102, abs=0.1)
    assert set(told["lengths"]) == {"neckline", "shoulder", "side", "underarm"}
    longer = measures(tailoring.draft_size("t-shirt", "women", "40", {"length": "long"}))
    assert longer["lengths"]["side"] > told["lengths"]["side"] + 4
    assert measures(tailoring.draft_size("trousers", "women", "40"))["lengths"]["inseam"] > 65
    assert taken[0].truth["measures"]["girths"]["hip"] > 90


@pytest.mark.slow
def test_every_program_has_its_landmarks_on_both_hands(stand_in: ModuleType) -> None:
    wanted = {
        "t-shirt": "front_shoulder_left front_neck_middle back_neck_middle front_armpit_left cuff_front_left",
        "trousers": "front_waist_left front_crotch_left front_leg_hem_inner_left back_leg_hem_outer_left",
    }
    for program, names in wanted.items():
        _, draped, _ = dressed(garment_of(7, program, 0), lambda share: True)
        found = {each.name: each for each in landmarks(draped)}
        for name in names.split():
            assert name in found
            other = found.get(name.replace("left", "right"))
            assert other is not None
            here = draped.places[found[name].vertex]
            there = draped.places[other.vertex]
            assert "left" not in name or "crotch" in name or here[0] * there[0] < 0
            assert here[1] == pytest.approx(there[1], abs=0.05)


def test_truth_is_written_once_and_read_whole(skirt: Planned, taken: list[Taken], tmp_path: Path) -> None:
    girths = finished(skirt)
    data = truth_bytes(skirt, girths, taken, "taken")
    assert data == truth_bytes(skirt, girths, taken, "taken")
    path = truth_file(tmp_path, skirt.id)
    path.parent.mkdir()
    path.write_bytes(data)
    read = read_truth(tmp_path, skirt.id)
    assert read["photos"] == {each.image.id: json.loads(json.dumps(each.truth)) for each in taken}
    assert len(data) < sum(len(json.dumps(each.truth)) for each in taken)
    path.write_bytes(data[:-20])
    with pytest.raises(ModisteError, match="MOD-2041"):
        read_truth(tmp_path, skirt.id)
    with pytest.raises(ModisteError, match="MOD-2041"):
        read_truth(tmp_path, "nothing")


def test_a_print_is_in_the_cloths_colours() -> None:
    made = next(made for number in range(80) if (made := garment_of(7, "t-shirt", number)).print == "stripe")
    look = appearance_of(made, 0)
    assert len(np.unique(look.colour.reshape(-1, 3), axis=0)) > 2


def test_a_stop_is_heard_while_the_cloth_falls(skirt: Planned, stand_in: ModuleType) -> None:
    with pytest.raises(ModisteError, match="MOD-1564"):
        photographed(skirt, 7, stand_in.photograph, SIZE, lambda share: share < 0.3)


def test_the_photographer_is_tailorings() -> None:
    assert house_photographer() is tailoring.photograph
