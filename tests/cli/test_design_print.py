"""`modiste design print | palette | colourways`: the contract for programs, in process."""

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests.cli.conftest import Modiste


def told(modiste: Modiste, *words: str) -> dict[str, Any]:
    said = modiste(*words, "--json")
    assert said.code == 0, said.err
    return dict(said.json)


def test_print_makes_one_repeat_in_whole_pixels_and_prints_its_seam(tmp_path: Path, modiste: Modiste) -> None:
    out = tmp_path / "p4m.png"
    answer = told(modiste, "design", "print", "--group", "p4m", "--repeat", "32mm", "--out", str(out))
    assert answer["seam_z"] <= 4 and answer["seamless"]
    assert (answer["width_px"], answer["height_px"]) == (378, 378)
    assert answer["repeat_mm"] == [32, 32]
    with Image.open(out) as picture:
        assert picture.size == (378, 378)
        assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.01)


def test_what_was_told_makes_the_same_print_again_as_a_drawing_and_in_plates(
    tmp_path: Path, modiste: Modiste
) -> None:
    words = ("--group", "p3", "--repeat", "20mm", "--dpi", "100", "--motif", "bird")
    words = (*words, "--palette", "#ffffff,#aa3355")
    answer = told(modiste, "design", "print", *words, "--out", str(tmp_path / "a.png"))
    (tmp_path / "a.json").write_text(json.dumps(answer), encoding="utf-8")
    again = ("--spec", str(tmp_path / "a.json"), "--plates", str(tmp_path / "plates"))
    other = told(modiste, "design", "print", *again, "--out", str(tmp_path / "b.svg"))
    assert other["spec_sha256"] == answer["spec_sha256"]
    assert other["plates"] == ["plate-00-ffffff.png", "plate-01-aa3355.png"]
    assert (tmp_path / "b.svg").read_text(encoding="utf-8").startswith("<svg ")
    assert other["repeat_mm"] == pytest.approx([20, 34.641016])


def test_threads_are_printed_by_their_sett(tmp_path: Path, modiste: Modiste) -> None:
    words = ("--sett", "K4 W4", "--repeat", "16mm", "--palette", "#101010,#f4f1e8")
    answer = told(modiste, "design", "print", *words, "--out", str(tmp_path / "h.png"))
    assert (answer["kind"], answer["group"]) == ("woven", None)


SCRIPT = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--repeat", "0mm"), "MOD-2720"),
        (("--repeat", "9km"), "MOD-2720"),
        (("--repeat", "1e99mm"), "MOD-2720"),
        (("--repeat", "90000mm"), "MOD-2720"),
        (("--palette", ""), "MOD-2723"),
        (("--palette", ",".join(f"#{k:06x}" for k in range(200))), "MOD-2723"),
        (("--palette", "red,blue"), "MOD-2724"),
        (("--group", "p5"), "MOD-2729"),
        (("--motif", "unicorn"), "MOD-2721"),
        (("--motif", "SCRIPT"), "MOD-2728"),
        (("--motif", "missing.svg"), "MOD-2729"),
        (("--sett", "K4"), "MOD-2725"),
        (("--spec", "missing.json"), "MOD-2729"),
    ],
)
def test_what_cannot_be_printed_is_refused_as_json_and_nothing_is_written(
    words: tuple[str, str], code: str, tmp_path: Path, modiste: Modiste
) -> None:
    (tmp_path / "bad.svg").write_text(SCRIPT, encoding="utf-8")
    words = (words[0], words[1].replace("SCRIPT", str(tmp_path / "bad.svg")))
    said = modiste("design", "print", *words, "--out", tmp_path / "no.png", "--json")
    assert (said.code, said.json["error"]["code"]) == (1, code)
    assert not (tmp_path / "no.png").exists()


def test_another_ending_is_misuse(tmp_path: Path, modiste: Modiste) -> None:
    said = modiste("design", "print", "--out", tmp_path / "a.jpg", "--json")
    assert (said.code, said.json["error"]["code"]) == (2, "MOD-2101")


def test_palette_and_colourways(tmp_path: Path, modiste: Modiste) -> None:
    picture = Image.new("RGB", (64, 64), "#c2573a")
    picture.paste("#21455a", (0, 0, 16, 64))
    picture.save(tmp_path / "two.png")
    answer = told(modiste, "design", "palette", str(tmp_path / "two.png"), "--n", "4", "--whole")
    assert [each["colour"] for each in answer["colours"]] == ["#c2573a", "#21455a"]
    assert list(answer["harmonies"]) == ["analogous", "complement", "triad", "split", "tetrad", "monochrome"]
    facts = told(modiste, "design", "palette", "#c2573a,#21455a")
    assert facts["closest"] == answer["closest"]
    answer = told(modiste, "design", "colourways", "#f4ead7,#21455a,#c2573a", "--n", "3", "--keep", "0")
    assert len(answer["colourways"]) == 3
    assert all(each["palette"][0] == "#f4ead7" for each in answer["colourways"])
    said = modiste("design", "colourways", "#f4ead7,#21455a", "--keep", "7", "--json")
    assert (said.code, said.json["error"]["code"]) == (1, "MOD-2731")
