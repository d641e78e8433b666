"""Size advice: two opinions, one answer, and what to do where they disagree."""

from collections.abc import Iterator

import pytest
from tests.workspace.flows.small_trade import RUNS_SMALL, SIZES, START, trade_in

from modiste.garment import Colourway, Garment, ModisteError
from modiste.workspace import Shop, flows, open_shop
from modiste.workspace.flows.size_advice import (
    LearnedOpinion,
    LearnedSize,
    Likely,
    SimulatedOpinion,
    joined,
)

ORDER = ("36", "38", "40", "42", "44")


def learned(best: str, wearings: int = 100, rest: float = 0.6) -> LearnedOpinion:
    def size(name: str) -> LearnedSize:
        wrong = 0.05 if name == best else rest
        half = Likely(wrong / 2, (max(0.0, wrong / 2 - 0.02), wrong / 2 + 0.02))
        other = Likely(0.05, (0.0, 0.1))
        return LearnedSize(name, Likely(wrong + 0.05, (0, 1)), {"small": half, "large": half, "other": other})

    return LearnedOpinion(best, tuple(size(each) for each in ORDER), wearings, 3)


def simulated(best: str) -> SimulatedOpinion:
    return SimulatedOpinion(best, "chest +0 cm", 0.9, {best: 0.9}, "pattern")


@pytest.mark.parametrize(
    ("told", "worn", "size", "agreement"),
    [
        (learned("40"), simulated("40"), "40", "agree"),
        (learned("40"), simulated("42"), "40", "near"),
        (learned("40", wearings=3), simulated("42"), "42", "near"),
        (learned("40", rest=0.06), simulated("42"), "42", "near"),
        (learned("36"), simulated("44"), "36", "apart"),
        (learned("40"), None, "40", "learned-only"),
        (learned("40"), simulated(""), "40", "learned-only"),
        (None, simulated("42"), "42", "simulated-only"),
    ],
)
def test_one_answer_from_two_opinions(told, worn, size, agreement) -> None:  # type: ignore[no-untyped-def]
    found = joined(told, worn, ORDER)
    assert found[:2] == (size, agreement)
    assert size in found[2]
    assert size in found[3]
    if agreement == "apart":
        assert "measure again" in found[2]


@pytest.fixture(scope="module")
def sold(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with open_shop(tmp_path_factory.mktemp("advice") / "shop") as shop:
        yield trade_in(shop)


def test_a_garment_that_runs_small_is_told_from_one_that_does_not(sold: Shop) -> None:
    advice = flows.advise_size(sold, RUNS_SMALL, simulate=False)
    usual = flows.advise_size(sold, "garment-4", simulate=False)
    assert usual.learned is not None
    assert advice.learned is not None
    small, right = (
        sum(each.reasons["small"].value for each in told.sizes) for told in (advice.learned, usual.learned)
    )
    assert small > 1.3 * right
    assert advice.agreement == "learned-only"
    assert advice.learned.basis == "predicted"
    plain = advice.to_json()
    assert [each["size"] for each in plain["learned"]["sizes"]] == list(SIZES)
    for each in plain["learned"]["sizes"]:
        low, high = each["returned"]["ci95"]
        assert low <= each["returned"]["value"] <= high


def test_the_risk_of_a_line_is_told_by_reason(sold: Shop) -> None:
    risk = flows.return_risk(sold, RUNS_SMALL, "36", "customer-1")
    assert set(risk.reasons) == {"small", "large", "other"}
    total = sum(each.value for each in risk.reasons.values())
    assert risk.returned.value == pytest.approx(total, abs=0.001)
    assert risk.reasons["small"].value > risk.reasons["large"].value
    with pytest.raises(ModisteError) as error:
        flows.return_risk(sold, RUNS_SMALL, "99")
    assert error.value.code == "MOD-2012"


def test_without_a_body_nothing_is_draped_and_that_is_said(sold: Shop) -> None:
    advice = flows.advise_size(sold, RUNS_SMALL)
    assert advice.simulated is None
    assert "no measures" in advice.notes[0][0]
    assert "人体" in advice.notes[0][1]


def test_who_and_what_is_not_there_is_refused(sold: Shop) -> None:
    for garment, customer in (("none", ""), (RUNS_SMALL, "nobody")):
        with pytest.raises(ModisteError) as error:
            flows.advise_size(sold, garment, customer, simulate=False)
        assert error.value.code == "MOD-1103"


def test_where_neither_opinion_can_be_had_it_says_why(shop: Shop) -> None:
    shop.store.rows.put(
        [
            Garment(id="g", name="thing", created_at=START, updated_at=START),
            Colourway(id="g-c", garment_id="g", colour="red"),
        ]
    )
    with pytest.raises(ModisteError) as error:
        flows.advise_size(shop, "g", measures={"waist": 70})
    assert error.value.code == "MOD-2359"
    assert "how it is cut" in str(error.value)


def test_the_shops_own_trade_is_judged(sold: Shop) -> None:
    told = flows.evaluate(sold, "recommend.size", "", "time", {}, lambda event: None).to_json()
    assert set(told["metrics"]) == {"auc_mean", "log_loss", "ece"}
    assert told["data"] == "the shop's orders and returns"
    assert set(told["auc_per_class"]) == {"kept", "small", "large", "other"}
    with pytest.raises(ModisteError) as error:
        flows.evaluate(sold, "recommend.size", "", "time", {"depth": "3"}, lambda event: None)
    assert error.value.code == "MOD-2360"
    with pytest.raises(ModisteError) as error:
        flows.evaluate(None, "recommend.size", "", "time", {}, lambda event: None)
    assert error.value.code == "MOD-2350"
