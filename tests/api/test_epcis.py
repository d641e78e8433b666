"""EPCIS over HTTP: the standard's paths, headers and pages."""

import json

import pytest
from tests.supply.epcis.small_events import document, item, seen

from modiste.api.epcis import MOST_EVENTS

pytestmark = pytest.mark.anyio
EPCIS = "/api/v1/epcis"


async def capture(client, *events, **headers):
    return await client.post(f"{EPCIS}/capture", json=document(*events), headers=headers)


async def test_a_capture_is_accepted_and_looked_at(client, check):
    made = await capture(client, seen(1), seen(2))
    assert made.status_code == 202
    assert made.headers["gs1-epcis-version"] == "2.0.0"
    job = (await client.get(made.headers["location"])).json()
    assert (job["running"], job["success"], job["captureErrorBehaviour"]) == (False, True, "rollback")
    again = await capture(client, seen(1, action="DELETE", hour=9), seen(1, hour=20))
    job = (await client.get(again.headers["location"])).json()
    assert (job["success"], job["added"], job["errors"][0]["type"]) == (False, 0, "epcisException:MOD-2505")
    listed = await client.get(f"{EPCIS}/capture", params={"perPage": 1})
    assert listed.json()[0]["success"] is False
    assert 'rel="next"' in listed.headers["link"]
    check(await client.get(f"{EPCIS}/capture/none"), 404, "MOD-1103")


async def test_what_is_no_document_is_refused_at_once(client, check):
    for body, code in ((b"{", "MOD-2503"), (b'{"a": NaN}', "MOD-2503"), (b'{"a":1,"a":2}', "MOD-2503")):
        check(await client.post(f"{EPCIS}/capture", content=body), 422, code)
    check(await client.post(f"{EPCIS}/capture", json={}), 422, "MOD-2504")
    many = document(*(seen(1, hour=hour / 60) for hour in range(MOST_EVENTS + 1)))
    body = json.dumps(many, separators=(",", ":")).encode()
    check(await client.post(f"{EPCIS}/capture", content=body), 413, "MOD-2581")


async def test_a_single_event_conflicts_with_itself(client, check):
    alone = {"@context": document()["@context"], **seen(1)}
    made = await client.post(f"{EPCIS}/events", json=alone)
    assert made.status_code == 201
    found = (await client.get(made.headers["location"])).json()
    assert found["epcisBody"]["queryResults"]["resultsBody"]["eventList"][0]["epcList"] == [item(1)]
    check(await client.post(f"{EPCIS}/events", json=alone), 409, "MOD-2508")


async def test_events_are_asked_for_in_pages_and_by_lists(client, check):
    await capture(client, *(seen(number, hour=number, bizStep="shipping") for number in range(5)))
    await capture(client, seen(9, bizStep="receiving", readPoint={"id": "urn:x:gate"}))

    async def ids(path, **asked):
        events, url = [], f"{EPCIS}/{path}"
        while url:
            answer = await client.get(url, params=asked)
            assert answer.status_code == 200, answer.text
            body = answer.json()
            events += body["epcisBody"]["queryResults"]["resultsBody"]["eventList"]
            url = answer.headers["link"][1:].partition(">")[0] if "link" in answer.headers else None
            asked = None
        return [each["epcList"][0] for each in events]

    shipped = [item(number) for number in (4, 3, 2, 1, 0)]
    assert await ids("events", EQ_bizStep="shipping", perPage=2) == shipped
    assert await ids("events", EQ_bizStep="shipping", perPage=2, eventCountLimit=3) == shipped[:3]
    assert await ids("events", EQ_bizStep="shipping,receiving", orderDirection="ASC") == [
        item(0),
        item(9),
        *shipped[-2::-1],
    ]
    assert await ids("bizSteps/receiving/events") == [item(9)]
    assert await ids(f"epcs/{item(3)}/events") == [item(3)]
    assert (await client.get(f"{EPCIS}/bizSteps")).json()["@set"] == ["receiving", "shipping"]
    assert (await client.get(f"{EPCIS}/epcs", params={"perPage": 1})).json()["@set"] == [item(0)]
    check(await client.get(f"{EPCIS}/events", params={"EQ_colour": "red"}), 422, "MOD-2506")
    check(await client.get(f"{EPCIS}/events", params={"nextPageToken": "x"}), 400, "MOD-2215")
    check(await client.get(f"{EPCIS}/events", params={"maxEventCount": 2}), 413, "MOD-2509")


async def test_a_query_has_a_name_and_subscribers(client, check):
    named = {"name": "mine", "query": {"EQ_bizStep": ["shipping"]}}
    made = await client.post(f"{EPCIS}/queries", json=named)
    assert (made.status_code, made.headers["location"]) == (201, f"{EPCIS}/queries/mine")
    check(await client.post(f"{EPCIS}/queries", json=named), 409, "MOD-2580")
    await capture(client, seen(1, bizStep="shipping"), seen(2))
    found = (await client.get(f"{EPCIS}/queries/mine/events")).json()["epcisBody"]["queryResults"]
    assert (found["queryName"], len(found["resultsBody"]["eventList"])) == ("mine", 1)
    wish = {"dest": "http://127.0.0.1:9/in", "signatureToken": "secret", "stream": True}
    check(await client.post(f"{EPCIS}/queries/mine/subscriptions", json=wish), 422, "MOD-2570")
    wish["dest"] = "https://127.0.0.1:9/in"
    check(await client.post(f"{EPCIS}/queries/mine/subscriptions", json=wish), 422, "MOD-2571")
    wish["dest"] = "https://93.184.216.34/in"
    told = await client.post(f"{EPCIS}/queries/mine/subscriptions", json=wish)
    assert told.status_code == 201
    assert "secret" not in told.text
    place = told.headers["location"]
    assert (await client.get(place)).json()["dest"] == wish["dest"]
    assert len((await client.get(f"{EPCIS}/queries/mine/subscriptions")).json()) == 1
    assert (await client.delete(place)).status_code == 204
    check(await client.get(place), 404, "MOD-1103")
    assert (await client.delete(f"{EPCIS}/queries/mine")).status_code == 204
    assert (await client.get(f"{EPCIS}/queries")).json() == []
