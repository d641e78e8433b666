"""The outermost layer: Host, Origin, sizes, request ids, headers, HEAD, and no traceback on any way out."""

import httpx
import pytest
from fastapi import FastAPI, Response
from fastapi.responses import StreamingResponse

from modiste.api.problems import install_problems
from modiste.api.shield import Shield, SizeLimits, is_loopback

HOSTS = {"127.0.0.1", "localhost", "[::1]"}


@pytest.fixture(scope="module")
def app():
    app = FastAPI()
    install_problems(app)
    app.add_middleware(Shield, hosts=HOSTS, limits=SizeLimits())

    @app.get("/page")
    def page() -> Response:
        return Response("hello", headers={"Cache-Control": "max-age=1"})

    @app.post("/page")
    def change() -> str:
        return "done"

    @app.get("/half")
    def half() -> StreamingResponse:
        async def pieces():
            yield b"begun"
            raise RuntimeError("in the middle of /home/ann")

        return StreamingResponse(pieces())

    return app


@pytest.fixture(scope="module")
def client(app):
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:8321")


@pytest.mark.parametrize("host", ["127.0.0.1:8321", "localhost", "LOCALHOST:1", "[::1]:8321"])
@pytest.mark.anyio
async def test_its_own_names_are_answered(client, host):
    assert (await client.get("/page", headers={"host": host})).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil", "", "localhost:port", "[::1", "a b"]
)
@pytest.mark.anyio
async def test_a_rebound_name_is_not_answered(client, host):
    answer = await client.get("/page", headers={"host": host})
    assert answer.status_code == 421 and answer.json()["code"] == "MOD-2211"


@pytest.mark.anyio
async def test_two_hosts_are_none(client):
    answer = await client.get("/page", headers=[("host", "localhost"), ("host", "localhost")])
    assert answer.status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
@pytest.mark.anyio
async def test_a_foreign_page_changes_nothing(client, headers):
    answer = await client.post("/page", headers=headers)
    assert answer.status_code == 403 and answer.json()["code"] == "MOD-2212"
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    "headers", [{}, {"origin": "http://127.0.0.1:8321"}, {"sec-fetch-site": "same-origin"}]
)
@pytest.mark.anyio
async def test_its_own_page_and_programs_may_change(client, headers):
    assert (await client.post("/page", headers=headers)).status_code == 200


@pytest.mark.anyio
async def test_every_answer_carries_safe_headers_and_keeps_its_own(client):
    answer = await client.get("/page")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "max-age=1"


@pytest.mark.anyio
async def test_a_good_request_id_is_kept_and_a_bad_one_replaced(client):
    kept = await client.get("/page", headers={"x-request-id": "order-12345"})
    assert kept.headers["x-request-id"] == "order-12345"
    for bad in ("x", "a" * 65, "<script>alert(1)"):
        answer = await client.get("/page", headers={"x-request-id": bad})
        assert len(answer.headers["x-request-id"]) == 32
    first, second = [(await client.get("/page")).headers["x-request-id"] for _ in range(2)]
    assert first != second


@pytest.mark.anyio
async def test_head_is_get_without_a_body(client):
    answer = await client.head("/page")
    assert answer.status_code == 200 and answer.content == b""
    assert answer.headers["content-length"] == "5"


@pytest.mark.anyio
async def test_a_failure_in_mid_answer_does_not_start_another(client):
    with pytest.raises(RuntimeError):
        await client.get("/half")


@pytest.mark.anyio
async def test_web_sockets_are_closed(app):
    sent = []

    async def send(message):
        sent.append(message)

    await app({"type": "websocket", "path": "/", "headers": []}, None, send)
    assert sent == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize(
    ("host", "inside"),
    [("127.0.0.1", True), ("127.1.2.3", True), ("::1", True), ("[::1]", True), ("localhost", True)]
    + [(host, False) for host in ("0.0.0.0", "::", "192.168.1.2", "example.org", "", "localhost.evil")],
)
def test_loopback_is_this_machine_only(host, inside):
    assert is_loopback(host) is inside
