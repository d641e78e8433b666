"""Recommendations, events, rules, experiments and the script tag over HTTP; and what cannot be asked."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from modiste.api import create_app, issue_key
from modiste.api.events import MOST_EVENTS
from modiste.api.experiments import ExperimentDraft
from modiste.api.rules import RuleDraft
from modiste.api.storefront import SCRIPT
from modiste.garment import Consent, Customer

pytestmark = pytest.mark.anyio
ASK, EVENTS, RULES, TRIED = (
    f"/api/v1/{name}" for name in ("recommendations", "events", "rules", "experiments")
)
KINDS = ("coat", "dress", "shirt")


@pytest.fixture
def stocked(shop, garment_of):
    """Twelve garments, of each kind four, and a customer who agreed."""
    for number in range(12):
        kind = KINDS[number % 3]
        shop.garments.put(
            garment_of(f"g-{number}", name=f"{kind} {number}", category=kind, brand=f"b{number % 2}")
        )
    now = datetime.now(UTC)
    shop.store.rows.put(
        [
            Customer(id="c-1", created_at=now),
            Consent(id="c-1-b", customer_id="c-1", purpose="behaviour", granted_at=now - timedelta(days=9)),
        ]
    )
    return shop


def event(id_, garment="g-0", kind="view_item", **more):
    at = more.pop("at", datetime.now(UTC)).isoformat()
    return {"id": id_, "kind": kind, "garment": garment, "at": at, "session": "visit-12345", **more}


async def sent(client, *events, **more):
    return await client.post(EVENTS, json={"events": list(events), **more})


def ids(answer):
    return [each["garment"] for each in answer.json()["results"]]


async def test_a_click_changes_the_next_answer_and_why_is_told(client, stocked):
    nobody = await client.get(ASK, params={"session": "visit-12345", "k": 4})
    assert nobody.status_code == 200 and nobody.json()["notes"][0]["zh"]
    taken = await sent(client, event("e-1", "g-0"))
    assert taken.status_code == 202
    assert taken.json() == {"accepted": 1, "duplicate": 0, "unnamed": 1, "refused": [], "skew_seconds": 0.0}
    after = await client.post(ASK, json={"session": "visit-12345", "k": 3})
    assert set(ids(after)[:2]) < {"g-3", "g-6", "g-9"}  # other coats; the last place may be given to chance
    best = after.json()["results"][0]
    assert best["reasons"][0]["kind"] == "alike" and "coat 0" in best["reasons"][0]["en"]
    assert best["shown"]["name"].startswith("coat") and best["place"] == 1
    why = await client.get(f"{ASK}/{after.json()['id']}/why")
    assert [each["reasons"] for each in why.json()["results"]] == [
        each["reasons"] for each in after.json()["results"]
    ]
    stocked.recommending.impressions.clear()  # as after a restart: from the log
    logged = await client.get(f"{ASK}/{after.json()['id']}/why")
    assert [each["reasons"] for each in logged.json()["results"]] == [
        each["reasons"] for each in after.json()["results"]
    ]


async def test_what_goes_with_a_garment_and_filters(client, stocked):
    answer = await client.get(ASK, params={"garment": "g-1", "placement": "garment", "k": 3})
    assert set(ids(answer)[:2]) < {"g-4", "g-7", "g-10"}
    filtered = await client.get(
        ASK, params={"garment": "g-1", "filter": ["category=shirt", "brand=b0"], "k": 9}
    )
    assert set(ids(filtered)) == {"g-2", "g-8"}


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({"customer": "nobody"}, 404, "MOD-1103"),
        ({"garment": "nothing"}, 404, "MOD-1103"),
        ({"placement": "cart"}, 422, "MOD-2370"),
        ({"filter": ["x"]}, 422, "MOD-2376"),
        ({"filter": ["price=cheap"]}, 422, "MOD-2376"),
        ({"k": 0}, 422, "MOD-2203"),
        ({"placement": "../"}, 422, "MOD-2203"),
    ],
)
async def test_what_cannot_be_asked_is_told(client, stocked, check, query, status, code):
    check(await client.get(ASK, params=query), status, code)


@pytest.mark.parametrize("id_", ["0" * 32, "f" * 32, "deadbeef"])
async def test_an_unknown_recommendation_has_no_why(steady, check, id_):
    check(await steady.get(f"{ASK}/{id_}/why"), 404, "MOD-2371")


async def test_the_same_batch_again_changes_nothing_and_bad_events_are_named(client, stocked):
    old = datetime.now(UTC) - timedelta(days=40)
    batch = [
        event("a"),
        event("a"),
        event("b", kind="dance"),
        event("c", at=old),
        {"kind": "view_item"},
        "what",
        event("d", "unknown garment!"),
        event("e", at=datetime.now(UTC) + timedelta(days=800)),
    ]
    first = (await sent(client, *batch)).json()
    assert (first["accepted"], first["duplicate"]) == (2, 1)
    assert [each["place"] for each in first["refused"]] == [2, 3, 4, 5, 7]
    assert {each["code"] for each in first["refused"]} == {"MOD-2203", "MOD-2377"}
    again = (await sent(client, *batch)).json()
    assert (again["accepted"], again["duplicate"]) == (0, 3)
    assert stocked.store.events.snapshot("interactions").rows == 2


async def test_a_clock_that_is_off_is_put_right_and_a_late_event_stands_where_it_belongs(client, stocked):
    wrong = datetime.now(UTC) + timedelta(hours=5)
    answer = await sent(client, event("x", at=wrong, consent=True), sent_at=wrong.isoformat())
    assert -18_010 < answer.json()["skew_seconds"] < -17_990
    again = await sent(
        client, event("x", at=wrong, consent=True), sent_at=(wrong + timedelta(seconds=7)).isoformat()
    )
    assert again.json()["duplicate"] == 1
    earlier = datetime.now(UTC) - timedelta(days=2)
    await sent(client, event("y", "g-1", at=earlier, consent=True))
    person = stocked.people.pseudonym("visit visit-12345")
    acts = stocked.recommending.history(person)
    assert [each["garment"] for each in acts] == ["g-0", "g-1"]
    assert abs((acts[0]["at"] - datetime.now(UTC)).total_seconds()) < 30


async def test_too_many_events_at_once_are_refused(client, stocked, check):
    check(await sent(client, *[event(str(number)) for number in range(MOST_EVENTS + 1)]), 422, "MOD-2203")
    check(await client.post(EVENTS, json={"events": []}), 422, "MOD-2203")


async def test_customers_with_a_history_are_listed_and_shown(client, stocked):
    await sent(client, event("a", customer="c-1"), event("b", "g-4", "purchase", customer="c-1"))
    stocked.recommending.build()
    page = (await client.get(f"{ASK}/customers", params={"limit": 1})).json()
    pseudonym = page["items"][0]["customer"]
    assert page["items"][0]["acts"] == 2 and pseudonym.startswith("c-")
    history = (await client.get(f"{ASK}/customers/{pseudonym}/history")).json()
    assert {each["kind"] for each in history} == {"view_item", "purchase"}
    assert history[0]["shown"]["name"]
    state = (await client.get(f"{ASK}/state")).json()
    assert state["model"] == "blend" and state["acts"] == 2 and state["alarms"] == []


async def test_rules_are_kept_put_in_order_previewed_and_removed(client, stocked, check):
    pin = await client.post(RULES, json={"verb": "pin", "garment": "g-11", "place": 1, "note": "gala"})
    bury = await client.post(RULES, json={"verb": "bury", "category": "coat", "factor": 0.5})
    assert pin.status_code == bury.status_code == 201
    assert set(RuleDraft.model_fields) < set(pin.json())
    assert (pin.json()["covers"], bury.json()["covers"], bury.json()["state"]) == (1, 4, "holds")
    shown = await client.get(ASK, params={"k": 3})
    assert ids(shown)[0] == "g-11"
    assert shown.json()["results"][0]["rules"][0]["zh"] == "固定在第 1 位"
    drafts = [{"verb": "exclude", "garment": "g-11"}, {"verb": "pin", "garment": "g-5", "place": 2}]
    preview = (await client.post(f"{ASK}/preview", json={"k": 3, "rules": drafts})).json()
    assert preview["before"]["results"][0]["garment"] == "g-11"
    assert preview["after"]["results"][1]["garment"] == "g-5"
    assert "g-11" not in [each["garment"] for each in preview["after"]["results"]]
    assert preview["after"]["left_out"][0]["effect"] == "excluded"
    order = await client.put(f"{RULES}/order", json={"ids": [bury.json()["id"]]})
    assert [each["id"] for each in order.json()["items"]] == [bury.json()["id"], pin.json()["id"]]
    changed = await client.put(
        f"{RULES}/{pin.json()['id']}", json={"verb": "pin", "garment": "g-10", "place": 1}
    )
    assert changed.json()["garment"] == "g-10"
    assert ids(await client.get(ASK, params={"k": 3}))[0] == "g-10"
    assert (await client.delete(f"{RULES}/{pin.json()['id']}")).status_code == 204
    check(await client.delete(f"{RULES}/{pin.json()['id']}"), 404, "MOD-1103")
    check(await client.put(f"{RULES}/order", json={"ids": ["0" * 32]}), 404, "MOD-1103")
    check(await client.post(RULES, json={"verb": "pin", "category": "coat"}), 422, "MOD-2372")
    ended = {"verb": "exclude", "brand": "b0", "ends": "2026-01-01T00:00:00Z"}
    assert (await client.post(RULES, json=ended)).json()["state"] == "ended"


async def test_an_experiment_is_started_measured_and_stopped(client, stocked, check):
    arms = [{"name": "as-is"}, {"name": "wide", "diversity": 0.6}]
    started = await client.post(TRIED, json={"name": "variety", "arms": arms})
    assert set(ExperimentDraft.model_fields) - {"name"} < set(started.json())
    assert started.status_code == 201 and started.json()["arms"][0]["verdict"] == "first"
    check(await client.post(TRIED, json={"name": "variety", "arms": arms}), 409, "MOD-2375")
    check(await client.post(TRIED, json={"name": "x", "arms": [arms[0], arms[0]]}), 422, "MOD-2374")
    wrong = [arms[0], {"name": "b", "model": "magic"}]
    check(await client.post(TRIED, json={"name": "x", "arms": wrong}), 422, "MOD-2374")
    arms_seen = set()
    for number in range(8):
        visit = f"visitor-{number:04}"
        await sent(client, event(f"v-{number}", session=visit, consent=True))
        answer = (await client.get(ASK, params={"session": visit, "k": 2})).json()
        arms_seen.add(answer["experiment"]["arm"])
        clicked = event(f"w-{number}", answer["results"][0]["garment"], "select_item", session=visit)
        await sent(client, {**clicked, "consent": True, "recommendation": answer["id"]})
    unnamed = (await client.get(ASK, params={"k": 2})).json()
    assert unnamed["experiment"] is None
    found = (await client.get(f"{TRIED}/variety")).json()
    assert arms_seen == {"as-is", "wide"}
    assert sum(each["units"] for each in found["arms"]) == sum(each["goals"] for each in found["arms"]) == 8
    assert found["arms"][0]["rate"]["ci95"][0] >= 0 and "Johari" in found["method"]
    stopped = (await client.post(f"{TRIED}/variety/stop")).json()
    assert stopped["stopped_at"]
    assert (await client.get(ASK, params={"session": "visitor-0000"})).json()["experiment"] is None
    check(await client.get(f"{TRIED}/nothing"), 404, "MOD-1103")
    assert [each["name"] for each in (await client.get(TRIED)).json()["items"]] == ["variety"]


async def test_who_is_erased_is_gone_from_what_was_shown_at_once_and_from_the_model_at_the_next_build(
    client, stocked, check
):
    person = "c-1"
    await sent(client, event("c", "g-3", customer=person), event("d", "g-4", customer=person))
    answer = (await client.get(ASK, params={"customer": "c-1", "k": 3})).json()
    assert (await client.get(f"{ASK}/{answer['id']}/why")).status_code == 200
    stocked.recommending.build()
    assert person in stocked.recommending.learned_from()
    erased = stocked.people.erase(person)
    assert erased["interactions"] >= 2
    check(await client.get(f"{ASK}/{answer['id']}/why"), 404, "MOD-2371")
    stocked.recommending.impressions.clear()
    stocked.recommending.impressions.flush()
    check(await client.get(f"{ASK}/{answer['id']}/why"), 404, "MOD-2371")
    stocked.recommending.build()
    assert person not in stocked.recommending.learned_from()
    for table in ("interactions", "impressions"):
        rows = stocked.store.events.scan(table).select("customer_id", "session_id").fetchall()
        assert rows and set(rows) == {(None, None)}


async def test_a_page_of_the_shop_may_use_the_storefront_and_no_other_page(shop, stocked, client_of, check):
    shop.settings = shop.settings.model_copy(update={"storefront_origins": ("https://shop.example",)})
    _, secret = issue_key(shop, "page", ["storefront:use"])
    client = client_of(create_app(shop, token="t" * 20), "203.0.113.9")
    page = {"origin": "https://shop.example", "sec-fetch-site": "cross-site"}
    key = {"authorization": f"Bearer {secret}", **page}
    before = await client.options(
        "/api/v1/storefront/events", headers={**page, "access-control-request-method": "POST"}
    )
    assert before.status_code == 204
    assert before.headers["access-control-allow-origin"] == "https://shop.example"
    assert before.headers["access-control-allow-headers"] == "authorization, content-type"
    taken = await client.post("/api/v1/storefront/events", json={"events": [event("a")]}, headers=key)
    assert taken.status_code == 202 and taken.json()["accepted"] == 1
    assert taken.headers["access-control-allow-origin"] == "https://shop.example"
    assert taken.headers["cross-origin-resource-policy"] == "cross-origin"
    named = await client.post(
        "/api/v1/storefront/events", json={"events": [event("b", customer="ann")]}, headers=key
    )
    assert named.json()["refused"][0]["code"] == "MOD-2377"
    wish = {"session": "visit-12345", "k": 2}
    shown = await client.post("/api/v1/storefront/recommendations", json=wish, headers=key)
    assert len(shown.json()["results"]) == 2 and shown.json()["results"][0]["why"]["zh"]
    check(
        await client.post(
            "/api/v1/storefront/recommendations", json={**wish, "customer": "ann"}, headers=key
        ),
        422,
        "MOD-2203",
    )
    size = await client.get(
        "/api/v1/storefront/size-advice", params={"session": "visit-12345", "garment": "g-1"}, headers=key
    )
    assert size.json()["size"] == "" and size.json()["zh"]
    other = {**key, "origin": "https://elsewhere.example"}
    check(
        await client.post("/api/v1/storefront/events", json={"events": [event("c")]}, headers=other),
        403,
        "MOD-2212",
    )
    refused = await client.options(
        "/api/v1/storefront/events", headers={"origin": "https://elsewhere.example"}
    )
    assert "access-control-allow-origin" not in refused.headers
    # The key is in the page's source: it opens nothing else, and no other route is for other origins.
    check(await client.post(EVENTS, json={"events": [event("d")]}, headers=key), 403, "MOD-2212")
    at_home = {"authorization": f"Bearer {secret}"}
    check(await client.get(ASK, headers=at_home), 403, "MOD-2210")
    check(
        await client.post("/api/v1/storefront/events", json={"events": [event("e")]}, headers=page),
        401,
        "MOD-2209",
    )


async def test_the_script_is_small_whole_and_loads_nothing(steady):
    answer = await steady.get(SCRIPT)
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert len(answer.content) <= 8_000
    for unsafe in ("eval(", "innerHTML", "document.write", "Function(", "import(", "document.cookie"):
        assert unsafe not in answer.text
    assert answer.text.count("fetch(") == 1 and "localStorage" in answer.text


async def test_a_customer_with_very_many_clicks_does_not_decide_what_others_see(client, stocked):
    for batch in range(4):
        await sent(
            client, *[event(f"bot-{batch}-{number}", "g-11", session="robot-000") for number in range(500)]
        )
    for number in range(6):
        await sent(client, event(f"p-{number}", "g-2", session=f"person-{number}"))
    assert ids(await client.get(ASK, params={"k": 1, "placement": "trending"})) == ["g-2"]
    assert json.loads((await client.get(f"{ASK}/state")).text)["garments"] == 12
