"""The weeks that an order takes are measured where enough shipments came in from outside, else assumed."""

from collections.abc import Iterator

import pytest
from tests.supply.epcis.small_events import document, seen
from tests.workspace.flows.small_stock import EMPTY, flat, stock_in

from modiste.supply import document_of
from modiste.workspace import Shop, open_shop
from modiste.workspace.flows.shop_forecast import forecast_demand
from modiste.workspace.flows.shop_lead import Lead, measured_lead

FACTORY, HALL, TILL = (f"https://id.gs1.org/414/950600013{number}" for number in ("4376", "4352", "4369"))


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with open_shop(tmp_path_factory.mktemp("lead") / "shop") as opened:
        for place, kind in ((FACTORY, "sewing_factory"), (HALL, "warehouse"), (TILL, "shop")):
            opened.places.put(place, 50, 8, kind=kind)
        yield opened


def shipped(shop: Shop, serial: int, days: float, origin: str = FACTORY, to: str = HALL) -> None:
    way = [
        seen(serial, bizStep="shipping", readPoint={"id": origin}),
        seen(serial, hour=24 * days, bizStep="receiving", readPoint={"id": to}),
    ]
    assert shop.supplying.capture(document_of(document(*way))).is_success


def test_the_weeks_are_measured_where_enough_came(shop: Shop) -> None:
    assert measured_lead(shop, 3) == Lead(3)
    for serial, days in enumerate((8, 9, 10, 11)):
        shipped(shop, serial, days)
    # What goes from the warehouse to the shop was there before.
    for serial in range(20, 30):
        shipped(shop, serial, 1, HALL, TILL)
    assert measured_lead(shop, 3) == Lead(3)
    shipped(shop, 5, 12)
    lead = measured_lead(shop, 1)
    assert (lead.basis, lead.count, lead.origin, lead.destination) == ("measured", 5, FACTORY, HALL)
    assert lead.low is not None and lead.middle is not None and lead.high is not None
    assert lead.low < 10 / 7 < lead.high <= lead.weeks < lead.high + 1
    assert lead.middle == pytest.approx(1.41, abs=0.03)
    assert "5 shipments" in lead.words["en"] and "5 批" in lead.words["zh"]
    # Under way is not all: fewer weeks than were stated are not believed.
    more = measured_lead(shop, 3)
    assert (more.weeks, more.basis, more.count) == (3, "assumed", 5)
    assert "5 shipments" in more.words["en"] and "5 批" in more.words["zh"]


def test_a_plan_says_what_its_weeks_rest_on(shop: Shop) -> None:
    stock_in(shop)
    forecast_demand(shop, 8, way=flat)
    lead = shop.planning.lead
    assert shop.planning.terms.lead_weeks == lead.weeks and shop.planning.state()["lead"]["count"] == 5
    made = shop.planning.propose("buy", EMPTY, "me")
    assert made["lead"]["basis"] == "assumed" and made["why"]["en"].endswith(lead.words["en"])
    asked = shop.planning.terms.changed(lead_weeks=6)
    other = shop.planning.propose("buy", EMPTY, "me", asked)
    assert other["lead"] == Lead(6).to_json() and "assumed" in other["why"]["en"]
    assert shop.planning.propose("size_curve", EMPTY, "me")["lead"] is None
    assert shop.planning.what_if(EMPTY, lead_weeks=6)["lead"]["basis"] == "assumed"
