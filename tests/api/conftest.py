"""What the API's tests share: a real shop in a folder, its application, and a client without a network."""

import datetime as dt
import io
import shutil
from datetime import UTC, datetime

import httpx
import numpy as np
import pytest
from onnx import TensorProto, helper, numpy_helper
from PIL import Image as Picture

from modiste.garment import Garment
from modiste.learning.card import ModelCard
from modiste.learning.graph import assemble
from modiste.learning.model_folder import write_model_folder
from modiste.learning.recipe import InputSpec
from modiste.workspace import open_shop

from .applications import Applications

HOME = "http://127.0.0.1:8321"
MOMENT = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture
def shop(empty_shop, tmp_path):
    with open_shop(shutil.copytree(empty_shop, tmp_path / "shop")) as shop:
        yield shop


@pytest.fixture(scope="session")
def client_of():
    """A client of an application, as a program on this machine."""

    def make(app, address="127.0.0.1", **headers):
        transport = httpx.ASGITransport(app, client=(address, 4711))
        return httpx.AsyncClient(transport=transport, base_url=HOME, headers=headers)

    return make


@pytest.fixture(scope="session")
def applications():
    """Applications built before; a test of how one is built calls `create_app`."""
    return Applications()


@pytest.fixture
def client(shop, client_of, applications):
    with applications.of(shop) as app:
        yield client_of(app)


@pytest.fixture(scope="module")
def steady_shop(empty_shop, tmp_path_factory):
    """For tests of refusals, which leave a shop as it is: one for all of a module, empty but for `coat`."""
    with open_shop(shutil.copytree(empty_shop, tmp_path_factory.mktemp("steady") / "shop")) as shop:
        shop.garments.put(Garment(id="coat", name="coat", created_at=MOMENT, updated_at=MOMENT))
        yield shop


@pytest.fixture(scope="module")
def steady(steady_shop, client_of, applications):
    with applications.of(steady_shop) as app:
        yield client_of(app)


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
        assert "Traceback" not in answer.text and "/tmp" not in answer.text and "/home/" not in answer.text
        return body

    return look


COLOURS = ("red", "green", "blue")


@pytest.fixture(scope="session")
def colour_model(tmp_path_factory):
    """A real model folder whose network is a mean: it says which of three colours a picture has most of."""
    spec = InputSpec(height=8, width=8, channels=3, mean=(0.0,) * 3, std=(1.0,) * 3)
    nodes = [
        helper.make_node("GlobalAveragePool", ["pixels"], ["pooled"]),
        helper.make_node("Flatten", ["pooled"], ["features"]),
        helper.make_node("MatMul", ["features", "weights"], ["logits"]),
    ]
    graph = helper.make_graph(
        nodes,
        "colours",
        [helper.make_tensor_value_info("pixels", TensorProto.FLOAT, ["b", 3, 8, 8])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["b", 3]) for name in ("logits", "features")],
        [numpy_helper.from_array(np.eye(3, dtype=np.float32) * 8, "weights")],
    )
    body = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)])
    content = assemble(body, spec, COLOURS, 3, 1.0).SerializeToString()
    images = [np.full((8, 8, 3), np.eye(3, dtype=np.uint8)[row] * 255) for row in range(3)]
    logits = np.eye(3) * 8
    golden = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    card = ModelCard(
        name="colours",
        version="v1",
        date=dt.date(2026, 11, 1),
        recipe="modiste.vision.colours.v1",
        recipe_hash="0" * 64,
        licence="Apache-2.0",
        data="none: the weights are written down",
        data_licence="none",
        intended_use="tests",
        limits="three colours",
        parameters=9,
        embedding_size=3,
        temperature=1.0,
        opset=20,
        golden_tolerance=1e-4,
        labels=COLOURS,
        input=spec,
        size_bytes=1,
        sha256="0" * 64,
    )
    out = tmp_path_factory.mktemp("models") / "colours"
    return write_model_folder(out, content, card, images, golden.astype(np.float32))


@pytest.fixture
def trained_shop(trained, tmp_path, cache, monkeypatch):
    """A copy of the shop with photos and a trained model, `tiny`; without what other tests kept there."""
    monkeypatch.setenv("MODISTE_CACHE", str(cache))
    left_out = shutil.ignore_patterns("evaluations", "compressions")
    with open_shop(shutil.copytree(trained, tmp_path / "trained", ignore=left_out), create=False) as shop:
        yield shop


@pytest.fixture
def lab(trained_shop, client_of, applications):
    """A client of that shop."""
    with applications.of(trained_shop) as app:
        yield client_of(app)
