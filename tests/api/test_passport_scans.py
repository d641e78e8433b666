"""Scans and claims over HTTP: open to everybody, answers of one shape; suspicions for those with a key."""

import shutil

import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from modiste.api import create_app, issue_key
from modiste.workspace import Shop, open_shop

pytestmark = pytest.mark.anyio
ITEM = "https://id.gs1.org/01/04012345001013/21/HTTP0001"
API = "/api/v1/passports"


@pytest.fixture(scope="module")
def scanned(empty_shop, tmp_path_factory):
    with open_shop(shutil.copytree(empty_shop, tmp_path_factory.mktemp("scanned") / "shop")) as shop:
        event = {
            "@context": "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
            **{"type": "ObjectEvent", "action": "ADD", "bizStep": "commissioning", "epcList": [ITEM]},
            **{"eventTime": "2026-10-01T08:00:00Z", "eventTimeZoneOffset": "+00:00"},
        }
        shop.supplying.capture_one(event)
        shop.passports.issue([ITEM], "me")
        yield shop


@pytest.fixture(scope="module")
def locked(scanned: Shop) -> FastAPI:
    return create_app(scanned, unlocked=False)


@pytest.fixture
def stranger(locked: FastAPI, client_of) -> AsyncClient:
    return client_of(locked, "203.0.113.5")


async def test_a_stranger_scans_and_hears_what_a_copied_code_proves(stranger: AsyncClient) -> None:
    said = {"item": ITEM, "country": "de", "place": {"latitude": 52.5, "longitude": 13.4}}
    answer = await stranger.post(f"{API}/scans", json=said)
    assert answer.status_code == 200
    found = answer.json()
    assert (found["passport"], found["caution"], found["reasons"]) == ("issued", False, [])
    assert "not the garment" in found["note"]
    assert "不能证明" in found["note_zh"]


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"item": ""},
        {"item": ITEM, "country": "Germany"},
        {"item": ITEM, "place": {"latitude": 91, "longitude": 0}},
        {"item": ITEM, "place": {"latitude": 1}},
        {"item": ITEM, "address": "192.0.2.1"},
    ],
)
async def test_a_scan_that_says_something_else_is_refused(stranger: AsyncClient, wrong: dict) -> None:
    answer = await stranger.post(f"{API}/scans", json=wrong)
    assert answer.status_code == 422
    assert answer.json()["code"] == "MOD-2203"


async def test_too_many_scans_are_a_429(stranger: AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("modiste.workspace.flows.passport_scans.SCANS_A_DAY", 0)
    answer = await stranger.post(f"{API}/scans", json={"item": ITEM})
    assert (answer.status_code, answer.json()["code"]) == (429, "MOD-2660")


async def test_a_claim_has_one_shape_whatever_comes_of_it(scanned: Shop, stranger: AsyncClient) -> None:
    ((_, code),) = scanned.scans.new_codes([ITEM])
    answers = []
    for item, typed in ((ITEM, "0000000-0000011"), ("junk", code), (ITEM, code), (ITEM, code)):
        answer = await stranger.post(f"{API}/claims", json={"item": item, "code": typed})
        assert answer.status_code == 200
        answers.append(answer.json())
    assert [each["result"] for each in answers] == ["refused", "refused", "claimed", "claimed_before"]
    assert {tuple(each) for each in answers} == {("result", "new_code", "why", "why_zh")}
    assert answers[0] == answers[1]
    passed = await stranger.post(f"{API}/claims", json={"item": ITEM, "code": code, "pass_on": True})
    assert passed.json()["result"] == "passed_on"
    assert len(passed.json()["new_code"]) == 15


async def test_a_release_and_the_suspicions_need_a_key(
    scanned: Shop, locked: FastAPI, stranger: AsyncClient, client_of
) -> None:
    ((_, code),) = scanned.scans.new_codes([ITEM])
    await stranger.post(f"{API}/claims", json={"item": ITEM, "code": code})
    given = {"item": ITEM, "reason": "came back"}
    assert (await stranger.post(f"{API}/releases", json=given)).status_code == 401
    assert (await stranger.get(f"{API}/suspicions")).status_code == 401
    _, secret = issue_key(scanned, "house", ["passports:read", "passports:write"])
    house = client_of(locked, "203.0.113.6", Authorization=f"Bearer {secret}")
    assert (await house.post(f"{API}/releases", json=given)).status_code == 204
    assert (await house.post(f"{API}/releases", json=given)).status_code == 404
    found = (await house.get(f"{API}/suspicions")).json()
    assert (found["model"], found["items_seen"], found["items"]) == ("distances", 1, [])
