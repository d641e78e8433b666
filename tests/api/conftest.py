"""What the API's tests share: a real shop in a folder, its application, and a client without a network."""

import io
import shutil
from datetime import UTC, datetime

import httpx
import pytest
from PIL import Image as Picture

from modiste.api import create_app
from modiste.garment import Garment
from modiste.workspace import open_shop

HOME = "http://127.0.0.1:8321"
MOMENT = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture(scope="session")
def empty_shop(tmp_path_factory):
    """Made once; the tests work on copies, because making the databases takes longer than most tests."""
    root = tmp_path_factory.mktemp("empty") / "shop"
    open_shop(root).close()
    return root


@pytest.fixture
def shop(empty_shop, tmp_path):
    with open_shop(shutil.copytree(empty_shop, tmp_path / "shop")) as shop:
        yield shop


@pytest.fixture
def client_of():
    """A client of an application, as a program on this machine."""

    def make(app, address="127.0.0.1", **headers):
        transport = httpx.ASGITransport(app, client=(address, 4711))
        return httpx.AsyncClient(transport=transport, base_url=HOME, headers=headers)

    return make


@pytest.fixture
def client(shop, client_of):
    return client_of(create_app(shop))


@pytest.fixture
def garment_of():
    def make(id_, **values):
        return Garment(**{"id": id_, "name": id_, "created_at": MOMENT, "updated_at": MOMENT, **values})

    return make


@pytest.fixture
def picture():
    """The bytes of a picture, each colour another."""

    def make(width=40, height=30, colour="red", kind="PNG", mode="RGB"):
        file = io.BytesIO()
        Picture.new(mode, (width, height), colour).save(file, kind)
        return file.getvalue()

    return make


@pytest.fixture
def check():
    """That an answer is a problem of the one shape, with this status and number."""

    def look(answer, status, code):
        assert answer.status_code == status, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["x-content-type-options"] == "nosniff"
        body = answer.json()
        assert (body["status"], body["code"]) == (status, code)
        assert body["type"] == f"https://modiste.invalid/errors/{code}"
        assert body["title"] and body["detail"] and body["remedy"]
        assert body["request_id"] == answer.headers["x-request-id"]
        assert "Traceback" not in answer.text and "/tmp" not in answer.text and "/home" not in answer.text
        return body

    return look
