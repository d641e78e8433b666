"""Garments over HTTP: pages that hold still, filters, facets, entity tags, make, change and delete."""

import asyncio
from datetime import UTC, datetime

import pytest

from modiste.garment import Colourway
from modiste.store import Prediction

GARMENTS = "/api/v1/garments"
MOMENT = datetime(2026, 11, 1, 12, tzinfo=UTC)
pytestmark = pytest.mark.anyio


@pytest.fixture
def stocked(shop, garment_of):
    """Nine garments of three categories and two brands."""
    for number in range(9):
        category = ("coat", "dress", "shirt")[number % 3]
        brand = "Ållström & Søn" if number < 4 else "b"
        shop.garments.put(
            garment_of(f"g-{number:03d}", name=f"{category} No. {number}", category=category, brand=brand)
        )
    return shop


async def walk(client, **params):
    found, cursor = [], None
    while True:
        answer = await client.get(GARMENTS, params={**params, **({"cursor": cursor} if cursor else {})})
        assert answer.status_code == 200, answer.text
        page = answer.json()
        found += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            return found


async def test_an_empty_shop_has_an_empty_page(client):
    assert (await client.get(GARMENTS)).json() == {"items": [], "next_cursor": None}


async def test_pages_hold_every_garment_once(client, stocked):
    everything = [f"g-{number:03d}" for number in range(9)]
    assert await walk(client, limit=2) == everything
    assert await walk(client, limit=9) == everything
    assert await walk(client, limit=200) == everything


async def test_a_cursor_holds_still_while_garments_come_and_go(client, stocked, garment_of):
    first = (await client.get(GARMENTS, params={"limit": 4})).json()
    stocked.garments.put(garment_of("a-new-first"))
    stocked.garments.put(garment_of("g-0025-before"))
    stocked.garments.remove("g-003")
    rest = await walk(client, limit=4, cursor=first["next_cursor"])
    assert rest == [f"g-{number:03d}" for number in range(4, 9)]


async def test_filters_mean_equality_and_all_of_them(client, stocked):
    assert await walk(client, category="coat") == ["g-000", "g-003", "g-006"]
    assert await walk(client, category="coat", brand="Ållström & Søn") == ["g-000", "g-003"]
    assert await walk(client, category="coa") == []
    assert await walk(client, category="coat", limit=1) == ["g-000", "g-003", "g-006"]


async def test_q_looks_into_names_whatever_their_case_and_takes_wildcards_as_letters(
    client, stocked, garment_of
):
    stocked.garments.put(garment_of("x", name="100%_wool"))
    assert await walk(client, q="DRESS no") == ["g-001", "g-004", "g-007"]
    assert await walk(client, q="%") == ["x"]
    assert await walk(client, q="0%_") == ["x"]
    assert await walk(client, q="' OR 1=1 --") == []


async def test_facets_count_what_the_filters_leave(client, stocked):
    body = (await client.get(f"{GARMENTS}/facets", params={"brand": "b"})).json()
    assert body["count"] == 5
    assert body["facets"]["category"] == {"dress": 2, "shirt": 2, "coat": 1}
    assert body["facets"]["brand"] == {"b": 5, "Ållström & Søn": 4}
    both = await client.get(f"{GARMENTS}/facets", params={"brand": "b", "category": ["coat", "dress"]})
    assert both.json()["count"] == 3
    assert both.json()["facets"]["category"] == {"dress": 2, "shirt": 2, "coat": 1}


@pytest.mark.parametrize(
    ("params", "status", "code"),
    [
        ({"limit": 0}, 422, "MOD-2203"),
        ({"limit": 201}, 422, "MOD-2203"),
        ({"limit": "many"}, 422, "MOD-2203"),
        ({"limit": "9" * 30}, 422, "MOD-2203"),
        ({"category": "x" * 121}, 422, "MOD-2203"),
        ({"q": "x" * 201}, 422, "MOD-2203"),
        ({"sort": "cheapest"}, 422, "MOD-2203"),
        ({"offset": -1}, 422, "MOD-2203"),
        ({"state": ["x"] * 51}, 422, "MOD-2203"),
        ({"category": "a\x00b"}, 422, "MOD-2203"),
        ({"q": "\x00"}, 422, "MOD-2203"),
        ({"cursor": "x" * 601}, 422, "MOD-2203"),
        ({"cursor": "not-a-cursor"}, 400, "MOD-2215"),
        ({"cursor": "../../etc/passwd"}, 400, "MOD-2215"),
        ({"cursor": ""}, 400, "MOD-2215"),
    ],
)
async def test_a_list_that_cannot_be_given(steady, check, params, status, code):
    check(await steady.get(GARMENTS, params=params), status, code)


