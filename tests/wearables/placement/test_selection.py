"""The sites that are chosen keep to the limits, and no other set tells more."""

import io
from datetime import UTC, datetime
from itertools import combinations

import numpy as np
import pytest
from PIL import Image

from modiste.garment import Cut, ModisteError
from modiste.tailoring import programs
from modiste.wearables import Placement, place_sensors, placement_picture
from modiste.wearables.placement.motions import ACTIVITIES, habit, timed_up_and_go
from modiste.wearables.placement.selection import simulated
from modiste.wearables.placement.sites import sites, sites_of

SMALL = {"people": 8, "recordings": 1}


def cut(program: str, **options: str) -> Cut:
    return Cut(id="tried", program=program, options=options, chart="women", updated_at=datetime.now(UTC))


@pytest.fixture(scope="module")
def trousers() -> Placement:
    return place_sensors(cut("trousers"), 2, cost_eur=18, washes=30, **SMALL)


def test_limits_are_kept(trousers: Placement) -> None:
    told = trousers.to_json()
    assert told["cost_eur"] <= 18
    assert told["washes"] >= 30
    assert 1 <= len(told["chosen"]) <= 2
    assert {row["id"] for row in told["sites"] if not row["is_allowed"]} == {"knee"}
    assert told["score_steps"][-1] == told["score"]["value"]
    assert "synthetic" in told["method"]


def test_no_other_set_within_the_limits_tells_more(trousers: Placement) -> None:
    table = sites_of(trousers.cut)
    judge = simulated(trousers.cut, table, seed=0, **SMALL)
    fitting = [place for place, site in enumerate(table) if site.washes >= 30]
    costs = [site.cost_eur for site in table]
    sets = [
        each for size in (1, 2) for each in combinations(fitting, size) if sum(costs[i] for i in each) <= 18
    ]
    assert trousers.score == max(judge.score(each) for each in sets)


def test_the_same_seed_gives_the_same_answer(trousers: Placement) -> None:
    assert place_sensors(cut("trousers"), 2, cost_eur=18, washes=30, **SMALL).to_json() == trousers.to_json()


@pytest.mark.parametrize(
    ("sensors", "limits"), [(0, {}), (5, {}), (2, {"washes": 1000}), (2, {"cost_eur": 1.0})]
)
def test_limits_that_leave_nothing_are_refused(sensors: int, limits: dict[str, float]) -> None:
    with pytest.raises(ModisteError, match="MOD-2951"):
        place_sensors(cut("trousers"), sensors, **limits, **SMALL)  # type: ignore[arg-type]


def test_sleeves_decide_which_sites_there_are_and_fit_how_loose_they_are() -> None:
    short, long = ({site.id for site in sites_of(cut("t-shirt", sleeve=each))} for each in ("short", "long"))
    assert long - short == {"forearm", "cuff"}
    loose = {site.id: ease for site, ease in sites_of(cut("t-shirt", fit="oversized")).items()}
    assert loose["chest"] == 26
    assert loose["shoulder"] == 0


def test_every_program_has_sites_with_both_names() -> None:
    for name in programs():
        assert len(sites_of(cut(name))) >= 2
    assert all(site.title and site.title_zh for site in sites())


def test_a_recording_goes_through_all_activities_in_order() -> None:
    draw = np.random.default_rng(0)
    made = timed_up_and_go(habit(draw), draw)
    phases = made.labels[np.flatnonzero(np.diff(made.labels, prepend=-1))]
    assert [ACTIVITIES[each] for each in phases] == [
        "sitting",
        "standing_up",
        "walking",
        "turning",
        "walking",
        "turning",
        "sitting_down",
        "sitting",
    ]
    assert abs(made.heading[-1]) == pytest.approx(360)
    assert made.turns["hip_joint_left"][0] @ [0, -1, 0] == pytest.approx(
        [0, 0, 1], abs=0.45
    )  # the thigh lies


def test_the_picture_shows_both_sides(trousers: Placement) -> None:
    shown = Image.open(io.BytesIO(placement_picture(trousers)))
    assert shown.size == (840, 720)
    blue = np.asarray(shown).astype(int)
    assert ((blue[..., 2] - blue[..., 0]) > 60).sum() > 100
