"""Trying on: where a cut comes from, patterns that meet a shop's own measures, and the report."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from modiste import tailoring
from modiste.garment import Cut, Garment, ModisteError
from modiste.learning import Event
from modiste.workspace import Shop, flows, open_shop

MOMENT = datetime(2026, 11, 1, 12, tzinfo=UTC)
SIZES = ["38", "40", "42"]
BODY = {"height": 168.0, "bust": 92.0, "waist": 74.0, "hip": 99.0}


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with open_shop(tmp_path / "shop") as shop:
        yield shop


def garment(shop: Shop, id: str, **fields: object) -> None:
    shop.store.rows.put(
        [Garment.model_validate({"id": id, "name": id, "created_at": MOMENT, "updated_at": MOMENT, **fields})]
    )


def test_a_program_is_a_cut_for_its_usual_wearers() -> None:
    cut = flows.cut_named("dress-shift")
    assert (cut.program, cut.chart, cut.basis) == ("dress-shift", "women", "pattern")
    assert flows.size_names(cut)[:2] == ["34", "36"]
    assert flows.middle_size(cut) in flows.size_names(cut)
    assert flows.cut_named("shirt", chart="men").chart == "men"


@pytest.mark.parametrize(
    ("category", "program"),
    [
        ("T-shirt", "t-shirt"),
        ("Jeans", "trousers"),
        ("Hooded sweatshirt", "hoodie"),
        ("连衣裙", "dress-a-line"),
        ("Midi skirts", "skirt-a-line"),
        ("Tops", "t-shirt"),
        ("T-shirt dress", "dress-a-line"),
    ],
)
def test_a_garment_without_a_cut_gets_what_its_category_suggests(
    shop: Shop, category: str, program: str
) -> None:
    garment(shop, "g-1", category=category)
    cut = flows.cut_named("g-1", shop)
    assert (cut.id, cut.program, cut.basis) == ("g-1", program, "category")


def test_a_kept_cut_goes_before_a_guess(shop: Shop) -> None:
    garment(shop, "g-1", category="coat")
    with pytest.raises(ModisteError, match="MOD-2030"):
        flows.cut_named("g-1", shop)
    kept = flows.keep_cut(
        shop, Cut(id="g-1", program="shirt", options={"sleeve": "short"}, chart="men", updated_at=MOMENT)
    )
    assert flows.cut_named("g-1", shop) == kept
    assert kept.updated_at > MOMENT
    with pytest.raises(ModisteError, match="MOD-1103"):
        flows.keep_cut(shop, kept.model_copy(update={"id": "nobody"}))
    with pytest.raises(ModisteError, match="MOD-153"):
        flows.keep_cut(shop, kept.model_copy(update={"options": {"sleeve": "three-quarter-ish"}}))


def test_finished_measures_are_met_by_the_fitted_pattern() -> None:
    sizes = {
        "S": {"chest": 96.0, "waist": 92.0, "hip": 98.0},
        "L": {"chest": 108.0, "waist": 104.0, "hip": 110.0},
    }
    cut = flows.cut_named("t-shirt").model_copy(update={"basis": "finished-measures", "sizes": sizes})
    assert flows.size_names(cut) == ["S", "L"]
    for size, pattern in flows.sizes_of(cut).items():
        for zone, value in sizes[size].items():
            assert pattern.girths[zone] == pytest.approx(value, abs=0.1)
    with pytest.raises(ModisteError, match="MOD-2012"):
        flows.sizes_of(cut, ["XL"])
    with pytest.raises(ModisteError, match="MOD-2031"):
        flows.sizes_of(cut.model_copy(update={"sizes": {"S": {"sleeve": 60.0}}}))


def test_a_shops_size_chart_is_drafted_for_its_bodies() -> None:
    cut = flows.cut_named("skirt-straight").model_copy(
        update={"basis": "size-chart", "sizes": {"M": {"waist": 74.0, "hip": 99.0}}}
    )
    (pattern,) = flows.sizes_of(cut).values()
    assert pattern.body["hip"] == 99.0
    assert pattern.girths["hip"] > 99.0


def test_a_fitting_ranks_the_sizes_and_says_how(shop: Shop) -> None:
    events: list[Event] = []
    made = flows.fit(flows.cut_named("skirt-straight"), BODY, sizes=SIZES, progress=events.append)
    assert made.advice.recommended == "40"
    assert [event.kind for event in (events[0], events[-1])] == ["start", "done"]
    assert {event.message for event in events} >= {"body", "38", "40", "42"}
    report = json.loads(json.dumps(flows.fit_report(made)))
    assert [size["size"] for size in report["sizes"]] == SIZES
    assert set(report["sizes"][0]["zones"]) == {"waist", "hip"}
    assert {"ease_mm", "stretch", "clearance_mm"} <= set(report["sizes"][0]["zones"]["hip"])
    assert report["basis"] == "pattern"
    assert "no measured accuracy" in report["method"]
    assert report["solver_residual"] < 0.03


def test_a_fitting_stops_when_asked() -> None:
    with pytest.raises(ModisteError, match="MOD-1564"):
        flows.fit(flows.cut_named("skirt-straight"), BODY, sizes=["40"], should_stop=lambda: True)


def test_an_unknown_fabric_is_refused() -> None:
    cut = flows.cut_named("skirt-straight").model_copy(update={"fabric": "gauze"})
    with pytest.raises(ModisteError, match="MOD-1563"):
        flows.fit(cut, BODY, sizes=["40"])


def test_a_pattern_file_is_tried_on_as_it_is(tmp_path: Path) -> None:
    pattern = tailoring.draft_size("skirt-straight", "women", "42")
    path = tmp_path / "skirt.json"
    path.write_text(tailoring.pattern_to_json(pattern))
    cut, patterns = flows.read_pattern(path)
    made = flows.fit(cut, BODY, patterns=patterns)
    assert list(made.drapes) == ["42"]
    assert made.advice.sizes[0].zones["hip"].ease_mm == pytest.approx(
        10 * (pattern.girths["hip"] - 99), abs=6
    )


def test_a_pattern_from_elsewhere_is_judged_by_what_is_usual(tmp_path: Path) -> None:
    path = tmp_path / "specification.json"
    path.write_text(tailoring.to_garmentcode(tailoring.draft_size("skirt-straight", "women", "40")))
    cut, patterns = flows.read_pattern(path)
    made = flows.fit(cut, BODY, patterns=patterns)
    (size,) = made.advice.sizes
    assert size.zones["hip"].wanted_mm == 60.0
    assert size.zones["hip"].ease_mm == pytest.approx(40, abs=12)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sizes.csv", "size,chest,waist\nS,96,\nM,100,95\n"),
        ("sizes.json", '{"S": {"chest": 96}, "M": {"chest": 100, "waist": 95}}'),
        ("sizes.json", '[{"size": "S", "chest": 96}, {"size": "M", "chest": "100", "waist": 95}]'),
    ],
)
def test_a_table_of_sizes_is_read(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    assert flows.read_sizes(path) == {"S": {"chest": 96.0}, "M": {"chest": 100.0, "waist": 95.0}}


@pytest.mark.parametrize("text", ["", "chest\n96\n", "size,chest\nS,wide\n", "size,chest\nS,nan\n"])
def test_what_is_no_table_of_sizes_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "sizes.csv"
    path.write_text(text)
    with pytest.raises(ModisteError, match="MOD-2032"):
        flows.read_sizes(path)