async def test_any_place_of_a_list_in_any_order_is_one_request_away(client, stocked):
    async def ids(**params):
        return [item["id"] for item in (await client.get(GARMENTS, params=params)).json()["items"]]

    by_name = await walk(client, sort="name", limit=2)
    assert by_name == sorted(by_name, key=lambda id_: stocked.garments[id_].name)
    assert await ids(sort="name", offset=4, limit=3) == by_name[4:7]
    assert await ids(sort="-name") == by_name[::-1]
    assert await ids(sort="name", offset=100) == []
    found = (await client.get(f"{GARMENTS}/ids", params={"sort": "name", "offset": 1, "limit": 2})).json()
    assert found == {"ids": by_name[1:3], "count": 9}
    chosen = {"category": ["coat", "shirt"], "q": "no"}
    assert (await client.get(f"{GARMENTS}/ids", params=chosen)).json()["count"] == 6


async def test_a_cursor_belongs_to_its_order(client, stocked, check):
    cursor = (await client.get(GARMENTS, params={"limit": 2})).json()["next_cursor"]
    check(await client.get(GARMENTS, params={"cursor": cursor, "sort": "name"}), 400, "MOD-2215")


async def test_a_garment_shows_its_photos_and_what_was_predicted(client, stocked, picture):
    images = sorted(stocked.garments.add_photo("g-001", picture(40 + n, 30), "a.png").id for n in range(2))
    stocked.store.predictions.put(
        [Prediction(images[0], "colours", "2", "g-001", "dress", 0.5, [["dress", 0.5]], MOMENT)]
    )
    shown = (await client.get(f"{GARMENTS}/g-001")).json()
    assert shown["tag"] == {"label": "dress", "confidence": 0.5, "model": "colours@2"}
    assert (shown["state"], shown["photos"], shown["photo_height"]) == ("unsure", 2, 30)
    assert [shown["photo_url"], shown["other_photo_url"]] == [f"/api/v1/photos/{id_}" for id_ in images]
    assert await walk(client, state="unsure") == ["g-001"]
    assert (await walk(client, sort="certainty"))[0] == "g-001"


@pytest.mark.parametrize("value", ["\xff", "<script>alert(1)</script>", "'; DROP TABLE garments; --", "   "])
async def test_hostile_values_find_nothing_and_break_nothing(client, stocked, value):
    for name in ("category", "brand", "q"):
        nothing_asked = name == "q" and not value.strip()
        assert len(await walk(client, **{name: value})) == (9 if nothing_asked else 0)
    assert len(await walk(client)) == 9


async def test_one_garment_has_an_entity_tag_and_is_not_sent_twice(client, stocked):
    answer = await client.get(f"{GARMENTS}/g-004")
    assert answer.status_code == 200 and answer.json()["brand"] == "b"
    assert answer.json()["photo_url"] is None
    tag = answer.headers["etag"]
    again = await client.get(f"{GARMENTS}/g-004", headers={"if-none-match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert (await client.get(f"{GARMENTS}/g-004", headers={"if-none-match": '"old"'})).status_code == 200
    assert (await client.head(f"{GARMENTS}/g-004")).headers["etag"] == tag


@pytest.mark.parametrize("verb", ["GET", "PATCH", "DELETE"])
async def test_a_garment_that_is_not_there(steady, check, verb):
    body = {"json": {"brand": "x"}, "headers": {"if-match": "*"}} if verb == "PATCH" else {}
    check(await steady.request(verb, f"{GARMENTS}/nobody", **body), 404, "MOD-1103")


@pytest.mark.parametrize("id_", ["UPPER", "a b", "ä", "-a", "a" * 121, "%00", "..", "a%2f..%2fb", "<b>"])
async def test_an_id_that_cannot_be_one(steady, check, id_):
    answer = await steady.get(f"{GARMENTS}/{id_}")
    check(answer, answer.status_code, "MOD-2203" if answer.status_code == 422 else "MOD-2201")
    assert answer.status_code in (404, 422)


async def test_a_garment_is_made_and_found(client, check):
    sent = {"name": "Ünïcode <b>coat</b> 大衣", "category": "coat", "attributes": {"closure": "toggle"}}
    made = await client.post(GARMENTS, json=sent)
    assert made.status_code == 201, made.text
    assert made.headers["location"] == f"{GARMENTS}/{made.json()['id']}"
    found = await client.get(made.headers["location"])
    assert found.json() == made.json() and found.headers["etag"] == made.headers["etag"]
    assert found.json()["name"] == sent["name"] and found.headers["content-type"] == "application/json"
    check(await client.post(GARMENTS, json={"id": made.json()["id"], "name": "x"}), 409, "MOD-2221")


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"name": ""},
        {"name": None},
        {"name": "a\x00b"},
        {"name": "x" * 301},
        {"name": ["x"]},
        {"name": "a", "id": "../x"},
        {"name": "a", "id": "A"},
        {"name": "a", "category": 7},
        {"name": "a", "attributes": {"k": {"deep": 1}}},
        {"name": "a", "attributes": {str(n): "x" for n in range(201)}},
        {"name": "a", "unknown": 1},
        {"name": "a", "created_at": "2020-01-01T00:00:00Z"},
        {"name": "a", "synthetic": True},
        [],
        "coat",
        None,
    ],
)
async def test_what_is_no_garment_is_not_made(steady, check, sent):
    check(await steady.post(GARMENTS, json=sent), 422, "MOD-2203")
    assert await walk(steady) == ["coat"]


