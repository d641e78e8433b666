"""Yarns in the notations of the trade, to and fro."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.fabric import Yarn, print_yarn, read_yarn
from modiste.fabric.yarn import from_tex, to_tex
from modiste.garment import ModisteError

SYSTEMS = st.sampled_from(["tex", "dtex", "den", "Nm", "Ne"])
TURNS = st.none() | st.integers(1, 3000).map(float)


@given(st.floats(0.01, 10_000), SYSTEMS)
def test_counts_go_to_tex_and_back(count, system) -> None:
    assert from_tex(to_tex(count, system), system) == pytest.approx(count, rel=1e-12)


@given(
    st.floats(1, 1500), st.integers(1, 12), st.integers(0, 200), TURNS, TURNS,
    st.sampled_from("SZ"), st.sampled_from("SZ"), SYSTEMS,
)  # fmt: skip
def test_a_yarn_is_printed_and_read_back(tex, ply, filaments, twist, ply_twist, way, ply_way, system) -> None:
    is_direct = system in ("tex", "dtex", "den")
    made = Yarn(
        tex=tex,
        ply=ply,
        filaments=filaments if is_direct else 0,
        twist=twist if is_direct or ply == 1 else None,
        ply_twist=ply_twist if ply > 1 else None,
        way=way if twist is not None and (is_direct or ply == 1) else "Z",
        ply_way=ply_way if ply_twist is not None and ply > 1 else "S",
    )
    back = read_yarn(print_yarn(made, system))
    assert back.tex == pytest.approx(tex, rel=1e-5)
    assert back.model_copy(update={"tex": tex}) == made


@pytest.mark.parametrize(
    ("text", "tex", "ply", "filaments"),
    [
        ("2/40 Ne", 14.763525, 2, 0),
        ("40/2 Ne", 14.763525, 2, 0),
        ("Ne 30", 19.6847, 1, 0),
        ("30s", 19.6847, 1, 0),
        ("Nm 60/2", 1000 / 60, 2, 0),
        ("2/60 Nm", 1000 / 60, 2, 0),
        ("150D/48f", 150 / 9, 1, 48),
        ("78 dtex f34 × 2", 7.8, 2, 34),
        ("20 tex × 2 S600", 20, 2, 0),
        ("32英支", 590.541 / 32, 1, 0),
    ],
)
def test_the_trades_notations_are_read(text, tex, ply, filaments) -> None:
    made = read_yarn(text)
    assert (made.ply, made.filaments) == (ply, filaments)
    assert made.tex == pytest.approx(tex, rel=1e-6)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("20", "MOD-2802"), ("20 kg", "MOD-2802"),
        ("", "MOD-2802"), ("Nm 60/2.5", "MOD-2802"), ("150D/9999f", "MOD-2802"),
        ("20 tex × 0", "MOD-2802"), ("0 tex", "MOD-2803"), ("Ne 0", "MOD-2803"),
        ("0.1 tex", "MOD-2804"), ("Ne 0.1", "MOD-2804"),
    ],
)  # fmt: skip
def test_what_is_no_yarn_is_refused(text, code) -> None:
    with pytest.raises(ModisteError, match=code):
        read_yarn(text)


def test_twist_that_is_not_told_is_the_usual_of_its_count() -> None:
    assert read_yarn("25 tex").turns == 3600 / 5
    assert read_yarn("25 tex S600").turns == 600
    plied = read_yarn("25 tex Z800 × 2 S500")
    assert (plied.turns, plied.total) == (500, 50)
    assert plied.twist_factor == pytest.approx(500 * math.sqrt(50))
