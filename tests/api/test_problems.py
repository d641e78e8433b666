"""Every error leaves as problem+json, says what to do, and gives nothing of this machine away."""

import httpx
import pytest
from fastapi import FastAPI, Query, UploadFile
from pydantic import BaseModel

from modiste.api.problems import MEDIA_TYPE, documented, install_problems, without_paths
from modiste.api.shield import Shield, SizeLimits
from modiste.api.strict_json import StrictRoute
from modiste.garment import CATALOGUE, ModisteError


class Thing(BaseModel):
    name: str
    size: int


@pytest.fixture(scope="module")
def client():
    app = FastAPI()
    app.router.route_class = StrictRoute
    install_problems(app)
    app.add_middleware(Shield, hosts={"shop.local"}, limits=SizeLimits(body=5_000, upload=20_000))

    @app.post("/things")
    def things(thing: Thing) -> Thing:
        return thing

    @app.post("/files")
    def files(file: UploadFile) -> int:
        return file.size or 0

    @app.get("/number")
    def number(n: int = Query(ge=0)) -> int:
        return n

    @app.get("/broken")
    def broken() -> None:
        raise ValueError("secret in /home/ann/shop/shop.db")

    @app.get("/numbered")
    def numbered() -> None:
        raise ModisteError("MOD-1301", path="/home/ann/shop/x.toml", reason="it is <b>bold</b>")

    transport = httpx.ASGITransport(app, client=("127.0.0.1", 1))
    return httpx.AsyncClient(transport=transport, base_url="http://shop.local")


def check(answer, status, code):
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == MEDIA_TYPE
    body = answer.json()
    assert body["status"] == status and body["code"] == code
    assert body["type"] == f"https://modiste.invalid/errors/{code}"
    assert body["title"] and body["detail"] and body["remedy"]
    assert body["request_id"] == answer.headers["x-request-id"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "Traceback" not in answer.text and "/home" not in answer.text
    return body


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "MOD-2201"),
        ("GET", "/%ff%00<script>", 404, "MOD-2201"),
        ("GET", "/../../etc/passwd", 404, "MOD-2201"),
        ("DELETE", "/things", 405, "MOD-2202"),
        ("OPTIONS", "/things", 405, "MOD-2202"),
        ("GET", "/number", 422, "MOD-2203"),
        ("GET", "/number?n=-1", 422, "MOD-2203"),
        ("GET", "/number?n=%ff", 422, "MOD-2203"),
        ("GET", "/broken", 500, "MOD-2217"),
        ("GET", "/numbered", 422, "MOD-1301"),
    ],
)
@pytest.mark.anyio
async def test_every_kind_of_error(client, method, path, status, code):
    body = check(await client.request(method, path), status, code)
    assert body["instance"].startswith("/")


@pytest.mark.parametrize(
    ("body", "kind", "status", "code"),
    [
        (b"", "application/json", 422, "MOD-2203"),
        (b"{", "application/json", 400, "MOD-2204"),
        (b'{"name": "\xff"}', "application/json", 400, "MOD-2204"),
        (b"[" * 4000, "application/json", 400, "MOD-2204"),
        (b'{"name": "a"}', "application/json", 422, "MOD-2203"),
        (b'{"name": "a", "size": NaN}', "application/json", 400, "MOD-2204"),
        (b'{"name": "\\ud800", "size": 1}', "application/json", 400, "MOD-2204"),
        (b"[1]", "application/json; charset=utf-8", 422, "MOD-2203"),
        (b'{"name": "a", "size": 1}', "text/plain", 415, "MOD-2206"),
        (b'{"name": "a", "size": 1}', "\xff<b>", 415, "MOD-2206"),
        (b'{"name": "' + b"a" * 6000 + b'"}', "application/json", 413, "MOD-2205"),
    ],
)
@pytest.mark.anyio
async def test_a_body_that_cannot_be_used(client, body, kind, status, code):
    headers = {b"content-type": kind.encode("latin-1")}
    check(await client.post("/things", content=body, headers=headers), status, code)


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("multipart/form-data", b"x", 400),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="file"', 422),
        ("multipart/form-data; boundary=x", b"", 422),
        ("multipart/form-data; boundary=x", b"\xff\xfe" * 50, 400),
        ("multipart/form-data; boundary=x", b"x" * 30_000, 413),
        ("application/x-www-form-urlencoded", b"file=1", 422),
    ],
)
@pytest.mark.anyio
async def test_a_form_that_cannot_be_used(client, kind, body, status):
    answer = await client.post("/files", content=body, headers={"content-type": kind})
    check(answer, status, answer.json()["code"])


@pytest.mark.anyio
async def test_a_body_without_a_length_stops_at_the_limit(client):
    sent = 0

    async def endless():
        nonlocal sent
        while True:
            sent += 1
            yield b"a" * 1000

    check(await client.post("/things", content=endless()), 413, "MOD-2205")
    assert sent <= 7


@pytest.mark.anyio
async def test_flaws_are_listed_without_what_was_sent(client):
    answer = await client.post("/things", json={"name": ["<script>secret</script>"], "size": "x" * 1000})
    body = check(answer, 422, "MOD-2203")
    assert {flaw["where"] for flaw in body["errors"]} == {"body.name", "body.size"}
    assert "script" not in answer.text and "xxx" not in answer.text


@pytest.mark.anyio
async def test_a_405_says_what_is_allowed(client):
    assert (await client.delete("/things")).headers["allow"] == "POST"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("/home/ann/shop/shop.db is locked", "shop.db is locked"),
        ("cannot open '/a/b.toml'.", "cannot open 'b.toml'."),
        ("C:\\Users\\ann\\x.db failed", "x.db failed"),
        ("at 3/4 of recipes/a.toml", "at 3/4 of recipes/a.toml"),
        ("see https://example.org/a/b", "see https://example.org/a/b"),
    ],
)
def test_paths_of_this_machine_are_cut(text, said):
    assert without_paths(text) == said


def test_documented_errors_have_examples_that_are_in_the_catalogue():
    for code in (code for code in CATALOGUE if code.startswith("MOD-22")):
        (entry,) = documented(code).values()
        example = entry["content"][MEDIA_TYPE]["examples"][code]["value"]
        assert example["code"] == code and example["status"] == CATALOGUE[code].status
    both = documented("MOD-2214", "MOD-2203")[422]
    assert both["description"] == "Idempotency-Key used before; request does not fit"
    assert len(both["content"][MEDIA_TYPE]["examples"]) == 2