async def test_a_change_needs_the_version_it_was_made_from(client, stocked, check):
    tag = (await client.get(f"{GARMENTS}/g-001")).headers["etag"]
    check(await client.patch(f"{GARMENTS}/g-001", json={"brand": "c"}), 428, "MOD-2207")
    changed = await client.patch(f"{GARMENTS}/g-001", json={"brand": "c"}, headers={"if-match": tag})
    assert changed.status_code == 200 and changed.json()["brand"] == "c"
    assert changed.headers["etag"] != tag
    undone = await client.post(f"/api/v1/changes/{changed.headers['change-id']}/undo")
    assert undone.json()["restored"] == 1
    assert (await client.get(f"{GARMENTS}/g-001")).headers["etag"] == tag
    changed = await client.patch(f"{GARMENTS}/g-001", json={"brand": "c"}, headers={"if-match": tag})
    stale = await client.patch(f"{GARMENTS}/g-001", json={"brand": "d"}, headers={"if-match": tag})
    check(stale, 412, "MOD-2208")
    assert stocked.garments.get("g-001").brand == "c"


async def test_of_two_changes_from_one_version_one_wins(client, stocked):
    tag = (await client.get(f"{GARMENTS}/g-001")).headers["etag"]
    sent = [
        client.patch(f"{GARMENTS}/g-001", json={"brand": f"b{n}"}, headers={"if-match": tag})
        for n in range(6)
    ]
    codes = sorted(answer.status_code for answer in await asyncio.gather(*sent))
    assert codes == [200, 412, 412, 412, 412, 412]


async def test_a_change_merges_and_null_takes_away(client, shop, garment_of):
    shop.garments.put(garment_of("a", category="coat", attributes={"fit": "slim", "lining": "silk"}))

    async def patch(change):
        answer = await client.patch(f"{GARMENTS}/a", json=change, headers={"if-match": "*"})
        assert answer.status_code == 200, answer.text
        return answer.json()

    body = await patch({"attributes": {"fit": None, "collar": "shawl"}, "category": None})
    assert body["attributes"] == {"lining": "silk", "collar": "shawl"} and body["category"] == ""
    assert (await patch({"attributes": None}))["attributes"] == {}
    before = (await patch({}))["name"]
    assert before == "a"


@pytest.mark.parametrize(
    "change",
    [
        {"name": None},
        {"name": ""},
        {"id": "b"},
        {"created_at": None},
        {"brand": 1},
        {"brand": "x" * 121},
        [],
        "x",
    ],
)
async def test_a_change_that_would_leave_no_garment(client, stocked, check, change):
    body = check(
        await client.patch(f"{GARMENTS}/g-001", json=change, headers={"if-match": "*"}), 422, "MOD-2203"
    )
    assert body["errors"][0]["where"].startswith("body")
    assert stocked.garments.get("g-001").name == "dress No. 1"


async def test_delete_takes_the_garment_and_its_photos(client, stocked, picture, check):
    image = stocked.garments.add_photo("g-001", picture(), "a.png")
    check(await client.delete(f"{GARMENTS}/g-001", headers={"if-match": '"old"'}), 412, "MOD-2208")
    tag = (await client.get(f"{GARMENTS}/g-001")).headers["etag"]
    deleted = await client.delete(f"{GARMENTS}/g-001", headers={"if-match": tag})
    assert deleted.status_code == 204
    check(await client.get(f"{GARMENTS}/g-001"), 404, "MOD-1103")
    check(await client.get(f"/api/v1/photos/{image.id}"), 404, "MOD-1103")
    assert (await client.post(f"/api/v1/changes/{deleted.headers['change-id']}/undo")).status_code == 200
    assert (await client.get(f"{GARMENTS}/g-001")).headers["etag"] == tag
    assert (await client.get(f"/api/v1/photos/{image.id}")).status_code == 200


async def test_a_garment_that_was_made_in_colours_is_not_deleted(client, stocked, check):
    stocked.store.rows.put([Colourway(id="c", garment_id="g-001", colour="red")])
    check(await client.delete(f"{GARMENTS}/g-001"), 409, "MOD-1105")


async def test_the_grid_shows_where_each_photo_is(client, stocked, picture):
    image = stocked.garments.add_photo("g-002", picture(), "a.png")
    items = (await client.get(GARMENTS)).json()["items"]
    assert [item["photo_url"] for item in items if item["id"] == "g-002"] == [f"/api/v1/photos/{image.id}"]
    assert sum(item["photo_url"] is not None for item in items) == 1
