"""The example person dressed: the size matters as the drape differs, the rest of the photo stays."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from tests.tryon.asked import MEASURES, wanted

from modiste import tailoring, tryon
from modiste.garment import ModisteError
from modiste.tryon.photo.colours import parts_of
from modiste.tryon.photo.dressing import zones_of

Both = dict[str, tryon.Dressed]
Pixels = NDArray[np.uint8]


def shadow_of(made: tryon.Dressed) -> np.ndarray:
    """(height, width) what the drape's own mesh covers, arms before it aside."""
    high, wide = made.cover.shape
    image = Image.new("1", (wide, high))
    draw = ImageDraw.Draw(image)
    shown = tailoring.projected(made.body.eye, made.drape.places, (wide, high))
    for face in shown[made.drape.cloth.faces]:
        draw.polygon([(float(x), float(y)) for x, y in face], fill=1)
    return np.asarray(image)


def test_a_larger_size_is_larger_in_the_picture_as_its_drape_is(dressed: Both) -> None:
    both = [dressed[size] for size in ("36", "44")]
    shadows = [shadow_of(made) for made in both]
    small, large = (shadow.sum() for shadow in shadows)
    assert large - small > 0.05 * small
    assert both[1].cover.sum() - both[0].cover.sum() == pytest.approx(large - small, rel=0.25)
    hems = [np.flatnonzero((made.cover > 0.5).any(1))[-1] for made in both]
    deeper = [np.flatnonzero(shadow.any(1))[-1] for shadow in shadows]
    assert hems[1] - hems[0] == pytest.approx(deeper[1] - deeper[0], abs=2) and hems[1] > hems[0]


def test_the_body_stands_where_the_person_does(dressed: Both, front: Pixels) -> None:
    made = dressed["36"]
    assert made.body.off < 0.03 and abs(made.body.yaw) < 12
    assert made.quality.loose is not None and made.quality.loose < 0.05
    for name, value in MEASURES.items():
        assert made.body.figure.measures[name] == pytest.approx(value, abs=0.2)
    ground = front[:10].reshape(-1, 3).mean(0)
    person = np.abs(front.astype(float) - ground).max(-1) > 30
    shown = tailoring.projected(
        made.body.eye, made.body.figure.vertices.astype(float), (front.shape[1], front.shape[0])
    )
    column, row = np.clip(shown.astype(int), 0, np.array(front.shape[1::-1]) - 1).T
    grown = np.lib.stride_tricks.sliding_window_view(np.pad(person, 2), (5, 5)).any((2, 3))
    assert grown[row, column].mean() > 0.96


def test_face_hands_legs_and_wall_stay_as_they_were(dressed: Both, front: Pixels) -> None:
    made = dressed["36"]
    far = np.lib.stride_tricks.sliding_window_view(np.pad(made.cover, 8), (17, 17)).max((2, 3)) < 0.01
    assert far.mean() > 0.5
    off = np.abs(made.pixels.astype(int) - front.astype(int)).max(-1)
    assert np.quantile(off[far], 0.98) <= 3
    assert (off[made.cover > 0.9] > 20).mean() > 0.8


def test_cloth_is_lit_and_not_flat(dressed: Both) -> None:
    made = dressed["36"]
    red = made.pixels[made.cover > 0.95].astype(float)
    assert red[:, 0].mean() > 1.5 * red[:, 2].mean()
    assert red[:, 0].std() > 8


def test_what_a_garment_replaces() -> None:
    def of(program: str) -> tuple[str, ...]:
        return zones_of(tailoring.draft_size(program, "women", "40"))

    assert of("t-shirt") == ("top",) and of("shirt") == ("top",)
    assert of("trousers") == ("bottom",) and of("skirt-a-line") == ("bottom",)
    assert of("dress-shift") == ("top", "bottom")


def test_a_refusal_keeps_what_was_seen(front: Pixels, networks: None) -> None:
    both = np.concatenate([front, front], axis=1)
    with pytest.raises(tryon.Refused, match="MOD-3011") as caught:
        tryon.dress(both, wanted("36"))
    assert caught.value.quality.sure and caught.value.quality.off is None


def test_skin_hair_and_clothes_are_told_apart(dressed: Both, front: Pixels) -> None:
    person = tryon.find_person(front)
    assert person is not None
    made = dressed["36"]
    look = wanted("36").look
    white = np.ones((len(made.body.figure.vertices), 3))
    size = (front.shape[1], front.shape[0])
    studio = tailoring.Studio(made.drape, colours=white, bare=True)
    bare = tailoring.worn_layers(studio, look, tailoring.Scene(), size, made.body.eye, 1)
    light = tailoring.linear(front / 255.0).astype(np.float32)
    levels = made.body.figure.levels
    parts = parts_of(light, person, bare, levels["waist"], levels["crotch"])

    def at(share: NDArray[np.float32], name: str) -> float:
        column, row = person.at(name).astype(int)
        return float(share[row - 2 : row + 3, column - 2 : column + 3].mean())

    assert at(parts.skin, "wrist_left") > 0.5 and at(parts.skin, "nose") > 0.5
    row, column = ((person.at("shoulder_left") + person.at("hip_right")) / 2).astype(int)[::-1]
    assert parts.top[row - 3 : row + 4, column - 3 : column + 4].mean() > 0.6
    assert at(parts.bottom, "knee_left") > 0.6
    assert at(parts.top, "knee_left") < 0.05 and at(parts.hair, "hip_left") < 0.05
    assert 0.1 < parts.tone[2] < parts.tone[0]
    none = replace(person, mask=0 * person.mask)
    assert parts_of(light, none, bare, levels["waist"], levels["crotch"]).top.max() == 0


def test_it_stops_where_it_is_asked_to(front: Pixels, networks: None) -> None:
    told: list[str] = []

    def once(step: str, share: float) -> bool:
        told.append(step)
        return share < 0.05

    with pytest.raises(ModisteError, match="MOD-1564"):
        tryon.dress(front, wanted("36"), once)
    assert told == ["photo", "body"]
