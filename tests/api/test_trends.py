"""Trends and sales over HTTP: pages, filters, one value with its evidence, tags, what keeps an answer."""

import shutil

import pytest
from tests.workspace.flows.small_trends import END, rise_in

from modiste.garment import Order
from modiste.workspace import open_shop
from modiste.workspace.flows import kept_trends

pytestmark = pytest.mark.anyio
AS_OF = {"as_of": END.date().isoformat()}
TRENDS = "/api/v1/trends"


@pytest.fixture(scope="module")
def trending(empty_shop, tmp_path_factory):
    """A shop in which red comes up; the tests look, and what they add changes no verdict as of the moment."""
    with open_shop(shutil.copytree(empty_shop, tmp_path_factory.mktemp("trending") / "shop")) as shop:
        yield rise_in(shop)


@pytest.fixture(scope="module")
def planner(trending, client_of, applications):
    with applications.of(trending) as app:
        yield client_of(app)


async def test_a_shop_without_history_is_told_what_to_do(steady, check):
    for path in ("", "/state", "/colour/red"):
        body = check(await steady.get(f"{TRENDS}{path}"), 409, "MOD-2435")
        assert "Import" in body["remedy"]
    check(await steady.get("/api/v1/sales/returns"), 409, "MOD-2431")


async def test_trends_come_in_pages_the_surest_first(planner):
    found = (await planner.get(TRENDS, params=AS_OF | {"limit": 200})).json()["items"]
    verdicts = [each["verdict"] for each in found]
    assert verdicts.index("steady") == sum(each != "steady" for each in verdicts)
    called = [each for each in found if each["verdict"] != "steady"]
    assert [each["q"] for each in called] == sorted(each["q"] for each in called)
    paged, cursor = [], None
    while True:
        asked = AS_OF | {"limit": 7} | ({"cursor": cursor} if cursor else {})
        page = (await planner.get(TRENDS, params=asked)).json()
        paged += page["items"]
        if (cursor := page["next_cursor"]) is None:
            break
    assert paged == found
    refused = await planner.get(TRENDS, params=AS_OF | {"cursor": "nonsense!"})
    assert refused.json()["code"] == "MOD-2215"


async def test_a_filter_narrows_and_changes_no_verdict(planner):
    whole = (await planner.get(TRENDS, params=AS_OF | {"limit": 200})).json()["items"]
    for name, value in (("attribute", "colour"), ("source", "press"), ("verdict", "fading")):
        found = (await planner.get(TRENDS, params=AS_OF | {name: value, "limit": 200})).json()["items"]
        assert found == [each for each in whole if each[name] == value] != []
    state = (await planner.get(f"{TRENDS}/state", params=AS_OF)).json()
    for verdict, count in state["counts"].items():
        assert count == sum(each["verdict"] == verdict for each in whole)
    assert (state["weeks"], state["first_week"], state["basis"]) == (104, "2024-01-01", "synthetic")
    assert [each["id"] for each in state["sources"]] == ["sales", "looks", "press"]
    colour = state["attributes"][0]
    assert colour["name"] == {"en": "colour", "zh": "颜色"}
    assert colour["judged"] == sum(each["attribute"] == "colour" for each in whole) > colour["called"] > 0
    for wrong in (
        {"attribute": "mood"},
        {"source": "dreams"},
        {"verdict": "up"},
        {"weeks": 3},
        {"as_of": "soon"},
    ):
        assert (await planner.get(TRENDS, params=wrong)).status_code == 422, wrong


async def test_a_trend_says_how_much_how_surely_and_what_shows_it(planner):
    asked = AS_OF | {"attribute": "colour", "source": "sales", "verdict": "rising"}
    (red,) = (await planner.get(TRENDS, params=asked)).json()["items"]
    assert (red["value"], red["value_name"]["zh"]) == ("red", "红")
    assert (red["attribute_name"]["zh"], red["verdict_name"]["zh"]) == ("颜色", "上升")
    low, high = red["growth_ci95"]
    assert 0.5 < low < red["growth"] < high and red["q"] < 0.1 and red["is_year_on_year"]
    assert red["basis"] == "synthetic"
    assert sum(each["count"] for each in red["series"]) == red["seen"] and len(red["series"]) == 26
    for each in red["series"]:
        assert 0 <= each["low"] <= each["share"] <= each["high"] <= 1
        assert each["share"] == pytest.approx(each["count"] / each["of"], abs=1e-5)
    shown = red["evidence"][0]
    assert (shown["kind"], shown["garment"], shown["shown"]["name"]) == ("garment", "tee", "tee")
    assert shown["change"] == shown["now"] - shown["before"] > 0
    # Its white colourway's picture comes first; what shows that red rises is the red one's.
    assert shown["photo_url"] == "/api/v1/photos/tee-red"
    assert shown["picture"] == b"tee-red".hex().zfill(64)


