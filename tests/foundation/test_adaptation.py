"""Turns learned from a shop: kept where held-out garments gain, refused where they do not."""

from pathlib import Path

import numpy as np
import pytest

from modiste.foundation import adapt, read_adaptation
from modiste.foundation.encoder import Floats, unit
from modiste.garment import ModisteError

CHANCE = np.random.default_rng(5)
GARMENTS, SIZE = 160, 24
NAME = "ab" * 32


def shop(noise: float) -> tuple[Floats, Floats, np.ndarray]:
    """Texts whose space is turned away from the pictures'."""
    pictures = unit(CHANCE.normal(size=(GARMENTS, SIZE)))
    turn = np.linalg.qr(CHANCE.normal(size=(SIZE, SIZE)))[0]
    texts = unit(pictures @ (0.4 * np.eye(SIZE) + turn) + noise * CHANCE.normal(size=pictures.shape))
    return pictures, texts, np.arange(GARMENTS)


def test_a_turn_that_helps_is_learned_measured_and_kept(tmp_path: Path) -> None:
    pictures, texts, owners = shop(0.02)
    made = adapt(NAME, pictures, texts, owners)
    assert made.after > made.before + 0.1
    assert made.gain[1] > 0
    assert made.held_out == made.learned_from == GARMENTS
    (tmp_path / "a.npz").write_bytes(made.to_bytes())
    again = read_adaptation(tmp_path / "a.npz")
    assert again is not None and (again.images == made.images).all() and again.encoder == NAME
    assert again.to_json() == made.to_json()


def test_texts_that_say_nothing_gain_nothing_and_are_refused() -> None:
    pictures, _, owners = shop(0)
    with pytest.raises(ModisteError, match="MOD-1908"):
        adapt(NAME, pictures, unit(CHANCE.normal(size=pictures.shape)), owners)


def test_too_few_garments_and_a_wish_to_stop_end_it() -> None:
    pictures, texts, owners = shop(0)
    with pytest.raises(ModisteError, match="MOD-1907"):
        adapt(NAME, pictures[:10], texts[:10], owners[:10])
    with pytest.raises(ModisteError, match="MOD-2018"):
        adapt(NAME, pictures, texts, owners, should_stop=lambda: True)


@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x03\x04"])
def test_a_damaged_file_is_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.npz").write_bytes(data)
    assert read_adaptation(tmp_path / "a.npz") is None
    assert read_adaptation(tmp_path / "missing.npz") is None
