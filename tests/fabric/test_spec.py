"""A cloth's spec and its file."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fabric.small_cloths import JERSEY, POPLIN, cloth, woven

from modiste.fabric import (
    FabricSpec,
    lift_plan,
    read_blend,
    read_gauge,
    read_sett,
    read_spec,
    read_yarn,
    spec_from,
)
from modiste.garment import ModisteError

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "fabric" / "spec.toml"


def test_the_example_is_read() -> None:
    spec = read_spec(EXAMPLE)
    assert (spec.name, spec.woven.ends, spec.woven.warp.ply) == ("Cotton poplin", 52, 2)


@pytest.mark.parametrize("tree", [POPLIN, JERSEY, {**POPLIN, "finish": ["brushed"], "layers": [JERSEY]}])
def test_a_spec_comes_back_from_plain_values(tree) -> None:
    spec = spec_from(tree)
    assert spec_from(spec.model_dump(mode="json", exclude_defaults=True)) == spec
    assert FabricSpec.model_validate_json(spec.model_dump_json()) == spec


def test_a_composition_weighs_warp_and_weft() -> None:
    half = woven(picks=10, weft={"tex": 20, "blend": "recycled PES"})
    assert half.composition == pytest.approx({"cotton": 2 / 3, "recycled polyester": 1 / 3})
    spine = half.to_spine("half", 120)
    assert spine.composition == pytest.approx({"cotton": 2 / 3, "polyester": 1 / 3})
    assert (spine.weight_gsm, spine.structure) == (120, "woven")
    assert cloth(JERSEY, blend="95% CO 5% EL").composition == {"cotton": 0.95, "elastane": 0.05}


@pytest.mark.parametrize(
    "tree", [{}, {**POPLIN, **JERSEY}, {**POPLIN, "colour": "red"}, {"woven": {"sett": "50/50, plain"}},
             {**POPLIN, "coating": -1},
             {**POPLIN, "layers": [{**POPLIN, "layers": [JERSEY]}]}, {**POPLIN, "finish": ["magic"]}],
)  # fmt: skip
def test_what_is_no_spec_is_refused(tree) -> None:
    with pytest.raises(ModisteError, match="MOD-2807"):
        spec_from(tree)


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("name = ", encoding="utf-8")
    (tmp_path / "large.toml").write_text("#" * 200_001, encoding="utf-8")
    for name in ("broken.toml", "large.toml", "none.toml"):
        with pytest.raises(ModisteError, match="MOD-2807"):
            read_spec(tmp_path / name)


@given(st.text(st.sampled_from("0123456789./% ,xXSZDfNnemtcotwilpsa×棉英支") | st.characters(), max_size=30))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    for read in (read_blend, read_yarn, read_sett, lift_plan, read_gauge):
        with suppress(ModisteError):
            read(text)
