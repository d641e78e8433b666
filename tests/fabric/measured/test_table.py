"""Tables of measured cloths: what is taken, what is refused and why."""

from pathlib import Path

import pytest
from tests.fabric.small_cloths import JERSEY

from modiste.fabric import measured_cloth, read_measured
from modiste.garment import ModisteError

GOOD = {
    **JERSEY,
    "doi": "10.1000/xyz",
    "method": "ISO 5084",
    "uncertainty_pct": 5,
    "values": {"thickness_mm": 0.52},
}


def test_a_cloth_with_everything_is_taken() -> None:
    cloth = measured_cloth({**GOOD, "assumed": True})
    assert (cloth.doi, cloth.method, cloth.uncertainty, cloth.is_assumed) == (
        "10.1000/xyz",
        "ISO 5084",
        0.05,
        True,
    )
    assert cloth.values == {"thickness_mm": 0.52}
    assert cloth.spec.knit.loop == 2.75


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"doi": ""}, "doi is not told"), ({"method": None}, "method is not told"),
        ({"uncertainty_pct": None}, "uncertainty_pct is not told"), ({"uncertainty_pct": "some"}, "'some'"),
        ({"doi": "a talk with a friend"}, "no DOI"), ({"values": {}}, "nothing was measured"),
        ({"values": {"beauty": 3}}, "'beauty' is no property"),
        ({"values": {"thickness_mm": "nan"}}, "'nan'"),
        ({"values": {"thickness_mm": -1}}, "'-1'"),
    ],
)  # fmt: skip
def test_a_cloth_that_lacks_something_is_refused_with_the_reason(change, why) -> None:
    with pytest.raises(ModisteError, match="MOD-2810") as refused:
        measured_cloth({**GOOD, **change})
    assert why in str(refused.value)


def test_toml_and_csv_say_the_same_and_bad_rows_stand_aside(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(
        '[[cloth]]\ndoi = "10.1000/xyz"\nmethod = "ISO 5084"\nuncertainty_pct = 5\n'
        "values = { thickness_mm = 0.52 }\n"
        'knit = { loop = 2.75, yarn = "20 tex" }\n[[cloth]]\nmethod = "eye"\n',
        encoding="utf-8",
    )
    (tmp_path / "a.csv").write_text(
        "doi,method,uncertainty_pct,assumed,blend,stitch,loop,yarn,thickness_mm,mass_gsm\n"
        "10.1000/xyz,ISO 5084,5,,100% CO,jersey,2.75,20 tex,0.52,\n"
        ",ISO 5084,5,,100% CO,jersey,2.75,20 tex,0.52,\n"
        "10.1000/xyz,ISO 5084,5,,60% CO,jersey,2.75,20 tex,0.52,\n",
        encoding="utf-8",
    )
    toml, table = read_measured(tmp_path / "a.toml"), read_measured(tmp_path / "a.csv")
    assert toml.cloths == table.cloths
    assert [number for number, _ in table.refused] == [2, 3]
    assert "doi" in table.refused[0][1] and "MOD-2801" in table.refused[1][1]
    assert toml.refused[0][0] == 2


@pytest.mark.parametrize(
    ("name", "text"), [("a.xls", "x"), ("a.toml", "x ="), ("a.toml", ""), ("a.csv", "doi\n")]
)
def test_what_is_no_table_is_refused(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ModisteError, match="MOD-2811"):
        read_measured(tmp_path / name)
    with pytest.raises(ModisteError, match="MOD-2811"):
        read_measured(tmp_path / "none.csv")
