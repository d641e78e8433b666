"""`modiste fabric comfort`: what it says, and what it refuses."""

from pathlib import Path

from tests.cli.conftest import Modiste

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "fabric"
SCENARIO = """
name = "two minutes"
[[layers]]
name = "shirt"
garment = "shirt"
[[phases]]
minutes = 2
air_c = 31
met = 2
wear = ["shirt"]
"""


def test_a_cloth_is_worn_through_a_scenario(modiste: Modiste) -> None:
    Path("day.toml").write_text(SCENARIO, encoding="utf-8")
    said = modiste("fabric", "comfort", EXAMPLES / "spec.toml", "--scenario", "day.toml", "--json")
    assert said.code == 0
    assert set(said.json) == {
        "spec", "gaps", "scenario", "minutes", "curves", "segments", "phases", "verdict", "how",
    }  # fmt: skip
    assert said.json["minutes"] == [2]
    low, value, high = (said.json["curves"]["skin_c"][key][0] for key in ("low", "value", "high"))
    assert 33 < low <= value <= high < 37
    assert said.json["verdict"]["zh"]


def test_a_scenario_that_is_none_is_refused(modiste: Modiste) -> None:
    Path("bad.toml").write_text("name = 'x'", encoding="utf-8")
    assert modiste("fabric", "comfort", EXAMPLES / "spec.toml", "--scenario", "bad.toml", "--json").refused(
        "MOD-2830"
    )
