"""`modiste fabric`: shown, predicted, costed, drawn, kept."""

from pathlib import Path

import pytest
from tests.cli.conftest import Modiste

SPEC = Path(__file__).resolve().parents[2] / "examples" / "fabric" / "spec.toml"


def test_the_example_is_predicted_with_sources(modiste: Modiste) -> None:
    said = modiste("fabric", "predict", SPEC, "--json")
    assert said.code == 0
    assert {"name", "how", "construction", "composition", "properties", "drape", "fibre_sources"} == set(
        said.json
    )
    mass = said.json["properties"]["mass_gsm"]
    assert 90 < mass["interval"][0] <= mass["value"] <= mass["interval"][1] < 150
    assert mass["unit"] == "g/m²" and mass["source"] and mass["status"]
    assert said.json["drape"]["weight"] == mass["value"]
    assert "Thermal resistance" in modiste("fabric", "predict", SPEC).out


def test_its_footprint_names_stages_and_labels(modiste: Modiste) -> None:
    found = modiste("fabric", "footprint", SPEC, "--country", "IT", "--json").json
    assert [each["name"] for each in found["stages"]] == [
        "fibre", "spinning", "weaving", "pretreatment", "dyeing", "finishing",
    ]  # fmt: skip
    assert found["fibres"][0]["ecs_upt_per_kg"]["value"] == 1672.6
    assert found["labels"]["de"]["composition"] == "100 % Baumwolle"
    assert "spinning" in modiste("fabric", "footprint", SPEC).out
    assert modiste("fabric", "footprint", SPEC, "--country", "XX").refused("MOD-2812")


def test_it_is_shown_in_the_trades_words_and_drawn(modiste: Modiste) -> None:
    found = modiste("fabric", "show", SPEC, "--json").json
    assert (found["sett"], found["weft"]["Ne"]) == ("52/30 per cm, plain", "Ne 40")
    assert (found["lift_plan"], found["longest_float"]) == (".x\nx.", 1)
    assert "2/100 Ne" in modiste("fabric", "show", SPEC).out
    assert modiste("fabric", "draw", SPEC, "--out", "cloth.svg").code == 0
    assert Path("cloth.svg").read_text(encoding="utf-8").startswith("<svg")
    for wrong in ("cloth.gif", "none/cloth.svg"):
        assert modiste("fabric", "draw", SPEC, "--out", wrong).code == 2


def test_it_is_rendered_and_says_that_it_is(modiste: Modiste) -> None:
    said = modiste("fabric", "render", SPEC, "--out", "cloth.png", "--colour", "#2743d2", "--json")
    assert (said.code, said.json["how"]) == (0, "rendered")
    assert said.json["millimetres"] == pytest.approx(6, rel=0.02)
    assert Path("cloth.png").read_bytes().startswith(b"\x89PNG")
    assert modiste("fabric", "render", SPEC, "--out", "cloth.gif").code == 2
    assert modiste("fabric", "render", SPEC, "--out", "c.png", "--colour", "blue").refused("MOD-1587")


def test_every_property_is_held_or_unvalidated(modiste: Modiste) -> None:
    found = modiste("fabric", "validation", "--json").json
    held = {each["of"] for each in found["properties"] if each["agreement"]}
    assert held == {
        "bending_length_mm", "bending_warp_n_m", "bending_weft_n_m", "stiffness_warp_n_m",
        "stiffness_weft_n_m",
    }  # fmt: skip
    assert all(each["status"] == "unvalidated" for each in found["properties"] if each["of"] not in held)
    assert len(found["rows"]) == 30
    head = "doi,method,uncertainty_pct,blend,stitch,loop,yarn,mass_gsm"
    Path("own.csv").write_text(
        f"{head}\n10.1000/a,ISO 3801,3,100% CO,jersey,2.75,20 tex,160", encoding="utf-8"
    )
    own = modiste("fabric", "validation", "own.csv", "--json").json
    mass = next(each for each in own["properties"] if each["of"] == "mass_gsm")
    assert (mass["agreement"]["rows"], mass["agreement"]["is_assumed"]) == (1, False)
    assert "unvalidated" in modiste("fabric", "validation").out


def test_measured_cloths_are_held_against_what_is_predicted(modiste: Modiste) -> None:
    head = "doi,method,uncertainty_pct,blend,stitch,loop,yarn,mass_gsm"
    rows = ["10.1000/a,ISO 3801,3,100% CO,jersey,2.75,20 tex,160", ",eye,3,100% CO,jersey,2.75,20 tex,160"]
    Path("measured.csv").write_text("\n".join([head, *rows]), encoding="utf-8")
    said = modiste("fabric", "hold", "measured.csv", "--json")
    assert (said.code, len(said.json["rows"]), said.json["refused"][0]["row"]) == (0, 1, 2)
    assert "mass_gsm" in modiste("fabric", "hold", "measured.csv").out
    Path("none.csv").write_text("\n".join([head, rows[1]]), encoding="utf-8")
    assert modiste("fabric", "hold", "none.csv").code == 1


def test_a_kept_cloth_stands_for_its_file(modiste: Modiste) -> None:
    shop = ("--shop", "s")
    assert modiste(*shop, "fabric", "keep", SPEC, "--id", "poplin").code == 0
    assert modiste(*shop, "fabric", "list", "--json").json[0]["id"] == "poplin"
    assert modiste(*shop, "fabric", "show", "poplin").code == 0
    assert modiste(*shop, "fabric", "send", "poplin", "--json").json["composition"] == {"cotton": 1.0}
    assert modiste(*shop, "fabric", "forget", "poplin").code == 0
    assert modiste(*shop, "fabric", "show", "poplin").refused("MOD-2814")
    assert modiste(*shop, "fabric", "keep", SPEC, "--id", "../x").refused("MOD-2814")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('blend = "60% CO"\n[knit]\nloop = 2.75\nyarn = "20 tex"', "MOD-2801"),
        ('blend = "100% kryptonite"\n[knit]\nloop = 2.75\nyarn = "20 tex"', "MOD-2800"),
        ('[knit]\nloop = 2.75\nyarn = "0 tex"', "MOD-2803"),
        ('[knit]\nloop = 2.75\nyarn = "20 grams"', "MOD-2802"),
        ('[woven]\nsett = "300/300 per in, plain"\nwarp = "50 tex"\nweft = "50 tex"', "MOD-2808"),
        ("", "MOD-2807"),
    ],
)
def test_bad_input_is_refused_with_json_and_a_remedy(modiste: Modiste, text: str, code: str) -> None:
    Path("bad.toml").write_text(text, encoding="utf-8")
    said = modiste("fabric", "predict", "bad.toml", "--json")
    assert (said.code, said.json["error"]["code"]) == (1, code)
    assert said.json["error"]["remedy"]
