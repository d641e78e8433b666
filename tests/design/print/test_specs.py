import hashlib
import os
import subprocess
import sys

import pytest
from pydantic import ValidationError

from modiste.design import Motif, MotifSpec, MotifUse, WovenSpec, made_repeat, motif, png, svg
from modiste.design.print.motifs import MotifShape
from modiste.garment import ModisteError


def test_a_specification_is_frozen_and_named_by_its_content() -> None:
    spec = MotifSpec(layout="p3", width_mm=40)
    with pytest.raises(ValidationError):
        spec.width_mm = 50
    assert spec.digest == MotifSpec.model_validate_json(spec.model_dump_json()).digest
    assert spec.digest != MotifSpec(layout="p3", width_mm=40.001).digest
    assert spec.digest == MotifSpec(layout="p3", width_mm=40, motifs=spec.motifs).digest


def test_pixels_are_whole_and_off_by_less_than_one() -> None:
    spec = MotifSpec(layout="p6m", width_mm=64)
    assert spec.height == pytest.approx(110.851252)
    assert spec.pixels == (756, 1309)
    for pixels, side in zip(spec.pixels, (spec.width_mm, spec.height), strict=True):
        assert abs(pixels - side * spec.dpi / 25.4) < 1


@pytest.mark.parametrize(
    ("given", "code", "nearest"),
    [
        ({"width_mm": 0}, "MOD-2720", "2 mm"),
        ({"width_mm": -4}, "MOD-2720", "2 mm"),
        ({"width_mm": float("nan")}, "MOD-2720", "2 mm"),
        ({"width_mm": 1e9}, "MOD-2720", "3000 mm"),
        ({"width_mm": 2000}, "MOD-2720", "693.59 mm"),
        ({"width_mm": 2, "dpi": 100}, "MOD-2720", "4.06 mm"),
        ({"dpi": 0}, "MOD-2720", "10"),
        ({"layout": "p4m", "height_mm": 65}, "MOD-2720", "64 x 64.000 mm"),
        ({"layout": "p3", "height_mm": 64}, "MOD-2720", "64 x 110.851 mm"),
        ({"palette": ()}, "MOD-2723", "2"),
        ({"palette": ("#ffffff",)}, "MOD-2723", "2"),
        ({"palette": tuple(f"#{k:06x}" for k in range(200))}, "MOD-2723", "16"),
        ({"palette": ("#ffffff", "red")}, "MOD-2724", "#rrggbb"),
    ],
)
def test_what_cannot_be_printed_is_refused_with_the_nearest_that_can(
    given: dict[str, object], code: str, nearest: str
) -> None:
    with pytest.raises(ModisteError, match=f"{code}.*{nearest}"):
        MotifSpec(**given)  # type: ignore[arg-type]


def test_a_print_has_so_many_shapes_at_most() -> None:
    shapes = tuple(MotifShape(path="M0 0h1v1z") for _ in range(401))
    with pytest.raises(ModisteError, match=r"MOD-2720.*of 400"):
        MotifSpec(motifs=(MotifUse(motif=Motif(name="many", shapes=shapes)),))


def test_a_sett_needs_a_colour_a_letter() -> None:
    with pytest.raises(ModisteError, match=r"MOD-2723.*3, as the sett has"):
        WovenSpec(sett="K4 R8 Y2", palette=("#000000", "#ffffff"))


def test_groups_with_a_rectangular_cell_take_any_height() -> None:
    spec = MotifSpec(layout="pgg", width_mm=40, height_mm=56, motifs=(MotifUse(motif=motif("bird")),))
    assert spec.pixels == (472, 661)


SAID = """
import hashlib
from modiste.design import MotifSpec, made_repeat, png, svg
spec = MotifSpec(layout="toss", width_mm=30, dpi=100, seed=7)
made = made_repeat(spec)
for data in (png(made.pixels, 100), svg(made).encode(), spec.digest.encode()):
    print(hashlib.sha256(data).hexdigest())
"""


def test_the_same_specification_gives_the_same_bytes_in_another_process() -> None:
    spec = MotifSpec(layout="toss", width_mm=30, dpi=100, seed=7)
    made = made_repeat(spec)
    files = png(made.pixels, 100), svg(made).encode(), spec.digest.encode()
    other = {**os.environ, "PYTHONHASHSEED": "2"}
    said = subprocess.run([sys.executable, "-c", SAID], capture_output=True, text=True, check=True, env=other)
    assert said.stdout.split() == [hashlib.sha256(data).hexdigest() for data in files]
