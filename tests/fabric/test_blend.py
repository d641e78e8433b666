"""Blends read, printed, mixed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.fabric import fibre_table, print_blend, read_blend
from modiste.fabric.blend import mass_mean, volume_mean
from modiste.garment import ModisteError

NAMES = [*sorted(fibre_table()), "recycled polyester", "organic cotton"]


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True), st.data())
def test_a_blend_is_printed_and_read_back(names: list[str], data: st.DataObject) -> None:
    parts = [data.draw(st.integers(1, 1000)) for _ in names]
    shares = {name: part / sum(parts) for name, part in zip(names, parts, strict=True)}
    for codes in (False, True):
        back = read_blend(print_blend(shares, codes=codes))
        assert back.keys() == shares.keys()
        assert all(abs(back[name] - share) < 1e-7 for name, share in shares.items())


def test_a_blend_is_read_as_labels_write_it() -> None:
    assert read_blend("60% Baumwolle, 40 % Polyester") == {"cotton": 0.6, "polyester": 0.4}
    assert read_blend("silk") == {"silk": 1.0}


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("60% CO 30% PES", "66.666667% cotton 33.333333% polyester"),
        ("", "100% cotton"),
        ("60% CO and wool", "100%"),
    ],
)
def test_what_is_not_whole_is_refused_with_what_would_be(text: str, near: str) -> None:
    with pytest.raises(ModisteError, match="MOD-2801") as refused:
        read_blend(text)
    assert near in str(refused.value)


def test_density_mixes_by_volume_and_tenacity_by_mass() -> None:
    half = {"cotton": 0.5, "polypropylene": 0.5}
    assert volume_mean(half, "density") == pytest.approx(1 / (0.5 / 1.52 + 0.5 / 0.91), abs=1e-12)
    assert mass_mean(half, "tenacity") == pytest.approx((0.32 + 0.65) / 2, abs=1e-12)
