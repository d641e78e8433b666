"""A real garment on a real body: it stays on, says how sure it is, and stops when asked."""

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.tailoring import Drape, Figure, draft_size, drape_garment
from modiste.tailoring.drape import draping
from modiste.tailoring.drape.field import Field
from modiste.tailoring.drape.solver import Moved


def test_a_shirt_stays_on_and_nothing_is_inside(shirt: Drape) -> None:
    assert shirt.stays
    assert abs(shirt.slip) < 0.03
    assert shirt.depth < 0.001
    assert shirt.clearance.min() > -0.001
    assert shirt.residual < 0.03, "cloth that hangs free is hardly strained"
    assert shirt.speed < 0.05
    assert np.quantile(np.abs(shirt.stretch - 1), 0.9) < 0.05
    assert shirt.places[:, 1].max() < shirt.figure.landmarks["crown"][1]


def test_the_same_drape_twice_is_the_same_drape(shirt: Drape, wearer: Figure, wearer_field: Field) -> None:
    twice = [
        drape_garment(
            draft_size("skirt-straight", "women", "40"), wearer, "twill", edge=0.03, field=wearer_field
        )
        for _ in range(2)
    ]
    assert np.array_equal(twice[0].places, twice[1].places)


def test_a_skirt_three_sizes_too_large_falls_and_says_so(wearer: Figure, wearer_field: Field) -> None:
    large = drape_garment(
        draft_size("skirt-a-line", "women", "48"), wearer, "crepe", edge=0.03, field=wearer_field
    )
    right = drape_garment(
        draft_size("skirt-a-line", "women", "40"), wearer, "crepe", edge=0.03, field=wearer_field
    )
    assert right.stays
    assert large.slip > right.slip + 0.02


def test_it_goes_from_coarse_to_fine_and_tells_how_far_it_is(wearer: Figure, wearer_field: Field) -> None:
    told: list[float] = []
    drape_garment(
        draft_size("skirt-straight", "women", "40"),
        wearer,
        edge=0.024,
        field=wearer_field,
        progress=lambda share: told.append(share) is None,
    )
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(told) > 8


def test_it_stops_when_asked(wearer: Figure, wearer_field: Field) -> None:
    with pytest.raises(ModisteError, match="MOD-1564"):
        drape_garment(
            draft_size("t-shirt", "women", "40"),
            wearer,
            field=wearer_field,
            progress=lambda share: share < 0.2,
        )


def test_cloth_that_diverges_gives_no_drape(
    wearer: Figure, wearer_field: Field, monkeypatch: pytest.MonkeyPatch
) -> None:
    def burst(*given: object) -> Moved:
        places = given[3]
        assert isinstance(places, np.ndarray)
        places[0] = np.nan
        return Moved(np.zeros(1), 0.0)

    monkeypatch.setattr(draping, "settle", burst)
    with pytest.raises(ModisteError, match="MOD-1562"):
        drape_garment(draft_size("t-shirt", "women", "40"), wearer, edge=0.03, field=wearer_field)


def test_an_unknown_fabric_is_refused_with_those_that_are_known(wearer: Figure, wearer_field: Field) -> None:
    with pytest.raises(ModisteError, match="MOD-1563") as refused:
        drape_garment(draft_size("t-shirt", "women", "40"), wearer, "gauze", field=wearer_field)
    assert "denim" in refused.value.remedy
