"""Looks become specs: what was learned is found, sizes give the scale, measured lengths go first."""

import hashlib
import tomllib
from pathlib import Path

import numpy as np
import pytest

from modiste import tailoring
from modiste.design import Eyes, Known, Look, learn_eyes, length_of, outline_of, read_eyes, read_look
from modiste.design.brief.seeing import WEIGHTS
from modiste.garment import ModisteError

NAME = "ab" * 32
PROGRAMS = ("skirt-straight", "trousers")


def look(program: str, length: float, hip: float, noise: np.random.Generator) -> Look:
    """A board as long and wide as the garment, two for trousers; and a vector that says which."""
    mask = np.zeros((280, 160), np.float32)
    high, wide = int(2 * length), int(hip)
    mask[10 : 10 + high, 20 : 20 + wide] = 1
    if program == "trousers":
        mask[10 + high // 4 : 10 + high, 20 + wide // 2 - 3 : 20 + wide // 2 + 3] = 0
    vector = noise.normal(0, 0.05, 16)
    vector[PROGRAMS.index(program)] += 1
    return Look((vector / np.linalg.norm(vector)).astype(np.float32), outline_of(mask))


def lessons(count: int, seed: int) -> tuple[list[Look], list[Known]]:
    chance = np.random.default_rng(seed)
    looks, known = [], []
    for number in range(count):
        program = PROGRAMS[number % 2]
        size = str(chance.choice(["36", "38", "42", "46"]))
        pattern = tailoring.draft_size(program, "women", size, {"longer": round(chance.uniform(-8, 12), 1)})
        hip = tailoring.size_chart("women").sizes[size]["hip"]
        length = length_of(pattern)
        looks.append(look(program, length, hip, chance))
        options = {"leg": "straight"} if program == "trousers" else {}
        known.append(
            Known(str(number), program, options, "women", size, {"length_cm": length, "sleeve_cm": 0.0})
        )
    return looks, known


@pytest.fixture(scope="module")
def eyes() -> Eyes:
    return learn_eyes(NAME, *lessons(80, 1))


def test_program_and_length_are_found_on_others(eyes: Eyes):
    off = []
    for each, known in zip(*lessons(30, 2), strict=True):
        spec, lengths = read_look(eyes, each, known.chart, known.size)
        assert spec.value("program") == known.program
        assert spec.fields["program"].source == "picture"
        off.append(abs(lengths[0].value - known.lengths["length_cm"]))
        assert lengths[0].low < lengths[0].value < lengths[0].high
    assert np.mean(off) < 2.0


def test_a_larger_size_makes_the_same_picture_longer(eyes: Eyes):
    each = lessons(1, 3)[0][0]
    small, large = (read_look(eyes, each, "women", size)[1][0].value for size in ("36", "46"))
    assert large > small + 1


def test_a_measured_length_goes_before_a_read_one(eyes: Eyes):
    each = lessons(1, 3)[0][0]
    spec, lengths = read_look(eyes, each, length_cm=61.5)
    assert lengths[0].value == spec.value("length_cm") == 61.5
    assert spec.fields["length_cm"].confidence == 1
    assert not spec.contradictions
    assert read_look(eyes, each)[0].contradictions[0].en.startswith("No size was said")


def test_what_is_kept_reads_alike_and_damage_is_refused(eyes: Eyes, tmp_path: Path):
    path = tmp_path / "eyes.npz"
    path.write_bytes(eyes.to_bytes())
    each = lessons(1, 4)[0][0]
    (one, lengths), (two, others) = read_look(eyes, each), read_look(read_eyes(path), each)
    assert one.value("program") == two.value("program")
    assert abs(lengths[0].value - others[0].value) < 0.2
    path.write_bytes(path.read_bytes()[:400])
    with pytest.raises(ModisteError, match="MOD-2765"):
        read_eyes(path)


def test_sizes_and_lengths_that_are_none_are_refused(eyes: Eyes):
    each = lessons(1, 4)[0][0]
    with pytest.raises(ModisteError, match="MOD-1530"):
        read_look(eyes, each, "women", "99")
    with pytest.raises(ModisteError, match="MOD-1532"):
        read_look(eyes, each, length_cm=900)


def test_what_comes_with_modiste_is_small_and_calibrated():
    eyes = read_eyes()
    assert set(eyes.heads["program"].values) == set(tailoring.programs())
    assert {"top.length_cm", "dress.length_cm", "skirt.length_cm", "legs.length_cm"} <= set(eyes.gauges)


def test_the_card_is_that_of_the_weights():
    card = tomllib.loads((WEIGHTS.parent / "card.toml").read_text(encoding="utf-8"))
    data = WEIGHTS.read_bytes()
    assert card["sha256"] == hashlib.sha256(data).hexdigest()
    assert card["size_bytes"] == len(data)
    assert card["encoder"] == read_eyes().encoder
