"""The studio's way in: link or POST, a cookie that is closed to scripts and other sites, and the way out."""

import pytest

from modiste.api import SCOPES

pytestmark = pytest.mark.anyio
TOKEN = "one-time-token-for-this-test"
SESSION = "/api/v1/session"


@pytest.fixture
def locked(shop, client_of, applications):
    with applications.of(shop, token=TOKEN) as app:
        yield client_of(app)


async def test_the_link_opens_the_studio_once(locked, check):
    answer = await locked.get("/enter", params={"token": TOKEN})
    assert answer.status_code == 303 and answer.headers["location"] == "/"
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("modiste_session_8321=") and TOKEN not in cookie
    assert "httponly" in cookie and "samesite=strict" in cookie and "path=/" in cookie
    assert (
        answer.headers["referrer-policy"] == "no-referrer" and answer.headers["cache-control"] == "no-store"
    )
    who = await locked.get(SESSION)
    assert who.json() == {"name": "studio", "scopes": sorted(SCOPES)}
    locked.cookies.clear()
    check(await locked.get("/enter", params={"token": TOKEN}), 401, "MOD-2213")
    check(await locked.get(SESSION), 401, "MOD-2209")


async def test_a_program_may_post_the_token_and_leave(locked, check):
    assert (await locked.post(SESSION, json={"token": TOKEN})).status_code == 204
    assert (await locked.get("/api/v1/garments")).status_code == 200
    kept = dict(locked.cookies)
    left = await locked.delete(SESSION)
    assert left.status_code == 204 and "max-age=0" in left.headers["set-cookie"].lower()
    locked.cookies.update(kept)  # the cookie itself is worth nothing any more
    check(await locked.get("/api/v1/garments"), 401, "MOD-2209")


async def test_over_https_the_cookie_stays_there(locked):
    answer = await locked.post(f"https://127.0.0.1:8321{SESSION}", json={"token": TOKEN})
    assert "secure" in answer.headers["set-cookie"].lower()


@pytest.mark.parametrize("token", ["", "x" * 201])
async def test_what_cannot_be_a_token(locked, check, token):
    check(await locked.get("/enter", params={"token": token}), 422, "MOD-2203")
    check(await locked.post(SESSION, json={"token": token}), 422, "MOD-2203")


async def test_wrong_tokens_do_not_use_up_the_right_one(locked, check):
    for wrong in ("x", TOKEN.upper(), TOKEN + " "):
        check(await locked.get("/enter", params={"token": wrong}), 401, "MOD-2213")
    check(await locked.get("/enter"), 422, "MOD-2203")
    check(await locked.post(SESSION, json={"token": [TOKEN]}), 422, "MOD-2203")
    assert (await locked.get("/enter", params={"token": TOKEN})).status_code == 303


async def test_another_sites_page_cannot_enter_for_the_user(locked, check):
    sent = {"origin": "http://evil.example"}
    check(await locked.post(SESSION, json={"token": TOKEN}, headers=sent), 403, "MOD-2212")


async def test_a_session_is_never_replayed_from_an_idempotency_key(locked, check):
    key = {"idempotency-key": "k1"}
    assert (await locked.post(SESSION, json={"token": TOKEN}, headers=key)).status_code == 204
    locked.cookies.clear()
    check(await locked.post(SESSION, json={"token": TOKEN}, headers=key), 401, "MOD-2213")
