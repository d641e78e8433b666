"""`modiste fabric circuit | heat | sensor`: what they say, and what they refuse."""

from pathlib import Path

from tests.cli.conftest import Modiste

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "fabric"


def test_a_circuit_is_laid_drawn_and_heats(modiste: Modiste) -> None:
    example = EXAMPLES / "heated-t-shirt.toml"
    found = modiste("fabric", "circuit", example, "--out", "circuit.svg", "--json").json
    assert [each["name"] for each in found["zones"]] == ["upper", "lower"]
    assert found["crossings"] == []
    assert Path("circuit.svg").read_text(encoding="utf-8").startswith("<svg")
    shown = modiste("fabric", "heat", example)
    assert "upper" in shown.out
    assert "The battery lasts" in shown.err
    worn = modiste("fabric", "heat", example, "--washes", 20, "--json").json
    assert worn["resistance_by_new"]["value"] > 1
    assert "unvalidated" in worn["ageing_source"]
    assert modiste("fabric", "heat", "none.toml").refused("MOD-2834")


def test_a_sensor_is_learned_from_its_loops(modiste: Modiste) -> None:
    strains = [abs((step % 40) - 20) / 100 for step in range(20, 180)]
    rows = [f"{strain},{1.5 * strain}" for strain in strains]
    Path("loops.csv").write_text("\n".join(["strain,change", *rows]), encoding="utf-8")
    found = modiste("fabric", "sensor", "loops.csv", "--json").json
    assert round(found["grade"]["gauge_factor"], 6) == 1.5
    assert found["rms_error_percent"] < 0.1
    assert modiste("fabric", "sensor", "none.csv").refused("MOD-2837")


def test_functions_are_told_as_curves_and_a_wrong_table_is_refused(modiste: Modiste) -> None:
    spec, asked = EXAMPLES / "spec.toml", EXAMPLES / "smart.toml"
    found = modiste("fabric", "phase-change", spec, "--asked", asked, "--json").json
    assert found["stays"][1]["spared_kj_m2"] > 0
    assert "opens to" in modiste("fabric", "adapt", spec).err
    assert modiste("fabric", "ageing", "--asked", asked, "--json").json["at"][-1] == 50
    Path("other.toml").write_text("[glow]\nhours = 2\n", encoding="utf-8")
    assert modiste("fabric", "ageing", "--asked", "other.toml").refused("MOD-2840")
