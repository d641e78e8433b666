"""Settings over HTTP: seen with their origin, changed with If-Match, and what is not changed from here."""

import pytest

pytestmark = pytest.mark.anyio
SETTINGS = "/api/v1/settings"


async def items(client):
    answer = await client.get(SETTINGS)
    return {item["name"]: item for item in answer.json()["items"]}, answer.headers["etag"]


async def test_settings_are_shown_with_what_a_form_needs(client):
    found, etag = await items(client)
    threads = found["threads"]
    assert (threads["value"], threads["origin"], threads["editable"], threads["kind"]) == (
        1, "default", True, "integer",
    )  # fmt: skip
    assert (threads["low"], threads["high"]) == (1, 256)
    assert found["log_level"]["choices"] == ["debug", "info", "warning", "error"]
    assert not found["host"]["editable"] and not found["database_url"]["editable"]
    assert (await client.get(SETTINGS, headers={"If-None-Match": etag})).status_code == 304


async def test_a_change_is_written_and_the_open_shop_has_it(client, shop):
    _, etag = await items(client)
    changed = await client.patch(
        SETTINGS, json={"threads": 3, "log_level": "debug"}, headers={"If-Match": etag}
    )
    found = {item["name"]: item for item in changed.json()["items"]}
    assert (found["threads"]["value"], found["threads"]["origin"]) == (3, "modiste.toml")
    assert (shop.settings.threads, shop.settings.log_level) == (3, "debug")
    text = (shop.root / "modiste.toml").read_text()
    assert text.startswith("# The settings of this shop") and "threads = 3" in text
    back = await client.patch(SETTINGS, json={"threads": None}, headers={"If-Match": changed.headers["etag"]})
    assert {item["name"]: item for item in back.json()["items"]}["threads"]["origin"] == "default"


async def test_a_change_made_in_ignorance_is_refused(client, check):
    _, etag = await items(client)
    check(await client.patch(SETTINGS, json={"threads": 2}), 428, "MOD-2207")
    await client.patch(SETTINGS, json={"threads": 2}, headers={"If-Match": etag})
    check(await client.patch(SETTINGS, json={"threads": 4}, headers={"If-Match": etag}), 412, "MOD-2208")
    assert (await items(client))[0]["threads"]["value"] == 2


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"host": "0.0.0.0"}, 409, "MOD-2023"),
        ({"database_url": "postgresql://x"}, 409, "MOD-2023"),
        ({"threads": 2, "port": 80}, 409, "MOD-2023"),
        ({"colour": "red"}, 422, "MOD-2009"),
        ({"threads": 0}, 422, "MOD-2009"),
        ({"threads": "2"}, 422, "MOD-2009"),
        ({"threads": True}, 422, "MOD-2009"),
        ({"threads": 1.5}, 422, "MOD-2009"),
        ({"log_level": "loud"}, 422, "MOD-2009"),
        ({}, 422, "MOD-2203"),
        ([], 422, "MOD-2203"),
        ({"threads": [1]}, 422, "MOD-2203"),
        ({"Threads; rm": 1}, 422, "MOD-2203"),
    ],
)
async def test_what_is_not_changed_from_here(client, shop, check, body, status, code):
    before = (shop.root / "modiste.toml").read_bytes()
    check(await client.patch(SETTINGS, json=body, headers={"If-Match": "*"}), status, code)
    assert (shop.root / "modiste.toml").read_bytes() == before


async def test_what_the_environment_sets_stays(client, check, monkeypatch):
    monkeypatch.setenv("MODISTE_THREADS", "2")
    found, etag = await items(client)
    assert (found["threads"]["origin"], found["threads"]["editable"]) == ("environment", False)
    check(await client.patch(SETTINGS, json={"threads": 3}, headers={"If-Match": etag}), 409, "MOD-2023")
