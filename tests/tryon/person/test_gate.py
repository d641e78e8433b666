"""Every reason to refuse a photo has its number and says how to retake it; a good one goes through."""

from dataclasses import replace

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.tryon.person.gate import check_fit, check_person, looseness
from modiste.tryon.person.landmarks import POINTS, Person

SIZE = (200, 400)
PLACES = {
    "nose": (100, 50),
    "shoulder_left": (130, 100),
    "shoulder_right": (70, 100),
    "elbow_left": (145, 150),
    "elbow_right": (55, 150),
    "wrist_left": (150, 200),
    "wrist_right": (50, 200),
    "hip_left": (118, 200),
    "hip_right": (82, 200),
    "knee_left": (115, 280),
    "knee_right": (85, 280),
}


def someone(**places: tuple[float, float]) -> Person:
    points = np.zeros((39, 2))
    for name, place in {**PLACES, **places}.items():
        points[POINTS[name]] = place
    mask = np.zeros((400, 200), np.float32)
    return Person(points, np.zeros(39), np.ones(39), 0.99, mask, 0, 0.0)


def code_of(person: Person | None, *zones: str) -> str:
    with pytest.raises(ModisteError) as caught:
        check_person(person, SIZE, zones or ("top",))
    assert len(caught.value.remedy) > 20
    return caught.value.code


def test_a_good_photo_goes_through() -> None:
    person = someone()
    assert check_person(person, SIZE, ("top", "bottom")) is person


def test_each_reason_has_its_number() -> None:
    assert code_of(None) == "MOD-3010"
    assert code_of(replace(someone(), sure=0.2)) == "MOD-3010"
    assert code_of(replace(someone(), others=1, largest=0.9)) == "MOD-3011"
    assert code_of(someone(shoulder_left=(70, 100), shoulder_right=(130, 100))) == "MOD-3012"
    assert code_of(someone(hip_left=(118, 150), hip_right=(82, 150))) == "MOD-3013"
    assert code_of(someone(elbow_left=(260, 150))) == "MOD-3014"
    assert code_of(someone(elbow_left=(150, 60))) == "MOD-3015"
    assert code_of(someone(wrist_left=(80, 140))) == "MOD-3015"


def test_only_what_a_garment_needs_must_be_seen() -> None:
    cropped = someone(knee_left=(115, 500))
    assert check_person(cropped, SIZE, ("top",)) is cropped
    assert code_of(cropped, "bottom") == "MOD-3014"
    assert check_person(replace(someone(), others=1, largest=0.2), SIZE, ("top",)).others == 1


def test_a_body_that_does_not_fit_the_photo_is_refused() -> None:
    check_fit(10, 0.02, 0.05)
    for turned, off, loose, code in ((50, 0.02, 0, "3012"), (0, 0.2, 0, "3017"), (0, 0.02, 0.5, "3016")):
        with pytest.raises(ModisteError, match=code):
            check_fit(turned, off, loose)


def test_looseness_is_what_stands_off_the_body() -> None:
    body = np.zeros((10, 10), bool)
    body[:, 3:7] = True
    mask = np.zeros((10, 10))
    mask[:, 2:8] = 1
    assert looseness(mask, body, (0, 10)) == pytest.approx(0.5)
    assert looseness(body.astype(float), body, (2, 8)) == 0