async def test_one_value_is_told_week_by_week_in_every_source(planner, check):
    told = (await planner.get(f"{TRENDS}/colour/red", params=AS_OF)).json()
    assert {each["source"] for each in told["signals"]} == {"sales", "looks", "press"}
    sold = next(each for each in told["signals"] if each["source"] == "sales")
    assert len(sold["series"]) == 104 and sold["series"][0]["week"] == "2024-01-01"
    change = min(sold["changes"], key=lambda each: each["p"])
    assert "2025-02-01" < change["week"] < "2025-04-15" and change["before"] < change["after"]
    assert "2025-01-15" < change["earliest"] <= change["week"] <= change["latest"] < "2025-05-01"
    written = next(each for each in told["signals"] if each["source"] == "press")
    article = written["evidence"][0]
    assert article["kind"] == "article" and article["item"].startswith("https://magazine.example/")
    assert article["garment"] is article["photo_url"] is article["shown"] is None
    (only,) = (await planner.get(f"{TRENDS}/colour/red", params=AS_OF | {"source": "sales"})).json()[
        "signals"
    ]
    assert only == sold
    (steady,) = (await planner.get(f"{TRENDS}/fabric/jersey", params=AS_OF | {"source": "sales"})).json()[
        "signals"
    ]
    assert steady["verdict"] == "steady" and len(steady["evidence"]) == 3
    assert steady["value_name"]["zh"] == "棉平纹针织"  # the house's own word
    check(await planner.get(f"{TRENDS}/colour/a/b", params=AS_OF), 404, "MOD-1103")


async def test_sales_are_told_without_customers(planner):
    sold = (await planner.get("/api/v1/sales/sell-through", params=AS_OF)).json()
    assert (sold["what"], sold["currency"], sold["basis"]) == ("sell-through", "EUR", "synthetic")
    assert sold["as_of"].startswith(AS_OF["as_of"])
    assert sold["count"] == 3 and {each["key"] for each in sold["found"]["items"]} <= set(sold["garments"])
    cut = (await planner.get("/api/v1/sales/sell-through", params=AS_OF | {"limit": 1})).json()
    assert cut["count"] == 3 and cut["found"]["items"] == sold["found"]["items"][:1]
    sizes = (await planner.get("/api/v1/sales/returns", params=AS_OF | {"by": "size"})).json()
    assert [each["key"] for each in sizes["found"]["groups"]] == ["M"]
    assert (await planner.get("/api/v1/sales/wishes")).status_code == 422
    nobody = await planner.get("/api/v1/sales/rfm", params=AS_OF)
    assert nobody.json()["code"] == "MOD-2431"


@pytest.mark.parametrize("path", [TRENDS, f"{TRENDS}/state", f"{TRENDS}/colour/red", "/api/v1/sales/returns"])
async def test_what_the_caller_has_is_not_sent_again(planner, path):
    first = await planner.get(path, params=AS_OF)
    again = await planner.get(path, params=AS_OF, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])


async def test_an_answer_is_kept_until_the_shop_changes(trending, planner, monkeypatch):
    made = []
    whole = kept_trends.judged
    monkeypatch.setattr(kept_trends, "judged", lambda *given, **more: made.append(1) or whole(*given, **more))
    asked = AS_OF | {"weeks": 16}
    for path in ("", "/state", "/colour/red", ""):
        assert (await planner.get(f"{TRENDS}{path}", params=asked)).status_code == 200
    assert len(made) == 1
    trending.store.rows.put([Order(id="one-more", at=END, currency="EUR")])
    assert (await planner.get(TRENDS, params=asked)).status_code == 200
    assert len(made) == 2
    tee = trending.garments.get("tee")
    trending.garments.put(tee.model_copy(update={"attributes": {**tee.attributes, "cloth_zh": "汗布"}}))
    (told,) = (await planner.get(f"{TRENDS}/fabric/jersey", params=asked | {"source": "sales"})).json()[
        "signals"
    ]
    assert len(made) == 3 and told["value_name"]["zh"] == "棉平纹针织"  # as most of the house says


async def test_a_value_that_nobody_translates_keeps_its_name(planner):
    found = await planner.get(f"{TRENDS}/category/shirt%2Ftop", params=AS_OF | {"source": "sales"})
    told = found.json()
    assert told["signals"][0]["value_name"] == {"en": "shirt/top", "zh": "shirt/top"}, found.text
