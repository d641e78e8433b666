"""JSON bodies as RFC 8259 has them: what Python would let through and could not write again is refused."""

import httpx
import pytest
from fastapi import Body, FastAPI

from modiste.api.problems import install_problems
from modiste.api.strict_json import StrictRoute


@pytest.fixture(scope="module")
def client():
    app = FastAPI()
    app.router.route_class = StrictRoute
    install_problems(app)

    @app.post("/echo")
    def echo(value: object = Body()) -> object:
        return value

    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x")


async def send(client, body):
    return await client.post("/echo", content=body, headers={"content-type": "application/json"})


@pytest.mark.anyio
@pytest.mark.parametrize(
    "body", [b'"\\u00e9 \\ud83d\\udc57"', b'{"a": [1, 2.5, null, true]}', '"大衣"'.encode(), b'"\\\\ud800"']
)
async def test_what_is_json_comes_through(client, body):
    answer = await send(client, body)
    assert answer.status_code == 200 and answer.content


@pytest.mark.anyio
@pytest.mark.parametrize(
    "body",
    [
        b"NaN",
        b"[-Infinity]",
        b'{"a": Infinity}',
        b'"\\ud800"',
        b'{"\\udfff": 1}',
        b'["\\ud83d x"]',
        b"{'a': 1}",
    ],
)
async def test_what_is_not_is_refused(client, body):
    answer = await send(client, body)
    assert answer.status_code == 400 and answer.json()["code"] == "MOD-2204"
