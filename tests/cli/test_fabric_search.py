"""`modiste fabric search | measured | choose | wishes`, from goals to a front, and from people."""

from pathlib import Path

import pytest
from tests.cli.conftest import Modiste
from tests.fabric.wishes.small_reviews import write_reviews

from modiste.fabric import predict, spec_from

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "fabric"
GOALS = EXAMPLES / "goals.toml"


@pytest.fixture
def state(modiste: Modiste, tmp_path: Path) -> Path:
    path = tmp_path / "shirt.json"
    assert modiste("fabric", "search", GOALS, "--evaluations", 600, "--state", path, "--no-random").code == 0
    return path


def test_the_example_is_searched_and_beats_chance(modiste: Modiste) -> None:
    said = modiste("fabric", "search", GOALS, "--evaluations", "5000", "--seed", "1", "--json")
    assert said.code == 0
    found = said.json
    assert {"front", "hypervolume", "hypervolume_random", "seconds"} <= set(found)
    assert found["evaluations"] == 5000
    assert found["evaluations_random"] == 50_000
    assert found["hypervolume"] > found["hypervolume_random"] > 0
    for member in found["front"]:
        told = member["values"]
        assert 70 <= told["mass_gsm"]["value"] <= 160
        assert member["spec"]["woven"]["ends"] <= 60 and member["spec"]["woven"]["picks"] <= 42


def test_what_is_told_of_a_member_is_what_is_predicted_of_its_spec(modiste: Modiste, state: Path) -> None:
    again = ("fabric", "search", GOALS, "--evaluations", 600, "--state", state, "--no-random", "--json")
    member = modiste(*again).json["front"][-1]
    told = predict(spec_from(member["spec"]))
    for name in ("mass_gsm", "cover", "drape_coefficient_pct", "pilling_grade"):
        assert member["values"][name]["value"] == pytest.approx(told[name].value)


def test_a_state_belongs_to_its_goals_and_seed(modiste: Modiste, state: Path) -> None:
    again = ("fabric", "search", GOALS, "--evaluations", 700, "--state", state, "--no-random")
    assert modiste(*again, "--json").json["evaluations"] == 700
    assert modiste(*again, "--seed", 2).refused("MOD-2854")


def test_samples_are_typed_in(modiste: Modiste, state: Path) -> None:
    said = modiste("fabric", "measured", state, EXAMPLES / "measured.toml", "--json")
    assert said.code == 0
    assert said.json["samples"] == 1
    assert said.json["measured"]["mass_gsm"]["measured"] == 118
    assert "predicted is off by" in modiste("fabric", "measured", state, EXAMPLES / "measured.toml").out
    Path("row.toml").write_text("member = 0")
    assert modiste("fabric", "measured", state, "row.toml").refused("MOD-2855")
    assert modiste("fabric", "measured", state, "none.toml").refused("MOD-2855")
    assert modiste("fabric", "measured", "none.json", "row.toml").refused("MOD-2853")


def test_choices_lead_to_a_ranking(modiste: Modiste, state: Path) -> None:
    first = modiste("fabric", "choose", state, "--json").json
    assert first["choices"] == 0
    one, other = (each["number"] for each in first["pair"])
    said = modiste("fabric", "choose", state, "--chosen", one, "--over", other, "--json").json
    assert said["choices"] == 1
    rank = {each["number"]: each["utility"] for each in said["ranking"]}
    assert rank[one] > rank[other]
    assert set(said["valued"]) == {"discomfort", "drape_coefficient_pct", "cost_m2", "footprint_upt_m2"}
    assert "choose next" in modiste("fabric", "choose", state).err
    assert modiste("fabric", "choose", state, "--chosen", one).refused("MOD-2101")
    assert modiste("fabric", "choose", state, "--chosen", one, "--over", 99_999).refused("MOD-2857")


def test_wishes_are_read_from_reviews(modiste: Modiste, tmp_path: Path) -> None:
    write_reviews(tmp_path / "reviews.csv")
    said = modiste("fabric", "wishes", "--data", tmp_path, "--segment", "age<40", "--json")
    assert said.code == 0
    assert said.json["proposals"][0]["of"] == "mass_gsm"
    assert "too thin" in modiste("fabric", "wishes", "--data", tmp_path, "--segment", "age<40").out
    assert modiste("fabric", "wishes", "--data", tmp_path, "--segment", "tall").refused("MOD-2861")


def test_goals_that_cannot_be_met_are_refused_with_what_is_missed(modiste: Modiste, tmp_path: Path) -> None:
    text = GOALS.read_text().replace("most = 160", "most = 71").replace("least = 0.85", "least = 0.999")
    (tmp_path / "goals.toml").write_text(text)
    (tmp_path / "summer.toml").write_text((EXAMPLES / "summer.toml").read_text())
    said = modiste("fabric", "search", tmp_path / "goals.toml", "--evaluations", 200, "--json")
    assert said.refused("MOD-2856")
    assert "cover" in said.json["error"]["detail"]
