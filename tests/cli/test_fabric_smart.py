"""`modiste fabric circuit | heat`: what they say, and what they refuse."""

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
    assert modiste("fabric", "heat", "none.toml").refused("MOD-2834")
