"""A turntable: so many frames, all round, at one scale, for ever."""

import io

import numpy as np
import pytest
from PIL import Image, ImageSequence

from modiste.garment import ModisteError
from modiste.tailoring import Drape, Scene, Solid, Studio, appearance_of, house_fabric, turntable
from modiste.tailoring.render.turntable import _round

PLAIN = appearance_of(house_fabric("jersey"), Solid("#8a3b3b"))


def test_it_turns_once_round_in_frames_of_one_size(shirt: Drape) -> None:
    told: list[float] = []
    made = turntable(
        Studio(shirt),
        PLAIN,
        size=(48, 64),
        frames=4,
        seconds=2,
        progress=lambda share: not told.append(share),
    )
    with Image.open(io.BytesIO(made)) as film:
        assert (film.format, film.size, film.n_frames, film.info["loop"]) == ("WEBP", (48, 64), 4, 0)
        frames = [np.asarray(each.convert("RGB"), int) for each in ImageSequence.Iterator(film)]
        assert film.info["duration"] == 500
    assert told == [0.25, 0.5, 0.75, 1.0]
    red = [(each[..., 0] - each[..., 1] > 30) for each in frames]
    assert all(each.sum() > 60 for each in red)
    # From the side a shirt is narrower than from before.
    assert red[1].any(0).sum() < red[0].any(0).sum()


def test_all_cameras_stand_at_one_distance(shirt: Drape) -> None:
    middle = (shirt.places.min(0) + shirt.places.max(0)) / 2
    eyes = _round(shirt, Scene(), (48, 64), [0, 30, 90, 200])
    far = [float(np.linalg.norm(each.eye - middle)) for each in eyes]
    assert far == pytest.approx([far[0]] * 4)
    assert len({each.scale for each in eyes}) == 1


def test_what_cannot_turn_is_refused_and_a_stop_is_heard(shirt: Drape) -> None:
    for wrong in ({"frames": 1}, {"seconds": 0}, {"quality": 101}, {"scene": Scene(kind="flat")}):
        with pytest.raises(ModisteError, match="MOD-1583"):
            turntable(shirt, PLAIN, **wrong)  # type: ignore[arg-type] # wrong on purpose
    with pytest.raises(ModisteError, match="MOD-1564"):
        turntable(shirt, PLAIN, size=(16, 24), frames=3, progress=lambda share: False)
